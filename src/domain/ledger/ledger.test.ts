import { describe, expect, test } from 'vitest'
import { shiftFigures } from '../shift/index.ts'
import { ledgerRows, summed } from './index.ts'

const sale = {
  total: 1090,
  subtotal: 1200,
  lines: [
    { itemId: 'tea', quantity: 2000, gross: 800, total: 740, lineDiscount: 50, discountReason: 'staff', basketDiscount: 10 },
    { itemId: 'tea', quantity: 1000, gross: 400, total: 350, cataloguePrice: { minor: 450, per: 1000 }, overrideReason: 'damaged' },
  ],
  basketDiscount: { amount: 60, reason: 'goodwill' },
  taxes: [{ rate: 130_000, net: 965, tax: 125 }],
  tenders: [{ type: 'card', amount: 500 }, { type: 'cash', amount: 585, received: 600, change: 15 }, { type: 'rounding', amount: 5 }],
}
const rowsOf = (type: string, body: unknown, schemaVersion = 1) => ledgerRows({ type, schemaVersion, body })?.map(({ kind, key, count, amount }) => [kind, key, count, amount])

describe('what an entry adds to the ledger', () => {
  test('[LED-1] a sale: its total, what it was before discounts, goods, discounts by reason, other prices, tax by rate, what stays of each tender', () => {
    expect(rowsOf('sale.completed', sale)).toEqual([
      ['sale', '', 1, 1090],
      ['gross', '', 1, 1200],
      ['item', 'tea', 3000, 1090],
      ['discount', 'staff', 1, 50],
      ['override', 'damaged', 1, 50],
      ['discount', 'goodwill', 1, 60],
      ['taxBase', '130000', 0, 965],
      ['tax', '130000', 0, 125],
      ['tender', 'card', 1, 500],
      ['tender', 'cash', 1, 585],
      ['rounding', '', 1, 5],
    ])
  })

  test('[LED-1] [FX-4] [VOUCH-3] foreign notes stay at their worth and their change goes out of the home cash; a voucher is its kind, and its surplus stands apart', () => {
    const tenders = [
      { type: 'voucher', amount: 400, voucher: { kind: 'lunch', name: 'L', number: '1', faceValue: 500 }, surplus: 100 },
      { type: 'foreignCash', currency: 'USD', received: 500, worth: 900, change: 210, amount: 690, rate: { home: 9, foreign: 5, on: '2026-11-21' } },
    ]
    const rows = rowsOf('sale.completed', { ...sale, tenders }) ?? []
    expect(rows.slice(8)).toEqual([['tender', 'voucher:lunch', 1, 400], ['voucherSurplus', 'lunch', 1, 100], ['tender', 'foreignCash:USD', 1, 900], ['foreignCash', 'USD', 1, 500], ['tender', 'cash', 0, -210]])
    const taken = rows.reduce((sum, [kind, , , amount]) => (kind === 'tender' ? sum + Number(amount) : sum), 0)
    expect(taken).toBe(sale.total)
    const ledger = ledgerRows({ type: 'sale.completed', schemaVersion: 1, body: { ...sale, tenders } }) ?? []
    expect(shiftFigures({ float: 1000 }, ledger)).toMatchObject({
      others: [{ type: 'foreignCash', key: 'USD', count: 1, amount: 900, received: 500 }, { type: 'voucher', key: 'lunch', count: 1, amount: 400, surplus: 100 }],
      expected: [{ tender: 'cash', amount: 790 }, { tender: 'card', amount: 0 }, { tender: 'wallet', amount: 0 }],
    })
    expect(shiftFigures({ float: 0 }, ledgerRows({ type: 'sale.completed', schemaVersion: 1, body: sale }) ?? [])).not.toHaveProperty('others')
  })

  test('[LED-1] what came back takes its tax and its tenders out, and nothing that was taken out is a nothing below nothing', () => {
    const refund = { kind: 'return', total: 350, lines: [{ itemId: 'tea', quantity: 1000, total: 350 }], taxes: [{ rate: 0, net: 350, tax: 0 }], tenders: [{ type: 'cash', amount: 349 }, { type: 'rounding', amount: 1 }] }
    expect(rowsOf('refund.completed', refund)).toEqual([['refund', '', 1, 350], ['itemReturned', 'tea', 1000, 350], ['taxBase', '0', 0, -350], ['tax', '0', 0, 0], ['tender', 'cash', 1, -349], ['rounding', '', 1, -1], ['tenderBack', 'cash', 1, 349]])
    expect(Object.is(ledgerRows({ type: 'refund.completed', schemaVersion: 1, body: refund })?.[3]?.amount, 0)).toBe(true)
    expect(rowsOf('refund.completed', { ...refund, kind: 'void' })?.slice(0, 2)).toEqual([['void', '', 1, 350], ['itemVoided', 'tea', 1000, 350]])
  })

  test('[LED-1] a deposit that goes back is owed no longer, out of the drawer, and told as given in its tender', () => {
    expect(rowsOf('layAway.cancelled', { amount: 500, tenders: [{ type: 'cash', amount: 500 }] })).toEqual([['liability', 'deposit:given', 1, 500], ['liabilityBack', 'deposit', 1, 500], ['tender', 'cash', 1, -500], ['tenderBack', 'cash', 1, 500]])
  })

  test('[LED-1] the acts that move no goods', () => {
    expect([
      rowsOf('drawer.opened', { reason: 'check' }),
      rowsOf('receipt.reprinted', { saleId: 's' }),
      rowsOf('basket.cancelled', { total: 70 }),
      rowsOf('basket.cancelled', {}),
      rowsOf('cash.moved', { kind: 'loan', amount: 9 }),
      rowsOf('shift.opened', { float: 100 }),
      rowsOf('shift.declared', { attempt: 2, tenders: [{ tender: 'cash', counted: 7 }] }),
      rowsOf('shift.closed', { toSafe: 5, leave: 2 }),
    ]).toEqual([
      [['noSale', 'check', 1, 0]],
      [['reprint', '', 1, 0]],
      [['cancelled', '', 1, 70]],
      [['cancelled', '', 1, 0]],
      [['cash', 'loan', 1, 9]],
      [['float', '', 1, 100]],
      [['declaration', '2:cash', 1, 7]],
      [['closing', 'toSafe', 1, 5], ['closing', 'leave', 1, 2]],
    ])
    expect(rowsOf('operator.signedOn', { seat: 'counter' })).toEqual([])
  })

  test('[LED-2] what cannot be read adds nothing and is told apart from what adds nothing', () => {
    const { total: _total, ...without } = sale
    const broken: unknown[] = [undefined, [], without, { ...sale, total: 0.5 }, { ...sale, tenders: [{ type: 'cash', amount: '9' }] }, { ...sale, lines: 'none' }]
    expect(broken.map((body) => rowsOf('sale.completed', body))).toEqual(broken.map(() => undefined))
    expect([rowsOf('sale.completed', sale, 2), rowsOf('something.else', sale, 2)]).toEqual([undefined, []])
  })

  test('[LED-3] rows of one kind and key are one', () => {
    expect(summed([{ kind: 'tax', key: '0', count: 1, amount: 2 }, { kind: 'tax', key: '1', count: 1, amount: 2 }, { kind: 'tax', key: '0', count: 3, amount: 4 }])).toEqual([{ kind: 'tax', key: '0', count: 4, amount: 6 }, { kind: 'tax', key: '1', count: 1, amount: 2 }])
  })
})
