import { randomBytes, randomUUID } from 'node:crypto'
import { type PoolClient } from 'pg'
import { type HeadOfficeFacts } from '../enrolment-rows.ts'
import { type Pool } from './connect.ts'
import { type MigrationStep, migrations } from './schema.ts'

/** Two head offices that start at once on one new database must not both make its tables. Any constant of our own will do. */
const migrationLock = 7_481_522_001

/**
 * Brings the database to this program's version, whole or not at all, and tells what is made with it. Throws on a newer one,
 * untouched, and on a server whose commits may be forgotten. `steps` is a parameter for the tests' sake.
 */
export async function prepareDatabase(pool: Pool, now: number, steps: readonly MigrationStep[] = migrations): Promise<HeadOfficeFacts> {
  const client = await pool.connect()
  try {
    await assertFit(client)
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock])
    await migrate(client, now, steps)
    const { rows } = await client.query<HeadOfficeFacts>('SELECT instance.id AS instance, pepper FROM instance JOIN chain_pepper USING (singleton)')
    await client.query('COMMIT')
    const [facts] = rows
    if (facts === undefined) throw new Error('head office has no instance id')
    client.release()
    return facts
  } catch (cause) {
    // Its transaction ends with it.
    client.release(true)
    throw cause
  }
}

async function migrate(client: PoolClient, now: number, steps: readonly MigrationStep[]): Promise<void> {
  const found = await versionOf(client)
  if (found > steps.length) {
    throw new Error(`head office's database is version ${found}, this program knows ${steps.length}. Start the newer program; nothing was changed.`)
  }
  if (found === 0) await client.query('CREATE TABLE head_office_version (version integer PRIMARY KEY, applied_at bigint NOT NULL)')
  for (const [index, step] of steps.entries()) {
    if (index < found) continue
    await client.query(typeof step === 'string' ? step : step.sql)
    if (typeof step !== 'string') await step.after(client)
    await client.query('INSERT INTO head_office_version (version, applied_at) VALUES ($1, $2)', [index + 1, now])
  }
  if (found === 0) await client.query('INSERT INTO instance (singleton, id, created_at) VALUES (1, $1, $2)', [randomUUID(), now])
  // Where it was made already this does nothing: a pepper that changed would shut out everybody.
  await client.query('INSERT INTO chain_pepper (singleton, pepper) VALUES (1, $1) ON CONFLICT DO NOTHING', [randomBytes(32).toString('base64')])
}

async function versionOf(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ known: boolean }>("SELECT to_regclass('head_office_version') IS NOT NULL AS known")
  if (rows[0]?.known !== true) return 0
  const versions = await client.query<{ version: number }>('SELECT coalesce(max(version), 0) AS version FROM head_office_version')
  return versions.rows[0]?.version ?? 0
}

async function assertFit(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ synchronous: string; encoding: string }>(
    "SELECT current_setting('synchronous_commit') AS synchronous, current_setting('server_encoding') AS encoding",
  )
  const { synchronous = '', encoding = '' } = rows[0] ?? {}
  assertDurable(synchronous)
  if (encoding !== 'UTF8') throw new Error(`the database keeps its text as ${encoding}, which has not got every name a shop may have. Make one with ENCODING 'UTF8'.`)
}

/** Off, a commit is answered before it is on disk, and a power cut takes sales that registers were told are safe. */
export function assertDurable(synchronousCommit: string): void {
  if (synchronousCommit === 'on' || synchronousCommit === 'remote_apply') return
  throw new Error(
    `synchronous_commit is ${synchronousCommit} for this database or user, so head office could acknowledge sales that a power cut takes. Set it on: ALTER DATABASE ... SET synchronous_commit = on (or ALTER ROLE ...), and start again.`,
  )
}
