export * from './item.ts'
export * from './gtin.ts'
