import { afterEach, beforeEach, expect, test } from 'vitest'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { sqlite, type TestDatabase } from '../../src/headoffice/store/databases.fixture.ts'
import { newFolder, sellMilk, signOn, startRegister, type StartedRegister } from './register.fixture.ts'

let folder: ReturnType<typeof newFolder>
let database: TestDatabase
let office: HeadOffice
let started: StartedRegister | undefined
beforeEach(async () => {
  folder = newFolder()
  database = await sqlite.create()
  office = await startHeadOffice({ ...database.location, store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 0 }, clock: Date.now, log: () => undefined })
})
afterEach(async () => {
  await started?.register.close()
  await office.close()
  await database.drop()
  folder.remove()
})

test('[REP-14] a register that was enrolled on its screen sends to head office after its next start, which names no address', { timeout: 60_000 }, async () => {
  started = await startRegister(folder.data, { demoStore: 'gb' })
  const { code } = await office.createEnrolmentCode()
  expect((await started.register.replicator.enrol(office.url, code)).ok).toBe(true)
  await started.register.close()
  started = await startRegister(folder.data, { demoStore: 'gb' })
  await signOn(started.register)
  await sellMilk(started.register)
  await expect.poll(() => database.rows('SELECT count(*) AS n FROM sale'), { timeout: 20_000 }).toEqual([{ n: 1 }])
})
