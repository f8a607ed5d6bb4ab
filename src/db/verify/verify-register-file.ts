import { statSync } from 'node:fs'
import { type Connection } from '../connection.ts'
import { isOurs } from '../migrate.ts'
import { type Reading, readWithoutTrace, type Untouched } from './read-without-trace.ts'
import { isCutOff, salvaged } from './salvage.ts'
import { type CannotVerify, type EntryFault, type GivenHead, type Verification } from './verification.ts'
import { isDamage, walkJournal } from './walk-journal.ts'
import { readWitnesses } from './witnesses.ts'
import { zChain } from './z-chain.ts'

export interface VerifyFile {
  readonly path: string
  readonly given?: readonly GivenHead[]
  /** Sound entries so far, of how many. */
  readonly onProgress?: (done: number, all: number) => void
}

export type FileVerified = { readonly ok: true; readonly reading: Reading; readonly verification: Verification } | { readonly ok: false; readonly why: CannotVerify; readonly detail?: string }

const guards = ['journal_never_changes', 'journal_never_shrinks', 'journal_follows'] as const

/** Read again this often when somebody wrote meanwhile; a register that has just been started is followed from then on. */
const attempts = 3

/**
 * The whole journal of a register's file, and every witness of it in there. Takes no lock that a register knows of and leaves
 * no trace: beside a running one, and on a copy that is evidence. What cannot be verified at all is an answer, not a throw.
 */
export function verifyRegisterFile(asked: VerifyFile): FileVerified {
  const found = statSync(asked.path, { throwIfNoEntry: false })
  if (found === undefined) return { ok: false, why: 'missing' }
  if (!found.isFile()) return { ok: false, why: 'folder' }
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    let untouched: Untouched | undefined
    try {
      const rest = isCutOff(asked.path) ? salvaged(asked.path) : undefined
      if (rest !== undefined) return { ok: true, reading: 'copied', verification: rest }
      untouched = readWithoutTrace(asked.path)
      const verified = verifyConnection(untouched.db, asked)
      if (untouched.stood()) return typeof verified === 'string' ? { ok: false, why: verified } : { ok: true, reading: untouched.reading, verification: verified }
    } catch (error) {
      const left = untouched?.stood() !== false && isDamage(error) ? salvaged(asked.path) : undefined
      if (left !== undefined) return { ok: true, reading: 'copied', verification: left }
      if (untouched?.stood() !== false) return { ok: false, why: notDatabase(error) ? 'notRegister' : 'unreadable', detail: error instanceof Error ? error.message : String(error) }
    } finally {
      untouched?.close()
    }
  }
  return { ok: false, why: 'busy' }
}

function notDatabase(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_NOTADB'
}

/** Of a connection that is open already. Leaves it in a transaction. */
export function verifyConnection(db: Connection, { given = [], onProgress }: Omit<VerifyFile, 'path'>): Verification | CannotVerify {
  // One moment of the file for the chain and for its witnesses: a sale in between would look like a fault.
  db.exec('BEGIN')
  const tables = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN ('register', 'journal')`).pluck().all()
  if (!isOurs(db.pragma('application_id', { simple: true })) || tables.length < 2) return 'notRegister'
  const register = db.prepare<[], string>('SELECT register_id FROM register').pluck().get()
  if (register === undefined) return 'notRegister'
  const triggers = new Set(db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`).pluck().all())
  const all = onProgress === undefined ? 0 : (db.prepare<[], number>('SELECT count(*) FROM journal').pluck().get() ?? 0)
  const witnesses = readWitnesses(db, given)
  const zFault = zChain()
  let done = 0
  const walked = walkJournal(db, register, (entry) => {
    const fault = witnesses.look(entry) ?? zFault(entry)
    done += 1
    onProgress?.(done, all)
    return fault
  })
  const entries = walked.epochs.reduce((sum, epoch) => sum + epoch.entries, 0)
  const fault = walked.fault ?? witnessFault()
  return {
    register,
    entries,
    epochs: walked.epochs,
    ...(fault === undefined ? {} : { fault }),
    witnesses: witnesses.asked,
    ...(witnesses.acknowledged === undefined ? {} : { acknowledged: witnesses.acknowledged }),
    missingGuards: guards.filter((name) => !triggers.has(name)),
  }

  /** A damaged page among what the witnesses are asked from is a damaged file, wherever the entries are. */
  function witnessFault(): EntryFault | undefined {
    try {
      return witnesses.firstFault(walked)
    } catch (error) {
      const last = walked.epochs.at(-1)
      if (isDamage(error)) return { epoch: last?.epoch ?? 1, seq: (last?.entries ?? 0) + 1, reason: 'unreadable' }
      throw error
    }
  }
}
