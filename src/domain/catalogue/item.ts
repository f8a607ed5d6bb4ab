import { type Price, type Unit } from '../quantity/index.ts'

/** A text in each language the shop keeps it in, by BCP 47 tag. At least one is always there. */
export type Names = Readonly<Record<string, string>>

/** `pieces` of the item with that SKU, a whole number above nothing. By SKU: it may come to the catalogue after what brings it along. */
export interface ItemLink {
  readonly sku: string
  readonly pieces: number
}

/** The sellable unit. `price` absent: known but not priced yet, and refused at the counter. */
export interface Item {
  readonly id: string
  readonly sku: string
  readonly names: Names
  readonly unit: Unit
  readonly taxClass: string
  readonly price?: Price
  readonly category?: string
  /** Days after the sale that it may come back; 0: not at all. Absent: as long as the store says. */
  readonly returnDays?: number
  /** Years a customer must have lived to be sold it. */
  readonly minimumAge?: number
  /** Neither a discount nor another price by hand: deposits, and what the law prices. */
  readonly noDiscount?: true
  /** What comes along with each piece of it, or with each weighing: a deposit, a bag, a service. */
  readonly links?: readonly ItemLink[]
}

/** What is sold at an open price, without a record of its own: flowers, repairs. Its goods move on `itemId`. */
export interface Department {
  readonly id: string
  readonly names: Names
  readonly taxClass: string
  readonly itemId: string
}

/** The name in `language`, else in English, else in whatever language there is. */
export function nameIn(names: Names, language: string): string {
  return names[language] ?? names['en'] ?? Object.values(names)[0] ?? ''
}
