import { type Input, type TilesView } from '../../contracts/ipc/index.ts'
import { type Item } from '../../domain/catalogue/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { type QueryContext } from './query-context.ts'

export function tiles({ reader }: QueryContext, { also }: Input<'tiles'>): Result<TilesView> {
  const pages = reader.tilePages().map((page) => ({
    id: page.id,
    names: { ...page.names },
    tiles: page.tiles.map(({ item, icon, hue }) => ({ ...itemOf(item), icon, hue })),
  }))
  return accept({
    pages,
    ...(pages.length === 0 && reader.hasItems() && { goods: true as const }),
    ...(also !== undefined && {
      also: also.flatMap((id) => {
        const item = reader.itemById(id)
        return item === undefined ? [] : [itemOf(item)]
      }),
    }),
  })
}

function itemOf({ id, sku, names, unit, price }: Item): NonNullable<TilesView['also']>[number] {
  return { itemId: id, sku, names: { ...names }, unit, ...(price === undefined ? {} : { price: { minor: price.minor, per: price.per } }) }
}
