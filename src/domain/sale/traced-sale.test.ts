import { expect, test } from 'vitest'
import { type Basket, type ItemLine } from '../basket/index.ts'
import { canonicalJson, canonicalValue } from '../journal/index.ts'
import { minor } from '../money/index.ts'
import { priceBasket } from '../pricing/index.ts'
import { onePiece, thousandths } from '../quantity/index.ts'
import { taxPacks } from '../tax/index.ts'
import { settle } from '../tender/index.ts'
import { checkSale, saleBody, type SaleBody } from './index.ts'

function sell(lines: readonly Partial<ItemLine>[]): SaleBody {
  const basket: Basket = {
    id: 'basket', openedAt: 1, businessDate: '2026-11-21', currency: 'CNY', catalogueVersion: 1, trail: [],
    lines: lines.map((more, place) => ({ kind: 'item', lineNo: place + 1, itemId: 'milk', sku: '1', names: { en: 'Milk' }, quantity: onePiece, unit: 'each', price: { minor: minor(350), per: onePiece }, taxClass: 'standard', removed: false, ...more })),
  }
  const pack = taxPacks['CN-2019']
  if (pack === undefined) throw new Error('no pack')
  const priced = priceBasket(basket.lines, 'CNY', pack, basket.businessDate)
  if (!priced.ok) throw new Error(priced.refusal.code)
  const settled = settle(priced.value.total, [{ type: 'card' }])
  if (!settled.ok) throw new Error(settled.refusal.code)
  return saleBody({ saleId: 'sale', number: '3-1', basket, priced: priced.value, ...settled.value, language: 'en', taxPackId: 'CN-2019' })
}

test('[SAL-11] a sale freezes lot, last day and serial number of each line, and is byte for byte what it was where there are none', () => {
  const sale = sell([{ lot: 'L/7', expiry: '2026-12-31', serial: 'S1' }, {}])
  expect(sale.lines[0]).toMatchObject({ lot: 'L/7', expiry: '2026-12-31', serial: 'S1' })
  expect(canonicalJson(canonicalValue(sale.lines[1]))).not.toMatch(/lot|expiry|serial/)
  expect(canonicalJson(canonicalValue(sale))).toContain('"expiry":"2026-12-31"')
  expect(checkSale(sale)).toEqual([])
})

test('[SAL-12] the re-adder finds a serial number sold twice, and takes a label\'s weight at its word', () => {
  expect(checkSale(sell([{ serial: 'S1' }, { serial: 'S2' }, { serial: 'S1', itemId: 'other' }]))).toEqual([])
  expect(checkSale(sell([{ serial: 'S1' }, { serial: 'S1' }]))).toEqual(['a serial number was sold twice'])
  const weighed = (weight: number): Partial<ItemLine> => ({ unit: 'kg', quantity: thousandths(1300), fixedGross: minor(1656), embedded: { kind: 'price', barcode: 'x', weight: thousandths(weight) } })
  expect(checkSale(sell([weighed(1300)]))).toEqual([])
  expect(checkSale(sell([weighed(1301)]))).toEqual(['line 1: quantity is not what the label\'s price buys'])
})
