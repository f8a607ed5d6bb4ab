export * from './tender-sums.ts'
