import { type Connection } from './connection.ts'

/** Kept at least this long after their turn: a reconnecting screen repeats its last request, not one of last week. */
export const KEPT_REQUESTS = 4096

export function readRequests(db: Connection) {
  const seen = db.prepare<[string], number>('SELECT 1 FROM request WHERE id = ?').pluck()
  return { requestSeen: (request: string): boolean => seen.get(request) !== undefined }
}

/**
 * Requests outlive their basket. If they went with it, a scan repeated after the sale would open the next customer's
 * basket, and a completion sent twice would find no basket and look like a refusal of a sale that is paid.
 */
export function writeRequests(db: Connection) {
  const insert = db.prepare<[string, number]>('INSERT INTO request (id, ordinal) VALUES (?, ?)')
  const last = db.prepare<[], number | null>('SELECT max(ordinal) FROM request').pluck()
  const forget = db.prepare<[number]>('DELETE FROM request WHERE ordinal <= ?')
  let most = last.get() ?? 0
  return {
    /** Throws on a repeat: the caller asks `requestSeen` first. A gap after a rollback does no harm. */
    remember(request: string): void {
      most += 1
      insert.run(request, most)
    },
    forgetOld(): void {
      forget.run(most - KEPT_REQUESTS)
    },
  }
}
