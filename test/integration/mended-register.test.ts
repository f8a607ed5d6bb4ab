import { rmSync, truncateSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { sqlite, type TestDatabase } from '../../src/headoffice/store/databases.fixture.ts'
import { ask, newFolder, sellMilk, startRegister, type StartedRegister } from './register.fixture.ts'

const names = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 0 } as const

let folder: ReturnType<typeof newFolder>
let database: TestDatabase
let office: HeadOffice
let started: StartedRegister
const live = (): string => path.join(folder.data, 'register')
async function open(more: Parameters<typeof startRegister>[1] = {}): Promise<void> {
  started = await startRegister(live(), { demoStore: 'gb', headOffice: office.url, ...more })
  const { operators } = await ask(started.register, 'register', {})
  const manager = operators.find(({ role }) => role === 'manager')
  await ask(started.register, 'sign-on', { operatorId: manager?.id ?? '', pin: manager?.demoPin ?? '' })
}

beforeEach(async () => {
  folder = newFolder()
  database = await sqlite.create()
  office = await startHeadOffice({ ...database.location, store: names, clock: Date.now, log: () => undefined })
  const { code } = await office.createEnrolmentCode()
  await open({ enrolmentCode: code })
})
afterEach(async () => {
  await started.register.close()
  await office.close()
  await database.drop()
  folder.remove()
})

/** What was sold after the backup is gone with the file, and head office has it. */
async function loseAllSinceBackup(): Promise<void> {
  await started.register.close()
  const file = path.join(live(), 'register.db')
  truncateSync(file, 0)
  rmSync(`${file}-sums`)
}

const healthy = (): Promise<void> =>
  expect.poll(() => ({ state: started.register.replicator.view().state, waiting: started.register.replicator.view().waiting }), { timeout: 30_000 }).toEqual({ state: 'healthy', waiting: 0 })

test('[MEND-4] [REP-7] a register whose disk lost what was sold since its backup has all of it again from head office, without anybody', { timeout: 60_000 }, async () => {
  const before = await sellMilk(started.register)
  expect(await started.register.core.internal.makeBackup(Date.now())).toMatchObject({ ok: true })
  const lost = [await sellMilk(started.register), await sellMilk(started.register)]
  await healthy()
  await loseAllSinceBackup()
  await open()
  expect((await ask(started.register, 'register', {})).mended).toMatchObject({ how: 'backup', missing: true })
  await healthy()
  for (const sale of [before, ...lost]) expect((await ask(started.register, 'receipt', { saleId: sale.id })).sale.number).toBe(sale.number)
  const after = await sellMilk(started.register)
  const atHeadOffice = async (): Promise<readonly unknown[]> => (await database.rows('SELECT number FROM sale ORDER BY completed_at, number')).map((row) => (row as { readonly number: string }).number)
  await expect.poll(atHeadOffice, { timeout: 30_000 }).toEqual([before.number, ...lost.map(({ number }) => number), after.number])
  expect(await database.rows('SELECT kind FROM alert WHERE resolved_at IS NULL')).toEqual([{ kind: 'restored' }])
})

test('[SHF-4] [MEND-4] sold on before head office gave back what was lost, X and Z name as numbers without a document those that no document has', { timeout: 90_000 }, async () => {
  await sellMilk(started.register)
  expect(await started.register.core.internal.makeBackup(Date.now())).toMatchObject({ ok: true })
  await sellMilk(started.register)
  await sellMilk(started.register)
  await healthy()
  const port = Number(new URL(office.url).port)
  await office.close()
  await loseAllSinceBackup()
  await open()
  const after = await sellMilk(started.register)
  const counter = Number(after.number.split('-')[1])
  expect(counter).toBeGreaterThan(100)
  const receipts = async (): Promise<object> => (await ask(started.register, 'x-report', {})).report.receipts
  expect(await receipts()).toEqual({ first: '1-1', last: after.number, gaps: [{ from: 2, to: counter - 1 }] })
  office = await startHeadOffice({ ...database.location, store: names, clock: Date.now, log: () => undefined, port })
  const gaps = [{ from: 4, to: counter - 1 }]
  await expect.poll(receipts, { timeout: 60_000 }).toEqual({ first: '1-1', last: after.number, gaps })
  const { shift } = await ask(started.register, 'shift', {})
  const cash = shift?.expected?.[0]?.amount ?? 0
  await ask(started.register, 'declare-shift', { shift: shift?.number ?? 0, cash: [{ minor: 1, pieces: cash }], others: [] })
  await ask(started.register, 'close-shift', { shift: shift?.number ?? 0, toSafe: cash, leave: 0, bag: 'BAG-1' })
  expect((await ask(started.register, 'z-report', { number: 1 })).report).toMatchObject({ sales: { count: 4 }, receipts: { gaps } })
})
