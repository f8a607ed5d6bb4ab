export * from './sale.ts'
export * from './sale-body.ts'
export * from './movements.ts'
export * from './check-sale.ts'
