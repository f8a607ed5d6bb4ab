export * from './fed-item.ts'
export * from './set-hash.ts'
