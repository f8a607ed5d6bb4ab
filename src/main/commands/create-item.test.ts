import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { inStoreBarcode, type InStoreRule } from '../../domain/catalogue/index.ts'
import { accept } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'
import { queries } from '../queries/index.ts'
import { answeringCommands, commands } from './index.ts'
import { code, staffedRegister, testItems, type TestRegister, value } from './register.fixture.ts'

const layout: InStoreRule = { prefix: '20', itemDigits: 5, valueKind: 'weight', valueDigits: 5, decimals: 3, verifier: 0, itemCode: 'plu' }
let register: TestRegister
beforeEach(() => {
  register = staffedRegister()
  value(register.database.unitOfWork(() => {
    register.database.saveGrant('cashier', 'createItem', 'yes')
    register.database.saveInStoreRules([layout])
    register.database.saveItems([{ ...testItems[1]!, item: { ...testItems[1]!.item, category: 'drinks' } }])
    return accept(undefined)
  }))
})
afterEach(() => register.remove())

const unknown = '5012345678900'
const item = { name: 'Oat bar', unit: 'each', taxClass: 'standard', category: 'snacks' } as const
const scan = (barcode: string): CounterView => value(commands.scan(register.context(), { barcode }))
const create = (input: Input<'create-item'>, request?: string) => commands['create-item'](register.context(request), input)
const entries = (type: string): unknown[] => register.database.entriesAfter(1, 0, 100).filter((entry) => entry.type === type).map(({ text }) => (JSON.parse(text) as { readonly body: unknown }).body)

test('[NEWI-1] a red line becomes the line of its new item in its place, once, and is found by barcode, SKU and name from then on', () => {
  scan('6901234567908')
  scan(unknown)
  const request = '0193a7a0-0000-7000-8000-000000000004'
  value(create({ lineNo: 2, price: 175, item }, request))
  const view = value(create({ lineNo: 2, price: 175, item }, request))
  expect(view.basket).toMatchObject({ total: 1250 + 175, lines: [{}, { kind: 'item', lineNo: 2, names: { en: 'Oat bar' }, price: { minor: 175, per: 1000 } }] })
  expect(view.basket?.lines).toHaveLength(2)
  expect(view.basket?.blockedBy).toBeUndefined()
  expect(entries('item.created')).toMatchObject([{ sku: unknown, barcode: `0${unknown}`, names: { en: 'Oat bar' }, unit: 'each', taxClass: 'standard', category: 'snacks', price: { minor: 175, per: 1000 } }])
  register.reopen()
  // Scanned again it raises that line, and the search knows it.
  expect(scan(unknown).basket?.lines[1]).toMatchObject({ lineNo: 2, quantity: 2000 })
  expect(register.database.searchItems('oat', 5)).toMatchObject([{ item: { sku: unknown } }])
  expect(register.database.facts().catalogueVersion).toBe(1)
})

test('[NEWI-2] what is known and lacks its price gets the price, and keeps its barcodes, PLU and name', () => {
  value(register.database.unitOfWork(() => accept(register.database.saveItems([{ ...testItems[3]!, plu: '33' }]))))
  scan('6901234567915')
  expect(value(queries['item-options']({ reader: register.database, seat: 'counter' }, { barcode: '6901234567915' })).unpriced).toMatchObject({ unit: 'each' })
  const view = value(create({ lineNo: 1, price: 300 }))
  expect(view.basket).toMatchObject({ total: 300, lines: [{ kind: 'item', itemId: 'news', names: { en: 'news' } }] })
  expect(entries('item.priced')).toEqual([{ itemId: 'news', price: { minor: 300, per: 1000 } }])
  expect([register.database.itemByPlu('33')?.id, register.database.barcodesOf('news')]).toEqual(['news', ['06901234567915']])
})

test('[NEWI-3] sold by the kilogram, the red line goes and the item waits to be weighed; a label of the store gives the PLU, and its own weight', () => {
  scan(unknown)
  const waits = value(create({ lineNo: 1, price: 990, item: { ...item, unit: 'kg' } }))
  expect(waits.basket?.lines).toMatchObject([{ kind: 'unresolved', removed: true }])
  const label = inStoreBarcode(layout, '321', 500)
  scan(label)
  const view = value(create({ lineNo: 2, price: 1000, item: { ...item, name: 'Olives', unit: 'kg' } }))
  expect(view.basket?.lines[1]).toMatchObject({ kind: 'item', lineNo: 2, quantity: 500, gross: 500 })
  expect(register.database.itemByPlu('321')?.names).toEqual({ en: 'Olives' })
  expect(scan(inStoreBarcode(layout, '321', 250)).basket?.lines[2]).toMatchObject({ quantity: 250 })
})

test('[NEWI-4] a code whose check digit is wrong is said, and may be kept as it is', () => {
  const wrong = '5012345678901'
  const { taxClasses, ...rest } = value(queries['item-options']({ reader: register.database, seat: 'counter', now: { at: register.now, bootId: 'boot', monoMs: 1 } }, { barcode: wrong }))
  expect(taxClasses.find(({ id }) => id === 'standard')).toEqual({ id: 'standard', rate: 130_000 })
  expect(rest).toEqual({ categories: [{ id: 'drinks' }], checkDigit: { found: '1', right: '0' } })
  scan(wrong)
  value(create({ lineNo: 1, price: 100, item }))
  expect(scan(wrong).basket?.lines).toMatchObject([{ quantity: 2000, kind: 'item' }])
})

test('[NEWI-5] taken off again the line goes and the item stays; what is no red line, or has no name, tax or price, is refused in words', () => {
  scan(unknown)
  expect(code(create({ lineNo: 1, price: 100 }))).toBe('item.unknown')
  expect(code(create({ lineNo: 1, price: 100, item: { ...item, taxClass: 'nowhere' } }))).toBe('tax.noRate')
  expect(register.database.itemByBarcode(unknown)).toBeUndefined()
  value(create({ lineNo: 1, price: 100, item }))
  expect(code(create({ lineNo: 1, price: 100, item }))).toBe('line.unknown')
  value(commands['remove-line'](register.context(), { lineNo: 1 }))
  expect(value(answeringCommands['check-price'](register.context(), { barcode: unknown })).price).toEqual({ minor: minor(100), per: thousandths(1000) })
  scan(']C101069012345678923103')
  expect(code(create({ lineNo: 2, price: 100, item }))).toBe('barcode.malformed')
})

test('[NEWI-6] without the right it asks for an approval of that very line', () => {
  value(register.database.unitOfWork(() => accept(register.database.saveGrant('cashier', 'createItem', 'ask'))))
  const basketId = scan(unknown).basket?.id ?? ''
  expect(create({ lineNo: 1, price: 100, item })).toMatchObject({ refusal: { code: 'approval.needed', params: { permission: 'createItem', document: expect.stringContaining(`${basketId}/1#create-item.`) as string, amount: 0 } } })
  expect(register.database.itemByBarcode(unknown)).toBeUndefined()
})
