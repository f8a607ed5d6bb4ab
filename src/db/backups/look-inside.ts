import { existsSync, rmSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { migrations } from '../migrations/index.ts'
import { verifyConnection } from '../verify/verify-register-file.ts'
import { fromStoredJson } from '../stored-json.ts'
import { type BackupInside, sha256OfFile } from './backup-file.ts'

/** What is wrong with a register's file, as a word for the log; or what it holds. */
export type LookedInside = { readonly ok: true; readonly inside: BackupInside } | { readonly ok: false; readonly why: string }

interface FactsRow {
  readonly register_id: string
  readonly register_number: number
  readonly store_name: string
}

/**
 * Reads a file of ours whole: SQLite's own check, every entry of its journal, and every witness of it. Nobody else has it open, and
 * it has no log; what SQLite makes beside it to read it is taken away again. In a running till a file cannot be opened by an
 * address, as the verifier does it: that is settled when SQLite is first used, long before.
 */
export function lookInside(file: string, at: number): LookedInside {
  const made = ['-wal', '-shm'].map((end) => `${file}${end}`).filter((name) => !existsSync(name))
  let db: Database.Database | undefined
  try {
    db = new Database(file, { readonly: true })
    return lookedAt(db, file, at)
  } catch (error) {
    return { ok: false, why: error instanceof Error && 'code' in error ? String(error.code) : String(error) }
  } finally {
    db?.close()
    for (const name of made) rmSync(name, { force: true })
  }
}

function lookedAt(db: Database.Database, file: string, at: number): LookedInside {
  const found = db.pragma('quick_check(1)', { simple: true })
  if (found !== 'ok') return { ok: false, why: `damaged: ${String(found)}` }
  const verified = verifyConnection(db, {})
  if (typeof verified === 'string') return { ok: false, why: verified }
  const { fault, epochs, entries } = verified
  if (fault !== undefined) return { ok: false, why: `the journal breaks at ${fault.epoch}/${fault.seq}: ${fault.reason}` }
  const schema = Number(db.pragma('user_version', { simple: true }))
  if (schema > (migrations.at(-1)?.id ?? 0)) return { ok: false, why: 'newer' }
  const facts = db.prepare<[], FactsRow>('SELECT register_id, register_number, store_name FROM register').get()
  if (facts === undefined) return { ok: false, why: 'notRegister' }
  const last = epochs.at(-1)
  const receipt = db.prepare<[], { number: string; at: number }>('SELECT number, completed_at AS at FROM (SELECT number, completed_at, epoch, seq FROM sale UNION ALL SELECT number, completed_at, epoch, seq FROM refund) ORDER BY epoch DESC, seq DESC LIMIT 1').get()
  const z = db.prepare<[], string>("SELECT text FROM journal WHERE type = 'shift.closed' ORDER BY position DESC LIMIT 1").pluck().get()
  const closed = z === undefined ? undefined : fromStoredJson<{ readonly at: number; readonly body: { readonly number: number } }>(z)
  return {
    ok: true,
    inside: {
      registerId: facts.register_id,
      registerNumber: facts.register_number,
      storeName: facts.store_name,
      at,
      schema,
      bytes: statSync(file).size,
      sha256: sha256OfFile(file),
      epoch: last?.epoch ?? 1,
      seq: last?.entries ?? 0,
      hash: last?.hash ?? '',
      entries,
      sales: db.prepare<[], number>('SELECT count(*) FROM sale').pluck().get() ?? 0,
      refunds: db.prepare<[], number>('SELECT count(*) FROM refund').pluck().get() ?? 0,
      ...(receipt === undefined ? {} : { lastReceipt: receipt }),
      ...(closed === undefined ? {} : { lastZ: { number: closed.body.number, at: closed.at } }),
    },
  }
}
