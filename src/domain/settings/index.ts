export * from './bounds.ts'
export * from './setting-id.ts'
