import { random } from '../lib/random.ts'

/** What other stores are given to keep: a sale of five lines and two tenders, as plain data. Minor units. */
export interface PlainSale {
  readonly id: number
  readonly seq: number
  readonly date: string
  readonly soldAt: number
  readonly cashier: number
  readonly net: number
  readonly tax: number
  readonly total: number
  readonly currency: string
  readonly lines: readonly PlainLine[]
  readonly tenders: readonly { readonly no: number; readonly type: string; readonly amount: number }[]
}

export interface PlainLine {
  readonly no: number
  readonly item: number
  readonly barcode: string
  readonly name: string
  readonly quantity: number
  readonly price: number
  readonly tax: number
  readonly total: number
}

/** As many different items as a stock table has rows here. */
export const stockSize = 10_000

export function plainSales(seed: number): (seq: number) => PlainSale {
  const next = random(seed)
  return (seq) => {
    const lines = Array.from({ length: 5 }, (_, index): PlainLine => {
      const item = Math.floor(next() * stockSize)
      const quantity = 1 + Math.floor(next() * 3)
      const price = 100 + Math.floor(next() * 5_000)
      const total = quantity * price
      return { no: index + 1, item, barcode: String(6_900_000_000_000 + item), name: `可口可乐 无糖 500ml ${item}`, quantity, price, tax: Math.round((total * 13) / 113), total }
    })
    const total = lines.reduce((sum, line) => sum + line.total, 0)
    const tax = lines.reduce((sum, line) => sum + line.tax, 0)
    const card = Math.floor(total / 2)
    return {
      id: seq, seq, date: '2026-01-05', soldAt: 1_767_600_000_000 + seq * 1_000, cashier: 7, net: total - tax, tax, total, currency: 'CNY', lines,
      tenders: [{ no: 1, type: 'card', amount: card }, { no: 2, type: 'cash', amount: total - card }],
    }
  }
}
