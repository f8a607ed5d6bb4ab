import { type FoundSaleView, type Input, type Output } from '../../contracts/ipc/index.ts'
import { type SaleHeader } from '../../db/index.ts'
import { businessDateOf, offsetMinutes } from '../../domain/business-date/index.ts'
import { nameIn } from '../../domain/catalogue/index.ts'
import { onePiece } from '../../domain/quantity/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { leftToReturn, linkedDigestLines, owedLeft, readReceiptCode, receiptCodeIn, type DigestedSale, type KeyedCheck, type OwedLeft, type ReturnWindow } from '../../domain/refund/index.ts'
import { paidFor } from '../../domain/sale/index.ts'
import { windowOf } from './basket-returns.ts'
import { knownSale } from './known-sale.ts'
import { type QueryContext } from './query-context.ts'
import { tendersOf } from './sale-view.ts'

/** What looking for a sale needs besides: the day it is, and the key of the codes on receipts. */
export interface FindingContext extends QueryContext {
  readonly now: NonNullable<QueryContext['now']>
  readonly check: KeyedCheck
}

/** How many of a number's beginning are looked through: refunds stand among them, and something else may have to fit too. */
const looked = 200

/** The sales that fit all that is said of them, newest first, each with what is left of it now. */
export function findSale(context: FindingContext, { saleId, text, businessDate, amount, lastFour, customerId, limit }: Input<'find-sale'>): Result<Output<'find-sale'>> {
  const { reader } = context
  if (saleId !== undefined) return one(context, saleId)
  if (text !== undefined && receiptCodeIn(text) !== undefined) return byCode(context, text)
  const likeness = { ...(businessDate === undefined ? {} : { businessDate }), ...(amount === undefined ? {} : { total: amount }), ...(lastFour === undefined ? {} : { lastFour }), ...(customerId === undefined ? {} : { customer: customerId }) }
  if (text === undefined) return accept({ sales: withGoods(context, reader.salesLike(likeness, looked), limit) })
  const isAlone = Object.keys(likeness).length === 0
  const fitting = isAlone ? undefined : new Set(reader.salesLike(likeness, looked).map(({ id }) => id))
  const numbered = reader.receipts({ text: text.slice(0, 64), limit: looked })
  // A member's card under the gun: a receipt's number, which it could be too, comes first.
  const member = numbered.length > 0 ? undefined : reader.customerByMember(text)
  if (member !== undefined) return accept({ sales: withGoods(context, reader.salesLike({ ...likeness, customer: member.id }, looked), limit) })
  const found = numbered.filter(({ id, kind }) => kind === undefined && (fitting?.has(id) ?? true))
  return accept({ sales: withGoods(context, found, limit) })
}

/** Up to `limit` of them, each with what is left. Money that was only owed brought nothing that could come back, and takes no place. */
function withGoods(context: FindingContext, sales: readonly SaleHeader[], limit: number): FoundSaleView[] {
  const found: FoundSaleView[] = []
  for (const sale of sales) {
    if (found.length === limit) break
    const view = foundSale(context, sale)
    if (view.lines.length > 0) found.push(view)
  }
  return found
}

function one(context: FindingContext, saleId: string): Result<Output<'find-sale'>> {
  const sale = context.reader.saleById(saleId)
  return sale === undefined ? refuse('sale.unknown') : accept({ sales: [foundSale(context, sale)] })
}

/** A code only says which sale it is, where the sale is here: the sale itself is what counts then. */
function byCode(context: FindingContext, text: string): Result<Output<'find-sale'>> {
  const code = readReceiptCode(text, context.check)
  if (!code.ok) return code
  if (code.value.kind === 'number') return one(context, code.value.saleId)
  const { saleId, number } = code.value.kind === 'digest' ? code.value.sale : code.value.head
  if (context.reader.saleById(saleId) !== undefined) return one(context, saleId)
  return code.value.kind === 'digest' ? accept({ sales: [digestedSale(context, code.value.sale)] }) : refuse('return.askHeadOffice', { number })
}

function todayOf({ reader, now }: FindingContext): string {
  const { timeZone, cutOffHour } = reader.facts()
  const { at } = now
  return businessDateOf(at, offsetMinutes(timeZone, at), cutOffHour)
}

function returnedOf(lines: readonly { readonly left: number; readonly returned: number }[]): FoundSaleView['returned'] {
  if (lines.every(({ left }) => left === 0)) return 'all'
  return lines.some(({ returned }) => returned > 0) ? 'partly' : 'nothing'
}

function foundSale(context: FindingContext, header: SaleHeader): FoundSaleView {
  const { reader } = context
  const known = knownSale(reader, header.id)
  if (known === undefined) throw new Error(`sale ${header.id} has lost its entry`)
  const { sale, soldOn, refunds } = known
  const left = leftToReturn(sale, refunds)
  const owed = owedLeft(sale, refunds).map((line) => owedLineView(line, windowView(windowOf(reader, { itemId: '', soldOn, today: todayOf(context) }))))
  return {
    saleId: header.id,
    number: header.number,
    soldOn,
    completedAt: header.completedAt,
    operatorName: reader.operatorById(header.operatorId)?.name ?? '',
    currency: sale.currency,
    total: paidFor(sale),
    tenders: tendersOf(header),
    verified: 'known',
    returned: returnedOf([...left, ...owed]),
    lines: [...sale.lines.map(({ lineNo, itemId, sku, name, unit, price, total, linkedTo }, index) => {
      const { bought = 0, returned = 0, left: rest = 0 } = left[index] ?? {}
      return { lineNo, itemId, sku, name, unit, price: { minor: price.minor, per: price.per }, total, bought, returned, left: rest, ...windowView(windowOf(reader, { itemId, soldOn, today: todayOf(context) })), ...(linkedTo === undefined ? {} : { linkedTo }) }
    }), ...owed],
  }
}

/** Whole or nothing: one piece at what was put on it. */
function owedLineView({ line, isLeft }: OwedLeft, window: ReturnType<typeof windowView>): FoundSaleView['lines'][number] {
  const { lineNo, name, printed, amount } = line
  return { lineNo, itemId: '', sku: '', owes: 'giftCard', name: printed === undefined ? name : `${name} ${printed}`, unit: 'each', price: { minor: amount, per: onePiece }, total: amount, bought: onePiece, returned: isLeft ? 0 : onePiece, left: isLeft ? onePiece : 0, ...window }
}

function windowView({ standing, lastDay }: ReturnWindow): Pick<FoundSaleView['lines'][number], 'window' | 'lastDay'> {
  return { window: standing, ...(lastDay === undefined ? {} : { lastDay }) }
}

/** A sale of another register, by its paper. What the catalogue here does not know cannot be taken in, and is only counted. */
function digestedSale(context: FindingContext, sale: DigestedSale): FoundSaleView {
  const { reader } = context
  const { saleId, number, soldOn, currency, total } = sale
  const left = leftToReturn(sale, reader.pastRefundsOf(saleId))
  const unknown = sale.lines.filter(({ sku }) => reader.itemByBarcode(sku)?.sku !== sku).length
  return {
    saleId,
    number,
    soldOn,
    currency,
    total,
    tenders: sale.tenders.flatMap(({ type, amount }) => (type === 'rounding' ? [] : [{ type, amount }])),
    verified: 'unverified',
    returned: returnedOf(left),
    ...(unknown === 0 ? {} : { unknownLines: unknown }),
    lines: linkedDigestLines(sale.lines, reader.itemBySku).flatMap((line, index) => {
      const item = reader.itemByBarcode(line.sku)
      if (item?.sku !== line.sku) return []
      const { bought = 0, returned = 0, left: rest = 0 } = left[index] ?? {}
      const { id: itemId, sku, names, unit } = item
      const { lineNo, total: paid, quantity, linkedTo } = line
      return [{ lineNo, itemId, sku, name: nameIn(names, reader.facts().language), unit, price: { minor: paid, per: quantity }, total: paid, bought, returned, left: rest, ...windowView(windowOf(reader, { itemId, soldOn, today: todayOf(context) })), ...(linkedTo === undefined ? {} : { linkedTo }) }]
    }),
  }
}
