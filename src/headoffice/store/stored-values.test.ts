import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { storedValueHoldMs } from '../../contracts/replication/index.ts'
import { minor } from '../../domain/money/index.ts'
import { type RefundBody } from '../../domain/refund/index.ts'
import { type SaleBody } from '../../domain/sale/index.ts'
import { chain } from '../ingest/ingest.ts'
import { planBatch } from '../ingest/plan-batch.ts'
import { appendRefund, appendSale, soldBody } from '../refunds.fixture.ts'
import { batchOf, testRegister, type TestRegister } from '../register.fixture.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from './databases.fixture.ts'
import { openStore } from './open-store.ts'
import { type HeadOfficeStore } from './port.ts'
import { type StoredValueHeld } from './stored-value-rows.ts'

const number = '636400001234'
const demo = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }
const soldAt = Date.UTC(2026, 10, 21, 12)

let database: TestDatabase
let store: HeadOfficeStore
let storeId: string
let registers: readonly TestRegister[]

function issued(of: string, amount: number): SaleBody {
  const sale = soldBody(of, [{ price: 100, pieces: 3 }])
  return { ...sale, owed: minor(amount), liabilities: [{ lineNo: 9, name: 'Gift card', printed: '....1234', owes: { kind: 'giftCard', number }, amount: minor(amount) }], tenders: [{ tenderNo: 1, type: 'card', amount: minor(sale.total + amount), approval: 'approvedOnTerminal' }], change: minor(0) }
}

function spent(of: string, amount: number): SaleBody {
  return { ...soldBody(of, [{ price: amount, pieces: 3 }]), tenders: [{ tenderNo: 1, type: 'giftCard', number, amount: minor(amount), verified: 'unverified' }], change: minor(0) }
}

/** What a sale put on the card is taken off it again, and its goods come back with it. */
function takenOff(of: string, sale: SaleBody, kind: 'void' | 'return' = 'return'): RefundBody {
  const amount = sale.owed ?? minor(0)
  const { owes, lineNo } = sale.liabilities![0]!
  return { refundId: randomUUID(), number: of, kind, ...(kind === 'void' ? { voidReason: 'rungTwice' } : {}), basketId: randomUUID(), openedAt: 1, currency: sale.currency, taxPack: sale.taxPack, original: { saleId: sale.saleId, number: sale.number, soldOn: '2026-11-21', verified: 'known' }, lines: [], taxes: [], subtotal: minor(0), discount: minor(0), tax: minor(0), total: minor(0), liabilities: [{ lineNo: 1, saleLineNo: lineNo, name: 'Gift card', owes, amount }], owed: amount, tenders: [{ tenderNo: 1, type: 'card', amount, of: 1, approval: 'approvedOnTerminal' }], movements: [], trail: [] }
}

/** What a register has not sent yet arrives. */
async function send(register: TestRegister, from: number, at: number): Promise<void> {
  const batch = chain(batchOf(register, from, register.entries.length))
  await store.applyBatch(storeId, batch, at, (known) => planBatch(known, batch))
}

const hold = (register: TestRegister, amount: number, at: number): Promise<StoredValueHeld> => store.holdStoredValue(storeId, { register: register.id, kind: 'giftCard', number, amount }, at)
const first = (): TestRegister => registers[0]!
const second = (): TestRegister => registers[1]!

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('gift cards at head office on $name', ({ create }) => {
  beforeEach(async () => {
    database = await create()
    store = await openStore(database.location, 1, () => {})
    storeId = await store.ensureStore(demo, 1)
    registers = [testRegister(), testRegister()]
    for (const register of registers) {
      await store.addCode(storeId, `code ${register.id}`, 100, 1)
      await store.enrol({ codeHash: `code ${register.id}`, register: register.id, publicKey: register.publicKey }, 2)
    }
  })

  afterEach(async () => {
    await store.close()
    await database.drop()
  })

  test('[GIF-8] online the second register is told what the first one holds, and has the rest', async () => {
    appendSale(first(), issued('1-1', 5000))
    await send(first(), 1, 10)
    expect(await hold(first(), 3000, 20)).toEqual({ known: true, available: 5000, held: 3000, epoch: 1, seq: 1 })
    // Asked again it is the same hold, and not another one.
    expect(await hold(first(), 3000, 21)).toMatchObject({ available: 5000, held: 3000 })
    expect(await hold(second(), 3000, 22)).toEqual({ known: true, available: 2000, held: 2000, epoch: 0, seq: 0 })
    expect(await hold(first(), 9000, 23)).toMatchObject({ available: 3000, held: 3000 })
  })

  test('[GIF-8] two that ask at once do not both have it', async () => {
    appendSale(first(), issued('1-1', 5000))
    await send(first(), 1, 10)
    const held = await Promise.all([hold(first(), 4000, 20), hold(second(), 4000, 20)])
    expect(held.map((one) => one.held).toSorted((one, other) => one - other)).toEqual([1000, 4000])
  })

  test('[GIF-8] a hold ends with its sale, with nothing asked for, and with its time', async () => {
    appendSale(first(), issued('1-1', 5000))
    await send(first(), 1, 10)
    await hold(second(), 5000, 20)
    appendSale(second(), spent('2-1', 1500))
    await send(second(), 1, 30)
    expect(await hold(first(), 3500, 40)).toEqual({ known: true, available: 3500, held: 3500, epoch: 1, seq: 1 })
    await hold(first(), 0, 41)
    expect(await hold(second(), 3500, 50)).toEqual({ known: true, available: 3500, held: 3500, epoch: 1, seq: 1 })
    expect(await hold(first(), 3500, 51)).toMatchObject({ available: 0, held: 0 })
    expect(await hold(first(), 3500, 50 + storedValueHoldMs)).toMatchObject({ available: 3500, held: 3500 })
  })

  test('[GIF-8] of a number that no document names nothing is known, and nothing held', async () => {
    expect(await hold(first(), 100, 20)).toEqual({ known: false, available: 0, held: 0, epoch: 0, seq: 0 })
  })

  test('[GIF-9] spent at two registers while neither could ask, both sales stay, and both are named', async () => {
    appendSale(first(), issued('1-1', 5000))
    appendSale(first(), spent('1-2', 4000))
    appendSale(second(), spent('2-1', 4000))
    await send(first(), 1, 10)
    expect((await store.overview(soldAt)).overspent).toEqual([])
    await send(second(), 1, 20)
    const { overspent, sales, stores } = await store.overview(soldAt)
    expect(overspent.map(({ printed, balance, document, registerNumber, spent: by }) => [printed, balance, document, registerNumber, by])).toEqual([
      ['....1234', -3000, '1-2', 1, 4000],
      ['....1234', -3000, '2-1', 2, 4000],
    ])
    expect(new Map(sales.map(({ number: of, total }) => [of, total]))).toEqual(new Map([['1-1', 100], ['1-2', 4000], ['2-1', 4000]]))
    // Turnover without the card, money with it, and what the card paid is neither a second time.
    expect(stores[0]?.today).toEqual([{ currency: sales[0]?.currency, sales: 3, refunds: 0, sold: 8100, refunded: 0, total: 8100, tenders: [{ type: 'card', amount: 5100 }] }])
    expect(await hold(first(), 100, 30)).toMatchObject({ available: -3000, held: 0 })
  })

  test('[GIF-9] looked at, with who and why, it is off the list until it is spent once more; both sales stay, and who was first is kept', async () => {
    appendSale(first(), issued('1-1', 5000))
    appendSale(first(), spent('1-2', 4000))
    appendSale(second(), spent('2-1', 4000))
    await send(first(), 1, 10)
    await send(second(), 1, 20)
    const listed = async () => (await store.overview(soldAt)).overspent
    const [row, other] = await listed()
    const put = (documentId: string, by: string, inStore = storeId) => store.putAwayOverspent(inStore, documentId, { by, at: 30, note: 'line was cut' })
    expect([await put('unknown', 'Ann'), await put(row?.documentId ?? '', 'Ann', 'another')]).toEqual([false, false])
    expect((await listed()).length).toBe(2)
    expect([await put(row?.documentId ?? '', 'Ann'), await put(other?.documentId ?? '', 'Ben')]).toEqual([true, true])
    expect(await listed()).toEqual([])
    expect(await database.rows('SELECT kind, number, spendings, put_away_at, put_away_by, note FROM stored_value_put_away')).toEqual([{ kind: 'giftCard', number, spendings: 2, put_away_at: 30, put_away_by: 'Ann', note: 'line was cut' }])
    expect((await store.overview(soldAt)).sales).toHaveLength(3)
    appendSale(second(), spent('2-2', 100))
    await send(second(), 2, 40)
    expect((await listed()).length).toBe(3)
  })

  test('[OWE-6] what a sale put on a card is taken off it with its refund, once, and money and turnover agree', async () => {
    const sale = issued('1-1', 5000)
    appendSale(first(), sale)
    await send(first(), 1, 10)
    await hold(first(), 5000, 15)
    appendRefund(first(), takenOff('1-2', sale))
    await send(first(), 2, 20)
    await send(first(), 2, 21)
    await store.settleRefunds(storeId, 22)
    expect(await hold(second(), 5000, 30)).toEqual({ known: true, available: 0, held: 0, epoch: 0, seq: 0 })
    const { overspent, stores, findings } = await store.overview(soldAt)
    expect([overspent, findings]).toEqual([[], []])
    // The goods stay sold; of the money that was taken for the card nothing is left.
    expect(stores[0]?.today).toMatchObject([{ sales: 1, refunds: 1, sold: sale.total, refunded: 0, total: sale.total, tenders: [{ type: 'card', amount: sale.total }] }])
    expect(await database.rows('SELECT amount FROM stored_value_move ORDER BY amount')).toEqual([{ amount: -5000 }, { amount: 5000 }])
    expect(await database.rows('SELECT * FROM quarantine')).toEqual([])
    // By another register, which cannot have known of the first.
    appendRefund(second(), takenOff('2-1', sale))
    await send(second(), 1, 40)
    await store.settleRefunds(storeId, 41)
    expect((await store.overview(soldAt)).findings).toMatchObject([{ number: '2-1', result: 'contradicted', reason: 'returnedTwice', other: '1-2' }])
  })

  test('[OWE-7] taken off while the line was cut and spent elsewhere meanwhile, both documents are named, as with any card', async () => {
    const sale = issued('1-1', 5000)
    appendSale(first(), sale)
    await send(first(), 1, 10)
    appendSale(second(), spent('2-1', 4000))
    await send(second(), 1, 20)
    appendRefund(first(), takenOff('1-2', sale))
    await send(first(), 2, 30)
    expect((await store.overview(soldAt)).overspent.map(({ document, balance, spent: by }) => [document, balance, by])).toEqual(expect.arrayContaining([['1-2', -4000, 5000], ['2-1', -4000, 4000]]))
  })

  test('[GIF-9] arrived twice, a document moves a card once', async () => {
    appendSale(first(), issued('1-1', 5000))
    await send(first(), 1, 10)
    await send(first(), 1, 11)
    expect(await hold(second(), 9000, 20)).toMatchObject({ available: 5000 })
  })

  test('[GIF-9] what no till writes of a card moves nothing, and its sale is filed all the same', async () => {
    const odd = spent('2-1', 400)
    appendSale(second(), { ...odd, tenders: [{ tenderNo: 1, type: 'giftCard', number: 'half a \u0001', amount: minor(400), verified: 'known' }] })
    await send(second(), 1, 10)
    expect((await store.overview(soldAt)).sales).toHaveLength(1)
    expect((await store.overview(soldAt)).overspent).toEqual([])
  })
})
