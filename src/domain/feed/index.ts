export * from './fed-item.ts'
export * from './feed-name.ts'
export * from './set-hash.ts'
