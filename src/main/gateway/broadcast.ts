import { type BroadcastEvent, type Payload, type Topic } from '../../contracts/ipc/index.ts'

/** Tells every window and page of a seat what changed. Events tell; they never steer. */
export interface Broadcast {
  tell<T extends Topic>(topic: T, payload: Payload<T>): void
  listen(listener: (event: BroadcastEvent) => void): () => void
}

export function createBroadcast(): Broadcast {
  const listeners = new Set<(event: BroadcastEvent) => void>()
  return {
    tell(topic, payload) {
      for (const listener of listeners) listener({ v: 1, topic, payload })
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
