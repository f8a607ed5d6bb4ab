import Database from 'better-sqlite3'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connect, olderThan, unsafeSetting } from './connection.ts'
import { openForTest, sell, testFolder, type TestFolder, valueOf, write } from './fixture.ts'
import { openRegisterDatabase, openRegisterReader } from './open-database.ts'

let folder: TestFolder
beforeEach(() => { folder = testFolder() })
afterEach(() => { folder.remove() })

const newId = (): string => crypto.randomUUID()

describe('settings', () => {
  test('[DB-1] a connection as better-sqlite3 gives it drops to synchronous=NORMAL at its first write in WAL, and is found unsafe', () => {
    const raw = new Database(folder.path, { timeout: 5000 })
    raw.pragma('journal_mode = WAL')
    expect(raw.pragma('synchronous', { simple: true })).toBe(2)
    raw.exec('CREATE TABLE t (x INTEGER) STRICT')
    expect(raw.pragma('synchronous', { simple: true })).toBe(1)
    expect(unsafeSetting(raw)).toBe('synchronous=1')
    raw.close()
  })

  test('[DB-1] our connection answers synchronous=FULL after a write and after a reopen and a write', () => {
    for (const value of [1, 2]) {
      const db = connect(folder.path)
      db.exec('CREATE TABLE IF NOT EXISTS t (x INTEGER) STRICT')
      db.prepare('INSERT INTO t VALUES (?)').run(value)
      expect([db.pragma('journal_mode', { simple: true }), db.pragma('synchronous', { simple: true }), unsafeSetting(db)]).toEqual(['wal', 2, undefined])
      db.close()
    }
  })

  test('[DB-1] the writer keeps 128 MiB of pages at most, a reader what SQLite was built with', () => {
    const db = connect(folder.path)
    expect(db.pragma('cache_size', { simple: true })).toBe(-131_072)
    const reader = connect(folder.path, true)
    expect(reader.pragma('cache_size', { simple: true })).toBe(-16_000)
    reader.close()
    db.close()
  })

  test.each([
    ['synchronous = NORMAL', 'synchronous=1'],
    ['foreign_keys = OFF', 'foreign_keys=0'],
    ['trusted_schema = ON', 'trusted_schema=1'],
    ['cell_size_check = OFF', 'cell_size_check=0'],
    ['recursive_triggers = OFF', 'recursive_triggers=0'],
    ['busy_timeout = 0', 'busy_timeout=0'],
    ['mmap_size = 4096', 'mmap_size=4096'],
    ['journal_size_limit = -1', 'journal_size_limit=-1'],
    ['wal_autocheckpoint = 1000', 'wal_autocheckpoint=1000'],
    ['journal_mode = DELETE', 'journal_mode=delete'],
  ])('[DB-1] a connection with %s is found unsafe', (pragma, found) => {
    const db = connect(folder.path)
    db.exec('CREATE TABLE t (x INTEGER) STRICT')
    expect(unsafeSetting(db)).toBeUndefined()
    db.pragma(pragma)
    expect(unsafeSetting(db)).toBe(found)
    db.close()
  })

  test('[DB-1] SQLite before 3.51.3 is too old, by number and not by text', () => {
    const versions = ['3.51.2', '3.51.3', '3.52.0', '3.6.0', '4.0.0', '3.51']
    expect(versions.filter((version) => olderThan(version, [3, 51, 3]))).toEqual(['3.51.2', '3.6.0', '3.51'])
  })
})

describe('opening', () => {
  test('[DB-12] a register keeps the id it made at first open, and first facts count only then', () => {
    const first = openForTest(folder.path)
    const facts = first.facts()
    first.close()
    const again = openForTest(folder.path, { first: { registerNumber: 9 } })
    expect(again.facts()).toEqual(facts)
    expect(facts.registerNumber).toBe(3)
    again.close()
  })

  test('[DB-2] a second writer is refused while the first lives, and welcome after it closed', () => {
    const first = openForTest(folder.path)
    expect(openRegisterDatabase({ path: folder.path, newId })).toMatchObject({ ok: false, refusal: { code: 'database.inUse', params: { pid: process.pid } } })
    first.close()
    openForTest(folder.path).close()
  })

  test('[DB-2] a writer in another process is refused too, and its lock dies with it by kill -9', async () => {
    const script = `import { openRegisterDatabase } from ${JSON.stringify(new URL('open-database.ts', import.meta.url).href)}
      const opened = openRegisterDatabase({ path: process.argv[2], newId: () => crypto.randomUUID() })
      process.send(opened.ok ? 'open' : opened.refusal.code)
      setInterval(() => opened.ok && opened.value.facts(), 60000)`
    const file = `${folder.path}-holder.mjs`
    writeFileSync(file, script)
    const holder = fork(file, [folder.path], { execArgv: [] })
    const gone = once(holder, 'exit')
    expect((await once(holder, 'message'))[0]).toBe('open')
    expect(openRegisterDatabase({ path: folder.path, newId })).toMatchObject({ ok: false, refusal: { code: 'database.inUse', params: { pid: holder.pid } } })
    holder.kill('SIGKILL')
    await gone
    openForTest(folder.path).close()
  })

  test('[DB-3] a file of a later version is refused as newer and not one byte of it changes', () => {
    openForTest(folder.path).close()
    const raw = new Database(folder.path)
    raw.pragma('user_version = 100000')
    raw.close()
    const before = readFileSync(folder.path)
    expect(openRegisterDatabase({ path: folder.path, newId })).toMatchObject({ ok: false, refusal: { code: 'database.newer', params: { version: 100000 } } })
    expect(openRegisterReader({ path: folder.path })).toMatchObject({ ok: false, refusal: { code: 'database.newer' } })
    expect(readFileSync(folder.path).equals(before)).toBe(true)
  })

  test('[DB-3] a file whose migrations are not ours, or which is no register at all, is refused as unsafe', () => {
    const other = `${folder.path}-other`
    const stranger = new Database(other)
    stranger.exec('CREATE TABLE t (x)')
    stranger.close()
    expect(openRegisterDatabase({ path: other, newId })).toMatchObject({ ok: false, refusal: { code: 'database.unsafe' } })
    openForTest(folder.path).close()
    const raw = new Database(folder.path)
    raw.prepare('UPDATE migration SET checksum = ? WHERE id = 50').run('0'.repeat(64))
    raw.close()
    expect(openRegisterDatabase({ path: folder.path, newId })).toMatchObject({ ok: false, refusal: { code: 'database.unsafe', params: { setting: 'schema history' } } })
  })

  test('[DB-2] a refused opening gives the lock back', () => {
    openForTest(folder.path).close()
    const raw = new Database(folder.path)
    const version = Number(raw.pragma('user_version', { simple: true }))
    raw.pragma('user_version = 100000')
    expect(openRegisterDatabase({ path: folder.path, newId }).ok).toBe(false)
    raw.pragma(`user_version = ${version}`)
    raw.close()
    openForTest(folder.path).close()
  })

  test.skipIf(process.platform === 'win32')('[DB-9] the file and its WAL are for their owner only: they hold PIN hashes', () => {
    const register = openForTest(folder.path)
    sell(register, 'b1')
    for (const suffix of ['', '-wal', '-shm']) expect(statSync(folder.path + suffix).mode & 0o077).toBe(0)
    register.close()
  })
})

describe('the reader', () => {
  test('[DB-2] sees what the writer committed, and nothing of a unit of work that is still open', () => {
    const register = openForTest(folder.path)
    const reader = valueOf(openRegisterReader({ path: folder.path }))
    write(register, () => {
      register.saveFacts({ storeName: 'Chenguang' })
      expect(reader.facts().storeName).toBe('')
    })
    expect(reader.facts().storeName).toBe('Chenguang')
    sell(register, 'b1')
    expect(reader.journalHead()).toEqual(register.journalHead())
    expect(reader.saleByBasket('b1')).toEqual(register.saleByBasket('b1'))
    reader.close()
    register.close()
  })

  test('[DB-2] cannot write, whatever SQL it is given', () => {
    openForTest(folder.path).close()
    const db = connect(folder.path, true)
    expect(() => db.exec('DELETE FROM register')).toThrow(/readonly/u)
    db.close()
  })
})
