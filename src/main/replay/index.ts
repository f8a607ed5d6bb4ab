export { type LineFault } from './basket-line.ts'
export * from './read-sales.ts'
export * from './replay-sales.ts'
export { type DayTakings } from './takings.ts'
