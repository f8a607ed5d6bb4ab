import Database from 'better-sqlite3'
import fc from 'fast-check'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type RefundVerdict } from '../../contracts/replication/index.ts'
import { minor } from '../../domain/money/index.ts'
import { type RefundBody } from '../../domain/refund/index.ts'
import { type SaleBody } from '../../domain/sale/index.ts'
import { createIngest } from '../ingest/ingest.ts'
import { appendRefund, appendSale, refundedBody, soldBody, soldOn } from '../refunds.fixture.ts'
import { append, batchOf, signed, testRegister, type TestRegister } from '../register.fixture.ts'
import { asBeforeQuarantine, databaseKinds, noPostgres, skippedTitle, type TestDatabase } from './databases.fixture.ts'
import { openStore } from './open-store.ts'
import { type HeadOfficeStore } from './port.ts'

const demo = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }
const start = Date.parse(`${soldOn}T12:00:00Z`)

let database: TestDatabase
let store: HeadOfficeStore
let storeId: string
let now: number
let ingest: ReturnType<typeof createIngest>

async function openAll(): Promise<void> {
  store = await openStore(database.location, start, () => {})
  storeId = await store.ensureStore(demo, start)
  ingest = createIngest({ store, clock: () => (now += 1), log: () => {}, changed: () => {} })
}

async function enrolled(): Promise<TestRegister> {
  const register = testRegister()
  await store.addCode(storeId, register.id, start + 1e9, start)
  await store.enrol({ codeHash: register.id, register: register.id, publicKey: register.publicKey }, start)
  return register
}

/** Entries from..to of its journal; the verdicts that come down for what it asked. */
async function send(register: TestRegister, from = 1, to = register.entries.length, refundsAsked?: unknown): Promise<readonly unknown[]> {
  const body = JSON.stringify({ ...batchOf(register, from, to), ...(refundsAsked === undefined ? {} : { refundsAsked }) })
  const answer = await ingest({ register: register.id, wire: Buffer.from(body), signature: signed(register, body) })
  if (!answer.ok) throw new Error(answer.problem.type)
  expect(answer.acknowledgement.seq).toBe(Math.max(to, from - 1))
  return answer.acknowledgement.refunds ?? []
}

/** result and reason by the number on the refund's receipt. */
async function verdicts(): Promise<Readonly<Record<string, string>>> {
  const rows = (await database.rows('SELECT number, result, reason FROM refund WHERE store = ? ORDER BY number', storeId)) as { number: string; result: string; reason: string | null }[]
  return Object.fromEntries(rows.map(({ number, result, reason }) => [number, reason ?? result]))
}

const today = async () => (await store.overview(start)).stores[0]?.today

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('refunds on $name', ({ create, name }) => {
  beforeEach(async () => {
    database = await create()
    now = start
    await openAll()
  })

  afterEach(async () => {
    await store.close()
    await database.drop()
  })

  test('[FX-1] [VOUCH-2] a sale paid in foreign cash, by a voucher and in coins is filed by its tenders, and its refund in home cash agrees with it', async () => {
    const a = await enrolled()
    const sale = soldBody('1-1', [{ price: 600, pieces: 3 }, { price: 300, pieces: 1 }], [
      { type: 'voucher', voucher: { kind: 'lunch', name: 'Luncheon voucher', number: '1', faceValue: minor(200) }, over: 'keep' },
      { type: 'foreignCash', currency: 'USD', received: 500, rate: { home: 80, foreign: 100, on: soldOn } },
      { type: 'cash' },
    ])
    appendSale(a, sale)
    appendRefund(a, refundedBody('1-2', sale, [{ lineNo: 1, pieces: 2 }, { lineNo: 2, pieces: 1 }]))
    await send(a)
    expect(await verdicts()).toEqual({ '1-2': 'agrees' })
    expect((await today())?.[0]?.tenders).toEqual([{ type: 'cash', amount: -400 }, { type: 'foreignCash', amount: 400 }, { type: 'voucher', amount: 200 }])
  })

  test('[RETH-7] a refund is filed whole, with its lines and who did it, and sent again it is there once', async () => {
    const [a, b] = [await enrolled(), await enrolled()]
    const sale = soldBody('1-1', [{ price: 600, pieces: 3 }, { price: 300, pieces: 1 }])
    const refund = refundedBody('2-1', sale, [{ lineNo: 1, pieces: 2 }, { lineNo: 2, pieces: 1 }])
    appendSale(a, sale)
    appendRefund(b, refund)
    for (let again = 0; again < 3; again += 1) {
      await send(a)
      await send(b)
    }
    expect(await database.rows('SELECT refund_id, sale_id, sale_number, verified, kind, number, CAST(business_date AS text) AS business_date, seq, total, tax, operator, approver, result FROM refund')).toEqual([
      { refund_id: refund.refundId, sale_id: sale.saleId, sale_number: '1-1', verified: 'unverified', kind: 'return', number: '2-1', business_date: soldOn, seq: 1, total: 500, tax: refund.tax, operator: 'system', approver: null, result: 'agrees' },
    ])
    expect(await database.rows('SELECT place, line_no, sale_line_no, quantity, condition, total FROM refund_line ORDER BY place')).toEqual([
      { place: 1, line_no: 1, sale_line_no: 1, quantity: 2000, condition: 'stock', total: 400 },
      { place: 2, line_no: 2, sale_line_no: 2, quantity: 1000, condition: 'stock', total: 100 },
    ])
    expect(await today()).toEqual([{ currency: 'GBP', sales: 1, sold: 700, refunds: 1, refunded: 500, total: 200, tenders: [{ type: 'cash', amount: 200 }] }])
    expect((await store.overview(start)).stores[0]?.registers.map(({ taken }) => taken)).toEqual([[{ currency: 'GBP', amount: 700 }], [{ currency: 'GBP', amount: -500 }]])
  })

  test('[RETH-8] one whose sale has not come waits, and is settled when it does; the register that asks then hears of it', async () => {
    const [a, b] = [await enrolled(), await enrolled()]
    const sale = soldBody('1-1', [{ price: 600, pieces: 3 }])
    const [good, wrong] = [refundedBody('2-1', sale, [{ lineNo: 1, pieces: 1 }]), refundedBody('2-2', sale, [{ lineNo: 1, pieces: 3 }])]
    appendSale(a, sale)
    appendRefund(b, good)
    appendRefund(b, wrong)
    const ids = [good.refundId, wrong.refundId]
    expect(await send(b, 1, 2, ids)).toEqual([])
    expect(await verdicts()).toEqual({ '2-1': 'waiting', '2-2': 'waiting' })
    expect((await store.overview(start)).findings.map(({ number, result }) => [number, result])).toEqual([['2-2', 'waiting'], ['2-1', 'waiting']])
    await send(a)
    const heard = [{ refundId: good.refundId, result: 'confirmed' }, { refundId: wrong.refundId, result: 'contradicted', reason: 'returnedTwice', lineNo: 1, other: '2-1' }] satisfies RefundVerdict[]
    expect(await send(b, 3, 2, ids)).toEqual(heard)
    // Nobody else's, and nothing that is no question stops the batch it came with.
    expect(await send(a, 2, 1, ids)).toEqual([])
    expect(await send(b, 3, 2, ['nonsense', crypto.randomUUID(), good.refundId])).toEqual([heard[0]])
    expect(await send(b, 3, 2, 'nonsense')).toEqual([])
    expect((await store.overview(start)).findings).toMatchObject([{ number: '2-2', result: 'contradicted', reason: 'returnedTwice', lineNo: 1, other: '2-1', saleNumber: '1-1', registerNumber: 2 }])
  })

  test('[RETH-8] more than one unit of work settles are settled in one go', async () => {
    const [a, b] = [await enrolled(), await enrolled()]
    const sales = Array.from({ length: 60 }, (_, index) => soldBody(`1-${index + 1}`, [{ price: 600, pieces: 3 }]))
    for (const [index, sale] of sales.entries()) appendRefund(b, refundedBody(`2-${index + 1}`, sale, [{ lineNo: 1, pieces: 1 }]))
    for (const sale of sales) appendSale(a, sale)
    await send(b)
    await send(a)
    expect(new Set(Object.values(await verdicts()))).toEqual(new Set(['agrees']))
  })

  test('[RETH-9] an exchange is no money: the sale beside it counts in full as sold, and only the rest as taken', async () => {
    const a = await enrolled()
    const first = soldBody('1-1', [{ price: 3000, pieces: 1 }])
    const back = refundedBody('1-3', first, [{ lineNo: 1, pieces: 1 }], [], 'known')
    const second = soldBody('1-2', [{ price: 4500, pieces: 1 }])
    const tenders = [{ tenderNo: 1, type: 'exchange', amount: 1000 }, { tenderNo: 2, type: 'card', amount: 500, approval: 'approvedOnTerminal' }]
    appendSale(a, first)
    append(a, { body: { ...second, tenders }, businessDate: soldOn })
    append(a, { type: 'refund.completed', businessDate: soldOn, body: { ...back, tenders: [{ tenderNo: 1, type: 'exchange', amount: minor(1000), saleId: second.saleId }] } })
    await send(a)
    expect(await today()).toEqual([{ currency: 'GBP', sales: 2, sold: 2500, refunds: 1, refunded: 1000, total: 1500, tenders: [{ type: 'card', amount: 500 }, { type: 'cash', amount: 1000 }] }])
    expect(await verdicts()).toEqual({ '1-3': 'agrees' })
  })

  test('[RETH-10] what can not be read lies in quarantine, and one refund is not filed twice under two entries', async () => {
    const [a, b] = [await enrolled(), await enrolled()]
    const sale = soldBody('1-1', [{ price: 600, pieces: 3 }])
    const refund = refundedBody('1-2', sale, [{ lineNo: 1, pieces: 1 }], [], 'known')
    appendSale(a, sale)
    appendRefund(a, refund)
    appendRefund(a, refund)
    append(a, { type: 'refund.completed', body: { ...refund, lines: [] } })
    append(a, { type: 'refund.completed', body: { ...refund, refundId: crypto.randomUUID(), number: '1-\0' } })
    append(a, { type: 'refund.completed', schemaVersion: 2, body: { new: 'facts' } })
    await send(a)
    appendRefund(b, refund)
    await send(b)
    expect(await database.rows('SELECT seq, reason FROM quarantine ORDER BY received_at, seq')).toEqual([{ seq: 3, reason: 'refund-known' }, { seq: 4, reason: 'refund-unreadable' }, { seq: 5, reason: 'refund-unreadable' }, { seq: 1, reason: 'refund-known' }])
    expect(await verdicts()).toEqual({ '1-2': 'agrees' })
    expect(await today()).toMatchObject([{ refunds: 1, refunded: 200 }])
  })

  test('[RETH-11] the page opens a refund beside its sale, and beside the one that came before it', async () => {
    const [a, b] = [await enrolled(), await enrolled()]
    const sale = soldBody('1-1', [{ price: 600, pieces: 3 }])
    const [first, second] = [refundedBody('1-2', sale, [{ lineNo: 1, pieces: 3 }], [], 'known'), refundedBody('2-1', sale, [{ lineNo: 1, pieces: 2 }])]
    appendSale(a, sale)
    appendRefund(a, first)
    appendRefund(b, second)
    await send(b)
    expect(await store.refundDocuments(storeId, second.refundId)).toMatchObject({ refund: { number: '2-1' } })
    await send(a)
    // The one that arrived first agrees, whoever made it.
    expect(await verdicts()).toEqual({ '1-2': 'returnedTwice', '2-1': 'agrees' })
    expect(await store.refundDocuments(storeId, first.refundId)).toEqual({
      refund: expect.objectContaining({ kind: 'return', number: '1-2', registerNumber: 1, total: 600, operator: 'system', lines: [{ lineNo: 1, saleLineNo: 1, name: 'Item 1', quantity: 3000, total: 600 }], tenders: [{ type: 'cash', amount: 600 }] }) as unknown,
      sale: expect.objectContaining({ kind: 'sale', number: '1-1', registerNumber: 1, businessDate: soldOn, total: 600, lines: [{ lineNo: 1, name: 'Item 1', quantity: 3000, total: 600 }] }) as unknown,
      other: expect.objectContaining({ number: '2-1', registerNumber: 2 }) as unknown,
      finding: expect.objectContaining({ number: '1-2', saleNumber: '1-1', result: 'contradicted', reason: 'returnedTwice', lineNo: 1, other: '2-1' }) as unknown,
    })
    expect(await store.refundDocuments(storeId, crypto.randomUUID())).toBeUndefined()
  })

  test('[RETH-17] the register that sold is told of contradicted refunds of its sales alone, whoever made them, each after the last, and of none that was put away', async () => {
    const [a, b] = [await enrolled(), await enrolled()]
    const [sale, another] = [soldBody('1-1', [{ price: 600, pieces: 3 }]), soldBody('2-1', [{ price: 200, pieces: 1 }])]
    const [first, second, own] = [refundedBody('2-2', sale, [{ lineNo: 1, pieces: 3 }]), refundedBody('2-3', sale, [{ lineNo: 1, pieces: 1 }]), refundedBody('1-2', sale, [{ lineNo: 1, pieces: 2 }], [], 'known')]
    appendSale(a, sale)
    appendSale(b, another)
    await send(a)
    for (const body of [first, second]) appendRefund(b, body)
    await send(b)
    appendRefund(a, own)
    await send(a)
    expect(await verdicts()).toEqual({ '2-2': 'agrees', '2-3': 'returnedTwice', '1-2': 'returnedTwice' })
    const from = { at: 0, refundId: '' }
    const told = await store.contradictedSales(storeId, a.id, from)
    expect(told.map(({ refundId, reason, ofOwnSale }) => [refundId, reason, ofOwnSale?.saleId, ofOwnSale?.number, ofOwnSale?.registerNumber])).toEqual([[second.refundId, 'returnedTwice', sale.saleId, '2-3', 2], [own.refundId, 'returnedTwice', sale.saleId, '1-2', 1]])
    expect(await store.contradictedSales(storeId, b.id, from)).toEqual([])
    const [one] = told
    expect((await store.contradictedSales(storeId, a.id, { at: one?.ofOwnSale?.at ?? 0, refundId: one?.refundId ?? '' })).map(({ refundId }) => refundId)).toEqual([own.refundId])
    expect(await store.contradictedSales(storeId, a.id, { at: Number.MAX_SAFE_INTEGER, refundId: '' })).toEqual([])
    await store.putAwayRefund(storeId, second.refundId, { by: 'Ann', at: 5 })
    expect((await store.contradictedSales(storeId, a.id, from)).map(({ refundId }) => refundId)).toEqual([own.refundId])
  })

  test('[RETH-15] a contradicted one is put away by the first who looks: gone from the list, its verdict as it was, marked and told where it is opened', async () => {
    const [a, b] = [await enrolled(), await enrolled()]
    const sale = soldBody('1-1', [{ price: 600, pieces: 3 }])
    const [good, wrong] = [refundedBody('2-1', sale, [{ lineNo: 1, pieces: 3 }]), refundedBody('2-2', sale, [{ lineNo: 1, pieces: 1 }])]
    appendSale(a, sale)
    appendRefund(b, good)
    appendRefund(b, wrong)
    await send(b)
    const listed = async () => (await store.overview(start)).refunds.map(({ number, result, putAway }) => [number, result, putAway])
    expect(await listed()).toEqual([['2-2', 'waiting', undefined], ['2-1', 'waiting', undefined]])
    expect(await store.putAwayRefund(storeId, wrong.refundId, { by: 'Ann', at: 5 }), 'what waits for its sale is not looked at yet').toBe(false)
    await send(a)
    const put = async (refundId: string, by: string, note?: string): Promise<boolean> => store.putAwayRefund(storeId, refundId, { by, at: 7, ...(note !== undefined && { note }) })
    expect([await put(good.refundId, 'Ann'), await put(crypto.randomUUID(), 'Ann'), await store.putAwayRefund('another', wrong.refundId, { by: 'Ann', at: 7 })]).toEqual([false, false, false])
    expect((await store.overview(start)).findings.map(({ number }) => number)).toEqual(['2-2'])
    expect([await put(wrong.refundId, 'Ann', 'Cashier said so'), await put(wrong.refundId, 'Ben')]).toEqual([true, true])
    expect((await store.overview(start)).findings).toEqual([])
    expect(await listed()).toEqual([['2-2', 'contradicted', true], ['2-1', 'agrees', undefined]])
    expect(await store.refundDocuments(storeId, wrong.refundId)).toMatchObject({ refund: { number: '2-2' }, finding: { result: 'contradicted', reason: 'returnedTwice', other: '2-1' }, putAway: { by: 'Ann', at: 7, note: 'Cashier said so' } })
    expect(await store.refundDocuments(storeId, good.refundId)).not.toHaveProperty('putAway')
    expect(await send(b, 3, 2, [wrong.refundId]), 'the register hears what it heard').toMatchObject([{ result: 'contradicted', reason: 'returnedTwice' }])
  })

  test('[RETH-12] the books of a head office that knew no refunds have them after it is started anew, with their sums', async () => {
    const [a, b] = [await enrolled(), await enrolled()]
    const sale = soldBody('1-1', [{ price: 600, pieces: 3 }])
    appendSale(a, sale)
    append(a, { type: 'refund.completed', body: { no: 'refund' } })
    appendRefund(b, refundedBody('2-1', sale, [{ lineNo: 1, pieces: 3 }]))
    appendRefund(b, refundedBody('2-2', sale, [{ lineNo: 1, pieces: 1 }]))
    await send(a)
    await send(b)
    const before = { verdicts: await verdicts(), today: await today(), quarantine: await database.rows('SELECT register, seq, reason FROM quarantine') }
    expect(before.verdicts).toEqual({ '2-1': 'agrees', '2-2': 'returnedTwice' })
    await store.close()
    await asBefore()
    await openAll()
    // Nothing new has to arrive but any register's next heartbeat.
    await send(a, 3, 2)
    expect({ verdicts: await verdicts(), today: await today(), quarantine: await database.rows('SELECT register, seq, reason FROM quarantine') }).toEqual(before)
  })

  test('[RETH-13] whatever arrives in whatever order, doubled or not, each refund is judged by those before it, and the sums are the same', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async ({ sales, refunds, order }) => {
        const registers = [await enrolled(), await enrolled(), await enrolled()]
        const before = await today()
        const world = writeWorld(registers, sales, refunds)
        await deliver(registers, order)
        const found = await verdicts()
        for (const [number, verdict] of expected(registers, world, order)) expect([number, found[number]]).toEqual([number, verdict])
        const after = await today()
        const grown = (of: 'sold' | 'refunded' | 'total'): number => (after?.[0]?.[of] ?? 0) - (before?.[0]?.[of] ?? 0)
        const [sold, refunded] = [sumOf(world.sales), sumOf(world.refunds.map(({ body }) => body))]
        expect([grown('sold'), grown('refunded'), grown('total')]).toEqual([sold, refunded, sold - refunded])
        const money = (day: typeof after): number => (day?.[0]?.tenders ?? []).reduce((sum, { amount }) => sum + amount, 0)
        expect(money(after) - money(before)).toBe(sold - refunded)
      }),
      { numRuns: 25 },
    )
  })

  /** The database as version 2 left it: no table of this version, and refunds in the ledger without effect. */
  async function asBefore(): Promise<void> {
    await asBeforeQuarantine(name, database)
    const tables = 'DROP TABLE account_move; DROP TABLE account_limit; DROP INDEX sale_by_customer; ALTER TABLE sale DROP COLUMN customer; DROP TABLE refund; DROP TABLE refund_line; DROP TABLE taking; DROP TABLE z_report; DROP TABLE stored_value_move; DROP TABLE stored_value; DROP TABLE stored_value_hold; DROP TABLE stored_value_put_away; DROP TABLE register_day;'
    const forget = `UPDATE ledger SET effect = 'none', type = 'refund.completed' WHERE effect = 'refund' OR (store, register, epoch, seq) IN (SELECT store, register, epoch, seq FROM quarantine WHERE reason LIKE 'refund%');
      DELETE FROM quarantine WHERE reason LIKE 'refund%';`
    if (name === 'SQLite') {
      const raw = new Database(join(database.location.dataDirectory, 'head-office.db'))
      raw.exec(`DROP TRIGGER ledger_keeps_bytes; ${tables} ${forget} CREATE TRIGGER ledger_keeps_bytes BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;`)
      raw.pragma('user_version = 2')
      raw.close()
      return
    }
    const client = new pg.Client({ connectionString: database.location.databaseUrl ?? '' })
    await client.connect()
    await client.query(`SET session_replication_role = replica; ${tables} ${forget} DELETE FROM head_office_version WHERE version >= 3`)
    await client.end()
  }
})

interface World {
  readonly sales: readonly SaleBody[]
  readonly refunds: readonly { readonly register: number; readonly body: RefundBody }[]
}

let worldNo = 0
const line = fc.record({ price: fc.integer({ min: 2, max: 5000 }), pieces: fc.integer({ min: 1, max: 4 }) })
const wish = fc.record({ register: fc.nat(2), sale: fc.nat(2), line: fc.nat(1), pieces: fc.integer({ min: 1, max: 4 }) })
/** `order`: who sends next, and how many entries; `again`: everything before, too. */
const worlds = fc.record({
  sales: fc.array(fc.array(line, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 }),
  refunds: fc.array(wish, { minLength: 1, maxLength: 8 }),
  order: fc.array(fc.record({ register: fc.nat(2), count: fc.integer({ min: 1, max: 3 }), again: fc.boolean() }), { maxLength: 14 }),
})
type Order = typeof worlds extends fc.Arbitrary<infer T> ? (T extends { order: infer O } ? O : never) : never
type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never

/** The first register sells; each refunds what, for all it knows, is still left. */
function writeWorld(registers: readonly TestRegister[], sold: readonly (readonly { price: number; pieces: number }[])[], wishes: readonly Wish[]): World {
  const run = (worldNo += 1)
  const sales = sold.map((lines, index) => soldBody(`1-${run}-${index}`, lines))
  const [seller] = registers
  if (seller !== undefined) for (const sale of sales) appendSale(seller, sale)
  const refunds: { register: number; body: RefundBody }[] = []
  for (const [index, { register, sale: saleNo, line: at, pieces }] of wishes.entries()) {
    const sale = sales[saleNo % sales.length]
    const journal = registers[register]
    const sold = sale?.lines[at % sale.lines.length]
    if (sale === undefined || sold === undefined || journal === undefined) continue
    const own = refunds.filter((one) => one.register === register && one.body.original?.saleId === sale.saleId).map(({ body }) => body)
    const gone = own.flatMap(({ lines }) => lines).reduce((sum, one) => sum + (one.saleLineNo === sold.lineNo ? one.quantity / 1000 : 0), 0)
    const left = Math.min(pieces, sold.quantity / 1000 - gone)
    if (left < 1) continue
    const body = refundedBody(`${register + 1}-${run}-r${index}`, sale, [{ lineNo: sold.lineNo, pieces: left }], own, register === 0 ? 'known' : 'unverified')
    if (body.total === 0) continue
    refunds.push({ register, body })
    appendRefund(journal, body)
  }
  return { sales, refunds }
}

/** Every entry in the order in which it first arrives, as (register, seq). */
function arrivals(registers: readonly TestRegister[], order: Order): readonly { readonly register: number; readonly from: number; readonly to: number; readonly again: boolean }[] {
  const sent = registers.map(() => 0)
  const last = registers.map((_, register) => ({ register, count: Number.MAX_SAFE_INTEGER, again: false }))
  return [...order, ...last].flatMap(({ register, count, again }) => {
    const from = (sent[register] ?? 0) + 1
    const to = Math.min(from + count - 1, registers[register]?.entries.length ?? 0)
    if (to < from) return []
    sent[register] = to
    return [{ register, from, to, again }]
  })
}

async function deliver(registers: readonly TestRegister[], order: Order): Promise<void> {
  for (const { register, from, to, again } of arrivals(registers, order)) {
    const journal = registers[register]
    if (journal !== undefined) await send(journal, again ? 1 : from, to)
    if (journal !== undefined && again) await send(journal, 1, to)
  }
}

/** By hand and by pieces: of each line so much was sold, and whoever comes when it is gone is contradicted. */
function expected(registers: readonly TestRegister[], { sales, refunds }: World, order: Order): readonly (readonly [string, string])[] {
  const left = new Map<string, number>(sales.flatMap(({ saleId, lines }) => lines.map((one) => [`${saleId} ${one.lineNo}`, one.quantity / 1000] as const)))
  const arrived = arrivals(registers, order).flatMap(({ register, from, to }) => refunds.filter(({ register: of, body }) => of === register && isBetween(registers[register], body, from, to)))
  return arrived.map(({ body }) => {
    const [only] = body.lines
    const key = `${body.original?.saleId ?? ''} ${only?.saleLineNo ?? ''}`
    const remaining = (left.get(key) ?? 0) - (only?.quantity ?? 0) / 1000
    left.set(key, remaining)
    return [body.number, remaining < 0 ? 'returnedTwice' : 'agrees'] as const
  })
}

function isBetween(register: TestRegister | undefined, { refundId }: RefundBody, from: number, to: number): boolean {
  const at = register?.entries.findIndex(({ text }) => text.includes(`"refundId":"${refundId}"`)) ?? -1
  return at + 1 >= from && at + 1 <= to
}

function sumOf(documents: readonly { readonly total: number }[]): number {
  return documents.reduce((sum, { total }) => sum + total, 0)
}
