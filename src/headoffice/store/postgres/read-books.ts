import { randomUUID } from 'node:crypto'
import { type Log } from '../../log.ts'
import { type Sql, type Units } from '../units.ts'
import { openPool, placeOf, readDatabaseUrl } from './connect.ts'
import { explain } from './explain.ts'
import { migrations } from './schema.ts'

/** Books of a server's, as they stand at one moment, for whoever only reads them. Throws in words where they are of another version. */
export async function readPostgresBooks<Outcome>(databaseUrl: string, log: Log, look: (read: Units['read']) => Promise<Outcome>): Promise<Outcome> {
  const url = readDatabaseUrl(databaseUrl)
  const { pool, end } = openPool(url, log)
  try {
    const client = await pool.connect()
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
      const { rows } = await client.query<{ version: number }>('SELECT coalesce(max(version), 0) AS version FROM head_office_version')
      const version = rows[0]?.version ?? 0
      if (version !== migrations.length) throw new Error(`the database is of version ${version}, and this program reads ${migrations.length}: ${version < migrations.length ? 'start head office on it once' : 'take the newer program'}`)
      return await look(async <Row>({ text, values }: Sql<Row>) => {
        let count = 0
        return (await client.query(text.replaceAll('?', () => `$${(count += 1)}`), [...values])).rows as Row[]
      })
    } finally {
      client.release(true)
    }
  } catch (cause) {
    throw explain(cause, placeOf(url), decodeURIComponent(url.password))
  } finally {
    await end()
  }
}

/** Of a database that was put back: registers then compare their whole journal with it, and send again what is missing. Register numbers given out since the backup are passed over. */
export async function renewInstance(databaseUrl: string, log: Log, now: number): Promise<void> {
  const url = readDatabaseUrl(databaseUrl)
  const { pool, end } = openPool(url, log)
  try {
    await pool.query("WITH renewed AS (UPDATE instance SET id = $1, created_at = $2 RETURNING 1) UPDATE store SET next_register_number = next_register_number + 100 WHERE EXISTS (SELECT 1 FROM renewed)", [randomUUID(), now])
  } catch (cause) {
    throw explain(cause, placeOf(url), decodeURIComponent(url.password))
  } finally {
    await end()
  }
}
