import { type Operator, type RegisterReader, type StoredBasket } from '../../db/index.ts'
import { withLinks, type Act, type Basket, type BasketEdit, type ReturnLine } from '../../domain/basket/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { goodsOf, goodsOfDigest, linkedDigestLines, withLinkedReturns, type LinkedReturns } from '../../domain/refund/index.ts'
import { keptDigest, knownSale } from '../queries/index.ts'
import { authorize, type Subject } from './authorize.ts'
import { businessDateAt, sellingOperator, type CommandContext } from './command-context.ts'
import { heldByPayment, laidAsideRefusal } from './payments-of.ts'

type Edit = (basket: Basket, act: Act) => Result<BasketEdit>

/** The seat's open basket, if there is one. */
export function openBasketOf({ database, seat }: CommandContext): StoredBasket | undefined {
  const { basketId } = database.seat(seat)
  return basketId === undefined ? undefined : database.basket(basketId)
}

/**
 * Who sells, and the basket that is meant: the open one as the page showed it. Refuses `basket.gone`, and `basket.changed` where
 * somebody pays for another basket than they saw.
 */
export function shownBasket(context: CommandContext, { basketId, revision }: { readonly basketId: string; readonly revision: number }): Result<{ readonly operator: Operator; readonly basket: StoredBasket }> {
  const operator = sellingOperator(context)
  if (!operator.ok) return operator
  const basket = openBasketOf(context)
  if (basket?.id !== basketId) return refuse('basket.gone')
  if (basket.revision !== revision) return refuse('basket.changed', { revision: basket.revision })
  return accept({ operator: operator.value, basket })
}

/** An edit of the open basket; `basket.gone` when there is none. Inside a unit of work. */
export function editBasket(context: CommandContext, edit: Edit): Result<unknown> {
  const operator = sellingOperator(context)
  if (!operator.ok) return operator
  const basket = openBasketOf(context)
  if (basket === undefined) return refuse('basket.gone')
  return keep(context, basket, edit(basket, { at: context.moment().at, operator: operator.value.id }))
}

/**
 * An edit that may be a basket's first: then the basket opens with it, and its business date is fixed for good, however
 * long after midnight it is paid. The last sale leaves the seat's view with it. Inside a unit of work.
 */
export function addToBasket(context: CommandContext, edit: Edit): Result<unknown> {
  const operator = sellingOperator(context)
  if (!operator.ok) return operator
  const act: Act = { at: context.moment().at, operator: operator.value.id }
  const standing = openBasketOf(context)
  if (standing !== undefined) return keep(context, standing, edit(standing, act))
  const basket = freshBasket(context, act)
  const edited = edit(basket, act)
  if (!edited.ok) return edited
  place(context, basket, operator.value)
  return keep(context, basket, edited)
}

/** An empty basket on the seat, for an act that is no line. Inside a unit of work. */
export function openedBasket(context: CommandContext, operator: Operator): Basket & Pick<StoredBasket, 'voiding'> {
  const basket = freshBasket(context, { at: context.moment().at, operator: operator.id })
  place(context, basket, operator)
  return basket
}

function place({ database, seat }: CommandContext, basket: Basket, operator: Operator): void {
  database.openBasket(basket, seat)
  database.setSeat({ seat, operatorId: operator.id, basketId: basket.id })
}

function freshBasket(context: CommandContext, act: Act): Basket {
  const { database } = context
  const moment = context.moment()
  const facts = database.facts()
  return {
    id: context.newId(),
    openedAt: moment.at,
    businessDate: businessDateAt(context, moment),
    currency: facts.currency,
    catalogueVersion: facts.catalogueVersion,
    lines: [],
    trail: [{ ...act, act: 'opened' }],
  }
}

/** What makes an edit more than selling, and the approval it came with. */
export interface Gated {
  readonly subject: (basket: StoredBasket) => Subject | undefined
  readonly approval?: string | undefined
}

/** An edit that needs a right of its own, by itself or with the approval that it uses up. Without a subject it is plain selling. */
export function editGated(context: CommandContext, { subject, approval }: Gated, edit: Edit): Result<unknown> {
  const seller = sellingOperator(context)
  if (!seller.ok) return seller
  const basket = openBasketOf(context)
  if (basket === undefined) return refuse('basket.gone')
  const at = context.moment().at
  // First whether it can be done at all: nobody is called over for what would be refused anyway.
  const tried = edit(basket, { at, operator: seller.value.id })
  if (!tried.ok) return tried
  const held = voidingRefusal(basket) ?? laidAsideRefusal(context.database, basket.id) ?? heldByPayment(context.database, basket.id)
  if (held !== undefined) return held
  const asked = subject(basket)
  if (asked === undefined) return keep(context, basket, tried)
  const authority = authorize(context, asked, approval)
  if (!authority.ok) return authority
  const { operator, approver } = authority.value
  return keep(context, basket, edit(basket, { at, operator: operator.id, ...(approver === undefined ? {} : { approver }) }))
}

/** The lines of a void are the sale's: whoever wants less of them back returns goods, which other people may do. */
export function voidingRefusal(basket: Pick<StoredBasket, 'voiding'>): ReturnType<typeof refuse> | undefined {
  return basket.voiding === undefined ? undefined : refuse('return.voiding')
}

/** What goes with the line that was touched: what it brings along, or what came along with it when it was sold. */
function withFollowers(database: RegisterReader, basket: Basket, edit: BasketEdit): Result<BasketEdit> {
  if (edit.line.kind !== 'return') return withLinks(basket, edit, database.itemBySku, edit.step)
  const back = edit.line.origin === undefined ? undefined : linkedReturnsOf(database, edit.line.origin)
  return back === undefined ? accept(edit) : withLinkedReturns(basket, edit, back, edit.step)
}

/** What may come along with goods of that sale: as it was written down here, or as its paper and the catalogue say. */
function linkedReturnsOf(database: RegisterReader, { saleId, digest }: NonNullable<ReturnLine['origin']>): LinkedReturns | undefined {
  if (digest === undefined) {
    const known = knownSale(database, saleId)
    const back = known && { soldOn: known.soldOn, language: database.facts().language }
    return known && back && { ...known, goods: (lineNo, quantity, { condition, reason }) => goodsOf(known.sale, lineNo, quantity, known.refunds, { ...back, condition, reason }) }
  }
  const kept = keptDigest(digest)
  const sale = { ...kept, lines: linkedDigestLines(kept.lines, database.itemBySku) }
  const refunds = database.pastRefundsOf(saleId)
  return {
    sale,
    refunds,
    goods(saleLineNo, quantity, { condition, reason }) {
      const item = database.itemBySku(sale.lines.find(({ lineNo }) => lineNo === saleLineNo)?.sku ?? '')
      return item === undefined ? refuse('item.unknown') : goodsOfDigest({ sale, saleLineNo, quantity, item, digest, condition, reason }, refunds)
    },
  }
}

/** The first deposit is what makes the lay-away: without it the goods would be kept for nothing. */
function openingRefusal(database: RegisterReader, { id }: Basket, { line }: BasketEdit): ReturnType<typeof refuse> | undefined {
  const isIts = line.kind === 'liability' && line.removed && line.owes.kind === 'deposit' && database.layAwayOpenedBy(id)?.id === line.owes.layAwayId
  return isIts ? refuse('layAway.opening') : undefined
}

function keep({ database, request }: CommandContext, basket: Basket & Pick<StoredBasket, 'voiding'>, edited: Result<BasketEdit>): Result<unknown> {
  const voiding = voidingRefusal(basket)
  if (voiding !== undefined) return voiding
  if (!edited.ok) return edited
  // Looking at a lot changes nothing of the goods, and is asked of them again when they leave the shop.
  const laid = edited.value.step.act === 'lotChecked' ? undefined : (laidAsideRefusal(database, basket.id) ?? openingRefusal(database, basket, edited.value))
  if (laid !== undefined) return laid
  const held = heldByPayment(database, basket.id)
  if (held !== undefined) return held
  const whole = withFollowers(database, basket, edited.value)
  if (!whole.ok) return whole
  const { followed = [], ...first } = whole.value
  const { catalogueVersion } = database.facts()
  const changes = [first, ...followed].map((edit) => pricedUnder(basket, edit, catalogueVersion))
  return accept(database.changeLines(basket.id, changes, request))
}

/** A line that comes now has its price from the catalogue of now, which may be a later one than the basket was begun under; one that stands keeps its own. */
function pricedUnder(basket: Basket, edit: BasketEdit, catalogueVersion: number): BasketEdit {
  const { line } = edit
  if (line.kind !== 'item' || catalogueVersion === basket.catalogueVersion) return edit
  return basket.lines.some(({ kind, lineNo }) => kind === 'item' && lineNo === line.lineNo) ? edit : { ...edit, line: { ...line, catalogueVersion } }
}
