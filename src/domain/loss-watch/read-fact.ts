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
  return { kind: 'sale', saleId: textOf(body['saleId']), total: integerOf(body['total']), cash: isCash(listOf(body['tenders'])), lowered, ppm: Math.max(0, ...shares), cheaperAgain: cheaperAgain(lines, listOf(body['trail'] ?? [])) }
}

function refundFact(body: Fields): Told {
  const tenders = listOf(body['tenders'])
  const original = optional(body['original'], fieldsOf)
  return {
    kind: body['kind'] === 'void' ? 'void' : 'refund',
    total: integerOf(body['total']),
    cash: isCash(tenders),
    // Without a receipt all cash is in the place of something, and that has a rule of its own.
    instead: original !== undefined && tenders.some(({ type, from }) => type === 'cash' && from === 'instead'),
    ...(original === undefined ? {} : { saleId: textOf(original['saleId']) }),
  }
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
  'shift.declared': countFact,
  'shift.closed': () => ({ kind: 'closed' }),
}

/** What the watch reads of the journal, and nothing else. */
export const watchedTypes: readonly string[] = Object.keys(readers)

/** How far the clock may move against the register's own counter between two entries of one start, in milliseconds. */
const clockSlack = 5 * 60_000

/** The facts of entries in the order of the journal. What cannot be read, or is of a later version, is told of by the ledger, and is no fact. */
export function lossFacts(entries: Iterable<WatchedEntry>): readonly LossFact[] {
  const facts: LossFact[] = []
  let before: WatchedEntry | undefined
  for (const entry of entries) {
    const { type, schemaVersion, epoch, seq, at, businessDate: day, operator, approver, body } = entry
    const fact = { at, day, operator, place: { epoch, seq }, ...(approver === undefined ? {} : { approver }) }
    if (before?.bootId === entry.bootId && Math.abs(at - before.at - (entry.monoMs - before.monoMs)) > clockSlack) facts.push({ ...fact, kind: 'clockSet' })
    before = entry
    const reader = schemaVersion === 1 && Object.hasOwn(readers, type) ? readers[type] : undefined
    try {
      const told = reader?.(fieldsOf(body))
      if (told !== undefined) facts.push({ ...fact, ...told })
    } catch (error) {
      if (!(error instanceof UnreadableBody)) throw error
    }
  }
  return facts
}
