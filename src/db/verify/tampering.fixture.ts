import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { entryText, GENESIS_HASH, hashEntry, parseEntry } from '../../domain/journal/index.ts'
import { businessDate, moment, openForTest, sell, testFolder, write } from '../fixture.ts'
import { sha256 } from '../sha256.ts'

/** Of the master file's two epochs: how many entries each has. Each third one is a sale. */
export const lengths: readonly number[] = [120, 90]

export interface RegisterFile {
  readonly path: string
  /** A copy of it, as it is, for one test to spoil. */
  copy(): string
  remove(): void
}

/** A closed register's file with two epochs, as the product leaves one: acknowledged in part, verified at its last start, its projections caught up. */
export function registerFile(): RegisterFile {
  const folder = testFolder()
  let register = openForTest(folder.path)
  for (const [index, length] of lengths.entries()) {
    const epoch = index + 1
    if (epoch > 1) write(register, () => { register.saveFacts({ epoch }) })
    for (let seq = 1; seq <= length; seq += 1) {
      if (seq % 3 === 0) sell(register, `sale-${epoch}-${seq}`)
      else write(register, () => register.append(moment, { type: seq % 3 === 1 ? 'drawer.opened' : 'operator.signedOn', schemaVersion: 1, businessDate, operator: 'operator-1', body: { seat: 'counter', note: `牛奶 ${seq} \u{fffd}` } }))
    }
  }
  while (register.project(500) > 0);
  write(register, () => { register.moveOutboxCursor({ epoch: 2, seq: 60, hash: register.entryHashAt(2, 60) ?? '', instance: 'i', acknowledgedAt: moment.at }) })
  register.close()
  register = openForTest(folder.path)
  register.close()
  const copies: string[] = []
  return {
    path: folder.path,
    copy() {
      const own = mkdtempSync(path.join(tmpdir(), 'tillwright-spoilt-'))
      copies.push(own)
      copyFileSync(folder.path, path.join(own, 'register.db'))
      return path.join(own, 'register.db')
    },
    remove() {
      for (const own of copies) rmSync(own, { recursive: true })
      folder.remove()
    },
  }
}

/** What somebody with the file and a tool of their own does to it, the guards gone first. */
export function tamper(file: string, change: (raw: Database.Database) => void): void {
  const raw = new Database(file)
  for (const name of ['journal_never_changes', 'journal_never_shrinks', 'journal_follows']) raw.exec(`DROP TRIGGER IF EXISTS ${name}`)
  change(raw)
  raw.pragma('journal_mode = wal')
  raw.close()
}

export const at = (epoch: number, seq: number): number => epoch * 2 ** 40 + seq

/** Every hash from an entry on made anew, as somebody does who knows how they are made. */
export function rechain(raw: Database.Database, epoch: number, from: number): void {
  const rows = raw.prepare<[number, number], { position: number; text: string }>('SELECT position, text FROM journal WHERE position >= ? AND position < ? ORDER BY position').all(at(epoch, from), at(epoch + 1, 0))
  let prev = raw.prepare<[number], string>('SELECT hash FROM journal WHERE position = ?').pluck().get(at(epoch, from - 1)) ?? GENESIS_HASH
  const update = raw.prepare('UPDATE journal SET prev_hash = ?, hash = ? WHERE position = ?')
  for (const { position, text } of rows) {
    const hash = hashEntry(prev, text, sha256)
    update.run(prev, hash, position)
    prev = hash
  }
}

/** The text of one entry with another content, canonical as a real one. */
export function rewritten(text: string, change: Readonly<Record<string, unknown>>): string {
  const content = parseEntry(text)
  if (content === undefined) throw new Error('no entry')
  return entryText({ ...content, ...change })
}
