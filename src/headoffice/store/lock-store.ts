import { type LockReason } from '../../contracts/replication/index.ts'
import { type Decided, type Sql, type Units } from './units.ts'

/** A register that was heard from within this time is alive. */
export const aliveMs = 600_000

export type RetireOutcome = 'done' | 'not-found' | 'register-heard'

/** What head office takes from a machine that may be in the wrong hands: that anybody works on it, and that anything of it is taken. Written once for both databases. */
export interface LockStore {
  /** From its next contact on. False: there is no such register in this store. One that is locked already stays as it was said first. */
  lockRegister(storeId: string, registerId: string, said: { readonly reason: LockReason; readonly by: string; readonly at: number }): Promise<boolean>
  /** False: there is no such register in this store. */
  unlockRegister(storeId: string, registerId: string): Promise<boolean>
  /** It said that it is locked, and has nothing left to send. */
  lockHeard(storeId: string, registerId: string, now: number): Promise<void>
  /**
   * Nothing of it is taken any more. `register-heard`: it was heard from lately and may have more to send; one that is locked and said that it has nothing can go.
   */
  retireRegister(storeId: string, registerId: string, said: { readonly by: string; readonly at: number }): Promise<RetireOutcome>
}

interface Standing {
  readonly retired_at: number | null
  readonly last_seen: number | null
  readonly locked_at: number | null
  readonly lock_heard_at: number | null
}

const standingOf = (store: string, register: string): Sql<Standing> => ({ text: 'SELECT retired_at, last_seen, locked_at, lock_heard_at FROM register WHERE store = ? AND id = ?', values: [store, register] })

export function createLocks(units: Units): LockStore {
  return {
    lockRegister: (store, register, { reason, by, at }) =>
      units.change([standingOf(store, register)], ([[known]]): Decided<boolean> => {
        if (known === undefined) return { writes: [], outcome: false }
        const lock: Sql = { text: 'UPDATE register SET locked_at = ?, locked_reason = ?, locked_by = ?, lock_heard_at = NULL WHERE store = ? AND id = ?', values: [at, reason, by, store, register] }
        return { writes: known.locked_at === null ? [lock] : [], outcome: true }
      }),
    unlockRegister: (store, register) =>
      units.change([standingOf(store, register)], ([[known]]): Decided<boolean> => {
        const unlock: Sql = { text: 'UPDATE register SET locked_at = NULL, locked_reason = NULL, locked_by = NULL, lock_heard_at = NULL WHERE store = ? AND id = ?', values: [store, register] }
        return { writes: known === undefined ? [] : [unlock], outcome: known !== undefined }
      }),
    lockHeard: (store, register, now) =>
      units.change([], () => ({ writes: [{ text: 'UPDATE register SET lock_heard_at = ? WHERE store = ? AND id = ? AND locked_at IS NOT NULL AND lock_heard_at IS NULL', values: [now, store, register] }], outcome: undefined })),
    retireRegister: (store, register, { by, at }) =>
      units.change([standingOf(store, register)], ([[known]]): Decided<RetireOutcome> => {
        if (known === undefined) return { writes: [], outcome: 'not-found' }
        if (known.retired_at !== null) return { writes: [], outcome: 'done' }
        const isAlive = known.last_seen !== null && at - known.last_seen < aliveMs
        if (isAlive && known.lock_heard_at === null) return { writes: [], outcome: 'register-heard' }
        // One that is locked said that it had nothing left.
        return { writes: [{ text: 'UPDATE register SET retired_at = ?, retired_by = ?, rest_over_at = ? WHERE store = ? AND id = ?', values: [at, by, known.lock_heard_at === null ? null : at, store, register] }], outcome: 'done' }
      }),
  }
}
