import Database from 'better-sqlite3'
import { createHash, randomUUID, sign } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { normaliseCode, rebuildProofText } from '../../contracts/replication/index.ts'
import { type HeadOffice, type HeadOfficeOptions, startHeadOffice } from '../head-office.ts'
import { append, appendText, batchOf, enrol, post, saleBody, testRegister, type TestRegister } from '../register.fixture.ts'
import { createPostgres, noPostgres, skippedTitle } from '../store/databases.fixture.ts'
import { openDatabase } from '../store/sqlite/open-database.ts'
import { schemaVersion } from '../store/sqlite/schema.ts'
import { backupsDesk } from './backups-desk.ts'
import { booksCommands, saidOfStart } from './commands.ts'
import { type OfficeBackup, superfluous } from './backup-file.ts'

const hour = 3_600_000
let folder: string
let now: number
let office: HeadOffice | undefined

const data = (): string => path.join(folder, 'data')
const file = (): string => path.join(data(), 'head-office.db')
const silent = (): void => undefined
const commands = (databaseUrl?: string) => booksCommands({ dataDirectory: data(), clock: () => now, log: silent, ...(databaseUrl !== undefined && { databaseUrl }) })
const start = async (more: Partial<HeadOfficeOptions> = {}): Promise<HeadOffice> =>
  (office = await startHeadOffice({ dataDirectory: data(), store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 4 }, clock: () => now, log: silent, pageDirectory: path.join(folder, 'none'), ...more }))
const stop = async (): Promise<void> => {
  await office?.close()
  office = undefined
}
async function enrolled(): Promise<TestRegister> {
  const register = testRegister()
  const code = await office?.createEnrolmentCode()
  expect((await enrol(office?.url ?? '', register, code?.code ?? '')).status).toBe(200)
  return register
}
async function sell(register: TestRegister, count: number): Promise<void> {
  const from = register.entries.length + 1
  for (let sold = 0; sold < count; sold += 1) append(register)
  expect((await post(office?.url ?? '', register, batchOf(register, from, register.entries.length))).status).toBe(200)
}
function rows<Row>(sql: string, name = file()): readonly Row[] {
  const db = new Database(name)
  try {
    const statement = db.prepare<[], Row>(sql)
    if (statement.reader) return statement.all()
    statement.run()
    return []
  } finally {
    db.close()
  }
}
const salesIn = (name?: string): number => rows<{ n: number }>('SELECT count(*) AS n FROM sale', name)[0]?.n ?? -1
const instance = (): string => rows<{ id: string }>('SELECT id FROM instance')[0]?.id ?? ''
const backups = (where = path.join(data(), 'backups')): readonly string[] => readdirSync(where).filter((name) => name.endsWith('.backup.db')).toSorted()

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'office-backup-'))
  now = Date.UTC(2026, 10, 23, 4, 15)
})
afterEach(async () => {
  await stop()
  rmSync(folder, { recursive: true })
})

describe("head office's backups", () => {
  test('[HOB-1] one made while registers send is whole, its owner’s alone, and said on the page with what is in it', async () => {
    await start()
    const register = await enrolled()
    await sell(register, 3)
    const desk = backupsDesk({ dataDirectory: data(), database: file(), clock: () => now, log: silent, changed: silent })
    const making = desk.makeNow()
    await sell(register, 2)
    const made = (await making)?.own
    await desk.close()
    expect([made?.first.failed, made?.running, made?.first.last?.at]).toEqual([undefined, false, now])
    const [name = ''] = backups()
    const backup = path.join(data(), 'backups', name)
    expect([(statSync(backup).mode & 0o777).toString(8), salesIn(backup), made?.first.last?.sales]).toEqual(['600', made?.first.last?.sales, made?.first.last?.sales])
    expect([3, 5]).toContain(made?.first.last?.sales)
    expect(readdirSync(path.join(data(), 'backups')).filter((one) => one.includes('unfinished') || one.endsWith('-wal') || one.endsWith('-shm'))).toEqual([])
  })

  test('[HOB-1] a signed-on manager has one made from the page, and the overview says so', async () => {
    await start()
    const secret = new URL(office?.pageUrl() ?? '').hash.replace('#secret=', '')
    const origin = office?.url ?? ''
    const session = await fetch(`${origin}/api/session`, { method: 'POST', headers: { origin, 'content-type': 'application/json' }, body: JSON.stringify({ secret }) })
    const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    expect((await fetch(`${origin}/api/backups`, { method: 'POST', headers: { origin, 'content-type': 'application/json' }, body: '{}' })).status).toBe(401)
    expect((await fetch(`${origin}/api/backups`, { method: 'POST', headers: { origin, cookie, 'content-type': 'application/json' }, body: '{}' })).status).toBe(200)
    const overview = (await (await fetch(`${origin}/api/overview`, { headers: { cookie } })).json()) as { backups: { own: { first: { last: { at: number } } } } }
    expect([overview.backups.own.first.last.at, backups()]).toEqual([now, [expect.stringMatching(/^head-office-[0-9a-f]{12}\.20261123T041500Z\.backup\.db$/)]])
  })

  test('[HOB-2] books whose journal was touched are no backup, what was there stays, and the check names register and entry', async () => {
    await start()
    const register = await enrolled()
    await sell(register, 3)
    await stop()
    const made = await commands().backUpTo(folder)
    expect(made.join('\n')).toContain('in it: 1 register, 3 entries, 3 sales, 0 refunds')
    rows('DROP TRIGGER ledger_keeps_bytes')
    rows("UPDATE ledger SET text = replace(text, '3-2', '3-9') WHERE seq = 2")
    await expect(commands().backUpTo(folder)).rejects.toThrow(`the journal in it is not whole: register ${register.id}, epoch 1, entry 2: its text is not what was signed. Nothing was changed.`)
    expect(readdirSync(folder).filter((name) => name.endsWith('.backup.db'))).toHaveLength(1)
    await expect(commands().check()).rejects.toThrow('entry 2: its text is not what was signed')
  })

  test('[HOB-2] a gap, an end that is not what was acknowledged, and a sale that is filed with another total are each found', async () => {
    await start()
    const register = await enrolled()
    await sell(register, 4)
    appendText(register, 'no journal at all')
    expect((await post(office?.url ?? '', register, batchOf(register, 5, 5))).status).toBe(200)
    await stop()
    expect(await commands().check()).toEqual([expect.stringContaining('the books are sound: 1 register, 5 entries, 4 sales')])
    const broken: Readonly<Record<string, string>> = {
      'entry 4: the sales or refunds': 'UPDATE sale SET total = total + 1 WHERE seq = 4',
      'entry 5: the sales or refunds': 'DELETE FROM sale WHERE seq = 4',
      'entry 4: more or less was acknowledged': 'UPDATE cursor SET last_seq = 4',
      'entry 3: it is missing': 'DELETE FROM ledger WHERE seq = 3',
    }
    rows('DROP TRIGGER ledger_keeps_rows')
    for (const [said, sql] of Object.entries(broken)) {
      rows(sql)
      await expect(commands().check(), sql).rejects.toThrow(said.replace('entry 4: the', 'entry 5: the'))
    }
  })

  test('[HOB-3] the second folder is known by its mark: an unplugged one fails by its reason, the first backup is made anyhow, and by hand it is taken again', async () => {
    await start()
    await stop()
    const second = path.join(folder, 'usb')
    const desk = () => backupsDesk({ dataDirectory: data(), database: file(), secondFolder: second, clock: () => now, log: silent, changed: silent })
    expect(desk).toThrow(`${second}, can not be used: it is not there`)
    expect(() => backupsDesk({ dataDirectory: data(), database: file(), secondFolder: path.join(data(), 'backups', '..'), clock: () => now, log: silent, changed: silent })).toThrow('is where the books are')
    mkdirSync(second)
    const one = desk()
    const plugged = await one.makeNow()
    expect([plugged?.own?.second?.last?.at, backups(second)]).toEqual([now, backups()])
    rmSync(second, { recursive: true })
    mkdirSync(second)
    now += hour
    const away = await one.makeNow()
    expect([away?.own?.first.last?.at, away?.own?.second?.failed, readdirSync(second)]).toEqual([now, { at: now, reason: 'unmarked' }, []])
    await one.close()
    now += hour
    await commands().backUpTo(second)
    now += hour
    const again = desk()
    expect((await again.makeNow())?.own?.second?.last?.at).toBe(now)
    await again.close()
  })

  test('[HOB-3] kept are the newest three and the last of each of seven days, and what was kept before an update', () => {
    const backup = (at: number, name = `${at}`): OfficeBackup => ({ file: name, inside: { instance: 'i', chainName: '', at, schema: 1, bytes: 1, sha256: '', registers: 0, entries: 0, sales: 0, refunds: 0 } })
    const all = [...Array.from({ length: 60 }, (_, index) => backup(now + index * 6 * hour)).toReversed(), backup(0, 'x-before-schema-12.backup.db')]
    const gone = new Set(superfluous(all))
    const kept = all.filter((one) => !gone.has(one))
    expect([kept.length, new Set(kept.map(({ inside }) => new Date(inside.at).toISOString().slice(0, 10))).size, kept.at(-1)?.file]).toEqual([10, 8, 'x-before-schema-12.backup.db'])
  })

  test('[HOB-4] put back, it is another instance, takes along who was enrolled, retired and let go since, and what was there is kept', async () => {
    await start()
    const [first, second] = [await enrolled(), await enrolled()]
    await sell(first, 2)
    const kept = path.join(folder, 'kept')
    mkdirSync(kept)
    await commands().backUpTo(kept)
    const third = await enrolled()
    await sell(third, 1)
    await office?.retireRegister(second.id)
    rows("UPDATE register SET locked_at = 7, locked_reason = 'stolen', locked_by = 'Mei' WHERE number = 1")
    const before = instance()
    const [name = ''] = backups(kept)
    await expect(commands().restore(path.join(kept, name))).rejects.toThrow('head office is running')
    expect([instance(), salesIn()]).toEqual([before, 3])
    await stop()
    now += 60_000
    const said = (await commands().restore(path.join(kept, name))).join('\n')
    expect(said).toContain('in it: 1 register, 2 entries, 2 sales')
    expect(instance()).not.toBe(before)
    const aside = readdirSync(data()).filter((one) => one.includes('before-restore'))
    expect([aside.length, salesIn(path.join(data(), aside[0] ?? '')), salesIn()]).toEqual([1, 3, 2])
    expect(rows('SELECT number, retired_at IS NOT NULL AS retired FROM register ORDER BY number')).toEqual([{ number: 1, retired: 0 }, { number: 2, retired: 1 }, { number: 3, retired: 0 }])
    // A thief's till is not let go by a backup from before.
    expect(rows('SELECT locked_at AS at, locked_reason AS reason, locked_by AS by FROM register WHERE number = 1')).toEqual([{ at: 7, reason: 'stolen', by: 'Mei' }])
    expect(rows('SELECT next_register_number AS next FROM store')).toEqual([{ next: 4 }])
    await start()
    expect((await post(office?.url ?? '', third, batchOf(third, 1, 1))).status).toBe(200)
    expect((await post(office?.url ?? '', first, batchOf(first, 1, 2))).status).toBe(200)
    expect(salesIn()).toBe(3)
  })

  test('[HOB-4] put back from before a register got a new machine, the key of its old one stays replaced, and its code spent', async () => {
    await start()
    const lost = await enrolled()
    await sell(lost, 1)
    await commands().backUpTo(folder)
    const code = normaliseCode((await office?.createRebuildCode(lost.id))?.code ?? '') ?? ''
    const { publicKey, privateKey } = testRegister()
    const proof = sign(null, Buffer.from(rebuildProofText(code, publicKey)), privateKey).toString('base64')
    expect((await fetch(`${office?.url}/v1/rebuilds`, { method: 'POST', body: JSON.stringify({ protocol: 1, code, publicKey, proof }) })).status).toBe(200)
    await stop()
    now += 60_000
    await commands().restore(path.join(folder, backups(folder)[0] ?? ''))
    expect(rows('SELECT public_key AS key FROM register')).toEqual([{ key: publicKey }])
    expect(rows('SELECT public_key AS key FROM replaced_key')).toEqual([{ key: lost.publicKey }])
    expect(rows('SELECT used_at IS NOT NULL AS used FROM rebuild_code')).toEqual([{ used: 1 }])
  })

  test('[HOB-4] into an empty folder, or over books of another chain, nothing is taken along and 100 numbers are passed over; half a file is refused', async () => {
    await start()
    await enrolled()
    await stop()
    await commands().backUpTo(folder)
    const backup = path.join(folder, readdirSync(folder).find((name) => name.endsWith('.backup.db')) ?? '')
    rmSync(data(), { recursive: true })
    expect((await commands().restore(backup)).join('\n')).not.toContain('were there are kept')
    expect(rows('SELECT next_register_number AS next FROM store')).toEqual([{ next: 2 }])
    rmSync(data(), { recursive: true })
    await start()
    await stop()
    expect((await commands().restore(backup)).join('\n')).toContain('100 register numbers')
    expect(rows('SELECT next_register_number AS next FROM store')).toEqual([{ next: 102 }])
    const there = instance()
    writeFileSync(path.join(folder, 'half.db'), readFileSync(backup).subarray(0, 9000))
    for (const wrong of ['half.db', 'nothing.db']) await expect(commands().restore(path.join(folder, wrong))).rejects.toThrow()
    writeFileSync(path.join(folder, 'text.db'), 'not books')
    await expect(commands().restore(path.join(folder, 'text.db'))).rejects.toThrow('no books')
    expect([instance(), readdirSync(data()).filter((name) => name.includes('restoring'))]).toEqual([there, []])
  })

  test('[HOB-9] a backup carries its own sum: one byte that fell over is found wherever it lies, without the note beside it, and nothing is put back', async () => {
    await start()
    await sell(await enrolled(), 2)
    rows("UPDATE store SET name = 'Quay Street', lines = '[]'")
    await stop()
    await commands().backUpTo(folder)
    const [name = ''] = backups(folder)
    const [backup, carried] = [path.join(folder, name), path.join(folder, 'carried.db')]
    const whole = readFileSync(backup)
    const there = instance()
    // The shop's name is in no journal, and a page that nothing lies on is in no table: SQLite and the chain find nothing wrong with either.
    for (const place of [whole.indexOf('Quay Street'), 70, whole.length - 20, whole.length - 1]) {
      const flipped = Buffer.from(whole)
      flipped[place] = (flipped[place] ?? 0) ^ 1
      writeFileSync(carried, flipped)
      await expect(commands().restore(carried), `byte ${place}`).rejects.toThrow(`${carried} is not what was written when it was made: some of its bytes are others, or gone. Take an earlier backup, or the one of the second folder. The newest other one there is ${name}`)
    }
    writeFileSync(carried, whole.subarray(0, whole.length - 4096))
    await expect(commands().restore(carried)).rejects.toThrow('is not what was written')
    expect([instance(), readdirSync(data()).filter((one) => one.includes('restor'))]).toEqual([there, []])
    // Looked into by whoever wants to, it is what it was.
    expect([salesIn(backup), readFileSync(backup).equals(whole)]).toEqual([2, true])
    expect((await commands().restore(backup)).join('\n')).toContain('Every byte of it is what was written')
    const pages = rows<{ bytes: number }>('SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size')
    expect([statSync(file()).size, rows('PRAGMA integrity_check')]).toEqual([pages[0]?.bytes, [{ integrity_check: 'ok' }]])
  })

  test('[HOB-9] an older backup is held to the note beside it; a copy by hand, which has neither, is put back and said to be vouched for by its journals alone', async () => {
    await start()
    await sell(await enrolled(), 2)
    await stop()
    await commands().backUpTo(folder)
    const [name = ''] = backups(folder)
    const byHand = path.join(folder, 'by-hand.db')
    const bare = new Database(path.join(folder, name), { readonly: true })
    await bare.backup(byHand)
    bare.close()
    expect((await commands().restore(byHand)).join('\n')).toContain('It carries no sum of its own')
    const note = { ...(JSON.parse(readFileSync(`${path.join(folder, name)}.json`, 'utf8')) as object), sha256: createHash('sha256').update(readFileSync(byHand)).digest('hex') }
    writeFileSync(`${byHand}.json`, JSON.stringify(note))
    now += 60_000
    expect((await commands().restore(byHand)).join('\n')).toContain('Every byte of it')
    writeFileSync(`${byHand}.json`, JSON.stringify({ ...note, sha256: '0'.repeat(64) }))
    await expect(commands().restore(byHand)).rejects.toThrow('is not what was written')
  })

  test('[HOB-9] what an index lost is found, for the quick check believes it', async () => {
    await start()
    await sell(await enrolled(), 2)
    await stop()
    const made = new Database(file())
    made.unsafeMode(true)
    made.pragma('writable_schema = ON')
    made.exec("CREATE INDEX sale_total ON sale (total); UPDATE sqlite_schema SET sql = 'CREATE INDEX sale_total ON sale (total + 1)' WHERE name = 'sale_total'")
    made.close()
    await expect(commands().check()).rejects.toThrow(/head-office\.db: the file is damaged \(.+\)\. Nothing was changed\. Keep head office stopped/u)
    await expect(commands().backUpTo(folder)).rejects.toThrow('the file is damaged')
    expect(backups(folder)).toEqual([])
  })

  test('[HOB-8] what cannot be put back, checked or written to is said in a sentence, with what to do, and nothing is made on the way', async () => {
    await start()
    await enrolled()
    await stop()
    await commands().backUpTo(folder)
    const [name = ''] = backups(folder)
    writeFileSync(path.join(folder, 'a-file'), '')
    const register = new Database(path.join(folder, 'register.db'))
    register.exec('CREATE TABLE journal (seq INTEGER); PRAGMA user_version = 610')
    register.close()
    const newer = new Database(file())
    newer.pragma('user_version = 999')
    newer.close()
    await expect(commands().check()).rejects.toThrow(`it was written by a newer program (its version is 999, and this program reads ${schemaVersion})`)
    rmSync(data(), { recursive: true })
    await expect(commands().restore(folder)).rejects.toThrow(`${folder} is a folder: name one backup in it. The newest one there is ${name}`)
    await expect(commands().restore(path.join(folder, 'gone.db'))).rejects.toThrow(`gone.db is not there. The newest other one there is ${name}`)
    await expect(commands().restore(path.join(folder, 'register.db'))).rejects.toThrow('a register’s: its own screen puts them back')
    await expect(commands().restore(path.join(folder, 'a-file'))).rejects.toThrow('no books of a head office')
    expect(existsSync(data())).toBe(false)
    mkdirSync(data())
    writeFileSync(file(), 'not books at all, but longer than a name')
    await expect(commands().check()).rejects.toThrow('these are no books of a head office')
    await expect(commands().backUpTo(folder)).rejects.toThrow('it is no database')
    await expect(commands().backUpTo(path.join(folder, 'a-file'))).rejects.toThrow('is a file: name a folder')
    rmSync(file())
    mkdirSync(file())
    await expect(commands().check()).rejects.toThrow('head-office.db is a folder, and the books are a file of that name')
    await expect(commands().backUpTo(folder)).rejects.toThrow('head-office.db is a folder, and the books are a file of that name')
    expect(backups(folder)).toEqual([name])
  })

  test('[HOB-5] before an update the books are kept as they were; one that fails, or that there is no room to keep, leaves them untouched', async () => {
    await start()
    await sell(await enrolled(), 2)
    await stop()
    const back = ['ALTER TABLE register_day DROP COLUMN elsewhere', ...['rest_called_at', 'rest_documents', 'rest_at_least', 'rest_taken_at', 'rest_taken_by', 'rest_taken_note', 'rest_over_at', 'days_ended_at', 'days_ended_by', 'days_ended_note', 'locked_at', 'locked_reason', 'locked_by', 'lock_heard_at', 'retired_by'].map((column) => `ALTER TABLE register DROP COLUMN ${column}`), ...['day_total', 'replaced_key', 'rebuild_code'].map((table) => `DROP TABLE ${table}`), 'DROP TABLE feed', 'DROP TABLE feed_version', 'DROP TABLE feed_change', 'DROP TABLE feed_row', 'DROP TABLE feed_code', 'DROP TABLE feed_arrival']
    const asBefore = (): void => {
      for (const sql of back) rows(sql)
      rows('PRAGMA user_version = 11')
    }
    asBefore()
    // Where the update wants to make a table there is one already: it fails in its middle.
    rows('CREATE TABLE feed_code (mine TEXT)')
    const was = rows("SELECT name FROM sqlite_schema ORDER BY name")
    expect(() => openDatabase(file(), now)).toThrow('feed_code')
    expect([rows('PRAGMA user_version'), rows('SELECT name FROM sqlite_schema ORDER BY name'), salesIn(), backups()]).toEqual([[{ user_version: 11 }], was, 2, []])
    rows('DROP TABLE feed_code')
    rmSync(path.join(data(), 'backups'), { recursive: true })
    writeFileSync(path.join(data(), 'backups'), 'a file is in the way')
    expect(() => openDatabase(file(), now)).toThrow('Nothing was changed')
    expect(rows('PRAGMA user_version')).toEqual([{ user_version: 11 }])
    rmSync(path.join(data(), 'backups'))
    openDatabase(file(), now).connection.close()
    const [name = ''] = backups()
    expect([name, rows('PRAGMA user_version', path.join(data(), 'backups', name)), salesIn(path.join(data(), 'backups', name)), rows('PRAGMA user_version')]).toEqual([expect.stringContaining(`-before-schema-${schemaVersion}`), [{ user_version: 11 }], 2, [{ user_version: schemaVersion }]])
  })

  test('[HOB-6] in a folder where nothing was ever started nothing is backed up or checked, and none is made', async () => {
    await expect(commands().check()).rejects.toThrow('there are no books')
    await expect(commands().backUpTo(folder)).rejects.toThrow('there are no books')
    await expect(commands().restored()).rejects.toThrow('--restore FILE')
    expect(existsSync(data())).toBe(false)
  })
})

if (noPostgres === undefined)
  describe('books in PostgreSQL that were put back', () => {
    test('[HOB-6] they are checked from end to end, and get an instance and numbers of their own; unsound ones stay as they are', async () => {
      const database = await createPostgres()
      try {
        await start({ databaseUrl: database.databaseUrl })
        const register = await enrolled()
        await sell(register, 3)
        append(register, { body: saleBody('3-9', 5), id: randomUUID() })
        expect((await post(office?.url ?? '', register, batchOf(register, 4, 4))).status).toBe(200)
        await stop()
        const own = commands(database.databaseUrl)
        expect(await own.check()).toEqual([expect.stringContaining('1 register, 4 entries, 4 sales')])
        const [was] = await database.rows('SELECT id FROM instance')
        expect(await own.restored()).toEqual([expect.stringContaining('4 entries'), expect.stringContaining(`received on ${new Date(now).toISOString().slice(0, 10)} at`), expect.stringContaining('100 register numbers')])
        const [is] = await database.rows('SELECT id FROM instance')
        expect(is).not.toEqual(was)
        await database.rows('UPDATE sale SET total = total + 1 WHERE seq = 2')
        await expect(own.restored()).rejects.toThrow('the sales or refunds that are filed')
        expect(await database.rows('SELECT id FROM instance')).toEqual([is])
        await expect(own.backUpTo(folder)).rejects.toThrow('PostgreSQL')
      } finally {
        await stop()
        await database.drop()
      }
    })
  })
else test.skip(skippedTitle, () => {})

test('[HOB-2] head office that does not start on damaged books says which file it is and what to do', async () => {
  await start()
  await stop()
  writeFileSync(file(), Buffer.alloc(65_536, 7))
  const cause: unknown = await start().then(() => undefined, (error: unknown) => error)
  expect(saidOfStart(cause, data())).toContain(`${file()}: it is no database. Nothing was changed. Keep head office stopped, put the newest sound backup back (--restore FILE)`)
  expect(saidOfStart(new Error('port'), data())).toBeUndefined()
})
