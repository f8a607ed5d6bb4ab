export * from './file.ts'
export * from './port.ts'
export * from './tcp.ts'
