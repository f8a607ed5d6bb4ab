import { type Connection } from './connection.ts'

/** `opening`: its first deposit is not paid. `dropped`: it never was. */
export type LayAwayState = 'opening' | 'dropped' | 'held' | 'collecting' | 'collected' | 'cancelled'

export interface LayAway {
  readonly id: string
  readonly number: string
  /** The goods. */
  readonly basketId: string
  /** What pays the first deposit, while it is `opening`. */
  readonly depositBasketId?: string
  readonly state: LayAwayState
  /** What the customer is called by; no journal has it. */
  readonly label?: string
  readonly customerId?: string
  /** What the goods came to when they were laid aside. */
  readonly total: number
  /** The last day they are kept, YYYY-MM-DD. */
  readonly until: string
  readonly laidAt: number
}

export interface LayAwayDeposit {
  readonly saleId: string
  readonly amount: number
  /** The sale that took it was paid in nothing but cash. */
  readonly inCash: boolean
}

export interface LayAwayReads {
  layAwayById(id: string): LayAway | undefined
  /** As printed. */
  layAwayByNumber(number: string): LayAway | undefined
  /** Whose goods this basket is, at a seat or put aside. */
  layAwayOfBasket(basketId: string): LayAway | undefined
  /** Whose first deposit this open basket pays. */
  layAwayOpenedBy(basketId: string): LayAway | undefined
  /** Those that stand, oldest first. */
  layAways(): readonly LayAway[]
  /** What was paid for one, in the order of the sales that took it. */
  depositsOf(layAwayId: string): readonly LayAwayDeposit[]
  /** Open and held baskets with a standing line that pays for it. */
  basketsPaying(layAwayId: string): readonly string[]
  nextLayAwayCounter(): number
}

export interface LayAwayWrites {
  addLayAway(layAway: LayAway & { readonly counter: number; readonly depositBasketId: string }): void
  /** Its first deposit is paid. */
  holdLayAway(id: string): void
  setLayAwayState(id: string, state: Exclude<LayAwayState, 'opening'>): void
  addDeposit(layAwayId: string, deposit: LayAwayDeposit): void
  /** Its goods are here again, of a register that was rebuilt: an entry alone keeps no more than its number. */
  standAgain(id: string, customerId: string | undefined): void
  /** Goods that are collected are sold on that day, at its tax. */
  redateBasket(basketId: string, businessDate: string): void
}

interface Row {
  id: string
  number: string
  basket_id: string
  deposit_basket_id: string | null
  state: LayAwayState
  label: string | null
  customer_id: string | null
  total: number
  until: string
  laid_at: number
}

function toLayAway(row: Row): LayAway {
  return {
    id: row.id,
    number: row.number,
    basketId: row.basket_id,
    ...(row.deposit_basket_id === null ? {} : { depositBasketId: row.deposit_basket_id }),
    state: row.state,
    ...(row.label === null ? {} : { label: row.label }),
    ...(row.customer_id === null ? {} : { customerId: row.customer_id }),
    total: row.total,
    until: row.until,
    laidAt: row.laid_at,
  }
}

export function readLayAways(db: Connection): LayAwayReads {
  const columns = 'id, number, basket_id, deposit_basket_id, state, label, customer_id, total, until, laid_at'
  const byId = db.prepare<[string], Row>(`SELECT ${columns} FROM lay_away WHERE id = ?`)
  // Its counter is the number's end: found by it, and compared whole, for another register has the same counters.
  const byNumber = db.prepare<[number, string], Row>(`SELECT ${columns} FROM lay_away WHERE counter = ? AND number = ?`)
  const ofBasket = db.prepare<[string], Row>(`SELECT ${columns} FROM lay_away WHERE basket_id = ? AND state IN ('opening', 'held', 'collecting')`)
  const standing = db.prepare<[], Row>(`SELECT ${columns} FROM lay_away WHERE state IN ('opening', 'held', 'collecting') ORDER BY counter`)
  const openedBy = db.prepare<[string], Row>(`SELECT ${columns} FROM lay_away WHERE state IN ('opening', 'held', 'collecting') AND deposit_basket_id = ?`)
  const deposits = db.prepare<[string], { sale_id: string; amount: number; in_cash: number }>('SELECT sale_id, amount, in_cash FROM lay_away_deposit WHERE lay_away_id = ? ORDER BY sale_id')
  const paying = db.prepare<[string], string>(
    "SELECT DISTINCT basket_id FROM basket_line JOIN basket ON basket.id = basket_id WHERE json_extract(line, '$.owes.layAwayId') = ? AND json_extract(line, '$.removed') = 0",
  ).pluck()
  const last = db.prepare<[], number>('SELECT coalesce(max(counter), 0) FROM lay_away').pluck()
  const one = (row: Row | undefined): LayAway | undefined => (row === undefined ? undefined : toLayAway(row))
  return {
    layAwayById: (id) => one(byId.get(id)),
    layAwayByNumber: (number) => one(byNumber.get(Number(/(\d{1,9})$/.exec(number)?.[1] ?? 0), number)),
    layAwayOfBasket: (basketId) => one(ofBasket.get(basketId)),
    layAwayOpenedBy: (basketId) => one(openedBy.get(basketId)),
    layAways: () => standing.all().map(toLayAway),
    depositsOf: (id) => deposits.all(id).map((row) => ({ saleId: row.sale_id, amount: row.amount, inCash: row.in_cash === 1 })),
    basketsPaying: (id) => paying.all(id),
    nextLayAwayCounter: () => (last.get() ?? 0) + 1,
  }
}

export function writeLayAways(db: Connection): LayAwayWrites {
  const insert = db.prepare<[string, number, string, string, string, string | null, string | null, number, string, number]>(
    "INSERT INTO lay_away (id, counter, number, basket_id, deposit_basket_id, state, label, customer_id, total, until, laid_at) VALUES (?, ?, ?, ?, ?, 'opening', ?, ?, ?, ?, ?)",
  )
  const hold = db.prepare<[string]>("UPDATE lay_away SET state = 'held', deposit_basket_id = NULL WHERE id = ? AND state = 'opening'")
  // A name is kept as long as somebody may call for the goods.
  const set = db.prepare<[string, string, string]>("UPDATE lay_away SET state = ?, deposit_basket_id = NULL, label = CASE WHEN ? IN ('held', 'collecting') THEN label END WHERE id = ? AND state IN ('opening', 'held', 'collecting')")
  const addDeposit = db.prepare<[string, string, number, number]>('INSERT INTO lay_away_deposit (lay_away_id, sale_id, amount, in_cash) VALUES (?, ?, ?, ?)')
  const stand = db.prepare<[string | null, string]>("UPDATE lay_away SET state = 'held', customer_id = ? WHERE id = ? AND state = 'dropped'")
  const redate = db.prepare<[string, string]>('UPDATE basket SET business_date = ? WHERE id = ?')
  function changed(count: number): void {
    if (count !== 1) throw new Error('no lay-away that stands')
  }
  return {
    addLayAway: ({ id, counter, number, basketId, depositBasketId, label, customerId, total, until, laidAt }) => void insert.run(id, counter, number, basketId, depositBasketId, label ?? null, customerId ?? null, total, until, laidAt),
    holdLayAway: (id) => { changed(hold.run(id).changes) },
    setLayAwayState: (id, state) => { changed(set.run(state, state, id).changes) },
    addDeposit: (id, { saleId, amount, inCash }) => void addDeposit.run(id, saleId, amount, inCash ? 1 : 0),
    standAgain: (id, customerId) => { changed(stand.run(customerId ?? null, id).changes) },
    redateBasket: (basketId, businessDate) => { changed(redate.run(businessDate, basketId).changes) },
  }
}
