import { type Name, type Topic } from '../../contracts/ipc/index.ts'

/** `refused`: the door does not know this page (its one-time secret is missing or spent); no reconnecting will help. */
export type Connection = 'connecting' | 'open' | 'lost' | 'refused'

/** What carries requests: the preload's bridge in Electron, a WebSocket elsewhere. */
export interface Transport {
  readonly call: (name: Name, input: unknown, requestId: string) => Promise<unknown>
  readonly on: (topic: Topic, listener: (payload: unknown) => void) => () => void
  /** Told at once, and again whenever it changes. */
  readonly watch: (listener: (connection: Connection) => void) => () => void
}
