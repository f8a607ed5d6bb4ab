import { type BasketView, type FoundSaleView, type ReturnLineView, type ReturnedView } from '../../contracts/ipc/index.ts'
import { basketOf } from './screen.fixture.ts'

const price = { minor: 350, per: 1000 }

/** Two pieces of one thing and a weighed one, nothing of it returned. */
export const foundSale: FoundSaleView = {
  saleId: '0193c0de-7b1a-7000-8000-00000000abcd',
  number: '3-1',
  soldOn: '2026-11-20',
  completedAt: 1,
  operatorName: 'Mei Lin',
  currency: 'CNY',
  total: 2190,
  tenders: [{ type: 'cash', amount: 2190 }],
  verified: 'known',
  returned: 'nothing',
  lines: [
    { lineNo: 1, itemId: 'milk', sku: 's3', name: 'Milk', unit: 'each', price, total: 700, bought: 2000, returned: 0, left: 2000, window: 'inside' },
    { lineNo: 2, itemId: 'apples', sku: 's2', name: 'Apples', unit: 'kg', price, total: 1490, bought: 1284, returned: 0, left: 1284, window: 'outside', lastDay: '2026-11-19' },
  ],
}

export const returnLine: ReturnLineView = {
  kind: 'return', lineNo: 1, itemId: 'milk', sku: 's3', names: { en: 'Milk' }, quantity: 1000, unit: 'each', price, gross: 350, discount: 0, total: 350, removed: false,
  condition: 'stock', reason: 'changedMind', saleLineNo: 1, left: 2000,
}

export function returnedOf(changes: Partial<ReturnedView> = {}): ReturnedView {
  const { saleId: id, number, soldOn } = foundSale
  return { kind: 'return', sale: { id, number, soldOn, verified: 'known' }, lines: [returnLine], itemCount: 1, subtotal: 350, discount: 0, tax: 0, total: 350, net: -350, payBack: { payouts: [], cash: 350, instead: 0 }, ...changes }
}

/** A basket of nothing but what comes back. */
export function returningBasket(changes: Partial<ReturnedView> = {}, more: Partial<BasketView> = {}): BasketView {
  return basketOf(1, { lines: [], itemCount: 0, subtotal: 0, total: 0, due: 0, returned: returnedOf(changes), ...more })
}
