import Database from 'better-sqlite3'
import { beforeEach, describe, expect, test } from 'vitest'
import { minor } from '../domain/money/index.ts'
import { thousandths } from '../domain/quantity/index.ts'
import { freshRegister, openForTest, sell, type TestFolder, write } from './fixture.ts'
import { type ImportedItems, type ImportRow, type RegisterWriter } from './register-database.ts'
import { catalogue } from './search/catalogue.fixture.ts'

let folder: TestFolder
let register: RegisterWriter
beforeEach(() => {
  ({ folder, register } = freshRegister())
  return folder.remove
})

const price = (amount: number) => ({ minor: minor(amount), per: thousandths(1000) })
const take = (...rows: ImportRow[]): ImportedItems => write(register, () => register.importItems(rows))
const finish = (): number => write(register, () => register.finishImport())
const tea: ImportRow = { gtin14: '06901234567892', name: '绿茶', price: price(350), category: 'drinks', language: 'zh-CN' }

/** Everything an import may write, as rows. */
function contents(): unknown {
  const raw = new Database(folder.path, { readonly: true })
  const all = ['item', 'price', 'barcode', 'search_entry', 'catalogue_state', 'search_data'].map((table) => raw.prepare(`SELECT * FROM ${table}`).raw().all())
  raw.close()
  return all
}

describe('an import', () => {
  test('[DB-14] adds an item under its barcode, its GTIN without zeros for a SKU, and keeps one without a price unpriced', () => {
    expect(take(tea, { gtin14: '00000096385074', name: 'Apples', language: 'en' })).toEqual({ added: 2, updated: 0, unchanged: 0 })
    const added = register.itemByBarcode('6901234567892')
    expect(added?.id).toMatch(/^[0-9a-f-]{36}$/u)
    expect(added).toEqual({ id: added?.id, sku: '6901234567892', names: { 'zh-CN': '绿茶' }, unit: 'each', taxClass: 'standard', price: price(350), category: 'drinks' })
    expect(register.itemByBarcode('96385074')).toMatchObject({ sku: '96385074', names: { en: 'Apples' } })
    expect(register.itemByBarcode('96385074')?.price).toBeUndefined()
  })

  test('[DB-14] takes an item\'s own rules, changes what a row says of them, and writes nothing for the same again', () => {
    const rules = { returnDays: 14, minimumAge: 18, noDiscount: true, links: [{ sku: '4012', pieces: 1 }], recalled: { reason: 'glass', since: '2026-11-21' } } as const
    expect(take({ ...tea, ...rules })).toEqual({ added: 1, updated: 0, unchanged: 0 })
    const added = register.itemByBarcode('6901234567892')
    expect(added).toMatchObject({ returnDays: 14, minimumAge: 18, noDiscount: true, links: [{ sku: '4012', pieces: 1 }] })
    expect(register.recallsOf([added?.id ?? ''])).toEqual([{ itemId: added?.id, reason: 'glass', since: '2026-11-21' }])
    const before = contents()
    expect(take({ ...tea, ...rules, recalled: { reason: 'glass', since: '2026-11-30' } }, tea)).toEqual({ added: 0, updated: 0, unchanged: 2 })
    expect(contents()).toEqual(before)
    expect(take({ ...tea, minimumAge: 21 }, { ...tea, noDiscount: false })).toEqual({ added: 0, updated: 2, unchanged: 0 })
    expect(register.itemByBarcode('6901234567892')).toMatchObject({ returnDays: 14, minimumAge: 21, links: [{ sku: '4012', pieces: 1 }] })
    expect(register.itemByBarcode('6901234567892')?.noDiscount).toBeUndefined()
  })

  test('[DB-14] updates the item of a known barcode, under its own id, and leaves what it does not say', () => {
    write(register, () => { register.saveItems([{ item: { id: 'tea', sku: 'T1', names: { en: 'Green tea' }, unit: 'each', taxClass: 'food', price: price(300) }, barcodes: ['6901234567892', 'WX'] }]) })
    expect(take({ gtin14: '06901234567892', name: '绿茶', language: 'zh-CN' })).toEqual({ added: 0, updated: 1, unchanged: 0 })
    expect(take({ ...tea, name: '龙井' })).toEqual({ added: 0, updated: 1, unchanged: 0 })
    expect(register.itemByBarcode('WX')).toEqual({ id: 'tea', sku: 'T1', names: { en: 'Green tea', 'zh-CN': '龙井' }, unit: 'each', taxClass: 'food', price: price(350), category: 'drinks' })
    expect(['龙井', '绿茶', 'green'].map((text) => register.searchItems(text, 5).length)).toEqual([1, 0, 1])
  })

  test('[DB-14] the same rows again change nothing at all, in the file or in the version', () => {
    const rows = catalogue(300, 4).map(({ item, barcodes }): ImportRow => ({ gtin14: `0${barcodes[0] ?? ''}`, name: Object.values(item.names)[0] ?? '', ...(item.price === undefined ? {} : { price: item.price }) }))
    expect(take(...rows)).toEqual({ added: 300, updated: 0, unchanged: 0 })
    expect(finish()).toBe(1)
    const before = contents()
    expect(take(...rows)).toEqual({ added: 0, updated: 0, unchanged: 300 })
    expect(finish()).toBe(1)
    expect(contents()).toEqual(before)
  })

  test('[DB-14] raises the catalogue’s version once for all its slices, also when it was cut short and taken up after a restart', () => {
    take(tea)
    take({ ...tea, price: price(400) })
    register.close()
    register = openForTest(folder.path)
    expect(take({ ...tea, price: price(400) })).toEqual({ added: 0, updated: 0, unchanged: 1 })
    expect([register.facts().catalogueVersion, finish(), finish(), register.facts().catalogueVersion]).toEqual([0, 1, 1, 1])
  })

  test('[REP-13] every sale names the catalogue’s version that it was rung up with: the one before a price came, or the one behind it', () => {
    const versionOf = (entry: { readonly text: string }): unknown => (JSON.parse(entry.text) as { catalogueVersion: unknown }).catalogueVersion
    const before = sell(register, 'b1')
    take({ ...tea, price: price(400) })
    finish()
    expect([versionOf(before), versionOf(sell(register, 'b2'))]).toEqual([0, 1])
    take({ ...tea, price: price(450) })
    finish()
    expect(versionOf(sell(register, 'b3'))).toBe(2)
  })

  test('[DB-14] is known by its SKU where it has no barcode, gets one later, and takes no SKU that is another item’s', () => {
    expect(take({ sku: '85123A', name: 'Heart holder', language: 'en' }, { sku: '85123a', name: 'Another', language: 'en' })).toMatchObject({ added: 2 })
    expect(take({ sku: '85123A', gtin14: '06901234567892', name: 'Heart holder', language: 'en' })).toMatchObject({ updated: 1 })
    expect(register.itemByBarcode('6901234567892')?.sku).toBe('85123A')
    write(register, () => { register.saveItems([{ item: { id: 'own', sku: '17', names: { en: 'Own' }, unit: 'each', taxClass: 'standard' }, barcodes: [] }]) })
    expect(take({ gtin14: '00000000000017', name: 'Crackers', language: 'en' })).toMatchObject({ added: 1 })
    expect([register.itemByBarcode('00000000000017')?.sku, register.itemByBarcode('17')?.id]).toEqual(['00000000000017', 'own'])
    expect(() => take({ name: 'nameless' })).toThrow('without barcode and SKU')
  })

  test('[DB-14] a slice that fails leaves nothing of itself', () => {
    expect(() => take(tea, { name: 'no code' })).toThrow('without barcode')
    expect([register.itemByBarcode('6901234567892'), register.searchItems('绿茶', 5), finish()]).toEqual([undefined, [], 0])
  })
})

describe('the search index', () => {
  const ids = (text: string): readonly string[] => register.searchItems(text, 10).map(({ item }) => item.sku)

  test('[DB-13] is right in the transaction that saved an item, and a new name is found by nothing of the old one', () => {
    take(tea)
    expect([ids('lvcha'), ids('lc'), register.searchBacklog()]).toEqual([['6901234567892'], ['6901234567892'], 0])
    take({ ...tea, name: 'Oolong' })
    expect([ids('lvcha'), ids('绿'), ids('oolo')]).toEqual([[], [], ['6901234567892']])
  })

  test('[DB-13] shows what can be sold before what has no price, and what sells most before all', () => {
    take({ sku: 'a', name: 'Tea unpriced' }, { sku: 'b', name: 'Tea plain', price: price(1) }, { sku: 'c', name: 'Tea sold', price: price(1) })
    expect(ids('tea')).toEqual(['b', 'c', 'a'])
    const sold = register.itemByBarcode('c')?.id ?? ''
    const raw = new Database(folder.path)
    raw.prepare('INSERT INTO item_sold (item_id, lines) VALUES (?, 3)').run(sold)
    raw.close()
    write(register, () => { register.restartSearch() })
    expect(register.searchBacklog()).toBe(3)
    expect([register.rebuildSearch(2), ids('tea'), register.rebuildSearch(2), register.rebuildSearch(2)]).toEqual([2, ['b', 'c', 'a'], 1, 0])
    expect([ids('tea'), register.searchBacklog()]).toEqual([['c', 'b', 'a'], 0])
    take({ sku: 'a', name: 'Tea unpriced', price: price(9) })
    expect(ids('tea')).toEqual(['c', 'a', 'b'])
  })

  test('[DB-13] gives an item that has its GTIN for a SKU too one place among the codes, not two', () => {
    take({ ...tea, gtin14: '06901234000016' })
    write(register, () => { register.saveItems(['6901234000023', '6901234000030'].map((code) => ({ item: { id: code, sku: `S${code}`, names: { en: 'x' }, unit: 'each', taxClass: 'standard' }, barcodes: [code] }))) })
    expect(register.searchItems('6901234', 3).map(({ barcode }) => barcode)).toEqual(['6901234000016', '6901234000023', '6901234000030'])
  })

  test('[DB-13] of other tokens than this version’s is emptied at open and made again in slices', () => {
    take(tea)
    register.close()
    const raw = new Database(folder.path)
    raw.prepare('UPDATE catalogue_state SET search_version = search_version + 1').run()
    raw.close()
    register = openForTest(folder.path)
    expect([ids('绿茶'), register.searchBacklog()]).toEqual([[], 1])
    while (register.rebuildSearch(16) > 0);
    expect([ids('绿茶'), register.searchBacklog()]).toEqual([['6901234567892'], 0])
  })
})
