import { createHash } from 'node:crypto'
import { z } from 'zod'
import { accountLimitSet, type AccountLimitSet, drawerOpened, type DrawerOpened, entryHeader, layAwayCancelled, type LayAwayCancelled, refundCompleted, type RefundCompleted, refundPeople, saleCompleted, type SaleCompleted, shiftClosed, type ShiftClosed } from '../../contracts/replication/index.ts'
import { canonicalJson, isCanonical } from '../../domain/journal/index.ts'

/** Why an entry lies in quarantine. Stable codes: the page has a sentence for each. */
export type QuarantineReason = 'not-json' | 'header-unreadable' | 'header-differs' | 'sale-unreadable' | 'sale-known' | 'refund-unreadable' | 'refund-known' | 'drawer-unreadable' | 'z-unreadable' | 'limit-unreadable' | 'id-taken' | 'reissue-differs'

export interface EntryPlace {
  readonly register: string
  readonly epoch: number
  readonly seq: number
}

export type EntryReader = (text: string, place: EntryPlace) => ReadEntry

/** What head office understood of one entry's text. `content` is all of it but its place: what a re-issue must not change. */
export type ReadEntry =
  | { readonly readable: false; readonly reason: QuarantineReason; readonly id?: string }
  | {
      readonly readable: true
      readonly id: string
      readonly type: string
      readonly at: number
      readonly businessDate: string
      readonly content: string
      readonly sale?: SaleCompleted
      readonly drawer?: DrawerOpened
      readonly refund?: ReadRefund
      readonly zReport?: ReadZReport
      /** What a customer may owe; without a limit their account ended. */
      readonly limit?: AccountLimitSet
      readonly layAway?: LayAwayCancelled
    }

/** A Z, and whether its hash is that of what it says. */
export interface ReadZReport {
  readonly z: ShiftClosed
  readonly isSound: boolean
}

/** A refund, and who is named in its entry's header. */
export interface ReadRefund {
  readonly body: RefundCompleted
  readonly operator: string
  readonly approver?: string
}

/**
 * Reads one entry's text, which is signed and chained but may be anything. Never throws: whatever it can not read goes to
 * quarantine with a reason (REP-8), because one bad entry that stops the cursor would hide every sale behind it.
 * A type or schema version nobody here knows is no fault: it is filed, and waits for a head office that knows it (REP-12).
 */
export function readEntry(text: string, place: EntryPlace): ReadEntry {
  const parsed = parse(text)
  if (parsed === undefined) return { readable: false, reason: 'not-json' }
  const header = entryHeader.safeParse(parsed)
  if (!header.success) return { readable: false, reason: 'header-unreadable' }
  const { id, type, schemaVersion, at, businessDate, body } = header.data
  if (header.data.register !== place.register || header.data.epoch !== place.epoch || header.data.seq !== place.seq) {
    return { readable: false, reason: 'header-differs' }
  }
  if (!isStorable(type) || businessDate.startsWith('0000')) return { readable: false, reason: 'header-unreadable' }
  const { epoch: _epoch, seq: _seq, ...rest } = header.data
  const read = { readable: true, id, type, at, businessDate, content: JSON.stringify(rest) } as const
  if (schemaVersion !== 1) return read
  if (type === 'drawer.opened') {
    const drawer = drawerOpened.safeParse(body)
    return drawer.success ? { ...read, drawer: drawer.data } : { readable: false, reason: 'drawer-unreadable', id }
  }
  if (type === 'refund.completed') {
    const refund = readRefund(header.data, body)
    return refund === undefined ? { readable: false, reason: 'refund-unreadable', id } : { ...read, refund }
  }
  if (type === 'customer.limitSet') {
    const limit = accountLimitSet.safeParse(body)
    return limit.success && isStorable(limit.data.customerId) ? { ...read, limit: limit.data } : { readable: false, reason: 'limit-unreadable', id }
  }
  if (type === 'shift.closed') {
    const z = shiftClosed.safeParse(body)
    return z.success ? { ...read, zReport: { z: z.data, isSound: isSound(z.data) } } : { readable: false, reason: 'z-unreadable', id }
  }
  if (type === 'layAway.cancelled') {
    // One that cannot be read is filed as it is, as one of a later schema is: nothing of it is a sale.
    const layAway = layAwayCancelled.safeParse(body)
    const storable = layAway.success && [layAway.data.layAwayId ?? '', layAway.data.number ?? '', ...layAway.data.tenders.map((tender) => tender.type)].every(isStorable)
    return storable ? { ...read, layAway: layAway.data } : read
  }
  if (type !== 'sale.completed') return read
  const sale = saleCompleted.safeParse(body)
  if (!sale.success || ![sale.data.number, sale.data.customer ?? '', ...sale.data.tenders.map((tender) => tender.type)].every(isStorable)) return { readable: false, reason: 'sale-unreadable', id }
  return { ...read, sale: sale.data }
}

function readRefund(header: unknown, body: unknown): ReadRefund | undefined {
  const refund = refundCompleted.safeParse(body)
  const people = refundPeople.safeParse(header)
  if (!refund.success || !people.success) return undefined
  const { number, kind, original, tenders, lines } = refund.data
  const { operator, approver } = people.data
  const texts = [number, kind, operator, approver, original?.saleId, original?.number, original?.verified, ...tenders.map(({ type }) => type), ...lines.flatMap(({ itemId, name, condition }) => [itemId, name, condition])]
  if (!texts.every((text) => text === undefined || isStorable(text))) return undefined
  return { body: refund.data, operator, ...(approver !== undefined && { approver }) }
}

/** Computed anew, from all it says: whoever writes a Z of their own into a journal has to make its hash, too. */
function isSound({ hash, ...rest }: ShiftClosed): boolean {
  return isCanonical(rest) && createHash('sha256').update(canonicalJson(rest)).digest('hex') === hash
}

/** What a text says it is, and of which receipt, however little of it can be read: for the people who look at it, and for nothing else. */
export function saidOf(text: string): { readonly type?: string; readonly number?: string } {
  const said = saidShape.safeParse(parse(text))
  if (!said.success) return {}
  const { type, body } = said.data
  const number = numberShape.safeParse(body).data?.number
  return { ...(type !== undefined && isStorable(type) && { type }), ...(number !== undefined && isStorable(number) && { number }) }
}

const saidShape = z.looseObject({ type: z.string().min(1).max(64).optional().catch(undefined), body: z.unknown() })
const numberShape = z.looseObject({ number: z.string().min(1).max(32) })

/**
 * No NUL, no half of a surrogate pair: valid JSON, and yet PostgreSQL files neither (nor a year 0), so that one such entry
 * would have failed its batch for ever. The text itself is kept as it is, whatever it holds.
 */
function isStorable(value: string): boolean {
  return !value.includes('\0') && !/\p{Surrogate}/u.test(value)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
