import { type CounterView } from '../../contracts/ipc/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { type CoreEvents, type CoreLogLine } from './core-api.ts'
import { type InternalName } from './internal-calls.ts'

/**
 * What goes through the port. Plain values that JSON keeps whole, because the port may be a pipe between two
 * versions of Node; an absent value is a missing key.
 */
export interface CoreSettings {
  readonly databasePath: string
  /** The secrets file, beside the database. */
  readonly keyPath: string
  /** What a database is made as. One that exists says itself what it is. */
  readonly mode: 'demo' | 'live'
  /** The file is made first, for training: as a copy of this register's goods and settings, for this person. */
  readonly training?: { readonly from: string; readonly operatorId: string }
  /** For the `register.opened` entry. */
  readonly appVersion: string
}

/** The keeper is started when it is first asked for something. */
export type Side = 'writer' | 'reader' | 'keeper'

export type CallMessage =
  | { readonly kind: 'call'; readonly id: number; readonly to: Side; readonly name: string; readonly input: unknown; readonly seat: string; readonly request: string }
  | { readonly kind: 'internal'; readonly id: number; readonly to: Side; readonly name: InternalName; readonly input: unknown }

export type ToCore =
  /** First, and only to a child process: which threads to host. */
  | { readonly kind: 'host'; readonly settings: CoreSettings; readonly writerPath: string; readonly readerPath: string }
  /** First to each worker. */
  | { readonly kind: 'open'; readonly settings: CoreSettings }
  | CallMessage
  | { readonly kind: 'close' }

export type EventMessage = { readonly [E in Exclude<keyof CoreEvents, 'stopped'>]: { readonly kind: 'event'; readonly event: E; readonly payload: CoreEvents[E] } }[Exclude<keyof CoreEvents, 'stopped'>]

export type FromCore =
  | { readonly kind: 'started'; readonly result: Result<unknown> }
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result<unknown> }
  | EventMessage
  | { readonly kind: 'log'; readonly line: CoreLogLine }

export function counterEvent(seat: string, view: CounterView, request?: string): EventMessage {
  return { kind: 'event', event: 'counter', payload: { seat, view, ...(request === undefined ? {} : { request }) } }
}
