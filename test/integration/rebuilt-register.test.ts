import Database from 'better-sqlite3'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type FileVerified } from '../../src/db/verify/index.ts'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { openStore } from '../../src/headoffice/store/open-store.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from '../../src/headoffice/store/databases.fixture.ts'
import { type Refusal } from '../../src/domain/errors/index.ts'
import { ask, milk, newFolder, sellMilk, startRegister, tryAsk, type StartedRegister } from './register.fixture.ts'
import { bristol } from './setup.fixture.ts'

const names = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 4 } as const
const manager = { name: 'Mei', pin: '4829' }

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('a register that is rebuilt, and head office on $name', ({ create }) => {
  let folder: ReturnType<typeof newFolder>
  let database: TestDatabase
  let office: HeadOffice
  let open: StartedRegister[]
  const lost = (): string => path.join(folder.data, 'lost')
  const fresh = (): string => path.join(folder.data, 'fresh')
  const openOffice = (port?: number): Promise<HeadOffice> => startHeadOffice({ ...database.location, store: names, clock: Date.now, log: () => undefined, ...(port !== undefined && { port }) })

  async function start(data: string, more: Parameters<typeof startRegister>[1] = {}): Promise<StartedRegister> {
    const started = await startRegister(data, more)
    open.push(started)
    return started
  }
  async function stop(started: StartedRegister): Promise<void> {
    open.splice(open.indexOf(started), 1)
    await started.register.close()
  }
  async function signOn({ register }: StartedRegister, pin?: string): Promise<void> {
    const { operators } = await ask(register, 'register', {})
    const who = operators.find((one) => (pin === undefined ? one.role === 'manager' : one.name === manager.name))
    await ask(register, 'sign-on', { operatorId: who?.id ?? '', pin: pin ?? who?.demoPin ?? '' })
  }
  const healthy = async ({ register }: StartedRegister): Promise<void> => {
    await expect.poll(() => ({ state: register.replicator.view().state, waiting: register.replicator.view().waiting }), { timeout: 30_000 }).toEqual({ state: 'healthy', waiting: 0 })
  }

  beforeEach(async () => {
    folder = newFolder()
    open = []
    database = await create()
    office = await openOffice()
  })
  afterEach(async () => {
    for (const { register } of open) await register.close()
    await office.close()
    await database.drop()
    folder.remove()
  })

  async function tradedDay(): Promise<StartedRegister> {
    const { code } = await office.createEnrolmentCode()
    const started = await start(lost(), { demoStore: 'gb', headOffice: office.url, enrolmentCode: code })
    await signOn(started)
    await ask(started.register, 'open-shift', { counts: [{ minor: 1000, pieces: 5 }] })
    for (let sold = 0; sold < 3; sold += 1) await sellMilk(started.register)
    return started
  }
  async function registerIdOf(data: string): Promise<string> {
    return inFile<{ id: string }>(data, 'SELECT register_id AS id FROM register')[0]?.id ?? ''
  }
  function inFile<Row>(data: string, sql: string): readonly Row[] {
    const db = new Database(path.join(data, 'register.db'), { readonly: true })
    try {
      return db.prepare<[], Row>(sql).all()
    } finally {
      db.close()
    }
  }
  const codeFor = async (data: string): Promise<string> => (await office.createRebuildCode(await registerIdOf(data)))?.code ?? ''
  async function rebuildHere(data: string, enrolmentCode: string, language: 'en' | 'zh-CN' = 'en'): Promise<{ readonly receiptNumbersTo: number }> {
    const started = await start(data)
    const made = await ask(started.register, 'rebuild-register', { url: office.url, enrolmentCode, manager, language })
    expect((await ask(started.register, 'setup', {})).rebuilt).toEqual(made)
    await stop(started)
    return made
  }
  /** What is derived from the journal of an epoch, in whatever order it was written. */
  const derived = ['sale', 'refund', 'stored_value_move', 'voucher', 'lay_away_deposit', 'sale_line', 'day_total', 'receipt', 'on_hand', 'item_sold', 'receipt_card', 'account_move', 'customer_sale', 'second_person'] as const

  const place = (): string => path.join(fresh(), 'taken-over')
  const count = (sql: string): Promise<readonly unknown[]> => database.rows(sql)

  /** Everything that leaves rows beside its entry: a refund, a gift card, goods laid aside with two deposits, a held sale, a Z; and an amount from which on two people agree. */
  async function fullDay(): Promise<StartedRegister> {
    const started = await tradedDay()
    const { register } = started
    const sale = await sellMilk(register)
    await ask(register, 'add-return', { saleId: sale.id, lineNo: 1, quantity: 1000, condition: 'stock', reason: 'changedMind' })
    await complete(started)
    await ask(register, 'sell-gift-card', { number: 'GIFT123456', amount: 2000 })
    await complete(started)
    await ask(register, 'scan', { barcode: milk })
    const { basket } = await ask(register, 'counter', {})
    await ask(register, 'lay-aside', { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, deposit: 50 })
    await complete(started)
    const [layAway] = (await ask(register, 'lay-aways', {})).layAways
    await ask(register, 'pay-lay-away', { layAwayId: layAway?.id ?? '', amount: 20 })
    await complete(started)
    await ask(register, 'scan', { barcode: milk })
    await ask(register, 'suspend-basket', { label: 'blue coat' })
    await ask(register, 'set-second-person', { permission: 'refund', above: 7_000 })
    return started
  }
  async function complete({ register }: StartedRegister): Promise<void> {
    const { basket } = await ask(register, 'counter', {})
    await ask(register, 'complete-sale', { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'cash' }] })
  }
  async function closeShift({ register }: StartedRegister): Promise<void> {
    const { shift } = await ask(register, 'shift', {})
    const cash = shift?.expected?.[0]?.amount ?? 0
    await ask(register, 'declare-shift', { shift: shift?.number ?? 0, cash: [{ minor: 1, pieces: cash }], others: [] })
    await ask(register, 'close-shift', { shift: shift?.number ?? 0, toSafe: cash, leave: 0, bag: 'BAG-1' })
  }

  test('[REB-1] has all of what the lost one had, sells on behind its numbers, and head office takes it', { timeout: 120_000 }, async () => {
    const before = await fullDay()
    await closeShift(before)
    await healthy(before)
    const [expected, z] = [await ask(before.register, 'lay-aways', {}), await ask(before.register, 'shift', {})]
    await stop(before)
    const made = await rebuildHere(fresh(), await codeFor(lost()), 'zh-CN')
    expect(made).toMatchObject({ registerNumber: 1, storeName: 'Quay Street', receiptNumbersTo: 2000 })
    for (const table of derived) expect(inFile(place(), `SELECT * FROM ${table} ORDER BY 1, 2`), table).toEqual(inFile(lost(), `SELECT * FROM ${table} ORDER BY 1, 2`))
    const journal = 'SELECT position, id, prev_hash, hash, text, receipt_counter, sale_count FROM journal WHERE epoch = 1 ORDER BY position'
    expect(inFile(place(), journal)).toEqual(inFile(lost(), journal))
    const money = "SELECT shift, day, kind, key, operator, hour, count, amount FROM ledger WHERE kind NOT LIKE 'act%' ORDER BY 1, 2, 3, 4, 5, 6"
    expect(inFile(place(), money)).toEqual(inFile(lost(), money))
    for (const sql of ['SELECT number, position FROM z_report', 'SELECT id, number, basket_id, state, total, until, counter FROM lay_away ORDER BY id', 'SELECT id, suspended_at, suspended_by, label FROM basket WHERE suspended_at IS NOT NULL ORDER BY id']) expect(inFile(place(), sql), sql).toEqual(inFile(lost(), sql))

    const again = await start(fresh())
    await signOn(again, manager.pin)
    const { register } = again
    // Nothing in its journal says a language: it speaks as whoever rebuilt it does. Its goods are there, and no tile of them.
    expect((await register.core.internal.facts()).language).toBe('zh-CN')
    expect(await ask(register, 'tiles', {})).toEqual({ pages: [], goods: true })
    const known = ({ layAways }: typeof expected): unknown => layAways.map(({ number, state, total, paid, due, until }) => ({ number, state, total, paid, due, until }))
    expect(known(await ask(register, 'lay-aways', {}))).toEqual(known(expected))
    expect((await ask(register, 'shift', {})).shift).toEqual(z.shift)
    // What was sold is sold again by its barcode, at the price it had.
    await ask(register, 'open-shift', { counts: [{ minor: 1000, pieces: 5 }] })
    expect((await sellMilk(register)).number).toBe('1-2001')
    // The goods that were laid aside go out for what is due, and the held sale is taken up.
    const [layAway] = (await ask(register, 'lay-aways', {})).layAways
    await ask(register, 'collect-lay-away', { layAwayId: layAway?.id ?? '' })
    await complete(again)
    const [held] = (await ask(register, 'suspended-baskets', {})).baskets
    await ask(register, 'resume-basket', { basketId: held?.basketId ?? '' })
    await complete(again)
    expect(await register.core.internal.verifyChain()).toBeUndefined()
    await closeShift(again)
    await healthy(again)
    const numbers = (await count('SELECT number FROM sale')).map((row) => (row as { number: string }).number)
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(inFile<{ n: number }>(fresh(), 'SELECT count(*) AS n FROM sale')).toEqual([{ n: numbers.length }])
    expect(await count('SELECT count(*) AS n FROM quarantine')).toEqual([{ n: 0 }])
    expect(await count('SELECT finding FROM z_report WHERE finding IS NOT NULL')).toEqual([])
    await expect.poll(() => register.replicator.view().days?.map(({ state }) => state), { timeout: 30_000 }).toEqual(['complete'])
    expect(register.replicator.view().restored).toMatchObject({ epoch: 2, rebuilt: true })
    await stop(again)
    // In a process of its own: how SQLite reads addresses is settled at its first use.
    const look = `import { verifyRegisterFile } from '${path.join(import.meta.dirname, '..', '..', 'src', 'db', 'verify', 'index.ts')}'; console.log(JSON.stringify(verifyRegisterFile({ path: process.argv[1] })))`
    const looked = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', look, path.join(fresh(), 'register.db')], { encoding: 'utf8' })) as FileVerified
    if (!looked.ok) throw new Error(looked.why)
    expect([looked.verification.fault, looked.verification.epochs.map(({ epoch }) => epoch)]).toEqual([undefined, [1, 2]])
  })

  test('[REB-2] the old machine comes back: it keeps selling, nothing of it is merged, and what it still has is filed when somebody says so', { timeout: 120_000 }, async () => {
    const before = await tradedDay()
    await healthy(before)
    const port = Number(new URL(office.url).port)
    // Cut off from head office it sells on, and then it is stolen.
    await office.close()
    await sellMilk(before.register)
    await stop(before)
    office = await openOffice(port)
    await rebuildHere(fresh(), await codeFor(lost()))
    const again = await start(fresh())
    await signOn(again, manager.pin)
    await sellMilk(again.register)
    await healthy(again)
    const back = await start(lost(), { demoStore: 'gb', headOffice: office.url })
    await signOn(back)
    await sellMilk(back.register)
    await expect.poll(() => back.register.replicator.view().twin, { timeout: 30_000 }).toBe('open')
    expect(await count('SELECT count(*) AS n FROM sale')).toEqual([{ n: 4 }])
    const registerId = await registerIdOf(lost())
    const opened = await fetch(`${office.url}/api/session`, { method: 'POST', headers: { origin: office.url, 'content-type': 'application/json' }, body: JSON.stringify({ secret: new URL(office.pageUrl()).hash.replace('#secret=', '') }) })
    const settled = await fetch(`${office.url}/api/stores/${office.storeId}/registers/${registerId}/settle-twins`, { method: 'POST', headers: { cookie: opened.headers.getSetCookie()[0]?.split(';')[0] ?? '', origin: office.url, 'content-type': 'application/json' }, body: JSON.stringify({ by: 'Mei', goesOn: 2 }) })
    expect(settled.status).toBe(204)
    // Both sales that head office never had, and no number that the new machine gives out.
    await expect.poll(async () => (await count('SELECT number FROM sale ORDER BY number')).map((row) => (row as { number: string }).number), { timeout: 60_000 }).toEqual(['1-1', '1-2', '1-2001', '1-3', '1-4', '1-5'])
    await expect.poll(() => back.register.replicator.view().twin, { timeout: 30_000 }).toBe('ended')
    await sellMilk(again.register)
    await healthy(again)
    expect(inFile<{ n: number }>(fresh(), 'SELECT count(*) AS n FROM sale')).toEqual([{ n: 5 }])
    // [REP-16] Its day is complete on both sides when the new machine closed it; what the old one sold stands beside it.
    const { shift } = await ask(again.register, 'shift', {})
    const cash = shift?.expected?.[0]?.amount ?? 0
    await ask(again.register, 'declare-shift', { shift: shift?.number ?? 0, cash: [{ minor: 1, pieces: cash }], others: [] })
    await ask(again.register, 'close-shift', { shift: shift?.number ?? 0, toSafe: cash, leave: 0, bag: 'BAG-2' })
    await expect.poll(() => again.register.replicator.view().days?.[0]?.state, { timeout: 30_000 }).toBe('complete')
    const store = await openStore(database.location, Date.now(), () => {})
    const [day] = (await store.overview(Date.now())).storeDays
    await store.close()
    const documents = again.register.replicator.view().days?.[0]?.documents
    expect(day).toMatchObject({ state: 'complete', registers: [{ state: 'complete', documents, late: [], others: { documents: 2, numbers: ['1-4', '1-5'] } }] })
  })

  test('[REB-3] a wrong, used or foreign code changes nothing; a line that fails and a PIN that will not do cost no new code', { timeout: 120_000 }, async () => {
    const before = await tradedDay()
    await healthy(before)
    await stop(before)
    const started = await start(fresh())
    const bring = async (enrolmentCode: string, url = office.url, pin = manager.pin): Promise<unknown> => {
      const answer = await tryAsk(started.register, 'rebuild-register', { url, enrolmentCode, manager: { ...manager, pin } })
      return answer.ok ? 'accepted' : [(answer.refusal as Refusal).code, (answer.refusal as Refusal).params?.['reason']]
    }
    const { code: enrolling } = await office.createEnrolmentCode()
    expect(await bring('0000-0000-0000')).toEqual(['rebuild.refused', 'code-unknown'])
    expect(await bring(enrolling)).toEqual(['rebuild.refused', 'code-unknown'])
    expect(await bring('nonsense')).toEqual(['rebuild.refused', 'code-unknown'])
    expect(await bring('0000-0000-0000', 'http://example.invalid')).toEqual(['rebuild.refused', 'address-refused'])
    expect(await bring('0000-0000-0000', 'http://127.0.0.1:9')).toEqual(['headOffice.unreachable', undefined])
    const code = await codeFor(lost())
    expect(await bring(code, office.url, '1234')).toEqual(['pin.weak', expect.any(String)])
    expect(await started.register.core.internal.needsSetup()).toBe(true)
    const port = Number(new URL(office.url).port)
    await office.close()
    expect(await bring(code, `http://127.0.0.1:${port}`)).toEqual(['headOffice.unreachable', undefined])
    office = await openOffice(port)
    expect(await bring(code)).toBe('accepted')
    expect([await bring(code), (await tryAsk(started.register, 'set-up', bristol)).ok]).toEqual([['setup.takingOver', undefined], false])
    // Elsewhere the same code is over.
    const other = await start(path.join(folder.data, 'other'))
    const answer = await tryAsk(other.register, 'rebuild-register', { url: office.url, enrolmentCode: code, manager })
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'rebuild.refused', params: { reason: 'code-used' } } })
    // It may be set up as another register instead, and nothing of the try stays.
    await ask(other.register, 'set-up', bristol)
    expect(existsSync(path.join(folder.data, 'other', 'rebuilding'))).toBe(false)
  })

  test('[REB-12] without a screen it is rebuilt by a command, which says what is wrong and leaves no register where something is', { timeout: 120_000 }, async () => {
    const before = await tradedDay()
    await healthy(before)
    await stop(before)
    const run = async (...lines: readonly string[]): Promise<{ readonly ended: number | null; readonly said: string }> => {
      const child = spawn(process.execPath, [path.join(import.meta.dirname, '..', 'faults', 'rebuilding-process.ts'), office.url, fresh()], { env: { ...process.env, LC_ALL: 'en_GB.UTF-8' } })
      let said = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString('utf8')))
      child.stdin.end(lines.map((line) => `${line}\n`).join(''))
      const [ended] = (await once(child, 'close')) as [number | null]
      return { ended, said }
    }
    const code = await codeFor(lost())
    expect(await run(code, manager.name)).toMatchObject({ ended: 1, said: expect.stringContaining('A code, a name and a PIN of 4 to 8 digits are needed') as unknown })
    expect(await run('0000-0000-0000', manager.name, manager.pin)).toMatchObject({ ended: 1, said: expect.stringContaining('does not know this code') as unknown })
    const weak = await run(code, manager.name, '1111')
    expect(weak).toMatchObject({ ended: 1, said: expect.stringContaining('too easy to guess') as unknown })
    expect(weak.said, 'nothing is fetched: the code would be spent, and the old machine’s key with it').not.toContain('entries')
    expect(existsSync(path.join(fresh(), 'register.db'))).toBe(false)
    expect(await run(code, manager.name, manager.pin)).toMatchObject({ ended: 0, said: expect.stringContaining('Its next receipt is 1-2001') as unknown })
    expect(await run(code, manager.name, manager.pin)).toMatchObject({ ended: 1, said: expect.stringContaining('holds a register already') as unknown })
    const again = await start(fresh())
    await signOn(again, manager.pin)
    expect((await sellMilk(again.register)).number).toBe('1-2001')
    await healthy(again)
  })

  test('[REB-4] killed with -9 in the middle of it no register is there, and the same code goes on to a whole one', { timeout: 180_000 }, async () => {
    const before = await tradedDay()
    for (let sold = 0; sold < 240; sold += 1) await sellMilk(before.register)
    await healthy(before)
    await stop(before)
    const code = await codeFor(lost())
    const entries = (): number => {
      try {
        return inFile<{ n: number }>(path.join(fresh(), 'rebuilding'), 'SELECT count(*) AS n FROM journal')[0]?.n ?? 0
      } catch {
        return 0
      }
    }
    const child = spawn(process.execPath, [path.join(import.meta.dirname, '..', 'faults', 'rebuilding-process.ts'), office.url, fresh()], { stdio: ['pipe', 'ignore', 'inherit'] })
    child.stdin.end(`${code}\n${manager.name}\n${manager.pin}\n`)
    await expect.poll(entries, { timeout: 60_000, interval: 5 }).toBeGreaterThan(0)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const half = entries()
    expect(existsSync(place())).toBe(false)
    expect(half).toBeGreaterThan(0)
    const started = await start(fresh())
    expect(await started.register.core.internal.needsSetup()).toBe(true)
    await stop(started)
    await rebuildHere(fresh(), code)
    const again = await start(fresh())
    await signOn(again, manager.pin)
    expect((await sellMilk(again.register)).number).toBe('1-2001')
    await healthy(again)
    expect(await count('SELECT count(*) AS n FROM sale')).toEqual([{ n: 244 }])
    expect(inFile(fresh(), 'SELECT count(*) AS n FROM sale')).toEqual([{ n: 244 }])
  })
})
