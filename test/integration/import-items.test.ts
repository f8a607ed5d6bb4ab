import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkDigit } from '../../src/domain/catalogue/index.ts'
import { accept } from '../../src/domain/errors/index.ts'
import { type Register } from '../../src/main/composition.ts'
import { importItems, type ImportItemsOptions, type RefusedRow } from '../../src/main/import/index.ts'
import { ask, newDataFolder, signOnCashier, startRegister } from './data-folder.fixture.ts'

const dirty = path.join(import.meta.dirname, '..', 'fixtures', 'dirty-items.csv')
/** What is wrong with the planted file, line by line. */
const faults: readonly RefusedRow[] = [
  { line: 4, fault: 'checkDigit', value: '5010000000043' },
  { line: 5, fault: 'price', value: '2,50' },
  { line: 6, fault: 'price', value: '-1.00' },
  { line: 7, fault: 'price', value: '1.999' },
  { line: 8, fault: 'priceTooLarge', value: '5012345678900' },
  { line: 9, fault: 'gtin', value: '12345' },
  { line: 10, fault: 'gtin', value: '' },
  { line: 11, fault: 'name' },
  { line: 12, fault: 'duplicate', firstLine: 2, value: '036000291452' },
  { line: 13, fault: 'taxClass', value: 'luxury' },
  { line: 14, fault: 'fields' },
  { line: 15, fault: 'fields' },
  { line: 16, fault: 'encoding' },
  { line: 19, fault: 'quote' },
  { line: 21, fault: 'quote' },
  { line: 24, fault: 'nameTooLong' },
  { line: 25, fault: 'tooLong' },
  { line: 26, fault: 'duplicate', firstLine: 5, value: '5010000000059' },
]

let data: ReturnType<typeof newDataFolder>
let register: Register | undefined
beforeEach(() => {
  data = newDataFolder()
})
afterEach(async () => {
  await register?.close()
  register = undefined
  data.remove()
})

async function started(): Promise<Register> {
  register = await startRegister(path.join(data.folder, 'register'))
  return register
}
function file(name: string, content: string | Buffer): string {
  const whole = path.join(data.folder, name)
  writeFileSync(whole, content)
  return whole
}
async function imported({ core }: Register, from: string, more: Partial<ImportItemsOptions> = {}) {
  const refused: RefusedRow[] = []
  const result = await importItems({ file: from, core: core.internal, onRefused: (row) => refused.push(row), ...more })
  return { result, refused }
}
/** The number-th valid GTIN-13 of a range the demo store has nothing of. */
function gtin(number: number): string {
  const body = `960${String(number).padStart(9, '0')}`
  return body + String(checkDigit(body))
}
async function entryTypes({ core }: Register): Promise<string[]> {
  const { epoch } = await core.internal.journalHead()
  return (await core.internal.entriesAfter(epoch, 0, 1000)).map(({ type }) => type)
}

describe('a file of items', () => {
  test('[IMP-10] every planted fault is named by its line, and every good row is on sale', async () => {
    const till = await started()
    const { result, refused } = await imported(till, dirty)
    expect(refused).toEqual(faults)
    expect(result).toMatchObject({ ok: true, report: { rows: 24, added: 6, updated: 0, unchanged: 0, refused: 18, unpriced: 1, ignoredColumns: ['supplier'] } })

    await signOnCashier(till)
    for (const barcode of ['036000291452', '5010000000172', '96385074', '15010000000230', '5010000000271']) await ask(till, 'scan', { barcode })
    const { basket } = await ask(till, 'counter', {})
    expect(basket?.lines.map((line) => (line.kind === 'item' ? [line.names['en'], line.total] : line.kind === 'unresolved' ? line.reason : line.names))).toEqual([
      ['Tea', 250],
      ['Biscuits, "best"\nin two lines', 99],
      ['Eight digits', 100],
      ['Case of tea', 3000],
      ['铁观音 "特级"', 50],
    ])
  })

  test('[IMP-11] an item without a price is kept and known, and refused at the counter', async () => {
    const till = await started()
    await imported(till, dirty)
    await signOnCashier(till)
    const { basket } = await ask(till, 'scan', { barcode: '5010000000035' })
    expect(basket).toMatchObject({ lines: [{ kind: 'unresolved', reason: 'unpriced' }], blockedBy: 'basket.unresolved' })
    await expect(ask(till, 'complete-sale', { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'cash' }] })).rejects.toThrow('basket.unresolved')
  })

  test('[IMP-12] packed or plain, tabs or commas, columns in any order and case: the same items', async () => {
    const till = await started()
    const rows = Array.from({ length: 50 }, (_, index) => ({ gtin: gtin(index), name: `Item ${index}`, price: `${index}.05` }))
    const commas = ['gtin,name,price', ...rows.map((row) => `${row.gtin},${row.name},${row.price}`)].join('\n')
    const tabs = ['PRICE\tName\tGTIN', ...rows.map((row) => `${row.price}\t${row.name}\t${row.gtin}`)].join('\r\n')
    expect((await imported(till, file('a', commas))).result.report).toMatchObject({ added: 50, unchanged: 0 })
    expect((await imported(till, file('b.csv', tabs))).result.report).toMatchObject({ added: 0, updated: 0, unchanged: 50 })
    expect((await imported(till, file('c.txt', gzipSync(commas)))).result.report).toMatchObject({ unchanged: 50 })
    expect((await imported(till, file('d.tsv', gzipSync(tabs)))).result.report).toMatchObject({ unchanged: 50 })
  })

  test('[IMP-13] the same file again changes nothing and leaves no entry; a changed one does, and what it does not say stays', async () => {
    const till = await started()
    const first = file('first.csv', `gtin,name,price\n${gtin(1)},Tea,2.50\n${gtin(2)},Jam,1.20\n`)
    expect((await imported(till, first)).result.report).toMatchObject({ added: 2 })
    const version = (await till.core.internal.facts()).catalogueVersion
    expect((await imported(till, first)).result.report).toMatchObject({ added: 0, updated: 0, unchanged: 2 })
    expect((await till.core.internal.facts()).catalogueVersion).toBe(version)
    expect((await entryTypes(till)).filter((type) => type === 'items.imported')).toHaveLength(1)

    const second = file('second.csv', `gtin,name\n${gtin(1)},Green tea\n${gtin(2)},Jam\n`)
    expect((await imported(till, second)).result.report).toMatchObject({ added: 0, updated: 1, unchanged: 1, unpriced: 2 })
    expect((await till.core.internal.facts()).catalogueVersion).toBe(version + 1)
    expect((await entryTypes(till)).filter((type) => type === 'items.imported')).toHaveLength(2)
    await signOnCashier(till)
    expect((await ask(till, 'scan', { barcode: gtin(1) })).basket?.lines).toMatchObject([{ names: { en: 'Green tea' }, total: 250 }])
  })

  test('[IMP-14] a till sells between the slices: every act is answered in its order, and each sale is right', async () => {
    const till = await started()
    await signOnCashier(till)
    await imported(till, file('goods.csv', `gtin,name,price\n${gtin(0)},Tea,2.50\n`))
    const rows = Array.from({ length: 3_000 }, (_, index) => `${gtin(index + 1)},Item ${index},1.00`)
    const large = file('large.csv', `gtin,name,price\n${rows.join('\n')}\n`)

    let running = true
    const importing = imported(till, large).finally(() => (running = false))
    const totals: number[] = []
    let answered = 0
    // Enough to have met some gaps; selling for as long as it lasts would only make it last.
    while (running && totals.length < 40) {
      const order: number[] = []
      const scans = await Promise.all([1, 2, 3].map((turn) => ask(till, 'scan', { barcode: gtin(0) }).then((view) => (order.push(turn), view))))
      expect(order).toEqual([1, 2, 3])
      expect(scans.map(({ basket }) => basket?.total)).toEqual([250, 500, 750])
      const basket = scans.at(-1)?.basket
      const paid = await ask(till, 'complete-sale', { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'cash' }] })
      totals.push(paid.lastSale?.total ?? 0)
      if (running) answered += 4
    }
    const { result } = await importing
    expect(result).toMatchObject({ ok: true, report: { added: 3_000, refused: 0 } })
    // At most 500 rows go in one transaction, so there were at least six gaps, and acts were answered in them.
    expect(result.report.slices).toBeGreaterThanOrEqual(6)
    expect(answered).toBeGreaterThanOrEqual(4)
    expect(totals).toEqual(totals.map(() => 750))
    const types = await entryTypes(till)
    expect(types.slice(types.indexOf('items.imported') + 1, types.lastIndexOf('items.imported')).filter((type) => type === 'sale.completed').length).toBeGreaterThanOrEqual(1)
  })

  test('[IMP-15] a file that is not there, is empty, names no column or breaks off is said to be that, and nothing is guessed', async () => {
    const till = await started()
    const failureOf = async (from: string) => {
      const { result } = await imported(till, from)
      return result.ok ? undefined : result.failure
    }
    expect(await failureOf(path.join(data.folder, 'nowhere.csv'))).toEqual({ reason: 'missing' })
    expect(await failureOf(data.folder)).toEqual({ reason: 'unreadable' })
    expect(await failureOf(file('empty.csv', ''))).toEqual({ reason: 'empty' })
    expect(await failureOf(file('header.csv', 'gtin;name\n1;2\n'))).toEqual({ reason: 'columns', missing: ['gtin', 'name'], twice: [] })
    expect(await failureOf(file('twice.csv', 'gtin,name,Name\n'))).toEqual({ reason: 'columns', missing: [], twice: ['name'] })
    const whole = gzipSync(`gtin,name\n${Array.from({ length: 5_000 }, (_, index) => `${gtin(index)},Item ${index}`).join('\n')}\n`)
    const { result } = await imported(till, file('half.gz', whole.subarray(0, whole.length / 2)))
    expect(result).toMatchObject({ ok: false, failure: { reason: 'damaged' } })
    // What was read before the break is in, with its entry: the whole file does the rest.
    expect((await imported(till, file('whole.gz', whole))).result.report).toMatchObject({ added: 5_000 - result.report.added, unchanged: result.report.added })
  })
})

// The same rules on the rows made here are above; where the real file is, it is read as well.
const realData = process.env['TILLWRIGHT_DATA']
if (realData !== undefined) describe('808,069 real rows', () => {
  const real = path.join(realData, 'off_2019_gtin_name.tsv.gz')

  test('[IMP-16] all are read, and the 224 whose number was there before are refused with both lines', async () => {
    const till = await started()
    const refused: RefusedRow[] = []
    let most = 0
    // The rules and the reading are real; writing 808,069 rows is a matter of minutes and is left to the 10,000 below.
    const core = {
      facts: () => till.core.internal.facts(),
      importRows: ({ rows, slice }: Parameters<ImportItemsOptions['core']['importRows']>[0]) => {
        most = Math.max(most, rows.length)
        return Promise.resolve(accept({ added: rows.length, updated: 0, unchanged: 0, slices: 1, slice }))
      },
      finishImport: () => till.core.internal.facts().then((facts) => accept(facts)),
    }
    const result = await importItems({ file: real, core, onRefused: (row) => refused.push(row) })
    expect(result).toMatchObject({ ok: true, report: { rows: 808_069, added: 807_845, refused: 224, unpriced: 807_845 } })
    expect(refused.every(({ fault, firstLine, line }) => fault === 'duplicate' && firstLine !== undefined && firstLine < line)).toBe(true)
    expect(refused[0]).toEqual({ line: 870, fault: 'duplicate', firstLine: 62, value: '00011686' })
    // It never ran ahead of the core by more than a batch.
    expect(most).toBe(500)
  })

  test('[IMP-17] the first 10,000 of them are really there', async () => {
    const till = await started()
    const lines = gunzipSync(readFileSync(real)).toString('utf8').split('\n', 10_001)
    const { result } = await imported(till, file('first.tsv', lines.join('\n')))
    const { added, updated, unchanged, refused } = result.report
    expect(added + updated + unchanged + refused).toBe(10_000)
    await signOnCashier(till)
    const [barcode, name] = lines[4_321]?.split('\t') ?? []
    expect((await ask(till, 'scan', { barcode: barcode ?? '' })).basket?.lines).toMatchObject([{ kind: 'unresolved', reason: 'unpriced' }])
    expect((await ask(till, 'search-items', { text: name ?? '', limit: 50 })).hits.map(({ names }) => names['en'])).toContain(name)
  })
})
