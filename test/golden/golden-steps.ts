import { addedReturn, type Basket, type ReturnedGoods } from '../../src/domain/basket/index.ts'
import { type Result } from '../../src/domain/errors/index.ts'
import { priceBasket } from '../../src/domain/pricing/index.ts'
import { everythingLeft, goodsOf, goodsWithoutReceipt, priceReturns, refundBody, settleExchange, settleReturn, type RefundBody, type ReturnSource } from '../../src/domain/refund/index.ts'
import { saleBody, type SaleBody } from '../../src/domain/sale/index.ts'
import { cashRoundingRules } from '../../src/domain/tender/index.ts'
import { itemLinesOf, packOf, quantityOf, requestOf, type GoldenCase, type GoldenStep } from './golden-case.ts'

export interface DoneStep {
  readonly date: string
  readonly refund: RefundBody
  readonly sale?: SaleBody
}

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

function goodsOfStep(golden: GoldenCase, step: GoldenStep, sale: SaleBody, refunds: readonly RefundBody[]): readonly ReturnedGoods[] {
  const back = { soldOn: golden.date, language: golden.language, condition: 'stock', reason: step.void === undefined ? 'changedMind' : 'voided' } as const
  if (step.void !== undefined) return value(everythingLeft(sale, refunds, back))
  if (step.withoutReceipt !== undefined) {
    return itemLinesOf(step.withoutReceipt, golden).map(({ itemId, sku, names, quantity, unit, price, taxClass }) => value(goodsWithoutReceipt({ itemId, sku, names, quantity, unit, price, taxClass, condition: 'stock', reason: 'changedMind' }, price)))
  }
  return (step.returns ?? []).map(({ line, quantity, waste }) => value(goodsOf(sale, line, quantityOf(quantity), refunds, { ...back, condition: waste === true ? 'waste' : 'stock' })))
}

function basketOfStep(golden: GoldenCase, step: GoldenStep, goods: readonly ReturnedGoods[]): Basket {
  let basket: Basket = { id: 'golden', openedAt: 0, businessDate: step.date, currency: golden.currency, catalogueVersion: 1, lines: [], trail: [] }
  for (const one of goods) {
    const { line, step: trailed } = value(addedReturn(basket, one, { at: 0, operator: 'golden' }))
    basket = { ...basket, lines: [...basket.lines, line], trail: [...basket.trail, trailed] }
  }
  const highest = basket.lines.length
  return { ...basket, lines: [...basket.lines, ...itemLinesOf(step.sells ?? [], golden).map((line) => ({ ...line, lineNo: line.lineNo + highest }))] }
}

/** What comes after a sale, basket by basket, through the doors that the register uses. */
export function stepsAfter(golden: GoldenCase, sale: SaleBody): DoneStep[] {
  const pack = packOf(golden)
  const rule = golden.cashRounding === undefined ? undefined : cashRoundingRules[golden.cashRounding]
  const cash = rule === undefined ? {} : { cashRounding: rule }
  const done: DoneStep[] = []
  let counter = 1
  for (const [index, step] of (golden.after ?? []).entries()) {
    const refunds = done.map(({ refund }) => refund)
    const basket = basketOfStep(golden, step, goodsOfStep(golden, step, sale, refunds))
    const source = step.withoutReceipt === undefined ? { sale, refunds } : undefined
    const priced = value(priceReturns(basket, source ?? ({ pack, businessDate: step.date } satisfies ReturnSource)))
    const settling = { ...cash, ...(source === undefined ? {} : { source }), cashInstead: step.cashInstead === true }
    const refundId = `golden-refund-${index + 1}`
    const frozen = { language: golden.language, taxPackId: pack.id }
    const refundFacts = { refundId, number: `1-${(counter += 1)}`, basket, priced, ...frozen, ...(step.void === undefined ? {} : { voidReason: step.void }) }
    if (step.sells === undefined) {
      done.push({ date: step.date, refund: refundBody({ ...refundFacts, settled: settleReturn(priced.total, settling) }) })
      continue
    }
    const saleId = `golden-sale-${index + 1}`
    const sells = value(priceBasket(basket.lines, golden.currency, pack, step.date))
    const requests = (step.tenders ?? []).map((text) => requestOf(text, golden.currency))
    const both = value(settleExchange({ sale: { saleId, total: sells.total }, refund: { refundId, total: priced.total }, requests, settling, options: cash }))
    done.push({
      date: step.date,
      refund: refundBody({ ...refundFacts, settled: both.refund }),
      sale: saleBody({ saleId, number: `1-${(counter += 1)}`, basket, priced: sells, ...both.sale, ...frozen }),
    })
  }
  return done
}
