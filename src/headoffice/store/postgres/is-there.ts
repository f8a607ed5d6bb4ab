import { type Log } from '../../log.ts'
import { openPool, placeOf, readDatabaseUrl } from './connect.ts'
import { explain } from './explain.ts'

/** Whether a head office keeps its books there; looks, and makes nothing. */
export async function isInPostgres(databaseUrl: string, log: Log): Promise<boolean> {
  const url = readDatabaseUrl(databaseUrl)
  const { pool, end } = openPool(url, log)
  try {
    const { rows } = await pool.query<{ known: boolean }>("SELECT to_regclass('head_office_version') IS NOT NULL AS known")
    return rows[0]?.known === true
  } catch (cause) {
    throw explain(cause, placeOf(url), decodeURIComponent(url.password))
  } finally {
    await end()
  }
}
