export * from './customer.ts'
export * from './account.ts'
