import { type TenderRequest } from '../domain/tender/index.ts'
import { type Connection } from './connection.ts'
import { fromStoredJson } from './stored-json.ts'

/** What lies on the counter for an open basket, or is in the drawer by now. Its id is that of the request that took it. */
export interface BasketTender {
  readonly id: string
  readonly basketId: string
  readonly operatorId: string
  readonly takenAt: number
  readonly tender: TenderRequest
}

interface Row {
  id: string
  basket_id: string
  operator_id: string
  taken_at: number
  tender: string
}

export interface BasketTenderReads {
  /** Of an open basket, in the order in which they were taken. */
  basketTenders(basketId: string): readonly BasketTender[]
}

export interface BasketTenderWrites {
  /** Inserts one, or replaces the one of its id; raises the basket's revision. */
  keepTender(taken: BasketTender): void
  /** Raises the basket's revision. Throws when it is not there. */
  dropTender(taken: Pick<BasketTender, 'id' | 'basketId'>): void
  /** A sale has them now, or they were handed back with the basket. */
  clearTenders(basketId: string): void
}

export function readBasketTenders(db: Connection): BasketTenderReads {
  const ofBasket = db.prepare<[string], Row>('SELECT id, basket_id, operator_id, taken_at, tender FROM basket_tender WHERE basket_id = ? ORDER BY taken_at, id')
  return {
    basketTenders: (basketId) => ofBasket.all(basketId).map((row) => ({ id: row.id, basketId: row.basket_id, operatorId: row.operator_id, takenAt: row.taken_at, tender: fromStoredJson<TenderRequest>(row.tender) })),
  }
}

export function writeBasketTenders(db: Connection): BasketTenderWrites {
  const keep = db.prepare<[string, string, string, number, string]>(
    'INSERT INTO basket_tender (id, basket_id, operator_id, taken_at, tender) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET tender = excluded.tender',
  )
  const drop = db.prepare<[string, string]>('DELETE FROM basket_tender WHERE id = ? AND basket_id = ?')
  const clear = db.prepare<[string]>('DELETE FROM basket_tender WHERE basket_id = ?')
  const raise = db.prepare<[string]>('UPDATE basket SET revision = revision + 1 WHERE id = ?')
  return {
    keepTender({ id, basketId, operatorId, takenAt, tender }) {
      keep.run(id, basketId, operatorId, takenAt, JSON.stringify(tender))
      // A screen tells an older view of the same basket by its revision.
      raise.run(basketId)
    },
    dropTender({ id, basketId }) {
      if (drop.run(id, basketId).changes !== 1) throw new Error('no tender to take off')
      raise.run(basketId)
    },
    clearTenders(basketId) {
      clear.run(basketId)
    },
  }
}
