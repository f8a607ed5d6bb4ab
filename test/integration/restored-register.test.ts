import Database from 'better-sqlite3'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type FileVerified } from '../../src/db/verify/index.ts'
import { GENESIS_HASH, verifyChain } from '../../src/domain/journal/index.ts'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from '../../src/headoffice/store/databases.fixture.ts'
import { openStore } from '../../src/headoffice/store/open-store.ts'
import { ask, newFolder, sellMilk, startRegister, type StartedRegister } from './register.fixture.ts'

const names = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 0 } as const
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

interface SaleRow {
  readonly id: string
  readonly number: string
  readonly total: number
}

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('a register that was restored from a backup, and head office on $name', ({ create }) => {
  let folder: ReturnType<typeof newFolder>
  let database: TestDatabase
  let office: HeadOffice
  let started: StartedRegister
  const live = (): string => path.join(folder.data, 'register')
  const backup = (): string => path.join(folder.data, 'backup')
  const openOffice = (port?: number): Promise<HeadOffice> => startHeadOffice({ ...database.location, store: names, clock: Date.now, log: () => undefined, ...(port !== undefined && { port }) })
  const open = async (more: Parameters<typeof startRegister>[1] = {}): Promise<void> => {
    started = await startRegister(live(), { demoStore: 'gb', headOffice: office.url, ...more })
    const { operators } = await ask(started.register, 'register', {})
    const manager = operators.find(({ role }) => role === 'manager')
    await ask(started.register, 'sign-on', { operatorId: manager?.id ?? '', pin: manager?.demoPin ?? '' })
  }

  beforeEach(async () => {
    folder = newFolder()
    database = await create()
    office = await openOffice()
    const { code } = await office.createEnrolmentCode()
    await open({ enrolmentCode: code })
    await ask(started.register, 'open-shift', { counts: [{ minor: 1000, pieces: 5 }] })
  })
  afterEach(async () => {
    await started.register.close()
    await office.close()
    await database.drop()
    folder.remove()
  })

  async function sell(count: number): Promise<void> {
    for (let sold = 0; sold < count; sold += 1) await sellMilk(started.register)
  }
  async function backUp(): Promise<void> {
    await started.register.close()
    cpSync(live(), backup(), { recursive: true })
    await open()
  }
  async function restore(): Promise<void> {
    await started.register.close()
    rmSync(live(), { recursive: true })
    cpSync(backup(), live(), { recursive: true })
  }
  const healthy = async (): Promise<void> => {
    await expect.poll(() => ({ state: started.register.replicator.view().state, waiting: started.register.replicator.view().waiting }), { timeout: 30_000 }).toEqual({ state: 'healthy', waiting: 0 })
  }
  const atHeadOffice = async (): Promise<readonly SaleRow[]> => ((await database.rows('SELECT sale_id AS id, number, total FROM sale ORDER BY number, sale_id')) as SaleRow[]).map((row) => ({ ...row, total: Number(row.total) }))

  /** What the register's file says: its sales, and whether each epoch's chain holds. */
  function inFile<Row>(sql: string): readonly Row[] {
    const db = new Database(path.join(live(), 'register.db'), { readonly: true })
    try {
      return db.prepare<[], Row>(sql).all()
    } finally {
      db.close()
    }
  }
  function soundEpochs(): readonly number[] {
    const epochs = [...new Set(inFile<{ epoch: number }>('SELECT epoch FROM journal ORDER BY position').map(({ epoch }) => epoch))]
    for (const epoch of epochs) {
      const entries = inFile<{ prevHash: string; hash: string; text: string }>(`SELECT prev_hash AS prevHash, hash, text FROM journal WHERE epoch = ${epoch} ORDER BY position`)
      expect(verifyChain(entries, GENESIS_HASH, sha256), `epoch ${epoch}`).toBeUndefined()
    }
    return epochs
  }
  async function expectBothHold(sales: number): Promise<void> {
    await expect.poll(async () => (await atHeadOffice()).length, { timeout: 30_000 }).toBe(sales)
    await healthy()
    const held = await atHeadOffice()
    expect(inFile<SaleRow>('SELECT id, number, total FROM sale ORDER BY number, id')).toEqual(held)
    const sum = held.reduce((total, one) => total + one.total, 0)
    await expect.poll(() => inFile<{ total: number }>('SELECT coalesce(sum(total), 0) AS total FROM day_total')).toEqual([{ total: sum }])
    await expect.poll(() => inFile<{ amount: number }>("SELECT sum(amount) AS amount FROM ledger WHERE kind = 'tender' AND key = 'cash'")).toEqual([{ amount: sum }])
  }

  test('[REP-7] gets back from head office what it lost, goes on in an epoch of its own, and gives no receipt number out twice', { timeout: 90_000 }, async () => {
    await sell(2)
    await healthy()
    await backUp()
    await sell(3)
    await healthy()
    const before = inFile<{ id: string }>('SELECT id FROM journal')
    await restore()
    await open()
    await expectBothHold(5)
    expect((await sellMilk(started.register)).number).toBe('1-6')
    await expectBothHold(6)
    expect(soundEpochs()).toEqual([1, 2])
    // All that was lost is back, under the ids it had: who signed on and opened the shift, too.
    const ids = inFile<{ id: string }>('SELECT id FROM journal').map(({ id }) => id)
    for (const { id } of before) expect(ids).toContain(id)
    expect(await database.rows('SELECT count(*) AS n FROM quarantine')).toEqual([{ n: 0 }])
    // Both screens say so: the till for a day, head office with both heads and the receipts that only it had.
    expect(started.register.replicator.view().restored).toMatchObject({ epoch: 2 })
    const store = await openStore(database.location, Date.now(), () => {})
    const { alerts } = await store.overview(Date.now())
    await store.close()
    expect(alerts).toMatchObject([{ kind: 'restored', store: 'Quay Street', registerNumber: 1, epoch: 2, restored: { headOffice: { epoch: 1 }, receipts: ['1-3', '1-4', '1-5'] } }])
    const { own, headOffice: held, branch } = alerts[0]?.restored ?? { own: { seq: 0 }, headOffice: { seq: 0 }, branch: 0 }
    expect([own.seq < held.seq, branch >= 3]).toEqual([true, true])
  })

  test('[REP-16] its day is complete once it closed it, with each sale once on both sides', { timeout: 90_000 }, async () => {
    await sell(2)
    await healthy()
    await backUp()
    await sell(3)
    await healthy()
    await restore()
    await open()
    await expectBothHold(5)
    await sell(1)
    await expectBothHold(6)
    const { shift } = await ask(started.register, 'shift', {})
    const cash = shift?.expected?.[0]?.amount ?? 0
    await ask(started.register, 'declare-shift', { shift: shift?.number ?? 0, cash: [{ minor: 1, pieces: cash }], others: [] })
    await ask(started.register, 'close-shift', { shift: shift?.number ?? 0, toSafe: cash, leave: 0, bag: 'BAG-1' })
    await expect.poll(() => started.register.replicator.view().days?.[0], { timeout: 30_000 }).toMatchObject({ state: 'complete', documents: 6 })
    const store = await openStore(database.location, Date.now(), () => {})
    const { storeDays } = await store.overview(Date.now())
    await store.close()
    expect(storeDays).toMatchObject([{ state: 'complete', registers: [{ state: 'complete', documents: 6, late: [] }] }])
    expect(storeDays[0]?.registers[0]).not.toHaveProperty('others')
  })

  test('[REP-7] sold before it heard of it: both histories are kept, each sale once, and the till sells meanwhile', { timeout: 90_000 }, async () => {
    await sell(2)
    await healthy()
    await backUp()
    await sell(3)
    await healthy()
    const port = Number(new URL(office.url).port)
    await office.close()
    await restore()
    await open()
    // Nobody can tell it yet: two receipt numbers are given out a second time, which head office then sees.
    await sell(2)
    office = await openOffice(port)
    await expectBothHold(7)
    await sell(1)
    await expectBothHold(8)
    const numbers = (await atHeadOffice()).map(({ number }) => number)
    expect(numbers).toEqual(['1-1', '1-2', '1-3', '1-3', '1-4', '1-4', '1-5', '1-6'])
    expect(soundEpochs()).toEqual([1, 2])
    await expect.poll(async () => (await ask(started.register, 'shift', {})).shift?.expected?.[0]?.amount).toBe(5000 + (await atHeadOffice()).reduce((sum, { total }) => sum + total, 0))
    // The same again: from the first backup, over an epoch that it then knows nothing of.
    await restore()
    await open()
    await sell(1)
    await expectBothHold(9)
    // Of the second it has nothing of its own: all of it came again in the third.
    expect(soundEpochs()).toEqual([1, 3])
    // So does the tool that needs no register to look, in a process of its own: how SQLite reads addresses is settled at its first use.
    await started.register.close()
    const look = `import { verifyRegisterFile } from '${path.join(import.meta.dirname, '..', '..', 'src', 'db', 'verify', 'index.ts')}'; console.log(JSON.stringify(verifyRegisterFile({ path: process.argv[1] })))`
    const looked = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', look, path.join(live(), 'register.db')], { encoding: 'utf8' })) as FileVerified
    if (!looked.ok) throw new Error(looked.why)
    expect(looked.verification.fault).toBeUndefined()
    expect(looked.verification.epochs.map(({ epoch }) => epoch)).toEqual([1, 3])
    await open()
  })
})
