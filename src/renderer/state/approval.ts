import { approvalReasons, approve, contract, countReasons, moneyReasons, saleReasons, type BasketView, type Input, type ItemLineView } from '../../contracts/ipc/index.ts'
import { roles, type Permission, type Role } from '../../contracts/ipc/index.ts'
import { takenOff, type Discount } from '../../contracts/ipc/index.ts'
import { type Refusal } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'

export type ApprovalReason = (typeof approvalReasons)[number]

/** What main asks of an approval, and what it says of who could give one. */
export interface Needed {
  readonly permission: Permission
  readonly document: string
  /** In the permission's unit. */
  readonly amount: number
  /** What whoever is signed on may do alone; absent where that is nothing, or where everybody needs somebody else. */
  readonly limit?: number
  /** What of the amount was given back before, and counts with it. */
  readonly earlier?: number
  /** What the basket would come to. */
  readonly becomes?: number
  /** Head office was not reached for that many hours: but for that, whoever asks could do it alone. */
  readonly away?: number
  readonly approvers: readonly Role[]
}

/** An act that waits for another person's PIN. The act itself is kept whole: the very same is sent again. */
export interface ApprovalAsk {
  readonly act: { readonly name: string; readonly input: unknown }
  readonly needed: Needed
  /** What the goods are called that it is about, where the basket does not say it. */
  readonly item?: ItemLineView['names'] | undefined
  /** Rights of the same act that were approved already: it touches several, and each is asked for by itself. */
  readonly given: readonly Permission[]
  readonly approverId: string | undefined
  readonly reason: ApprovalReason | undefined
  /** The PIN is on its way, or the act behind it. */
  readonly sending: boolean
  /** What was refused last, said in the dialog. */
  readonly trouble: Refusal | undefined
  /** What was typed last is no PIN by its length: it was not sent, and counts as no guess. */
  readonly wrongLength?: boolean
}

const named = approve.input.pick({ permission: true, document: true, amount: true }).strip()

/** What `approval.needed` asks for; undefined for every other refusal, and for one that does not say it. */
export function neededBy({ code, params }: Refusal): Needed | undefined {
  const asked = code === 'approval.needed' ? named.safeParse(params) : undefined
  if (asked?.success !== true) return undefined
  const limit = params?.['limit']
  const becomes = params?.['becomes']
  const earlier = params?.['earlier']
  const away = params?.['away']
  const among = String(params?.['approvers'] ?? '').split(' ')
  return { ...asked.data, approvers: roles.filter((role) => among.includes(role)), ...(typeof limit === 'number' ? { limit } : {}), ...(typeof becomes === 'number' ? { becomes } : {}), ...(typeof earlier === 'number' ? { earlier } : {}), ...(typeof away === 'number' ? { away } : {}) }
}

/** What the act is about, as far as the act and the basket say it. Amounts are minor units. */
export interface ApprovalFacts {
  /** Absent: not about goods. `whole`: the basket. */
  readonly on?: ItemLineView | 'whole'
  readonly from?: number
  readonly to?: number
  readonly percentPpm?: number
  readonly off?: number
  /** Goods that come back: of which receipt, `undefined` of none. */
  readonly returned?: { readonly number: string | undefined; readonly isVoid: boolean }
  /** Goods that are not of the basket: which, and which lots of them where not all. */
  readonly item?: { readonly names: ItemLineView['names']; readonly lots?: readonly string[] }
  /** What an item that is made is sold and taxed as. */
  readonly made?: Pick<NonNullable<Input<'create-item'>['item']>, 'unit' | 'taxClass'>
  /** Why the act itself says it is done. */
  readonly why?: { readonly drawer: Input<'open-drawer'>['reason']; readonly note?: string }
  /** Cash without a sale: which way, and what is said of it. */
  readonly cash?: Pick<Input<'move-cash'>, 'kind' | 'reason' | 'note' | 'bag'>
}

function discountFacts(discount: Input<'discount-line'>['discount']): ApprovalFacts {
  if (discount === undefined) return {}
  return discount.kind === 'percent' ? { percentPpm: discount.ppm } : { off: discount.minor }
}

function lineOf(basket: BasketView | undefined, lineNo: number): ItemLineView | undefined {
  const line = basket?.lines.find((each) => each.lineNo === lineNo)
  return line?.kind === 'item' ? line : undefined
}

/** For the two people at the counter to read: from what, to what. What a line comes to is the domain's sum, the one main does as well. */
export function approvalFacts({ act, needed, item }: Pick<ApprovalAsk, 'act' | 'needed'> & Partial<Pick<ApprovalAsk, 'item'>>, basket: BasketView | undefined): ApprovalFacts {
  switch (act.name) {
    case 'discount-line': {
      const { lineNo, discount } = contract['discount-line'].input.parse(act.input)
      const line = lineOf(basket, lineNo)
      if (line === undefined || discount === undefined) return {}
      const taken: Discount = discount.kind === 'amount' ? { ...discount, minor: minor(discount.minor) } : discount
      return { on: line, from: line.gross, to: line.gross - takenOff(minor(line.gross), taken), ...discountFacts(discount) }
    }
    case 'discount-basket':
      return { on: 'whole', ...(basket === undefined ? {} : { from: basket.total }), ...(needed.becomes === undefined ? {} : { to: needed.becomes }), ...discountFacts(contract['discount-basket'].input.parse(act.input).discount) }
    case 'override-price': {
      const { lineNo, price } = contract['override-price'].input.parse(act.input)
      const line = lineOf(basket, lineNo)
      return line === undefined || price === undefined ? {} : { on: line, from: line.price.minor, to: price.minor }
    }
    case 'cancel-basket':
      return { on: 'whole', from: needed.amount, to: 0 }
    case 'open-drawer': {
      const { reason, note } = contract['open-drawer'].input.parse(act.input)
      return { why: { drawer: reason, ...(note === undefined ? {} : { note }) } }
    }
    case 'set-recall':
    case 'lift-recall': {
      const { lots } = contract['set-recall'].input.pick({ lots: true }).partial().strip().parse(act.input)
      const { lot } = contract['lift-recall'].input.pick({ lot: true }).strip().parse(act.input)
      const those = lot === undefined ? lots : [lot]
      return item === undefined ? {} : { item: { names: item, ...(those === undefined || those.length === 0 ? {} : { lots: those }) } }
    }
    case 'create-item': {
      const { price, item: made } = contract['create-item'].input.parse(act.input)
      const names = made === undefined ? item : { en: made.name, 'zh-CN': made.name }
      return { ...(names === undefined ? {} : { item: { names } }), ...(made === undefined ? {} : { made: { unit: made.unit, taxClass: made.taxClass } }), from: price }
    }
    case 'move-cash': {
      const { kind, reason, note, bag } = contract['move-cash'].input.parse(act.input)
      return { cash: { kind, ...(reason === undefined ? {} : { reason }), ...(note === undefined ? {} : { note }), ...(bag === undefined ? {} : { bag }) } }
    }
    case 'take-tender':
      if (needed.permission === 'aboveAccountLimit') return { on: 'whole', from: contract['take-tender'].input.pick({ tender: true }).strip().transform(({ tender }) => ('amount' in tender ? tender.amount : 0)).parse(act.input) }
      return basket?.returned === undefined ? {} : { returned: { number: basket.returned.sale?.number, isVoid: basket.returned.kind === 'void' } }
    case 'complete-sale':
    case 'begin-refund':
    case 'say-paid-back': {
      const returned = basket?.returned
      return returned === undefined ? {} : { returned: { number: returned.sale?.number, isVoid: returned.kind === 'void' } }
    }
    case 'reverse-payment':
    case 'resolve-payment':
      return { from: needed.amount }
    default:
      return {}
  }
}

const counting: ReadonlySet<string> = new Set(['open-shift', 'hand-over', 'declare-shift', 'close-shift'])
const moving: ReadonlySet<string> = new Set(['move-cash', 'open-drawer', 'resolve-payment', 'cancel-lay-away'])

/** What may be chosen from: a drawer that is short is no price match, and nobody at the counter asked for it. */
export function reasonsFor({ name }: ApprovalAsk['act']): readonly ApprovalReason[] {
  if (counting.has(name)) return countReasons
  return moving.has(name) ? moneyReasons : saleReasons
}

/** What is said where nobody could approve: to whoever manages the store there is no manager to ask. */
export function nobodyWords(role: Role | undefined): string {
  return role === 'manager' || role === 'admin' ? 'approval.nobodyElse' : 'approval.nobody'
}

/** Acts that touch several rights, and come again with every approval they were given so far. */
export function takesSeveral(name: string): boolean {
  return name === 'complete-sale' || name === 'begin-refund' || name === 'say-paid-back' || name === 'close-shift' || name === 'take-tender' || name === 'cancel-lay-away'
}

type GivenReason = NonNullable<Input<'discount-line'>['discount']>['reason']

/** Why a discount or another price is given, as the act says it: nobody is asked for that a second time. */
export function givenReason({ name, input }: ApprovalAsk['act']): GivenReason | undefined {
  if (name === 'discount-line' || name === 'discount-basket') return contract['discount-line'].input.shape.discount.safeParse(typeof input === 'object' && input !== null && 'discount' in input ? input.discount : undefined).data?.reason
  return name === 'override-price' ? contract['override-price'].input.safeParse(input).data?.reason : undefined
}

/** The approval's own reason, as far as the act tells it. A code that approvals do not have is theirs for anything else. */
export function reasonOf(act: ApprovalAsk['act']): ApprovalReason | undefined {
  // Why the goods came back stands with each of them.
  if (takesSeveral(act.name) && act.name !== 'close-shift') return 'customerRequest'
  const given = givenReason(act)
  return given === undefined ? undefined : (approvalReasons.find((reason) => reason === given) ?? 'other')
}

/** What became of an act whose dialog was left: it was said there, and is said nowhere else. */
export function wasLeft({ code }: Refusal): boolean {
  return code === 'approval.needed'
}
