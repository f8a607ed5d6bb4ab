import { type ReplicationView } from '../../contracts/ipc/index.ts'
import { refuse } from '../../domain/errors/index.ts'
import { type Timer } from '../../drivers/device/index.ts'
import { type Core } from '../core/index.ts'
import { type Replicator } from '../replicator/index.ts'

/** How long the line has been back before all that waited is said to be there: as long as it takes to be seen going. */
export const drainMs = 1_500

export interface StillReplicator extends Replicator {
  /** What the screen says of head office; nobody is asked. Resolves when what is written from now on counts as waiting. */
  setOnline(online: boolean): Promise<void>
}

export interface StillParts {
  /** The training's own: what waits is counted from its journal, as at a real till. */
  readonly source: Pick<Core['internal'], 'waiting' | 'journalHead' | 'moveOutboxCursor'>
  readonly now: () => number
  readonly timer: Timer
}

/** In the place of what sends the journal: it knows no address and opens no line, and says of head office what a scenario wants said. */
export function stillReplicator({ source, now, timer }: StillParts): StillReplicator {
  const listeners = new Set<(view: ReplicationView) => void>()
  let view: ReplicationView = { enrolled: true, state: 'healthy', waiting: 0, waitingSales: 0, lastAcknowledgedAt: now() }
  let closed = false
  let cancelDrain: () => void = () => undefined
  /** One after another: a count that comes late would bring back what is gone. */
  let turn: Promise<void> = Promise.resolve()

  function show(next: Partial<ReplicationView>): void {
    view = { ...view, ...next }
    for (const listener of listeners) listener(view)
  }

  /** The training may end in the middle of it, and then nobody looks any more. */
  function next(act: () => Promise<void>): Promise<void> {
    turn = turn.then(() => (closed ? undefined : act())).catch(() => undefined)
    return turn
  }

  async function count(): Promise<void> {
    const { entries, sales } = await source.waiting()
    show({ waiting: entries, waitingSales: sales })
  }

  /** As if head office had said that it has everything up to here. */
  async function acknowledge(): Promise<void> {
    const { epoch, seq, hash } = await source.journalHead()
    await source.moveOutboxCursor({ epoch, seq, hash, instance: 'training', acknowledgedAt: now() })
  }

  return {
    view: () => view,
    on(_event, listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    wake: () => void next(async () => (view.state === 'healthy' ? undefined : count())),
    due: () => show({ fed: (view.fed ?? 0) + 1 }),
    enrol: () => Promise.resolve(refuse('training.notHere')),
    look: () => Promise.resolve(refuse('training.notHere')),
    goTo: () => undefined,
    tryNow: () => Promise.resolve(view),
    askStoredValue: () => Promise.resolve(undefined),
    sendAgain: () => Promise.resolve(false),
    setOnline(online) {
      if (online === (view.state !== 'offline')) return turn
      cancelDrain()
      if (online) {
        show({ state: 'sending' })
        cancelDrain = timer.after(drainMs, () => {
          void next(async () => {
            if (view.state !== 'sending') return
            await acknowledge()
            show({ state: 'healthy', waiting: 0, waitingSales: 0, lastAcknowledgedAt: now() })
          })
        })
        return turn
      }
      // Nothing of before it went down waits.
      show({ state: 'offline' })
      return next(async () => {
        await acknowledge()
        await count()
      })
    },
    close() {
      closed = true
      cancelDrain()
      return turn
    },
  }
}
