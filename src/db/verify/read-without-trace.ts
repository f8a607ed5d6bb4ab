import { copyFileSync, existsSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import Database from 'better-sqlite3'
import { type Connection } from '../connection.ts'

/**
 * How a file is read so that neither it nor what lies beside it changes by a byte.
 * `still`: nobody has it open and all of it is in the file. `logged`: its -wal and -shm are read as they are, live ones too.
 * `copied`: its -wal came along without its -shm, so a copy of both is read in a folder of our own.
 */
export type Reading = 'still' | 'logged' | 'copied'

export interface Untouched {
  readonly db: Connection
  readonly reading: Reading
  /** False when the file was written meanwhile under a reading that cannot follow: what was read then proves nothing. */
  stood(): boolean
  close(): void
}

/**
 * Read once per process, at SQLite's first use: without it these names are no addresses, and the open below fails. A plain
 * read-only open will not do: it makes -wal and -shm beside a file that had none, and cannot take them away again.
 */
function allowAddresses(): void {
  process.env['SQLITE_USE_URI'] = '1'
}

const length = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

function readingOf(file: string): Reading {
  if (length(`${file}-wal`) === 0) return 'still'
  return existsSync(`${file}-shm`) ? 'logged' : 'copied'
}

/** Length and time of a file and its log, as text to compare. */
function mark(file: string): string {
  return [file, `${file}-wal`].map((name) => {
    const found = statSync(name, { bigint: true, throwIfNoEntry: false })
    return found === undefined ? '' : `${found.ino} ${found.size} ${found.mtimeNs}`
  }).join('|')
}

function open(file: string, query: string): Connection {
  allowAddresses()
  return new Database(`${pathToFileURL(file).href}?mode=ro&${query}`, { readonly: true, timeout: 5000 })
}

/** Throws when the file cannot be opened, and for a copy when there is no room for it in the system's folder for temporary files. */
export function readWithoutTrace(given: string): Untouched {
  const file = realpathSync(given)
  const reading = readingOf(file)
  // Immutable: no lock, no log, nothing made. Right only for as long as nobody writes, which is asked again afterwards.
  if (reading === 'still') return standing(file, mark(file), open(file, 'immutable=1'), reading)
  // The log's index is opened for reading only. Where no register lives behind it SQLite makes another one in its own memory.
  if (reading === 'logged') {
    const db = open(file, 'readonly_shm=1')
    return { db, reading, stood: () => true, close: () => { db.close() } }
  }
  return copied(file)
}

function standing(file: string, before: string, db: Connection, reading: Reading): Untouched {
  return { db, reading, stood: () => mark(file) === before, close: () => { db.close() } }
}

function copied(file: string): Untouched {
  const folder = mkdtempSync(path.join(tmpdir(), 'tillwright-verify-'))
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const before = mark(file)
    const copy = path.join(folder, 'register.db')
    for (const end of ['', '-wal']) copyFileSync(`${file}${end}`, `${copy}${end}`)
    const untouched = standing(file, before, new Database(copy, { readonly: true }), 'copied')
    return { ...untouched, close: () => {
      untouched.close()
      remove()
    } }
  } catch (error) {
    remove()
    throw error
  }
}
