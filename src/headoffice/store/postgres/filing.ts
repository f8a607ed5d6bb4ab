import { type FiledEntry } from '../../ingest/plan-batch.ts'

/** What is filed of one register's batch. */
export interface Filing {
  readonly store: string
  readonly register: string
  readonly epoch: number
  readonly receivedAt: number
  readonly file: readonly FiledEntry[]
}

/** Rows of several filings go in one statement: each says by `p` (from 1) whose it is, and its place is looked up there. */
export const placeOf = { store: '($1::text[])[p]', register: '($2::text[])[p]', epoch: '($3::bigint[])[p]', receivedAt: '($4::bigint[])[p]' } as const

/** The values of $1 to $4. */
export function placesOf(filings: readonly Filing[]): readonly [readonly string[], readonly string[], readonly number[], readonly number[]] {
  return [filings.map(({ store }) => store), filings.map(({ register }) => register), filings.map(({ epoch }) => epoch), filings.map(({ receivedAt }) => receivedAt)]
}

/** The rows that each filing makes, with whose they are. */
export function rowsOf<Row extends object>(filings: readonly Filing[], rows: (filing: Filing) => readonly Row[]): readonly (Row & { readonly p: number })[] {
  return filings.flatMap((filing, index) => rows(filing).map((row) => ({ p: index + 1, ...row })))
}
