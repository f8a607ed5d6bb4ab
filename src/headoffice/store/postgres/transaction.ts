import { Socket } from 'node:net'
import { type PoolClient, type QueryResult } from 'pg'
import { storeAway } from '../port.ts'
import { type Pool, stateOf } from './connect.ts'

/** One statement and, as a type only, the rows it brings. A name makes the server parse it once per connection. */
export interface Statement<Row = unknown> {
  readonly name?: string
  readonly text: string
  readonly values?: readonly unknown[]
  readonly row?: Row
}

type RowsOf<Statements extends readonly Statement[]> = { readonly [Index in keyof Statements]: Statements[Index] extends Statement<infer Row> ? readonly Row[] : never }

/** What a unit of work does once it has read: statements, and what they came to. */
export interface Continuation<Outcome> {
  readonly statements: readonly Statement[]
  readonly outcome: Outcome
}

export const forWriting = 'BEGIN ISOLATION LEVEL READ COMMITTED'
export const forReading = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'

// Two that were first with the same id, or that stood in each other's way: one is there now, and the other reads it.
const raced = new Set(['23505', '40001', '40P01'])
const attempts = 4

/**
 * A unit of work in two round trips: reads (which lock what they must), then what `decide` makes of them, and COMMIT.
 * Resolves after the commit; rejects with nothing of it done, or, where the connection was lost on the way and nobody can
 * know, with storeAway: the register asks again, and finds out. `decide` may run again on newer rows: it must be pure.
 */
export async function transaction<const Reads extends readonly Statement[], Outcome>(
  pool: Pool,
  begin: string,
  reads: Reads,
  decide: (rows: RowsOf<Reads>) => Continuation<Outcome>,
  { raceAgain = true }: { readonly raceAgain?: boolean } = {},
): Promise<Outcome> {
  for (let attempt = 1; ; attempt += 1) {
    const done = await attemptOnce(pool, begin, reads, decide)
    if (done.ok) return done.outcome
    if (done.again === 'no' || (done.again === 'raced' && !raceAgain) || attempt === attempts) throw done.cause
  }
}

type Attempt<Outcome> = { readonly ok: true; readonly outcome: Outcome } | { readonly ok: false; readonly again: 'no' | 'lost' | 'raced'; readonly cause: unknown }

async function attemptOnce<const Reads extends readonly Statement[], Outcome>(
  pool: Pool,
  begin: string,
  reads: Reads,
  decide: (rows: RowsOf<Reads>) => Continuation<Outcome>,
): Promise<Attempt<Outcome>> {
  let client: PoolClient
  try {
    client = await pool.connect()
  } catch (cause) {
    return { ok: false, again: 'no', cause: storeAway(cause) }
  }
  let wrote = false
  try {
    const [, ...results] = await inOneWrite(client, () => Promise.all([client.query(begin), ...reads.map((statement) => send(client, statement))]))
    const { statements, outcome } = decide(results.map(({ rows }): unknown[] => rows) as RowsOf<Reads>)
    wrote = true
    const answers = await inOneWrite(client, () => Promise.all([...statements.map((statement) => send(client, statement)), client.query('COMMIT')]))
    // COMMIT of a transaction that failed says ROLLBACK, and is no error.
    if (answers.at(-1)?.command !== 'COMMIT') throw new Error('the database did not commit')
    client.release()
    return { ok: true, outcome }
  } catch (cause) {
    const away = isAway(cause)
    client.release(away || !(await rolledBack(client)))
    const state = stateOf(cause)
    // A connection the server closed while it lay in the pool: nothing was asked of it yet, so asking another is safe.
    const lost = away && !wrote && isLost(cause)
    return { ok: false, again: lost ? 'lost' : !away && state !== undefined && raced.has(state) ? 'raced' : 'no', cause: away ? storeAway(cause) : cause }
  }
}

/** One statement by itself: its own unit of work. */
export async function ask<Row>(pool: Pool, statement: Statement<Row>): Promise<readonly Row[]> {
  try {
    const { rows } = await pool.query({ text: statement.text, values: [...(statement.values ?? [])], ...(statement.name !== undefined && { name: statement.name }) })
    return rows as Row[]
  } catch (cause) {
    throw isAway(cause) ? storeAway(cause) : cause
  }
}

function send(client: PoolClient, { name, text, values = [] }: Statement): Promise<QueryResult<Record<string, unknown>>> {
  return client.query<Record<string, unknown>>({ text, values: [...values], ...(name !== undefined && { name }) })
}

/** The driver writes each statement to its socket by itself: a dozen system calls for one sale, and as many packets. */
function inOneWrite<Answers>(client: PoolClient, ask: () => Promise<Answers>): Promise<Answers> {
  const connection: unknown = Reflect.get(client, 'connection')
  const line: unknown = typeof connection === 'object' && connection !== null ? Reflect.get(connection, 'stream') : undefined
  if (!(line instanceof Socket)) return ask()
  line.cork()
  try {
    return ask()
  } finally {
    line.uncork()
  }
}

async function rolledBack(client: PoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK')
    return true
  } catch {
    return false
  }
}

/** The connection itself is gone. */
function isLost(cause: unknown): boolean {
  const state = stateOf(cause)
  if (state !== undefined) return state.startsWith('08') || state.startsWith('57P')
  return cause instanceof Error && (('code' in cause && /^E(?!RR_)/u.test(String(cause.code))) || /^(Connection terminated|Client has encountered|timeout exceeded)/u.test(cause.message))
}

// 53: out of connections, disk or memory. 55P03, 57014: waited too long. 25006: a standby, in the middle of a failover.
function isAway(cause: unknown): boolean {
  const state = stateOf(cause)
  if (state !== undefined) return isLost(cause) || state.startsWith('53') || state.startsWith('57') || state === '55P03' || state === '25006'
  return isLost(cause) || (cause instanceof Error && cause.message === 'Query read timeout')
}
