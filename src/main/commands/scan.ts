import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { gs1Line, keyedLine, labelledLine, removedLine, unresolvedLine, type Act, type Basket, type BasketEdit } from '../../domain/basket/index.ts'
import { refuse, type Result } from '../../domain/errors/index.ts'
import { layAwayNumberIn, layAwayRegister } from '../../domain/liability/index.ts'
import { onePiece, thousandths } from '../../domain/quantity/index.ts'
import { receiptCodeIn } from '../../domain/refund/index.ts'
import { calendarDateAt, changeCounter, type CommandContext } from './command-context.ts'
import { addToBasket, editBasket, openBasketOf } from './edit-basket.ts'
import { memberScanned, placeCustomer } from './put-customer.ts'
import { resolveBarcode } from './resolve-barcode.ts'

/** A barcode becomes a line: its item, or an unresolved one that blocks payment. The queue of goods never stops for a dialog. */
export function scan(context: CommandContext, input: Input<'scan'>): Result<CounterView> {
  const edit = scannedLine(context, input)
  return changeCounter(context, () => {
    const member = memberScanned(context, input.barcode)
    if (member !== undefined) return placeCustomer(context, member.id)
    const struck = strikeResolved(context, input.barcode, edit)
    return struck?.ok === false ? struck : addToBasket(context, edit)
  })
}

/** What a scan makes of a basket. */
export function scannedLine(context: CommandContext, { barcode, quantity }: Input<'scan'>): (basket: Basket, act: Act) => Result<BasketEdit> {
  return (basket, act) => {
    const today = calendarDateAt(context.moment())
    const found = resolveBarcode(context.database, barcode, today)
    if (found?.ok !== true) {
      // Before the red line: a receipt on the counter blocked Pay as goods that nobody knew.
      const receipt = receiptCodeIn(barcode)
      if (receipt !== undefined) return refuse('receipt.scanned', { code: receipt })
      const laid = layAwayNumberIn(barcode)
      if (laid !== undefined) return scannedSlip(context, laid)
      const person = context.database.operatorByBadge(barcode)
      if (person !== undefined && person.inactive !== true) return refuse('badge.scanned', { operatorId: person.id })
      return unresolvedLine(basket, barcode, 'unknown', act, found?.refusal.code)
    }
    const { item, label, gs1 } = found.value
    if (gs1 !== undefined) return gs1Line(basket, item, gs1, { today, quantity: quantity === undefined ? undefined : thousandths(quantity) }, { ...act, barcode })
    if (label === undefined) return keyedLine(basket, item, quantity === undefined ? undefined : thousandths(quantity), { ...act, barcode })
    // The label says how much. "3 x" before it would be a guess at what the other two labels say.
    if (quantity !== undefined && quantity !== onePiece) return refuse('line.labelled')
    return labelledLine(basket, item, label, basket.currency, { ...act, barcode })
  }
}

/** The slip of goods laid aside: which ones, or which register keeps them. */
function scannedSlip({ database }: CommandContext, number: string): ReturnType<typeof refuse> {
  const register = layAwayRegister(number)
  if (register !== database.facts().registerNumber) return refuse('layAway.elsewhere', { register })
  const layAway = database.layAwayByNumber(number)
  return layAway === undefined || layAway.state === 'dropped' || layAway.state === 'collected' || layAway.state === 'cancelled' ? refuse('layAway.unknown') : refuse('layAway.scanned', { layAwayId: layAway.id, number })
}

/**
 * Strikes through the red lines of a barcode that is known by now: it was imported, or got its price, while the basket
 * was open. They blocked Pay until somebody removed them by hand. Before the new line, which is to be the last one touched.
 */
function strikeResolved(context: CommandContext, barcode: string, edit: (basket: Basket, act: Act) => Result<BasketEdit>): Result<unknown> | undefined {
  const basket = openBasketOf(context)
  const red = basket?.lines.filter((line) => line.kind === 'unresolved' && !line.removed && line.barcode === barcode) ?? []
  if (basket === undefined || red.length === 0) return undefined
  const tried = edit(basket, { at: context.moment().at, operator: '' })
  if (!tried.ok || tried.value.line.kind !== 'item') return undefined
  for (const { lineNo } of red) {
    // A request is one change, and this one's is still needed for the line itself.
    const struck = editBasket({ ...context, request: context.newId() }, (standing, act) => removedLine(standing, lineNo, act))
    if (!struck.ok) return struck
  }
  return undefined
}
