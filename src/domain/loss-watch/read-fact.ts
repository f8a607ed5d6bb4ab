import { fieldsOf, integerOf, listOf, optional, textOf, UnreadableBody, type Fields } from '../ledger/index.ts'
import { type LossFact, type Told } from './loss-fact.ts'

/** An entry as the watch reads it. */
export interface WatchedEntry {
  readonly type: string
  readonly schemaVersion: number
  readonly epoch: number
  readonly seq: number
  readonly at: number
  readonly bootId: string
  readonly monoMs: number
  readonly businessDate: string
  readonly operator: string
  readonly approver?: string
  readonly body: unknown
}

const isCash = (tenders: readonly Fields[]): boolean => tenders.some(({ type }) => type === 'cash')

/** Taken out, rung up again, and cheaper then: by a person's price or discount on the later line. */
function cheaperAgain(lines: readonly Fields[], trail: readonly Fields[]): boolean {
  const lowered = new Set(lines.filter((line) => line['lineDiscount'] !== undefined || line['overrideReason'] !== undefined).map((line) => line['lineNo']))
  const itemOf = new Map(trail.filter(({ act }) => act === 'added').map(({ lineNo, itemId }) => [lineNo, itemId]))
  const removed = new Set<unknown>()
  for (const { act, lineNo, itemId, linkedTo } of trail) {
    if (act === 'removed' && linkedTo === undefined) removed.add(itemId ?? itemOf.get(lineNo))
    if (act === 'added' && itemId !== undefined && removed.has(itemId) && lowered.has(lineNo)) return true
  }
  return false
}

function saleFact(body: Fields): Told {
  const lines = listOf(body['lines'])
  const onBasket = optional(body['basketDiscount'], fieldsOf)
  const shares = [...lines.map((line) => optional(line['discountPpm'], integerOf) ?? 0), (onBasket && optional(onBasket['ppm'], integerOf)) ?? 0]
  const lowered = onBasket !== undefined || lines.some((line) => line['lineDiscount'] !== undefined || (line['overrideReason'] !== undefined && line['overrideReason'] !== 'priceToday'))
  const trail = listOf(body['trail'] ?? [])
  const customer = optional(body['customer'], textOf)
  return {
    kind: 'sale', saleId: textOf(body['saleId']), total: integerOf(body['total']), cash: isCash(listOf(body['tenders'])), lowered, ppm: Math.max(0, ...shares), cheaperAgain: cheaperAgain(lines, trail),
    removed: trail.some(({ act, linkedTo }) => act === 'removed' && linkedTo === undefined),
    owed: lines.length === 0 && body['liabilities'] !== undefined,
    ...(customer === undefined ? {} : { customer }),
  }
}

function refundFact(body: Fields): Told {
  const tenders = listOf(body['tenders'])
  const original = optional(body['original'], fieldsOf)
  return {
    kind: body['kind'] === 'void' ? 'void' : 'refund',
    // What was taken off a card went out of the drawer as well: split from its goods it would slip under a limit.
    total: integerOf(body['total']) + (optional(body['owed'], integerOf) ?? 0),
    cash: isCash(tenders),
    // Without a receipt all cash is in the place of something, and that has a rule of its own.
    instead: original !== undefined && tenders.some(({ type, from }) => type === 'cash' && from === 'instead'),
    ...(original === undefined ? {} : { saleId: textOf(original['saleId']) }),
    items: listOf(body['lines'] ?? []).flatMap(({ itemId }) => optional(itemId, textOf) ?? []),
  }
}

/** Cash out of the drawer for goods that nobody collects: a refund of the sale that took the money first. */
function depositBack(body: Fields): Told {
  const [deposit] = listOf(body['deposits'])
  return { kind: 'refund', total: integerOf(body['amount']), cash: isCash(listOf(body['tenders'])), instead: false, items: [], ...(deposit === undefined ? {} : { saleId: textOf(deposit['saleId']) }) }
}

function countFact(body: Fields): Told | undefined {
  const cash = listOf(body['tenders']).find(({ tender }) => tender === 'cash')
  return cash && { kind: 'count', shift: integerOf(body['shift']), over: integerOf(cash['counted']) - integerOf(cash['expected']) }
}

const readers: Readonly<Record<string, (body: Fields) => Told | undefined>> = {
  'sale.completed': saleFact,
  'refund.completed': refundFact,
  'basket.cancelled': (body) => ({ kind: 'cancelled', paid: body['handedBack'] !== undefined }),
  'basket.suspended': (body) => ({ kind: 'suspended', basketId: textOf(body['basketId']) }),
  'basket.resumed': (body) => ({ kind: 'resumed', basketId: textOf(body['basketId']) }),
  'drawer.opened': () => ({ kind: 'noSale' }),
  'receipt.reprinted': (body) => ({ kind: 'reprint', saleId: textOf(body['saleId']) }),
  'price.checked': () => ({ kind: 'priceCheck' }),
  'approval.granted': () => ({ kind: 'approval' }),
  'pin.refused': (body) => (body['purpose'] === 'approval' ? { kind: 'wrongPin' } : undefined),
  'cash.moved': (body) => (body['kind'] === 'payOut' ? { kind: 'payOut', total: integerOf(body['amount']) } : undefined),
  'layAway.cancelled': depositBack,
  'shift.declared': countFact,
  'shift.opened': (body) => ({ kind: 'opened', missing: integerOf(body['left']) - integerOf(body['float']) }),
  'shift.closed': () => ({ kind: 'closed' }),
  'training.ended': (body) => ({ kind: 'trained', from: integerOf(body['startedAt']) }),
}

/** What the watch reads of the journal, and nothing else. */
export const watchedTypes: readonly string[] = Object.keys(readers)

/** How far the clock may move against the register's own counter between two entries of one start, in milliseconds. */
const clockSlack = 5 * 60_000

/** What is kept of an entry: the fact it is, if any, and by which clocks. Its body is not, and it is most of a month of them. */
export interface ReadEntry {
  readonly fact: Omit<LossFact, 'kind'>
  readonly told?: Told
  readonly bootId: string
  readonly monoMs: number
}

/** What cannot be read, or is of a later version, is told of by the ledger, and is no fact. */
export function readEntry({ type, schemaVersion, epoch, seq, at, bootId, monoMs, businessDate: day, operator, approver, body }: WatchedEntry): ReadEntry {
  const read = { fact: { at, day, operator, place: { epoch, seq }, ...(approver === undefined ? {} : { approver }) }, bootId, monoMs }
  const reader = schemaVersion === 1 && Object.hasOwn(readers, type) ? readers[type] : undefined
  try {
    const told = reader?.(fieldsOf(body))
    return told === undefined ? read : { ...read, told }
  } catch (error) {
    if (!(error instanceof UnreadableBody)) throw error
    return read
  }
}

/** The facts, in the order of the journal whatever order they were read in, and where between two of them somebody set the clock. */
export function factsOf(entries: readonly ReadEntry[]): readonly LossFact[] {
  const inOrder = entries.toSorted(({ fact: { place: one } }, { fact: { place: other } }) => one.epoch - other.epoch || one.seq - other.seq)
  return inOrder.flatMap(({ fact, told, bootId, monoMs }, index): LossFact[] => {
    const before = inOrder[index - 1]
    const isSet = before?.bootId === bootId && Math.abs(fact.at - before.fact.at - (monoMs - before.monoMs)) > clockSlack
    return [...(isSet ? [{ ...fact, kind: 'clockSet' } as const] : []), ...(told === undefined ? [] : [{ ...fact, ...told }])]
  })
}

/** The facts of entries, in one go. */
export function lossFacts(entries: Iterable<WatchedEntry>): readonly LossFact[] {
  return factsOf(Array.from(entries, readEntry))
}
