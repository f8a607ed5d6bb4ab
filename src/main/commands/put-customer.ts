import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { splitAim } from '../../domain/barcode/index.ts'
import { type Customer } from '../../domain/customer/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { calendarDateAt, changeCounter, sellingOperator, type CommandContext } from './command-context.ts'
import { openBasketOf, openedBasket, voidingRefusal } from './edit-basket.ts'
import { heldByPayment, laidAsideRefusal } from './payments-of.ts'
import { resolveBarcode } from './resolve-barcode.ts'

/** Who buys, by hand: chosen from a list, or taken off again. */
export function putCustomer(context: CommandContext, { customerId }: Input<'put-customer'>): Result<CounterView> {
  return changeCounter(context, () => placeCustomer(context, customerId))
}

/** Inside a unit of work. The trail says that somebody was put on, by their id. */
export function placeCustomer(context: CommandContext, customerId: string | undefined, who?: 'alsoAway'): Result<unknown> {
  const { database, request } = context
  const operator = sellingOperator(context)
  if (!operator.ok) return operator
  const customer = customerId === undefined ? undefined : database.customerById(customerId)
  if (customerId !== undefined && (customer === undefined || customer.erased === true)) return refuse('customer.unknown')
  if (customer?.inactive === true && who === undefined) return refuse('customer.inactive')
  const standing = openBasketOf(context)
  // Nobody is taken off a basket that is not there.
  if (standing === undefined && customerId === undefined) return refuse('basket.gone')
  const basket = standing ?? openedBasket(context, operator.value)
  const held = voidingRefusal(basket) ?? laidAsideRefusal(database, basket.id) ?? heldByPayment(database, basket.id)
  if (held !== undefined) return held
  if (basket.customer === customerId) return accept(undefined)
  const { at } = context.moment()
  const step = { at, operator: operator.value.id, ...(customerId === undefined ? { act: 'customerTakenOff' as const } : { act: 'customerPut' as const, customer: customerId }) }
  return accept(database.setBasketCustomer(basket.id, customerId, step, request))
}

/** Whose card was scanned; undefined where goods have that barcode, or nobody does. */
export function memberScanned(context: CommandContext, barcode: string): Customer | undefined {
  const { database } = context
  const member = database.customerByMember(splitAim(barcode).data) ?? database.customerByMember(barcode)
  if (member === undefined || member.inactive === true) return undefined
  return resolveBarcode(database, barcode, calendarDateAt(context.moment()))?.ok === true ? undefined : member
}
