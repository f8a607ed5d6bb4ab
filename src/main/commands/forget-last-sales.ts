import { type Seat } from '../../db/index.ts'
import { parseEntry } from '../../domain/journal/index.ts'
import { type CommandContext } from './command-context.ts'

type Context = Pick<CommandContext, 'database'>

/** Also the one that nobody sits on. */
const COUNTER_SEAT = 'counter'

function seatsWithOne({ database }: Context): readonly Seat[] {
  const names = new Set([COUNTER_SEAT, ...database.staffedSeats().map(({ seat }) => seat)])
  return [...names].map((name) => database.seat(name)).filter(({ lastSaleId }) => lastSaleId !== undefined)
}

function forget({ database }: Context, { lastSaleId: _forgotten, ...seat }: Seat): void {
  database.setSeat(seat)
}

/**
 * Inside a unit of work: in a file of another time the last sale of a seat is one of that time. Shown as just paid it would ask for its change to be
 * handed out once more.
 */
export function forgetLastSales(context: Context): void {
  for (const seat of seatsWithOne(context)) forget(context, seat)
}

/** The same where the program runs: what was sold since its start is indeed just paid. */
export function forgetLastSalesOfBefore(context: Context, bootId: string): void {
  for (const seat of seatsWithOne(context)) {
    if (bootOf(context, seat) !== bootId) forget(context, seat)
  }
}

function bootOf({ database }: Context, { lastSaleId = '' }: Seat): string | undefined {
  const document = database.saleById(lastSaleId) ?? database.refundByBasket(lastSaleId)
  const [entry] = document === undefined ? [] : database.entriesAfter(document.epoch, document.seq - 1, 1)
  return entry && parseEntry(entry.text)?.bootId
}
