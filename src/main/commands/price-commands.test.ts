import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { counterView, type CounterView } from '../../contracts/ipc/index.ts'
import { checkSale, type SaleBody } from '../../domain/sale/index.ts'
import { commands } from './index.ts'
import { code, papersOf, staffedRegister, type TestRegister, value } from './register.fixture.ts'

let register: TestRegister
beforeEach(() => {
  register = staffedRegister()
})
afterEach(() => register.remove())

const scan = (barcode: string): CounterView => value(commands.scan(register.context(), { barcode }))
const tenth = { kind: 'percent', ppm: 100_000, reason: 'damaged' } as const
const off = (minor: number) => ({ kind: 'amount', minor, reason: 'goodwill' }) as const

describe('override-price, discount-line, discount-basket', () => {
  test('[PRICE-1] a person\'s price and discounts change the total, show as given, and come off again', () => {
    scan('6901234567892')
    scan('6901234567908')
    const overridden = value(commands['override-price'](register.context(), { lineNo: 2, price: { minor: 1000, per: 1000 }, reason: 'priceMatch' }))
    expect(overridden.basket).toMatchObject({ total: 1200, lines: [{}, { price: { minor: 1250 }, override: { price: { minor: 1000, per: 1000 }, reason: 'priceMatch' }, total: 1000 }] })
    const lined = value(commands['discount-line'](register.context(), { lineNo: 2, discount: tenth }))
    expect(lined.basket).toMatchObject({ subtotal: 1200, discount: 100, total: 1100, lines: [{}, { discountRule: tenth, lineDiscount: 100, discount: 100, total: 900 }] })
    const whole = value(commands['discount-basket'](register.context(), { discount: off(110) }))
    expect(whole.basket).toMatchObject({ discount: 210, basketDiscount: 110, discountRule: off(110), total: 990, revision: 5, lines: [{ basketDiscount: 20, total: 180 }, { lineDiscount: 100, basketDiscount: 90, total: 810 }] })
    expect(counterView.parse(whole)).toEqual(whole)
    value(commands['discount-basket'](register.context(), {}))
    value(commands['discount-line'](register.context(), { lineNo: 2 }))
    const back = value(commands['override-price'](register.context(), { lineNo: 2, reason: 'other' }))
    expect(back.basket).toMatchObject({ discount: 0, total: 1450 })
    expect(JSON.stringify(back.basket)).not.toMatch(/override|discountRule|lineDiscount|basketDiscount/)
    expect(register.database.basket(back.basket?.id ?? '')?.trail.map(({ act }) => act)).toEqual(['opened', 'added', 'added', 'priceOverridden', 'discounted', 'basketDiscounted', 'basketDiscounted', 'discounted', 'priceOverridden'])
  })

  test('[PRICE-2] each refusal by its name, and the basket as it was', () => {
    const override = (lineNo: number): string => code(commands['override-price'](register.context(), { lineNo, price: { minor: 1, per: 1000 }, reason: 'other' }))
    const discount = (lineNo: number, given: typeof tenth | ReturnType<typeof off> = tenth): string => code(commands['discount-line'](register.context(), { lineNo, discount: given }))
    const whole = (given: typeof tenth | ReturnType<typeof off> = tenth): string => code(commands['discount-basket'](register.context(), { discount: given }))
    expect([override(1), discount(1), whole()]).toEqual(['basket.gone', 'basket.gone', 'basket.gone'])
    scan('4006381333931')
    expect([override(1), discount(1), whole()]).toEqual(['line.unknown', 'line.unknown', 'basket.empty'])
    scan('6901234567892')
    value(commands['remove-line'](register.context(), { lineNo: 2 }))
    expect([override(2), discount(2), override(9), discount(9)]).toEqual(['line.unknown', 'line.unknown', 'line.unknown', 'line.unknown'])
    const before = value(commands['restore-line'](register.context(), { lineNo: 2 }))
    expect([discount(2, off(201)), whole(off(201)), discount(2, off(0))]).toEqual(['discount.tooLarge', 'discount.tooLarge', 'discount.invalid'])
    const huge = commands['override-price'](register.context(), { lineNo: 2, price: { minor: Number.MAX_SAFE_INTEGER, per: 1 }, reason: 'other' })
    expect(code(huge)).toBe('amount.tooLarge')
    expect(register.database.basket(before.basket?.id ?? '')?.revision).toBe(before.basket?.revision)
    value(commands['sign-off'](register.context()))
    expect([override(2), discount(2), whole()]).toEqual(['operator.notSignedOn', 'operator.notSignedOn', 'operator.notSignedOn'])
  })

  test('[PRICE-3] the same request twice is one act, and what is scanned afterwards is a new line that shares the basket\'s discount', () => {
    scan('6901234567892')
    value(commands['discount-line'](register.context('d'), { lineNo: 1, discount: tenth }))
    expect(value(commands['discount-line'](register.context('d'), { lineNo: 1, discount: tenth })).basket?.revision).toBe(2)
    value(commands['discount-basket'](register.context('b'), { discount: { ...tenth, ppm: 500_000 } }))
    value(commands['discount-basket'](register.context('b'), { discount: { ...tenth, ppm: 500_000 } }))
    expect(scan('6901234567892').basket).toMatchObject({ revision: 4, total: 190, lines: [{ quantity: 1000, total: 90 }, { quantity: 1000, total: 100 }] })
  })

  test('[PRICE-4] the sale freezes what was given away, the re-adder agrees, and the receipt says it', () => {
    scan('6901234567892')
    scan('6901234567908')
    value(commands['override-price'](register.context(), { lineNo: 1, price: { minor: 150, per: 1000 }, reason: 'expiry' }))
    value(commands['discount-line'](register.context(), { lineNo: 2, discount: tenth }))
    const open = value(commands['discount-basket'](register.context(), { discount: off(275) }))
    const paid = value(commands['complete-sale'](register.context(), { basketId: open.basket?.id ?? '', revision: open.basket?.revision ?? -1, tenders: [{ type: 'cash' }] }))
    expect(paid.lastSale?.total).toBe(open.basket?.total)
    const text = register.database.saleDocument(paid.lastSale?.id ?? '') ?? ''
    const body = (JSON.parse(text) as { readonly body: SaleBody }).body
    expect(checkSale(body)).toEqual([])
    expect(body).toMatchObject({
      subtotal: 1400, discount: 400, basketDiscount: { amount: 275, reason: 'goodwill' }, total: 1000,
      lines: [{ price: { minor: 150 }, cataloguePrice: { minor: 200 }, overrideReason: 'expiry' }, { lineDiscount: 125, discountReason: 'damaged', discountPpm: 100_000 }],
    })
    const printed = JSON.stringify(papersOf(register, paid.lastSale?.id ?? ''))
    for (const words of ['Price was 2.00', 'of which on everything', '-2.75', '-1.25', '-4.00']) expect(printed).toContain(words)
  })

  test('[PRICE-5] closed and opened again, prices and discounts are still there', () => {
    scan('6901234567892')
    value(commands['override-price'](register.context(), { lineNo: 1, price: { minor: 150, per: 1000 }, reason: 'expiry' }))
    const before = value(commands['discount-basket'](register.context(), { discount: off(10) }))
    register.reopen()
    expect(value(commands['sign-off'](register.context())).basket).toEqual(before.basket)
  })
})
