import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { type StoredBasket } from '../../db/index.ts'
import { readGs1, splitAim } from '../../domain/barcode/index.ts'
import { removedLine, type Act, type Basket, type BasketEdit, type UnresolvedLine } from '../../domain/basket/index.ts'
import { gtin14, parseInStore, type Item } from '../../domain/catalogue/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'
import { onePiece } from '../../domain/quantity/index.ts'
import { taxPackOf } from '../queries/index.ts'
import { authorize, type Authority } from './authorize.ts'
import { businessDateAt, calendarDateAt, changeCounter, sellingOperator, type CommandContext } from './command-context.ts'
import { lineDocument } from './discount-line.ts'
import { editBasket, openBasketOf } from './edit-basket.ts'
import { resolveBarcode } from './resolve-barcode.ts'
import { scannedLine } from './scan.ts'

/**
 * What a red line stands for becomes an item of this register, and the line its own; nothing waits for head office. What it
 * saved stays when the line is taken off again: the goods exist, whether or not this customer buys them.
 */
export function createItem(context: CommandContext, input: Input<'create-item'>): Result<CounterView> {
  const { database } = context
  return changeCounter(context, () => {
    const seller = sellingOperator(context)
    if (!seller.ok) return seller
    const basket = openBasketOf(context)
    if (basket === undefined) return refuse('basket.gone')
    const red = basket.lines.find((line): line is UnresolvedLine => line.kind === 'unresolved' && !line.removed && line.lineNo === input.lineNo)
    if (red === undefined) return refuse('line.unknown', { lineNo: input.lineNo })
    if (red.problem !== undefined) return refuse('barcode.malformed')
    if (input.item !== undefined && !Object.hasOwn(taxPackOf(database.facts()).classes, input.item.taxClass)) return refuse('tax.noRate', { taxClass: input.item.taxClass, businessDate: basket.businessDate })
    const authority = authorize(context, { permission: 'createItem', document: lineDocument(basket, red.lineNo), amount: 0 }, input.approval)
    if (!authority.ok) return authority
    const saved = save(context, red.barcode, input, authority.value)
    return saved.ok ? editBasket(context, (standing, act) => becoming(context, standing, red, act)) : saved
  })
}

/** Saves what is not known, or the price that is missing, with its entry. Known and priced by now, it is left as it is. */
function save(context: CommandContext, barcode: string, { price: amount, item: given }: Input<'create-item'>, { operator, approver }: Authority): Result<unknown> {
  const { database, newId } = context
  const moment = context.moment()
  const price = { minor: minor(amount), per: onePiece }
  const entry = { schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: operator.id, ...(approver === undefined ? {} : { approver }) }
  const found = resolveBarcode(database, barcode, calendarDateAt(moment))
  if (found?.ok === true) {
    const { id, price: before } = found.value.item
    if (before !== undefined) return accept(undefined)
    if (database.isFed(id)) return refuse('item.ofHeadOffice')
    database.savePrice(id, price)
    database.append(moment, { type: 'item.priced', ...entry, body: { itemId: id, price } })
  } else {
    if (given === undefined) return refuse('item.unknown')
    const code = codeOf(context, barcode, calendarDateAt(moment))
    const id = newId()
    const { name, unit, taxClass, category } = given
    const sku = code.barcode?.replace(/^0+(?=\d)/, '') ?? id
    const item: Item = { id, sku: database.itemBySku(sku) === undefined ? sku : id, names: { [database.facts().language]: name }, unit, taxClass, price, ...(category === undefined ? {} : { category }) }
    database.saveItems([{ item, barcodes: code.barcode === undefined ? [] : [code.barcode], ...(code.plu === undefined ? {} : { plu: code.plu }) }])
    database.append(moment, { type: 'item.created', ...entry, body: { itemId: id, sku: item.sku, names: item.names, unit, taxClass, price, ...(category === undefined ? {} : { category }), ...code } })
  }
  database.saveFacts({ catalogueVersion: database.facts().catalogueVersion + 1 })
  return accept(undefined)
}

/** What the next scan is found by. A label of the store's own scales says a PLU, and its price or weight is no part of any item. */
function codeOf({ database }: CommandContext, scanned: string, today: string): { readonly barcode?: string; readonly plu?: string } {
  const { data } = splitAim(scanned)
  const gs1 = readGs1(scanned, Number(today.slice(0, 4)))
  if (gs1?.ok === true && gs1.value.gtin !== undefined) return { barcode: gs1.value.gtin }
  const label = parseInStore(data, database.inStoreRules())
  return label === undefined ? { barcode: gtin14(data) ?? data } : { plu: label.plu.replace(/^0+(?=\d)/, '') }
}

/** The red line as the line of its item, in its place. What has to be weighed first leaves the basket, and is weighed then. */
function becoming(context: CommandContext, basket: StoredBasket | Basket, red: UnresolvedLine, act: Act): Result<BasketEdit> {
  const others = { ...basket, lines: basket.lines.filter(({ lineNo }) => lineNo !== red.lineNo) }
  const edited = scannedLine(context, { barcode: red.barcode })(others, act)
  const gone = removedLine(basket, red.lineNo, act)
  if (!edited.ok) return edited.refusal.code === 'quantity.invalid' ? gone : edited
  const { line, step } = edited.value
  // The price of a label may have been what was wrong: then it is still red, and says so.
  if (line.kind !== 'item') return refuse('barcode.malformed')
  if (others.lines.some(({ lineNo }) => lineNo === line.lineNo)) return gone.ok ? accept({ line, step, followed: [gone.value] }) : gone
  return accept({ line: { ...line, lineNo: red.lineNo }, step: { ...step, lineNo: red.lineNo } })
}
