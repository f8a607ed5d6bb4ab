export * from './ledger-row.ts'
export * from './ledger-rows.ts'
export * from './read-body.ts'
