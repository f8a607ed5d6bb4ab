// Units of work that are written once for both databases: SQL that both understand, with ? for each value.

export type SqlValue = string | number | null

/** One statement and, as a type only, the rows it brings. */
export interface Sql<Row = unknown> {
  readonly text: string
  readonly values: readonly SqlValue[]
  readonly row?: Row
}

export type RowsOfAll<Reads extends readonly Sql[]> = { readonly [Index in keyof Reads]: Reads[Index] extends Sql<infer Row> ? readonly Row[] : never }

/** What a unit of work writes, and what it came to. */
export interface Decided<Outcome> {
  readonly writes: readonly Sql[]
  readonly outcome: Outcome
}

export interface Units {
  /**
   * Reads, decides, writes: all of it or nothing, and one after another over everybody who works on this database. `decide` may run
   * again on newer rows: it must be pure.
   */
  change<const Reads extends readonly Sql[], Outcome>(reads: Reads, decide: (rows: RowsOfAll<Reads>) => Decided<Outcome>): Promise<Outcome>
  read<Row>(sql: Sql<Row>): Promise<readonly Row[]>
}
