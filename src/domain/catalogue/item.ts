import { type Price, type Unit } from '../quantity/index.ts'

/** A text in each language the shop keeps it in, by BCP 47 tag. At least one is always there. */
export type Names = Readonly<Record<string, string>>

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
