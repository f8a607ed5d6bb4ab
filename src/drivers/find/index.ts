export * from './find-devices.ts'
export * from './probe.ts'
