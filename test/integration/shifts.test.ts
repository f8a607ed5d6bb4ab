import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { ask, heard, newFolder, sellMilk, signOn, startRegister, tryAsk, type StartedRegister } from './register.fixture.ts'

const names = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 0 } as const
let folder: ReturnType<typeof newFolder>
let office: HeadOffice
let started: StartedRegister | undefined
const officeData = (): string => path.join(folder.data, 'head-office')
const openOffice = (port?: number): Promise<HeadOffice> => startHeadOffice({ dataDirectory: officeData(), store: names, clock: Date.now, log: () => undefined, ...(port !== undefined && { port }) })

beforeEach(async () => {
  folder = newFolder()
  office = await openOffice()
})
afterEach(async () => {
  await started?.register.close()
  started = undefined
  await office.close()
  folder.remove()
})

const filed = (): readonly unknown[] => {
  const raw = new Database(path.join(officeData(), 'head-office.db'), { readonly: true })
  const rows = raw.prepare('SELECT number, net, over_short AS overShort, finding FROM z_report ORDER BY number').all()
  raw.close()
  return rows
}

test('[SHFC-13] a shift is opened, counted, closed and printed with head office away, and its Z is filed when it is back', { timeout: 120_000 }, async () => {
  const { code } = await office.createEnrolmentCode()
  const port = Number(new URL(office.url).port)
  started = await startRegister(path.join(folder.data, 'register'), { demoStore: 'gb', headOffice: office.url, enrolmentCode: code })
  const { register } = started
  const { operators } = await ask(register, 'register', {})
  const manager = operators.find(({ role }) => role === 'manager')
  if (manager === undefined) throw new Error('no manager')
  await ask(register, 'sign-on', { operatorId: manager.id, pin: manager.demoPin ?? '' })
  await office.close()

  await ask(register, 'open-shift', { counts: [{ minor: 1000, pieces: 5 }] })
  const { total } = await sellMilk(register)
  const moved = await ask(register, 'move-cash', { kind: 'payOut', amount: 150, reason: 'supplies' })
  expect(moved.shift.shift?.expected?.[0]).toEqual({ tender: 'cash', amount: 5000 + total - 150 })
  const cash = 5000 + total - 150
  const number = moved.shift.shift?.number ?? 0
  const counted = await ask(register, 'declare-shift', { shift: number, cash: [{ minor: 1, pieces: cash }], others: [] })
  expect(counted.shift?.declaration).toMatchObject({ difference: 0, stale: false })
  const x = await ask(register, 'x-report', {})
  const z = await ask(register, 'close-shift', { shift: number, toSafe: cash - 4000, leave: 4000, bag: 'BAG-1' })
  expect([z.number, z.report.net, z.report.net, z.unsynced > 0]).toEqual([1, x.report.net, total, true])
  // What lies in the drawer now is the next shift's, and was told to nobody but the Z.
  expect(await ask(register, 'shift', {})).toMatchObject({ left: 4000, lastZ: { number: 1 } })
  expect((await tryAsk(register, 'x-report', {})).ok).toBe(false)
  const printed = await heard(register, async () => {
    const { effects } = await ask(register, 'z-report', { number: 1 })
    return ['printed', 'processed', 'sentOnly'].includes(effects[0]?.state ?? '') ? effects[0]?.state : undefined
  })
  expect(printed).toBe('printed')

  office = await openOffice(port)
  await heard(register, () => (filed().length > 0 ? true : undefined))
  expect(filed()).toEqual([{ number: 1, net: total, overShort: 0, finding: null }])
})

test('[SHFC-13] a shift and its count outlive the program, killed without a word', async () => {
  const data = path.join(folder.data, 'register')
  started = await startRegister(data, { demoStore: 'gb' })
  await signOn(started.register)
  await sellMilk(started.register)
  const { shift } = await ask(started.register, 'declare-shift', { shift: 1, cash: [], others: [] })
  started.breakCore()
  await started.register.close()
  started = await startRegister(data, { demoStore: 'gb' })
  await signOn(started.register)
  const after = await ask(started.register, 'shift', {})
  expect([after.shift?.number, after.shift?.declaration]).toEqual([1, shift?.declaration])
  expect(shift?.declaration?.difference).toBeGreaterThan(0)
})
