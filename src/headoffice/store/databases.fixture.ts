import Database from 'better-sqlite3'
import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type StoreLocation } from './open-store.ts'

// The databases head office runs on, for suites that have to be true on each. Which server, and what becomes of it, is the
// keeper's: scripts/lib/postgres-keeper.mjs.

/** A database of a suite's own, empty at first. */
export interface TestDatabase {
  readonly location: StoreLocation
  /** What another connection sees: committed state only. `?` stands for a value; numbers come as numbers, bytes as text. */
  rows(sql: string, ...values: readonly unknown[]): Promise<readonly unknown[]>
  /** What is in it now is what `restore` puts back; head office is closed meanwhile, each time. */
  backup(): Promise<void>
  restore(): Promise<void>
  drop(): Promise<void>
}

export interface DatabaseKind {
  readonly name: 'SQLite' | 'PostgreSQL'
  create(): Promise<TestDatabase>
}

export const sqlite: DatabaseKind = {
  name: 'SQLite',
  create: async () => {
    const dataDirectory = mkdtempSync(join(tmpdir(), 'head-office-'))
    return {
      location: { dataDirectory },
      rows: async (sql, ...values) => {
        const other = new Database(join(dataDirectory, 'head-office.db'))
        try {
          const statement = other.prepare<unknown[], unknown>(sql)
          return statement.reader ? statement.all(...values) : [statement.run(...values)]
        } finally {
          other.close()
        }
      },
      backup: async () => copyFileSync(join(dataDirectory, 'head-office.db'), join(dataDirectory, 'backup.db')),
      restore: async () => {
        for (const left of ['-wal', '-shm']) rmSync(join(dataDirectory, `head-office.db${left}`), { force: true })
        copyFileSync(join(dataDirectory, 'backup.db'), join(dataDirectory, 'head-office.db'))
      },
      drop: async () => rmSync(dataDirectory, { recursive: true }),
    }
  },
}

/** Why there is no PostgreSQL here; undefined when there is one. */
export const noPostgres: string | undefined = (await askKeeper('GET', '/shared')).why

/** Both, or where there is no PostgreSQL the one; a suite that misses one says so with a skipped test of `skippedTitle`. */
export const databaseKinds: readonly DatabaseKind[] = noPostgres === undefined ? [sqlite, { name: 'PostgreSQL', create: () => createSchema() }] : [sqlite]
export const skippedTitle = 'PostgreSQL: none to be had here, so nothing was tested on it'

const tables = ['instance', 'store', 'register', 'enrolment_code', 'cursor', 'ledger', 'sale', 'quarantine', 'quarantine_step', 'alert', 'refund', 'refund_line', 'taking', 'z_report', 'account_move', 'account_limit', 'stored_value_move', 'stored_value', 'stored_value_hold', 'stored_value_put_away', 'register_day', 'twin_settled', 'feed', 'feed_version', 'feed_change', 'feed_row', 'feed_code', 'feed_arrival', 'rebuild_code', 'replaced_key', 'day_total']

/** What takes schemas 16 and 15 back, for suites that go back further. */
const forgetLocks = ['rest_called_at', 'rest_documents', 'rest_at_least', 'rest_taken_at', 'rest_taken_by', 'rest_taken_note', 'rest_over_at', 'days_ended_at', 'days_ended_by', 'days_ended_note', 'locked_at', 'locked_reason', 'locked_by', 'lock_heard_at', 'retired_by'].map((column) => `ALTER TABLE register DROP COLUMN ${column}`)

const rebuildTables = ['rebuild_code', 'replaced_key'].map((table) => `DROP TABLE ${table}`)

const peopleTables = ['person_event', 'sign_on_wait', 'person_recovery_code', 'person'].map((table) => `DROP TABLE ${table}`)

const feedTables = ['feed', 'feed_version', 'feed_change', 'feed_row', 'feed_code', 'feed_arrival'].map((table) => `DROP TABLE ${table}`)

/** What takes schema 12 back, for suites that go back further. */
const forgetFeeds: Readonly<Record<DatabaseKind['name'], readonly string[]>> = { SQLite: feedTables, PostgreSQL: [...feedTables, 'DROP FUNCTION feed_is_append_only'] }

/** What takes schema 11 back, for suites that go back further. */
const forgetPeople: Readonly<Record<DatabaseKind['name'], readonly string[]>> = {
  SQLite: [...['person_keeps_rows', 'person_event_keeps_rows', 'person_event_keeps_words'].map((trigger) => `DROP TRIGGER ${trigger}`), ...peopleTables],
  PostgreSQL: [...peopleTables, 'DROP FUNCTION people_are_kept'],
}

/** What takes schemas 10 and 9 back, for suites that go back further: SQL of either database. */
export const forgetQuarantine: Readonly<Record<DatabaseKind['name'], readonly string[]>> = {
  SQLite: [
    ...['quarantine_keeps_rows', 'quarantine_keeps_bytes', 'quarantine_step_keeps_rows', 'quarantine_step_keeps_words', 'ledger_keeps_bytes'].map((trigger) => `DROP TRIGGER ${trigger}`),
    'DROP TABLE twin_settled',
    'DROP TABLE quarantine_step',
    'DROP INDEX quarantine_by_state',
    ...['state', 'changed_at', 'steps', 'said_type', 'said_number'].map((column) => `ALTER TABLE quarantine DROP COLUMN ${column}`),
    "CREATE TRIGGER ledger_keeps_bytes BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
  ],
  PostgreSQL: [
    'DROP TABLE twin_settled',
    'DROP TABLE quarantine_step',
    'DROP FUNCTION quarantine_is_kept CASCADE',
    'ALTER TABLE quarantine DROP COLUMN state, DROP COLUMN changed_at, DROP COLUMN steps, DROP COLUMN said_type, DROP COLUMN said_number',
    'DROP TRIGGER ledger_keeps_bytes ON ledger',
    'DROP TRIGGER ledger_keeps_rows ON ledger',
    'CREATE TRIGGER ledger_keeps_rows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()',
  ],
}

/** A closed database as version 8 left it. */
export async function asBeforeQuarantine(name: DatabaseKind['name'], database: TestDatabase): Promise<void> {
  for (const statement of ['ALTER TABLE register_day DROP COLUMN elsewhere', ...forgetLocks, 'DROP TABLE day_total', ...rebuildTables, ...forgetFeeds[name], ...forgetPeople[name], ...forgetQuarantine[name], name === 'SQLite' ? 'PRAGMA user_version = 8' : 'DELETE FROM head_office_version WHERE version > 8']) await database.rows(statement)
}

interface PostgresDatabase extends TestDatabase {
  readonly databaseUrl: string
  /** One more connection to it. */
  client(): Promise<pg.Client>
}

/** A schema of the run's database: all that most suites need, and a quarter of a second sooner there than a database. */
async function createSchema(): Promise<TestDatabase> {
  const shared = new URL((await askKeeper('GET', '/shared')).url ?? '')
  const name = `test_${randomBytes(6).toString('hex')}`
  await once(shared.href, `CREATE SCHEMA ${name}`)
  const own = new URL(shared)
  own.searchParams.set('options', `-c search_path=${name}`)
  return reachedAt(own, () => once(shared.href, `SET client_min_messages = warning; DROP SCHEMA ${name} CASCADE`))
}

/** A database of its own, on the run's server or on this one: for what is done to a whole database. */
export async function createPostgres(server?: string): Promise<PostgresDatabase> {
  const administration = new URL(server ?? (await askKeeper('GET', '/shared')).url ?? '')
  const name = `test_${randomBytes(6).toString('hex')}`
  await once(administration.href, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'`)
  const own = new URL(administration)
  own.pathname = `/${name}`
  return reachedAt(own, () => once(administration.href, `DROP DATABASE ${name} WITH (FORCE)`))
}

function reachedAt({ href }: URL, remove: () => Promise<void>): PostgresDatabase {
  let reader: pg.Client | undefined
  const client = async (): Promise<pg.Client> => {
    const fresh = new pg.Client({ connectionString: href, types: { getTypeParser: readable } })
    // Servers and connections are killed here; who asks next is told.
    fresh.on('error', () => (reader = undefined))
    await fresh.connect()
    return fresh
  }
  return {
    location: { dataDirectory: join(tmpdir(), 'no-such-folder'), databaseUrl: href },
    databaseUrl: href,
    client,
    rows: async (sql, ...values) => {
      reader ??= await client()
      let count = 0
      return (await reader.query<Record<string, unknown>>(sql.replaceAll('?', () => `$${(count += 1)}`), [...values])).rows
    },
    backup: () => once(href, tables.map((table) => `CREATE TABLE backup_${table} AS TABLE ${table};`).join('\n')),
    // As pg_restore does with --disable-triggers: the ledger's own would refuse it.
    restore: () => once(href, ['SET session_replication_role = replica;', ...tables.map((table) => `DELETE FROM ${table}; INSERT INTO ${table} TABLE backup_${table};`)].join('\n')),
    drop: async () => {
      await reader?.end().catch(() => undefined)
      await remove()
    },
  }
}

/** A server that a test may stop, kill and start as it likes. */
export interface OwnServer {
  readonly url: string
  stop(): Promise<void>
  start(): Promise<void>
}

export async function ownServer(): Promise<OwnServer> {
  const { id, url = '', why } = await askKeeper('POST', '/own')
  if (why !== undefined) throw new Error(why)
  const tell = async (verb: 'stop' | 'start'): Promise<void> => {
    const said = await askKeeper('POST', `/own/${id ?? ''}/${verb}`)
    if (said.why !== undefined) throw new Error(said.why)
  }
  return { url, stop: () => tell('stop'), start: () => tell('start') }
}

async function once(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

function readable(...[oid, format]: Parameters<typeof pg.types.getTypeParser>): (value: string) => unknown {
  if (oid === pg.types.builtins.INT8) return Number
  if (oid === pg.types.builtins.BYTEA) return (value) => Buffer.from(value.slice(2), 'hex').toString('utf8')
  return pg.types.getTypeParser(oid, format) as (value: string) => unknown
}

async function askKeeper(method: string, path: string): Promise<{ readonly id?: number; readonly url?: string; readonly why?: string }> {
  const keeper = process.env['TILLWRIGHT_TEST_POSTGRES_KEEPER']
  if (keeper === undefined) return { why: 'this run has no keeper of databases (test/postgres.global-setup.ts)' }
  const ask = (): Promise<Response> => fetch(`${keeper}${path}`, { method })
  // The keeper lets go of an idle line after five seconds; a question that leaves just then finds it closed. What only asks may ask again.
  const response = await (method === 'GET' ? ask().catch(ask) : ask())
  const said = (await response.json()) as { id?: number; url?: string; why?: string }
  // Not a machine without PostgreSQL, but a PostgreSQL that failed: never a skip.
  if (!response.ok) throw new Error(said.why)
  return said
}
