export * from './escpos-drawer.ts'
export * from './port.ts'
export * from './simulator.ts'
