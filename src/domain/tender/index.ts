export * from './tender.ts'
export * from './cash-rounding.ts'
export * from './settle.ts'
export * from './payment.ts'
