import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { type Clock, type Log } from '../log.ts'
import { booksFile, isStoreThere, type StoreLocation } from '../store/open-store.ts'
import { readPostgresBooks, renewInstance } from '../store/postgres/read-books.ts'
import { type Connection } from '../store/sqlite/connection.ts'
import { openToRead, unfitness, versionOf } from '../store/sqlite/copy-books.ts'
import { schemaVersion } from '../store/sqlite/schema.ts'
import { type Restored, restoreBooks } from '../store/sqlite/restore-books.ts'
import { sqliteUnits } from '../store/sqlite/units.ts'
import { isBackupName, type OfficeBackup, reasonOf } from './backup-file.ts'
import { chooseFolderAgain } from './backups-desk.ts'
import { type Made, makeBackup } from './make-backup.ts'
import { reasonWords } from './reason-words.ts'
import { type BooksVerified, brokenAt, verifyBooks } from './verify-books.ts'

/** What a person at the machine asked for; each does its one thing and ends. Throws, in words, what came in its way. */
export interface BooksCommands {
  /** While head office runs or not. */
  backUpTo(folder: string): Promise<readonly string[]>
  /** Head office must not run. */
  restore(backup: string): Promise<readonly string[]>
  /** Every journal from its first entry to its last, and what was filed of it. While head office runs or not. */
  check(): Promise<readonly string[]>
  /** Of a PostgreSQL database that was put back. Head office must not run. */
  restored(): Promise<readonly string[]>
}

export function booksCommands({ clock, log, ...location }: StoreLocation & { readonly clock: Clock; readonly log: Log }): BooksCommands {
  const database = booksFile(location)
  const peopleKey = path.resolve(location.dataDirectory, 'people.key')
  const ofKey = existsSync(peopleKey) ? [`Not in it, by intention: ${peopleKey}, which second factors are sealed with. Keep a copy of it apart from the books.`] : []

  const place = database === undefined ? 'the database that DATABASE_URL names' : path.resolve(location.dataDirectory)

  async function checked(): Promise<BooksVerified> {
    if (!(await isStoreThere(location, log))) throw new Error(`there are no books of a head office in ${place}: give the --data folder that head office is started with`)
    if (location.databaseUrl !== undefined) return readPostgresBooks(location.databaseUrl, log, verifyBooks)
    const file = path.resolve(database ?? '')
    assertFile(file)
    let db: Connection | undefined
    try {
      db = openToRead(file)
      db.exec('BEGIN')
      const unfit = unfitness(db)
      if (unfit !== undefined) throw new Error(`${file}: ${unfit.why}${unfit.reason === 'newer' || unfit.reason.startsWith('SQLITE_CANTOPEN') ? '' : `. ${mending}`}`)
      const version = versionOf(db)
      if (version < schemaVersion) throw new Error(`the books are of version ${version}, and this program reads ${schemaVersion}: start head office on them once`)
      return await verifyBooks(sqliteUnits(db).read)
    } catch (error) {
      // Ours is in words already; SQLite's and the system's are not.
      throw error instanceof Error && 'code' in error ? new Error(saidOfBooks(file, reasonOf(error)), { cause: error }) : error
    } finally {
      db?.close()
    }
  }
  async function sound(): Promise<BooksVerified> {
    const verified = await checked()
    if (verified.faults.length > 0) throw new Error(['the books are not sound:', ...verified.faults.map((fault) => `  ${brokenAt(fault)}`), database === undefined ? mendingOnServer : mending].join('\n'))
    return verified
  }
  const isSound = (verified: BooksVerified): string => `the books are sound: ${counted(verified)}`

  return {
    backUpTo: async (folder) => {
      const to = path.resolve(folder)
      if (database === undefined) throw new Error('the books are in PostgreSQL, and its server backs them up: see docs/guides/head-office.md, Backups')
      if (!existsSync(database)) throw new Error(`there are no books of a head office in ${place}: give the --data folder that head office is started with`)
      assertFile(database)
      const found = statSync(to, { throwIfNoEntry: false })
      if (found === undefined) throw new Error(`${to} is not there: name a folder that exists`)
      if (!found.isDirectory()) throw new Error(`${to} is a file: name a folder`)
      const { first } = await makeBackup({ database, folder: to, at: clock() })
      if (!first.ok) throw new Error(wrongWith(first, to, path.resolve(database)))
      chooseFolderAgain(location.dataDirectory, to)
      log('backup.made', { place: 'asked', bytes: first.value.inside.bytes, entries: first.value.inside.entries })
      return [`backed up and looked through: ${first.value.file}`, `in it: ${counted(first.value.inside)}`, ...ofKey]
    },
    restore: async (backup) => {
      if (database === undefined) throw new Error('the books are in PostgreSQL: put them back with pg_restore, then run --restored')
      const file = path.resolve(backup)
      const done = await restoreBooks({ database, backup: file, now: clock() })
      if (!done.ok) throw new Error(refusedRestore(file, done))
      log('books.restored', { entries: done.inside.entries, carried: done.carried ? 1 : 0 })
      return [
        `put in place: ${file}`,
        `in it: ${counted(done.inside)}`,
        done.summed
          ? 'Every byte of it is what was written when it was made.'
          : 'It carries no sum of its own: every journal in it was looked through, but nothing speaks for the rest. Look over items, prices, settings and People.',
        ...(done.aside === undefined ? [] : [`the books that were there are kept: ${done.aside}`]),
        done.carried ? 'Registers, their numbers and the accounts are as they were a moment ago.' : 'Registers and accounts are as they were at the backup: enrol again what was enrolled since, retire again what was retired since, and look through People. 100 register numbers of each store are passed over.',
        'Start head office: its first backup of these books follows within a minute, and each register compares its journal at its next contact and sends again what is missing. What people did on the page since (items and prices, what was put away or settled) has to be done again.',
        ...(existsSync(peopleKey) || !done.sealed ? [] : [`There is no ${peopleKey}: put the copy of it there, or second factors have to be made anew.`]),
      ]
    },
    check: async () => [isSound(await sound())],
    restored: async () => {
      if (location.databaseUrl === undefined) throw new Error('--restored is for books in PostgreSQL; a file is put back with --restore FILE')
      const verified = await sound()
      await renewInstance(location.databaseUrl, log, clock())
      log('books.restored', {})
      return [isSound(verified), newestIn(verified), 'Start head office: each register compares its journal at its next contact and sends again what is missing. 100 register numbers of each store are passed over; enrol again what was enrolled since the backup, retire again what was retired since, and look through People.']
    },
  }
}

const mending = 'Nothing was changed. Keep head office stopped, put the newest sound backup back (--restore FILE), and registers send again what is missing.'
const mendingOnServer = 'Nothing was changed. Keep head office stopped, put the newest sound dump back (pg_restore, then --restored), and registers send again what is missing.'
const another = 'Take an earlier backup, or the one of the second folder'

/** SQLite calls a folder a disk that fails. */
function assertFile(database: string): void {
  if (statSync(database).isDirectory()) throw new Error(`${path.resolve(database)} is a folder, and the books are a file of that name: give the --data folder that head office is started with`)
}

function refusedRestore(file: string, { why, detail = '' }: Extract<Restored, { ok: false }>): string {
  if (why === 'missing') return `${file} is not there${nearby(path.dirname(file), file)}`
  if (why === 'folder') return `${file} is a folder: name one backup in it${nearby(file, file)}`
  if (why === 'running') return 'head office is running on these books: stop it first'
  if (why === 'system') return `${detail} (${file}, or the --data folder)`
  const what = why === 'differs' ? `${file} is not what was written when it was made: some of its bytes are others, or gone` : `${file}: ${detail}`
  return `${what}. ${another}${nearby(path.dirname(file), file)}`
}

/** Whoever is putting books back should not have to list folders. */
function nearby(folder: string, file: string): string {
  try {
    const newest = readdirSync(folder).filter((name) => isBackupName(name) && path.join(folder, name) !== file).toSorted((a, b) => timeIn(b).localeCompare(timeIn(a)))[0]
    return newest === undefined ? '' : `. The newest${path.dirname(file) === folder ? ' other' : ''} one there is ${newest}`
  } catch {
    return ''
  }
}

const timeIn = (name: string): string => /\.(\d{8}T\d{6}Z)/u.exec(name)?.[1] ?? ''

function wrongWith({ reason, why }: Extract<Made<OfficeBackup>, { ok: false }>, folder: string, database: string): string {
  if (why !== undefined) return `the copy of ${database} was looked through, and ${why}. ${mending}`
  return reason.startsWith('SQLITE_') && reason !== 'SQLITE_FULL' ? saidOfBooks(database, reason) : `${folder}: ${reasonWords(reason)}`
}

function saidOfBooks(file: string, reason: string): string {
  return `${file}: ${reasonWords(reason)}${/^SQLITE_(CORRUPT|NOTADB|IOERR)/u.test(reason) ? `. ${mending}` : ''}`
}

/** Why head office did not start on books in this folder that are damaged; undefined: it was something else. */
export function saidOfStart(cause: unknown, dataDirectory: string): string | undefined {
  const [reason, file] = [reasonOf(cause), booksFile({ dataDirectory })]
  return file !== undefined && /^SQLITE_(CORRUPT|NOTADB|IOERR)/u.test(reason) ? saidOfBooks(file, reason) : undefined
}

/** A pg_restore that failed leaves the books that were there, as sound as before: only their age tells. */
function newestIn({ lastReceivedAt }: BooksVerified): string {
  if (lastReceivedAt === undefined) return 'There is nothing in these books: if the dump held sales, it was not put back.'
  return `The newest entry in them was received on ${new Date(lastReceivedAt).toISOString().slice(0, 16).replace('T', ' at ')} UTC. If that is after the dump was made, the dump was not put back, and these are the books that were there before: see Backups in docs/guides/head-office.md.`
}

function counted({ registers, entries, sales, refunds, lastReceivedAt }: Omit<BooksVerified, 'faults'>): string {
  const last = lastReceivedAt === undefined ? '' : `, the last received ${new Date(lastReceivedAt).toISOString()}`
  return `${some(registers, 'register')}, ${some(entries, 'entry', 'entries')}, ${some(sales, 'sale')}, ${some(refunds, 'refund')}${last}`
}

function some(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`
}
