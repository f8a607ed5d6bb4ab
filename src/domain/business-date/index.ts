export * from './business-date.ts'
export * from './zone.ts'
