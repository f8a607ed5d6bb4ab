import { describe, expect, test } from 'vitest'
import { type Result } from '../../src/domain/errors/index.ts'
import { decimalText, minor, type CurrencyCode } from '../../src/domain/money/index.ts'
import { priceBasket } from '../../src/domain/pricing/index.ts'
import { receiptOf } from '../../src/domain/receipt/index.ts'
import { checkSale, saleBody, type SaleBody } from '../../src/domain/sale/index.ts'
import { taxOfRate, taxPacks, type RatePpm } from '../../src/domain/tax/index.ts'
import { cashRoundingRules, refundCash, settle } from '../../src/domain/tender/index.ts'
import { receiptWords } from '../../src/main/words/index.ts'
import { amountOf, basketOf, goldenCases, packOf, requestOf, type GoldenCase } from './golden-case.ts'
import { paperOf } from './paper.ts'

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

function rateText(rate: RatePpm): string {
  return `${rate / 10_000}%`
}

/** The sale in the words of a case. */
function written(golden: GoldenCase, sale: SaleBody): unknown {
  const text = (amount: number): string => decimalText(minor(amount), golden.currency)
  const discounted = (amount: number): { discount?: string } => (amount === 0 ? {} : { discount: text(amount) })
  return {
    lines: sale.lines.map(({ gross, discount, total, tax }) => ({ gross: text(gross), ...discounted(discount), total: text(total), tax: text(tax) })),
    taxes: sale.taxes.map(({ rate, net, tax, gross, parts }) => ({
      rate: rateText(rate),
      net: text(net),
      tax: text(tax),
      gross: text(gross),
      ...(parts === undefined ? {} : { parts: parts.map((part) => ({ name: part.name, rate: rateText(part.rate), tax: text(part.tax) })) }),
    })),
    subtotal: text(sale.subtotal),
    discount: text(sale.discount),
    tax: text(sale.tax),
    total: text(sale.total),
    tenders: sale.tenders.map((tender) => ({ type: tender.type, amount: text(tender.amount), ...(tender.type === 'cash' ? { received: text(tender.received), change: text(tender.change) } : {}) })),
    change: text(sale.change),
    ...(sale.payable === undefined ? {} : { payable: text(sale.payable) }),
    ...(golden.refundsInCash === undefined ? {} : { refundsInCash: golden.refundsInCash.map((of) => ({ of, ...refunded(of, golden, sale) })) }),
  }
}

function refunded(of: string, { currency, cashRounding = '' }: GoldenCase, { tenders }: SaleBody): { readonly givenBack: string; readonly rounding: string } {
  const { payable, rounding } = refundCash(amountOf(of, currency), tenders, cashRoundingRules[cashRounding])
  return { givenBack: decimalText(payable, currency), rounding: decimalText(rounding, currency) }
}

describe.each(goldenCases)('$id', (golden) => {
  test(`[GOLD-1] ${golden.says}`, () => {
    expect(written(golden, sold(golden))).toEqual(golden.expect)
  })

  test('[GOLD-2] the paper, at 48 columns', () => {
    const document = receiptOf({
      sale: sold(golden),
      store: { chainName: 'Golden Shop', storeName: 'Golden Shop', storeLines: [] },
      at: Date.parse(`${golden.date}T12:00:00Z`),
      tzOffset: 0,
      operatorName: 'Li',
      words: receiptWords(golden.language),
      language: golden.language,
      marks: [],
    })
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

  test('[GOLD-5] names its rule and its arithmetic in every case', () => {
    for (const { id, rule, says } of goldenCases) {
      expect(rule, id).toMatch(/^(2 row (9|10)|3\.1 tax|3\.2 cash rounding)/)
      expect(says.length, id).toBeGreaterThan(30)
    }
  })
})
