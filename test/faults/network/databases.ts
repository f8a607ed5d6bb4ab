import type { DatabaseKind } from '../../../src/headoffice/store/databases.fixture.ts'
import { setup } from '../../postgres.global-setup.ts'

export interface Databases {
  readonly kinds: readonly DatabaseKind[]
  /** Why PostgreSQL is not among them. */
  readonly missing: string | undefined
  close(): Promise<void>
}

const keeper = 'TILLWRIGHT_TEST_POSTGRES_KEEPER'

/** What head office runs on. A run of the tests has its keeper of servers already; the faults by themselves bring one. */
export async function openDatabases(): Promise<Databases> {
  const end = process.env[keeper] === undefined ? await setup() : undefined
  // Asks the keeper as it is read, so not before there is one.
  const { databaseKinds, noPostgres } = await import('../../../src/headoffice/store/databases.fixture.ts')
  return {
    kinds: databaseKinds,
    missing: noPostgres,
    close: async () => {
      if (end === undefined) return
      delete process.env[keeper]
      await end()
    },
  }
}
