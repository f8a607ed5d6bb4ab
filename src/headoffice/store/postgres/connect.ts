import { Socket } from 'node:net'
import pg from 'pg'
import { type Log } from '../../log.ts'

export type Pool = pg.Pool

/** The server's own rulings (SQLSTATE) as far as this room speaks of them. */
export function stateOf(cause: unknown): string | undefined {
  return cause instanceof pg.DatabaseError ? cause.code : undefined
}

/**
 * DATABASE_URL as the driver's settings. Throws, in words without the password, when it is none of PostgreSQL's.
 */
export function readDatabaseUrl(url: string): URL {
  let read: URL
  try {
    read = new URL(url)
    // What follows decodes these: a lone % in a password must end here, in words.
    for (const part of [read.username, read.password, read.hostname, read.pathname]) decodeURIComponent(part)
  } catch {
    throw new Error('DATABASE_URL can not be read. It has the form postgresql://user:password@host:5432/database; characters such as @ : / # % in the password are written percent-encoded (@ is %40).')
  }
  if (read.protocol !== 'postgres:' && read.protocol !== 'postgresql:') {
    throw new Error(`DATABASE_URL begins with ${read.protocol}//, but head office keeps its books in PostgreSQL (postgresql://...) or, without DATABASE_URL, in a file of its own.`)
  }
  return read
}

/** Where it leads, for a person's eyes: no password, no options. */
export function placeOf(url: URL): string {
  const host = url.searchParams.get('host') ?? (decodeURIComponent(url.hostname) || 'localhost')
  return `database ${decodeURIComponent(url.pathname.slice(1)) || '(of the user’s own name)'} at ${host}:${url.port || '5432'}${url.username === '' ? '' : ` as ${decodeURIComponent(url.username)}`}`
}

/** Milliseconds. A register gives up on a request after ten seconds; what it waits for must have ended by then. */
const patience = { connect: 5_000, lock: 6_000, statement: 8_000, idleInTransaction: 20_000 }

export interface OpenPool {
  readonly pool: Pool
  /** Waits for what is lent out, then closes every connection. */
  end(): Promise<void>
}

export function openPool(url: URL, log: Log): OpenPool {
  const sockets = new Set<Socket>()
  const pool = new pg.Pool({
    connectionString: url.href,
    application_name: 'tillwright head office',
    max: 10,
    connectionTimeoutMillis: patience.connect,
    lock_timeout: patience.lock,
    statement_timeout: patience.statement,
    // A head office that hangs, or whose cable was pulled, must not hold a register's lock for ever.
    idle_in_transaction_session_timeout: patience.idleInTransaction,
    query_timeout: patience.statement + 1_000,
    keepAlive: true,
    // BEGIN, lock and reads travel together, and so do writes and COMMIT: two round trips a batch.
    pipeline: true,
    stream: () => {
      const socket = new Socket()
      sockets.add(socket)
      return socket.once('close', () => void sockets.delete(socket))
    },
    types: { getTypeParser: exactTypes },
  })
  const lost = (cause: Error): void => log('database.connection-lost', { code: stateOf(cause) ?? ('code' in cause ? String(cause.code) : 'none') })
  pool.on('error', lost)
  // The pool hears its idle connections only. One that breaks while it is lent out would end the process.
  pool.on('connect', (client) => void client.on('error', () => undefined))
  return {
    pool,
    end: async () => {
      await pool.end()
      // The driver forgets a connection that failed half-way through its password, and leaves it open: the process that
      // could not start would wait a minute for the server to give up.
      for (const socket of sockets) socket.destroy()
    },
  }
}

const int8 = pg.types.builtins.INT8

/** The driver hands out bigint as text, because a number can not hold all of it. Ours fit, or it is a bug we refuse. */
function exactTypes(...[oid, format]: Parameters<typeof pg.types.getTypeParser>): (value: string) => unknown {
  if (oid === int8) return safeInteger
  return pg.types.getTypeParser(oid, format) as (value: string) => unknown
}

function safeInteger(value: string): number {
  const read = Number(value)
  if (!Number.isSafeInteger(read)) throw new RangeError(`${value} in the database is beyond 2^53: no number here says it exactly`)
  return read
}
