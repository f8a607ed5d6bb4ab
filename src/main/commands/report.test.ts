import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { everyRow, reportKinds, type DocumentView, type Output } from '../../contracts/ipc/index.ts'
import { type ZBody } from '../../domain/shift/index.ts'
import { accept } from '../../domain/errors/index.ts'
import { type Item } from '../../domain/catalogue/index.ts'
import { queries } from '../queries/index.ts'
import { answeringCommands, commands } from './index.ts'
import { code, value, type TestRegister } from './register.fixture.ts'
import { reportTill, type Said, type Till } from './report-days.fixture.ts'
import { worthOf } from './report-oracle.fixture.ts'

let open: Till[] = []
afterEach(() => {
  for (const till of open) till.register.remove()
  open = []
})
function till(kind = 0): Till {
  const made = reportTill(kind)
  open.push(made)
  return made
}

type View = Output<'report'>
const column = (view: View, name: string): number => view.totals[view.columns.findIndex((one) => one.name === name)] ?? 0
const valueOf = (view: View, key: string, name: string): number => view.rows.find((row) => row.key === key)?.values[view.columns.findIndex((one) => one.name === name)] ?? 0
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
const whole = { from: '2026-11-20', to: '2026-12-20' }
function itemOf({ database }: TestRegister, id: string): Item {
  const item = database.itemById(id)
  if (item === undefined) throw new Error(id)
  return item
}

/** Every Z and the X of now, added up. */
function shifts(one: Till): { net: number; sales: number; refunds: number; voids: number; tax: number; discounts: number; overrides: number; noSales: number; cancelled: number; rounding: number } {
  const zs = one.entries().filter(({ type }) => type === 'shift.closed').map(({ body }) => body as object as ZBody)
  const x = queries['x-report'](one.context())
  const reports = [...zs, ...(x.ok ? [x.value.report] : [])]
  return {
    net: sum(reports.map(({ net }) => net)),
    sales: sum(reports.map(({ sales }) => sales.amount)),
    refunds: sum(reports.map(({ refunds }) => refunds.amount)),
    voids: sum(reports.map(({ voids }) => voids.amount)),
    tax: sum(reports.flatMap(({ taxes }) => taxes.map(({ tax }) => tax))),
    discounts: sum(reports.flatMap(({ discounts }) => discounts.map(({ amount }) => amount))),
    overrides: sum(reports.map(({ overrides }) => overrides.amount)),
    noSales: sum(reports.map(({ noSales }) => noSales)),
    cancelled: sum(reports.map(({ cancelled }) => cancelled.amount)),
    rounding: sum(reports.map(({ rounding }) => rounding)),
  }
}

function entryOf(entries: readonly Said[], document: DocumentView): Said {
  const found = entries.find((entry) => ('receipt' in document ? entry.body['number'] === document.receipt.number && /^(sale|refund)\.completed$/.test(entry.type) : entry.epoch === document.entry.epoch && entry.seq === document.entry.seq))
  if (found === undefined) throw new Error('a document that no entry is')
  return found
}

describe('reports on the till', () => {
  test('[RPT-3] for any days of sales, refunds, exchanges, voids and discounts, each report comes to what X, Z and the receipts come to, and each row to its documents', () => {
    let documentsSeen = 0
    const figuresSeen = new Set<string>()
    const seen = new Set<string>()
    fc.assert(
      fc.property(fc.nat(2), fc.array(fc.nat(100_000), { minLength: 60, maxLength: 240 }), (kind, numbers) => {
        const one = reportTill(kind)
        try {
          let next = 0
          const take = (): number => numbers[next++] ?? 0
          while (next < numbers.length) one.act(take)
          const entries = one.entries()
          const done = entries.filter(({ type }) => type === 'sale.completed' || type === 'refund.completed')
          for (const { type, body } of entries) for (const name of [type, `${type} ${String(body['kind'])}`, ...((body['tenders'] ?? []) as readonly { readonly type: string }[]).map((tender) => `${type} ${tender.type}`)]) seen.add(name)
          const fromDocuments = sum(done.map((entry) => worthOf('hour', '', entry)['net'] ?? 0))
          const said = shifts(one)
          const views = Object.fromEntries(reportKinds.map((of) => [of, one.report(of, whole)])) as Record<(typeof reportKinds)[number], View>
          expect(said.net).toBe(fromDocuments)
          for (const kindOf of ['hour', 'item', 'category', 'operator', 'tender', 'tax'] as const) expect([kindOf, views[kindOf].net, column(views[kindOf], 'net')]).toEqual([kindOf, said.net, said.net])
          for (const kindOf of ['hour', 'item', 'category', 'operator'] as const) expect([kindOf, column(views[kindOf], 'sold'), column(views[kindOf], 'refunded'), column(views[kindOf], 'voided')]).toEqual([kindOf, said.sales, said.refunds, said.voids])
          expect(column(views.hour, 'documents')).toBe(done.length)
          expect(column(views.tax, 'tax')).toBe(said.tax)
          expect(column(views.tender, 'taken') - column(views.tender, 'given')).toBe(said.net)
          expect(valueOf(views.tender, 'rounding', 'net')).toBe(said.rounding)
          expect(sum(views.discount.rows.filter(({ key }) => key.startsWith('discount:')).map(({ values }) => values[1] ?? 0))).toBe(said.discounts)
          expect(sum(views.discount.rows.filter(({ key }) => key.startsWith('override:')).map(({ values }) => values[1] ?? 0))).toBe(said.overrides)
          expect([column(views.void, 'voided'), column(views.void, 'refunded'), column(views.void, 'dropped'), column(views.noSale, 'count')]).toEqual([said.voids, said.refunds, said.cancelled, said.noSales])
          // Each row is its documents, each of them once, and every figure of it what they say themselves.
          for (const kindOf of reportKinds) {
            for (const row of views[kindOf].rows) {
              const documents = one.documents({ kind: kindOf, ...whole, key: row.key }).map((document) => entryOf(entries, document))
              expect(new Set(documents).size).toBe(documents.length)
              const worths = documents.map((entry) => worthOf(kindOf, row.key, entry))
              for (const [at, { name }] of views[kindOf].columns.entries()) {
                // How many acts a tender was takes knowing what a tender is: its documents are what is counted here.
                if (kindOf === 'tender' && name === 'count') continue
                expect([kindOf, row.key, name, sum(worths.map((worth) => worth[name] ?? 0))]).toEqual([kindOf, row.key, name, row.values[at]])
              }
              figuresSeen.add(`${kindOf} ${kindOf === 'tender' ? row.key : ''}`)
              documentsSeen += documents.length
            }
          }
          // And the whole report what all its rows are made of, each document once.
          for (const kindOf of reportKinds) {
            const documents = one.documents({ kind: kindOf, ...whole, key: everyRow }).map((document) => entryOf(entries, document))
            const ofRows = views[kindOf].rows.flatMap(({ key }) => one.documents({ kind: kindOf, ...whole, key }).map((document) => entryOf(entries, document)))
            expect([kindOf, documents.length, documents.filter((entry) => !ofRows.includes(entry))]).toEqual([kindOf, new Set(ofRows).size, []])
          }
          // Days are told apart, whatever the clock said: each alone, they add up to all of them.
          const days = [...new Set(entries.map(({ businessDate }) => businessDate))].flatMap((day) => (day >= whole.from && day <= whole.to ? [day] : []))
          expect(sum(days.map((day) => one.report('hour', { from: day, to: day }).net))).toBe(said.net)
        } finally {
          one.register.remove()
        }
      }),
      { numRuns: 16, seed: 20_261_122 },
    )
    // Days on which nothing happened would prove nothing.
    expect(documentsSeen).toBeGreaterThan(500)
    expect(['refund.completed void', 'refund.completed return', 'refund.completed exchange', 'sale.completed rounding', 'sale.completed card', 'basket.cancelled', 'drawer.opened', 'shift.closed', 'period.closed', 'layAway.cancelled', 'refund.completed storeCredit', 'refund.completed giftCard'].filter((name) => !seen.has(name))).toEqual([])
    expect([...['cash', 'card', 'rounding', 'exchange', 'giftCard', 'storeCredit', 'deposit', 'foreignCash:USD', 'voucher:lunch'].map((key) => `tender ${key}`), ...reportKinds.filter((of) => of !== 'tender').map((of) => `${of} `)].filter((name) => !figuresSeen.has(name))).toEqual([])
  }, 60_000)

  test('[RPT-4] what a closed day still gets stands on the first open one, there and in its documents, projected yet or not', () => {
    const one = till()
    const { register } = one
    value(answeringCommands['open-drawer'](register.context(), { reason: 'check' }))
    value(commands.scan(register.context(), { barcode: '6901234567892' }))
    register.now += 30 * 3_600_000
    value(answeringCommands['open-drawer'](register.context(), { reason: 'check' }))
    value(answeringCommands['close-shift'](register.context(), { shift: 1, toSafe: 0, leave: 0, uncounted: true }))
    const { basketId = '' } = register.database.seat('counter')
    value(commands['complete-sale'](register.context(), { basketId, revision: register.database.basket(basketId)?.revision ?? 0, tenders: [{ type: 'cash' }] }))
    const late = one.entries().find(({ type }) => type === 'sale.completed')?.businessDate ?? ''
    for (const projected of [false, true]) {
      if (projected) while (register.database.project(2) > 0);
      const today = one.report('hour', { period: 'today' })
      expect([late < today.from, today.net, one.report('hour', { from: late, to: late }).net]).toEqual([true, 200, 0])
      const documents = one.documents({ kind: 'hour', from: today.from, to: today.to, key: today.rows[0]?.key ?? '' })
      expect(documents.map((document) => ('receipt' in document ? document.receipt.total : document.entry.amount))).toEqual([200])
    }
  })

  test('[RPT-4] days are business dates of the register: after midnight it is still yesterday, and a range is days that exist, 31 at the most', () => {
    const one = till()
    one.register.now = Date.UTC(2026, 10, 21, 18, 30)
    value(commands.scan(one.register.context(), { barcode: '6901234567892' }))
    const { basketId = '' } = one.register.database.seat('counter')
    value(commands['complete-sale'](one.register.context(), { basketId, revision: 1, tenders: [{ type: 'cash' }] }))
    expect(one.report('hour', { period: 'today' })).toMatchObject({ from: '2026-11-21', to: '2026-11-21', net: 200, rows: [{ key: '2' }] })
    expect([one.report('hour', { period: 'yesterday' }), one.report('hour', { period: 'week' }), one.report('hour', { period: 'month' })].map(({ from, to, net }) => [from, to, net])).toEqual([['2026-11-20', '2026-11-20', 0], ['2026-11-15', '2026-11-21', 200], ['2026-10-22', '2026-11-21', 200]])
    const asked = (from: string, to: string): string => code(queries.report(one.context(), { kind: 'hour', days: { from, to }, offset: 0, limit: 5 }))
    expect([asked('2026-11-01', '2026-12-01'), asked('2026-11-01', '2026-12-02'), asked('2026-11-31', '2026-11-31'), asked('2026-11-02', '2026-11-01')]).toEqual(['accepted', 'report.range', 'report.range', 'report.range'])
    expect(code(queries['report-documents'](one.context(), { kind: 'hour', from: '2026-01-01', to: '2026-12-02', key: '2', limit: 5 }))).toBe('report.range')
  })

  test('[RPT-5] goods are called as they are called now, people and vouchers too, and pages of rows leave none out', () => {
    const one = till()
    const { register } = one
    value(register.database.unitOfWork(() => {
      register.database.saveItems([{ item: { ...itemOf(register, 'tea'), category: 'drinks' }, barcodes: ['6901234567908'] }])
      return accept(undefined)
    }))
    for (const barcode of ['6901234567892', '6901234567908']) value(commands.scan(register.context(), { barcode }))
    const { basketId = '' } = register.database.seat('counter')
    value(commands['complete-sale'](register.context(), { basketId, revision: 2, tenders: [{ type: 'cash' }] }))
    expect(one.report('item', { period: 'today' }).rows).toEqual([{ key: 'item:tea', names: { en: 'tea', 'zh-CN': 'tea货' }, values: [1000, 1250, 0, 0, 1250] }, { key: 'item:water', names: { en: 'water', 'zh-CN': 'water货' }, values: [1000, 200, 0, 0, 200] }])
    expect(one.report('category', { period: 'today' }).rows.map(({ key, values }) => [key, values.at(-1)])).toEqual([['category:drinks', 1250], ['none', 200]])
    value(register.database.unitOfWork(() => {
      register.database.saveTilePages([{ id: 'drinks', names: { en: 'Drinks', 'zh-CN': '饮料' }, tiles: [] }])
      return accept(undefined)
    }))
    expect(one.report('category', { period: 'today' }).rows).toMatchObject([{ key: 'category:drinks', names: { en: 'Drinks', 'zh-CN': '饮料' } }, { key: 'none' }])
    expect(one.report('operator', { period: 'today' }).rows).toMatchObject([{ key: 'op-1', name: 'Li' }])
    const second = value(queries.report(one.context(), { kind: 'item', days: { period: 'today' }, offset: 1, limit: 1 }))
    expect([second.rows.map(({ key }) => key), second.rowCount, second.totals.at(-1)]).toEqual([['item:water'], 2, 1450])
  })
})
