import { existsSync } from 'node:fs'
import path from 'node:path'
import { connect } from './connection.ts'
import { copyFile, syncFile } from './copied-file.ts'
import { assertRoomForCopy } from './kept-free.ts'
import { migrations } from './migrations/index.ts'
import { checkSchema, schemaVersion } from './migrate.ts'
import { createReads } from './register-reader.ts'

/**
 * A consistent copy of a register's file, beside its writer, as one file without a log; on disk and looked through when it
 * returns: SQLite finds nothing wrong, and every entry of its journal follows the one before. Throws with what was wrong.
 * `to` must not exist.
 */
export function copyRegister(file: string, to: string): void {
  assertRoomForCopy(file, path.dirname(to))
  copyFile(file, to)
  syncFile(to)
  const copy = connect(to, true)
  try {
    const found = copy.pragma('quick_check(1)', { simple: true })
    if (found !== 'ok') throw new Error(`the copy is damaged: ${String(found)}`)
    const fault = createReads(copy).verifyChain()
    if (fault !== undefined) throw new Error(`the journal in the copy breaks at ${fault.seq}: ${fault.reason}`)
  } finally {
    copy.close()
  }
}

/** What is to be known of a file before a register is opened in it, without changing it: `newer`, `other` (no register's, or of another history), or its schema. */
export function looksLikeRegister(file: string): { readonly kind: 'register'; readonly schema: number } | { readonly kind: 'newer'; readonly schema: number } | { readonly kind: 'other' } {
  if (!existsSync(file)) return { kind: 'other' }
  const db = connect(file, true)
  try {
    const checked = checkSchema(db, migrations)
    if (checked.ok) return checked.value === 0 ? { kind: 'other' } : { kind: 'register', schema: checked.value }
    return checked.refusal.code === 'database.newer' ? { kind: 'newer', schema: schemaVersion(db) } : { kind: 'other' }
  } finally {
    db.close()
  }
}
