import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { summed } from '../../domain/ledger/index.ts'
import { checkRefund, type RefundBody } from '../../domain/refund/index.ts'
import { checkSale, type SaleBody } from '../../domain/sale/index.ts'
import { queries } from '../queries/index.ts'
import { answeringCommands, commands, signOn } from './index.ts'
import { code, papersOf, startOfTest, testRegister, value, type TestRegister } from './register.fixture.ts'

let register: TestRegister
beforeEach(() => begin())
afterEach(() => register.remove())

function begin(): void {
  register = testRegister()
  value(
    register.database.unitOfWork(() => {
      register.database.saveOperator({ id: 'op-m', name: 'Ma', role: 'manager' }, '$argon2id$m')
      return { ok: true, value: undefined }
    }),
  )
  value(signOn(register.context(), { operatorId: 'op-m', provenHash: '$argon2id$m' }))
}

const card = '636400001234'
const cake = '6901234567908'
const standing = (): { readonly basketId: string; readonly revision: number } => {
  const { basketId = '' } = register.database.seat('counter')
  return { basketId, revision: register.database.basket(basketId)?.revision ?? -1 }
}
const scan = (): number => value(commands.scan(register.context(), { barcode: cake })).basket?.total ?? 0
const issue = (amount: number, number = card): Result<CounterView> => commands['sell-gift-card'](register.context(), { number, amount })
const pay = (...tenders: Input<'complete-sale'>['tenders']): CounterView => value(commands['complete-sale'](register.context(), { ...standing(), tenders }))
const spend = (number = card, amount?: number, request?: string): Result<CounterView> => commands['take-tender'](register.context(request), { ...standing(), tender: { type: 'storedValue', number, ...(amount === undefined ? {} : { amount }) } })
const balance = (number = card): unknown => {
  const { spendable, verified } = value(queries['stored-value']({ reader: register.database, seat: 'counter', now: { at: register.now, monoMs: 1, bootId: 'boot' } }, { number }))
  return [spendable, verified]
}
const bodies = <Body>(type: string): readonly Body[] => register.database.entriesAfter(1, 0, 5000).filter((entry) => entry.type === type).map(({ text }) => (JSON.parse(text) as { body: Body }).body)
const lastSale = (): SaleBody => bodies<SaleBody>('sale.completed').at(-1)!
const lastRefund = (): RefundBody => bodies<RefundBody>('refund.completed').at(-1)!
const allow = (limits: Partial<Input<'set-stored-value'>>): void => void value(answeringCommands['set-stored-value'](register.context(), { giftCards: true, giftCardOffline: 0, storeCreditOffline: 0, ...limits }))
const ledger = (): Record<string, number> => Object.fromEntries(register.database.ledgerNow((now) => summed(now.sumsOfShift(now.books.active?.number ?? 0))).filter(({ kind }) => ['sale', 'refund', 'tender', 'liability'].includes(kind)).map(({ kind, key, amount }) => [`${kind} ${key}`, amount]))
/** Gives a line of the last sale back, up to the completion. */
function giveBack(quantity = 1000): void {
  const { saleId, lines } = lastSale()
  value(commands['add-return'](register.context(), { saleId, lineNo: lines[0]!.lineNo, quantity, condition: 'stock', reason: 'changedMind' }))
}
const chooseCredit = (): CounterView => value(commands['choose-pay-back'](register.context(), { ...standing(), inCash: false, inCredit: true }))

describe('a gift card of this register', () => {
  test('[GIF-1] counts once its sale is completed, and never before', () => {
    value(issue(5000))
    expect(balance()).toEqual([0, 'unverified'])
    pay({ type: 'cash' })
    expect(balance()).toEqual([5000, 'known'])
    value(issue(700))
    pay({ type: 'card' })
    expect(balance()).toEqual([5700, 'known'])
  })

  test('[GIF-1] dropped before it is paid it never was', () => {
    value(issue(5000))
    value(commands['cancel-basket'](register.context(), { ...standing() }))
    expect(balance()).toEqual([0, 'unverified'])
  })

  test('[GIF-2] pays what is due, and says what is left; the ledger knows no money by it', () => {
    value(issue(5000))
    pay({ type: 'cash' })
    const due = scan()
    expect(value(spend('6364-0000 1234')).lastSale).toMatchObject({ total: due, tenders: [{ type: 'giftCard', amount: due }] })
    expect([lastSale().tenders, checkSale(lastSale())]).toEqual([[{ tenderNo: 1, type: 'giftCard', number: card, amount: due, verified: 'known', left: 5000 - due }], []])
    expect(balance()).toEqual([5000 - due, 'known'])
    expect(ledger()).toEqual({ 'sale ': due, 'tender cash': 5000, 'liability giftCard:taken': 5000, 'liability giftCard:given': due })
    expect(JSON.stringify(papersOf(register, lastSale().saleId))).toContain('....1234')
  })

  test('[GIF-2] a part of what is due is taken, kept with the basket, and the rest is paid otherwise', () => {
    value(issue(300))
    pay({ type: 'cash' })
    const due = scan()
    expect(value(spend()).basket).toMatchObject({ due: due - 300, tenders: [{ type: 'giftCard', amount: 300, stored: { printed: '....1234', left: 0, verified: 'known' } }] })
    // What lies on the counter is spent, for whoever asks meanwhile.
    expect(balance()).toEqual([0, 'known'])
    register.reopen()
    expect(value(queries.counter({ reader: register.database, seat: 'counter' })).basket?.tenders).toMatchObject([{ amount: 300 }])
    pay({ type: 'cash' })
    expect(lastSale().tenders).toMatchObject([{ type: 'giftCard', amount: 300 }, { type: 'cash', amount: due - 300 }])
    expect(balance()).toEqual([0, 'known'])
  })

  test('[GIF-2] handed back it is whole again, and asked for twice by one request it is taken once', () => {
    value(issue(300))
    pay({ type: 'cash' })
    scan()
    const before = standing()
    const tender = { type: 'storedValue', number: card } as const
    value(commands['take-tender'](register.context('r1'), { ...before, tender }))
    value(commands['take-tender'](register.context('r1'), { ...before, tender }))
    expect(register.database.basketTenders(before.basketId)).toHaveLength(1)
    value(commands['remove-tender'](register.context(), { ...standing(), tenderId: 'r1' }))
    expect(balance()).toEqual([300, 'known'])
  })

  test('[GIF-3] more than there is, or than is due, is refused', () => {
    value(issue(300))
    pay({ type: 'cash' })
    const due = scan()
    expect(spend(card, 301)).toMatchObject({ refusal: { code: 'storedValue.short', params: { due: 300 } } })
    value(spend())
    expect(spend()).toMatchObject({ refusal: { code: 'storedValue.short', params: { due: 0 } } })
    value(commands['remove-tender'](register.context(), { ...standing(), tenderId: register.database.basketTenders(standing().basketId)[0]!.id }))
    value(commands['cancel-basket'](register.context(), { ...standing() }))
    value(issue(due * 2))
    pay({ type: 'cash' })
    scan()
    expect(code(spend(card, due + 1))).toBe('tender.over')
  })

  test('[GIF-3] a card is not bought with a card', () => {
    value(issue(5000))
    pay({ type: 'cash' })
    value(issue(100, '999900001111'))
    expect(code(spend())).toBe('storedValue.buysItself')
  })

  test('[GIF-3] not sold any more, what was sold stays good', () => {
    value(issue(5000))
    pay({ type: 'cash' })
    allow({ giftCards: false })
    expect(code(issue(1, '999900001111'))).toBe('giftCard.notSold')
    expect(balance()).toEqual([5000, 'known'])
  })

  test('[GIF-5] goods that it paid for go back onto it, and only what it gave', () => {
    value(issue(300))
    pay({ type: 'cash' })
    const due = scan()
    value(spend())
    pay({ type: 'cash' })
    giveBack()
    value(commands['complete-sale'](register.context(), { ...standing(), tenders: [] }))
    expect(lastRefund().tenders).toEqual([{ tenderNo: 1, type: 'giftCard', amount: 300, number: card, of: 1 }, { tenderNo: 2, type: 'cash', amount: due - 300, from: 'taken' }])
    expect([balance(), checkRefund(lastRefund())]).toEqual([[300, 'known'], []])
  })

  test('[GIF-5] voided whole, what it gave is back on it as a movement of its own, with the line cut, and on the store credit too', () => {
    value(issue(300))
    pay({ type: 'cash' })
    const due = scan()
    pay({ type: 'card' })
    giveBack()
    chooseCredit()
    const credit = register.database.basket(standing().basketId)?.creditNumber ?? ''
    value(commands['complete-sale'](register.context(), { ...standing(), tenders: [] }))
    scan()
    scan()
    value(spend())
    register.now += 1000
    value(spend(credit))
    register.now += 1000
    pay({ type: 'cash' })
    const sold = lastSale()
    expect(sold.tenders).toMatchObject([{ type: 'giftCard', amount: 300 }, { type: 'storeCredit', amount: due }, { type: 'cash', amount: due - 300 }])
    value(commands['void-sale'](register.context(), { saleId: sold.saleId, reason: 'other' }))
    value(commands['complete-sale'](register.context(), { ...standing(), tenders: [] }))
    expect(lastRefund()).toMatchObject({ kind: 'void', tenders: [{ type: 'giftCard', amount: 300, number: card, of: 1 }, { type: 'storeCredit', amount: due, number: credit, of: 2 }, { type: 'cash', amount: due - 300, from: 'taken' }] })
    expect([balance(), balance(credit), checkRefund(lastRefund())]).toEqual([[300, 'known'], [due, 'known'], []])
    expect(code(commands['void-sale'](register.context(), { saleId: sold.saleId, reason: 'other' }))).toBe('return.nothingLeft')
  })
})

describe('a card of somebody else', () => {
  test('[GIF-4] is refused where nothing is let go unasked, and else taken to the limit, marked', () => {
    const due = scan()
    expect(code(spend())).toBe('storedValue.unverified')
    allow({ giftCardOffline: 200 })
    expect(spend(card, 201)).toMatchObject({ refusal: { code: 'storedValue.short', params: { due: 200 } } })
    expect(value(spend()).basket).toMatchObject({ due: due - 200, tenders: [{ amount: 200, stored: { verified: 'unverified' } }] })
    // The limit is of the card and not of each sale.
    expect(balance()).toEqual([0, 'unverified'])
    pay({ type: 'cash' })
    expect(lastSale().tenders[0]).toEqual({ tenderNo: 1, type: 'giftCard', number: card, amount: 200, verified: 'unverified' })
    scan()
    expect(code(spend())).toBe('storedValue.unverified')
  })

  test('[GIF-4] told by head office and held for us it is certain, until the hold ends', () => {
    const hear = (heldUntil: number): void => {
      value(register.database.unitOfWork(() => {
        register.database.hearStoredValue({ kind: 'giftCard', number: card, available: 400, ...register.database.journalHead(), heldUntil })
        return { ok: true, value: undefined }
      }))
    }
    hear(startOfTest + 600_000)
    expect(balance()).toEqual([400, 'known'])
    register.now += 600_000
    expect(balance()).toEqual([0, 'unverified'])
    allow({ giftCardOffline: 1000 })
    // Never more than was there when it was last asked for.
    expect(balance()).toEqual([400, 'unverified'])
  })
})

describe('store credit', () => {
  test('[GIF-6] is made for a refund, stands on its paper, and pays like a card', () => {
    const due = scan()
    pay({ type: 'card' })
    giveBack()
    expect(chooseCredit().basket?.returned).toMatchObject({ inCredit: true, payBack: { cash: 0, instead: 0, payouts: [], stored: [{ type: 'storeCredit', amount: due }] } })
    const { basketId } = standing()
    const number = register.database.basket(basketId)?.creditNumber ?? ''
    expect(number).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/)
    value(commands['complete-sale'](register.context(), { ...standing(), tenders: [] }))
    expect([lastRefund().tenders, checkRefund(lastRefund())]).toEqual([[{ tenderNo: 1, type: 'storeCredit', amount: due, number }], []])
    expect(ledger()).toMatchObject({ 'sale ': due, 'refund ': due, 'tender card': due, 'liability storeCredit:taken': due })
    expect(JSON.stringify(papersOf(register, lastRefund().refundId))).toContain(number.replaceAll(/(.{4})(?=.)/g, '$1-'))
    scan()
    expect(value(spend(number.toLowerCase())).lastSale?.tenders).toMatchObject([{ type: 'storeCredit', amount: due }])
    expect(balance(number)).toEqual([0, 'known'])
  })

  test('[GIF-6] chosen twice it keeps its number, and the usual way is chosen again', () => {
    scan()
    pay({ type: 'card' })
    giveBack()
    chooseCredit()
    const { basketId } = standing()
    const number = register.database.basket(basketId)?.creditNumber
    chooseCredit()
    expect(register.database.basket(basketId)?.creditNumber).toBe(number)
    const usual = value(commands['choose-pay-back'](register.context(), { ...standing(), inCash: false }))
    expect([usual.basket?.returned?.inCredit, usual.basket?.returned?.payBack?.payouts.length]).toEqual([undefined, 1])
  })
})

type Act = readonly ['issue' | 'spend' | 'giveBack' | 'credit', number]
const act: fc.Arbitrary<Act> = fc.tuple(fc.constantFrom('issue', 'spend', 'giveBack', 'credit'), fc.integer({ min: 1, max: 900 }))

test('[GIF-7] whatever is issued, spent and given back, a balance is the sum of its documents and never below nothing', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 3, maxLength: 10 }), (acts) => {
      register.remove()
      begin()
      const numbers = [card]
      for (const [what, size] of acts) {
        const number = numbers[size % numbers.length] ?? card
        if (what === 'issue') {
          value(issue(size))
          pay({ type: 'cash' })
        } else if (what === 'spend') {
          scan()
          spend(number, size % 2 === 0 ? size : undefined)
          if (register.database.seat('counter').basketId !== undefined) pay({ type: 'cash' })
        } else if (bodies('sale.completed').length > 0 && lastSale().lines.length > 0 && !bodies<RefundBody>('refund.completed').some(({ original }) => original?.saleId === lastSale().saleId)) {
          giveBack()
          if (what === 'credit') {
            chooseCredit()
            numbers.push(register.database.basket(standing().basketId)?.creditNumber ?? '')
          }
          value(commands['complete-sale'](register.context(), { ...standing(), tenders: [] }))
        }
      }
      for (const number of numbers) {
        const kind = number === card ? 'giftCard' : 'storeCredit'
        const put = bodies<SaleBody>('sale.completed').flatMap(({ liabilities = [] }) => liabilities).reduce((sum, { owes, amount }) => (owes.kind === kind && owes.number === number ? sum + amount : sum), 0)
        const of = (tenders: readonly { readonly type: string; readonly amount: number }[]): number => tenders.reduce((sum, tender) => (tender.type === kind && 'number' in tender && tender.number === number ? sum + tender.amount : sum), 0)
        const spent = bodies<SaleBody>('sale.completed').reduce((sum, { tenders }) => sum + of(tenders), 0)
        const back = bodies<RefundBody>('refund.completed').reduce((sum, { tenders }) => sum + of(tenders), 0)
        expect(put + back - spent).toBeGreaterThanOrEqual(0)
        expect(balance(number)).toEqual([put + back - spent, put + back > 0 ? 'known' : 'unverified'])
      }
    }),
    { numRuns: 12 },
  )
})
