import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyRegisterFile } from '../../db/index.ts'
import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { summed } from '../../domain/ledger/index.ts'
import { checkSale, type SaleBody } from '../../domain/sale/index.ts'
import { commands, signOn } from './index.ts'
import { code, papersOf, testRegister, value, type TestRegister } from './register.fixture.ts'

let register: TestRegister
beforeEach(() => {
  register = testRegister()
  value(signOn(register.context(), { operatorId: 'op-1', provenHash: '$argon2id$1' }))
})
afterEach(() => register.remove())

const standing = (): { readonly basketId: string; readonly revision: number } => {
  const { basketId = '' } = register.database.seat('counter')
  return { basketId, revision: register.database.basket(basketId)?.revision ?? -1 }
}
const card = (amount: number, number = '6364 0000 1234', request?: string): Result<CounterView> => commands['sell-gift-card'](register.context(request), { number, amount })
const pay = (...tenders: Input<'complete-sale'>['tenders']): CounterView => value(commands['complete-sale'](register.context(), { ...standing(), tenders }))
const lastSale = (): SaleBody => register.database.entriesAfter(1, 0, 500).filter(({ type }) => type === 'sale.completed').map(({ text }) => (JSON.parse(text) as { body: SaleBody }).body).at(-1)!
const ledger = (): unknown => Object.fromEntries(register.database.ledgerNow((now) => summed(now.sumsOfShift(now.books.active?.number ?? 0))).filter(({ kind }) => ['sale', 'tender', 'liability'].includes(kind)).map(({ kind, key, amount }) => [`${kind} ${key}`, amount]))

describe('money for a gift card', () => {
  test('[OWE-1] stands in the basket beside the goods, is paid with them and is no turnover', () => {
    value(commands.scan(register.context(), { barcode: '6901234567892' }))
    const basket = value(card(5000)).basket
    expect(basket?.lines.at(-1)).toEqual({ kind: 'liability', lineNo: 2, owes: 'giftCard', names: { en: 'Gift card', 'zh-CN': '礼品卡' }, printed: '....1234', amount: 5000, removed: false })
    expect(basket).toMatchObject({ subtotal: (basket?.total ?? 0) - 5000, owed: 5000, itemCount: 1 })
    const goods = basket?.subtotal ?? 0
    const done = pay({ type: 'card' }).lastSale
    expect(done).toMatchObject({ total: goods + 5000, tenders: [{ type: 'card', amount: goods + 5000 }] })
    expect([lastSale(), checkSale(lastSale())]).toMatchObject([{ total: goods, owed: 5000, liabilities: [{ owes: { kind: 'giftCard', number: '636400001234' } }] }, []])
    expect(ledger()).toEqual({ 'sale ': goods, 'tender card': goods + 5000, 'liability giftCard:taken': 5000 })
  })

  test('[OWE-1] alone it can be sold, and the file, its sums and its paper agree about it', () => {
    value(card(5000))
    const sale = pay({ type: 'cash', received: 10_000 }).lastSale
    expect(sale).toMatchObject({ total: 5000, change: 5000 })
    expect(JSON.stringify(papersOf(register, sale?.id ?? ''))).toContain('....1234')
    register.database.project(500)
    expect(register.database.receipts({ limit: 5 }).map(({ total }) => total)).toEqual([5000])
    const verified = verifyRegisterFile({ path: register.path })
    expect([verified.ok, verified.ok && verified.verification.entries, verified.ok && verified.verification.fault]).toEqual([true, 2, undefined])
  })

  test('[OWE-2] struck and put back it is what it was, and asked for twice by one request it is one line', () => {
    value(card(5000, '636400001234', 'r1'))
    value(card(5000, '636400001234', 'r1'))
    expect(value(commands['remove-line'](register.context(), { lineNo: 1 })).basket).toMatchObject({ total: 0, lines: [{ removed: true }] })
    expect(value(commands['restore-line'](register.context(), { lineNo: 1 })).basket).toMatchObject({ total: 5000, lines: [{ amount: 5000, removed: false }] })
    expect(code(commands['change-quantity'](register.context(), { lineNo: 1, quantity: 2000 }))).toBe('line.unknown')
    expect(code(card(1))).toBe('liability.repeated')
    expect(code(card(1, '123'))).toBe('giftCard.numberInvalid')
  })

  test('[OWE-2] held and taken up again it is still there, and a discount on all goods leaves it alone', () => {
    value(commands.scan(register.context(), { barcode: '6901234567892' }))
    value(card(5000))
    const goods = (value(commands['discount-basket'](register.context(), { discount: { kind: 'percent', ppm: 50_000, reason: 'goodwill' } })).basket?.subtotal ?? 0)
    const held = standing().basketId
    value(commands['suspend-basket'](register.context(), {}))
    const back = value(commands['resume-basket'](register.context(), { basketId: held })).basket
    expect(back).toMatchObject({ owed: 5000, total: goods - (back?.discount ?? 0) + 5000 })
  })
})
