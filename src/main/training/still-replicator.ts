import { type ReplicationView } from '../../contracts/ipc/index.ts'
import { refuse } from '../../domain/errors/index.ts'
import { type Replicator } from '../replicator/index.ts'

export interface StillReplicator extends Replicator {
  /** What the screen says of head office; nobody is asked. */
  setOnline(online: boolean): void
}

/** In the place of what sends the journal: it knows no address and opens no line, and says of head office what a scenario wants said. */
export function stillReplicator(): StillReplicator {
  const listeners = new Set<(view: ReplicationView) => void>()
  let view: ReplicationView = { enrolled: true, state: 'healthy', waiting: 0, waitingSales: 0 }
  return {
    view: () => view,
    on(_event, listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    wake: () => undefined,
    enrol: () => Promise.resolve(refuse('training.notHere')),
    askStoredValue: () => Promise.resolve(undefined),
    setOnline(online) {
      view = { ...view, state: online ? 'healthy' : 'offline' }
      for (const listener of listeners) listener(view)
    },
    close: () => Promise.resolve(),
  }
}
