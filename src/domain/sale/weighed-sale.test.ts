import { expect, test } from 'vitest'
import { keyedLine, netWeight, weighedLine, type Basket } from '../basket/index.ts'
import { type Item } from '../catalogue/index.ts'
import { minor } from '../money/index.ts'
import { priceBasket } from '../pricing/index.ts'
import { extend, thousandths } from '../quantity/index.ts'
import { taxPacks } from '../tax/index.ts'
import { checkSale, saleBody, type SaleBody, type SaleLine } from './index.ts'

const act = { at: 1, operator: 'op-1' }
const apples: Item = { id: 'apples', sku: 'A', names: { en: 'Apples' }, unit: 'kg', taxClass: 'reduced', price: { minor: minor(1290), per: thousandths(1000) } }

function sell(): SaleBody {
  let basket: Basket = { id: 'b', openedAt: 1, businessDate: '2026-11-21', currency: 'CNY', catalogueVersion: 1, lines: [], trail: [] }
  const keep = (made: ReturnType<typeof weighedLine>): void => {
    if (!made.ok) throw new Error(made.refusal.code)
    basket = { ...basket, lines: [...basket.lines, made.value.line], trail: [...basket.trail, made.value.step] }
  }
  const net = netWeight({ quantity: thousandths(500), division: thousandths(5), minimum: thousandths(100), net: 'gross' }, thousandths(12))
  if (!net.ok) throw new Error(net.refusal.code)
  keep(weighedLine(basket, apples, net.value, act))
  keep(keyedLine(basket, apples, thousandths(300), act))
  const pack = taxPacks['CN-2019']
  if (pack === undefined) throw new Error('no pack')
  const priced = priceBasket(basket.lines, 'CNY', pack, basket.businessDate)
  if (!priced.ok) throw new Error(priced.refusal.code)
  const { total } = priced.value
  return saleBody({ saleId: 's', number: '3-1', basket, priced: priced.value, tenders: [{ tenderNo: 1, type: 'cash', amount: total, received: total, change: minor(0) }], change: minor(0), language: 'en', taxPackId: 'CN-2019' })
}
const sale = sell()
const withFirst = (more: Partial<SaleLine>): SaleBody => ({ ...sale, lines: sale.lines.map((line, index) => (index === 0 ? { ...line, ...more } : line)) })

test('[WGH-7] a sale freezes how each weight came about, its line is the net at its price, and stock moves by it', () => {
  expect(sale.lines.map(({ quantity, weighed, tare, gross }) => [quantity, weighed, tare, gross])).toEqual([[485, 'scale', { weight: 15, by: 'preset' }, 626], [300, 'typed', undefined, 387]])
  expect(sale.lines[0]?.gross).toBe(extend({ minor: minor(1290), per: thousandths(1000) }, thousandths(485)))
  expect(sale.movements).toEqual([{ itemId: 'apples', quantity: -785 }])
  expect(checkSale(sale)).toEqual([])
})

test('[WGH-7] a line without the mark is as it was before there was one', () => {
  const { weighed: _, tare: _tare, ...older } = sale.lines[0]!
  expect(checkSale({ ...sale, lines: [older, sale.lines[1]!] })).toEqual([])
})

test('[WGH-8] the re-adder finds a tare of nothing weighed, of pieces, of none, and a word nobody knows', () => {
  const strange = (facts: object): Partial<SaleLine> => facts as Partial<SaleLine>
  for (const more of [{ weighed: 'typed' }, { unit: 'l' }, { tare: { weight: 0, by: 'preset' } }, { tare: { weight: 1.5, by: 'preset' } }, { tare: { weight: 15, by: 'guess' } }, { weighed: 'guess' }, { embedded: { kind: 'weight', barcode: '2' } }]) {
    expect(checkSale(withFirst(strange(more))), JSON.stringify(more)).toContain('line 1: not a way to weigh it')
  }
})
