import { type FoundSaleView, type Input, type ItemHitView } from '../../contracts/ipc/index.ts'
import { type Buyer } from './customer-work.ts'

export type ReturnCondition = Input<'add-return'>['condition']
export type ReturnReason = Input<'add-return'>['reason']
export type VoidReason = Input<'void-sale'>['reason']

/** In the order a screen offers them, the commonest at a counter first. The words are the contract's. */
export const returnReasons = ['changedMind', 'faulty', 'wrongItem', 'damaged', 'expired', 'notAsDescribed', 'other'] as const satisfies readonly ReturnReason[]
export const voidReasons = ['wrongGoods', 'wrongTender', 'rungTwice', 'notWanted', 'training', 'other'] as const satisfies readonly VoidReason[]

/** What is said of the goods tapped or scanned next. It stays for as long as the return goes on. */
export interface GoodsState {
  readonly condition: ReturnCondition
  readonly reason: ReturnReason
}

/** Nobody puts what is broken or past its day back on a shelf; a person can say otherwise. */
const wasted: readonly ReturnReason[] = ['faulty', 'damaged', 'expired']

export function conditionFor(reason: ReturnReason): ReturnCondition {
  return wasted.includes(reason) ? 'waste' : 'stock'
}

export const usualGoods: GoodsState = { condition: 'stock', reason: 'changedMind' }

/** What a sale can be looked for by. What is typed is of the one chosen, the others keep what was typed for them. */
export const findFields = ['text', 'day', 'amount', 'lastFour'] as const
export type FindField = (typeof findFields)[number]

/** A sale in the list, as far as it is shown there. What is left of it is asked for when it is opened. */
export type FoundRow = Pick<FoundSaleView, 'saleId' | 'number' | 'soldOn' | 'completedAt' | 'operatorName' | 'currency' | 'total' | 'tenders' | 'returned'>

/** `chosen` is -1 until an arrow key was pressed. */
export interface FindWork {
  readonly kind: 'returns'
  /** Of theirs alone. */
  readonly buyer?: Buyer
  readonly field: FindField
  readonly said: Readonly<Record<FindField, string>>
  readonly chosen: number
}

export interface FoundWork extends GoodsState {
  readonly kind: 'returnSale'
  readonly sale: FoundSaleView
  /** Of a sale that is known from its paper alone: the paper. */
  readonly code: string | undefined
  readonly chosen: number
  /** The pad for how many, or how heavy, stands under the lines. */
  readonly counting?: boolean
}

/** Goods without a receipt: which, then how many at what price. `typing`: of which of the two what is typed is. */
export interface LooseWork extends GoodsState {
  readonly kind: 'returnItem'
  readonly hits: readonly ItemHitView[] | undefined
  readonly chosen: number
}
export interface LoosePriceWork extends GoodsState {
  readonly kind: 'returnPrice'
  readonly item: ItemHitView
  readonly typing: 'quantity' | 'price'
  /** As typed; empty is one piece, or today's price. */
  readonly quantity: string
  readonly price: string
}

export interface VoidWork {
  readonly kind: 'voidSale'
  readonly sale: FoundSaleView
  readonly reason: VoidReason | undefined
}

export interface PayBackWork {
  readonly kind: 'payBack'
  /** The tender of which somebody is asked whether they take their word back. */
  readonly unsaying?: number | undefined
}

export type ReturnWork = FindWork | FoundWork | LooseWork | LoosePriceWork | VoidWork | PayBackWork
