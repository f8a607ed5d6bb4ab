import { randomUUID } from 'node:crypto'
import { closeSync, copyFileSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { backupsIn, isUntouched, makeBackup } from '../backups/index.ts'
import { businessDate, freshRegister, moment, openForTest, sell, valueOf, write } from '../fixture.ts'
import { examineFile } from '../pages/examine-file.ts'
import { verifyRegisterFile } from '../verify/index.ts'
import { mendNote, noteOf } from './aside.ts'
import { forgetMendNote, mendAtStart, writeWish, type MendReport } from './index.ts'

const at = Date.UTC(2026, 10, 23, 4, 15, 0)
const page = 4096

/** A register’s folder as a power cut leaves it: twelve sales, the first six of them in a backup, some folded into the file and some in the log. */
let live: string
let data: string
let database: string
let register: ReturnType<typeof openForTest>
beforeEach(async () => {
  live = mkdtempSync(path.join(tmpdir(), 'tillwright-live-'))
  data = mkdtempSync(path.join(tmpdir(), 'tillwright-mend-'))
  const file = path.join(live, 'register.db')
  database = path.join(data, 'register.db')
  valueOf(mendAtStart({ database: file, folders: [], at, newId: randomUUID }))
  register = openForTest(file)
  for (let sale = 1; sale <= 6; sale += 1) sell(register, `sale-${sale}`)
  register.checkpoint()
  valueOf(await makeBackup({ database: file, folder: path.join(data, 'backups'), at }))
  for (let sale = 7; sale <= 9; sale += 1) sell(register, `sale-${sale}`)
  register.checkpoint()
  for (let sale = 10; sale <= 12; sale += 1) sell(register, `sale-${sale}`)
  for (const end of ['', '-wal', '-sums']) copyFileSync(`${file}${end}`, `${database}${end}`)
})
afterEach(() => {
  register.close()
  for (const folder of [live, data]) rmSync(folder, { recursive: true, force: true })
})

const mend = (): ReturnType<typeof mendAtStart> => mendAtStart({ database, folders: [path.join(data, 'backups')], at, newId: randomUUID })
function mended(): MendReport {
  const report = valueOf(mend())
  if (report === undefined) throw new Error('nothing was found')
  return report
}

function put(file: string, where: number, bytes: Buffer): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, where)
  closeSync(handle)
}
function flip(file: string, where: number): void {
  const byte = readFileSync(file).readUInt8(where)
  put(file, where, Buffer.of(byte ^ 0x10))
}
/** How many of the twelve sales stand in the file, which must be sound from the first entry to the last. */
function sales(): number {
  const opened = openForTest(database)
  try {
    const found = Array.from({ length: 12 }, (_, index) => opened.saleById(`sale-${index + 1}`)).filter((sale) => sale !== undefined).length
    expect(opened.verifyChain()).toBeUndefined()
    return found
  } finally {
    opened.close()
    const verified = verifyRegisterFile({ path: database })
    expect(verified.ok && verified.verification.fault).toBeFalsy()
  }
}
/** How often the papers that wait in the file are said to have begun; a number of them that is not 0 comes out marked DUPLICATE. */
function begunPapers(): readonly number[] {
  const opened = openForTest(database)
  try {
    return opened.effectsToDo(99).flatMap(({ work, attempts }) => (work.kind === 'print' ? [attempts] : []))
  } finally {
    opened.close()
  }
}
/** Pages of the file that its log does not speak of, and that hold the journal of the first sales. */
const coldPage = (needle: string): number => {
  const bytes = readFileSync(database)
  const logged = new Set<number>()
  const wal = readFileSync(`${database}-wal`)
  for (let frame = 32; frame + 24 + page <= wal.length; frame += 24 + page) logged.add(wal.readUInt32BE(frame))
  for (let number = 2; number * page <= bytes.length; number += 1) if (!logged.has(number) && bytes.subarray((number - 1) * page, number * page).includes(needle)) return number
  throw new Error('no such page')
}

describe('a start over a damaged file', () => {
  test('[MEND-1] a sound file, one as a power cut left it, and one that is not there yet are left as they are', () => {
    expect(valueOf(mend())).toBeUndefined()
    expect(sales()).toBe(12)
    expect(valueOf(mend())).toBeUndefined()
    expect(valueOf(mendAtStart({ database: path.join(data, 'new.db'), folders: [], at, newId: randomUUID }))).toBeUndefined()
    expect(existsSync(path.join(data, 'new.db'))).toBe(false)
  })

  test('[MEND-2] one bit in a page is found and turned back: nothing is missing, and the damaged file is kept aside as it was', () => {
    flip(database, (coldPage('sale-1') - 1) * page + 3000)
    const before = readFileSync(database)
    const report = mended()
    expect(report).toMatchObject({ how: 'exact', damage: ['pages'], badPages: 1, missing: false })
    expect(readFileSync(path.join(report.aside, 'register.db')).equals(before)).toBe(true)
    expect(readdirSync(report.aside).toSorted()).toEqual(['register.db', 'register.db-sums', 'register.db-wal'])
    expect(sales()).toBe(12)
  })

  test('[MEND-2] a page of which nothing is left comes from a backup, alone, and what was sold since stays', () => {
    put(database, (coldPage('sale-1') - 1) * page, Buffer.alloc(page, 0xa5))
    expect(mended()).toMatchObject({ how: 'exact', damage: ['pages'], missing: false })
    expect(sales()).toBe(12)
  })

  test('[MEND-2] a zeroed header is put back', () => {
    put(database, 0, Buffer.alloc(page))
    const report = mended()
    expect([report.how, report.missing]).toEqual(['exact', false])
    expect(sales()).toBe(12)
  })

  test('[MEND-2] one bit in the middle of the log, for which SQLite forgets every sale behind it, is turned back', () => {
    const wal = `${database}-wal`
    flip(wal, 32 + 24 + page + 24 + 2000)
    expect(mended()).toMatchObject({ how: 'exact', damage: ['log'], missing: false })
    expect(sales()).toBe(12)
  })

  test('[MEND-2] one bit in the log’s header, in a frame’s salt or in its sum is turned back too', () => {
    for (const where of [18, 32 + 24 + page + 9, 32 + 24 + page + 17]) {
      const keep = readFileSync(`${database}-wal`)
      const file = readFileSync(database)
      const sums = readFileSync(`${database}-sums`)
      flip(`${database}-wal`, where)
      expect(mended()).toMatchObject({ how: 'exact', damage: ['log'], missing: false })
      expect(sales()).toBe(12)
      for (const [end, bytes] of [['', file], ['-wal', keep], ['-sums', sums]] as const) writeFileSync(`${database}${end}`, bytes)
      rmSync(noteOf(database), { force: true })
    }
  })

  test('[MEND-2] a file of which the end is cut off gets what the backup has and what still follows it, and counts what it cannot reach', () => {
    truncateSync(database, Math.floor(statSync(database).size / 2))
    const report = mended()
    expect([report.damage.includes('cutOff'), report.missing]).toEqual([true, true])
    expect(sales()).toBe(6 + report.recovered.documents)
    expect(report.knownEnd?.seq).toBeGreaterThan(report.head.seq)
  })

  test('[MEND-3] without its log the file goes on as it last was on disk, and says that something may be missing', () => {
    rmSync(`${database}-wal`)
    expect(mended()).toMatchObject({ how: 'kept', damage: ['logLost'], missing: true })
    expect(sales()).toBe(9)
  })

  test('[MEND-3] a log of another time beside the file is not read into it', () => {
    const stale = readFileSync(`${database}-wal`)
    // Its round began before: SQLite would read it all the same.
    register.close()
    register = openForTest(path.join(live, 'register.db'))
    sell(register, 'later')
    for (const end of ['', '-sums']) copyFileSync(path.join(live, `register.db${end}`), `${database}${end}`)
    writeFileSync(`${database}-wal`, stale)
    const report = mended()
    expect([report.damage, report.how]).toEqual([['logForeign'], 'kept'])
    expect(sales()).toBe(12)
  })

  test('[MEND-1] closed while somebody still read, whose closing folds the log in: sound, and what they would have lost is known', () => {
    const file = path.join(live, 'register.db')
    const reader = new Database(file)
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM journal').get()
    sell(register, 'sale-13')
    register.close()
    expect(existsSync(`${file}-wal`)).toBe(true)
    for (const end of ['', '-sums']) copyFileSync(`${file}${end}`, `${database}${end}`)
    rmSync(`${database}-wal`)
    expect(mended()).toMatchObject({ how: 'kept', damage: ['logLost'], missing: true })
    reader.close()
    expect(existsSync(`${file}-wal`)).toBe(false)
    expect(valueOf(mendAtStart({ database: file, folders: [], at, newId: randomUUID }))).toBeUndefined()
    register = openForTest(file)
    expect([register.saleById('sale-13')?.id, register.verifyChain()]).toEqual(['sale-13', undefined])
  })

  test('[MEND-1] closed while a backup was under way, which was broken off before the file itself was closed: sound, and its pages are known', () => {
    const file = path.join(live, 'register.db')
    const reader = new Database(file, { readonly: true })
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM journal').get()
    sell(register, 'sale-13')
    const close = vi.spyOn(Database.prototype, 'close').mockImplementationOnce(function last(this: Database.Database) {
      close.mockRestore()
      reader.close()
      return this.close()
    })
    register.close()
    expect([reader.open, existsSync(`${file}-wal`)]).toEqual([false, false])
    expect(examineFile(file)).toMatchObject({ damage: [], logGone: false })
    flip(file, page + 3000)
    expect(examineFile(file)).toMatchObject({ damage: ['pages'] })
    flip(file, page + 3000)
    register = openForTest(file)
    expect([register.saleById('sale-13')?.id, register.verifyChain()]).toEqual(['sale-13', undefined])
  })

  test('[MEND-1] a tool that was opened on it after a power cut folded the log in: sound as well', () => {
    new Database(database).exec('SELECT count(*) FROM journal').close()
    const before = readFileSync(database)
    expect([existsSync(`${database}-wal`), valueOf(mend()), readFileSync(database).equals(before)]).toEqual([false, undefined, true])
    expect(sales()).toBe(12)
  })

  test('[MEND-4] pages that no backup has as they were: the backup goes in, and each entry behind it that can be read is put back by its bytes', () => {
    // The journal’s newest pages are in the log; what is spoilt is a page of the file that changed since the backup.
    const bytes = readFileSync(database)
    const spoilt = [...Array(Math.floor(bytes.length / page)).keys()].filter((index) => index > 0 && bytes.subarray(index * page, (index + 1) * page).includes('"number":"3-8"'))
    for (const index of spoilt) put(database, index * page + 16, Buffer.alloc(page - 16, 0x5a))
    rmSync(`${database}-wal`)
    const report = mended()
    expect(report).toMatchObject({ how: 'backup', missing: true })
    expect(sales()).toBeGreaterThanOrEqual(6)
    expect(sales()).toBe(6 + report.recovered.documents)
  })

  test('[MEND-4] a file that is no database any more is replaced by the newest backup that is untouched', () => {
    writeFileSync(database, 'not a database at all')
    rmSync(`${database}-wal`)
    const report = mended()
    expect([report.how, report.missing, sales()]).toEqual(['backup', true, 6])
    expect(readFileSync(path.join(report.aside, 'register.db'), 'utf8')).toBe('not a database at all')
  })

  test('[MEND-12] on a disk of several registers’ backups the newest of another one is never put there; where nothing tells whose data they were, nothing is touched', async () => {
    const other = freshRegister()
    try {
      for (let sale = 1; sale <= 9; sale += 1) sell(other.register, `of-another-${sale}`)
      valueOf(await makeBackup({ database: other.folder.path, folder: path.join(data, 'backups'), at: at + 1000 }))
    } finally {
      other.folder.remove()
    }
    // A second folder: none is beside the data.
    const asked = { database, folders: [path.join(data, 'away'), path.join(data, 'backups')], at, newId: randomUUID }
    writeFileSync(database, 'not a database at all')
    for (const end of ['-wal', '-sums']) rmSync(`${database}${end}`)
    expect(mendAtStart(asked)).toMatchObject({ ok: false, refusal: { code: 'database.damaged', params: { damage: expect.stringContaining('whoseBackups') as string } } })
    expect(readFileSync(database, 'utf8')).toBe('not a database at all')
    copyFileSync(path.join(live, 'register.db-numbers'), `${database}-numbers`)
    expect(valueOf(mendAtStart(asked))).toMatchObject({ how: 'backup' })
    expect(sales()).toBe(6)
  })

  test('[MEND-4] with nothing whole to put there, nothing is touched', () => {
    writeFileSync(database, 'not a database at all')
    const [backup] = readdirSync(path.join(data, 'backups')).filter((name) => name.endsWith('.db'))
    flip(path.join(data, 'backups', backup ?? ''), 5000)
    const refused = mend()
    expect([refused.ok ? 'mended' : refused.refusal.code, readFileSync(database, 'utf8'), readdirSync(data).toSorted()]).toEqual(['database.damaged', 'not a database at all', ['backups', 'register.db', 'register.db-holder', 'register.db-lock', 'register.db-sums', 'register.db-wal']])
  })

  test('[MEND-5] the report is there until it was written into the journal, whatever stopped the start', () => {
    put(database, 0, Buffer.alloc(page))
    const report = mended()
    expect([valueOf(mend()), mendNote(database)]).toEqual([report, report])
    forgetMendNote(database)
    expect(valueOf(mend())).toBeUndefined()
  })

  test('[MEND-6] a file of a register without sums is looked through by SQLite, and has them from then on', () => {
    rmSync(`${database}-sums`)
    expect(valueOf(mend())).toBeUndefined()
    expect(sales()).toBe(12)
    flip(database, (coldPage2() - 1) * page + 3000)
    expect(mended()).toMatchObject({ how: 'exact', badPages: 1 })
    function coldPage2(): number {
      return [...Array(Math.floor(statSync(database).size / page)).keys()].findIndex((index) => index > 2 && readFileSync(database).subarray(index * page, (index + 1) * page).includes('sale-1')) + 1
    }
  })
})

describe('papers that wait in an older file', () => {
  const before = (): readonly number[] => register.effectsToDo(99).flatMap(({ work, attempts }) => (work.kind === 'print' ? [attempts] : []))

  test('[MEND-8] may have come out since: from a backup, chosen or not, or without its log, each comes out marked', () => {
    expect(before()).toEqual(Array.from({ length: 12 }, () => 0))
    writeWish(database, { file: path.join(data, 'backups', readdirSync(path.join(data, 'backups')).find((name) => name.endsWith('.backup.db')) ?? ''), at })
    expect(mended().how).toBe('chosen')
    expect(begunPapers()).toEqual(Array.from({ length: 6 }, () => 1))
    forgetMendNote(database)
    writeFileSync(database, 'not a database at all')
    // The newest is what was there before the restore: its papers waited as well.
    expect(mended().how).toBe('backup')
    expect(begunPapers()).toEqual(Array.from({ length: 12 }, () => 1))
  })

  test('[MEND-8] without its log: marked, too', () => {
    rmSync(`${database}-wal`)
    expect(mended().how).toBe('kept')
    expect(begunPapers()).toEqual(Array.from({ length: 9 }, () => 1))
  })

  test('[MEND-8] where nothing is missing they are what they were', () => {
    put(database, 0, Buffer.alloc(page))
    expect(mended().how).toBe('exact')
    expect(begunPapers()).toEqual(Array.from({ length: 12 }, () => 0))
  })
})

describe('mails that wait in an older file', () => {
  test('[MEND-9] what the journal says went or was given up is over, and the rest waits for a person: it may have gone', async () => {
    write(register, () => {
      for (const id of ['went', 'given-up', 'waits', 'begun']) register.queueMail({ id, saleId: 'sale-1', number: '3-1', askedAt: at, address: `${id}@customers.example` })
    })
    write(register, () => register.mailStarted('begun'))
    const file = path.join(live, 'register.db')
    const older = valueOf(await makeBackup({ database: file, folder: path.join(data, 'backups'), at: at + 1000 })).file
    const told = (type: string, mailId: string): void => void register.append({ ...moment, at: at + 2000 }, { type, schemaVersion: 1, businessDate, operator: 'system', body: { mailId, saleId: 'sale-1', number: '3-1' } })
    write(register, () => {
      told('mail.sent', 'went')
      told('mail.dropped', 'given-up')
    })
    for (const end of ['', '-wal', '-sums']) copyFileSync(`${file}${end}`, `${database}${end}`)
    writeWish(database, { file: older, at: at + 1000 })
    expect(mended().how).toBe('chosen')
    const opened = openForTest(database)
    try {
      expect(Object.fromEntries(opened.mails(9).map(({ id, state, fault, address }) => [id, [state, fault, address !== undefined]]))).toEqual({
        went: ['sent', undefined, false], 'given-up': ['dropped', undefined, false], waits: ['refused', 'restored', true], begun: ['refused', 'restored', true],
      })
      expect([opened.mailsDue(at * 2, 9), opened.mailsOpen()]).toEqual([[], 0])
    } finally {
      opened.close()
    }
  })
})

describe('a backup that somebody chose', () => {
  const wish = (file: string): void => { writeWish(database, { file, at }) }
  const backup = (): string => path.join(data, 'backups', readdirSync(path.join(data, 'backups')).find((name) => name.endsWith('.backup.db')) ?? '')

  test('[MEND-7] goes in at the next start, every sale since is put behind it, and the present file can be chosen in its turn', () => {
    wish(backup())
    const report = mended()
    expect(report).toMatchObject({ how: 'chosen', missing: false, recovered: { documents: 6 }, beyondGap: 0 })
    expect(sales()).toBe(12)
    forgetMendNote(database)
    expect(valueOf(mend())).toBeUndefined()
    wish(path.join(report.aside, 'register.db'))
    expect(mended()).toMatchObject({ how: 'chosen', missing: false })
    expect(sales()).toBe(12)
  })

  test('[MEND-7] what was there before is a backup in the list, whole and the newest: to be chosen in its turn', () => {
    const chosen = backup()
    wish(chosen)
    mended()
    forgetMendNote(database)
    const kept = backupsIn(path.join(data, 'backups'))
    expect(kept.map(({ file, inside }) => [file === chosen, inside.sales])).toEqual([[false, 12], [true, 6]])
    expect(kept.every((one) => isUntouched(one))).toBe(true)
    wish(kept[0]?.file ?? '')
    expect(mended()).toMatchObject({ how: 'chosen', missing: false, recovered: { documents: 0 } })
    expect(sales()).toBe(12)
  })

  test('[MEND-7] one that is damaged, gone, or of another register changes nothing, and is asked for once', () => {
    const other = freshRegister()
    try {
      sell(other.register, 'of-another')
      other.register.close()
      const before = readFileSync(database)
      for (const [file, why] of [[path.join(data, 'nowhere.db'), 'gone'], [other.folder.path, 'otherRegister']] as const) {
        wish(file)
        // Told once, since somebody waits for it; then the register opens as ever.
        expect([mended(), readFileSync(database).equals(before)]).toMatchObject([{ how: 'notDone', why }, true])
        forgetMendNote(database)
        expect(valueOf(mend())).toBeUndefined()
      }
      flip(backup(), Math.floor(statSync(backup()).size / 2))
      put(backup(), 8192, Buffer.alloc(4096, 0xa5))
      wish(backup())
      expect(mended()).toMatchObject({ how: 'notDone', why: 'damaged', missing: false })
      expect(sales()).toBe(12)
    } finally {
      other.folder.remove()
    }
  })
})
