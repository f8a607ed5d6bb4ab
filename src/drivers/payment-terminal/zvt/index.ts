export { currencyNumbers } from './commands.ts'
export * from './simulator.ts'
export * from './zvt-terminal.ts'
