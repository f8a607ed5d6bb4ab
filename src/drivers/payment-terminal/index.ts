export * from './port.ts'
export * from './simulator.ts'
export * from './zvt/index.ts'
