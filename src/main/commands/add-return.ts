import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { addedReturn, takenBackLine, type MoneyBack, type ReturnedGoods } from '../../domain/basket/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { onePiece, thousandths } from '../../domain/quantity/index.ts'
import { goodsOf, goodsOfDigest, moneyOf, owedLeft, readReceiptCode, receiptCodeIn } from '../../domain/refund/index.ts'
import { knownSale, takenBackRefusal } from '../queries/index.ts'
import { changeCounter, type CommandContext } from './command-context.ts'
import { addToBasket, openBasketOf } from './edit-basket.ts'
import { mayReturn } from './may-return.ts'

/** Goods of a sale: the one this register has, whatever its paper says, else the one on the paper. */
export function addReturn(context: CommandContext, input: Input<'add-return'>): Result<CounterView> {
  return changeCounter(context, () => {
    const allowed = mayReturn(context, 'refund')
    if (!allowed.ok) return allowed
    const money = moneyOfKnownSale(context, input)
    if (money !== undefined) return money.ok ? takeBack(context, money.value) : money
    const goods = ofKnownSale(context, input) ?? ofPaper(context, input)
    if (!goods.ok) return goods
    const { goods: returned, currency } = goods.value
    if (isThere(context, input)) return accept(undefined)
    return addToBasket(context, (basket, act) => (basket.currency === currency ? addedReturn(basket, returned, act) : refuse('return.otherCurrency')))
  })
}

/**
 * What came along when it was sold came back along with its line already: whoever goes down a receipt line by line asks for
 * it once more, and means the one that stands there.
 */
function isThere(context: CommandContext, { saleId, lineNo, quantity }: Input<'add-return'>): boolean {
  const lines = openBasketOf(context)?.lines ?? []
  return lines.some((line) => line.kind === 'return' && !line.removed && line.link !== undefined && line.origin?.saleId === saleId && line.origin.saleLineNo === lineNo && line.quantity >= quantity)
}

/** What a line of the sale put on a card; undefined for goods, and for a sale that is not here. */
function moneyOfKnownSale({ database }: CommandContext, { saleId, lineNo, quantity, reason }: Input<'add-return'>): Result<MoneyBack> | undefined {
  const known = knownSale(database, saleId)
  if (known === undefined || !owedLeft(known.sale, known.refunds).some(({ line }) => line.lineNo === lineNo)) return undefined
  if (quantity !== onePiece) return refuse('quantity.invalid', { quantity, unit: 'each', maximum: onePiece })
  if (known.sale.currency !== database.facts().currency) return refuse('return.otherCurrency')
  return moneyOf(known.sale, lineNo, known.refunds, { soldOn: known.soldOn, language: database.facts().language, reason })
}

/** Off the card again, where all of it is there. */
function takeBack(context: CommandContext, money: MoneyBack): Result<unknown> {
  return addToBasket(context, (basket, act) => {
    const edit = takenBackLine(basket, money, act)
    if (!edit.ok) return edit
    return takenBackRefusal(context.database, { id: basket.id, lines: [...basket.lines, edit.value.line] }, act.at) ?? edit
  })
}

interface Found {
  readonly goods: ReturnedGoods
  readonly currency: string
}

function ofKnownSale({ database }: CommandContext, { saleId, lineNo, quantity, condition, reason }: Input<'add-return'>): Result<Found> | undefined {
  const known = knownSale(database, saleId)
  if (known === undefined) return undefined
  const goods = goodsOf(known.sale, lineNo, thousandths(quantity), known.refunds, { soldOn: known.soldOn, language: database.facts().language, condition, reason })
  return goods.ok ? { ok: true, value: { goods: goods.value, currency: known.sale.currency } } : goods
}

/** A sale of another register of the chain. Its paper is kept with the line: it is all that is left of it after a crash. */
function ofPaper({ database, check }: CommandContext, { saleId, code: scanned, lineNo, quantity, condition, reason }: Input<'add-return'>): Result<Found> {
  if (scanned === undefined) return refuse('sale.unknown')
  const text = receiptCodeIn(scanned)
  if (text === undefined) return refuse('return.notAReceipt')
  const code = readReceiptCode(text, check)
  if (!code.ok) return code
  if (code.value.kind !== 'digest') return code.value.kind === 'number' ? refuse('sale.unknown') : refuse('return.askHeadOffice', { number: code.value.head.number })
  const { sale } = code.value
  const line = sale.lines.find((one) => one.lineNo === lineNo)
  const item = line && database.itemByBarcode(line.sku)
  if (sale.saleId !== saleId || line === undefined) return refuse('return.lineUnknown', { lineNo })
  if (item?.sku !== line.sku) return refuse('item.unknown')
  const goods = goodsOfDigest({ sale, saleLineNo: lineNo, quantity: thousandths(quantity), item, digest: text, condition, reason }, database.pastRefundsOf(saleId))
  return goods.ok ? { ok: true, value: { goods: goods.value, currency: sale.currency } } : goods
}
