import { beforeEach, describe, expect, test } from 'vitest'
import { type FedItem, type FedPrice, changedSetHash, emptySetHash, rowHash, fedPriceAt } from '../domain/feed/index.ts'
import { minor } from '../domain/money/index.ts'
import { onePiece } from '../domain/quantity/index.ts'
import { type FeedApplied, type StagedPage, type StagedRow } from './feed.ts'
import { freshRegister, openForTest, type TestFolder, write } from './fixture.ts'
import { type RegisterWriter } from './register-database.ts'
import { sha256 } from './sha256.ts'

let folder: TestFolder
let register: RegisterWriter
beforeEach(() => {
  ({ folder, register } = freshRegister())
  return folder.remove
})

const now = 1_000
const price = (amount: number, from = 0): FedPrice => ({ from, minor: minor(amount), per: onePiece })
const item = (id: string, change: Partial<FedItem> = {}): FedItem => ({ id, sku: `S${id}`, barcodes: [`C${id}`], names: { en: `Item ${id}` }, unit: 'each', taxClass: 'standard', currency: 'CNY', prices: [price(100)], ...change })
function row(of: FedItem): StagedRow {
  const found = fedPriceAt(of.prices, now)
  return { id: of.id, text: JSON.stringify(of), item: of, ...(found !== undefined && { price: found }) }
}
const gone = (id: string): StagedRow => ({ id, text: null })

/** What head office holds, and what it says with each page. */
const office = { rows: new Map<string, string>(), version: 0, setHash: emptySetHash }
beforeEach(() => {
  office.rows.clear()
  office.version = 0
  office.setHash = emptySetHash
})

function page(rows: readonly StagedRow[], change: Partial<StagedPage> = {}): StagedPage {
  const { snapshot = false } = change
  const from = register.feedState('items').version
  if (snapshot) office.rows.clear()
  for (const { id, text } of rows) {
    if (text === null) office.rows.delete(id)
    else office.rows.set(id, text)
  }
  office.setHash = [...office.rows].reduce((hash, [id, text]) => changedSetHash(hash, undefined, rowHash(id, text, sha256)), emptySetHash)
  office.version += 1
  return { instance: 'hq', from, to: office.version, snapshot, setHash: office.setHash, rows, ...change }
}
const keep = (one: StagedPage): void => write(register, () => { register.keepFeedPage(one) })
const apply = (): FeedApplied => write(register, () => register.applyFeed())
function feed(...rows: readonly StagedRow[]): FeedApplied {
  keep(page(rows))
  return apply()
}
const scan = (code: string) => register.itemByBarcode(code)
function indexed(): void {
  while (register.rebuildSearch(64) > 0);
}

describe('what head office feeds', () => {
  test('[REP-13] items come with names, codes and the price of now; a page that is not the last changes nothing that anybody sees, also over a restart', () => {
    const both = [row(item('tea', { names: { en: 'Tea', 'zh-CN': '绿茶' }, category: 'drinks' })), row(item('milk', { unit: 'kg', prices: [] }))]
    const { rows: _rows, ...of } = page(both)
    keep({ ...of, rows: both.slice(0, 1), after: { version: 1, id: 'tea' } })
    expect([apply(), scan('Ctea'), register.feedState('items').version]).toEqual([{ kind: 'nothing' }, undefined, 0])
    register.close()
    register = openForTest(folder.path)
    expect(register.feedState('items').pull).toEqual({ instance: 'hq', to: 1, snapshot: false, after: { version: 1, id: 'tea' } })
    keep({ ...of, rows: both.slice(1) })
    expect(apply()).toEqual({ kind: 'applied', version: 1, setHash: office.setHash, changed: 2, withdrawn: 0, parked: 0 })
    expect(scan('Ctea')).toEqual({ id: 'tea', sku: 'Stea', names: { en: 'Tea', 'zh-CN': '绿茶' }, unit: 'each', taxClass: 'standard', category: 'drinks', price: { minor: 100, per: 1000 } })
    expect([scan('Cmilk')?.unit, scan('Cmilk')?.price, register.isFed('tea'), register.isFed('water')]).toEqual(['kg', undefined, true, false])
    expect(register.feedState('items')).toEqual({ instance: 'hq', version: 1, setHash: office.setHash, parked: { count: 0, named: [] } })
    indexed()
    expect(['绿茶', 'item milk'].map((text) => register.searchItems(text, 5).length)).toEqual([1, 1])
  })

  test('[REP-13] an item that was here keeps its id and its place, found by barcode or SKU; items of this store alone stay', () => {
    write(register, () => {
      register.saveItems([
        { item: { id: 'here', sku: 'H1', names: { en: 'Old name' }, unit: 'each', taxClass: 'standard', price: { minor: minor(90), per: onePiece }, minimumAge: 18 }, barcodes: ['C1', 'C2'] },
        { item: { id: 'typed', sku: 'T7', names: { en: 'Typed' }, unit: 'each', taxClass: 'standard' }, barcodes: [] },
        { item: { id: 'own', sku: 'O1', names: { en: 'Own' }, unit: 'each', taxClass: 'standard', price: { minor: minor(50), per: onePiece } }, barcodes: ['C9'] },
      ])
    })
    feed(row(item('a', { sku: 'A1', barcodes: ['C1'], names: { en: 'New name' }, prices: [price(120)] })), row(item('t', { sku: 'T7', barcodes: ['C3'] })))
    expect(scan('C1')).toMatchObject({ id: 'here', sku: 'A1', names: { en: 'New name' }, price: { minor: 120 }, minimumAge: 18 })
    expect([scan('C2'), scan('C3')?.id, scan('C9')?.price?.minor, register.isFed('here'), register.isFed('own')]).toEqual([undefined, 'typed', 50, true, false])
    indexed()
    expect(['new name', 'old name'].map((text) => register.searchItems(text, 5).map(({ item: found }) => found.id))).toEqual([['here'], []])
  })

  test('[REP-13] what is gone is found by nothing at the counter any more, and known to papers and reports; it may come back', () => {
    feed(row(item('tea')), row(item('milk')))
    indexed()
    expect(feed(gone('tea'))).toMatchObject({ changed: 0, withdrawn: 1 })
    indexed()
    expect([scan('Ctea'), register.itemBySku('Stea'), register.searchItems('item tea', 5), register.itemById('tea')?.names]).toEqual([undefined, undefined, [], { en: 'Item tea' }])
    write(register, () => { register.restartSearch() })
    indexed()
    expect(register.searchItems('item tea', 5)).toEqual([])
    feed(row(item('tea', { names: { en: 'Back' } })))
    indexed()
    expect([scan('Ctea')?.id, register.searchItems('back', 5).length]).toEqual(['tea', 1])
  })

  test('[REP-13] two items may swap their codes and their SKUs in one version, and one that this store made gives up what head office gives another', () => {
    write(register, () => { register.saveItems([{ item: { id: 'own', sku: 'S9', names: { en: 'Own' }, unit: 'each', taxClass: 'standard' }, barcodes: ['C9', 'C8'] }]) })
    feed(row(item('a', { sku: '1', barcodes: ['C1'] })), row(item('b', { sku: '2', barcodes: ['C2'] })))
    feed(row(item('a', { sku: '2', barcodes: ['C2'] })), row(item('b', { sku: '1', barcodes: ['C1'] })))
    expect([scan('C1')?.id, scan('C2')?.id, register.itemBySku('1')?.id, register.itemBySku('2')?.id]).toEqual(['b', 'a', 'b', 'a'])
    // a is another row's already, so it is not taken over by what it is typed as; the store's own item loses one code of two.
    feed(row(item('a', { sku: 'S9', barcodes: ['C2', 'C9'] })))
    expect([scan('C9')?.id, register.itemBySku('S9')?.id, scan('C8')?.id, register.itemById('own')?.sku]).toEqual(['a', 'a', 'own', 'own'])
  })

  test('[REP-13] a snapshot takes away what it does not name; another set than head office’s is not applied at all', () => {
    feed(row(item('tea')), row(item('milk')))
    keep(page([row(item('tea', { prices: [price(130)] }))], { snapshot: true }))
    expect(apply()).toMatchObject({ kind: 'applied', changed: 1, withdrawn: 1 })
    expect([scan('Ctea')?.price?.minor, scan('Cmilk')]).toEqual([130, undefined])
    const wrong = page([row(item('tea', { prices: [price(140)] }))])
    keep({ ...wrong, setHash: 'f'.repeat(64) })
    expect([apply(), scan('Ctea')?.price?.minor, register.feedState('items').version, apply()]).toEqual([{ kind: 'differs' }, 130, 2, { kind: 'nothing' }])
    // Another answer than the one that was begun takes its place.
    keep({ ...wrong, after: { version: 3, id: 'tea' } })
    keep(page([row(item('bread'))], { snapshot: true }))
    expect([apply(), scan('Ctea'), scan('Cbread')?.id]).toMatchObject([{ kind: 'applied', changed: 1, withdrawn: 1 }, undefined, 'bread'])
  })

  test('[REP-8] a row that could not be used is kept with its reason, the others are applied, and what it was stays for sale', () => {
    feed(row(item('tea')))
    expect(feed({ id: 'tea', text: '{', reason: 'not-json' }, { id: 'new', text: '{}', reason: 'item-unreadable' }, row(item('milk')))).toMatchObject({ kind: 'applied', changed: 1, parked: 2 })
    expect([scan('Ctea')?.price?.minor, scan('Cmilk')?.id, register.feedState('items').parked]).toEqual([100, 'milk', { count: 2, named: [{ id: 'new', reason: 'item-unreadable' }, { id: 'tea', reason: 'not-json' }] }])
    feed(row(item('tea', { prices: [price(110)] })))
    expect([scan('Ctea')?.price?.minor, register.feedState('items').parked.count]).toEqual([110, 1])
    expect(feed(gone('new'))).toMatchObject({ withdrawn: 1 })
    expect(register.feedState('items').parked.count).toBe(0)
  })

  test('[FED-2] a price that is to come waits for its time, takes the newest of several that came meanwhile, and a later word about it replaces it', () => {
    const due = (at: number): number => write(register, () => register.applyDuePrices(at))
    feed(row(item('tea', { prices: [price(100), price(120, 2_000), price(130, 3_000), price(140, 9_000)] })), row(item('new', { prices: [price(50, 2_500)] })))
    expect([scan('Ctea')?.price?.minor, scan('Cnew')?.price, due(1_999)]).toEqual([100, undefined, 0])
    expect([due(3_500), scan('Ctea')?.price?.minor, scan('Cnew')?.price?.minor, due(3_500)]).toEqual([2, 130, 50, 0])
    feed(row(item('tea', { prices: [price(135)] })))
    expect([due(10_000), scan('Ctea')?.price?.minor]).toEqual([0, 135])
  })

  test('[REP-13] what lies here is added up row by row, and released it is the store’s own, as it is', () => {
    feed(...Array.from({ length: 25 }, (_, index) => row(item(`i${index}`))), { id: 'odd', text: '{}', reason: 'item-unreadable' })
    feed(gone('i3'))
    let at: { after?: string; setHash: string } = { after: '', setHash: emptySetHash }
    let looks = 0
    for (; at.after !== undefined; looks += 1) at = register.feedRehash({ feed: 'items', after: at.after, setHash: at.setHash, limit: 10 })
    expect([at.setHash, looks]).toEqual([office.setHash, 3])
    expect(write(register, () => register.releaseFeed())).toBe(26)
    expect([register.feedState('items'), scan('Ci1')?.price?.minor, register.isFed('i1')]).toEqual([{ version: 0, setHash: emptySetHash, parked: { count: 0, named: [] } }, 100, false])
  })

  test('[REP-13] a file that is imported changes nothing of what head office says of its items, and everything else', () => {
    feed(row(item('tea', { barcodes: ['06901234567892'] })))
    const take = (row: object) => write(register, () => register.importItems([{ gtin14: '06901234567892', name: 'Other', price: { minor: minor(1), per: onePiece }, ...row }]))
    expect([take({}), scan('6901234567892')?.names, scan('6901234567892')?.price?.minor]).toEqual([{ added: 0, updated: 0, unchanged: 1 }, { en: 'Item tea' }, 100])
    expect([take({ minimumAge: 18 }), scan('6901234567892')?.minimumAge]).toEqual([{ added: 0, updated: 1, unchanged: 0 }, 18])
  })
})
