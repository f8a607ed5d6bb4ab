import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { chain } from '../ingest/ingest.ts'
import { planBatch } from '../ingest/plan-batch.ts'
import { appendRefund, refundedBody, soldBody } from '../refunds.fixture.ts'
import { append, batchOf, saleBody, testRegister, type TestRegister } from '../register.fixture.ts'
import { asBeforeQuarantine, type DatabaseKind, databaseKinds, noPostgres, skippedTitle, type TestDatabase } from './databases.fixture.ts'
import { openStore } from './open-store.ts'
import { type HeadOfficeStore } from './port.ts'

const demo = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }
const now = Date.UTC(2026, 10, 21, 12)
const days = ['2026-11-20', '2026-11-21', '2026-12-01']

let database: TestDatabase
let store: HeadOfficeStore
let storeId: string

async function openAll(): Promise<void> {
  store = await openStore(database.location, now, () => {})
  storeId = await store.ensureStore(demo, now)
}

async function enrolled(): Promise<TestRegister> {
  const register = testRegister()
  await store.addCode(storeId, register.id, now + 1, now)
  await store.enrol({ codeHash: register.id, register: register.id, publicKey: register.publicKey }, now)
  return register
}

const send = (register: TestRegister, from: number, to: number): Promise<unknown> => {
  const batch = chain(batchOf(register, from, to))
  return store.applyBatch(storeId, batch, now, (known) => planBatch(known, batch))
}

/** Goes away with half of the batch planned. */
const failing = (register: TestRegister, from: number, to: number): Promise<unknown> => {
  const batch = chain(batchOf(register, from, to))
  return store.applyBatch(storeId, batch, now, (known) => {
    const plan = planBatch(known, batch)
    // Its last entry has another's place: the key of the ledger refuses it when all before it is written.
    return { ...plan, file: plan.file.flatMap((entry, index) => (index === plan.file.length - 1 ? [entry, entry] : [entry])) }
  })
}

interface Total {
  readonly day: string
  readonly register: string
  readonly currency: string
  readonly sales: number
  readonly sold: number
  readonly refunds: number
  readonly refunded: number
}

/** Beyond 2^53 it is only known that it is. */
const exact = (sum: number): number => (Number.isSafeInteger(sum) ? sum : Infinity)

async function kept(): Promise<readonly Total[]> {
  const rows = (await database.rows(`SELECT CAST(business_date AS text) AS day, register, currency, CAST(sales AS bigint) AS sales, CAST(sold AS bigint) AS sold, CAST(refunds AS bigint) AS refunds, CAST(refunded AS bigint) AS refunded FROM day_total ORDER BY 1, 2, 3`)) as readonly Total[]
  return rows.map((row) => ({ ...row, sold: exact(row.sold) }))
}

/** From the texts of the ledger alone. */
async function addedUp(): Promise<readonly Total[]> {
  const rows = (await database.rows(`SELECT register, effect, text FROM ledger WHERE effect IN ('sale', 'refund')`)) as readonly { readonly register: string; readonly effect: string; readonly text: string }[]
  const sums = new Map<string, Total>()
  for (const { register, effect, text } of rows) {
    const { businessDate: day, body } = JSON.parse(text) as { readonly businessDate: string; readonly body: { readonly currency: string; readonly total: number } }
    const { currency, total } = body
    const key = `${day} ${register} ${currency}`
    const { sales, sold, refunds, refunded } = sums.get(key) ?? { sales: 0, sold: 0, refunds: 0, refunded: 0 }
    sums.set(key, effect === 'sale' ? { day, register, currency, sales: sales + 1, sold: sold + total, refunds, refunded } : { day, register, currency, sales, sold, refunds: refunds + 1, refunded: refunded + total })
  }
  return [...sums].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, total]) => ({ ...total, sold: exact(total.sold) }))
}

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('totals of the days on $name', ({ create, name }: DatabaseKind) => {
  beforeEach(async () => {
    database = await create()
    await openAll()
  })
  afterEach(async () => {
    await store.close()
    await database.drop()
  })

  test('[REP-16] they are the sums of the ledger, whatever comes in whatever order, at once, twice, or breaks off in the middle', { timeout: 120_000 }, async () => {
    const sending = fc.record({ register: fc.nat(2), from: fc.integer({ min: 1, max: 12 }), length: fc.nat(12), fails: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(sending, { minLength: 4, maxLength: 14 }), fc.array(fc.nat(5), { minLength: 12, maxLength: 12 }), async (sendings, kinds) => {
        const registers = [await enrolled(), await enrolled(), await enrolled()]
        const sale = soldBody('9-9', [{ price: 700, pieces: 3 }])
        for (const [at, register] of registers.entries()) {
          for (const [index, kind] of kinds.entries()) {
            const businessDate = days[(kind + index + at) % days.length] ?? ''
            if (kind === 0) appendRefund(register, refundedBody(`1-${index}`, sale, [{ lineNo: 1, pieces: 1 }]), businessDate)
            else if (kind === 1) append(register, { type: 'operator.signedOff', body: {}, businessDate })
            else append(register, { businessDate, body: saleBody(`1-${index}`, kind === 2 ? 9e15 : 100 * kind + index) })
          }
        }
        await Promise.all(sendings.map(({ register: index, from, length, fails }) => {
          const register = registers[index] ?? testRegister()
          return (fails ? failing : send)(register, from, Math.min(from + length, register.entries.length)).catch(() => undefined)
        }))
        expect(await kept()).toEqual(await addedUp())
        // And when all of it has come after all.
        for (const register of registers) await send(register, 1, register.entries.length)
        expect(await kept()).toEqual(await addedUp())
      }),
      { numRuns: 12, seed: 5 },
    )
  })

  test('[REP-12] what was filed before there were totals is in them', async () => {
    const register = await enrolled()
    const sale = soldBody('9-9', [{ price: 700, pieces: 3 }])
    for (const [index, day] of days.entries()) append(register, { businessDate: day, body: saleBody(`1-${index}`, index === 2 ? 9e14 : 500 + index) })
    appendRefund(register, refundedBody('1-9', sale, [{ lineNo: 1, pieces: 2 }]), days[0] ?? '')
    await send(register, 1, register.entries.length)
    const before = await kept()
    expect(before).toEqual(await addedUp())
    await store.close()
    await asBeforeQuarantine(name, database)
    await openAll()
    expect(await kept()).toEqual(before)
  })
})
