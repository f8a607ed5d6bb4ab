import { type SentAgain } from '../../contracts/replication/index.ts'
import { type EntryReader } from '../ingest/read-entry.ts'
import { type Clock, type Log } from '../log.ts'
import { settleAll } from '../refunds/settle-refunds.ts'
import { type HeadOfficeStore } from '../store/port.ts'
import { type QuarantineAsking } from '../store/quarantine-rows.ts'

interface DeskParts {
  readonly store: Pick<HeadOfficeStore, 'sendAgain' | 'discardQuarantined' | 'restoreQuarantined' | 'settleRefunds'>
  readonly clock: Clock
  readonly log: Log
  /** After a commit that anybody could see. */
  readonly changed: () => void
  readonly reader?: EntryReader
}

export interface QuarantineDesk {
  sendAgain(storeId: string, asking: QuarantineAsking): Promise<SentAgain | undefined>
  discardQuarantined(storeId: string, asking: QuarantineAsking & { readonly note: string }): Promise<boolean>
  restoreQuarantined(storeId: string, asking: QuarantineAsking): Promise<boolean>
}

/** What a person, here or at a register, makes of an entry in quarantine. */
export function quarantineDesk({ store, clock, log, changed, reader }: DeskParts): QuarantineDesk {
  function told(event: string, { register, epoch, seq }: QuarantineAsking['place'], more: Readonly<Record<string, string>> = {}): void {
    log(event, { register, epoch, seq, ...more })
    changed()
  }
  return {
    sendAgain: async (storeId, asking) => {
      const made = await store.sendAgain(storeId, asking, clock(), reader)
      if (made === undefined) return undefined
      // A sale that was waited for lets refunds be judged. What it applied is committed, whatever becomes of their verdicts: the next batch asks again.
      if (made.state === 'applied') await settleAll(store, storeId, clock()).catch(() => log('refunds.unsettled', { register: asking.place.register }))
      told('quarantine.again', asking.place, { state: made.state })
      return made
    },
    discardQuarantined: async (storeId, asking) => {
      const done = await store.discardQuarantined(storeId, asking, clock())
      if (done) told('quarantine.discarded', asking.place)
      return done
    },
    restoreQuarantined: async (storeId, asking) => {
      const done = await store.restoreQuarantined(storeId, asking, clock())
      if (done) told('quarantine.restored', asking.place)
      return done
    },
  }
}
