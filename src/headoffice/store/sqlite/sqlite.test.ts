import Database from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from './open-database.ts'
import { openSqliteStore } from './store.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'head-office-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('what is true of SQLite alone', () => {
  test('[REP-1] the connection is FULL after a write, also on the second opening', () => {
    const file = join(folder, 'settings.db')
    for (const opening of [1, 2]) {
      const { connection } = openDatabase(file, opening)
      connection.prepare('UPDATE instance SET created_at = 9').run()
      expect(connection.pragma('synchronous', { simple: true })).toBe(2)
      expect(connection.pragma('journal_mode', { simple: true })).toBe('wal')
      connection.close()
    }
  })

  test('[REP-12] a file of a newer version is refused, untouched', async () => {
    const path = join(folder, 'head-office.db')
    await openSqliteStore(path, 1).close()
    const newer = new Database(path)
    newer.pragma('user_version = 99')
    newer.close()
    expect(() => openSqliteStore(path, 3)).toThrow('version 99')
    const back = new Database(path)
    expect(back.pragma('user_version', { simple: true })).toBe(99)
    back.close()
  })
})
