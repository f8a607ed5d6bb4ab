import { type Names } from '../catalogue/index.ts'
import { type Price, type Unit } from '../quantity/index.ts'

/** What an item costs from a moment on (epoch ms), until the next one of its prices begins. */
export interface FedPrice extends Price {
  readonly from: number
}

/** An item as head office tells of it: all of it each time, with its price of now and those that are to come, so that none of it can come apart on the way. */
export interface FedItem {
  readonly id: string
  readonly sku: string
  /** As they are stored: a GTIN with its 14 digits, anything else as it is printed. */
  readonly barcodes: readonly string[]
  readonly names: Names
  readonly unit: Unit
  readonly taxClass: string
  readonly category?: string
  /** ISO 4217, of all its prices. */
  readonly currency: string
  /** By when they begin, the earliest first; none: known, and not for sale yet. */
  readonly prices: readonly FedPrice[]
}

/** What it costs at that moment; undefined before the first of its prices begins. */
export function fedPriceAt(prices: readonly FedPrice[], at: number): FedPrice | undefined {
  return prices.findLast(({ from }) => from <= at)
}
