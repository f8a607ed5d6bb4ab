export * from './mail-address.ts'
export * from './mail-fault.ts'
