import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from '../../src/headoffice/store/databases.fixture.ts'
import { seed, water } from '../../src/main/core/core.fixture.ts'
import { ask, newFolder, type StartedRegister, startRegister } from './register.fixture.ts'

const names = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 0 } as const

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('the last one on the shelf, and head office on $name', ({ create }) => {
  let folder: ReturnType<typeof newFolder>
  let database: TestDatabase
  let office: HeadOffice
  const running: StartedRegister[] = []
  const openOffice = (port?: number): Promise<HeadOffice> => startHeadOffice({ ...database.location, store: names, clock: Date.now, log: () => undefined, ...(port !== undefined && { port }) })

  beforeEach(async () => {
    folder = newFolder()
    database = await create()
    office = await openOffice()
  })
  afterEach(async () => {
    for (const { register } of running.splice(0)) await register.close()
    await office.close()
    await database.drop()
    folder.remove()
  })

  async function enrolled(name: string): Promise<StartedRegister> {
    const { code } = await office.createEnrolmentCode()
    const started = await startRegister(path.join(folder.data, name), { headOffice: office.url, enrolmentCode: code })
    running.push(started)
    await started.register.core.internal.seed(seed)
    await ask(started.register, 'sign-on', { operatorId: 'op-1', pin: '4711' })
    return started
  }

  async function sellWater({ register }: StartedRegister): Promise<void> {
    await ask(register, 'scan', water)
    const { basket } = await ask(register, 'counter', {})
    await ask(register, 'complete-sale', { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'cash' }] })
  }

  test('[REP-15] nothing that is known of stock stops a sale: two registers that cannot ask sell the same goods, and head office has both, once each', { timeout: 90_000 }, async () => {
    const [a, b] = [await enrolled('a'), await enrolled('b')]
    const port = Number(new URL(office.url).port)
    await office.close()
    // Nobody ever received any of it: each of them is one more than there is.
    await sellWater(a)
    await sellWater(b)
    await sellWater(a)
    office = await openOffice(port)
    await expect.poll(() => database.rows('SELECT number FROM sale ORDER BY number'), { timeout: 60_000 }).toEqual([{ number: '1-1' }, { number: '1-2' }, { number: '2-1' }])
    expect(await database.rows('SELECT count(*) AS n FROM quarantine')).toEqual([{ n: 0 }])
  })
})
