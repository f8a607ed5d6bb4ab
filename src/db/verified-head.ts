import { type Connection } from './connection.ts'
import { epochOf, positionOf, seqOf } from './position.ts'

/** How far the chain was found sound by an earlier start, so that the next one verifies a day and not a year. */
export function verifiedHead(db: Connection) {
  const select = db.prepare<[], number>('SELECT position FROM verified_head').pluck()
  const upsert = db.prepare<[number, string]>('INSERT INTO verified_head (only, position, hash) VALUES (1, ?, ?) ON CONFLICT (only) DO UPDATE SET position = excluded.position, hash = excluded.hash')
  return {
    /** The last verified seq of the epoch, 0 when none is. */
    seqIn(epoch: number): number {
      const position = select.get()
      return position !== undefined && epochOf(position) === epoch ? seqOf(position) : 0
    },
    remember(head: { readonly epoch: number; readonly seq: number; readonly hash: string }): void {
      if (head.seq > 0) upsert.run(positionOf(head.epoch, head.seq), head.hash)
    },
  }
}
