import { type OtherMachineOverview } from '../../contracts/replication/index.ts'
import { type ConfirmedRun } from '../days/compare-day.ts'

// A day that a register wrote in more than one epoch: what it says of the later one is also said of documents that were filed under the earlier, and what
// a second machine with its key wrote there is for nobody to say.

/** From version 17, of either database: what of a day a proof says of documents filed under other epochs. */
export const elsewhereSchema = 'ALTER TABLE register_day ADD COLUMN elsewhere text;'

/** Of a row of `register_day`. `elsewhere`: documents of other epochs that its proof is about, too, as JSON. */
export interface EpochRow {
  readonly epoch: number
  readonly provedTo: number | null
  readonly elsewhere: string | null
  /** Somebody settled that the machine that writes there does not go on, and documents are behind what was said of the epoch. */
  readonly hasEnded: number | boolean
  /** Its documents, as JSON; null where no other proof says anything of them, and nobody else wrote there. */
  readonly filed: string | null
}

/** `amount`: below nothing where it was given back. `at`: when it was filed. */
type Filed = readonly [seq: number, number: string, amount: number, currency: string, at: number]

/** Both databases, of a row `d`: another machine wrote behind what this register said of the epoch. */
export const hasEndedExpression = `(d.last_document > coalesce(d.proved_to, 0) AND EXISTS (SELECT 1 FROM twin_settled t WHERE t.store = d.store AND t.register = d.register AND t.epoch = d.epoch AND t.verdict = 'ended'))`
/** Whether its documents have to be looked at one by one. */
export const isPartedExpression = `(${hasEndedExpression} OR EXISTS (SELECT 1 FROM register_day o WHERE o.store = d.store AND o.business_date = d.business_date AND o.register = d.register AND o.epoch <> d.epoch AND o.elsewhere IS NOT NULL))`
/** It said that nothing was sold on the day, and somebody had settled by then that it does not go on: that is no word of the register. */
export const saidByOtherExpression = `(d.last_document = 0 AND d.documents = 0 AND EXISTS (SELECT 1 FROM twin_settled t WHERE t.store = d.store AND t.register = d.register AND t.epoch = d.epoch AND t.verdict = 'ended' AND t.settled_at < d.proved_at))`
/** All of them, as (seq, number, amount, currency, at). */
export const filedExpression = (['sale', 'refund'] as const)
  .map((table) => `SELECT x.seq, x.number, ${table === 'sale' ? 'x.total' : '-x.total'} AS amount, x.currency, x.received_at AS at FROM ${table} x WHERE x.store = d.store AND x.business_date = d.business_date AND x.register = d.register AND x.epoch = d.epoch`)
  .join(' UNION ALL ')
/** The last of them that the register itself spoke of: behind that, no Z of it is waited for. */
export const lastOwnExpression = `(SELECT coalesce(max(f.seq), 0) FROM (${filedExpression}) f WHERE f.seq <= coalesce(d.proved_to, 0))`

/** What there is to know of an epoch of a day beyond its own row. */
export interface PartedEpoch {
  /** Documents that no proof is about, by number and in order. */
  readonly open: readonly string[]
  /** Some of its documents are the register's own, as it said. */
  readonly isOwn: boolean
  /** Documents that more than one proof counts. */
  readonly again: number
}

export interface PartedDay {
  /** By epoch; absent: its row says all. */
  readonly epochs: ReadonlyMap<number, PartedEpoch>
  readonly others?: OtherMachineOverview
}

const namedNumbers = 20

/** `rows`: all of one register and day. */
export function partedDay(rows: readonly EpochRow[]): PartedDay {
  const said = rows.map(({ epoch, elsewhere }) => ({ epoch, runs: elsewhere === null ? [] : (JSON.parse(elsewhere) as readonly ConfirmedRun[]) }))
  const epochs = new Map<number, PartedEpoch>()
  const others: Filed[] = []
  for (const { epoch, provedTo, filed, hasEnded } of rows) {
    if (filed === null) continue
    const documents = (JSON.parse(filed) as readonly Filed[]).toSorted(([left], [right]) => left - right)
    const times = ([seq]: Filed): number => (seq <= (provedTo ?? 0) ? 1 : 0) + said.filter((one) => one.epoch !== epoch && one.runs.some(([of, from, to]) => of === epoch && seq >= from && seq <= to)).length
    const open = documents.filter((one) => times(one) === 0)
    epochs.set(epoch, { open: open.map(([, number]) => number), isOwn: open.length < documents.length, again: documents.reduce((sum, one) => sum + Math.max(0, times(one) - 1), 0) })
    if (isTrue(hasEnded)) others.push(...open)
  }
  return { epochs, ...(others.length > 0 && { others: othersOf(others) }) }
}

function othersOf(documents: readonly Filed[]): OtherMachineOverview {
  const currencies = [...new Set(documents.map(([, , , currency]) => currency))].toSorted()
  return {
    documents: documents.length,
    numbers: documents.slice(0, namedNumbers).map(([, number]) => number),
    sums: currencies.map((currency) => ({ currency, amount: documents.reduce((sum, one) => (one[3] === currency ? sum + one[2] : sum), 0) })),
    filedAt: documents.reduce((last, [, , , , at]) => Math.max(last, at), 0),
  }
}

/** SQLite has numbers for it. */
export function isTrue(value: number | boolean): boolean {
  return value === true || value === 1
}
