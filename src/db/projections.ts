import { accountMoves, customerOfSale } from '../domain/customer/index.ts'
import { parseEntry } from '../domain/journal/index.ts'
import { type Connection } from './connection.ts'
import { writeJournalList } from './journal-list.ts'
import { type JournalRow, REFUND_COMPLETED, SALE_COMPLETED } from './journal.ts'
import { epochOf, seqOf } from './position.ts'
import { type DayTotals } from './sale-header.ts'
import { isProjectedRefund, isProjectedSale, lastFoursOf, type ProjectedRefund, type ProjectedSale } from './projected-sale.ts'

/** The only `sale.completed` and `refund.completed` this version can read. A later one is passed over by an older projector, and rebuilt after the update. */
const READABLE = 1

export interface ProjectionProblem {
  readonly epoch: number
  readonly seq: number
  readonly reason: string
}

export function readProjections(db: Connection) {
  const onHand = db.prepare<[string], number>('SELECT quantity FROM on_hand WHERE item_id = ?').pluck()
  const day = db.prepare<[string], DayTotals>('SELECT sales, total, tax, refunds, refunded, refunded_tax AS refundedTax FROM day_total WHERE business_date = ?')
  const cursor = db.prepare<[], number>('SELECT position FROM projection_cursor').pluck()
  const behind = db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM journal WHERE position > (SELECT position FROM projection_cursor))').pluck()
  const problems = db.prepare<[], { position: number; reason: string }>('SELECT position, reason FROM projection_problem ORDER BY position')
  return {
    onHand: (itemId: string): number => onHand.get(itemId) ?? 0,
    dayTotals: (businessDate: string): DayTotals => day.get(businessDate) ?? { sales: 0, total: 0, tax: 0, refunds: 0, refunded: 0, refundedTax: 0 },
    projectionCursor: (): number => seqOf(cursor.get() ?? 0),
    isProjected: (): boolean => behind.get() === 0,
    projectionProblems: (): readonly ProjectionProblem[] => problems.all().map(({ position, reason }) => ({ epoch: epochOf(position), seq: seqOf(position), reason })),
  }
}

/** 10428 of "3-10428"; 0 of a number that some other program made. */
function counterOf(number: string): number {
  const digits = /(\d{1,15})$/.exec(number)?.[1]
  return digits === undefined ? 0 : Number(digits)
}

export function writeProjections(db: Connection) {
  const cursor = db.prepare<[], { position: number; listed: number }>('SELECT position, listed FROM projection_cursor')
  const next = db.prepare<[number, number], Pick<JournalRow, 'position' | 'type' | 'text'>>('SELECT position, type, text FROM journal WHERE position > ? ORDER BY position LIMIT ?')
  const moveCursor = db.prepare<[number, number]>('UPDATE projection_cursor SET position = ?, listed = ?')
  const { list, emptyList } = writeJournalList(db)
  const projected = db.prepare<[string], number>('SELECT 1 FROM sale_line WHERE sale_id = ? LIMIT 1').pluck()
  const insertLine = db.prepare<[string, number, string, string, number, number, number, number]>(
    'INSERT INTO sale_line (sale_id, line_no, business_date, item_id, quantity, total, rate, tax) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const moveStock = db.prepare<[string, number]>('INSERT INTO on_hand (item_id, quantity) VALUES (?, ?) ON CONFLICT (item_id) DO UPDATE SET quantity = quantity + excluded.quantity')
  const addDay = db.prepare<[string, number, number]>(
    `INSERT INTO day_total (business_date, sales, total, tax) VALUES (?, 1, ?, ?)
     ON CONFLICT (business_date) DO UPDATE SET sales = sales + 1, total = total + excluded.total, tax = tax + excluded.tax`,
  )
  const addRefundDay = db.prepare<[string, number, number]>(
    `INSERT INTO day_total (business_date, sales, total, tax, refunds, refunded, refunded_tax) VALUES (?, 0, 0, 0, 1, ?, ?)
     ON CONFLICT (business_date) DO UPDATE SET refunds = refunds + 1, refunded = refunded + excluded.refunded, refunded_tax = refunded_tax + excluded.refunded_tax`,
  )
  const addCard = db.prepare<[string, number, string]>('INSERT INTO receipt_card (last_four, completed_at, sale_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
  const addCustomerSale = db.prepare<[string, number, string, number]>('INSERT INTO customer_sale (customer_id, completed_at, sale_id, counter) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
  const moveAccount = db.prepare<[string, number, string, string, string, string, number]>(
    'INSERT INTO account_move (customer_id, completed_at, document_id, kind, number, business_date, amount) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const note = db.prepare<[number, string]>('INSERT INTO projection_problem (position, reason) VALUES (?, ?) ON CONFLICT (position) DO UPDATE SET reason = excluded.reason')
  // A register that sold before this table existed had all its sales put into it at once, the one not projected yet too.
  const addReceipt = db.prepare<[number, string, string, number, number, string]>(
    'INSERT INTO receipt (completed_at, sale_id, number, counter, total, business_date) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const counted = db.prepare<[number, string], number>('SELECT 1 FROM receipt WHERE completed_at = ? AND sale_id = ?').pluck()
  const addSold = db.prepare<[string]>('INSERT INTO item_sold (item_id, lines) VALUES (?, 1) ON CONFLICT (item_id) DO UPDATE SET lines = lines + 1')
  const empty = ['sale_line', 'on_hand', 'day_total', 'receipt', 'receipt_card', 'item_sold', 'customer_sale', 'account_move', 'projection_problem'].map((table) => db.prepare(`DELETE FROM ${table}`))

  function addSale(at: number, businessDate: string, sale: ProjectedSale): void {
    // A register restored from a backup issues its journal again under a new epoch: the same sale, a second time.
    // One without goods leaves no lines, only its receipt.
    if (projected.get(sale.saleId) !== undefined || (sale.lines.length === 0 && counted.get(at, sale.saleId) !== undefined)) return
    for (const line of sale.lines) insertLine.run(sale.saleId, line.lineNo, businessDate, line.itemId, line.quantity, line.total, line.rate, line.tax)
    for (const { itemId } of sale.lines) addSold.run(itemId)
    for (const { itemId, quantity } of sale.movements) moveStock.run(itemId, quantity)
    addDay.run(businessDate, sale.total, sale.tax)
    addReceipt.run(at, sale.saleId, sale.number, counterOf(sale.number), sale.total + (sale.owed ?? 0), businessDate)
    for (const lastFour of lastFoursOf(sale)) addCard.run(lastFour, at, sale.saleId)
    const customer = customerOfSale(sale)
    if (customer !== undefined) addCustomerSale.run(customer, at, sale.saleId, counterOf(sale.number))
  }

  function addRefund(at: number, businessDate: string, refund: ProjectedRefund): void {
    // As with sales: the same refund a second time, under a new epoch.
    if (counted.get(at, refund.refundId) !== undefined) return
    for (const { itemId, quantity } of refund.movements) moveStock.run(itemId, quantity)
    addRefundDay.run(businessDate, refund.total, refund.tax)
    addReceipt.run(at, refund.refundId, refund.number, counterOf(refund.number), refund.total + (refund.owed ?? 0), businessDate)
  }

  function apply(row: Pick<JournalRow, 'position' | 'type' | 'text'>): void {
    if (row.type !== SALE_COMPLETED && row.type !== REFUND_COMPLETED) return
    const content = parseEntry(row.text)
    if (content === undefined) {
      note.run(row.position, 'no entry')
      return
    }
    if (content.schemaVersion !== READABLE) {
      note.run(row.position, `schema version ${content.schemaVersion}`)
      return
    }
    const body: unknown = content.body
    for (const { customer, documentId, kind, number, amount } of accountMoves(row.type, body)) moveAccount.run(customer, content.at, documentId, kind, number, content.businessDate, amount)
    if (row.type === REFUND_COMPLETED) {
      if (isProjectedRefund(body)) addRefund(content.at, content.businessDate, body)
      else note.run(row.position, 'not the body of a refund')
    } else if (isProjectedSale(body)) addSale(content.at, content.businessDate, body)
    else note.run(row.position, 'not the body of a sale')
  }

  function listOlder(listed: number, position: number, limit: number): number {
    const rows = next.all(listed, limit).filter((row) => row.position <= position)
    for (const row of rows) list(row)
    moveCursor.run(position, rows.at(-1)?.position ?? position)
    return rows.length
  }

  return {
    /** Inside a unit of work: the cursor moves with what it stands for, so a crash in between repeats nothing. */
    project(limit: number): number {
      const { position, listed } = cursor.get() ?? { position: 0, listed: 0 }
      const rows = next.all(position, limit)
      const last = rows.at(-1)
      if (last === undefined) return listed < position ? listOlder(listed, position, limit) : 0
      const inStep = listed === position
      for (const row of rows) {
        apply(row)
        // An older register's history is listed when nothing new is left: its sales are looked for sooner than its past.
        if (inStep) list(row)
      }
      moveCursor.run(last.position, inStep ? last.position : listed)
      return rows.length
    },
    resetProjections(): void {
      for (const statement of empty) statement.run()
      emptyList()
      moveCursor.run(0, 0)
    },
  }
}
