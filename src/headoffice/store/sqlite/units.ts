import { type Decided, type RowsOfAll, type Sql, type Units } from '../units.ts'
import { type Connection } from './connection.ts'

export function sqliteUnits(connection: Connection): Units {
  const rowsOf = ({ text, values }: Sql): unknown[] => connection.prepare<unknown[], unknown>(text).all(...values)
  return {
    change: async <const Reads extends readonly Sql[], Outcome>(reads: Reads, decide: (rows: RowsOfAll<Reads>) => Decided<Outcome>) =>
      connection
        .transaction((): Outcome => {
          const { writes, outcome } = decide(reads.map(rowsOf) as RowsOfAll<Reads>)
          for (const { text, values } of writes) connection.prepare<unknown[]>(text).run(...values)
          return outcome
        })
        .immediate(),
    read: async <Row>(sql: Sql<Row>) => rowsOf(sql) as Row[],
  }
}
