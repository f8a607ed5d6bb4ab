export * from './config.ts'
export * from './devices.ts'
export * from './effects-source.ts'
export * from './run-effects.ts'
