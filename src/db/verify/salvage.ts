import { closeSync, copyFileSync, existsSync, mkdtempSync, openSync, readSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { type Connection } from '../connection.ts'
import { isOurs } from '../migrate.ts'
import { type Verification } from './verification.ts'
import { isDamage, walkJournal, type Walked } from './walk-journal.ts'

/** The first bytes of every SQLite file; where its own kind of database stands in them, and how many pages of what size it has. */
const magic = 'SQLite format 3\0'
const headerLength = 100
const pageSizeAt = 16
const pageCountAt = 28
const applicationIdAt = 68

interface Said {
  readonly pageSize: number
  /** In bytes. */
  readonly length: number
}

/** What the file says of its own size; undefined where its first bytes are not those of a register's database. */
function saidBy(file: string): Said | undefined {
  const header = Buffer.alloc(headerLength)
  const handle = openSync(file, 'r')
  try {
    if (readSync(handle, header, 0, headerLength, 0) < headerLength) return undefined
  } finally {
    closeSync(handle)
  }
  if (header.toString('latin1', 0, magic.length) !== magic || !isOurs(header.readInt32BE(applicationIdAt))) return undefined
  const pageSize = header.readUInt16BE(pageSizeAt)
  // A page of 65536 bytes does not fit the field, and is written as 1.
  const bytes = pageSize === 1 ? 65_536 : pageSize
  return { pageSize: bytes, length: bytes * header.readUInt32BE(pageCountAt) }
}

/** Shorter than it says, with no log beside it that could have the rest. SQLite fills up half a page with nought and says nothing. */
export function isCutOff(file: string): boolean {
  const said = saidBy(file)
  return said !== undefined && (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0 && statSync(file).size < said.length
}

/**
 * What is left of a register's file that SQLite will not open as it stands, as one cut off in the middle: "cannot be opened"
 * was said of it as of no register at all, and whoever watched for exit code 1 heard nothing. A copy in a folder of our own is
 * made as long as the file says it is; what it lost is then a damaged page like any other. Undefined: it is no register's.
 */
export function salvaged(file: string): Verification | undefined {
  const said = saidBy(file)
  if (said === undefined) return undefined
  const folder = mkdtempSync(path.join(tmpdir(), 'tillwright-verify-'))
  try {
    const copy = path.join(folder, 'register.db')
    for (const end of ['', '-wal']) if (existsSync(`${file}${end}`)) copyFileSync(`${file}${end}`, `${copy}${end}`)
    const { size } = statSync(copy)
    if (size < said.length) {
      // Half a page would be read as a page, with entries in it that never were.
      truncateSync(copy, size - (size % said.pageSize))
      truncateSync(copy, said.length)
    }
    const { register, walked } = whatIsLeft(copy)
    const last = walked.epochs.at(-1)
    return {
      register,
      entries: walked.epochs.reduce((sum, { entries }) => sum + entries, 0),
      epochs: walked.epochs,
      // Sound entries to the very end do not make the file whole: something in it cannot be read, or nobody would be here.
      fault: walked.fault ?? { epoch: last?.epoch ?? 1, seq: (last?.entries ?? 0) + 1, reason: 'unreadable' },
      witnesses: [],
      missingGuards: [],
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function whatIsLeft(copy: string): { readonly register: string; readonly walked: Walked } {
  let db: Connection | undefined
  let register = ''
  try {
    db = new Database(copy, { readonly: true })
    register = db.prepare<[], string>('SELECT register_id FROM register').pluck().get() ?? ''
    return { register, walked: walkJournal(db, register, () => undefined) }
  } catch (error) {
    if (isDamage(error)) return { register, walked: { epochs: [] } }
    throw error
  } finally {
    db?.close()
  }
}
