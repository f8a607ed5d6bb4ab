import { createFeeds, type FeedStatement, type FeedStore } from '../feeds.ts'
import { type Connection } from './connection.ts'

/** Feeds on SQLite, where an immediate transaction is the lock. */
export function createSqliteFeeds(connection: Connection): FeedStore {
  function run<Row>({ text, values }: FeedStatement<Row>): readonly Row[] {
    const statement = connection.prepare<[Readonly<Record<string, string | number | null>>], Row>(text.replaceAll(/\$(\d+)/gu, '?$1'))
    const bound = Object.fromEntries(values.map((value, index) => [String(index + 1), value]))
    if (statement.reader) return statement.all(bound)
    statement.run(bound)
    return []
  }
  return createFeeds({
    ask: async (statement) => run(statement),
    write: async ([first, head, kept, codes], decide) =>
      connection
        .transaction(() => {
          const { statements, outcome } = decide([run(first), run(head), run(kept), run(codes)])
          for (const statement of statements) run(statement)
          return outcome
        })
        .immediate(),
    forUpdate: '',
  })
}
