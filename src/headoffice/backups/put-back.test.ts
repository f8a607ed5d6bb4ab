import Database from 'better-sqlite3'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startHeadOffice } from '../head-office.ts'
import { backupsDesk } from './backups-desk.ts'
import { booksCommands } from './commands.ts'

let folder: string
let now: number
const data = (): string => path.join(folder, 'data')
const file = (): string => path.join(data(), 'head-office.db')
const silent = (): void => undefined
const commands = () => booksCommands({ dataDirectory: data(), clock: () => now, log: silent })

async function books(): Promise<void> {
  const office = await startHeadOffice({ dataDirectory: data(), store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 4 }, clock: () => now, log: silent, pageDirectory: path.join(folder, 'none') })
  await office.close()
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'office-put-back-'))
  now = Date.UTC(2026, 10, 23, 4, 15)
})
afterEach(() => rmSync(folder, { recursive: true }))

test('[HOB-4] of the key of second factors is spoken only where somebody has one, and the key is not there', async () => {
  await books()
  await commands().backUpTo(folder)
  const restored = async (): Promise<string> => {
    now += 1_000
    const [newest = ''] = readdirSync(folder).filter((name) => name.endsWith('.backup.db')).toSorted().toReversed()
    return (await commands().restore(path.join(folder, newest))).join('\n')
  }
  expect(await restored()).not.toContain('people.key')
  const db = new Database(file())
  db.exec("INSERT INTO person (id, sign_on_name, sign_on_key, name, name_key, role, state, passphrase, factor, revision, made_at, changed_at) VALUES ('p', 'mei', 'mei', 'Mei', 'mei', 'owner', 'on', 'x', 'sealed', 1, 0, 0)")
  db.close()
  now += 1_000
  await commands().backUpTo(folder)
  expect(await restored()).toContain('There is no')
  writeFileSync(path.join(data(), 'people.key'), 'kept')
  expect(await restored()).not.toContain('people.key')
})

test('[HOB-1] books that were put back get a backup of their own soon, where those of before lie and are none of theirs; others wait for their time', async () => {
  await books()
  const told: (() => void)[] = []
  const desk = (soonMs: number) => backupsDesk({ dataDirectory: data(), database: file(), clock: () => now, log: silent, soonMs, changed: () => { for (const tell of told.splice(0)) tell() } })
  const untilToldBy = async (one: ReturnType<typeof desk>): Promise<void> => {
    while (one.overview().own?.first.last === undefined) await new Promise<void>((tell) => told.push(tell))
  }
  const before = desk(0)
  await before.makeNow()
  await before.close()
  const [backup = ''] = readdirSync(path.join(data(), 'backups')).filter((name) => name.endsWith('.backup.db'))
  now += 60_000
  await commands().restore(path.join(data(), 'backups', backup))
  const after = desk(0)
  expect(after.overview().own?.first.last).toBeUndefined()
  await untilToldBy(after)
  await after.close()
  expect(readdirSync(path.join(data(), 'backups')).filter((name) => name.endsWith('.backup.db'))).toHaveLength(2)
})

test('[HOB-3] a folder in which nothing can be kept is not called missing', () => {
  mkdirSync(data())
  if (process.platform === 'linux') expect(() => backupsDesk({ dataDirectory: data(), database: file(), secondFolder: '/proc', clock: () => now, log: silent, changed: silent })).toThrow('/proc, can not be used: no files can be kept in it')
})
