import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Clock, type Log } from '../log.ts'
import { booksFile, isStoreThere, type StoreLocation } from '../store/open-store.ts'
import { readPostgresBooks, renewInstance } from '../store/postgres/read-books.ts'
import { openToRead } from '../store/sqlite/copy-books.ts'
import { schemaVersion } from '../store/sqlite/schema.ts'
import { restoreBooks } from '../store/sqlite/restore-books.ts'
import { sqliteUnits } from '../store/sqlite/units.ts'
import { chooseFolderAgain } from './backups-desk.ts'
import { makeBackup } from './make-backup.ts'
import { type BooksVerified, verifyBooks } from './verify-books.ts'

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

  async function checked(): Promise<BooksVerified> {
    if (!(await isStoreThere(location, log))) throw new Error(`there are no books of a head office in ${database === undefined ? 'the database that DATABASE_URL names' : path.resolve(location.dataDirectory)}`)
    if (location.databaseUrl !== undefined) return readPostgresBooks(location.databaseUrl, log, verifyBooks)
    const db = openToRead(database ?? '')
    try {
      const version = Number(db.pragma('user_version', { simple: true }))
      if (version !== schemaVersion) throw new Error(`the books are of version ${version}, and this program reads ${schemaVersion}: ${version < schemaVersion ? 'start head office on them once' : 'take the newer program'}`)
      db.exec('BEGIN')
      const found = db.pragma('quick_check(1)', { simple: true })
      if (found !== 'ok') throw new Error(`the file is damaged: ${String(found)}`)
      return await verifyBooks(sqliteUnits(db).read)
    } finally {
      db.close()
    }
  }
  async function sound(): Promise<readonly string[]> {
    const verified = await checked()
    if (verified.faults.length > 0) throw new Error(['the books are not sound:', ...verified.faults.map(({ register, epoch, seq, kind }) => `  register ${register}, epoch ${epoch}, entry ${seq}: ${faultWords[kind]}`)].join('\n'))
    return [`the books are sound: ${counted(verified)}`]
  }

  return {
    backUpTo: async (folder) => {
      if (database === undefined) throw new Error('the books are in PostgreSQL, and its server backs them up: see docs/guides/head-office.md, Backups')
      if (!existsSync(database)) throw new Error(`there are no books of a head office in ${path.resolve(location.dataDirectory)}`)
      if (!existsSync(folder)) throw new Error(`${path.resolve(folder)} is not there: name a folder that exists`)
      const { first } = await makeBackup({ database, folder: path.resolve(folder), at: clock() })
      if (!first.ok) throw new Error(first.reason)
      chooseFolderAgain(location.dataDirectory, path.resolve(folder))
      log('backup.made', { place: 'asked', bytes: first.value.inside.bytes, entries: first.value.inside.entries })
      return [`backed up and looked through: ${first.value.file}`, `in it: ${counted(first.value.inside)}`, ...ofKey]
    },
    restore: async (backup) => {
      if (database === undefined) throw new Error('the books are in PostgreSQL: put them back with pg_restore, then run --restored')
      const done = await restoreBooks({ database, backup: path.resolve(backup), now: clock() })
      if (!done.ok) throw new Error(done.why === 'missing' ? `${path.resolve(backup)} is not there` : done.why === 'running' ? 'head office is running on these books: stop it first' : (done.detail ?? ''))
      log('books.restored', { entries: done.inside.entries, carried: done.carried ? 1 : 0 })
      return [
        `put in place: ${path.resolve(backup)}`,
        `in it: ${counted(done.inside)}`,
        ...(done.aside === undefined ? [] : [`the books that were there are kept: ${done.aside}`]),
        done.carried ? 'Registers, their numbers and the accounts are as they were a moment ago.' : 'Registers and accounts are as they were at the backup: enrol again what was enrolled since, retire again what was retired since, and look through People. 100 register numbers of each store are passed over.',
        'Start head office: each register compares its journal at its next contact and sends again what is missing. What people did on the page since (items and prices, what was put away or settled) has to be done again.',
        ...(existsSync(peopleKey) ? [] : [`There is no ${peopleKey}: put the copy of it there, or second factors have to be made anew.`]),
      ]
    },
    check: sound,
    restored: async () => {
      if (location.databaseUrl === undefined) throw new Error('--restored is for books in PostgreSQL; a file is put back with --restore FILE')
      const said = await sound()
      await renewInstance(location.databaseUrl, log, clock())
      log('books.restored', {})
      return [...said, 'Start head office: each register compares its journal at its next contact and sends again what is missing. 100 register numbers of each store are passed over; enrol again what was enrolled since the backup, retire again what was retired since, and look through People.']
    },
  }
}

const faultWords = {
  gap: 'it is missing',
  hash: 'its text is not what was signed',
  chain: 'it does not follow the one before',
  cursor: 'more or less was acknowledged than is there',
  sums: 'the sales or refunds that are filed do not come to what the journal says',
} as const

function counted({ registers, entries, sales, refunds, lastReceivedAt }: Omit<BooksVerified, 'faults'>): string {
  const last = lastReceivedAt === undefined ? '' : `, the last received ${new Date(lastReceivedAt).toISOString()}`
  return `${registers} registers, ${entries} entries, ${sales} sales, ${refunds} refunds${last}`
}
