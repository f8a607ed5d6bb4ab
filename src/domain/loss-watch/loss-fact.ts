/** Where an entry stands in the journal. */
export interface Place {
  readonly epoch: number
  readonly seq: number
}

interface Fact {
  /** Epoch milliseconds. */
  readonly at: number
  readonly day: string
  /** Ids, as everywhere in the journal. */
  readonly operator: string
  readonly approver?: string
  readonly place: Place
}

/** What went back. `instead`: cash in the place of something else that had paid. Without `saleId`, without a receipt. */
interface Back {
  readonly total: number
  readonly cash: boolean
  readonly instead: boolean
  readonly saleId?: string
  /** Which goods. */
  readonly items: readonly string[]
}

interface Sold {
  readonly kind: 'sale'
  readonly saleId: string
  readonly total: number
  readonly cash: boolean
  /** Lowered by a person: a discount, or another price. */
  readonly lowered: boolean
  /** The largest share of a line or the basket that somebody took off, in ppm. 0: none, or none in per cent. */
  readonly ppm: number
  /** Goods taken out of the basket and rung up again for less. */
  readonly cheaperAgain: boolean
  /** A line that a person took out again before it was paid. */
  readonly removed: boolean
  /** Money for a gift card, a deposit, an account: nothing was sold, and nothing is what it comes to. */
  readonly owed: boolean
  readonly customer?: string
}

/**
 * What the rules look at, of one entry each: amounts in minor units, refunds as sizes. `cancelled` is `paid` where money lay on the counter
 * already; of a `wrongPin` the operator is whose PIN it was to be; a `count` is over by what was counted in cash less what should be
 * there; a shift is `opened` with so much `missing` of what the one before left in the drawer; whoever `trained` did so from that moment on; `clockSet`: the clock was found set to another time since the entry before.
 */
export type Told =
  | Sold
  | ({ readonly kind: 'refund' } & Back)
  | ({ readonly kind: 'void' } & Back)
  | { readonly kind: 'cancelled'; readonly paid: boolean }
  | { readonly kind: 'suspended'; readonly basketId: string }
  | { readonly kind: 'resumed'; readonly basketId: string }
  | { readonly kind: 'reprint'; readonly saleId: string }
  | { readonly kind: 'payOut'; readonly total: number }
  | { readonly kind: 'count'; readonly shift: number; readonly over: number }
  | { readonly kind: 'noSale' }
  | { readonly kind: 'priceCheck' }
  | { readonly kind: 'approval' }
  | { readonly kind: 'wrongPin' }
  | { readonly kind: 'opened'; readonly missing: number }
  | { readonly kind: 'closed' }
  | { readonly kind: 'trained'; readonly from: number }
  | { readonly kind: 'clockSet' }

export type LossFact = Fact & Told
export type LossFactOf<K extends Told['kind']> = Fact & Extract<Told, { readonly kind: K }>
