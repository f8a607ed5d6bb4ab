import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SUMMED_PAGE } from './page-sums.ts'
import { readWalFile } from './wal-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tillwright-wal-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

test('[MEND-2] where several bits of a log may have fallen over, none is turned that stands as it stood before', { timeout: 60_000 }, () => {
  const file = path.join(folder, 'one.db')
  const db = new Database(file)
  db.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)')
  const put = db.prepare('INSERT OR REPLACE INTO t VALUES (?, ?)')
  for (let id = 1; id <= 40; id += 1) put.run(id, `item ${id} `.padEnd(80, 'abcdefghij'))
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.transaction(() => {
    for (const id of [7, 19, 33]) put.run(id, `thing ${id} `.padEnd(80, 'klmnopqrst'))
  })()
  const log = readFileSync(`${file}-wal`)
  const older = readFileSync(file)
  db.close()
  const before = (page: number): Buffer => older.subarray((page - 1) * SUMMED_PAGE, page * SUMMED_PAGE)
  const from = 32 + 24
  const first = before(log.readUInt32BE(32))
  let turned = 0
  const wrong: number[] = []
  // The highest byte of a word: of its bits the log's sum knows the least.
  for (let at = from + 3; at < from + SUMMED_PAGE; at += 16) {
    if (log.readUInt8(at) === first.readUInt8(at - from)) continue
    const bent = Buffer.from(log)
    bent.writeUInt8(log.readUInt8(at) ^ 0x08, at)
    writeFileSync(path.join(folder, 'bent'), bent)
    const found = readWalFile(path.join(folder, 'bent'), before)
    turned += 1
    if (found.kind !== 'log' || found.log.frames[0]?.data.equals(log.subarray(from, from + SUMMED_PAGE)) !== true) wrong.push(at - from)
  }
  // Of two words that the commit changed, both of which may be the one, nobody can tell.
  expect(turned).toBeGreaterThan(10)
  expect(wrong.length).toBeLessThan(turned / 4)
})
