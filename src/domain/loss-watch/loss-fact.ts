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

interface MoneyBack {
  readonly total: number
  readonly cash: boolean
  /** Cash in the place of something else that had paid. */
  readonly instead: boolean
  /** The sale; absent: without a receipt. */
  readonly saleId?: string
}

/** What the rules look at, of one entry each: amounts in minor units, refunds as sizes. */
export type LossFact = Fact &
  (
    | {
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
      }
    | ({ readonly kind: 'refund' } & MoneyBack)
    | ({ readonly kind: 'void' } & MoneyBack)
    | { readonly kind: 'cancelled'; readonly total: number; /** Money lay on the counter already. */ readonly paid: boolean }
    | { readonly kind: 'suspended'; readonly basketId: string }
    | { readonly kind: 'resumed'; readonly basketId: string }
    | { readonly kind: 'noSale' }
    | { readonly kind: 'reprint'; readonly saleId: string }
    | { readonly kind: 'priceCheck' }
    | { readonly kind: 'approval' }
    /** `operator` is whose PIN it was to be. */
    | { readonly kind: 'wrongPin' }
    | { readonly kind: 'payOut'; readonly total: number }
    /** What was counted in cash less what should be there. */
    | { readonly kind: 'count'; readonly shift: number; readonly over: number }
    | { readonly kind: 'closed' }
    /** The clock was found set to another time since the entry before. */
    | { readonly kind: 'clockSet' }
  )

export type LossFactOf<K extends LossFact['kind']> = Extract<LossFact, { readonly kind: K }>
