import { type LockReason } from '../../contracts/replication/index.ts'
import { type Clock, type Log } from '../log.ts'
import { type LockStore, type RetireOutcome } from '../store/lock-store.ts'
import { type RestStore } from '../store/rest-store.ts'

export interface LockDesk {
  /** False: there is no such register in this store. */
  readonly lockRegister: (storeId: string, registerId: string, said: { readonly reason: LockReason; readonly by: string }) => Promise<boolean>
  readonly unlockRegister: (storeId: string, registerId: string) => Promise<boolean>
  readonly retireFromPage: (storeId: string, registerId: string, by: string) => Promise<RetireOutcome>
  /** What one that is out of service still has is filed from its next call on. False: there is no such register out of service in this store. */
  readonly takeRest: (storeId: string, registerId: string, said: SaidWhy) => Promise<boolean>
  /** Days that wait for it wait no longer. False: as above. */
  readonly endDays: (storeId: string, registerId: string, said: SaidWhy) => Promise<boolean>
}

export interface SaidWhy {
  readonly by: string
  readonly note: string
}

/** What a person does about a register that is in the wrong hands, or in nobody's any more. Who did it stands in head office's own log of people. */
export function lockDesk({ store, clock, log, changed }: { readonly store: LockStore & Pick<RestStore, 'takeRest' | 'endDays'>; readonly clock: Clock; readonly log: Log; readonly changed: () => void }): LockDesk {
  const told = (event: string, register: string, done: boolean): boolean => {
    if (!done) return false
    log(event, { register })
    changed()
    return true
  }
  return {
    lockRegister: async (storeId, registerId, said) => told('register.locked', registerId, await store.lockRegister(storeId, registerId, { ...said, at: clock() })),
    unlockRegister: async (storeId, registerId) => told('register.unlocked', registerId, await store.unlockRegister(storeId, registerId)),
    retireFromPage: async (storeId, registerId, by) => {
      const outcome = await store.retireRegister(storeId, registerId, { by, at: clock() })
      told('register.retired', registerId, outcome === 'done')
      return outcome
    },
    takeRest: async (storeId, registerId, said) => told('rest.asked', registerId, await store.takeRest(storeId, registerId, { ...said, at: clock() })),
    endDays: async (storeId, registerId, said) => told('days.ended', registerId, await store.endDays(storeId, registerId, { ...said, at: clock() })),
  }
}
