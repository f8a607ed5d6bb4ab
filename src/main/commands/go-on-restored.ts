import { highestReceiptCounter, leftBy, type LeftEpoch, sha256 } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { canonicalJson, canonicalValue, type EntryContent, GENESIS_HASH, hashEntry, parseEntry } from '../../domain/journal/index.ts'
import { storedValueMovements } from '../../domain/liability/index.ts'
import { givenBackFor, type RefundBody } from '../../domain/refund/index.ts'
import { paidFor, type SaleBody } from '../../domain/sale/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'
import { forgetLastSalesOfBefore } from './forget-last-sales.ts'

type Context = Pick<CommandContext, 'database' | 'moment'>

/** Read of a journal at once, while a new epoch begins. */
const piece = 256

/** Where both histories of an epoch part, and how far head office's goes on. */
export type Parting = Pick<LeftEpoch, 'epoch' | 'seq' | 'to'>

export interface NextEpoch {
  /** The newest that head office knows of. */
  readonly newest: number
  readonly partings: readonly Parting[]
  /** Where head office stands in the newest epoch it has. */
  readonly headOffice: { readonly epoch: number; readonly seq: number; readonly hash: string }
  /** Of each epoch there the last sale or refund, verbatim. */
  readonly latest: readonly string[]
  readonly instance: string
  /** Its machine is gone: nobody knows which numbers it gave out and never sent. None up to this one is given out. */
  readonly rebuilt?: { readonly receiptNumbersTo: number }
}

/**
 * Goes on in an epoch that nobody has written in yet. What head office has otherwise than this file is left behind; what this file alone has of
 * it comes again, ids unchanged, and no receipt number that head office has seen is given out once more (REP-7).
 */
export function goOnInNextEpoch({ database, moment }: Context, { newest, partings, headOffice, latest, instance, rebuilt }: NextEpoch): Result<undefined> {
  return database.unitOfWork(() => {
    const before = database.facts()
    const from = database.journalHead()
    const epoch = Math.max(before.epoch, newest) + 1
    database.saveFacts({ epoch, left: leftBy(database, before.left ?? [], partings, epoch) })
    const receiptNumbersTo = Math.max(highestReceiptCounter(latest), rebuilt?.receiptNumbersTo ?? 0)
    database.skipReceiptNumbers(receiptNumbersTo)
    const now = moment()
    forgetLastSalesOfBefore({ database }, now.bootId)
    database.append(now, {
      type: 'register.restored',
      schemaVersion: 1,
      businessDate: businessDateAt({ database }, now),
      operator: 'system',
      body: canonicalValue({ from: { ...from }, headOffice: { ...headOffice }, partings: partings.map((parting) => ({ ...parting })), receiptNumbersTo, ...(rebuilt === undefined ? {} : { because: 'rebuilt' }) }),
    })
    const issued = new Set<string>()
    // Of one that was left before, what stands behind that came again then.
    for (const { epoch: of, seq } of partings) issueRestAgain(database, { epoch: of, after: seq, to: before.left?.find((one) => one.epoch === of)?.seq ?? Infinity }, issued)
    database.moveOutboxCursor({ epoch, seq: 0, hash: GENESIS_HASH, instance })
    return accept(undefined)
  })
}

/** Each id once, in however many epochs it stands. */
function issueRestAgain(database: Context['database'], { epoch, after, to }: { readonly epoch: number; readonly after: number; readonly to: number }, issued: Set<string>): void {
  for (let at = after; ; ) {
    const entries = database.entriesAfter(epoch, at, piece)
    for (const { text, seq } of entries) {
      if (seq > to) return
      const content = parseEntry(text)
      if (content === undefined) throw new Error(`entry ${seq} of epoch ${epoch} is none`)
      if (!issued.has(content.id)) database.issueAgain(content)
      issued.add(content.id)
      at = seq
    }
    if (entries.length < piece) return
  }
}

/**
 * What head office alone has of an epoch that was left, in order behind what was taken over of it, or behind where both part when it has others
 * there by now: it comes once more, ids unchanged, into the epoch that is written now, so that this register's books are whole. `to`: how far it goes
 * on there. Refuses what does not follow.
 */
export function takeOverEntries({ database }: Pick<Context, 'database'>, { epoch, after, texts, to }: { readonly epoch: number; readonly after: number; readonly texts: readonly string[]; readonly to: number }): Result<undefined> {
  return database.unitOfWork(() => {
    const { left = [], registerId } = database.facts()
    const one = left.find((each) => each.epoch === epoch)
    if (one === undefined) return refuse('request.failed', { reason: 'notLeft' })
    if (after !== one.taken && after !== one.seq) return refuse('request.failed', { reason: 'notNext' })
    let taken = after
    let takenHash = after === one.taken ? one.takenHash : ((after === 0 ? undefined : database.entryHashAt(epoch, after)) ?? GENESIS_HASH)
    for (const text of texts) {
      const content = parseEntry(text)
      if (content?.register !== registerId || content.epoch !== epoch || content.seq !== taken + 1) return refuse('request.failed', { reason: 'notNext' })
      if (!database.entryKnown(content.id)) file(database, content, text, database.issueAgain(content))
      taken = content.seq
      takenHash = hashEntry(takenHash, text, sha256)
    }
    database.saveFacts({ left: left.map((each) => (each === one ? { ...one, taken, takenHash, to: Math.max(taken, to) } : each)) })
    return accept(undefined)
  })
}

/** The rows that stand beside an entry from its own commit on. Lists, stock and the ledger are made of the journal. */
function file(database: Context['database'], { type, schemaVersion, businessDate, at, operator }: EntryContent, text: string, place: { readonly epoch: number; readonly seq: number }): void {
  if (schemaVersion !== 1) return
  const header = { seat: 'counter', epoch: place.epoch, seq: place.seq, businessDate, completedAt: at, operatorId: operator }
  if (type === 'sale.completed') {
    const { body: sale } = JSON.parse(text) as { readonly body: SaleBody }
    if (database.saleById(sale.saleId) !== undefined) return
    database.moveStoredValue(place, storedValueMovements(sale, true))
    database.insertSale({ ...header, id: sale.saleId, number: sale.number, basketId: sale.basketId, total: paidFor(sale), change: sale.change, tenders: canonicalJson(sale.tenders) })
    letGoOf(database, sale)
    for (const { owes, amount } of sale.liabilities ?? []) {
      if (owes.kind !== 'deposit') continue
      const layAway = database.layAwayById(owes.layAwayId)
      if (layAway === undefined) continue
      if (database.depositsOf(owes.layAwayId).some(({ saleId }) => saleId === sale.saleId)) continue
      database.addDeposit(owes.layAwayId, { saleId: sale.saleId, amount, inCash: sale.tenders.every(({ type: paidBy }) => paidBy === 'cash' || paidBy === 'foreignCash' || paidBy === 'rounding') })
      if (layAway.state === 'opening') database.holdLayAway(owes.layAwayId)
    }
    // Taken here once, it is taken nowhere a second time.
    for (const tender of sale.tenders) {
      if (tender.type === 'voucher' && database.voucherUsed(tender.voucher.kind, tender.voucher.number) === undefined) database.useVoucher({ ...tender.voucher, basketId: sale.basketId, usedOn: businessDate })
    }
  } else if (type === 'layAway.cancelled') {
    const { body } = JSON.parse(text) as { readonly body: { readonly layAwayId: string; readonly basketId: string } }
    const state = database.layAwayById(body.layAwayId)?.state
    if (state !== 'opening' && state !== 'held' && state !== 'collecting') return
    database.setLayAwayState(body.layAwayId, 'cancelled')
    if (database.basket(body.basketId) !== undefined) database.clearBasket(body.basketId)
  } else if (type === 'refund.completed') {
    const { body: refund } = JSON.parse(text) as { readonly body: RefundBody }
    if (database.refundById(refund.refundId) !== undefined) return
    const { original } = refund
    database.moveStoredValue(place, storedValueMovements(refund, false))
    database.insertRefund({
      ...header,
      id: refund.refundId,
      number: refund.number,
      kind: refund.kind,
      ...(original === undefined ? {} : { sale: { id: original.saleId, number: original.number, verified: original.verified } }),
      basketId: refund.basketId,
      total: givenBackFor(refund),
      tenders: canonicalJson(refund.tenders),
    })
  }
}

/**
 * A basket that stood open when the backup was made, and was sold since: it is a sale now, and nobody's to pay once more. Nor was it just paid: it
 * stands in the list, and its change was handed out then.
 */
function letGoOf(database: Context['database'], { basketId }: Pick<SaleBody, 'basketId'>): void {
  if (database.basket(basketId) === undefined) return
  // Money that is under way for it is for a person to look at: the basket stays with it.
  if (database.paymentsOf(basketId).some(({ state }) => state === 'pending' || state === 'unknown' || state === 'approved')) return
  for (const name of new Set(['counter', ...database.staffedSeats().map(({ seat }) => seat)])) {
    const { operatorId, basketId: open } = database.seat(name)
    if (open === basketId) database.setSeat({ seat: name, ...(operatorId === undefined ? {} : { operatorId }) })
  }
  if (database.basketTenders(basketId).length > 0) database.clearTenders(basketId)
  // Goods that were laid aside when the backup was made, and handed over since.
  const layAway = database.layAwayOfBasket(basketId)
  if (layAway !== undefined) database.setLayAwayState(layAway.id, layAway.state === 'opening' ? 'dropped' : 'collected')
  database.clearBasket(basketId)
}
