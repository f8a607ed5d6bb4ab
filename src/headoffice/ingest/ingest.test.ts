import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { append, batchOf, signed, testRegister, type TestRegister } from '../register.fixture.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from '../store/databases.fixture.ts'
import { openStore } from '../store/open-store.ts'
import { type HeadOfficeStore } from '../store/port.ts'
import { createIngest, type IngestAnswer, type SignedBody } from './ingest.ts'
import { type ChainRule, strictChain } from './plan-batch.ts'

/** What the network makes of one sending of a register: which entries, how often it arrives (0: lost), and whether whole. */
interface Sending {
  readonly register: number
  readonly from: number
  readonly length: number
  readonly copies: number
  readonly cut: boolean
}

const sending: fc.Arbitrary<Sending> = fc.record({
  register: fc.nat(1),
  from: fc.integer({ min: 1, max: 8 }),
  length: fc.nat(4),
  copies: fc.nat(2),
  cut: fc.boolean(),
})

// Any order at all: sendings are drawn with any start, so late, early and replayed ones are among them.
const schedule = fc.record({ lengths: fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 })), sendings: fc.array(sending, { maxLength: 16 }) })

let database: TestDatabase
let store: HeadOfficeStore
let storeId: string

async function enrolled(length: number): Promise<TestRegister> {
  const register = testRegister()
  const codeHash = register.id
  await store.addCode(storeId, codeHash, 10, 1)
  await store.enrol({ codeHash, register: register.id, publicKey: register.publicKey }, 2)
  for (let count = 0; count < length; count += 1) append(register)
  return register
}

function message(register: TestRegister, from: number, to: number): SignedBody {
  const body = JSON.stringify(batchOf(register, from, to))
  return { register: register.id, wire: Buffer.from(body), signature: signed(register, body) }
}

const cutShort = (whole: SignedBody): SignedBody => ({ ...whole, wire: whole.wire.subarray(0, whole.wire.length - 7) })

/** One schedule under one rule: faults first, then each register follows the acknowledgement until it is drained. */
async function run({ lengths, sendings }: { lengths: readonly number[]; sendings: readonly Sending[] }, rule: ChainRule): Promise<void> {
  const ingest = createIngest({ store, clock: () => 5, log: () => {}, changed: () => {}, rule })
  const registers = await Promise.all(lengths.map(enrolled))
  for (const { register: index, from, length, copies, cut } of sendings) {
    const register = registers[index]
    if (register === undefined || from > register.entries.length) continue
    const whole = message(register, from, Math.min(from + length - 1, register.entries.length))
    for (let copy = 0; copy < copies; copy += 1) await ingest(cut ? cutShort(whole) : whole)
  }
  for (const register of registers) {
    let acknowledged = seqOf(await ingest(message(register, 1, 0)))
    for (let round = 0; acknowledged < register.entries.length; round += 1) {
      expect(round).toBeLessThan(20)
      acknowledged = seqOf(await ingest(message(register, acknowledged + 1, Math.min(acknowledged + 3, register.entries.length))))
    }
    expect(await held(register)).toEqual(register.entries.map((entry) => ({ text: entry.text, hash: entry.hash, effect: 'sale' })))
  }
}

function seqOf(answer: IngestAnswer): number {
  if (!answer.ok) throw new Error(answer.problem.type)
  return answer.acknowledgement.seq
}

async function held(register: TestRegister): Promise<readonly unknown[]> {
  const rows = await database.rows('SELECT text, hash, effect FROM ledger WHERE register = ? ORDER BY seq', register.id)
  expect(await database.rows('SELECT count(*) AS sales FROM sale WHERE register = ?', register.id)).toEqual([{ sales: rows.length }])
  return rows
}

/** The shortcuts that lost or doubled sales in the model. */
const mutants: Readonly<Record<string, ChainRule>> = {
  'accepting gaps': (last, seq, prevHash) => (seq > last.seq + 1 ? 'next' : strictChain(last, seq, prevHash)),
  'no dedupe': (last, seq, prevHash) => (seq <= last.seq ? 'next' : strictChain(last, seq, prevHash)),
  'dropping what is next': (last, seq, prevHash) => (seq === last.seq + 1 && seq % 3 === 0 ? 'seen' : strictChain(last, seq, prevHash)),
}

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('ingest under faults on $name', ({ create }) => {
  beforeAll(async () => {
    database = await create()
    store = await openStore(database.location, 1, () => {})
    storeId = await store.ensureStore({ name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }, 1)
  })

  afterAll(async () => {
    await store.close()
    await database.drop()
  })

  test('[REP-4] whatever was lost, doubled, reordered, cut or replayed, the ledger is exact once the faults stop', { timeout: 60_000 }, async () => {
    await fc.assert(fc.asyncProperty(schedule, (drawn) => run(drawn, strictChain)), { numRuns: 40 })
  })

  for (const [name, rule] of Object.entries(mutants)) {
    test(`[REP-4] the same property catches ${name}`, { timeout: 60_000 }, async () => {
      const found = await fc.check(fc.asyncProperty(schedule, (drawn) => run(drawn, rule)), { numRuns: 100, endOnFailure: true, seed: 7 })
      expect(found.failed).toBe(true)
    })
  }
})
