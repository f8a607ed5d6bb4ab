import { type NewItem } from '../../db/index.ts'
import { type Item } from '../../domain/catalogue/index.ts'
import { type SaleBody, type SaleLine } from '../../domain/sale/index.ts'

interface Known {
  readonly item: Item
  readonly barcode?: string
  readonly plu?: string
}

/** The body of `item.created`; of `item.priced` no more than which, and the price. */
export type MadeGoods = Partial<Omit<Item, 'id'>> & { readonly itemId: string; readonly barcode?: string; readonly plu?: string }

/** A catalogue as sales tell of it: whatever was sold is known with its name, price and tax as they were last. */
export function soldGoods() {
  const known = new Map<string, { readonly unnamed: Omit<Item, 'names'>; readonly name: string | Item['names']; readonly barcode?: string; readonly plu?: string }>()

  function line({ itemId: id, sku, name, barcode, unit, price, cataloguePrice, taxClass, department, embedded, overrideReason, minimumAge, noDiscount }: SaleLine): void {
    // Sold by a number that is no item's own: a department, or a label that a scale printed.
    if (department !== undefined) return
    const before = known.get(id)
    const code = embedded === undefined ? (barcode ?? before?.barcode) : before?.barcode
    // What somebody priced for the day is no price of the catalogue.
    const priced = cataloguePrice ?? (overrideReason === undefined ? price : before?.unnamed.price)
    known.set(id, {
      unnamed: { id, sku, unit, taxClass, ...(priced === undefined ? {} : { price: priced }), ...(minimumAge === undefined ? {} : { minimumAge }), ...(noDiscount === undefined ? {} : { noDiscount: true as const }), ...(before?.unnamed.category === undefined ? {} : { category: before.unnamed.category }) },
      name: typeof before?.name === 'object' ? before.name : name,
      ...(code === undefined ? {} : { barcode: code }),
      ...(before?.plu === undefined ? {} : { plu: before.plu }),
    })
  }

  return {
    sold({ lines }: Pick<SaleBody, 'lines'>): void {
      for (const one of lines) line(one)
    },
    /** What was made or priced at the till. */
    made({ itemId: id, sku, names = {}, unit, taxClass, price, category, barcode, plu }: MadeGoods): void {
      const before = known.get(id)
      if (sku === undefined || unit === undefined || taxClass === undefined || price === undefined) {
        if (before !== undefined && price !== undefined) known.set(id, { ...before, unnamed: { ...before.unnamed, price } })
        return
      }
      known.set(id, { unnamed: { id, sku, unit, taxClass, price, ...(category === undefined ? {} : { category }) }, name: names, ...(barcode === undefined ? {} : { barcode }), ...(plu === undefined ? {} : { plu }) })
    },
    /** The last of two that had one number: a number is one item's. */
    all(language: string): readonly NewItem[] {
      const [skus, codes] = [new Map<string, string>(), new Map<string, string>()]
      for (const [id, { unnamed, barcode }] of known) {
        skus.set(unnamed.sku, id)
        if (barcode !== undefined) codes.set(barcode, id)
      }
      return [...known].flatMap(([id, { unnamed, name, barcode, plu }]): Known[] =>
        skus.get(unnamed.sku) === id
          ? [{ item: { ...unnamed, names: typeof name === 'string' ? { [language]: name } : name }, ...(barcode !== undefined && codes.get(barcode) === id ? { barcode } : {}), ...(plu === undefined ? {} : { plu }) }]
          : [],
      ).map(({ item, barcode, plu }) => ({ item, barcodes: barcode === undefined ? [] : [barcode], ...(plu === undefined ? {} : { plu }) }))
    },
  }
}
