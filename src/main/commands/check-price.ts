import { type Input, type PriceCheckView } from '../../contracts/ipc/index.ts'
import { type RegisterReader } from '../../db/index.ts'
import { isReadableBarcode, labelledLine, lineGross } from '../../domain/basket/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { businessDateAt, sellingOperator, type CommandContext } from './command-context.ts'
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
    const found = resolveBarcode(database, barcode)
    const view = found === undefined ? { barcode } : viewOf(database, barcode, found)
    if (database.requestSeen(request)) return accept(view)
    const moment = context.moment()
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

function viewOf(database: RegisterReader, barcode: string, { item, label }: Resolved): PriceCheckView {
  const { id, sku, names, unit, price } = item
  const view: PriceCheckView = {
    barcode,
    item: { itemId: id, sku, names: { ...names }, unit },
    ...(price === undefined ? {} : { price: { minor: price.minor, per: price.per } }),
  }
  if (label === undefined) return view
  // The line that a scan would make in an empty basket: a second opinion here would sooner or later be another price.
  const made = labelledLine({ lines: [], trail: [] }, item, label, database.facts().currency, { at: 0, operator: '', barcode })
  const line = made.ok ? made.value.line : undefined
  if (line?.kind !== 'item') return view
  return { ...view, embedded: { kind: label.rule.valueKind, quantity: line.quantity, amount: lineGross(line) } }
}
