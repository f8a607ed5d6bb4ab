import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { addedReturn, takenBackLine, type Act, type Basket, type BasketEdit } from '../../domain/basket/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { comesBack } from '../../domain/liability/index.ts'
import { everythingLeft, moneyOf, owedLeft } from '../../domain/refund/index.ts'
import { type SaleLine } from '../../domain/sale/index.ts'
import { knownSale, takenBackRefusal } from '../queries/index.ts'
import { businessDateAt, changeCounter, type CommandContext } from './command-context.ts'
import { openBasketOf } from './edit-basket.ts'
import { mayReturn } from './may-return.ts'

/**
 * A basket of all that is left of a sale. Not at once: a card has to be asked for its money back first, and that may end
 * without an answer, which only a basket outlives.
 */
export function voidSale(context: CommandContext, { saleId, reason }: Input<'void-sale'>): Result<CounterView> {
  const { database, seat, request } = context
  return changeCounter(context, () => {
    const operator = mayReturn(context, 'voidSale')
    if (!operator.ok) return operator
    if (openBasketOf(context) !== undefined) return refuse('basket.open')
    const known = knownSale(database, saleId)
    if (known === undefined) return refuse('sale.unknown')
    const facts = database.facts()
    // A deposit is given up with its goods, and an account was paid off: neither is undone by its sale. A card's money may come back.
    if (known.sale.liabilities?.some(({ owes }) => !comesBack(owes.kind)) === true) return refuse('return.owes')
    if (known.sale.currency !== facts.currency) return refuse('return.otherCurrency')
    const back = { soldOn: known.soldOn, language: facts.language, condition: 'stock', reason: 'voided' } as const
    const goods = everythingLeft(known.sale, known.refunds, back)
    if (!goods.ok) return goods
    const moment = context.moment()
    const act: Act = { at: moment.at, operator: operator.value.id }
    let basket: Basket = {
      id: context.newId(),
      openedAt: moment.at,
      businessDate: businessDateAt(context, moment),
      currency: facts.currency,
      catalogueVersion: facts.catalogueVersion,
      lines: [],
      trail: [{ ...act, act: 'opened' }],
    }
    const money = owedLeft(known.sale, known.refunds).filter(({ isLeft }) => isLeft).map(({ line }) => line.lineNo)
    const edits: readonly ((to: Basket) => Result<BasketEdit>)[] = [
      ...goods.value.map((one) => (to: Basket) => addedReturn(to, one, act)),
      ...money.map((lineNo) => (to: Basket) => {
        const one = moneyOf(known.sale, lineNo, known.refunds, back)
        return one.ok ? takenBackLine(to, one.value, act) : one
      }),
    ]
    for (const edit of edits) {
      const added = edit(basket)
      if (!added.ok) return added
      basket = { ...basket, lines: [...basket.lines, added.value.line], trail: [...basket.trail, added.value.step] }
    }
    const spent = takenBackRefusal(database, basket, moment.at)
    if (spent !== undefined) return spent
    database.openBasket({ ...basket, lines: linkedAsSold(basket.lines, known.sale.lines) }, seat, reason)
    database.setSeat({ seat, operatorId: operator.value.id, basketId: basket.id })
    database.rememberRequest(request)
    return accept(undefined)
  })
}

/** What came along when it was sold goes with its line again: else deposits were counted as pieces of their own. */
function linkedAsSold(lines: Basket['lines'], sold: readonly Pick<SaleLine, 'lineNo' | 'linkedTo'>[]): Basket['lines'] {
  const back = (saleLineNo: number | undefined): number | undefined => lines.find((line) => line.kind === 'return' && line.origin?.saleLineNo === saleLineNo)?.lineNo
  return lines.map((line) => {
    if (line.kind !== 'return' || line.origin === undefined) return line
    const { saleLineNo } = line.origin
    const parent = sold.find(({ lineNo }) => lineNo === saleLineNo)?.linkedTo
    const to = parent === undefined ? undefined : back(parent)
    return to === undefined ? line : { ...line, link: { to } }
  })
}
