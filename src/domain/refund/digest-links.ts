import { type Item } from '../catalogue/index.ts'
import { onePiece, pieceCount } from '../quantity/index.ts'
import { type DigestLine } from './receipt-digest.ts'

/** A line of a receipt's code, and the line it came along with as far as that can be told. */
export type LinkedDigestLine = DigestLine & { readonly linkedTo?: number }

/**
 * A code has no room for what came along with what: a deposit stands in it as a line like any other. A sale writes what an item
 * brings along right behind it, in the catalogue's order and with its pieces, so a line is taken for a follower where all three
 * fit, and for goods of their own otherwise: then it is returned by hand. `itemOf` is the catalogue of this register by SKU.
 */
export function linkedDigestLines(lines: readonly DigestLine[], itemOf: (sku: string) => Pick<Item, 'unit' | 'links'> | undefined): readonly LinkedDigestLine[] {
  const parents = new Map<number, number>()
  for (const { lineNo, sku, quantity } of lines) {
    const item = parents.has(lineNo) ? undefined : itemOf(sku)
    if (item === undefined) continue
    const pieces = pieceCount([{ quantity, unit: item.unit }])
    for (const [index, link] of (item.links ?? []).entries()) {
      const behind = lines.find((line) => line.lineNo === lineNo + 1 + index)
      if (behind?.sku === link.sku && behind.quantity === pieces * link.pieces * onePiece) parents.set(behind.lineNo, lineNo)
    }
  }
  return lines.map((line) => {
    const linkedTo = parents.get(line.lineNo)
    return linkedTo === undefined ? line : { ...line, linkedTo }
  })
}
