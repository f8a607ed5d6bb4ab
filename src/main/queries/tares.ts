import { type Output } from '../../contracts/ipc/index.ts'
import { type RegisterReader } from '../../db/index.ts'
import { type TarePreset } from '../../domain/catalogue/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { onePiece } from '../../domain/quantity/index.ts'
import { type QueryContext } from './query-context.ts'

export function tares({ reader }: QueryContext): Result<Output<'tares'>> {
  return accept({ tares: reader.tares().map(({ id, names, weight }) => ({ id, names: { ...names }, weight })) })
}

/** What main has to know before it asks the scale, which the core does not wait for. */
export interface WeighingFacts {
  /** Absent: none of that id is kept. */
  readonly tare?: TarePreset
  /** Minor units a kilogram, for a scale that shows the price. Absent where the catalogue's has no whole one. */
  readonly unitPrice?: number
}

export function weighingFacts(reader: RegisterReader, { itemId, tareId }: { readonly itemId?: string; readonly tareId?: string }): WeighingFacts {
  const tare = tareId === undefined ? undefined : reader.tareById(tareId)
  const price = itemId === undefined ? undefined : reader.itemById(itemId)?.price
  const unitPrice = price === undefined ? undefined : (price.minor * onePiece) / price.per
  return { ...(tare && { tare }), ...(unitPrice !== undefined && Number.isSafeInteger(unitPrice) && unitPrice > 0 && { unitPrice }) }
}
