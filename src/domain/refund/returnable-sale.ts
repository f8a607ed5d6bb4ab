import { type Liability } from '../liability/index.ts'
import { type CurrencyCode, type Minor } from '../money/index.ts'
import { type TaxPartAmount } from '../pricing/index.ts'
import { type SaleLine } from '../sale/index.ts'
import { type PaymentReference, type TenderLine } from '../tender/index.ts'

/** What a return has to know of a line that was sold. A frozen sale has all of it, a receipt's digest just this. */
export type ReturnableLine = Pick<SaleLine, 'lineNo' | 'quantity' | 'total' | 'lineDiscount' | 'basketDiscount' | 'rate' | 'taxGroup' | 'tax'>

/** The bucket of a rate. Its sums are those of its lines; its parts are its own. */
export interface ReturnableTax {
  readonly rate: number
  readonly taxGroup?: string
  readonly parts?: readonly TaxPartAmount[]
}

export interface ReturnableTender {
  readonly tenderNo: number
  readonly type: TenderLine['type']
  readonly amount: Minor
  readonly payment?: PaymentReference
  readonly rule?: string
  /** Of an account: whose. Its paper does not say. */
  readonly customer?: string
  /** Of what stands under a number. A receipt's digest does not have it: paper is read by whoever finds it. */
  readonly number?: string
}

/** A completed sale as far as a return needs it: a SaleBody is one, and so is what a receipt's digest says. */
export interface ReturnableSale {
  readonly saleId: string
  readonly currency: CurrencyCode
  readonly lines: readonly ReturnableLine[]
  readonly taxes: readonly ReturnableTax[]
  readonly tenders: readonly ReturnableTender[]
  readonly total: Minor
  /** Money that came in with it and is owed. A receipt's digest does not have it: what a card is found by is not on paper. */
  readonly liabilities?: readonly OwedLine[]
}

export interface OwedLine {
  readonly lineNo: number
  readonly owes: Liability
  readonly amount: Minor
}

/** Whether tax came on top of the lines. Read off the sale: a pack may be gone, or known under its name by another version. */
export function isTaxOnTop({ lines, total }: Pick<ReturnableSale, 'lines' | 'total'>): boolean {
  return lines.reduce((sum, line) => sum + line.total, 0) !== total
}
