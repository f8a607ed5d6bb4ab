import { type Input, type PriceCheckView } from '../../contracts/ipc/index.ts'
import { type RegisterReader } from '../../db/index.ts'
import { gs1Line, isReadableBarcode, labelledLine, lineGross } from '../../domain/basket/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { businessDateAt, calendarDateAt, sellingOperator, type CommandContext } from './command-context.ts'
import { resolveBarcode, type Resolved } from './resolve-barcode.ts'

/**
 * What something costs, without selling it: what a scan of it would charge now. Each check is an entry, for a price asked
 * and never sold is how a thief learns which label to copy. A repeat of the same request answers again and writes nothing.
 */
export function checkPrice(context: CommandContext, { barcode }: Input<'check-price'>): Result<PriceCheckView> {
  const { database, request } = context
  return database.unitOfWork(() => {
    const operator = sellingOperator(context)
    if (!operator.ok) return operator
    if (!isReadableBarcode(barcode)) return refuse('barcode.malformed')
    const moment = context.moment()
    const today = calendarDateAt(moment)
    const found = resolveBarcode(database, barcode, today)
    const view = found?.ok === true ? viewOf(database, barcode, found.value, today) : { barcode }
    if (database.requestSeen(request)) return accept(view)
    const { item, price } = view
    database.append(moment, {
      type: 'price.checked',
      schemaVersion: 1,
      businessDate: businessDateAt(context, moment),
      operator: operator.value.id,
      body: { barcode, ...(item === undefined ? {} : { itemId: item.itemId }), ...(price === undefined ? {} : { price }) },
    })
    database.rememberRequest(request)
    return accept(view)
  })
}

function viewOf(database: RegisterReader, barcode: string, { item, label, gs1 }: Resolved, today: string): PriceCheckView {
  const { id, sku, names, unit, price } = item
  const recalls = database.recallsOf([id])
  const view: PriceCheckView = {
    barcode,
    item: { itemId: id, sku, names: { ...names }, unit },
    ...(price === undefined ? {} : { price: { minor: price.minor, per: price.per } }),
    ...(recalls.length === 0 ? {} : { recalls: recalls.map(({ lot, reason, since }) => ({ ...(lot === undefined ? {} : { lot }), reason, since })) }),
  }
  // The line that a scan would make in an empty basket: a second opinion here would sooner or later be another price.
  const { currency } = database.facts()
  const empty = { lines: [], trail: [], currency }
  const act = { at: 0, operator: '', barcode }
  const made = label === undefined ? gs1 && gs1Line(empty, item, gs1, { today }, act) : labelledLine(empty, item, label, currency, act)
  const line = made?.ok === true ? made.value.line : undefined
  if (line?.kind !== 'item' || line.embedded === undefined) return view
  return { ...view, embedded: { kind: line.embedded.kind, quantity: line.quantity, amount: lineGross(line) } }
}
