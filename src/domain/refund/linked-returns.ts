import { type Act, type Basket, type BasketEdit, type ReturnedGoods, type ReturnLine } from '../basket/index.ts'
import { accept, type Result } from '../errors/index.ts'
import { onePiece, thousandths, type Thousandths } from '../quantity/index.ts'
import { leftToReturn } from './left-to-return.ts'
import { type PastRefund } from './refund.ts'
import { type ReturnableSale } from './returnable-sale.ts'

/** A line as far as what came along with it goes: of a sale, or of the code on its paper. */
type SoldLine = ReturnableSale['lines'][number] & { readonly linkedTo?: number }

export interface LinkedReturns {
  readonly sale: Pick<ReturnableSale, 'saleId'> & { readonly lines: readonly SoldLine[] }
  readonly refunds: readonly PastRefund[]
  /** So much of a line as goods that come back like those they belong to. */
  readonly goods: (saleLineNo: number, quantity: Thousandths, like: Pick<ReturnLine, 'condition' | 'reason'>) => Result<ReturnedGoods>
}

/** The whole pieces of what came along that come back with so much of a line, as far as they are left and not in the basket already. */
function comesBack({ sale, refunds }: LinkedReturns, sold: SoldLine, parent: SoldLine, quantity: Thousandths, lines: Basket['lines'], except?: number): Thousandths {
  const share = Math.floor((sold.quantity * quantity) / parent.quantity / onePiece) * onePiece
  const left = leftToReturn(sale, refunds).find(({ lineNo }) => lineNo === sold.lineNo)?.left ?? 0
  const inBasket = lines.reduce((sum, line) => (line.kind === 'return' && !line.removed && line.lineNo !== except && line.origin?.saleLineNo === sold.lineNo ? sum + line.quantity : sum), 0)
  return thousandths(Math.max(0, Math.min(share, left - inBasket)))
}

function stepOf(line: ReturnLine, to: number, act: Act, word: BasketEdit['step']['act']): BasketEdit {
  const { at, operator, approver } = act
  const who = { at, operator, ...(approver === undefined ? {} : { approver }) }
  const { lineNo, itemId, quantity, reason, origin } = line
  return { line, step: { ...who, act: word, lineNo, itemId, quantity, reason, linkedTo: to, ...(origin === undefined ? {} : { saleId: origin.saleId }) } }
}

/**
 * A return with what came along when it was sold: the deposit of a bottle comes back with the bottle, as far as it is still
 * left. It stands on a line of its own, follows the other, and may be struck by itself: the bottle may be broken.
 */
export function withLinkedReturns(basket: Pick<Basket, 'lines' | 'trail'>, edit: BasketEdit, back: LinkedReturns, act: Act): Result<BasketEdit> {
  const { line } = edit
  if (line.kind !== 'return' || line.origin === undefined || line.link !== undefined) return accept(edit)
  const { origin } = line
  const parent = back.sale.lines.find(({ lineNo }) => lineNo === origin.saleLineNo)
  if (parent === undefined) return accept(edit)
  const followed: BasketEdit[] = []
  let lines: Basket['lines'] = [...basket.lines.filter(({ lineNo }) => lineNo !== line.lineNo), line]
  for (const sold of back.sale.lines.filter(({ linkedTo }) => linkedTo === parent.lineNo)) {
    const one = followedReturn({ lines, wasRemoved: basket.lines.some(({ lineNo, removed }) => lineNo === line.lineNo && removed) }, line, { sold, parent, back }, act)
    if (!one.ok) return one
    if (one.value === undefined) continue
    followed.push(one.value)
    lines = [...lines, one.value.line]
  }
  return accept(followed.length === 0 ? edit : { ...edit, followed })
}

interface Sold {
  readonly sold: SoldLine
  readonly parent: SoldLine
  readonly back: LinkedReturns
}

function followedReturn({ lines, wasRemoved }: { readonly lines: Basket['lines']; readonly wasRemoved: boolean }, line: ReturnLine, { sold, parent, back }: Sold, act: Act): Result<BasketEdit | undefined> {
  const standing = lines.find((one): one is ReturnLine => one.kind === 'return' && one.link?.to === line.lineNo && one.origin?.saleLineNo === sold.lineNo)
  const quantity = line.removed ? thousandths(0) : comesBack(back, sold, parent, line.quantity, lines, standing?.lineNo)
  if (standing !== undefined) {
    if (standing.removed && !(wasRemoved && quantity > 0)) return accept(undefined)
    if (!standing.removed && quantity === standing.quantity) return accept(undefined)
    if (quantity === 0) return accept(stepOf({ ...standing, removed: true }, line.lineNo, act, 'removed'))
    return accept(stepOf({ ...standing, quantity, removed: false }, line.lineNo, act, standing.removed ? 'restored' : 'quantityChanged'))
  }
  if (quantity === 0 || line.origin === undefined) return accept(undefined)
  const goods = back.goods(sold.lineNo, quantity, line)
  if (!goods.ok) return goods
  const { left: _, ...facts } = goods.value
  const lineNo = Math.max(...lines.map((one) => one.lineNo)) + 1
  return accept(stepOf({ kind: 'return', lineNo, removed: false, ...facts, link: { to: line.lineNo } }, line.lineNo, act, 'returned'))
}
