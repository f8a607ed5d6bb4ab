export * from './business-date.ts'
export * from './zone.ts'
export * from './clock-doubt.ts'
