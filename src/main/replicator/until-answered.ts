import { type ReplicationView } from '../../contracts/ipc/index.ts'

interface Told {
  readonly view: () => ReplicationView
  readonly listeners: Set<(view: ReplicationView) => void>
}

/** How head office stands as soon as it answered, though there may be much to send and to fetch then; or when the try is over. */
export function untilAnswered({ view, listeners }: Told, over: Promise<void>): Promise<ReplicationView> {
  return new Promise((resolve) => {
    const done = (): void => {
      listeners.delete(told)
      resolve(view())
    }
    const told = ({ state }: ReplicationView): void => void (state !== 'offline' && done())
    if (view().state === 'offline') listeners.add(told)
    void over.then(done)
  })
}
