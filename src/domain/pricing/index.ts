export * from './priced-basket.ts'
export * from './price-basket.ts'
