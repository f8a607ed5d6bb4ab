import Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrate, migrations, openRegisterDatabase } from '../../src/db/index.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillwright-backup-'))
  path = join(folder, 'register.db')
})
afterEach(() => { rmSync(folder, { recursive: true }) })

const at = Date.UTC(2026, 10, 22, 1, 39, 23, 456)

/** A register's file of an older schema, its last write still in the WAL, as a till that lost its power left it. */
function olderFile(newest: number, storeName = 'Chenguang'): void {
  const raw = new Database(path)
  raw.pragma('journal_mode = WAL')
  raw.pragma('wal_autocheckpoint = 0')
  migrate(raw, migrations.filter(({ id }) => id <= newest), 1)
  raw.prepare(`INSERT INTO register (only, register_id, register_number, epoch, mode, store_id, store_name, chain_name, store_lines, currency, tax_pack, time_zone, cut_off_hour, language, catalogue_version)
    VALUES (1, ?, 3, 1, 'demo', 's1', ?, 'Chain', '[]', 'CNY', 'CN-2019', 'Asia/Shanghai', 4, 'zh-CN', 7)`).run(randomUUID(), storeName)
  const [file, wal] = [path, `${path}-wal`].map((name) => readFileSync(name))
  raw.close()
  if (file === undefined || wal === undefined) throw new Error('no WAL')
  writeFileSync(path, file)
  writeFileSync(`${path}-wal`, wal)
}

const open = (now = at) => openRegisterDatabase({ path, newId: randomUUID, now: () => now })
const backups = (): string[] => readdirSync(folder).filter((name) => name.includes('.schema-')).toSorted()
/** What a file says of itself, and all its rows of the register. */
function contentOf(file: string): unknown {
  const raw = new Database(file, { readonly: true })
  try {
    return [raw.pragma('user_version', { simple: true }), raw.pragma('integrity_check', { simple: true }), raw.prepare('SELECT store_name FROM register').pluck().all(), raw.prepare('SELECT id FROM migration').pluck().all()]
  } finally {
    raw.close()
  }
}

describe('a copy before a migration', () => {
  test('[DB-19] an older file is kept as it was, with what was only in its WAL, under its version and the time', () => {
    olderFile(140)
    const opened = open()
    if (!opened.ok) throw new Error(opened.refusal.code)
    opened.value.close()
    expect(backups()).toEqual(['register.schema-140.20261122T013923Z.db'])
    const copy = join(folder, backups()[0] ?? '')
    expect(contentOf(copy)).toEqual([140, 'ok', ['Chenguang'], migrations.map(({ id }) => id).filter((id) => id <= 140)])
    if (process.platform !== 'win32') expect(statSync(copy).mode & 0o777).toBe(0o600)
    // And it is a register's file: an older version could go on with it, and this one migrates it again.
    rmSync(path)
    const again = openRegisterDatabase({ path: copy, newId: randomUUID, now: () => at })
    if (!again.ok) throw new Error(again.refusal.code)
    expect(again.value.facts().storeName).toBe('Chenguang')
    again.value.close()
  })

  test('[DB-19] a new register, and one that is up to date, leave no copy', () => {
    for (let times = 0; times < 2; times += 1) {
      const opened = open()
      if (!opened.ok) throw new Error(opened.refusal.code)
      opened.value.close()
    }
    expect(backups()).toEqual([])
  })

  test('[DB-19] the last three stay, and nothing is taken that only looks like one', () => {
    const strangers = ['register.schema-80.db', 'register.schema-80.20261122T013923Z.db.mine', 'other.schema-80.20200101T000000Z.db']
    for (const name of strangers) writeFileSync(join(folder, name), '')
    for (let day = 0; day < 5; day += 1) {
      for (const name of ['', '-wal', '-shm']) rmSync(`${path}${name}`, { force: true })
      olderFile(140 - day * 10, `store ${day}`)
      const opened = open(at + day * 86_400_000)
      if (!opened.ok) throw new Error(opened.refusal.code)
      opened.value.close()
    }
    expect(backups().filter((name) => !strangers.includes(name))).toEqual(['register.schema-100.20261126T013923Z.db', 'register.schema-110.20261125T013923Z.db', 'register.schema-120.20261124T013923Z.db'])
    expect(strangers.filter((name) => existsSync(join(folder, name)))).toEqual(strangers)
  })

  test('[DB-19] half a copy of a start that was killed goes with the next one, and nothing that only looks like it', () => {
    olderFile(140)
    const half = 'register.schema-140.20261121T080000Z.db.unfinished'
    const strangers = ['register.schema-140.20261121T080000Z.db.unfinished.txt', 'other.schema-140.20261121T080000Z.db.unfinished']
    for (const name of [half, ...strangers]) writeFileSync(join(folder, name), 'half of it')
    const opened = open()
    if (!opened.ok) throw new Error(opened.refusal.code)
    opened.value.close()
    expect([existsSync(join(folder, half)), strangers.every((name) => existsSync(join(folder, name)))]).toEqual([false, true])
  })

  test('[DB-19] without its copy an older file is refused, untouched, and the lock is free again', () => {
    olderFile(140)
    const before = contentOf(path)
    // What nobody can write, whoever asks: a folder lies where the copy should.
    const inTheWay = join(folder, 'register.schema-140.20261122T013923Z.db.unfinished')
    mkdirSync(join(inTheWay, 'occupied'), { recursive: true })
    expect(open()).toMatchObject({ ok: false, refusal: { code: 'database.noBackup', params: { folder } } })
    expect(contentOf(path)).toEqual(before)
    rmSync(inTheWay, { recursive: true })
    const opened = open()
    expect(opened.ok).toBe(true)
    if (opened.ok) opened.value.close()
    expect(backups()).toHaveLength(1)
  })
})
