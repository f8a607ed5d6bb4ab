import { describe, expect, test } from 'vitest'
import { type Result } from '../../src/domain/errors/index.ts'
import { decimalText, minor, type CurrencyCode } from '../../src/domain/money/index.ts'
import { priceBasket } from '../../src/domain/pricing/index.ts'
import { exchangeReceiptOf, receiptOf, refundReceiptOf, type PaperFacts } from '../../src/domain/receipt/index.ts'
import { checkRefund } from '../../src/domain/refund/index.ts'
import { checkSale, saleBody, type SaleBody } from '../../src/domain/sale/index.ts'
import { taxOfRate, taxPacks } from '../../src/domain/tax/index.ts'
import { cashRoundingRules, refundCash, settle } from '../../src/domain/tender/index.ts'
import { receiptWords } from '../../src/main/words/index.ts'
import { amountOf, basketOf, goldenCases, packOf, requestOf, type GoldenCase } from './golden-case.ts'
import { stepsAfter, type DoneStep } from './golden-steps.ts'
import { paperOf } from './paper.ts'
import { writtenRefund, writtenSale } from './written.ts'

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

/** The whole way of a sale, through the doors that the register uses. */
function sold(golden: GoldenCase): SaleBody {
  const { currency, date, language } = golden
  const basket = basketOf(golden)
  const pack = packOf(golden)
  const priced = value(priceBasket(basket.lines, currency, pack, date, basket.discount))
  const cashRounding = golden.cashRounding === undefined ? undefined : cashRoundingRules[golden.cashRounding]
  if (golden.cashRounding !== undefined && cashRounding === undefined) throw new Error(`no rule ${golden.cashRounding}`)
  const settled = value(settle(priced.total, golden.tenders.map((text) => requestOf(text, currency)), cashRounding === undefined ? {} : { cashRounding }))
  return saleBody({ saleId: 'golden', number: '1-1', basket, priced, ...settled, language, taxPackId: pack.id })
}

function paperFacts({ language }: GoldenCase, date: string): PaperFacts {
  return {
    store: { chainName: 'Golden Shop', storeName: 'Golden Shop', storeLines: [] },
    at: Date.parse(`${date}T12:00:00Z`),
    tzOffset: 0,
    operatorName: 'Li',
    words: receiptWords(language),
    language,
    marks: [],
  }
}

/** Amounts given back in cash for the sale, each as if it were the first. */
function inCash(golden: GoldenCase, { tenders }: SaleBody): { readonly refundsInCash?: readonly unknown[] } {
  const { currency, cashRounding = '', refundsInCash } = golden
  if (refundsInCash === undefined) return {}
  return {
    refundsInCash: refundsInCash.map((of) => {
      const { payable, rounding } = refundCash(amountOf(of, currency), tenders, cashRoundingRules[cashRounding])
      return { of, givenBack: decimalText(payable, currency), rounding: decimalText(rounding, currency) }
    }),
  }
}

describe.each(goldenCases)('$id', (golden) => {
  test(`[GOLD-1] ${golden.says}`, () => {
    expect({ ...writtenSale(golden, sold(golden)), ...inCash(golden, sold(golden)) }).toEqual(golden.expect)
  })

  test('[GOLD-2] the paper, at 48 columns', () => {
    const document = receiptOf({ ...paperFacts(golden, golden.date), sale: sold(golden) })
    expect(paperOf(document)).toEqual(golden.paper)
  })

  test('[GOLD-3] the re-adder finds nothing, and the tax of a refund is the mirror', () => {
    const sale = sold(golden)
    const pack = packOf(golden)
    expect(checkSale(sale, { ...taxPacks, [pack.id]: pack })).toEqual([])
    if (pack.scope !== 'rateBucket') return
    for (const bucket of sale.taxes) {
      const dated = Object.values(pack.classes).flat().findLast(({ rate, from }) => rate === bucket.rate && from <= golden.date)
      if (dated === undefined) throw new Error(`no rate ${bucket.rate}`)
      const back = taxOfRate(minor(0 - (pack.priceMode === 'inclusive' ? bucket.gross : bucket.net)), dated, pack)
      expect([back.net + bucket.net, back.tax + bucket.tax, back.gross + bucket.gross]).toEqual([0, 0, 0])
    }
  })
})

describe.each(goldenCases.filter(({ after }) => after !== undefined))('$id, afterwards', (golden) => {
  const steps = (): DoneStep[] => stepsAfter(golden, sold(golden))

  test(`[GOLD-6] ${golden.says}`, () => {
    expect(steps().map(({ refund, sale }) => ({ refund: writtenRefund(golden, refund), ...(sale === undefined ? {} : { sale: writtenSale(golden, sale) }) }))).toEqual(golden.after?.map((step) => step.expect))
  })

  test('[GOLD-7] the papers of what came back, at 48 columns', () => {
    expect(steps().map(({ refund, sale, date }) => {
      const facts = { ...paperFacts(golden, date), refund }
      return paperOf(sale === undefined ? refundReceiptOf(facts) : exchangeReceiptOf({ ...facts, sale }))
    })).toEqual(golden.after?.map((step) => step.paper))
  })

  test('[GOLD-8] the re-adders find nothing', () => {
    const pack = packOf(golden)
    const packs = { ...taxPacks, [pack.id]: pack }
    const done = steps()
    done.forEach(({ refund, sale }, index) => {
      expect(checkRefund(refund, packs, refund.original === undefined ? undefined : { sale: sold(golden), refunds: done.slice(0, index).map((step) => step.refund) })).toEqual([])
      if (sale !== undefined) expect(checkSale(sale, packs)).toEqual([])
    })
  })
})

describe('the corpus', () => {
  test('[GOLD-4] holds every pack, every rule of cash, and currencies of 0, 2 and 3 decimals', () => {
    const packs = new Set(goldenCases.map(({ pack }) => (typeof pack === 'string' ? pack : pack.id)))
    // The imported pack has no law of its own: it only reads what another system sold.
    expect(Object.keys(taxPacks).filter((id) => !packs.has(id))).toEqual(['XX-IMPORTED-20'])
    expect(new Set(goldenCases.flatMap(({ cashRounding }) => cashRounding ?? []))).toEqual(new Set(Object.keys(cashRoundingRules)))
    const used = new Set<CurrencyCode>(goldenCases.map(({ currency }) => currency))
    for (const currency of ['JPY', 'KRW', 'KWD', 'BHD', 'CNY', 'EUR'] as const) expect(used).toContain(currency)
    expect(goldenCases.length).toBeGreaterThanOrEqual(50)
  })

  test('[GOLD-4] has returns of every kind in six countries', () => {
    const steps = goldenCases.flatMap(({ pack, after = [] }) => after.map((step) => ({ pack, ...step })))
    expect(new Set(steps.map(({ pack }) => pack))).toEqual(new Set(['CN-2019', 'GB-2011', 'DE-2007', 'JP-2019', 'US-NY-NYC', 'CA-QC-2012']))
    const { length } = steps
    for (const key of ['withoutReceipt', 'void', 'sells', 'cashInstead'] as const) expect(steps.filter((step) => step[key] !== undefined).length, key).toBeGreaterThan(0)
    expect(length).toBeGreaterThanOrEqual(25)
  })

  test('[GOLD-5] names its rule and its arithmetic in every case', () => {
    for (const { id, rule, says } of goldenCases) {
      expect(rule, id).toMatch(/^(2 row (9|10)|3\.1 tax|3\.2 cash rounding|3\.3 refunds)/)
      expect(says.length, id).toBeGreaterThan(30)
    }
  })
})
