import { randomUUID } from 'node:crypto'
import { addedReturn, type Basket, type ItemLine } from '../domain/basket/index.ts'
import { type Result } from '../domain/errors/index.ts'
import { minor } from '../domain/money/index.ts'
import { priceBasket } from '../domain/pricing/index.ts'
import { thousandths } from '../domain/quantity/index.ts'
import { goodsOf, type PastRefund, priceReturns, refundBody, type RefundBody, settleReturn } from '../domain/refund/index.ts'
import { saleBody, type SaleBody } from '../domain/sale/index.ts'
import { taxPacks } from '../domain/tax/index.ts'
import { settle, type TenderRequest } from '../domain/tender/index.ts'
import { append, type TestRegister } from './register.fixture.ts'

// Sales and refunds as registers really write them, through the domain: head office adds every figure of them up again.

export const soldOn = '2026-11-21'

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

function basketOf(lines: Basket['lines']): Basket {
  return { id: randomUUID(), openedAt: 5, businessDate: soldOn, currency: 'GBP', catalogueVersion: 1, lines, trail: [] }
}

function pack(): (typeof taxPacks)[string] {
  const found = taxPacks['GB-2011']
  if (found === undefined) throw new Error('no pack')
  return found
}

export interface SoldLine {
  readonly price: number
  readonly pieces: number
  readonly percentOff?: number
}

/** A sale of these lines; a price may be one for three, so that shares of it do not divide evenly. */
export function soldBody(number: string, lines: readonly SoldLine[], requests: readonly TenderRequest[] = [{ type: 'cash' }]): SaleBody {
  const items = lines.map(
    ({ price, pieces, percentOff }, index): ItemLine => ({
      kind: 'item',
      lineNo: index + 1,
      itemId: `item-${index + 1}`,
      sku: `sku-${index + 1}`,
      names: { en: `Item ${index + 1}` },
      quantity: thousandths(pieces * 1000),
      unit: 'each',
      price: { minor: minor(price), per: thousandths(3000) },
      taxClass: 'standard',
      removed: false,
      ...(percentOff === undefined ? {} : { discount: { kind: 'percent', ppm: percentOff * 10_000, reason: 'staff' } }),
    }),
  )
  const basket = basketOf(items)
  const priced = value(priceBasket(items, 'GBP', pack(), soldOn))
  const settled = value(settle(priced.total, requests, { confirmed: true }))
  return saleBody({ saleId: randomUUID(), number, basket, priced, ...settled, language: 'en', taxPackId: 'GB-2011' })
}

export interface Wanted {
  readonly lineNo: number
  readonly pieces: number
}

/** What a receipt's code says of a sale: no discounts, only what was paid. */
function onPaper(sale: SaleBody): SaleBody {
  return { ...sale, lines: sale.lines.map(({ lineDiscount: _line, basketDiscount: _basket, ...line }) => ({ ...line, gross: line.total, discount: minor(0) })) }
}

/** A refund of a sale by a register that knows of these refunds of it, and no others. */
export function refundedBody(number: string, sale: SaleBody, wanted: readonly Wanted[], known: readonly PastRefund[] = [], verified: 'known' | 'unverified' = 'unverified'): RefundBody {
  const seen = verified === 'known' ? sale : onPaper(sale)
  let basket = basketOf([])
  for (const { lineNo, pieces } of wanted) {
    const goods = value(goodsOf(seen, lineNo, thousandths(pieces * 1000), known, { soldOn, language: 'en', condition: 'stock', reason: 'changedMind', verified }))
    const { line, step } = value(addedReturn(basket, goods, { at: 7, operator: 'op-1' }))
    basket = { ...basket, lines: [...basket.lines, line], trail: [...basket.trail, step] }
  }
  const source = { sale: seen, refunds: known }
  const priced = value(priceReturns(basket, source))
  const settled = settleReturn(priced.total, { source })
  return refundBody({ refundId: randomUUID(), number, basket, priced, settled, language: 'en', taxPackId: 'GB-2011' })
}

export function appendSale(register: TestRegister, sale: SaleBody): void {
  append(register, { body: sale, businessDate: soldOn })
}

export function appendRefund(register: TestRegister, refund: RefundBody, businessDate: string = soldOn): void {
  append(register, { type: 'refund.completed', body: refund, businessDate })
}
