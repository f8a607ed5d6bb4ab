export * from './port.ts'
export * from './simulator.ts'
