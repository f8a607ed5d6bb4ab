import { lockCapability, type RegisterLock } from '../../contracts/replication/index.ts'
import { type ReplicationSource, type ReplicatorSurroundings } from './source.ts'

export interface LockListener {
  /** What an answer says of this machine. Never rejects: what could not be kept is said again with the next answer. */
  hear(answer: { readonly locked?: RegisterLock | undefined; readonly capabilities: readonly string[] }): Promise<void>
}

/** Head office's word that nobody works on this register, or that they do again. Only one that knows locks can take one back by saying nothing. */
export function lockListener(source: Pick<ReplicationSource, 'hearLock'>, { log }: Pick<ReplicatorSurroundings, 'log'>): LockListener {
  /** Asked once after each start: what was kept before may be another word. */
  let heard: string | undefined
  return {
    async hear({ locked, capabilities }) {
      if (locked === undefined && !capabilities.includes(lockCapability)) return
      const said = JSON.stringify(locked ?? null)
      if (said === heard) return
      try {
        await source.hearLock(locked)
        heard = said
      } catch {
        log('replication.core-silent')
      }
    },
  }
}
