import Database from 'better-sqlite3'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Item } from '../domain/catalogue/index.ts'
import { minor } from '../domain/money/index.ts'
import { thousandths } from '../domain/quantity/index.ts'
import { freshRegister, openForTest, type TestFolder, write } from './fixture.ts'
import { type NewItem, type RegisterWriter } from './register-database.ts'

let folder: TestFolder
let register: RegisterWriter
beforeEach(() => {
  ({ folder, register } = freshRegister())
  return folder.remove
})

const tea: Item = { id: 'tea', sku: 'T1', names: { en: 'Green tea', 'zh-CN': '绿茶' }, unit: 'each', taxClass: 'standard', price: { minor: minor(350), per: thousandths(1000) }, category: 'drinks' }
const apples: Item = { id: 'apples', sku: '4011', names: { en: 'Apples' }, unit: 'kg', taxClass: 'food' }
const save = (...items: NewItem[]): void => { write(register, () => { register.saveItems(items) }) }

describe('items', () => {
  test('[DB-8] an item comes back whole, and one without a price or category has none', () => {
    save({ item: tea, barcodes: [] }, { item: apples, barcodes: [] })
    expect([register.itemById('tea'), register.itemById('apples'), register.itemById('none')]).toEqual([tea, apples, undefined])
  })

  test('[DB-8] a GTIN is one number however many digits were scanned, other codes are verbatim, and a SKU is found last', () => {
    save({ item: tea, barcodes: ['6901234567892', '036000291452', 'WX-77'] }, { item: apples, barcodes: ['96385074'] })
    const found = (code: string): string | undefined => register.itemByBarcode(code)?.id
    expect(['6901234567892', '06901234567892', '036000291452', '0036000291452', '00036000291452', 'WX-77', 'T1'].map(found)).toEqual(Array(7).fill('tea'))
    expect(['96385074', '00000096385074', '4011'].map(found)).toEqual(Array(3).fill('apples'))
    expect(['6901234567893', 'wx-77', '4012', ''].map(found)).toEqual(Array(4).fill(undefined))
  })

  test('[DB-8] a code stored on an item beats the same text as another item’s SKU', () => {
    save({ item: apples, barcodes: [] }, { item: tea, barcodes: ['4011'] })
    expect(register.itemByBarcode('4011')?.id).toBe('tea')
  })

  test('[DB-8] saving again replaces price and barcodes, and takes away what is not named any more', () => {
    save({ item: tea, barcodes: ['A', 'B'] })
    const { price, ...unpriced } = tea
    save({ item: unpriced, barcodes: ['B', 'C'] })
    expect(price).toBeDefined()
    expect(register.itemById('tea')).toEqual(unpriced)
    expect(['A', 'B', 'C'].map((code) => register.itemByBarcode(code)?.id)).toEqual([undefined, 'tea', 'tea'])
  })

  test('[DB-8] a code that moves to another item is the later one’s only', () => {
    save({ item: tea, barcodes: ['A'] }, { item: apples, barcodes: ['A'] })
    expect(register.itemByBarcode('A')?.id).toBe('apples')
  })

  test('[DB-8] tile pages come in their order with their items, and saving replaces all of them', () => {
    save({ item: tea, barcodes: [] }, { item: apples, barcodes: [] })
    const page = (id: string, ...itemIds: string[]) => ({ id, names: { en: id }, tiles: itemIds.map((itemId, hue) => ({ itemId, icon: 'cup', hue })) })
    write(register, () => { register.saveTilePages([page('z', 'apples', 'tea'), page('a', 'tea')]) })
    expect(register.tilePages()).toEqual([
      { id: 'z', names: { en: 'z' }, tiles: [{ item: apples, icon: 'cup', hue: 0 }, { item: tea, icon: 'cup', hue: 1 }] },
      { id: 'a', names: { en: 'a' }, tiles: [{ item: tea, icon: 'cup', hue: 0 }] },
    ])
    expect(() => write(register, () => { register.saveTilePages([page('z', 'none')]) })).toThrow('unknown item')
    expect(register.tilePages()).toHaveLength(2)
    write(register, () => { register.saveTilePages([page('a', 'tea')]) })
    expect(register.tilePages().map(({ id }) => id)).toEqual(['a'])
  })
})

describe('operators', () => {
  const hash = '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA'
  const li = { id: 'o1', name: 'Li', role: 'cashier' } as const

  test('[DB-9] an operator comes back without a hash, and the hash only by its own question', () => {
    write(register, () => { register.saveOperator(li, hash) })
    expect([register.operatorById('o1'), register.operators(), register.pinHashOf('o1'), register.pinHashOf('o2')]).toEqual([li, [li], hash, undefined])
  })

  test.each(['1234', '', '$argon2i$v=19$x', '$2b$10$abc'])('[DB-9] %j is aborted as a PIN hash', (bad) => {
    expect(() => write(register, () => { register.saveOperator(li, bad) })).toThrow(/CHECK/u)
    expect(register.operators()).toEqual([])
  })

  test('[DB-9] a readable PIN exists in demo mode only: leaving it wipes every one, and live mode takes none', () => {
    write(register, () => { register.saveOperator({ ...li, demoPin: '1111' }, hash) })
    expect(register.operatorById('o1')?.demoPin).toBe('1111')
    write(register, () => { register.saveFacts({ mode: 'live' }) })
    expect(register.operatorById('o1')).toEqual(li)
    const raw = new Database(folder.path, { readonly: true })
    expect(raw.prepare('SELECT demo_pin FROM operator').pluck().all()).toEqual([null])
    raw.close()
    expect(() => write(register, () => { register.saveOperator({ ...li, demoPin: '1111' }, hash) })).toThrow('outside demo mode')
    write(register, () => { register.saveFacts({ mode: 'demo' }) })
    expect(register.operatorById('o1')).toEqual(li)
  })
})

describe('facts', () => {
  test('[DB-12] facts change one by one, survive a reopen, and the register id never changes', () => {
    const before = register.facts()
    const changed = { storeId: 's-1', storeLines: ['1 High Street', '二楼'], registerNumber: 7, catalogueVersion: 12, cutOffHour: 3 }
    write(register, () => { register.saveFacts(changed) })
    register.close()
    register = openForTest(folder.path)
    expect(register.facts()).toEqual({ ...before, ...changed })
  })
})
