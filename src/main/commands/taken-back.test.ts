import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyRegisterFile } from '../../db/index.ts'
import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { summed } from '../../domain/ledger/index.ts'
import { storedValueMovements } from '../../domain/liability/index.ts'
import { checkRefund, type PastRefund, type RefundBody } from '../../domain/refund/index.ts'
import { taxPacks } from '../../domain/tax/index.ts'
import { type SaleBody } from '../../domain/sale/index.ts'
import { queries } from '../queries/index.ts'
import { testCheck, code, papersOf, testRegister, value, type TestRegister } from './register.fixture.ts'
import { beginPayment, beginRefund, commands, settlePayment, signOn } from './index.ts'

let register: TestRegister
beforeEach(() => begin('manager'))
afterEach(() => register.remove())

function begin(role: 'manager' | 'cashier'): void {
  register = testRegister()
  value(
    register.database.unitOfWork(() => {
      register.database.saveOperator({ id: 'op-m', name: 'Ma', role }, '$argon2id$m')
      return { ok: true, value: undefined }
    }),
  )
  value(signOn(register.context(), { operatorId: 'op-m', provenHash: '$argon2id$m' }))
}

const card = '636400001234'
const tea = '6901234567908'
const now = () => ({ at: register.now, monoMs: 1, bootId: 'boot' })
const standing = (seat = 'counter'): { readonly basketId: string; readonly revision: number } => {
  const { basketId = '' } = register.database.seat(seat)
  return { basketId, revision: register.database.basket(basketId)?.revision ?? -1 }
}
const scan = (): unknown => value(commands.scan(register.context(), { barcode: tea }))
const issue = (amount: number, number = card): unknown => value(commands['sell-gift-card'](register.context(), { number, amount }))
const complete = (...tenders: Input<'complete-sale'>['tenders']): Result<CounterView> => commands['complete-sale'](register.context(), { ...standing(), tenders })
const pay = (...tenders: Input<'complete-sale'>['tenders']): CounterView => value(complete(...tenders))
const spend = (amount?: number): Result<CounterView> => commands['take-tender'](register.context(), { ...standing(), tender: { type: 'storedValue', number: card, ...(amount === undefined ? {} : { amount }) } })
const balance = (number = card): number => value(queries['stored-value']({ reader: register.database, seat: 'counter', now: now() }, { number })).spendable
const bodies = <Body>(type: string): readonly Body[] => register.database.entriesAfter(1, 0, 5000).filter((entry) => entry.type === type).map(({ text }) => (JSON.parse(text) as { body: Body }).body)
const lastSale = (): SaleBody => bodies<SaleBody>('sale.completed').at(-1)!
const lastRefund = (): RefundBody => bodies<RefundBody>('refund.completed').at(-1)!
const found = (saleId: string) => value(queries['find-sale']({ reader: register.database, seat: 'counter', now: now(), check: testCheck }, { saleId, limit: 1 })).sales[0]!
const takeBack = (saleId: string, lineNo: number, quantity = 1000): Result<CounterView> => commands['add-return'](register.context(), { saleId, lineNo, quantity, condition: 'stock', reason: 'wrongItem' })
const voided = (saleId: string): Result<CounterView> => commands['void-sale'](register.context(), { saleId, reason: 'rungTwice' })
const sums = (): Record<string, number> => Object.fromEntries(register.database.ledgerNow((ledger) => summed(ledger.sumsOfShift(ledger.books.active?.number ?? 0))).filter(({ kind }) => ['sale', 'refund', 'void', 'tender', 'liability', 'rounding'].includes(kind)).map(({ kind, key, amount }) => [`${kind} ${key}`, amount]))

/** Goods and a card, paid by card: what was charged for the goods, and the sale. */
function sold(amount: number): SaleBody {
  scan()
  issue(amount)
  pay({ type: 'cash' })
  return lastSale()
}

test('[OWE-6] a sale that put money on a card is voided whole: goods and card, and nothing of it is left anywhere', () => {
  const sale = sold(5000)
  const view = value(voided(sale.saleId)).basket?.returned
  expect(view).toMatchObject({ kind: 'void', total: sale.total + 5000, owed: 5000, net: 0 - sale.total - 5000, lines: [{ sku: 'sku-tea' }, { owes: 'giftCard', printed: '....1234', total: 5000, reason: 'voided' }], payBack: { cash: sale.total + 5000, instead: 0 } })
  // What is about to be taken off it is spent, for whoever asks meanwhile.
  expect(balance()).toBe(0)
  pay()
  const refund = lastRefund()
  expect(refund).toMatchObject({ kind: 'void', voidReason: 'rungTwice', total: sale.total, owed: 5000, liabilities: [{ lineNo: 2, saleLineNo: 2, printed: '....1234', owes: { kind: 'giftCard', number: card }, amount: 5000 }], tenders: [{ type: 'cash', amount: sale.total + 5000, from: 'taken' }] })
  expect(checkRefund(refund, taxPacks, { sale, refunds: [] })).toEqual([])
  expect(balance()).toBe(0)
  expect(sums()).toEqual({ 'sale ': sale.total, 'void ': sale.total, 'tender cash': 0, 'liability giftCard:taken': 5000, 'liability giftCard:given': 5000 })
  expect(JSON.stringify(papersOf(register, refund.refundId))).toContain('....1234')
  expect(found(sale.saleId)).toMatchObject({ returned: 'all', lines: [{ left: 0 }, { owes: 'giftCard', returned: 1000, left: 0 }] })
  expect([code(voided(sale.saleId)), code(takeBack(sale.saleId, 2))]).toEqual(['return.nothingLeft', 'return.tooMany'])
  register.database.project(500)
  const file = verifyRegisterFile({ path: register.path })
  expect([file.ok, file.ok && file.verification.fault]).toEqual([true, undefined])
  expect(register.database.receipts({ limit: 5 }).map(({ total }) => total)).toEqual([sale.total + 5000, sale.total + 5000])
})

test('[OWE-6] a card sold by itself is found, taken back by its line and to the card that paid, and its goods stay sold', () => {
  issue(5000)
  pay({ type: 'card' })
  const alone = lastSale()
  expect(found(alone.saleId)).toMatchObject({ total: 5000, returned: 'nothing', lines: [{ lineNo: 1, owes: 'giftCard', name: 'Gift card ....1234', left: 1000 }] })
  expect(code(takeBack(alone.saleId, 1, 2000))).toBe('quantity.invalid')
  const { basket } = value(takeBack(alone.saleId, 1))
  expect(basket?.returned).toMatchObject({ itemCount: 0, total: 5000, payBack: { payouts: [{ of: 1, type: 'card', amount: 5000 }], cash: 0 } })
  expect(code(takeBack(alone.saleId, 1))).toBe('return.tooMany')
  value(commands['remove-line'](register.context(), { lineNo: 1 }))
  expect(balance()).toBe(5000)
  value(takeBack(alone.saleId, 1))
  expect(code(commands['restore-line'](register.context(), { lineNo: 1 }))).toBe('return.tooMany')
  expect(complete()).toMatchObject({ refusal: { code: 'return.notPaidBack', params: { of: 1, due: 5000 } } })
  value(commands['complete-sale'](register.context(), { ...standing(), tenders: [], paidBack: [1] }))
  expect(lastRefund()).toMatchObject({ kind: 'return', lines: [], taxes: [], total: 0, owed: 5000, tenders: [{ type: 'card', amount: 5000, of: 1 }] })
  expect(checkRefund(lastRefund(), taxPacks, { sale: alone, refunds: [] })).toEqual([])
  expect([balance(), sums()['tender card']]).toEqual([0, 0])
})

test('[OWE-7] spent in part it is refused, with how much is gone, whole and by its line, and its goods still come back', () => {
  const sale = sold(5000)
  scan()
  value(spend(700))
  pay({ type: 'cash' })
  const spent = { refusal: { code: 'return.cardSpent', params: { due: 5000, spent: 700 } } }
  expect([voided(sale.saleId), takeBack(sale.saleId, 2)]).toMatchObject([spent, spent])
  value(takeBack(sale.saleId, 1))
  pay()
  // What the card paid for is brought back: the money is on it again, and it may come off.
  const { saleId, lines } = bodies<SaleBody>('sale.completed').at(-1)!
  value(takeBack(saleId, lines[0]!.lineNo))
  pay()
  expect(balance()).toBe(5000)
  value(takeBack(sale.saleId, 2))
  pay()
  expect([balance(), found(sale.saleId).returned]).toEqual([0, 'all'])
})

test('[OWE-7] spent at another seat while it lies here it is refused, and the other way round', () => {
  const sale = sold(5000)
  value(takeBack(sale.saleId, 2))
  value(signOn(register.context(undefined, 'second'), { operatorId: 'op-1', provenHash: '$argon2id$1' }))
  value(commands.scan(register.context(undefined, 'second'), { barcode: tea }))
  const elsewhere = (): Result<CounterView> => commands['take-tender'](register.context(undefined, 'second'), { ...standing('second'), tender: { type: 'storedValue', number: card } })
  expect(code(elsewhere())).toBe('storedValue.short')
  value(commands['cancel-basket'](register.context(), { basketId: standing().basketId }))
  value(elsewhere())
  expect(code(takeBack(sale.saleId, 2))).toBe('return.cardSpent')
})

test('[OWE-7] what head office said counts: held for another or spent there, it stands in the basket as what cannot be completed', () => {
  const sale = sold(5000)
  value(takeBack(sale.saleId, 2))
  const said = (available: number, heldUntil: number): undefined =>
    value(register.database.unitOfWork(() => {
      register.database.hearStoredValue({ kind: 'giftCard', number: card, available, epoch: 1, seq: 500, heldUntil })
      return { ok: true, value: undefined }
    }))
  said(4000, 0)
  expect(value(queries.counter({ reader: register.database, seat: 'counter' })).basket?.returned).toMatchObject({ problem: 'return.cardSpent', cardSpent: { due: 5000, spent: 1000 } })
  expect(complete()).toMatchObject({ refusal: { code: 'return.cardSpent', params: { due: 5000, spent: 1000 } } })
  said(5000, register.now + 600_000)
  expect(value(queries.counter({ reader: register.database, seat: 'counter' })).basket?.returned).not.toHaveProperty('problem')
  pay()
  expect(lastRefund()).toMatchObject({ owed: 5000 })
})

test('[OWE-6] put aside and taken up again it is still there, and spent for everybody else meanwhile', () => {
  const sale = sold(5000)
  value(takeBack(sale.saleId, 2))
  const { basketId } = standing()
  value(commands['suspend-basket'](register.context(), {}))
  expect(bodies<{ lines: unknown }>('basket.suspended').at(-1)?.lines).toEqual([{ lineNo: 1, takenBack: 5000, owes: { kind: 'giftCard', number: card }, saleId: sale.saleId }])
  register.reopen()
  expect(balance()).toBe(0)
  value(commands['resume-basket'](register.context(), { basketId }))
  pay()
  expect(balance()).toBe(0)
})

test('[OWE-6] the wrong card is changed for the right one in one basket, and no money moves', () => {
  const sale = sold(5000)
  value(takeBack(sale.saleId, 2))
  issue(5000, '999900001111')
  pay()
  expect([lastRefund().tenders, lastSale().tenders]).toMatchObject([[{ type: 'exchange', amount: 5000 }], [{ type: 'exchange', amount: 5000 }]])
  expect([balance(), balance('999900001111')]).toEqual([0, 5000])
})

test('[OWE-6] who may not give so much back asks somebody who may, as for goods', () => {
  register.remove()
  begin('cashier')
  const sale = sold(50_000)
  value(takeBack(sale.saleId, 2))
  expect(complete()).toMatchObject({ refusal: { code: 'approval.needed', params: { permission: 'refund', amount: 50_000 } } })
})

test('[OWE-6] beside what is owed and never undone by its sale, a deposit, nothing is voided', () => {
  scan()
  const basket = standing()
  value(commands['lay-aside'](register.context(), { ...basket, deposit: 300 }))
  pay({ type: 'cash' })
  expect(code(voided(lastSale().saleId))).toBe('return.owes')
})

test('[OWE-7] [GIF-7] whatever is issued, spent and taken back, in any order: no balance is below nothing, each is the sum of its documents, and money is turnover and what is owed', () => {
  const act = fc.record({ what: fc.constantFrom('issue', 'issueWithGoods', 'spend', 'void', 'line', 'drop'), pick: fc.nat(50), amount: fc.integer({ min: 1, max: 4000 }) })
  fc.assert(
    fc.property(fc.array(act, { minLength: 4, maxLength: 14 }), (acts) => {
      register.remove()
      begin('manager')
      for (const { what, pick, amount } of acts) {
        const sales = bodies<SaleBody>('sale.completed')
        const sale = sales[pick % Math.max(1, sales.length)]
        if (what === 'issueWithGoods' || what === 'spend') scan()
        if (what === 'issue' || what === 'issueWithGoods') issue(amount)
        if (what === 'spend') spend()
        if (what === 'void' && sale !== undefined) voided(sale.saleId)
        if ((what === 'line' || what === 'drop') && sale !== undefined) for (const { lineNo, left } of found(sale.saleId).lines) if (left >= 1000) takeBack(sale.saleId, lineNo)
        const { basketId } = standing()
        if (basketId !== '' && what === 'drop') value(commands['cancel-basket'](register.context(), { basketId }))
        else if (basketId !== '') pay(...(what === 'void' || what === 'line' ? [] : [{ type: 'cash' } as const]))
        const put = [...bodies<SaleBody>('sale.completed').flatMap((one) => storedValueMovements(one, true)), ...bodies<RefundBody>('refund.completed').flatMap((one) => storedValueMovements(one, false))].reduce((sum, one) => sum + one.amount, 0)
        expect(put).toBeGreaterThanOrEqual(0)
        expect(balance()).toBe(put)
      }
      const refunds = bodies<RefundBody>('refund.completed')
      for (const [at, refund] of refunds.entries()) {
        const sale = bodies<SaleBody>('sale.completed').find(({ saleId }) => saleId === refund.original?.saleId)!
        expect(checkRefund(refund, taxPacks, { sale, refunds: refunds.slice(0, at) as readonly PastRefund[] })).toEqual([])
      }
      const { 'sale ': turnover = 0, 'refund ': returned = 0, 'void ': undone = 0, 'tender cash': cash = 0, 'liability giftCard:taken': taken = 0, 'liability giftCard:given': given = 0 } = sums()
      expect(cash).toBe(turnover - returned - undone + taken - given)
      expect(taken - given).toBe(balance())
    }),
    { numRuns: 12 },
  )
})

test('[OWE-7] once a terminal was asked for its money it is completed, whatever becomes of the card: the money is gone', () => {
  issue(5000)
  const reference = { attemptId: 'p1', trace: '17', receiptNo: '4' }
  value(beginPayment(register.context('p1'), { ...standing(), method: 'card' }))
  value(settlePayment(register.context(), { paymentId: 'p1', outcome: { status: 'approved', reference } }))
  const sale = lastSale()
  expect(sale.tenders).toMatchObject([{ type: 'card', amount: 5000, payment: reference }])
  value(takeBack(sale.saleId, 1))
  const said = (available: number): undefined =>
    value(register.database.unitOfWork(() => {
      register.database.hearStoredValue({ kind: 'giftCard', number: card, available, epoch: 1, seq: 500, heldUntil: 0 })
      return { ok: true, value: undefined }
    }))
  said(4999)
  expect(beginRefund(register.context('p2'), { ...standing(), of: 1 })).toMatchObject({ refusal: { code: 'return.cardSpent', params: { due: 5000, spent: 1 } } })
  said(5000)
  value(beginRefund(register.context('p3'), { ...standing(), of: 1 }))
  value(settlePayment(register.context(), { paymentId: 'p3', outcome: { status: 'unknown', reason: 'lineLost' } }))
  // Held like every refund whose end nobody knows, and nothing of it can be taken out.
  expect([code(complete()), code(commands['remove-line'](register.context(), { lineNo: 1 })), code(commands['cancel-basket'](register.context(), { basketId: standing().basketId }))]).toEqual(['payment.unknown', 'payment.unknown', 'payment.unknown'])
  said(100)
  value(settlePayment(register.context(), { paymentId: 'p3', outcome: { status: 'approved', reference: { attemptId: 'p3' } } }))
  expect(value(queries.counter({ reader: register.database, seat: 'counter' })).basket?.returned ?? {}).not.toHaveProperty('problem')
  if (standing().basketId !== '') pay()
  expect(lastRefund()).toMatchObject({ owed: 5000, tenders: [{ type: 'card', amount: 5000, of: 1, payment: { attemptId: 'p3' } }] })
})
