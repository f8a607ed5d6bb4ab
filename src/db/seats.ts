import { type Connection } from './connection.ts'
import { type Seat } from './register-database.ts'

type Row = readonly [operatorId: string | null, basketId: string | null, lastSaleId: string | null]

export function readSeats(db: Connection) {
  const select = db.prepare<[string], Row>('SELECT operator_id, basket_id, last_sale_id FROM seat WHERE seat = ?').raw()
  const staffed = db.prepare<[], string>('SELECT seat FROM seat WHERE operator_id IS NOT NULL ORDER BY seat').pluck()
  const read = {
    /** A seat nobody has sat on yet is an empty one. */
    seat(seat: string): Seat {
      const row = select.get(seat)
      if (row === undefined) return { seat }
      const [operatorId, basketId, lastSaleId] = row
      return {
        seat,
        ...(operatorId === null ? {} : { operatorId }),
        ...(basketId === null ? {} : { basketId }),
        ...(lastSaleId === null ? {} : { lastSaleId }),
      }
    },
  }
  return { ...read, staffedSeats: (): readonly Seat[] => staffed.all().map((seat) => read.seat(seat)) }
}

export function writeSeats(db: Connection) {
  const upsert = db.prepare<[string, string | null, string | null, string | null]>(
    `INSERT INTO seat (seat, operator_id, basket_id, last_sale_id) VALUES (?, ?, ?, ?)
     ON CONFLICT (seat) DO UPDATE SET operator_id = excluded.operator_id, basket_id = excluded.basket_id, last_sale_id = excluded.last_sale_id`,
  )
  return {
    /** The whole seat: what is absent is emptied. */
    setSeat(seat: Seat): void {
      upsert.run(seat.seat, seat.operatorId ?? null, seat.basketId ?? null, seat.lastSaleId ?? null)
    },
  }
}
