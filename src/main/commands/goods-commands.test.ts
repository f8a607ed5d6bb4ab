import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { priceCheckView, type CounterView } from '../../contracts/ipc/index.ts'
import { inStoreBarcode, type InStoreRule } from '../../domain/catalogue/index.ts'
import { checkSale, type SaleBody } from '../../domain/sale/index.ts'
import { answeringCommands, commands } from './index.ts'
import { code, staffedRegister, testItems, type TestRegister, value } from './register.fixture.ts'

const weight: InStoreRule = { prefix: '20', itemDigits: 5, valueKind: 'weight', valueDigits: 5, decimals: 3, verifier: 0, itemCode: 'plu' }
const price: InStoreRule = { ...weight, prefix: '21', valueKind: 'price', decimals: 2 }
const verified: InStoreRule = { ...price, prefix: '22', valueDigits: 4, verifier: 4 }

let register: TestRegister
beforeEach(() => {
  register = staffedRegister()
  value(
    register.database.unitOfWork(() => {
      const { database } = register
      const apples = testItems[2]!
      const water = testItems[0]!
      database.saveItems([{ ...apples, plu: '42' }, { ...water, plu: '77' }])
      database.saveInStoreRules([weight, price, verified])
      database.saveDepartments([{ id: 'flowers', names: { en: 'Flowers', 'zh-CN': '鲜花' }, taxClass: 'reduced', itemId: 'water' }])
      return { ok: true, value: undefined }
    }),
  )
})
afterEach(() => register.remove())

const scan = (barcode: string): CounterView => value(commands.scan(register.context(), { barcode }))
const entries = (type: string): string[] => register.database.entriesAfter(1, 0, 100).filter((entry) => entry.type === type).map(({ text }) => text)

describe('scan of a label', () => {
  test('[LABEL-1] a weight label is weighed goods, a price label costs what it says, each on a line of its own', () => {
    scan(inStoreBarcode(weight, '42', 1284))
    const view = scan(inStoreBarcode(price, '42', 1656))
    expect(view.basket).toMatchObject({
      total: 1271 + 1656,
      lines: [{ itemId: 'apples', quantity: 1284, gross: 1271, embedded: { kind: 'weight' } }, { itemId: 'apples', quantity: 1673, gross: 1656, fixedPrice: true, embedded: { kind: 'price' } }],
    })
    expect(scan(inStoreBarcode(verified, '77', 2875)).basket?.lines[2]).toMatchObject({ itemId: 'water', quantity: 1000, gross: 2875, price: { minor: 200 } })
  })

  test('[LABEL-2] an exact barcode beats a layout', () => {
    const code20 = inStoreBarcode(weight, '42', 1284)
    value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveItems([{ ...testItems[1]!, barcodes: ['6901234567908', code20] }]) })))
    expect(scan(code20).basket?.lines).toMatchObject([{ itemId: 'tea', quantity: 1000 }])
  })

  test('[LABEL-3] a right layout with an unknown PLU, a wrong verifier and a weight of pieces are unresolved', () => {
    const good = inStoreBarcode(verified, '77', 2875)
    const wrong = Array.from({ length: 10 }, (_, digit) => digit).map((digit) => `${good.slice(0, 7)}0${good.slice(8, 12)}${digit}`)
    for (const barcode of [inStoreBarcode(weight, '99', 1284), ...wrong, inStoreBarcode(weight, '77', 500), inStoreBarcode(price, '77', 0)]) {
      expect(scan(barcode).basket?.lines.at(-1), barcode).toMatchObject({ kind: 'unresolved', barcode, reason: 'unknown' })
    }
  })

  test('[LABEL-4] a PLU is found as typed, after barcodes and labels', () => {
    expect(scan('77').basket?.lines).toMatchObject([{ itemId: 'water' }])
    expect(value(commands.scan(register.context(), { barcode: '00042', quantity: 500 })).basket?.lines[1]).toMatchObject({ itemId: 'apples', quantity: 500 })
  })

  test('[LABEL-5] what a label says is not multiplied or changed', () => {
    const barcode = inStoreBarcode(price, '77', 1656)
    expect(code(commands.scan(register.context(), { barcode, quantity: 3000 }))).toBe('line.labelled')
    expect(code(commands.scan(register.context(), { barcode, quantity: 1000 }))).toBe('accepted')
    expect(code(commands['change-quantity'](register.context(), { lineNo: 1, quantity: 2000 }))).toBe('line.labelled')
    expect(code(commands['override-price'](register.context(), { lineNo: 1, price: { minor: 1, per: 1000 }, reason: 'other' }))).toBe('line.labelled')
    expect(value(commands['discount-line'](register.context(), { lineNo: 1, discount: { kind: 'amount', minor: 656, reason: 'damaged' } })).basket?.total).toBe(1000)
  })

  test('[LABEL-6] a sale of labels and an open price adds up again, and stock moves by the weight', () => {
    scan(inStoreBarcode(price, '42', 1656))
    const open = value(commands['sell-department'](register.context(), { departmentId: 'flowers', amount: 1200 }))
    const paid = value(commands['complete-sale'](register.context(), { basketId: open.basket?.id ?? '', revision: 2, tenders: [{ type: 'card' }] }))
    const { body } = JSON.parse(register.database.saleDocument(paid.lastSale?.id ?? '') ?? '') as { readonly body: SaleBody }
    expect(checkSale(body)).toEqual([])
    expect(body).toMatchObject({ total: 2856, movements: [{ itemId: 'apples', quantity: -1673 }, { itemId: 'water', quantity: -1000 }], lines: [{ embedded: { kind: 'price' } }, { department: 'flowers', name: 'Flowers', taxClass: 'reduced' }] })
  })
})

describe('sell-department', () => {
  test('[DEPT-1] an open price opens a basket, in the department\'s name and tax, each time a line', () => {
    value(commands['sell-department'](register.context(), { departmentId: 'flowers', amount: 1200, quantity: 2000 }))
    const view = value(commands['sell-department'](register.context(), { departmentId: 'flowers', amount: 1200 }))
    expect(view.basket).toMatchObject({ total: 3600, itemCount: 3, lines: [{ department: 'flowers', names: { en: 'Flowers' }, price: { minor: 1200, per: 1000 }, quantity: 2000 }, { department: 'flowers' }] })
    expect(scan('6901234567892').basket?.lines).toHaveLength(3)
  })

  test('[DEPT-2] an unknown department, nothing, and half a piece are refused, and no basket opens', () => {
    expect(code(commands['sell-department'](register.context(), { departmentId: 'gone', amount: 1200 }))).toBe('department.unknown')
    expect(code(commands['sell-department'](register.context(), { departmentId: 'flowers', amount: 0 }))).toBe('price.invalid')
    expect(code(commands['sell-department'](register.context(), { departmentId: 'flowers', amount: 1, quantity: 500 }))).toBe('quantity.invalid')
    expect(register.database.seat('counter').basketId).toBeUndefined()
  })
})

describe('check-price', () => {
  const check = (barcode: string, request?: string) => answeringCommands['check-price'](register.context(request), { barcode })

  test('[CHECK-1] says what a scan would charge, changes no basket and is in the journal', () => {
    const before = scan('6901234567892')
    expect(value(check('6901234567908'))).toEqual({ barcode: '6901234567908', item: { itemId: 'tea', sku: 'sku-tea', names: { en: 'tea', 'zh-CN': 'tea货' }, unit: 'each' }, price: { minor: 1250, per: 1000 } })
    const label = inStoreBarcode(price, '42', 1656)
    const labelled = value(check(label))
    expect(labelled).toMatchObject({ item: { itemId: 'apples' }, price: { minor: 990 }, embedded: { kind: 'price', quantity: 1673, amount: 1656 } })
    expect(value(check(inStoreBarcode(weight, '42', 1284)))).toMatchObject({ embedded: { kind: 'weight', quantity: 1284, amount: 1271 } })
    expect(priceCheckView.parse(labelled)).toEqual(labelled)
    expect(value(check('6901234567915'))).not.toHaveProperty('price')
    expect(value(check('4006381333931'))).toEqual({ barcode: '4006381333931' })
    expect(entries('price.checked').map((text) => (JSON.parse(text) as { body: unknown }).body)).toEqual([
      { barcode: '6901234567908', itemId: 'tea', price: { minor: 1250, per: 1000 } },
      { barcode: label, itemId: 'apples', price: { minor: 990, per: 1000 } },
      { barcode: inStoreBarcode(weight, '42', 1284), itemId: 'apples', price: { minor: 990, per: 1000 } },
      { barcode: '6901234567915', itemId: 'news' },
      { barcode: '4006381333931' },
    ])
    expect(value(commands['sign-off'](register.context())).basket).toEqual(before.basket)
  })

  test('[CHECK-2] the same request twice is one entry, and both get the answer', () => {
    expect(value(check('6901234567908', 'ask'))).toEqual(value(check('6901234567908', 'ask')))
    expect(entries('price.checked')).toHaveLength(1)
  })

  test('[CHECK-3] what is no text, and nobody signed on, are refused', () => {
    expect(code(check('\ud800'))).toBe('barcode.malformed')
    value(commands['sign-off'](register.context()))
    expect(code(check('6901234567908'))).toBe('operator.notSignedOn')
    expect(entries('price.checked')).toEqual([])
  })
})

describe('set-layout', () => {
  test('[LAYOUT-1] the layout is stored, and its change is one entry', () => {
    expect(register.database.facts().layout).toBe('tiles')
    value(commands['set-layout'](register.context(), { layout: 'scanFirst' }))
    value(commands['set-layout'](register.context(), { layout: 'scanFirst' }))
    register.reopen()
    expect(register.database.facts().layout).toBe('scanFirst')
    expect(entries('setting.changed').map((text) => (JSON.parse(text) as { operator: string; body: unknown }).body)).toEqual([{ setting: 'layout', from: 'tiles', to: 'scanFirst' }])
    value(commands['sign-off'](register.context()))
    expect(code(commands['set-layout'](register.context(), { layout: 'tiles' }))).toBe('operator.notSignedOn')
  })
})
