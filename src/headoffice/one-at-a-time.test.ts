import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { booksCommands } from './backups/commands.ts'
import { type HeadOffice, startHeadOffice } from './head-office.ts'
import { letIn } from './people/let-in.ts'
import { createPostgres, noPostgres, skippedTitle } from './store/databases.fixture.ts'

let folder: string
let offices: HeadOffice[]
const silent = (): void => undefined
const store = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 4 }
const start = async (more: { readonly databaseUrl?: string } = {}): Promise<HeadOffice> => {
  const office = await startHeadOffice({ dataDirectory: path.join(folder, 'data'), store, clock: Date.now, log: silent, pageDirectory: path.join(folder, 'none'), ...more })
  offices.push(office)
  return office
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'one-at-a-time-'))
  offices = []
})
afterEach(async () => {
  await Promise.all(offices.map((office) => office.close()))
  rmSync(folder, { recursive: true })
})

test('[HOB-4] a second head office on one file is refused with who has it and since when, the commands go beside it, and it starts once the first has ended', async () => {
  const first = await start()
  const since = new Date().toISOString().slice(0, 10)
  await expect(start()).rejects.toThrow(new RegExp(`already running on the books in ${path.join(folder, 'data')} \\(process ${process.pid}, since ${since} \\d\\d:\\d\\d UTC\\).*nothing was changed`, 'u'))
  expect((await fetch(`${first.url}/api/me`)).status).toBe(200)
  const beside = { dataDirectory: path.join(folder, 'data'), clock: Date.now, log: silent }
  expect(await booksCommands(beside).check()).toEqual([expect.stringContaining('the books are sound')])
  expect((await booksCommands(beside).backUpTo(folder))[0]).toContain('backed up and looked through')
  expect((await letIn(beside, 'ann')).ok).toBe(true)
  await first.close()
  offices = []
  await start()
})

if (noPostgres === undefined)
  test('[HOB-4] several head offices run on one PostgreSQL, also from one data folder', async () => {
    const database = await createPostgres()
    try {
      for (let count = 0; count < 2; count += 1) await start({ databaseUrl: database.databaseUrl })
      await Promise.all(offices.map((office) => office.close()))
      expect(offices.splice(0)).toHaveLength(2)
    } finally {
      await database.drop()
    }
  })
else test.skip(skippedTitle, () => {})
