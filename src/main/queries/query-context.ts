import { type RegisterReader } from '../../db/index.ts'

/** What a query is given: a read-only database, and the seat its door decided on. */
export interface QueryContext {
  readonly reader: RegisterReader
  readonly seat: string
}
