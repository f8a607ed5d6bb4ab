import { type Connection } from './connection.ts'
import { type JournalAsked } from './journal-asked.ts'
import { type EntryRow, toEntry } from './journal.ts'
import { epochOf, positionOf, seqOf } from './position.ts'
import { type JournalEntry } from './register-database.ts'

interface Line {
  business_date: string
  position: number
}

/** Behind every date there will be. */
const lastDate = '~'

const older = '(business_date, position) < (?, ?) AND business_date >= ? ORDER BY business_date DESC, position DESC LIMIT ?'
const lines = 'SELECT business_date, position FROM journal_line WHERE'

/** Exported for the test that asks SQLite how it would run them: none may look at more rows than it answers with. */
export const journalListStatements = {
  all: `${lines} ${older}`,
  byArea: `${lines} area = ? AND ${older}`,
  byOperator: `${lines} operator = ? AND ${older}`,
  byOperatorAndArea: `${lines} operator = ? AND area = ? AND ${older}`,
  byReference: `SELECT business_date, position FROM journal_reference WHERE reference = ? AND ${older}`,
} as const

const newerFirst = (a: Line, b: Line): number => (a.business_date === b.business_date ? b.position - a.position : a.business_date < b.business_date ? 1 : -1)

export function readJournalList(db: Connection) {
  const all = db.prepare<[string, number, string, number], Line>(journalListStatements.all)
  const byArea = db.prepare<[string, string, number, string, number], Line>(journalListStatements.byArea)
  const byOperator = db.prepare<[string, string, number, string, number], Line>(journalListStatements.byOperator)
  const byOperatorAndArea = db.prepare<[string, string, string, number, string, number], Line>(journalListStatements.byOperatorAndArea)
  const byReference = db.prepare<[string, string, number, string, number], Line>(journalListStatements.byReference)
  const lineAt = db.prepare<[string, number], { operator: string; area: string }>('SELECT operator, area FROM journal_line WHERE business_date = ? AND position = ?')
  const entryAt = db.prepare<[number], EntryRow>('SELECT position, id, type, prev_hash, hash, text FROM journal WHERE position = ?')
  const progress = db.prepare<[], { position: number; listed: number }>('SELECT position, listed FROM projection_cursor')

  function linesOf({ from = '', to, operatorId, areas, reference, before, limit }: JournalAsked): readonly Line[] {
    const [date, position] = before === undefined ? [to ?? lastDate, Number.MAX_SAFE_INTEGER] : [before.businessDate, positionOf(before.epoch, before.seq)]
    if (reference !== undefined) {
      // An id names a handful of entries, and it is known of each who and what.
      const fits = (line: Line): boolean => {
        const found = lineAt.get(line.business_date, line.position)
        return found !== undefined && (operatorId === undefined || found.operator === operatorId) && (areas === undefined || areas.includes(found.area))
      }
      return byReference.all(reference, date, position, from, operatorId === undefined && areas === undefined ? limit : -1).filter(fits).slice(0, limit)
    }
    if (areas === undefined) return operatorId === undefined ? all.all(date, position, from, limit) : byOperator.all(operatorId, date, position, from, limit)
    // A page of each area, and of these the newest: more than a page of any is not needed.
    const pages = areas.flatMap((area) => (operatorId === undefined ? byArea.all(area, date, position, from, limit) : byOperatorAndArea.all(operatorId, area, date, position, from, limit)))
    return pages.toSorted(newerFirst).slice(0, limit)
  }

  return {
    journalEntries(asked: JournalAsked): readonly (JournalEntry & { readonly businessDate: string })[] {
      return linesOf(asked).flatMap(({ business_date: businessDate, position }) => {
        const row = entryAt.get(position)
        return row === undefined ? [] : [{ ...toEntry(row), businessDate }]
      })
    },
    entryAt(epoch: number, seq: number): JournalEntry | undefined {
      const row = entryAt.get(positionOf(epoch, seq))
      return row && toEntry(row)
    },
    /** Entries of before this version that are not in the list yet; undefined when all are. The place they were listed up to. */
    listedUpTo(): { readonly epoch: number; readonly seq: number } | undefined {
      const { position = 0, listed = 0 } = progress.get() ?? {}
      return listed < position ? { epoch: epochOf(listed), seq: seqOf(listed) } : undefined
    },
  }
}

/** What an entry's text says of itself, as far as the list is ordered and found by it. Text that cannot be read is listed under no date. */
function toListed(text: string): { readonly businessDate: string; readonly operator: string; readonly references: readonly string[] } {
  let entry: unknown
  try {
    entry = JSON.parse(text)
  } catch {
    entry = undefined
  }
  const { businessDate, operator, body } = fieldsOf(entry)
  const { number, saleId, basketId, paymentId } = fieldsOf(body)
  const counter = typeof number === 'string' ? /-(\d+)$/.exec(number)?.[1] : undefined
  const references = [number, counter, saleId, basketId, paymentId].filter((name) => typeof name === 'string' && name !== '') as string[]
  return { businessDate: typeof businessDate === 'string' ? businessDate : '', operator: typeof operator === 'string' ? operator : '', references }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
}

export function writeJournalList(db: Connection) {
  // Again for what was listed already: a rebuild that was broken off goes on where its cursor stands.
  const insertLine = db.prepare<[string, number, string, string]>('INSERT INTO journal_line (business_date, position, operator, area) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
  const insertReference = db.prepare<[string, string, number]>('INSERT INTO journal_reference (reference, business_date, position) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
  const empty = ['journal_line', 'journal_reference'].map((table) => db.prepare(`DELETE FROM ${table}`))
  return {
    list({ position, type, text }: Pick<EntryRow, 'position' | 'type' | 'text'>): void {
      const { businessDate, operator, references } = toListed(text)
      insertLine.run(businessDate, position, operator, type.split('.', 1)[0] ?? type)
      for (const reference of references) insertReference.run(reference, businessDate, position)
    },
    emptyList(): void {
      for (const statement of empty) statement.run()
    },
  }
}
