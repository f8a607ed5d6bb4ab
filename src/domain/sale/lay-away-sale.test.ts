import fc from 'fast-check'
import { expect, test } from 'vitest'
import { liabilityLine, type Basket, type ItemLine } from '../basket/index.ts'
import { minor } from '../money/index.ts'
import { priceBasket } from '../pricing/index.ts'
import { onePiece } from '../quantity/index.ts'
import { taxPacks } from '../tax/index.ts'
import { settle, type TenderRequest } from '../tender/index.ts'
import { checkSale, saleBody, type SaleBody } from './index.ts'

const date = '2026-11-21'
const tea: ItemLine = { kind: 'item', lineNo: 1, itemId: 'tea', sku: 'T', names: { en: 'Tea' }, quantity: onePiece, unit: 'each', price: { minor: minor(1250), per: onePiece }, taxClass: 'standard', removed: false }
const empty: Basket = { id: 'b', openedAt: 5, businessDate: date, currency: 'CNY', catalogueVersion: 1, lines: [], trail: [] }
const act = { at: 6, operator: 'op-1' }
const owes = { kind: 'deposit', layAwayId: 'lay-1', number: 'L3-1' } as const
const paid = (amount: number): TenderRequest => ({ type: 'deposit', layAwayId: 'lay-1', number: 'L3-1', amount: minor(amount) })

function sold(basket: Basket, ...tenders: readonly TenderRequest[]): SaleBody | string {
  const priced = priceBasket(basket.lines, 'CNY', taxPacks['CN-2019']!, date)
  if (!priced.ok) throw new Error(priced.refusal.code)
  const settled = settle(priced.value.total, tenders, { confirmed: true })
  return settled.ok ? saleBody({ saleId: 's', number: '3-1', basket, priced: priced.value, ...settled.value, language: 'en', taxPackId: 'CN-2019' }) : settled.refusal.code
}

test('[LAY-4] a basket pays for one lay-away once, and a balance that does not add up is found', () => {
  const first = liabilityLine(empty, owes, minor(250), act)
  if (!first.ok) throw new Error(first.refusal.code)
  const basket = { ...empty, lines: [first.value.line] }
  expect(liabilityLine(basket, owes, minor(1), act)).toMatchObject({ ok: false, refusal: { code: 'liability.repeated' } })
  const sale = sold(basket, { type: 'cash' })
  if (typeof sale === 'string') throw new Error(sale)
  const said = (balance: { readonly total: number; readonly paid: number; readonly due: number }): string[] =>
    checkSale({ ...sale, liabilities: (sale.liabilities ?? []).map((one) => ({ ...one, laidAside: { total: minor(balance.total), paid: minor(balance.paid), due: minor(balance.due), until: date } })) })
  expect([said({ total: 1250, paid: 250, due: 1000 }), said({ total: 1250, paid: 250, due: 999 }).length, said({ total: 1250, paid: 1350, due: -100 }).length, said({ total: 1250, paid: 249, due: 1001 }).length]).toEqual([[], 1, 1, 1])
})

test('[LAY-5] the deposit is the first tender and never more than the sale, whose goods and tax are what they are without it', () => {
  const basket = { ...empty, lines: [tea] }
  const plain = sold(basket, { type: 'cash' })
  if (typeof plain === 'string') throw new Error(plain)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1400 }), (amount) => {
      const sale = amount === 1250 ? sold(basket, paid(amount)) : sold(basket, paid(amount), { type: 'cash' })
      if (amount > 1250) expect(sale).toBe('tender.over')
      else if (typeof sale === 'string') throw new Error(sale)
      else {
        expect(checkSale(sale)).toEqual([])
        expect([sale.total, sale.tax, sale.lines, sale.tenders[0]]).toEqual([plain.total, plain.tax, plain.lines, { tenderNo: 1, type: 'deposit', amount, layAwayId: 'lay-1', number: 'L3-1' }])
      }
    }),
  )
  const late = sold(basket, { type: 'cash', received: minor(250) }, paid(1000))
  expect(typeof late === 'string' ? late : checkSale(late)).toEqual(['tender 2: a deposit that is not the first, or of nothing'])
})
