import { type Item } from '../domain/catalogue/index.ts'
import { type Price } from '../domain/quantity/index.ts'

/** What a counter asks of the catalogue besides selling from it. */
export interface CounterItemReads {
  /** By the SKU alone, whatever has it as a barcode. */
  itemBySku(sku: string): Item | undefined
  plainItems(limit: number): readonly Item[]
  /** In their own order, at most a hundred: one look in the index for each, whatever number of items there is. */
  categories(): readonly string[]
}

export interface CounterItemWrites {
  /** The price alone: barcodes and PLU stay as they are. Throws for an item that is not there. */
  savePrice(itemId: string, price: Price): void
}
