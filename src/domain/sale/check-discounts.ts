import { mulDiv } from '../money/index.ts'
import { type SaleBody, type SaleLine } from './sale.ts'

/** Takes what must hold, and what to say when it does not. */
export type Note = (holds: boolean, problem: string) => void

const million = 1_000_000

/** What a percentage takes; undefined for a stranger's figures that no product can hold. */
function percentOf(amount: number, ppm: number): number | undefined {
  try {
    return ppm > 0 && ppm <= million ? mulDiv(amount, ppm, million, 'halfUp') : undefined
  } catch {
    return undefined
  }
}

/** Within one unit of the exact share. In bigint: the products leave the safe integers long before the amounts do. */
function isShare(share: number, of: number, weight: number, all: number): boolean {
  if (![share, of, weight, all].every(Number.isSafeInteger)) return false
  const off = BigInt(share) * BigInt(all) - BigInt(of) * BigInt(weight)
  return all === 0 ? share === 0 : (off < 0n ? -off : off) < BigInt(all)
}

/** What of a line the basket's discount is shared over. */
function left({ gross, lineDiscount = 0, noDiscount }: { readonly gross: number; readonly lineDiscount?: number; readonly noDiscount?: 1 }): number {
  return noDiscount === undefined ? gross - lineDiscount : 0
}

function checkLine(line: SaleLine, note: Note): void {
  const where = `line ${line.lineNo}`
  const own: number = line.lineDiscount ?? 0
  const share: number = line.basketDiscount ?? 0
  note(own + share === line.discount, `${where}: its discounts do not add up to discount`)
  note(own >= 0 && share >= 0 && line.total >= 0, `${where}: a discount below nothing, or above all`)
  note((line.lineDiscount === undefined) === (line.discountReason === undefined), `${where}: a discount without a reason, or a reason without one`)
  note((line.cataloguePrice === undefined) === (line.overrideReason === undefined), `${where}: another price without a reason, or a reason without one`)
  note(line.noDiscount === undefined || (line.discount === 0 && line.cataloguePrice === undefined), `${where}: a discount on what is never discounted`)
  if (line.discountPpm !== undefined) note(percentOf(line.gross, line.discountPpm) === own, `${where}: its discount is not the percentage it says`)
}

/** Adds the discounts of a sale up again: each line's two parts, and the basket's over the lines that share it. */
export function checkDiscounts(sale: SaleBody, note: Note): void {
  for (const line of sale.lines) checkLine(line, note)
  const whole: number = sale.basketDiscount?.amount ?? 0
  const all = sale.lines.reduce((sum, line) => sum + left(line), 0)
  note(sale.lines.reduce((sum, line) => sum + (line.basketDiscount ?? 0), 0) === whole, 'shares of the basket\'s discount do not add up to it')
  for (const line of sale.lines) note(isShare(line.basketDiscount ?? 0, whole, left(line), all), `line ${line.lineNo}: not its share of the basket's discount`)
  const ppm = sale.basketDiscount?.ppm
  if (ppm !== undefined) note(percentOf(all, ppm) === whole, 'the basket\'s discount is not the percentage it says')
}
