import Database from 'better-sqlite3'
import { step } from './step.ts'

type Run = (this: Database.Statement, ...values: unknown[]) => Database.RunResult
type Watched = Record<'run', Run>

const transactions: ReadonlySet<string> = new Set(['COMMIT', 'ROLLBACK', 'VACUUM'])

/** `INSERT sale`, `UPDATE effect`, `COMMIT`: a statement's name, from its own words. */
export function nameOf(source: string): string {
  const [, verb = '', thing = ''] = /^\s*(INSERT(?: OR \w+)? INTO|DELETE FROM|REPLACE INTO|CREATE (?:UNIQUE )?\w+|ALTER TABLE|DROP \w+|\w+)\s*["`]?([\w.]*)/i.exec(source) ?? []
  const word = (verb.split(' ')[0] ?? '').toUpperCase()
  return transactions.has(word) ? word : `${word} ${thing}`
}

/** Taking the lock changes nothing: the step before it is the same. */
const isLooking = (statement: Database.Statement): boolean => /^\s*BEGIN/i.test(statement.source) || (statement.readonly && !transactions.has(nameOf(statement.source)))

export interface Watching {
  /** What a statement is a part of. */
  readonly during: () => string
  readonly beforeCommit?: (db: Database.Database) => void
}

/** Before each statement that writes, and after what ends a transaction. */
export function watchDatabase({ during, beforeCommit }: Watching): void {
  const probe = new Database(':memory:')
  // The class of statements is exported by nobody; every statement has it.
  const shared = Object.getPrototypeOf(probe.prepare('SELECT 1')) as Watched
  probe.close()
  const { run } = shared
  shared.run = function watched(...values) {
    if (isLooking(this)) return run.apply(this, values)
    const name = nameOf(this.source)
    if (name === 'COMMIT') beforeCommit?.(this.database)
    // Each migration is a step of its own.
    step(`${during()}: ${name}${name === 'INSERT migration' ? ` ${String(values[0])}` : ''}`)
    const result = run.apply(this, values)
    if (transactions.has(name)) step(`${during()}: after ${name}`)
    return result
  }
  const { exec, pragma, backup } = Database.prototype
  Database.prototype.exec = function watched(source) {
    step(`${during()}: ${nameOf(source)}`)
    return exec.call(this, source)
  }
  Database.prototype.pragma = function watched(source, options) {
    // The others set up this connection and leave the file alone.
    if (/^(wal_checkpoint|user_version =|application_id =)/.test(source)) step(`${during()}: pragma ${source}`)
    return pragma.call(this, source, options) as unknown
  }
  Database.prototype.backup = async function watched(to, options) {
    step(`${during()}: copying`)
    const copied = await backup.call(this, to, options)
    step(`${during()}: after copying`)
    return copied
  }
}
