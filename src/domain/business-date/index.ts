export * from './business-date.ts'
