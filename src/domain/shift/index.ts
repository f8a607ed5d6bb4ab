export * from './cash-movement.ts'
export * from './count.ts'
