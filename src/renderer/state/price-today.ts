import { type BasketView, type ItemLineView } from '../../contracts/ipc/index.ts'

/** A line whose catalogue price is another by now. */
export type OvertakenLine = ItemLineView & { readonly priceNow: NonNullable<ItemLineView['priceNow']> }

/** Whether the line still has the price the customer was told, while the catalogue's is another. Once somebody set a price, it was decided. */
export function isOvertaken(line: ItemLineView): line is OvertakenLine {
  return line.priceChanged === true && line.priceNow !== undefined && line.override === undefined && !line.removed
}

export function overtakenLines(basket: BasketView | undefined): readonly OvertakenLine[] {
  return (basket?.lines ?? []).filter((line): line is OvertakenLine => line.kind === 'item' && isOvertaken(line))
}
