import { type SaleLine } from './basket-line.ts'

/** A line rung before: where it stands, and how much of it has not come back, in thousandths. */
interface SoldBefore {
  readonly saleId: string
  readonly lineNo: number
  left: number
}

/** Goods of a returned line: of that line of a sale, or, without one, of no sale that is known. */
export interface MatchedGoods {
  readonly of?: { readonly saleId: string; readonly lineNo: number }
  readonly quantity: number
}

type Bought = Pick<SaleLine, 'code' | 'minor' | 'customer'>

export interface SoldBook {
  sold(line: Bought, place: Omit<SoldBefore, 'left'>, quantity: number): void
  /** The same customer's, of the same goods at the same price, the newest first. What nobody bought before is left over. */
  match(line: Bought, quantity: number): readonly MatchedGoods[]
}

/** The file names no sale for what came back: this is as near to one as it comes. Who is not named bought nothing that could be found. */
export function soldBook(): SoldBook {
  const book = new Map<string, SoldBefore[]>()
  const keyOf = ({ code, minor, customer = '' }: Bought): string | undefined => (customer === '' ? undefined : JSON.stringify([customer, code, minor]))
  return {
    sold(line, place, quantity) {
      const key = keyOf(line)
      if (key === undefined) return
      const lines = book.get(key) ?? []
      book.set(key, lines)
      lines.push({ ...place, left: quantity })
    },
    match(line, quantity) {
      const key = keyOf(line)
      const found: MatchedGoods[] = []
      let rest = quantity
      for (const sold of (key === undefined ? undefined : book.get(key))?.toReversed() ?? []) {
        const taken = Math.min(rest, sold.left)
        if (taken === 0) continue
        sold.left -= taken
        rest -= taken
        found.push({ of: { saleId: sold.saleId, lineNo: sold.lineNo }, quantity: taken })
      }
      return rest === 0 ? found : [...found, { quantity: rest }]
    },
  }
}
