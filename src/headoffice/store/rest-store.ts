import { type ChainPoint } from '../ingest/plan-batch.ts'
import { type Decided, type Sql, type Units } from './units.ts'

/** A call of a register that is out of service, with what it says of itself. */
export interface RestCall {
  readonly register: string
  readonly epoch: number
  /** The last entry that it sent, or the one it stands at. */
  readonly end: ChainPoint
  /** Places of the documents among what it sent. */
  readonly documents: readonly number[]
  /** There is nothing of it behind `end`, in this epoch or a later one. */
  readonly isAll: boolean
}

interface PersonSaid {
  readonly by: string
  readonly note: string
  readonly at: number
}

/** What a register that is out of service still has: told by its calls, taken by a person's word, and given up by one. Written once for both databases. */
export interface RestStore {
  /** What a call of it comes to against what is here. True: a person can see something new. */
  restCalled(storeId: string, call: RestCall, now: number): Promise<boolean>
  /** From its next call on what it has is filed, until it says that nothing is left. False: there is no such register out of service in this store. */
  takeRest(storeId: string, registerId: string, said: PersonSaid): Promise<boolean>
  /** Days that wait for it wait no longer. Whoever said so first is kept. False: as above. */
  endDays(storeId: string, registerId: string, said: PersonSaid): Promise<boolean>
}

interface Standing {
  readonly retired_at: number | null
  readonly rest_documents: number | null
  readonly rest_at_least: number | null
  readonly rest_over_at: number | null
  readonly days_ended_at: number | null
}

const standingOf = (store: string, register: string): Sql<Standing> => ({ text: 'SELECT retired_at, rest_documents, rest_at_least, rest_over_at, days_ended_at FROM register WHERE store = ? AND id = ?', values: [store, register] })
const cursorOf = (store: string, register: string, epoch: number): Sql<ChainPoint> => ({ text: 'SELECT last_seq AS seq, last_hash AS hash FROM cursor WHERE store = ? AND register = ? AND epoch = ?', values: [store, register, epoch] })

export function createRests(units: Units): RestStore {
  return {
    restCalled: (store, { register, epoch, end, documents, isAll }, now) =>
      units.change([standingOf(store, register), cursorOf(store, register, epoch)], ([[known], [last]]): Decided<boolean> => {
        const nothing: Decided<boolean> = { writes: [], outcome: false }
        if (known === undefined || known.retired_at === null) return nothing
        const here = last?.seq ?? 0
        if (isAll && end.seq <= here) {
          // Only at the very end of what is here does it have all of it: an older copy of it has less, and may have something else.
          if (known.rest_over_at !== null || end.seq !== here || (last !== undefined && last.hash !== end.hash)) return nothing
          return { writes: [{ text: 'UPDATE register SET rest_called_at = NULL, rest_documents = NULL, rest_at_least = NULL, rest_over_at = ? WHERE store = ? AND id = ?', values: [now, store, register] }], outcome: true }
        }
        const count = documents.filter((seq) => seq > here).length
        // A till that is left on locks itself, and is started: that is nobody's money, opens no day again, and is asked of nobody.
        if (known.rest_over_at !== null && isAll && count === 0) return nothing
        if (known.rest_over_at === null && known.rest_documents === count && (known.rest_at_least === 1) === !isAll) return nothing
        // What it wrote since it had nothing left is another rest, that nobody has asked for yet.
        const anew = known.rest_over_at === null ? '' : ', rest_over_at = NULL, rest_taken_at = NULL, rest_taken_by = NULL, rest_taken_note = NULL'
        return { writes: [{ text: `UPDATE register SET rest_called_at = ?, rest_documents = ?, rest_at_least = ?${anew} WHERE store = ? AND id = ?`, values: [now, count, isAll ? 0 : 1, store, register] }], outcome: true }
      }),
    takeRest: (store, register, { by, note, at }) =>
      units.change([standingOf(store, register)], ([[known]]): Decided<boolean> => {
        if (known === undefined || known.retired_at === null) return { writes: [], outcome: false }
        return { writes: [{ text: 'UPDATE register SET rest_taken_at = ?, rest_taken_by = ?, rest_taken_note = ?, rest_over_at = NULL WHERE store = ? AND id = ?', values: [at, by, note, store, register] }], outcome: true }
      }),
    endDays: (store, register, { by, note, at }) =>
      units.change([standingOf(store, register)], ([[known]]): Decided<boolean> => {
        if (known === undefined || known.retired_at === null) return { writes: [], outcome: false }
        const end: Sql = { text: 'UPDATE register SET days_ended_at = ?, days_ended_by = ?, days_ended_note = ? WHERE store = ? AND id = ?', values: [at, by, note, store, register] }
        return { writes: known.days_ended_at === null ? [end] : [], outcome: true }
      }),
  }
}
