export * from './basket.ts'
export { changedQuantity, removedLine, restoredLine, type Act, type BasketEdit } from './edit.ts'
export { addedLine, unresolvedLine } from './add.ts'
