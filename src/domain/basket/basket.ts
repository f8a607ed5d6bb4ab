import { type ItemLink, type Names } from '../catalogue/index.ts'
import { type RefusalCode } from '../errors/index.ts'
import { type Liability } from '../liability/index.ts'
import { type CurrencyCode, type Minor } from '../money/index.ts'
import { type Price, type Thousandths, type Unit } from '../quantity/index.ts'
import { type AgeProof } from './age-proof.ts'
import { type Discount, type ReasonCode } from './discount.ts'
import { type ReturnLine, type TakenBackLine } from './return-line.ts'

/** What a label said besides the item. `weight`: a price label that says what it weighed too, so that nobody has to infer it. */
export interface Embedded {
  readonly kind: 'weight' | 'price'
  readonly barcode: string
  readonly weight?: Thousandths
}

/** What was taken off what lay on the scale, in thousandths of a kilogram: a preset one by the till, or the scale's own. */
export interface Tare {
  readonly weight: Thousandths
  readonly by: 'preset' | 'scale'
}

/** A line whose item is known. A removed line stays, struck through, until the basket is completed or cancelled. */
export interface ItemLine {
  readonly kind: 'item'
  /** From 1, never used twice in one basket. */
  readonly lineNo: number
  readonly itemId: string
  readonly sku: string
  readonly names: Names
  /** As it was scanned, when it was. */
  readonly barcode?: string
  readonly quantity: Thousandths
  readonly unit: Unit
  /** The catalogue's, or what was keyed in for a department. */
  readonly price: Price
  readonly taxClass: string
  readonly removed: boolean
  /** A person's price for this line. It is charged instead of `price`, which stays what the catalogue said. */
  readonly override?: { readonly price: Price; readonly reason: ReasonCode }
  /** A person's discount on this line. */
  readonly discount?: Discount
  /** Of what is sold by the kilogram: a scale weighed it, or a person typed it. Absent: a label said it. */
  readonly weighed?: 'scale' | 'typed'
  /** Of a weighed line: `quantity` is the net. */
  readonly tare?: Tare
  /** What an in-store barcode said besides the item, and the barcode that said it. */
  readonly embedded?: Embedded
  /** The label's price. It is the gross, whatever price times quantity would come to: the customer reads the label. */
  readonly fixedGross?: Minor
  /** The department this was sold in at an open price. */
  readonly department?: string
  /** What a GS1 symbol said of this very piece: its lot, its last day (YYYY-MM-DD), its serial number. */
  readonly lot?: string
  readonly expiry?: string
  readonly serial?: string
  /** Years the customer must have lived, as the catalogue said when it was rung up. */
  readonly minimumAge?: number
  /** Neither a discount nor another price by hand. */
  readonly noDiscount?: true
  /** What comes along with each piece, as the catalogue said then. */
  readonly links?: readonly ItemLink[]
  /** It came along: `pieces` for each piece of line `to`. It has that line's fate, and no act of its own. */
  readonly link?: { readonly to: number; readonly pieces: number }
  /** Lots that so many pieces of it were looked at for, and are none of. */
  readonly lotsSeen?: { readonly lots: readonly string[]; readonly quantity: Thousandths }
  /** The catalogue's version it was rung up under, where the basket was begun under another. */
  readonly catalogueVersion?: number
}

/** A scan nobody knows: a red line that blocks completion until it is removed. Never a dialog. */
export interface UnresolvedLine {
  readonly kind: 'unresolved'
  readonly lineNo: number
  readonly barcode: string
  /** `unknown`: no such barcode. `unpriced`: the item is known and has no price yet. */
  readonly reason: 'unknown' | 'unpriced'
  /** What is wrong with the label, where it says that it is GS1's and does not read: its sentence helps who scans again. */
  readonly problem?: RefusalCode
  readonly removed: boolean
}

/** Money that comes in and is owed from then on: no item, no tax, no discount, no stock. Priced and changed by nobody. */
export interface LiabilityLine {
  readonly kind: 'liability'
  readonly lineNo: number
  readonly owes: Liability
  /** Above nothing. */
  readonly amount: Minor
  readonly removed: boolean
}

export type BasketLine = ItemLine | UnresolvedLine | ReturnLine | LiabilityLine | TakenBackLine

/**
 * One act in a basket's life. The trail is frozen into the document the basket becomes, and never changes shape:
 * new acts are new words in `act`, new facts are new optional fields.
 */
export interface TrailStep {
  /** Epoch milliseconds. */
  readonly at: number
  readonly operator: string
  /** Who authorised it for the operator. */
  readonly approver?: string
  readonly act: 'opened' | 'added' | 'unresolved' | 'quantityChanged' | 'removed' | 'restored' | 'priceOverridden' | 'discounted' | 'basketDiscounted' | 'suspended' | 'resumed' | 'returned' | 'returnChanged' | 'takenBack' | 'ageConfirmed' | 'ageRefused' | 'lotChecked' | 'owed' | 'customerPut' | 'customerTakenOff' | 'laidAside' | 'collected' | 'putBack'
  readonly lineNo?: number
  readonly itemId?: string
  readonly barcode?: string
  /** Quantity in thousandths after the act. */
  readonly quantity?: number
  /** The price charged from now on. Absent on `priceOverridden`: the override was taken back. */
  readonly price?: { readonly minor: number; readonly per: number }
  /** Absent on `discounted` and `basketDiscounted`: the discount was taken back. */
  readonly discount?: Discount
  /** Why the price was overridden, or the goods came back. A discount carries its own. */
  readonly reason?: string
  /** Of `ageConfirmed` and `ageRefused`: the years that were asked for, and how somebody saw it. A date of birth is nobody's to keep. */
  readonly age?: number
  readonly how?: AgeProof
  /** The line this one came along with: nobody did it to this line alone. */
  readonly linkedTo?: number
  /** Of `lotChecked`: the recalled lots it is none of. */
  readonly lots?: readonly string[]
  /** Of `returned` and what follows of it: the sale whose goods came back. Absent: without a receipt. */
  readonly saleId?: string
  /** Of a line that is owed: to whom, and how much (minor units). `amount` of `basketDiscounted`, where somebody approved it: what it took off then. */
  readonly owes?: Liability
  readonly amount?: number
  /** Of `customerPut`: their id, and nothing else of them. */
  readonly customer?: string
}

export interface Basket {
  /** UUIDv7. */
  readonly id: string
  readonly openedAt: number
  /** YYYY-MM-DD, fixed at the first line. */
  readonly businessDate: string
  readonly currency: CurrencyCode
  /** The catalogue version its first line was priced with. */
  readonly catalogueVersion: number
  readonly lines: readonly BasketLine[]
  /** A person's discount on the whole basket, shared out to its lines when it is priced. */
  readonly discount?: Discount
  /** Who buys, by id. */
  readonly customer?: string
  readonly trail: readonly TrailStep[]
}
