export * from './entry.ts'
export * from './canonical-json.ts'
export * from './entry-text.ts'
export * from './verify-chain.ts'
