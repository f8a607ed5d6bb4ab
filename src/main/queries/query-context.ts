import { type RegisterReader } from '../../db/index.ts'
import { type Instant } from '../../domain/authority/index.ts'

/** What a query is given: a read-only database, and the seat its door decided on. */
export interface QueryContext {
  readonly reader: RegisterReader
  readonly seat: string
  /** By both clocks. Most queries ask for no time, and are given none in tests. */
  readonly now?: Instant & { readonly at: number }
}
