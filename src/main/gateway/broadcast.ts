import { type BroadcastEvent, type Payload, type Topic } from '../../contracts/ipc/index.ts'

/** Tells every window and page of a seat what changed. Events tell; they never steer. */
export interface Broadcast {
  /** `request`: the one that was answered with this very payload, if one was. Whoever has the answer need not hear it again. */
  tell<T extends Topic>(topic: T, payload: Payload<T>, request?: string): void
  /** The same of what another one told. */
  pass(event: BroadcastEvent, request?: string): void
  listen(listener: (event: BroadcastEvent, request?: string) => void): () => void
}

export function createBroadcast(): Broadcast {
  const listeners = new Set<(event: BroadcastEvent, request?: string) => void>()
  const pass = (event: BroadcastEvent, request?: string): void => {
    for (const listener of listeners) listener(event, request)
  }
  return {
    tell: (topic, payload, request) => pass({ v: 1, topic, payload }, request),
    pass,
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
