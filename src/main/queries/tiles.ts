import { type TilesView } from '../../contracts/ipc/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { type QueryContext } from './query-context.ts'

export function tiles({ reader }: QueryContext): Result<TilesView> {
  const pages = reader.tilePages().map((page) => ({
    id: page.id,
    names: { ...page.names },
    tiles: page.tiles.map(({ item, icon, hue }) => ({
      itemId: item.id,
      sku: item.sku,
      names: { ...item.names },
      unit: item.unit,
      ...(item.price === undefined ? {} : { price: { minor: item.price.minor, per: item.price.per } }),
      icon,
      hue,
    })),
  }))
  return accept({ pages })
}
