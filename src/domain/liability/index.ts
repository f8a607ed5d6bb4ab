export * from './liability-kind.ts'
export * from './liability.ts'
export * from './gift-card-number.ts'
export * from './stored-value.ts'
