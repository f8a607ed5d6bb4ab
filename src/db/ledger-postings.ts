import { type Posting } from '../domain/shift/index.ts'
import { type Connection } from './connection.ts'
import { type PostedEntry, type PostingsAsked } from './ledger-now.ts'
import { epochOf, positionOf, seqOf } from './position.ts'

/** A posting that no slice has taken in yet, with the journal's row it comes from. */
export interface PostedAhead {
  readonly posting: Posting
  readonly row: { readonly position: number; readonly type: string; readonly text: string }
}

interface Row {
  readonly day: string
  readonly position: number
  readonly operator: string
  readonly hour: number
  readonly type: string
  readonly text: string
}

/** At once in memory: whoever asks for a page seldom needs more. */
const piece = 128

/** Exported for the test that asks SQLite how it would run it. */
export const postingsStatement = `SELECT day, position, operator, hour, type, text FROM ledger_posting CROSS JOIN journal USING (position)
  WHERE (day, position) < (?, ?) AND day >= ? AND type IN (SELECT value FROM json_each(?)) ORDER BY day DESC, position DESC LIMIT ${piece}`

const isNewer = (one: Pick<Row, 'day' | 'position'>, other: Pick<Row, 'day' | 'position'>): boolean => (one.day === other.day ? one.position > other.position : one.day > other.day)

export function readPostings(db: Connection) {
  const some = db.prepare<[string, number, string, string], Row>(postingsStatement)

  function* taken({ from, to, types, before }: PostingsAsked): Generator<Row> {
    let [day, position] = before === undefined ? [to, Number.MAX_SAFE_INTEGER] : [before.day, positionOf(before.epoch, before.seq)]
    for (;;) {
      const rows = some.all(day, position, from, JSON.stringify(types))
      yield* rows
      const last = rows.at(-1)
      if (last === undefined || rows.length < piece) return
      ;({ day, position } = last)
    }
  }

  return function* postings(asked: PostingsAsked, ahead: readonly PostedAhead[]): Generator<PostedEntry> {
    const { from, to, types, before } = asked
    const limit: Pick<Row, 'day' | 'position'> = before === undefined ? { day: to, position: Number.MAX_SAFE_INTEGER } : { day: before.day, position: positionOf(before.epoch, before.seq) }
    // What is not taken in yet is mostly the newest, and not always: a basket open over midnight is of the day before.
    const waiting = ahead
      .map(({ posting: { day, operator, hour }, row: { position, type, text } }): Row => ({ day, position, operator, hour, type, text }))
      .filter((row) => row.day >= from && types.includes(row.type) && isNewer(limit, row))
      .toSorted((one, other) => (isNewer(one, other) ? -1 : 1))
    const entryOf = ({ position, ...row }: Row): PostedEntry => ({ ...row, epoch: epochOf(position), seq: seqOf(position) })
    for (const row of taken(asked)) {
      for (let first = waiting[0]; first !== undefined && isNewer(first, row); first = waiting[0]) {
        waiting.shift()
        yield entryOf(first)
      }
      yield entryOf(row)
    }
    yield* waiting.map(entryOf)
  }
}
