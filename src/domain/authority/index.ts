export * from './default-matrix.ts'
export * from './judge.ts'
export * from './permissions.ts'
