import { liabilityKindOf, liabilityOfTender } from '../liability/index.ts'
import { minor } from '../money/index.ts'
import { extend, type Price, type Thousandths } from '../quantity/index.ts'
import { summed, type LedgerKind, type LedgerRow } from './ledger-row.ts'
import { fieldsOf, integerOf, listOf, optional, textOf, UnreadableBody, type Fields } from './read-body.ts'

/** What the ledger reads of an entry to know what it adds. */
export interface CountedEntry {
  readonly type: string
  readonly schemaVersion: number
  readonly body: unknown
}

function row(kind: LedgerKind, key: string, count: number, amount: number): LedgerRow {
  // Nothing, taken out, is -0, which has no canonical spelling: it would stop the Z that freezes it.
  return { kind, key, count, amount: amount === 0 ? 0 : amount }
}

/** How far a person's price is below the catalogue's: below nothing where it is above. */
function givenAway(line: Fields): number {
  const { minor: price, per } = fieldsOf(line['cataloguePrice'])
  const catalogue: Price = { minor: minor(integerOf(price)), per: integerOf(per) as Thousandths }
  return extend(catalogue, integerOf(line['quantity']) as Thousandths) - integerOf(line['gross'])
}

function saleLineRows(line: Fields): LedgerRow[] {
  const ownDiscount = optional(line['lineDiscount'], integerOf)
  return [
    row('item', textOf(line['itemId']), integerOf(line['quantity']), integerOf(line['total'])),
    ...(ownDiscount === undefined ? [] : [row('discount', optional(line['discountReason'], textOf) ?? 'other', 1, ownDiscount)]),
    ...(line['overrideReason'] === undefined ? [] : [row('override', textOf(line['overrideReason']), 1, givenAway(line))]),
  ]
}

/** `sign`: a refund takes out of the books what its sale had put there. */
function taxRows(taxes: readonly Fields[], sign: 1 | -1): LedgerRow[] {
  return taxes.flatMap(({ rate, net, tax }) => [row('taxBase', String(integerOf(rate)), 0, sign * integerOf(net)), row('tax', String(integerOf(rate)), 0, sign * integerOf(tax))])
}

/** The notes stay at their worth, and the change goes out of the home cash: so each drawer's compartment is what its tender says. */
function foreignRows({ currency, received, worth, change }: Fields): LedgerRow[] {
  const code = textOf(currency)
  const back = integerOf(change)
  const home = back === 0 ? [] : [row('tender', 'cash', 0, -back)]
  return [row('tender', `foreignCash:${code}`, 1, integerOf(worth)), row('foreignCash', code, 1, integerOf(received)), ...home]
}

function voucherRows({ voucher, amount, surplus }: Fields): LedgerRow[] {
  const kind = textOf(fieldsOf(voucher)['kind'])
  const kept = optional(surplus, integerOf)
  return [row('tender', `voucher:${kind}`, 1, integerOf(amount)), ...(kept === undefined ? [] : [row('voucherSurplus', kind, 1, kept)])]
}

function tenderRows(tenders: readonly Fields[], sign: 1 | -1): LedgerRow[] {
  return tenders.flatMap((tender): LedgerRow[] => {
    const { type, amount } = tender
    if (type === 'rounding') return [row('rounding', '', 1, sign * integerOf(amount))]
    if (type === 'foreignCash') return foreignRows(tender)
    if (type === 'voucher') return voucherRows(tender)
    const owed = liabilityOfTender(textOf(type))
    // Given back to it, it is owed again.
    if (owed !== undefined) return [row('liability', `${owed.ledgerKey}:${sign === 1 ? 'given' : 'taken'}`, 1, integerOf(amount))]
    return [row('tender', textOf(type), 1, sign * integerOf(amount))]
  })
}

function liabilityRows(lines: readonly Fields[], way: 'taken' | 'given'): LedgerRow[] {
  return lines.map(({ owes, amount }) => {
    const kind = textOf(fieldsOf(owes)['kind'])
    // One of a later program is counted as it calls itself: what came in for it is in the tenders.
    return row('liability', `${liabilityKindOf(kind)?.ledgerKey ?? kind}:${way}`, 1, integerOf(amount))
  })
}

/** Owed no longer, and paid for nothing: a card that a sale had loaded, a deposit for goods that nobody collects. */
function handedBackRows(lines: readonly Fields[]): LedgerRow[] {
  return liabilityRows(lines, 'given').flatMap((given) => [given, row('liabilityBack', given.key.slice(0, given.key.lastIndexOf(':')), 1, given.amount)])
}

function saleRows(body: Fields): LedgerRow[] {
  const lines = listOf(body['lines'])
  const onBasket = optional(body['basketDiscount'], fieldsOf)
  return [
    row('sale', '', 1, integerOf(body['total'])),
    row('gross', '', 1, integerOf(body['subtotal'])),
    ...lines.flatMap(saleLineRows),
    ...(onBasket === undefined ? [] : [row('discount', textOf(onBasket['reason']), 1, integerOf(onBasket['amount']))]),
    ...taxRows(listOf(body['taxes']), 1),
    ...liabilityRows(optional(body['liabilities'], listOf) ?? [], 'taken'),
    ...tenderRows(listOf(body['tenders']), 1),
  ]
}

function refundRows(body: Fields): LedgerRow[] {
  const [whole, goods] = body['kind'] === 'void' ? (['void', 'itemVoided'] as const) : (['refund', 'itemReturned'] as const)
  const tenders = listOf(body['tenders'])
  return [
    row(whole, '', 1, integerOf(body['total'])),
    ...listOf(body['lines']).map((line) => row(goods, textOf(line['itemId']), integerOf(line['quantity']), integerOf(line['total']))),
    ...taxRows(listOf(body['taxes']), -1),
    // Taken off a card again, it is owed no longer: as if it had been spent.
    ...handedBackRows(optional(body['liabilities'], listOf) ?? []),
    ...tenderRows(tenders, -1),
    ...backRows(tenders),
  ]
}

function backRows(tenders: readonly Fields[]): LedgerRow[] {
  return tenders.flatMap(({ type, amount }) => (type === 'rounding' ? [] : [row('tenderBack', textOf(type), 1, integerOf(amount))]))
}

/** What was kept for goods that nobody collects goes back: owed no longer, and out of the drawer. */
function layAwayCancelledRows(body: Fields): LedgerRow[] {
  const tenders = listOf(body['tenders'])
  return [...handedBackRows([{ owes: { kind: 'deposit' }, amount: body['amount'] }]), ...tenderRows(tenders, -1), ...backRows(tenders)]
}

function declaredRows(body: Fields): LedgerRow[] {
  const attempt = integerOf(body['attempt'])
  return listOf(body['tenders']).map(({ tender, counted }) => row('declaration', `${attempt}:${textOf(tender)}`, 1, integerOf(counted)))
}

/** By entry type, in the schema version this program knows: a later one is not guessed at. */
const readers: Readonly<Record<string, (body: Fields) => LedgerRow[]>> = {
  'sale.completed': saleRows,
  'refund.completed': refundRows,
  // Baskets dropped before they said what they came to are counted all the same.
  'basket.cancelled': (body) => [row('cancelled', '', 1, optional(body['total'], integerOf) ?? 0)],
  'layAway.cancelled': layAwayCancelledRows,
  'drawer.opened': (body) => [row('noSale', optional(body['reason'], textOf) ?? '', 1, 0)],
  'receipt.reprinted': () => [row('reprint', '', 1, 0)],
  'cash.moved': (body) => [row('cash', textOf(body['kind']), 1, integerOf(body['amount']))],
  'shift.opened': (body) => [row('float', '', 1, integerOf(body['float']))],
  'shift.declared': declaredRows,
  'shift.closed': (body) => [row('closing', 'toSafe', 1, integerOf(body['toSafe'])), row('closing', 'leave', 1, integerOf(body['leave']))],
}

export function isCounted(type: string): boolean {
  return Object.hasOwn(readers, type)
}

/** What an entry adds, in rows of a kind and key each; none for one that adds nothing; undefined for one of these types that cannot be read. */
export function ledgerRows({ type, schemaVersion, body }: CountedEntry): readonly LedgerRow[] | undefined {
  const reader = isCounted(type) ? readers[type] : undefined
  if (reader === undefined) return []
  if (schemaVersion !== 1) return undefined
  try {
    return summed(reader(fieldsOf(body)))
  } catch (error) {
    // An entry that some faulty version wrote must neither stop a close for ever nor put NaN into it.
    if (error instanceof UnreadableBody || error instanceof RangeError) return undefined
    throw error
  }
}
