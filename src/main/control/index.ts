export * from './control-client.ts'
export * from './control-door.ts'
export { type ControlMessage, type ControlRequest } from './messages.ts'
