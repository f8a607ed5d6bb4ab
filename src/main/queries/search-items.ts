import { type Input, type Output } from '../../contracts/ipc/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { type QueryContext } from './query-context.ts'

export function searchItems({ reader }: QueryContext, { text, limit }: Input<'search-items'>): Result<Output<'search-items'>> {
  const hits = reader.searchItems(text, limit).map(({ item, barcode }) => ({
    itemId: item.id,
    sku: item.sku,
    names: { ...item.names },
    unit: item.unit,
    ...(item.price === undefined ? {} : { price: { minor: item.price.minor, per: item.price.per } }),
    ...(barcode === undefined ? {} : { barcode }),
  }))
  return accept({ hits })
}
