import { type Basket, type BasketLine, type TrailStep } from '../domain/basket/index.ts'
import { type CurrencyCode } from '../domain/money/index.ts'
import { type Connection } from './connection.ts'
import { type StoredBasket } from './register-database.ts'
import { fromStoredJson } from './stored-json.ts'

interface Row {
  id: string
  opened_at: number
  business_date: string
  currency: CurrencyCode
  catalogue_version: number
  revision: number
  last_line_no: number | null
}

export function readBaskets(db: Connection) {
  const head = db.prepare<[string], Row>('SELECT id, opened_at, business_date, currency, catalogue_version, revision, last_line_no FROM basket WHERE id = ?')
  const lines = db.prepare<[string], string>('SELECT line FROM basket_line WHERE basket_id = ? ORDER BY line_no').pluck()
  const steps = db.prepare<[string], string>('SELECT step FROM basket_step WHERE basket_id = ? ORDER BY step_no').pluck()
  return {
    basket(id: string): StoredBasket | undefined {
      const row = head.get(id)
      if (row === undefined) return undefined
      return {
        id: row.id,
        openedAt: row.opened_at,
        businessDate: row.business_date,
        currency: row.currency,
        catalogueVersion: row.catalogue_version,
        lines: lines.all(id).map((text) => fromStoredJson<BasketLine>(text)),
        trail: steps.all(id).map((text) => fromStoredJson<TrailStep>(text)),
        revision: row.revision,
        ...(row.last_line_no === null ? {} : { lastLineNo: row.last_line_no }),
      }
    },
  }
}

export function writeBaskets(db: Connection, remember: (request: string) => void) {
  const insert = db.prepare<[string, string, number, string, string, number]>(
    'INSERT INTO basket (id, seat, opened_at, business_date, currency, catalogue_version, revision) VALUES (?, ?, ?, ?, ?, ?, 0)',
  )
  const takeSeat = db.prepare<[string, string]>('INSERT INTO seat (seat, basket_id) VALUES (?, ?) ON CONFLICT (seat) DO UPDATE SET basket_id = excluded.basket_id')
  const putLine = db.prepare<[string, number, string]>(
    'INSERT INTO basket_line (basket_id, line_no, line) VALUES (?, ?, ?) ON CONFLICT (basket_id, line_no) DO UPDATE SET line = excluded.line',
  )
  const addStep = db.prepare<[string, string, string]>(
    'INSERT INTO basket_step (basket_id, step_no, step) SELECT ?, coalesce(max(step_no), 0) + 1, ? FROM basket_step WHERE basket_id = ?',
  )
  const raise = db.prepare<[number, string], number>('UPDATE basket SET revision = revision + 1, last_line_no = ? WHERE id = ? RETURNING revision').pluck()
  const leaveSeat = db.prepare<[string]>('UPDATE seat SET basket_id = NULL WHERE basket_id = ?')
  const remove = db.prepare<[string]>('DELETE FROM basket WHERE id = ?')
  const sweepLines = db.prepare('DELETE FROM basket_line WHERE basket_id NOT IN (SELECT id FROM basket)')
  const sweepSteps = db.prepare('DELETE FROM basket_step WHERE basket_id NOT IN (SELECT id FROM basket)')
  return {
    /** The basket with whatever lines and trail it already has, at revision 0, on its seat. */
    openBasket(basket: Basket, seat: string): void {
      insert.run(basket.id, seat, basket.openedAt, basket.businessDate, basket.currency, basket.catalogueVersion)
      for (const line of basket.lines) putLine.run(basket.id, line.lineNo, JSON.stringify(line))
      for (const step of basket.trail) addStep.run(basket.id, JSON.stringify(step), basket.id)
      takeSeat.run(seat, basket.id)
    },
    changeBasket(basketId: string, line: BasketLine, step: TrailStep, request: string): number {
      const revision = raise.get(line.lineNo, basketId)
      if (revision === undefined) throw new Error(`no open basket ${basketId}`)
      putLine.run(basketId, line.lineNo, JSON.stringify(line))
      addStep.run(basketId, JSON.stringify(step), basketId)
      remember(request)
      return revision
    },
    /** Gone for every reader at once; its lines and steps follow at the next sweep. Throws when it is gone already. */
    clearBasket(basketId: string, request: string): void {
      leaveSeat.run(basketId)
      if (remove.run(basketId).changes !== 1) throw new Error(`no open basket ${basketId}`)
      remember(request)
    },
    /** Between sales: what cleared baskets left behind. */
    sweep(): void {
      sweepLines.run()
      sweepSteps.run()
    },
  }
}
