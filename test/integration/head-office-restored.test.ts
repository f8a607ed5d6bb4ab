import Database from 'better-sqlite3'
import { mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { booksCommands } from '../../src/headoffice/backups/commands.ts'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { ask, newFolder, sellMilk, startRegister, type StartedRegister } from './register.fixture.ts'

const names = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 0 } as const

interface SaleRow {
  readonly id: string
  readonly number: string
  readonly total: number
}

let folder: ReturnType<typeof newFolder>
let office: HeadOffice
const started: StartedRegister[] = []

const data = (): string => path.join(folder.data, 'head-office')
const commands = () => booksCommands({ dataDirectory: data(), clock: Date.now, log: () => undefined })
const openOffice = async (port?: number): Promise<void> => void (office = await startHeadOffice({ dataDirectory: data(), store: names, clock: Date.now, log: () => undefined, ...(port !== undefined && { port }) }))
function rowsIn<Row>(file: string, sql: string): readonly Row[] {
  const db = new Database(file, { readonly: true })
  try {
    return db.prepare<[], Row>(sql).all()
  } finally {
    db.close()
  }
}
const atHeadOffice = (): readonly SaleRow[] => rowsIn<SaleRow>(path.join(data(), 'head-office.db'), 'SELECT sale_id AS id, number, total FROM sale ORDER BY number')

async function newRegister(name: string): Promise<StartedRegister> {
  const { code } = await office.createEnrolmentCode()
  const one = await startRegister(path.join(folder.data, name), { demoStore: 'gb', headOffice: office.url, enrolmentCode: code })
  started.push(one)
  const { operators } = await ask(one.register, 'register', {})
  const manager = operators.find(({ role }) => role === 'manager')
  await ask(one.register, 'sign-on', { operatorId: manager?.id ?? '', pin: manager?.demoPin ?? '' })
  await ask(one.register, 'open-shift', { counts: [{ minor: 1000, pieces: 5 }] })
  return one
}
const drained = (one: StartedRegister) => expect.poll(() => ({ state: one.register.replicator.view().state, waiting: one.register.replicator.view().waiting }), { timeout: 60_000 }).toEqual({ state: 'healthy', waiting: 0 })

beforeEach(async () => {
  folder = newFolder()
  await openOffice()
})
afterEach(async () => {
  for (const one of started.splice(0)) await one.register.close()
  await office.close()
  folder.remove()
})

test('[REP-6] [HOB-4] put back from an older backup, head office gets every sale again, once, also of a register that was enrolled since', { timeout: 120_000 }, async () => {
  const first = await newRegister('one')
  await sellMilk(first.register)
  await sellMilk(first.register)
  await drained(first)
  const kept = path.join(folder.data, 'kept')
  mkdirSync(kept)
  await commands().backUpTo(kept)
  await sellMilk(first.register)
  const second = await newRegister('two')
  await sellMilk(second.register)
  for (const one of [first, second]) await drained(one)
  const all = atHeadOffice()
  expect(all).toHaveLength(4)

  const { port } = new URL(office.url)
  await office.close()
  // What is sold while there is no head office waits.
  await sellMilk(second.register)
  await commands().restore(path.join(kept, readdirSync(kept).find((name) => name.endsWith('.backup.db')) ?? ''))
  expect(atHeadOffice()).toHaveLength(2)
  await openOffice(Number(port))
  await expect.poll(() => atHeadOffice().length, { timeout: 60_000 }).toBe(5)
  for (const one of [first, second]) await drained(one)
  const now = atHeadOffice()
  expect(now.filter(({ id }) => all.some((one) => one.id === id))).toEqual(all)
  const own = ['one', 'two'].flatMap((name) => rowsIn<SaleRow>(path.join(folder.data, name, 'register.db'), 'SELECT id, number, total FROM sale ORDER BY number'))
  expect(own.toSorted((a, b) => (a.number < b.number ? -1 : 1))).toEqual(now)
  expect(await commands().check()).toEqual([expect.stringContaining('2 registers')])
})
