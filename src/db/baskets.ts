import { type Basket, type BasketLine, type Discount, type TrailStep } from '../domain/basket/index.ts'
import { type CurrencyCode } from '../domain/money/index.ts'
import { type VoidReason } from '../domain/refund/index.ts'
import { type BasketContent, type BasketMemory, type WrittenChange } from './basket-memory.ts'
import { type Connection } from './connection.ts'
import { type BasketChange, type StoredBasket, type SuspendedBasket, type Suspension } from './register-database.ts'
import { fromStoredJson } from './stored-json.ts'

interface SuspendedRow {
  id: string
  suspended_at: number
  suspended_by: string
  label: string | null
}

interface Row {
  id: string
  opened_at: number
  business_date: string
  currency: CurrencyCode
  catalogue_version: number
  revision: number
  last_line_no: number | null
  discount: string | null
  suspended_at: number | null
  suspended_by: string | null
  label: string | null
  void_reason: VoidReason | null
  cash_instead: number | null
  customer_id: string | null
  credit_number: string | null
}

function toSuspension(row: Omit<SuspendedRow, 'id'>): Suspension {
  return { operatorId: row.suspended_by, at: row.suspended_at, ...(row.label === null ? {} : { label: row.label }) }
}

/** Goods that were laid aside are kept as a held basket is, and are none: a deposit is paid for them. */
const notLaidAside = "id NOT IN (SELECT basket_id FROM lay_away WHERE state IN ('opening', 'held', 'collecting'))"

/** With a memory (the writer's own) what was read or written is not parsed again; without one, each look is the file's. */
export function readBaskets(db: Connection, memory?: BasketMemory) {
  const head = db.prepare<[string], Row>(
    `SELECT id, opened_at, business_date, currency, catalogue_version, revision, last_line_no, discount, suspended_at, suspended_by, label, void_reason, cash_instead, customer_id, credit_number FROM basket WHERE id = ?`,
  )
  const lines = db.prepare<[string], string>('SELECT line FROM basket_line WHERE basket_id = ? ORDER BY line_no').pluck()
  const steps = db.prepare<[string], string>('SELECT step FROM basket_step WHERE basket_id = ? ORDER BY step_no').pluck()
  // The open baskets of a register are a handful, so looking through them needs no index that every sale would maintain.
  const suspended = db.prepare<[], SuspendedRow>(`SELECT id, suspended_at, suspended_by, label FROM basket WHERE suspended_at IS NOT NULL AND ${notLaidAside} ORDER BY suspended_at, id`)
  const count = db.prepare<[], number>(`SELECT count(*) FROM basket WHERE suspended_at IS NOT NULL AND ${notLaidAside}`).pluck()

  const oldest = db.prepare<[], number | null>('SELECT min(catalogue_version) FROM basket').pluck()

  function contentOf(id: string, revision: number): BasketContent {
    const known = memory?.content(id, revision)
    if (known !== undefined) return known
    const content = {
      lines: lines.all(id).map((text) => fromStoredJson<BasketLine>(text)),
      trail: steps.all(id).map((text) => fromStoredJson<TrailStep>(text)),
    }
    memory?.keep(id, revision, content)
    return content
  }

  return {
    basket(id: string): StoredBasket | undefined {
      const row = head.get(id)
      if (row === undefined) return undefined
      const content = contentOf(id, row.revision)
      return {
        id: row.id,
        openedAt: row.opened_at,
        businessDate: row.business_date,
        currency: row.currency,
        catalogueVersion: row.catalogue_version,
        lines: content.lines,
        trail: content.trail,
        revision: row.revision,
        ...(row.last_line_no === null ? {} : { lastLineNo: row.last_line_no }),
        ...(row.discount === null ? {} : { discount: fromStoredJson<Discount>(row.discount) }),
        ...(row.suspended_at === null || row.suspended_by === null
          ? {}
          : { suspended: toSuspension({ suspended_at: row.suspended_at, suspended_by: row.suspended_by, label: row.label }) }),
        ...(row.void_reason === null ? {} : { voiding: row.void_reason }),
        ...(row.cash_instead === null ? {} : { cashInstead: true as const }),
        ...(row.customer_id === null ? {} : { customer: row.customer_id }),
        ...(row.credit_number === null ? {} : { creditNumber: row.credit_number }),
      }
    },
    suspendedBaskets: (): readonly SuspendedBasket[] => suspended.all().map((row) => ({ id: row.id, ...toSuspension(row) })),
    suspendedCount: (): number => count.get() ?? 0,
    /** The catalogue's version at which the oldest of the baskets was begun that are not paid yet. */
    oldestBegun: (): number | undefined => oldest.get() ?? undefined,
  }
}

export function writeBaskets(db: Connection, memory: BasketMemory, remember: (request: string) => void) {
  const insert = db.prepare<[string, string, number, string, string, number, string | null, string | null]>(
    'INSERT INTO basket (id, seat, opened_at, business_date, currency, catalogue_version, revision, discount, void_reason) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)',
  )
  const takeSeat = db.prepare<[string, string]>('INSERT INTO seat (seat, basket_id) VALUES (?, ?) ON CONFLICT (seat) DO UPDATE SET basket_id = excluded.basket_id')
  const putLine = db.prepare<[string, number, string]>(
    'INSERT INTO basket_line (basket_id, line_no, line) VALUES (?, ?, ?) ON CONFLICT (basket_id, line_no) DO UPDATE SET line = excluded.line',
  )
  const addStep = db.prepare<[string, string, string]>(
    'INSERT INTO basket_step (basket_id, step_no, step) SELECT ?, coalesce(max(step_no), 0) + 1, ? FROM basket_step WHERE basket_id = ?',
  )
  // None of these touches a suspended basket: what a customer was told when it was put aside must be what they come back to.
  const raise = db.prepare<[number | null, string], number>('UPDATE basket SET revision = revision + 1, last_line_no = coalesce(?, last_line_no) WHERE id = ? AND suspended_at IS NULL RETURNING revision').pluck()
  const putDiscount = db.prepare<[string | null, string], number>('UPDATE basket SET revision = revision + 1, discount = ? WHERE id = ? AND suspended_at IS NULL RETURNING revision').pluck()
  const putCashInstead = db.prepare<[number | null, string | null, string], number>('UPDATE basket SET revision = revision + 1, cash_instead = ?, credit_number = ? WHERE id = ? AND suspended_at IS NULL RETURNING revision').pluck()
  const putCustomer = db.prepare<[string | null, string], number>('UPDATE basket SET revision = revision + 1, customer_id = ? WHERE id = ? AND suspended_at IS NULL RETURNING revision').pluck()
  const suspend = db
    .prepare<[number, string, string | null, string], number>('UPDATE basket SET revision = revision + 1, suspended_at = ?, suspended_by = ?, label = ? WHERE id = ? AND suspended_at IS NULL RETURNING revision')
    .pluck()
  const resume = db
    .prepare<[string, string], number>('UPDATE basket SET revision = revision + 1, suspended_at = NULL, suspended_by = NULL, label = NULL, seat = ? WHERE id = ? AND suspended_at IS NOT NULL RETURNING revision')
    .pluck()
  const seatTaken = db.prepare<[string], number>('SELECT 1 FROM seat WHERE seat = ? AND basket_id IS NOT NULL').pluck()
  const leaveSeat = db.prepare<[string]>('UPDATE seat SET basket_id = NULL WHERE basket_id = ?')
  const remove = db.prepare<[string]>('DELETE FROM basket WHERE id = ?')
  const sweepLines = db.prepare('DELETE FROM basket_line WHERE basket_id NOT IN (SELECT id FROM basket)')
  const sweepSteps = db.prepare('DELETE FROM basket_step WHERE basket_id NOT IN (SELECT id FROM basket)')
  /** The step beside the change it tells of; throws when there was no basket to change. */
  function recorded(revision: number | undefined, basketId: string, changes: readonly BasketChange[], request: string | undefined): number {
    if (revision === undefined) throw new Error(`no open basket ${basketId}`)
    const written = changes.map(({ line, step }): WrittenChange => ({ step: JSON.stringify(step), ...(line === undefined ? {} : { line: JSON.stringify(line) }) }))
    written.forEach(({ step, line }, index) => {
      addStep.run(basketId, step, basketId)
      const lineNo = changes[index]?.line?.lineNo
      if (line !== undefined && lineNo !== undefined) putLine.run(basketId, lineNo, line)
    })
    memory.carry(basketId, revision, written)
    if (request !== undefined) remember(request)
    return revision
  }

  /** One change for whoever looks, whatever goes with it: the first line is the one that was touched. */
  function changeLines(basketId: string, changes: readonly BasketChange[], request: string): number {
    return recorded(raise.get(changes.find(({ line }) => line !== undefined)?.line?.lineNo ?? null, basketId), basketId, changes, request)
  }

  return {
    /** The basket with whatever lines and trail it already has, at revision 0, on its seat. */
    openBasket(basket: Basket, seat: string, voiding?: VoidReason): void {
      insert.run(basket.id, seat, basket.openedAt, basket.businessDate, basket.currency, basket.catalogueVersion, basket.discount === undefined ? null : JSON.stringify(basket.discount), voiding ?? null)
      for (const line of basket.lines) putLine.run(basket.id, line.lineNo, JSON.stringify(line))
      for (const step of basket.trail) addStep.run(basket.id, JSON.stringify(step), basket.id)
      takeSeat.run(seat, basket.id)
    },
    changeBasket: (basketId: string, line: BasketLine, step: TrailStep, request: string): number => changeLines(basketId, [{ line, step }], request),
    changeLines,
    setBasketDiscount(basketId: string, discount: Discount | undefined, step: TrailStep, request: string): number {
      return recorded(putDiscount.get(discount === undefined ? null : JSON.stringify(discount), basketId), basketId, [{ step }], request)
    },
    setCashInstead: (basketId: string, inCash: boolean, request: string, creditNumber?: string): number => recorded(putCashInstead.get(inCash ? 1 : null, creditNumber ?? null, basketId), basketId, [], request),
    setBasketCustomer: (basketId: string, customer: string | undefined, step: TrailStep, request: string): number => recorded(putCustomer.get(customer ?? null, basketId), basketId, [{ step }], request),
    suspendBasket(basketId: string, { at, operatorId, label }: Suspension, step: TrailStep, request?: string): number {
      leaveSeat.run(basketId)
      return recorded(suspend.get(at, operatorId, label ?? null, basketId), basketId, [{ step }], request)
    },
    /** Throws, and so does not take a seat from another basket: that one would be left where nobody finds it. */
    resumeBasket(basketId: string, seat: string, step: TrailStep, request?: string): number {
      if (seatTaken.get(seat) !== undefined) throw new Error(`seat ${seat} has a basket`)
      const revision = recorded(resume.get(seat, basketId), basketId, [{ step }], request)
      takeSeat.run(seat, basketId)
      return revision
    },
    /** Gone for every reader at once; its lines and steps follow at the next sweep. Throws when it is gone already. */
    clearBasket(basketId: string, request?: string): void {
      leaveSeat.run(basketId)
      memory.forget(basketId)
      if (remove.run(basketId).changes !== 1) throw new Error(`no open basket ${basketId}`)
      if (request !== undefined) remember(request)
    },
    /** Between sales: what cleared baskets left behind. */
    sweep(): void {
      sweepLines.run()
      sweepSteps.run()
    },
  }
}
