import { mulDiv } from '../money/index.ts'
import { extend, pieceCount } from '../quantity/index.ts'
import { taxPacks, type TaxPack } from '../tax/index.ts'
import { checkDiscounts, type Note } from './check-discounts.ts'
import { checkTaxes, isTaxedIn } from './check-taxes.ts'
import { checkTenders } from './check-tenders.ts'
import { checkLiabilities } from './liabilities.ts'
import { type SaleBody, type SaleLine } from './sale.ts'

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0)
}

function isExtended({ price, quantity, gross }: SaleLine): boolean {
  try {
    return extend(price, quantity) === gross
  } catch {
    // A stranger's price per nothing, or an amount past all numbers, is a finding here and not a bug of ours.
    return false
  }
}

/** A label's price is the gross; then the quantity is what follows: one piece, or the weight that so much money buys. */
function isLabelled({ price, quantity, gross, unit, embedded }: SaleLine): boolean {
  if (unit === 'each') return quantity === 1000 && gross > 0
  if (embedded?.weight !== undefined) return quantity === embedded.weight && quantity > 0 && gross > 0
  if (price.minor <= 0 || price.per <= 0 || gross <= 0) return false
  return quantity === Math.max(1, mulDiv(gross, price.per, price.minor, 'halfUp'))
}

/** A tare belongs to a scale's weight, a scale's weight to what is sold by the kilogram; where a label says the weight, nothing else does. */
function isWeighed({ unit, weighed, tare, embedded }: SaleLine): boolean {
  if (weighed === undefined) return tare === undefined
  if (unit !== 'kg' || embedded !== undefined) return false
  if (weighed === 'typed') return tare === undefined
  return weighed === 'scale' && (tare === undefined || (Number.isSafeInteger(tare.weight) && tare.weight > 0 && (tare.by === 'preset' || tare.by === 'scale')))
}

function checkLines(sale: SaleBody, note: Note): void {
  let before = 0
  for (const line of sale.lines) {
    const where = `line ${line.lineNo}`
    note(line.lineNo > 0 && Number.isSafeInteger(line.lineNo), `${where}: not a line number`)
    note(line.lineNo > before, `${where}: out of order`)
    before = line.lineNo
    if (line.embedded?.kind === 'price') note(isLabelled(line), `${where}: quantity is not what the label's price buys`)
    else note(isExtended(line), `${where}: gross is not price x quantity`)
    note(isWeighed(line), `${where}: not a way to weigh it`)
    note(line.gross - line.discount === line.total, `${where}: gross - discount is not total`)
    note(sale.taxes.some((bucket) => isTaxedIn(line, bucket)), `${where}: its rate has no bucket`)
  }
  const age = Math.max(0, ...sale.lines.map(({ minimumAge }) => minimumAge ?? 0))
  note(age === 0 || (sale.ageCheck !== undefined && sale.ageCheck.age >= age), `nobody confirmed an age of ${age}`)
  const serials = sale.lines.flatMap(({ itemId, serial }) => (serial === undefined ? [] : [JSON.stringify([itemId, serial])]))
  note(serials.length === new Set(serials).size, 'a serial number was sold twice')
  note(sum(sale.lines, (line) => line.gross) === sale.subtotal, 'lines do not add up to subtotal')
  note(sum(sale.lines, (line) => line.discount) === sale.discount, 'discounts of lines do not add up to discount')
}

/** What came along has whole multiples of the pieces it came along with, and never a discount. */
function checkLinks({ lines }: SaleBody, note: Note): void {
  for (const { lineNo, linkedTo, quantity, noDiscount } of lines) {
    if (linkedTo === undefined) continue
    const parent = lines.find((line) => line.lineNo === linkedTo)
    note(parent !== undefined && parent.lineNo < lineNo && parent.linkedTo === undefined && noDiscount === 1, `line ${lineNo}: did not come along with line ${linkedTo}`)
    if (parent !== undefined) note(quantity % (pieceCount([parent]) * 1000) === 0, `line ${lineNo}: not the pieces of line ${linkedTo}`)
  }
}

function checkMovements(sale: SaleBody, note: Note): void {
  const items = new Set([...sale.lines, ...sale.movements].map(({ itemId }) => itemId))
  note(sale.movements.length === new Set(sale.movements.map(({ itemId }) => itemId)).size, 'an item moved twice')
  for (const item of items) {
    const sold = sum(sale.lines.filter(({ itemId }) => itemId === item), ({ quantity }) => quantity)
    const moved = sum(sale.movements.filter(({ itemId }) => itemId === item), ({ quantity }) => quantity)
    note(sold + moved === 0, `item ${item}: sold ${sold}, moved ${moved}`)
  }
}

/**
 * Adds a finished sale up again without the code that made it, and says what does not agree; empty when all does.
 * For a reader of somebody else's sale: it reports, it never corrects. `packs` decides whether tax is in the prices.
 */
export function checkSale(sale: SaleBody, packs: Readonly<Record<string, TaxPack>> = taxPacks): string[] {
  const problems: string[] = []
  const note: Note = (holds, problem) => {
    if (!holds) problems.push(problem)
  }
  checkLines(sale, note)
  checkLinks(sale, note)
  checkDiscounts(sale, note)
  checkTaxes(sale, Object.hasOwn(packs, sale.taxPack) ? packs[sale.taxPack] : undefined, note)
  checkTenders(sale, note)
  checkMovements(sale, note)
  checkLiabilities(sale, note)
  return problems
}
