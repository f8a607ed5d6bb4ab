export * from './scenario.ts'
export * from './progress.ts'
