import { shiftKinds, summed, turnoverKinds, type LedgerRow } from '../domain/ledger/index.ts'
import { type PostedRow } from '../domain/report/index.ts'
import { book, emptyBooks, isBooked, type BookedEntry, type Books, type Posting } from '../domain/shift/index.ts'
import { type Connection } from './connection.ts'
import { type LedgerNow, type LedgerReads } from './ledger-now.ts'
import { readPostings, type PostedAhead } from './ledger-postings.ts'
import { epochOf, seqOf } from './position.ts'
import { fromStoredJson } from './stored-json.ts'

interface BookRow {
  position: number
  id: string
  type: string
  text: string
}

interface CursorRow {
  position: number
  books: string
}

/** At once in memory: a register with years behind it is read in pieces. */
const piece = 512

/** Our own words under a hash; what cannot be read all the same is booked as that, and so counted. */
function entryOf({ position, type, text }: BookRow): BookedEntry {
  const place = { epoch: epochOf(position), seq: seqOf(position), type }
  try {
    const { at, tzOffset, businessDate, operator, approver, schemaVersion, body } = fromStoredJson<Omit<BookedEntry, keyof typeof place>>(text)
    return { ...place, at, tzOffset, businessDate, operator, schemaVersion, body, ...(approver === undefined ? {} : { approver }) }
  } catch {
    return { ...place, at: 0, tzOffset: 0, businessDate: '0000-00-00', operator: 'system', schemaVersion: 0, body: undefined }
  }
}

/** What stands behind the cursor, and how what comes after it is read. */
function readBehind(db: Connection) {
  const cursor = db.prepare<[], CursorRow>('SELECT position, books FROM ledger_cursor')
  const next = db.prepare<[number, number], BookRow>('SELECT position, id, type, text FROM journal WHERE position > ? ORDER BY position LIMIT ?')
  const issuedIn = db.prepare<[number, string], number>('SELECT 1 FROM journal WHERE epoch = ? AND id = ?').pluck()

  /** A register restored from a backup issues its journal again under a new epoch: the same entry, by its id, a second time. */
  function isRepeated({ position, id }: BookRow): boolean {
    for (let epoch = epochOf(position) - 1; epoch >= 1; epoch -= 1) if (issuedIn.get(epoch, id) !== undefined) return true
    return false
  }

  return {
    behind(): { readonly position: number; readonly books: Books } {
      const row = cursor.get()
      return row === undefined ? { position: 0, books: emptyBooks } : { position: row.position, books: fromStoredJson<Books>(row.books) }
    },
    /** Up to `limit` entries after a position, each booked. */
    bookAfter(position: number, books: Books, limit: number, post: (posting: Posting, row: BookRow) => void): { readonly position: number; readonly books: Books; readonly count: number } {
      const rows = next.all(position, limit)
      let known = books
      for (const row of rows) {
        if (!isBooked(row.type) || isRepeated(row)) continue
        const booked = book(known, entryOf(row))
        known = booked.books
        if (booked.posting !== undefined) post(booked.posting, row)
      }
      return { position: rows.at(-1)?.position ?? position, books: known, count: rows.length }
    },
  }
}

export function readLedger(db: Connection): LedgerReads {
  const { behind, bookAfter } = readBehind(db)
  const ofShift = db.prepare<[number], LedgerRow>(`SELECT kind, key, sum(count) AS count, sum(amount) AS amount FROM ledger WHERE shift = ? AND kind IN (${shiftKinds.map((kind) => `'${kind}'`).join(', ')}) GROUP BY kind, key`)
  const ofDays = turnoverKinds.map((kind) => db.prepare<[string, string], LedgerRow>(`SELECT kind, key, sum(count) AS count, sum(amount) AS amount FROM ledger WHERE kind = '${kind}' AND day BETWEEN ? AND ? GROUP BY key`))
  const byHour = db.prepare<[string, string, string], PostedRow>('SELECT kind, key, operator, hour, sum(count) AS count, sum(amount) AS amount FROM ledger WHERE kind = ? AND day BETWEEN ? AND ? GROUP BY key, operator, hour')
  const byKey = db.prepare<[string, string, string], PostedRow>("SELECT kind, key, '' AS operator, 0 AS hour, sum(count) AS count, sum(amount) AS amount FROM ledger WHERE kind = ? AND day BETWEEN ? AND ? GROUP BY key")
  const postingsOf = readPostings(db)
  const oneZ = db.prepare<[number], string>('SELECT journal.text FROM z_report JOIN journal USING (position) WHERE number = ?').pluck()
  const someZ = db.prepare<[number, number], string>('SELECT journal.text FROM z_report JOIN journal USING (position) WHERE number < ? ORDER BY number DESC LIMIT ?').pluck()
  const kept = db.prepare<[], string>("SELECT id FROM basket WHERE id NOT IN (SELECT basket_id FROM lay_away WHERE state IN ('opening', 'held')) ORDER BY opened_at, id").pluck()

  function now(): LedgerNow {
    const start = behind()
    const ahead: PostedAhead[] = []
    let at: ReturnType<typeof bookAfter> = { ...start, count: piece }
    while (at.count === piece) at = bookAfter(at.position, at.books, piece, (posting, row) => ahead.push({ posting, row }))
    const rowsAhead = (wanted: (posting: Posting) => boolean): readonly LedgerRow[] => ahead.filter(({ posting }) => wanted(posting)).flatMap(({ posting }) => posting.rows)
    return {
      books: at.books,
      sumsOfShift: (shift) => summed([...ofShift.all(shift), ...rowsAhead((posting) => posting.shift === shift).filter(({ kind }) => shiftKinds.includes(kind))]),
      sumsOfDays: (from, to) =>
        summed([...ofDays.flatMap((statement) => statement.all(from, to)), ...rowsAhead(({ day }) => day >= from && day <= to).filter(({ kind }) => turnoverKinds.some((wanted) => wanted === kind))]),
      rowsOfDays: (from, to, kinds, apart) => [
        ...kinds.flatMap((kind) => (apart ? byHour : byKey).all(kind, from, to)),
        ...ahead.flatMap(({ posting: { day, operator, hour, rows } }) => (day >= from && day <= to ? rows.filter(({ kind }) => kinds.includes(kind)).map((row) => ({ ...row, operator, hour })) : [])),
      ],
      entriesOfDays: (asked) => postingsOf(asked, ahead),
    }
  }

  return {
    ledgerNow<T>(read: (now: LedgerNow) => T): T {
      if (db.inTransaction) return read(now())
      return db.transaction(() => read(now())).deferred()
    },
    zDocument: (number) => oneZ.get(number),
    zDocuments: (before, limit) => someZ.all(before, limit),
    keptBaskets: () => kept.all(),
  }
}

export function writeLedger(db: Connection) {
  const { behind, bookAfter } = readBehind(db)
  const add = db.prepare<[number, string, string, string, string, number, number, number]>(
    `INSERT INTO ledger (shift, day, kind, key, operator, hour, count, amount) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = count + excluded.count, amount = amount + excluded.amount`,
  )
  const move = db.prepare<[number, string]>('INSERT INTO ledger_cursor (only, position, books) VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET position = excluded.position, books = excluded.books')
  const noteZ = db.prepare<[number, number]>('INSERT INTO z_report (number, position) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const place = db.prepare<[string, number, string, number]>('INSERT INTO ledger_posting (day, position, operator, hour) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
  const empty = ['ledger', 'ledger_posting', 'ledger_cursor', 'z_report'].map((table) => db.prepare(`DELETE FROM ${table}`))

  /** The cursor moves in the transaction of what it stands for: a crash in between repeats nothing. */
  function projectLedger(limit: number): number {
    const start = behind()
    const after = bookAfter(start.position, start.books, limit, ({ shift, day, operator, hour, rows }, { position, type, text }) => {
      for (const { kind, key, count, amount } of rows) add.run(shift, day, kind, key, operator, hour, count, amount)
      place.run(day, position, operator, hour)
      if (type === 'shift.closed') noteZ.run(fromStoredJson<{ readonly body: { readonly number: number } }>(text).body.number, position)
    })
    if (after.count > 0) move.run(after.position, JSON.stringify(after.books))
    return after.count
  }

  return {
    projectLedger,
    bringLedgerUp(): void {
      while (projectLedger(piece) === piece);
    },
    emptyLedger(): void {
      for (const statement of empty) statement.run()
    },
  }
}
