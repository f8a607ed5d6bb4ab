import Database from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { chain } from '../ingest/ingest.ts'
import { type BatchPlan, type KnownChain, planBatch } from '../ingest/plan-batch.ts'
import { append, batchOf, testRegister, type TestRegister } from '../register.fixture.ts'
import { openDatabase } from './open-database.ts'
import { type HeadOfficeStore } from './port.ts'
import { openSqliteStore } from './sqlite.ts'

const demo = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 4 }

let folder: string
let path: string
let store: HeadOfficeStore
let storeId: string
let register: TestRegister

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'head-office-'))
  path = join(folder, 'head-office.db')
  store = openSqliteStore(path, 1)
  storeId = await store.ensureStore(demo, 1)
  register = testRegister()
  await store.addCode(storeId, 'code', 100, 1)
  await store.enrol({ codeHash: 'code', register: register.id, publicKey: register.publicKey }, 2)
  for (let count = 0; count < 5; count += 1) append(register)
})

afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

/** The tables as another connection sees them: committed state only. */
function committed(): Record<string, number> {
  const reader = new Database(path, { readonly: true })
  const count = (table: string): number => reader.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? -1
  const counts = { ledger: count('ledger'), sale: count('sale'), cursor: count('cursor'), alert: count('alert'), quarantine: count('quarantine') }
  reader.close()
  return counts
}

const apply = (from: number, to: number, change: (plan: BatchPlan) => BatchPlan = (plan) => plan) => {
  const batch = chain(batchOf(register, from, to))
  return store.applyBatch(storeId, batch, 10, (known: KnownChain) => change(planBatch(known, batch)))
}

describe('the store on SQLite', () => {
  test('[REP-1] ledger, effect and cursor are there together once applyBatch has resolved', async () => {
    expect(await apply(1, 5)).toEqual({ refused: false, last: { seq: 5, hash: register.entries[4]?.hash }, filed: 5 })
    expect(committed()).toEqual({ ledger: 5, sale: 5, cursor: 1, alert: 0, quarantine: 0 })
  })

  test('[REP-1] a throw in the middle leaves nothing of the batch', async () => {
    await apply(1, 2)
    // An amount that is no integer fails in the database itself, after three rows were written.
    const spoil = (plan: BatchPlan): BatchPlan => ({
      ...plan,
      file: plan.file.map((entry) => (entry.seq === 4 && entry.effect.kind === 'sale' ? { ...entry, effect: { ...entry.effect, sale: { ...entry.effect.sale, total: 0.5 } } } : entry)),
    })
    await expect(apply(3, 5, spoil)).rejects.toThrow('cannot store REAL value')
    expect(committed()).toEqual({ ledger: 2, sale: 2, cursor: 1, alert: 0, quarantine: 0 })
    expect((await apply(3, 5)).last.seq).toBe(5)
  })

  test('[REP-3] the ledger refuses to be changed or shortened', async () => {
    await apply(1, 5)
    const other = new Database(path)
    expect(() => other.prepare('DELETE FROM ledger').run()).toThrow('append-only')
    expect(() => other.prepare("UPDATE ledger SET text = ''").run()).toThrow('append-only')
    other.close()
    expect(committed()['ledger']).toBe(5)
  })

  test('[REP-1] the connection is FULL after a write, also on the second opening', () => {
    const file = join(folder, 'settings.db')
    for (const opening of [1, 2]) {
      const { connection } = openDatabase(file, opening)
      connection.prepare('UPDATE instance SET created_at = 9').run()
      expect(connection.pragma('synchronous', { simple: true })).toBe(2)
      expect(connection.pragma('journal_mode', { simple: true })).toBe('wal')
      connection.close()
    }
  })

  test('[REP-6] the instance belongs to the database file', async () => {
    const { instance } = store
    await store.close()
    store = openSqliteStore(path, 3)
    expect(store.instance).toBe(instance)
    const another = openSqliteStore(join(folder, 'another.db'), 3)
    expect(another.instance).not.toBe(instance)
    await another.close()
  })

  test('[REP-12] a database of a newer version is refused, untouched', async () => {
    await store.close()
    const newer = new Database(path)
    newer.pragma('user_version = 99')
    newer.close()
    expect(() => openSqliteStore(path, 3)).toThrow('version 99')
    const back = new Database(path)
    expect(back.pragma('user_version', { simple: true })).toBe(99)
    back.pragma('user_version = 1')
    back.close()
    store = openSqliteStore(path, 3)
  })

  test('[REP-2] a register number is never handed out twice, not after a retirement either', async () => {
    await store.retire(register.id, 5)
    const next = testRegister()
    await store.addCode(storeId, 'second', 100, 1)
    const outcome = await store.enrol({ codeHash: 'second', register: next.id, publicKey: next.publicKey }, 6)
    expect(outcome.ok && outcome.answer.registerNumber).toBe(2)
  })

  test('[REP-16] today counts sales of the business date, one total per currency', async () => {
    await apply(1, 5)
    const noon = Date.UTC(2026, 10, 21, 12)
    const [shown] = (await store.overview(noon)).stores
    expect(shown?.today).toEqual([{ currency: 'GBP', sales: 5, total: 5 * 1250 + 15 }])
    expect((await store.overview(noon + 86_400_000)).stores[0]?.today).toEqual([])
    // 03:00 still belongs to the day before.
    expect((await store.overview(Date.UTC(2026, 10, 22, 3))).stores[0]?.businessDate).toBe('2026-11-21')
  })
})
