import { type Decided, type RowsOfAll, type Sql, type Units } from '../units.ts'
import { type Pool } from './connect.ts'
import { ask, forWriting, type Statement, transaction } from './transaction.ts'

/** People are few and change seldom: one lock over all of it is simpler to be sure of than a lock for each row. */
const alone: Statement = { text: "SELECT pg_advisory_xact_lock(hashtext('tillwright.people'))" }

function statementOf({ text, values }: Sql): Statement {
  let count = 0
  return { text: text.replaceAll('?', () => `$${(count += 1)}`), values }
}

export function postgresUnits(pool: Pool): Units {
  return {
    change: <const Reads extends readonly Sql[], Outcome>(reads: Reads, decide: (rows: RowsOfAll<Reads>) => Decided<Outcome>) =>
      transaction(pool, forWriting, [alone, ...reads.map(statementOf)], ([, ...rows]) => {
        const { writes, outcome } = decide(rows as readonly (readonly unknown[])[] as RowsOfAll<Reads>)
        return { statements: writes.map(statementOf), outcome }
      }),
    read: async <Row>(sql: Sql<Row>) => (await ask(pool, statementOf(sql))) as readonly Row[],
  }
}
