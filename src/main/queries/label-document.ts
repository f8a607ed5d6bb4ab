import { type Input } from '../../contracts/ipc/index.ts'
import { type RegisterReader } from '../../db/index.ts'
import { refuse, type Result } from '../../domain/errors/index.ts'
import { labelOf, type LabelDocument } from '../../domain/label/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'
import { labelWords } from '../words/index.ts'

/**
 * The label of an item at its price now, in the store's language; `today` is YYYY-MM-DD. Refuses `item.unknown`,
 * `item.unpriced`, `quantity.invalid` and `label.tooSmall`.
 */
export function labelDocument(reader: RegisterReader, asked: Pick<Input<'print-label'>, 'itemId' | 'kind' | 'size' | 'weight' | 'bestBefore'>, today: string): Result<LabelDocument> {
  const item = reader.itemById(asked.itemId)
  if (item === undefined) return refuse('item.unknown')
  const { currency, language } = reader.facts()
  const { kind, size, weight, bestBefore } = asked
  return labelOf({
    item, barcodes: reader.barcodesOf(item.id), currency, language, words: labelWords(language), kind, size, today,
    ...(weight !== undefined && { weight: thousandths(weight) }),
    ...(bestBefore !== undefined && { bestBefore }),
  })
}
