export * from './broadcast.ts'
export * from './gate.ts'
export * from './http/loopback-door.ts'
export { contentSecurityPolicy, fileFor } from './http/static-files.ts'
