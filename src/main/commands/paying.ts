import { type Operator, type StoredBasket } from '../../db/index.ts'
import { type TenderRequest } from '../../domain/tender/index.ts'

export interface Paying {
  readonly basket: StoredBasket
  /** Who sold it. */
  readonly operator: Operator
  /** Who is signed on at the seat by now: an answer from outside may find them gone. */
  readonly seated?: string
  /** Who stood there when an answer from outside completed it, where that is not who sold it. */
  readonly settledBy?: string
  readonly tenders: readonly TenderRequest[]
  readonly confirmed?: boolean
  /** Where goods come back: cash for what a card took, what somebody paid back by hand, and who authorised it. */
  readonly cashInstead?: boolean
  readonly paidBack?: readonly number[]
  readonly approvals?: readonly string[]
}
