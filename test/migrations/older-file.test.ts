import Database from 'better-sqlite3'
import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrate, type Migration, migrations, openRegisterDatabase, releasedChecksums } from '../../src/db/index.ts'
import { GENESIS_HASH, makeEntry } from '../../src/domain/journal/index.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillwright-migrations-'))
  path = join(folder, 'register.db')
})
afterEach(() => { rmSync(folder, { recursive: true }) })

const registerId = '01935d3c-0000-7000-8000-000000000001'
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** A file as a version that knew the schema up to `newest` left it, with a register, an operator and two entries. */
function olderFile(newest: number): void {
  const raw = new Database(path)
  raw.pragma('journal_mode = WAL')
  migrate(raw, migrations.filter(({ id }) => id <= newest), 1)
  raw.prepare(`INSERT INTO register (only, register_id, register_number, epoch, mode, store_id, store_name, chain_name, store_lines, currency, tax_pack, time_zone, cut_off_hour, language, catalogue_version)
    VALUES (1, ?, 3, 1, 'demo', 's1', 'Chenguang', 'Chain', '["1 High Street"]', 'CNY', 'CN-2019', 'Asia/Shanghai', 4, 'zh-CN', 7)`).run(registerId)
  raw.prepare(`INSERT INTO operator (id, name, role, pin_hash, demo_pin) VALUES ('o1', 'Li', 'cashier', '$argon2id$v=19$x', NULL)`).run()
  const insert = raw.prepare('INSERT INTO journal (position, id, type, sale_count, receipt_counter, prev_hash, hash, text) VALUES (?, ?, ?, 0, ?, ?, ?, ?)')
  let prevHash = GENESIS_HASH
  for (const seq of [1, 2]) {
    const id = randomUUID()
    const content = { register: registerId, epoch: 1, seq, id, type: 'noted', schemaVersion: 1, at: 1, tzOffset: 480, bootId: id, monoMs: 1, businessDate: '2026-11-21', operator: 'o1', catalogueVersion: 7, body: {} }
    const entry = makeEntry(content, prevHash, sha256)
    insert.run(2 ** 40 + seq, id, 'noted', 41 + seq, entry.prevHash, entry.hash, entry.text)
    prevHash = entry.hash
  }
  raw.close()
}

function open() {
  const opened = openRegisterDatabase({ path, newId: randomUUID, now: () => 99 })
  if (!opened.ok) throw new Error(opened.refusal.code)
  return opened.value
}

describe('an older file', () => {
  test.each(migrations.map(({ id }) => id).filter((id) => id >= 50))('[DB-3] of schema %i migrates with everything in it, and sells on from its own numbers', (newest) => {
    olderFile(newest)
    const register = open()
    expect(register.facts()).toMatchObject({ registerId, registerNumber: 3, storeName: 'Chenguang', storeLines: ['1 High Street'], catalogueVersion: 7 })
    expect(register.operators()).toEqual([{ id: 'o1', name: 'Li', role: 'cashier' }])
    expect([register.journalHead().seq, register.verifyChain()]).toEqual([2, undefined])
    const next = register.unitOfWork(() => {
      const counter = register.nextReceiptCounter()
      register.append({ at: 2, tzOffset: 480, bootId: registerId, monoMs: 2 }, { type: 'noted', schemaVersion: 1, businessDate: '2026-11-21', operator: 'o1', body: {} })
      return { ok: true, value: counter }
    })
    expect(next).toEqual({ ok: true, value: 44 })
    register.close()
    const raw = new Database(path, { readonly: true })
    expect(raw.prepare('SELECT id, checksum FROM migration').all()).toEqual(migrations.map(({ id }) => ({ id, checksum: releasedChecksums[id] })))
    expect(raw.prepare('SELECT id FROM migration WHERE applied_at = 99').pluck().all()).toEqual(migrations.map(({ id }) => id).filter((id) => id > newest))
    raw.close()
  })

  test('[DB-3] a step that fails takes the whole run back: the old schema stays, with its data and its number', () => {
    olderFile(50)
    const raw = new Database(path)
    const schema = (): unknown[] => raw.prepare('SELECT name FROM sqlite_schema ORDER BY name').pluck().all()
    const before = schema()
    const failing: Migration = { id: 9990, name: 'failing', up: 'CREATE TABLE half (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1);' }
    expect(() => migrate(raw, [...migrations, failing], 1)).toThrow(/nowhere/u)
    expect([schema(), raw.pragma('user_version', { simple: true }), raw.prepare('SELECT count(*) FROM journal').pluck().get()]).toEqual([before, 50, 2])
    raw.close()
    open().close()
  })

  test('[DB-3] every table of the schema is STRICT', () => {
    open().close()
    const raw = new Database(path, { readonly: true })
    expect(raw.prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`).pluck().all()).toEqual([])
    expect(raw.prepare('PRAGMA integrity_check').pluck().get()).toBe('ok')
    raw.close()
  })
})
