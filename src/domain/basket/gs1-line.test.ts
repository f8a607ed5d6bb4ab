import { expect, test } from 'vitest'
import { groupSeparator as gs, readGs1, type Gs1Data } from '../barcode/index.ts'
import { type Item } from '../catalogue/index.ts'
import { type Result } from '../errors/index.ts'
import { minor, type CurrencyCode } from '../money/index.ts'
import { onePiece, thousandths } from '../quantity/index.ts'
import { addedLine, changedQuantity, gs1Line, removedLine, restoredLine, type Basket, type BasketEdit, type BasketLine } from './index.ts'

const gtin = '06901234567892'
const today = '2026-11-22'
const cheese: Item = { id: 'cheese', sku: '1', names: { en: 'Cheese' }, unit: 'kg', taxClass: 'standard', price: { minor: minor(1290), per: onePiece } }
const milk: Item = { ...cheese, id: 'milk', unit: 'each', price: { minor: minor(350), per: onePiece } }
const { price: _, ...unpriced } = cheese
type Lines = Pick<Basket, 'lines' | 'trail' | 'currency'>
const empty: Lines = { lines: [], trail: [], currency: 'CNY' }

const data = (rest: string): Gs1Data => {
  const read = readGs1(`]C101${gtin}${rest}`, 2026)
  if (read?.ok !== true) throw new Error(read?.refusal.code)
  return read.value
}
const act = { at: 5, operator: 'op-1', barcode: 'as-scanned' }
const sell = (item: Item, rest: string, { basket = empty, quantity, currency = 'CNY' }: { basket?: Lines; quantity?: number; currency?: CurrencyCode } = {}): Result<BasketEdit> =>
  gs1Line({ ...basket, currency }, item, data(rest), { today, quantity: quantity === undefined ? undefined : thousandths(quantity) }, act)
const code = (result: Result<unknown>): string => (result.ok ? 'accepted' : result.refusal.code)
const line = (result: Result<BasketEdit>): BasketLine => {
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value.line
}
const after = (basket: Lines, result: Result<BasketEdit>): Lines => {
  const made = line(result)
  return { ...basket, lines: [...basket.lines.filter(({ lineNo }) => lineNo !== made.lineNo), made] }
}

test('[BSK-18] a weight is the quantity of what is sold by weight, and nothing of what is sold by the piece', () => {
  expect(line(sell(cheese, '3103001284'))).toMatchObject({ quantity: 1284, price: cheese.price, embedded: { kind: 'weight', barcode: 'as-scanned' } })
  const bottle = line(sell(milk, '3103001284'))
  expect(bottle).toMatchObject({ quantity: 1000, price: milk.price })
  expect(bottle).not.toHaveProperty('embedded')
  expect(line(sell({ ...cheese, unit: 'l' }, '3153000500'))).toMatchObject({ quantity: 500, unit: 'l' })
  expect(code(sell({ ...cheese, unit: 'l' }, '3103001284'))).toBe('quantity.invalid')
})

test('[BSK-18] a price is the amount, and a weight beside it is the quantity', () => {
  expect(line(sell(cheese, '39221656'))).toMatchObject({ quantity: 1284, fixedGross: 1656, embedded: { kind: 'price', barcode: 'as-scanned' } })
  expect(line(sell(cheese, '310300130039221656'))).toMatchObject({ quantity: 1300, fixedGross: 1656, embedded: { kind: 'price', weight: 1300 } })
  expect(line(sell({ ...cheese, price: { minor: minor(0), per: onePiece } }, '310300130039221656'))).toMatchObject({ quantity: 1300, fixedGross: 1656 })
  expect(line(sell(milk, '310300130039221656'))).toMatchObject({ quantity: 1000, fixedGross: 1656, embedded: { kind: 'price', barcode: 'as-scanned' } })
  expect(line(sell(milk, '39211656'))).toMatchObject({ fixedGross: 16_560 })
  expect(line(sell(milk, '39231565'))).toMatchObject({ fixedGross: 157 })
  expect(line(sell(milk, '39321561656'))).toMatchObject({ fixedGross: 1656 })
  expect(line(sell(milk, '3920165', { currency: 'JPY' }))).toMatchObject({ fixedGross: 165 })
})

test.each<[string, Item, string, { readonly currency?: CurrencyCode }, string, string | undefined]>([
  ['a price of nothing', milk, '39220', {}, 'unknown', undefined],
  ['a weight of nothing', cheese, '3103000000', {}, 'unknown', undefined],
  ['a price in another currency', milk, '39328401656', {}, 'unknown', 'gs1.otherCurrency'],
  ['more money than there are numbers', milk, '3920999999999999999', { currency: 'KWD' }, 'unknown', 'gs1.wrongLength'],
  ['a price of what is weighed and has none', unpriced, '39221656', {}, 'unpriced', undefined],
])('[BSK-18] %s is an unresolved line', (_case, item, rest, options, reason, problem) => {
  const made = line(sell(item, rest, options))
  expect(made).toMatchObject({ kind: 'unresolved', barcode: 'as-scanned', reason })
  expect(made.kind === 'unresolved' ? made.problem : '').toBe(problem)
})

test('[BSK-18] what a label says is not multiplied, what it does not say is', () => {
  expect(code(sell(cheese, '3103001284', { quantity: 3000 }))).toBe('line.labelled')
  expect(code(sell(milk, '39221656', { quantity: 3000 }))).toBe('line.labelled')
  expect(line(sell(milk, '10L7', { quantity: 3000 }))).toMatchObject({ quantity: 3000, lot: 'L7' })
})

test('[BSK-19] lot, last day and serial number are kept on the line, and are absent where nothing said them', () => {
  expect(line(sell(milk, `1726113010L7${gs}21S1`))).toMatchObject({ lot: 'L7', expiry: '2026-11-30', serial: 'S1' })
  expect(line(sell(cheese, `310300128410L7${gs}17261130`))).toMatchObject({ quantity: 1284, lot: 'L7', expiry: '2026-11-30' })
  expect(line(sell(milk, `3922165610L7`.replace('10L7', `${gs}10L7`)))).toMatchObject({ fixedGross: 1656, lot: 'L7' })
  expect(Object.keys(line(sell(milk, '')))).not.toEqual(expect.arrayContaining(['lot']))
  expect(JSON.stringify(line(sell(milk, '')))).not.toMatch(/lot|expiry|serial/)
})

test('[BSK-19] the same lot joins, another lot, another day and no lot are other lines', () => {
  let basket = after(empty, sell(milk, '1726113010A'))
  basket = after(basket, sell(milk, '1726113010A', { basket }))
  expect(basket.lines).toMatchObject([{ lineNo: 1, quantity: 2000, lot: 'A' }])
  basket = after(basket, sell(milk, '1726113010B', { basket }))
  basket = after(basket, sell(milk, '1726120110A', { basket }))
  basket = after(basket, addedLine(basket, milk, undefined, act))
  basket = after(basket, sell(milk, '1726113010B', { basket }))
  expect(basket.lines.map((one) => one.kind === 'item' && [one.lineNo, one.quantity, one.lot, one.expiry])).toEqual([
    [1, 2000, 'A', '2026-11-30'],
    [3, 1000, 'A', '2026-12-01'],
    [4, 1000, undefined, undefined],
    [2, 2000, 'B', '2026-11-30'],
  ])
})

test('[BSK-20] what is past its last day is refused, on that day it is not, and best-before is no last day', () => {
  expect(sell(milk, '17261121')).toEqual({ ok: false, refusal: { code: 'item.expired', params: { expiry: '2026-11-21' } } })
  expect(code(sell(cheese, '310300128417261121'))).toBe('item.expired')
  expect([code(sell(milk, '17261122')), code(sell(milk, '17261100')), code(sell(milk, '15260101'))]).toEqual(['accepted', 'accepted', 'accepted'])
})

test('[BSK-21] a serial number is one piece, and stands once', () => {
  const basket = after(empty, sell(milk, '21S1'))
  expect(sell(milk, '21S1', { basket })).toEqual({ ok: false, refusal: { code: 'serial.repeated', params: { serial: 'S1' } } })
  expect(code(sell(milk, `39221656${gs}21S1`, { basket }))).toBe('serial.repeated')
  expect(line(sell(milk, '21S2', { basket })).lineNo).toBe(2)
  expect(line(sell({ ...milk, id: 'other' }, '21S1', { basket })).lineNo).toBe(2)
  expect(line(addedLine(basket, milk, undefined, act)).lineNo).toBe(2)
  expect(code(sell(milk, '21S3', { quantity: 2000 }))).toBe('quantity.invalid')
  expect(changedQuantity(basket, 1, thousandths(2000), act)).toEqual({ ok: false, refusal: { code: 'quantity.invalid', params: { quantity: 2000, unit: 'each', maximum: 1000 } } })
})

test('[BSK-21] a removed serial number may be scanned again, and then not be put back', () => {
  let basket = after(empty, sell(milk, '21S1'))
  basket = after(basket, removedLine(basket, 1, act))
  expect(code(restoredLine(basket, 1, act))).toBe('accepted')
  basket = after(basket, sell(milk, '21S1', { basket }))
  expect(code(restoredLine(basket, 1, act))).toBe('serial.repeated')
})

test('[BSK-35] pieces that are sold as one are that many, join their like, and are not multiplied', () => {
  const six = sell(milk, '306')
  expect(line(six)).toMatchObject({ quantity: 6000, price: milk.price })
  const basket = after(empty, six)
  expect(after(basket, sell(milk, `3012${gs}10A`, { basket })).lines).toMatchObject([{ quantity: 6000 }, { quantity: 12_000, lot: 'A' }])
  expect(after(basket, sell(milk, '3012', { basket })).lines).toMatchObject([{ quantity: 18_000 }])
  expect([code(sell(milk, '306', { quantity: 2000 })), code(sell(milk, '300')), code(sell(milk, '3099999999'))]).toEqual(['line.labelled', 'quantity.invalid', 'quantity.invalid'])
  // What is weighed is weighed, and an amount is the amount.
  expect(line(sell(cheese, `3103001284306`))).toMatchObject({ quantity: 1284 })
  expect(line(sell(milk, `306${gs}39221656`))).toMatchObject({ quantity: 1000, fixedGross: 1656 })
})

test('[BSK-36] a price per unit that is the catalogue\'s changes nothing, another one is an unresolved line that says so', () => {
  const own = line(sell(cheese, '3103001284'))
  for (const same of ['3952001290', '3951000129', '3953012900', '8005001290']) expect(line(sell(cheese, `3103001284${same}`))).toEqual(own)
  for (const other of ['3952001291', '3950000129', '8005001289']) {
    expect(line(sell(cheese, `3103001284${other}`))).toMatchObject({ kind: 'unresolved', problem: 'gs1.otherPrice' })
  }
  const perPound: Item = { ...cheese, price: { minor: minor(645), per: thousandths(500) } }
  expect(line(sell(perPound, '31030012843952001290'))).toMatchObject({ kind: 'item', quantity: 1284 })
  expect(line(sell(milk, '8005000350'))).toMatchObject({ quantity: 1000 })
  expect(line(sell(milk, '8005000351'))).toMatchObject({ kind: 'unresolved', problem: 'gs1.otherPrice' })
  expect(line(sell({ ...milk, price: { minor: minor(350), per: onePiece } }, '8005000350', { currency: 'JPY' }))).toMatchObject({ kind: 'item' })
  // The amount is what the customer was told.
  expect(line(sell(cheese, `310300130039221656${gs}3952009999`))).toMatchObject({ fixedGross: 1656 })
  expect(line(sell(unpriced, '31030012843952001290'))).toMatchObject({ kind: 'unresolved', reason: 'unpriced' })
  expect(readGs1(`]C101${gtin}3952001290${gs}8005001290`, 2026)).toMatchObject({ ok: false, refusal: { code: 'gs1.repeated' } })
})

test('[BSK-37] a weight in pounds is not converted: unresolved, unless kilograms or an amount stand beside it', () => {
  for (const [unit, foreign] of [['kg', '3201001000'], ['kg', '3560001000'], ['kg', '3572001000'], ['l', '3601001000'], ['l', '3610001000'], ['m', '3220001000']] as const) {
    expect(line(sell({ ...cheese, unit }, foreign)), foreign).toMatchObject({ kind: 'unresolved', problem: 'gs1.otherUnit' })
  }
  expect(line(sell(cheese, '32010010003103001284'))).toMatchObject({ kind: 'item', quantity: 1284 })
  expect(line(sell(cheese, '320100100039221656'))).toMatchObject({ fixedGross: 1656 })
  expect(line(sell(milk, '3201001000'))).toMatchObject({ kind: 'item', quantity: 1000 })
  // Feet on what is sold by weight say nothing of its weight: it is asked for, as ever.
  expect(code(sell(cheese, '3220001000'))).toBe('quantity.invalid')
})
