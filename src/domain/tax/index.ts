export * from './tax-pack.ts'
export * from './packs.ts'
export * from './rate.ts'
export * from './tax-of-group.ts'
