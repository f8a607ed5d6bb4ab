export * from './tender.ts'
export * from './settle.ts'
