import { type Log } from '../../log.ts'
import { type HeadOfficeStore } from '../port.ts'
import { createApplyBatch } from './apply-batch.ts'
import { openPool, placeOf, readDatabaseUrl } from './connect.ts'
import { createDays } from './days.ts'
import { createEnrolments } from './enrolments.ts'
import { explain } from './explain.ts'
import { createJournal } from './journal.ts'
import { prepareDatabase } from './migrate.ts'
import { createPostgresFeeds } from './feeds.ts'
import { createOverview } from './overview.ts'
import { peopleStore } from '../people-store.ts'
import { createLocks } from '../lock-store.ts'
import { createRests } from '../rest-store.ts'
import { createToday } from '../today-store.ts'
import { createRebuilds } from '../rebuild-store.ts'
import { createQuarantine } from './quarantine.ts'
import { createRefunds } from './refunds.ts'
import { createHolds } from './stored-values.ts'
import { ask } from './transaction.ts'
import { createTwins } from './twins.ts'
import { createPartitions, monthsFrom } from './partitions.ts'
import { postgresUnits } from './units.ts'

/**
 * Head office on PostgreSQL, by any number of processes at once: whatever must happen once is held by a lock or a unique
 * key there, never by being alone here. Rejects, in words that say what to do and never with the password, when the
 * database is away, newer, not durable or not ours.
 */
export async function openPostgresStore(databaseUrl: string, now: number, log: Log): Promise<HeadOfficeStore> {
  const url = readDatabaseUrl(databaseUrl)
  const { pool, end } = openPool(url, log)
  try {
    const head = await prepareDatabase(pool, now)
    const { instance, pepper } = head
    const partitions = createPartitions(pool, log)
    // This month's and the next: so that the first sale of a month seldom waits for its table.
    await partitions.ensure(monthsFrom(now, 2), now)
    return {
      instance,
      chainPepper: pepper,
      ...createEnrolments(pool, head),
      applyBatch: createApplyBatch(pool, partitions),
      ...createRefunds(pool),
      ...createHolds(pool),
      ...createDays(pool),
      ...createPostgresFeeds(pool),
      ...createRebuilds(postgresUnits(pool), head),
      ...createLocks(postgresUnits(pool)),
      ...createRests(postgresUnits(pool)),
      ...createToday(postgresUnits(pool)),
      ...createQuarantine(pool, partitions),
      ...createJournal(pool),
      ...createTwins(pool),
      overview: createOverview(pool, instance),
      lookAtBooks: async () => void (await ask(pool, { text: 'SELECT id FROM instance' })),
      people: peopleStore(postgresUnits(pool)),
      close: end,
    }
  } catch (cause) {
    await end()
    throw explain(cause, placeOf(url), decodeURIComponent(url.password))
  }
}
