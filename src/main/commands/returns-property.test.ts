import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { accept } from '../../domain/errors/index.ts'
import { checkRefund, type RefundBody } from '../../domain/refund/index.ts'
import { type SaleBody } from '../../domain/sale/index.ts'
import { knownSale } from '../queries/index.ts'
import { commands, signOn } from './index.ts'
import { code, testRegister, value, type TestRegister } from './register.fixture.ts'

let register: TestRegister
beforeAll(() => {
  register = testRegister()
  value(register.database.unitOfWork(() => {
    for (const permission of ['refund', 'discount', 'voidSale', 'refundToOtherTender', 'refundOutsideWindow'] as const) register.database.saveGrant('cashier', permission, 'yes')
    register.database.saveFacts({ cashRounding: 'CN-0.10-down' })
    return accept(undefined)
  }))
  value(signOn(register.context(), { operatorId: 'op-1', provenHash: '$argon2id$1' }))
})
afterAll(() => register.remove())

const amounts = fc.record({
  /** Pieces of tea and of water, and grams of apples. */
  tea: fc.integer({ min: 1, max: 7 }),
  water: fc.integer({ min: 1, max: 7 }),
  apples: fc.integer({ min: 1, max: 2_500 }),
  /** Parts per million off the whole basket. */
  off: fc.option(fc.integer({ min: 1, max: 900_000 }), { nil: undefined }),
  /** Of the total in parts of a hundred; the rest is cash. */
  card: fc.integer({ min: 0, max: 100 }),
  /** Which share of what is left comes back each time, in hundredths, and from which line first. */
  parts: fc.array(fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 2 })), { maxLength: 5 }),
  ending: fc.constantFrom('return', 'void'),
})

function complete(more: Partial<Input<'complete-sale'>>): CounterView {
  const { basketId = '' } = register.database.seat('counter')
  return value(commands['complete-sale'](register.context(), { basketId, revision: register.database.basket(basketId)?.revision ?? -1, tenders: [], ...more }))
}

function sell({ tea, water, apples, off, card }: { readonly tea: number; readonly water: number; readonly apples: number; readonly off?: number | undefined; readonly card: number }): string {
  value(commands['add-item'](register.context(), { itemId: 'tea', quantity: tea * 1000 }))
  value(commands['add-item'](register.context(), { itemId: 'water', quantity: water * 1000 }))
  let view = value(commands['add-item'](register.context(), { itemId: 'apples', quantity: apples }))
  if (off !== undefined) view = value(commands['discount-basket'](register.context(), { discount: { kind: 'percent', ppm: off, reason: 'goodwill' } }))
  const byCard = Math.floor(((view.basket?.total ?? 0) * card) / 100)
  return complete({ tenders: [...(byCard === 0 ? [] : [{ type: 'card', amount: byCard } as const]), ...(byCard === view.basket?.total ? [] : [{ type: 'cash' } as const])] }).lastSale?.id ?? ''
}

/** Both cards of the word: whatever the terminal has to give back, somebody did. */
const paidBack = { paidBack: [1, 2] }

const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((total, one) => total + of(one), 0)
const paidBy = (tenders: readonly { readonly type: string; readonly amount: number }[], type: string): number => sum(tenders, (tender) => (tender.type === type ? tender.amount : 0))
const stock = (): readonly number[] => {
  while (register.database.project(100) > 0);
  return ['tea', 'water', 'apples'].map((id) => register.database.onHand(id))
}

test('[RETC-17] a sale refunded in any parts pays back exactly what was paid, tender by tender, puts the stock back, and then nothing is left', () => {
  fc.assert(
    fc.property(amounts, ({ parts, ending, ...goods }) => {
      const before = stock()
      const saleId = sell(goods)
      const left = (): readonly { readonly lineNo: number; readonly left: number }[] => {
        const known = knownSale(register.database, saleId)
        if (known === undefined) throw new Error('no sale')
        return known.sale.lines.map(({ lineNo, quantity }) => ({ lineNo, left: quantity - sum(known.refunds.flatMap(({ lines }) => lines), (line) => (line.saleLineNo === lineNo ? line.quantity : 0)) }))
      }
      for (const [share, first] of parts) {
        let any = false
        const lines = left()
        for (const { lineNo, left: rest } of [...lines.slice(first), ...lines.slice(0, first)]) {
          const unit = lineNo === 3 ? 1 : 1000
          const quantity = Math.floor((rest * share) / 100 / unit) * unit
          if (quantity === 0) continue
          any = true
          value(commands['add-return'](register.context(), { saleId, lineNo, quantity, condition: 'stock', reason: 'changedMind' }))
        }
        if (any) complete(paidBack)
      }
      if (left().some((line) => line.left > 0)) {
        if (ending === 'void') value(commands['void-sale'](register.context(), { saleId, reason: 'other' }))
        else for (const { lineNo, left: quantity } of left()) if (quantity > 0) value(commands['add-return'](register.context(), { saleId, lineNo, quantity, condition: 'stock', reason: 'changedMind' }))
        complete(paidBack)
      }
      const known = knownSale(register.database, saleId)
      if (known === undefined) throw new Error('no sale')
      const sale: SaleBody = known.sale
      const refunds = known.refunds as readonly RefundBody[]
      expect(sum(refunds, ({ total }) => total)).toBe(sale.total)
      expect(sum(refunds, ({ tax }) => tax)).toBe(sale.tax)
      for (const type of ['card', 'cash', 'rounding']) expect([type, sum(refunds, ({ tenders }) => paidBy(tenders, type))]).toEqual([type, paidBy(sale.tenders, type)])
      refunds.forEach((refund, index) => expect(checkRefund(refund, undefined, { sale, refunds: refunds.slice(0, index) })).toEqual([]))
      expect(stock()).toEqual(before)
      expect(left().every((line) => line.left === 0)).toBe(true)
      expect(code(commands['add-return'](register.context(), { saleId, lineNo: 1, quantity: 1000, condition: 'stock', reason: 'other' }))).toBe('return.tooMany')
      expect(code(commands['void-sale'](register.context(), { saleId, reason: 'other' }))).toBe('return.nothingLeft')
    }),
    { numRuns: 40 },
  )
}, 120_000)
