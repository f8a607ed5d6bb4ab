export * from './kind.ts'
export { kinds } from './kinds.ts'
