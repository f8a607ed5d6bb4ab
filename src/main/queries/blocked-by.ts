import { type RegisterReader, type StoredBasket } from '../../db/index.ts'
import { completionRefusal, type Recall } from '../../domain/basket/index.ts'

/** The recalls of what is in a basket, as they are now: one that came after the scan stops the sale all the same. */
export function recallsIn(reader: RegisterReader, { lines }: Pick<StoredBasket, 'lines'>): readonly Recall[] {
  return reader.recallsOf(lines.flatMap((line) => (line.kind === 'item' && !line.removed ? [line.itemId] : [])))
}

/** Why a basket cannot be paid now, or undefined. */
export function blockedBy(reader: RegisterReader, basket: StoredBasket): ReturnType<typeof completionRefusal> {
  return completionRefusal(basket, recallsIn(reader, basket))
}
