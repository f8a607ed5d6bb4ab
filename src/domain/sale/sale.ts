import { type AgeProof, type Embedded, type ReasonCode, type Tare, type TrailStep } from '../basket/index.ts'
import { type LayAwayBalance, type Liability } from '../liability/index.ts'
import { type CurrencyCode, type Minor } from '../money/index.ts'
import { type TaxBucket } from '../pricing/index.ts'
import { type Price, type Thousandths, type Unit } from '../quantity/index.ts'
import { type RatePpm } from '../tax/index.ts'
import { type TenderLine } from '../tender/index.ts'

export interface SaleLine {
  readonly lineNo: number
  readonly itemId: string
  readonly sku: string
  /** As printed: the store's language. */
  readonly name: string
  readonly barcode?: string
  readonly quantity: Thousandths
  readonly unit: Unit
  /** The price charged. */
  readonly price: Price
  readonly gross: Minor
  /** All that came off: `lineDiscount` and `basketDiscount`. */
  readonly discount: Minor
  readonly total: Minor
  readonly taxClass: string
  readonly rate: RatePpm
  /** The bucket of a stacked rate it is taxed in. */
  readonly taxGroup?: string
  readonly tax: Minor
  /** The catalogue's price, where a person charged another, and why. Both or neither. */
  readonly cataloguePrice?: Price
  readonly overrideReason?: ReasonCode
  /** What the line's own discount took, why, and by how many parts per million when it was a percentage. */
  readonly lineDiscount?: Minor
  readonly discountReason?: ReasonCode
  readonly discountPpm?: number
  /** This line's share of the sale's `basketDiscount`. */
  readonly basketDiscount?: Minor
  /** Of what is sold by the kilogram: weighed by a scale at this register, or typed by hand. Absent: a label said it, or the sale is older than the mark. */
  readonly weighed?: 'scale' | 'typed'
  /** What was taken off what lay on the scale; `quantity` is the net. */
  readonly tare?: Tare
  /** What an in-store barcode said. Of kind `price`, the label is the gross, and the quantity follows from it, unless it said the weight too. */
  readonly embedded?: Embedded
  /** The department it was sold in at an open price. */
  readonly department?: string
  /** What a GS1 symbol said of what was sold: a recall asks for the lot, a warranty for the serial number. */
  readonly lot?: string
  /** YYYY-MM-DD */
  readonly expiry?: string
  readonly serial?: string
  /** Years the customer had to have lived: the sale says in `ageCheck` who looked. */
  readonly minimumAge?: number
  /** Takes no discount: deposits, and what the law prices. An integer, for an entry knows no other yes. */
  readonly noDiscount?: 1
  /** The line it came along with, whose pieces it has: a deposit, a bag. */
  readonly linkedTo?: number
  /** The catalogue's version its price is of (its `cataloguePrice`, where it has one), where its entry names another: something changed while the sale was open. */
  readonly catalogueVersion?: number
}

/** Goods that left (negative) or came (positive), in thousandths of the item's unit. */
export interface StockMovement {
  readonly itemId: string
  readonly quantity: Thousandths
  /** What came back and cannot be sold: it leaves again, so that the shelf has no more of it, and the loss is on record. */
  readonly reason?: 'waste'
}

/** Money that came in with a sale and is owed: nothing was sold for it, and no tax is in it. */
export interface SaleLiability {
  readonly lineNo: number
  /** As printed: the store's language, and the part of the number that paper may show. */
  readonly name: string
  readonly printed?: string
  readonly owes: Liability
  readonly amount: Minor
  /** Of an account that was paid off: what is owed after it. */
  readonly balance?: Minor
  /** Of a deposit: what the goods come to, what of it is paid with this, what is left, and the last day they are kept (YYYY-MM-DD). */
  readonly laidAside?: LayAwayBalance & { readonly until: string }
}

/**
 * The body of a `sale.completed` entry, schema version 1. It is the sale: frozen, hashed, sent verbatim, never recomputed.
 * Integers, strings, arrays and objects only; a fact that is absent is left out, never null.
 */
export interface SaleBody {
  /** UUIDv7 of the sale; its `basketId` makes completing twice the same sale. */
  readonly saleId: string
  /** registerNumber-counter, e.g. "3-10428". */
  readonly number: string
  readonly basketId: string
  readonly openedAt: number
  /** Who stood at the till when the answer of a card came in late, where it is not who sold it: a shift that it opens is theirs. */
  readonly settledBy?: string
  /** Who bought, by an id that says nothing of them. Absent: nobody said. */
  readonly customer?: string
  readonly currency: CurrencyCode
  /** Tax pack id, e.g. "CN-2019". */
  readonly taxPack: string
  readonly lines: readonly SaleLine[]
  readonly taxes: readonly TaxBucket[]
  readonly subtotal: Minor
  readonly discount: Minor
  /** The part of `discount` that was given on the whole basket, why, and its parts per million when it was a percentage. */
  readonly basketDiscount?: { readonly amount: Minor; readonly reason: ReasonCode; readonly ppm?: number }
  readonly tax: Minor
  /** What was sold: turnover. Whoever adds up sales adds this, and `owed` is not in it. */
  readonly total: Minor
  /** What came in and is owed, and its sum: the tenders are `total` and `owed` together. Both absent where nothing is. */
  readonly liabilities?: readonly SaleLiability[]
  readonly owed?: Minor
  /** What was paid for `total` and `owed`, where cash was rounded: the two less the tender of type `rounding`. */
  readonly payable?: Minor
  readonly tenders: readonly TenderLine[]
  readonly change: Minor
  readonly movements: readonly StockMovement[]
  /** Where a line asks for an age: the strictest of them, who looked, and how. */
  readonly ageCheck?: { readonly age: number; readonly how: AgeProof; readonly operator: string }
  readonly trail: readonly TrailStep[]
}
