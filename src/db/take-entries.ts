import { canonicalJson, GENESIS_HASH, hashEntry, parseEntry, type CanonicalValue, type EntryContent } from '../domain/journal/index.ts'
import { storedValueMovements } from '../domain/liability/index.ts'
import { type RefundBody, givenBackFor } from '../domain/refund/index.ts'
import { type SaleBody, paidFor } from '../domain/sale/index.ts'
import { type Connection } from './connection.ts'
import { type JournalHead, REFUND_COMPLETED, SALE_COMPLETED } from './journal.ts'
import { receiptCounterOf, REGISTER_RESTORED, type LeftEpoch, type TakenInReads } from './left-epochs.ts'
import { positionOf } from './position.ts'
import { type RefundHeader } from './refund-header.ts'
import { type SaleHeader } from './sale-header.ts'
import { sha256 } from './sha256.ts'
import { type StoredValueWrites } from './stored-values.ts'
import { type EntriesTaken, type TakenEntry } from './taken-entry.ts'

/** The only body that can be read here; a later one is written by a later version, which this file was never opened by. */
const READABLE = 1
const SEAT = 'counter'

export interface TakingParts {
  readonly registerId: () => string
  readonly epoch: () => number
  readonly head: () => JournalHead
  readonly forgetHead: () => void
  readonly beginEpoch: (epoch: number) => void
  readonly entryKnown: TakenInReads['entryKnown']
  /** What a restored register's own entry says of the epochs before it. */
  readonly leave: (partings: readonly Pick<LeftEpoch, 'epoch' | 'seq' | 'to'>[]) => void
  readonly insertSale: (sale: SaleHeader) => void
  readonly insertRefund: (refund: RefundHeader) => void
  readonly moveStoredValue: StoredValueWrites['moveStoredValue']
}

/**
 * Writes entries behind the head by their bytes, and with each the rows that its command wrote beside it: header, money that
 * stands under a number, vouchers, deposits. What is projected follows by itself. A basket that such an entry finished goes,
 * else it would come back to the counter and be sold again. Stops at the first that does not fit, and keeps those before it.
 */
export function takeEntries(db: Connection, parts: TakingParts) {
  const insert = db.prepare<[number, string, string, number, number, string, string, string]>(
    'INSERT INTO journal (position, id, type, sale_count, receipt_counter, prev_hash, hash, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const finish = ['DELETE FROM basket_tender WHERE basket_id = ?', "UPDATE payment SET state = 'used' WHERE basket_id = ? AND state = 'approved'", 'UPDATE seat SET basket_id = NULL WHERE basket_id = ?', 'DELETE FROM basket WHERE id = ?'].map((text) => db.prepare<[string]>(text))
  const useVoucher = db.prepare<[string, string, string, string]>('INSERT INTO voucher (kind, number, basket_id, used_on) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
  const addDeposit = db.prepare<[string, string, number, number, string]>(
    'INSERT INTO lay_away_deposit (lay_away_id, sale_id, amount, in_cash) SELECT ?, ?, ?, ? FROM lay_away WHERE id = ? ON CONFLICT DO NOTHING',
  )
  const holdLayAway = db.prepare<[string]>("UPDATE lay_away SET state = 'held', deposit_basket_id = NULL WHERE id = ? AND state = 'opening'")
  const dropLayAway = db.prepare<[string, string]>("UPDATE lay_away SET state = 'dropped', deposit_basket_id = NULL, label = NULL WHERE (basket_id = ? OR deposit_basket_id = ?) AND state = 'opening'")
  const cancelLayAway = db.prepare<[string]>("UPDATE lay_away SET state = 'cancelled', deposit_basket_id = NULL, label = NULL WHERE id = ? AND state IN ('opening', 'held', 'collecting')")
  // The goods themselves stand in no entry: whoever put them aside does it again, and its number is given to nobody else.
  const keepNumber = db.prepare<[string, number, string, string, number, string, number]>(
    "INSERT INTO lay_away (id, counter, number, basket_id, deposit_basket_id, state, total, until, laid_at) VALUES (?, ?, ?, ?, NULL, 'dropped', ?, ?, ?) ON CONFLICT DO NOTHING",
  )
  const collected = db.prepare<[string]>("UPDATE lay_away SET state = 'collected', deposit_basket_id = NULL, label = NULL WHERE basket_id = ? AND state IN ('held', 'collecting')")

  function numberedBy({ type, body }: EntryContent): number | undefined {
    const { number, counter } = fieldsOf(body)
    if (type === SALE_COMPLETED || type === REFUND_COMPLETED) return typeof number === 'string' ? Number(/-(\d{1,15})$/.exec(number)?.[1] ?? Number.NaN) : undefined
    if (type === REGISTER_RESTORED) return receiptCounterOf({ type, body })
    return type === 'receiptNumber.abandoned' && typeof counter === 'number' ? counter : undefined
  }

  /** The fault of an entry, or its content. */
  function fits(entry: TakenEntry): EntriesTaken['fault'] | EntryContent {
    const content = parseEntry(entry.text)
    if (content === undefined) return 'text'
    if (content.register !== parts.registerId()) return 'register'
    const { epoch, seq, hash } = parts.head()
    const next = content.epoch === epoch && content.seq === seq + 1 && entry.prevHash === hash
    // A restored register goes on behind every epoch that head office knew, some of which it may never have written in.
    const begins = content.epoch > epoch && (content.epoch === epoch + 1 || content.type === REGISTER_RESTORED) && content.seq === 1 && entry.prevHash === GENESIS_HASH
    if (!next && !begins) return 'place'
    return hashEntry(entry.prevHash, entry.text, sha256) === entry.hash ? content : 'hash'
  }

  function write({ prevHash, hash, text }: TakenEntry, content: EntryContent): void {
    if (content.epoch !== parts.epoch()) parts.beginEpoch(content.epoch)
    const before = parts.head()
    const { epoch, seq, id, type } = content
    // Issued again in a later epoch: its rows stand already.
    const again = parts.entryKnown(id)
    insert.run(positionOf(epoch, seq), id, type, before.saleCount + (type === SALE_COMPLETED ? 1 : 0), Math.max(before.receiptCounter, numberedBy(content) ?? 0), prevHash, hash, text)
    parts.forgetHead()
    if (type === REGISTER_RESTORED && !again) parts.leave(fieldsAs<{ readonly partings: readonly Pick<LeftEpoch, 'epoch' | 'seq' | 'to'>[] }>(content.body).partings)
    if (again) return
    const { basketId } = fieldsOf(content.body)
    if (type === SALE_COMPLETED) sale(content, fieldsAs<SaleBody>(content.body))
    else if (type === REFUND_COMPLETED) refund(content, fieldsAs<RefundBody & { readonly basketId?: string }>(content.body))
    else if (type === 'layAway.made') keepLayAway(content, fieldsAs<LayAwayMade>(content.body))
    else if (type === 'layAway.cancelled') cancelLayAway.run(fieldsAs<LayAwayMade>(content.body).layAwayId)
    if ((type === 'basket.cancelled' || type === 'layAway.cancelled') && typeof basketId === 'string') {
      dropLayAway.run(basketId, basketId)
      drop(basketId)
    }
  }

  function keepLayAway({ at }: EntryContent, { layAwayId, number, basketId, total, until }: LayAwayMade): void {
    const counter = Number(/(\d{1,9})$/.exec(number)?.[1] ?? Number.NaN)
    if (Number.isInteger(counter)) keepNumber.run(layAwayId, counter, number, basketId, total, until, at)
  }

  function drop(basketId: string): void {
    for (const statement of finish) statement.run(basketId)
  }

  function sale(content: EntryContent, body: SaleBody): void {
    const { epoch, seq, businessDate, at, operator } = content
    // Before its basket goes, which the file keeps for as long as goods are laid aside in it.
    collected.run(body.basketId)
    dropLayAway.run(body.basketId, '')
    drop(body.basketId)
    for (const tender of body.tenders) if (tender.type === 'voucher') useVoucher.run(tender.voucher.kind, tender.voucher.number, body.basketId, businessDate)
    parts.moveStoredValue({ epoch, seq }, storedValueMovements(body, true))
    parts.insertSale({ id: body.saleId, number: body.number, basketId: body.basketId, seat: SEAT, epoch, seq, businessDate, completedAt: at, operatorId: operator, total: paidFor(body), change: body.change, tenders: canonicalJson(fieldsAs<CanonicalValue>(body.tenders)) })
    const inCash = body.tenders.every(({ type }) => type === 'cash' || type === 'foreignCash' || type === 'rounding') ? 1 : 0
    for (const { owes, amount } of body.liabilities ?? []) {
      if (owes.kind !== 'deposit') continue
      addDeposit.run(owes.layAwayId, body.saleId, amount, inCash, owes.layAwayId)
      holdLayAway.run(owes.layAwayId)
    }
  }

  function refund(content: EntryContent, body: RefundBody & { readonly basketId?: string }): void {
    const { epoch, seq, businessDate, at, operator } = content
    const basketId = body.basketId ?? body.refundId
    drop(basketId)
    parts.moveStoredValue({ epoch, seq }, storedValueMovements(body, false))
    const { original } = body
    parts.insertRefund({
      id: body.refundId, number: body.number, kind: body.kind,
      ...(original === undefined ? {} : { sale: { id: original.saleId, number: original.number, verified: original.verified } }),
      basketId, seat: SEAT, epoch, seq, businessDate, completedAt: at, operatorId: operator, total: givenBackFor(body), tenders: canonicalJson(fieldsAs<CanonicalValue>(body.tenders)),
    })
  }

  return (entries: Iterable<TakenEntry>): EntriesTaken => {
    let taken = 0
    let documents = 0
    for (const entry of entries) {
      const content = fits(entry)
      if (typeof content === 'string' || content === undefined) return { taken, documents, fault: content ?? 'text' }
      const isDocument = content.type === SALE_COMPLETED || content.type === REFUND_COMPLETED
      if (isDocument && content.schemaVersion !== READABLE) return { taken, documents, fault: 'unreadable' }
      write(entry, content)
      taken += 1
      if (isDocument) documents += 1
    }
    return { taken, documents }
  }
}

interface LayAwayMade {
  readonly layAwayId: string
  readonly number: string
  readonly basketId: string
  readonly total: number
  readonly until: string
}

function fieldsOf(body: CanonicalValue): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && !Array.isArray(body) ? (body as Readonly<Record<string, unknown>>) : {}
}

/** Our own words, whose hash was just found sound. */
function fieldsAs<T>(body: unknown): T {
  return body as T
}
