import { type Basket, type LiabilityLine } from '../basket/index.ts'
import { nameIn } from '../catalogue/index.ts'
import { liabilityKindOf, liabilityKinds, printedNumber } from '../liability/index.ts'
import { minor, type Minor } from '../money/index.ts'
import { type Note } from './check-discounts.ts'
import { type SaleBody, type SaleLiability } from './sale.ts'

/** What of a basket is owed from now on, in its order. */
export function saleLiabilities({ lines }: Pick<Basket, 'lines'>, language: string): Pick<SaleBody, 'liabilities' | 'owed'> {
  const standing = lines.filter((line): line is LiabilityLine => line.kind === 'liability' && !line.removed)
  if (standing.length === 0) return {}
  const liabilities = standing.map(({ lineNo, owes, amount }): SaleLiability => {
    const printed = printedNumber(owes)
    return { lineNo, name: nameIn(liabilityKinds[owes.kind].names, language), ...(printed === undefined ? {} : { printed }), owes, amount }
  })
  return { liabilities, owed: minor(liabilities.reduce((sum, { amount }) => sum + amount, 0)) }
}

/** What the customer paid for a sale, before cash was rounded: what was sold, and what is owed from now on. */
export function paidFor({ total, owed }: { readonly total: Minor; readonly owed?: Minor }): Minor {
  return minor(total + (owed ?? 0))
}

/** Adds up what is owed again: whole amounts above nothing, on lines that no goods have. */
export function checkLiabilities({ lines, liabilities, owed }: SaleBody, note: Note): void {
  note((liabilities === undefined) === (owed === undefined), 'something owed without its lines, or lines without their sum')
  if (liabilities === undefined) return
  const goods = new Set(lines.map(({ lineNo }) => lineNo))
  for (const { lineNo, amount, owes, laidAside } of liabilities) {
    const where = `owed on line ${lineNo}`
    note(Number.isSafeInteger(amount) && amount > 0, `${where}: not an amount`)
    note(Number.isSafeInteger(lineNo) && lineNo > 0 && !goods.has(lineNo), `${where}: a line of goods`)
    note(liabilityKindOf(owes.kind) !== undefined, `${where}: of no known kind`)
    note(laidAside === undefined || (owes.kind === 'deposit' && laidAside.paid + laidAside.due === laidAside.total && laidAside.due >= 0 && laidAside.paid >= amount), `${where}: a lay-away that does not add up`)
  }
  note(liabilities.length > 0 && new Set(liabilities.map(({ lineNo }) => lineNo)).size === liabilities.length, 'no line is owed, or one twice')
  note(liabilities.reduce((sum, { amount }) => sum + amount, 0) === owed, 'what is owed does not add up')
}
