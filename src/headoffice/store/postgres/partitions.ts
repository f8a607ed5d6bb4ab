import { type PoolClient } from 'pg'
import { type Log } from '../../log.ts'
import { storeAway } from '../port.ts'
import { type Pool, stateOf } from './connect.ts'

export interface Partitions {
  /** Makes the months of these business dates where they are missing. Instant for the ones it knows. */
  ensure(businessDates: readonly string[], now: number): Promise<void>
}

/** Months around today that get a partition of their own. A register's clock may say anything, and 9,999 years are 120,000 tables. */
const monthsBack = 25
const monthsAhead = 2

/**
 * Monthly partitions of the sale table, made by need and before the transaction that needs them: in it, two registers'
 * first sales of a month would wait for each other's table. Whatever has none (too far off, no right to make one, the
 * month begun in it already) is filed in the default partition: slower to drop one day, and nothing else.
 */
export function createPartitions(pool: Pool, log: Log): Partitions {
  const settled = new Set<string>()
  return {
    ensure: async (businessDates, now) => {
      const wanted = [...new Set(businessDates.map((date) => date.slice(0, 7)))].filter((month) => !settled.has(month) && isNear(month, now))
      for (const month of wanted) {
        try {
          await make(pool, month)
        } catch (cause) {
          // Without a ruling of the server it never got there: the sale must not be filed elsewhere for that.
          if (stateOf(cause) === undefined) throw storeAway(cause)
          log('partition.not-made', { month, code: stateOf(cause) ?? 'none' })
        }
        settled.add(month)
      }
    },
  }
}

/** The first days of a month (YYYY-MM) and of the next one. */
export function boundsOf(month: string): { readonly from: string; readonly to: string } {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const next = number === 12 ? `${String(year + 1).padStart(4, '0')}-01` : `${month.slice(0, 5)}${String(number + 1).padStart(2, '0')}`
  return { from: `${month}-01`, to: `${next}-01` }
}

export function monthsFrom(now: number, count: number): readonly string[] {
  const today = new Date(now)
  return Array.from({ length: count }, (_, index) => new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + index, 1)).toISOString().slice(0, 10))
}

function isNear(month: string, now: number): boolean {
  const today = new Date(now)
  const [year = 0, number = 0] = month.split('-').map(Number)
  const distance = (year - today.getUTCFullYear()) * 12 + (number - 1 - today.getUTCMonth())
  return distance >= -monthsBack && distance <= monthsAhead
}

async function make(pool: Pool, month: string): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await attach(client, month)
    await client.query('COMMIT')
    client.release()
  } catch (cause) {
    client.release(true)
    throw cause
  }
}

async function attach(client: PoolClient, month: string): Promise<void> {
  const name = `sale_${month.replace('-', '_')}`
  await client.query("SELECT pg_advisory_xact_lock(hashtext('tillwright.partitions'))")
  const { rows } = await client.query<{ known: boolean }>('SELECT to_regclass($1) IS NOT NULL AS known', [name])
  if (rows[0]?.known === true) return
  const { from, to } = boundsOf(month)
  // Attached rather than made as a partition: that would lock out every batch of every register meanwhile.
  await client.query(`CREATE TABLE ${name} (LIKE sale INCLUDING ALL)`)
  await client.query(`ALTER TABLE sale ATTACH PARTITION ${name} FOR VALUES FROM ('${from}') TO ('${to}')`)
}
