import { type RefundFault } from '../../contracts/replication/index.ts'
import { checkRefund, isTaxOnTop, nothingReturned, returnedByLine, shareOf } from '../../domain/refund/index.ts'
import { taxPacks } from '../../domain/tax/index.ts'
import { type ComparableRefund, type ComparableSale } from './comparable.ts'

/** A refund of the same sale that reached head office before. */
export interface EarlierRefund {
  readonly refundId: string
  /** Of its receipt. */
  readonly number: string
  readonly register: string
  readonly body: ComparableRefund
}

/** `notComparable`: this head office does not know enough to say anything, and says so. */
export type Verdict =
  | { readonly result: 'agrees' }
  | { readonly result: 'contradicted'; readonly reason: RefundFault; readonly lineNo?: number; readonly other?: Pick<EarlierRefund, 'refundId' | 'number'> }
  | { readonly result: 'waiting'; readonly reason: 'notComparable' }

const contradicted = (reason: RefundFault, more: Omit<Extract<Verdict, { result: 'contradicted' }>, 'result' | 'reason'> = {}): Verdict => ({ result: 'contradicted', reason, ...more })

/**
 * Holds a refund against its sale and the refunds of it that arrived before. `sale` is left out for one without a receipt,
 * which can only agree with itself. It reports and never corrects: whatever it says, the goods are back and the money is gone.
 *
 * Goods are counted over all registers: that is what two of them offline can not know of each other. Money is held against
 * what the refund's own register could know, its own earlier refunds: two that each gave back one of three at 1.00 both
 * rounded rightly, and a cent between them is nobody's mistake.
 */
export function judgeRefund(refund: ComparableRefund, register: string, sale: ComparableSale | undefined, before: readonly EarlierRefund[]): Verdict {
  if (!Object.hasOwn(taxPacks, refund.taxPack)) return { result: 'waiting', reason: 'notComparable' }
  if (checkRefund(refund).length > 0) return contradicted('inItself')
  const { original } = refund
  if (original === undefined || sale === undefined) return { result: 'agrees' }
  if (original.number !== sale.number || original.soldOn !== sale.businessDate || refund.currency !== sale.currency) return contradicted('saleAltered')
  const known = original.verified === 'known' ? sale : asOnPaper(sale)
  const own = before.filter((one) => one.register === register)
  const fault = goodsFault(refund, known, before, register) ?? owedFault(refund, known, before) ?? moneyFault(refund, known, own)
  if (fault !== undefined) return fault
  // Everything of the lines is found by now: what is left to disagree is where the money went.
  const overdrawn = checkRefund(refund, taxPacks, { sale: known, refunds: own.map(({ body }) => body) }).length > 0 || isCardOverdrawn(refund, sale, before)
  return overdrawn ? contradicted('tenderOver') : { result: 'agrees' }
}

/**
 * A card, wallet or account to which all registers together gave back more than it took, beyond the unit that each line may be rounded
 * by. Coins are left out: they are rounded part by part, and the goods they went out for are counted already.
 */
function isCardOverdrawn(refund: ComparableRefund, sale: ComparableSale, before: readonly EarlierRefund[]): boolean {
  const all = [...before.map(({ body }) => body), refund]
  const slack = all.reduce((count, { lines }) => count + lines.length, 0)
  return refund.tenders.some((tender) => {
    if (!('of' in tender)) return false
    const took = sale.tenders.find(({ tenderNo }) => tenderNo === tender.of)?.amount ?? 0
    const back = all.flatMap(({ tenders }) => tenders).reduce((total, one) => total + ('of' in one && one.of === tender.of ? one.amount : 0), 0)
    return back > took + slack
  })
}

/** A receipt's code says what was paid for a line, not what was taken off it: a refund made from it alone has no discounts. */
function asOnPaper(sale: ComparableSale): ComparableSale {
  return { ...sale, lines: sale.lines.map(({ lineDiscount: _line, basketDiscount: _basket, ...line }) => line) }
}

function goodsFault(refund: ComparableRefund, sale: ComparableSale, before: readonly EarlierRefund[], register: string): Verdict | undefined {
  const bodies = before.map(({ body }) => body)
  for (const [index, { lineNo, saleLineNo, quantity }] of refund.lines.entries()) {
    const sold = sale.lines.find((line) => line.lineNo === saleLineNo)
    if (sold === undefined) return contradicted('unknownLine', { lineNo })
    const back = returnedByLine(sale.saleId, [...bodies, { ...refund, lines: refund.lines.slice(0, index) }]).get(sold.lineNo) ?? nothingReturned
    if (quantity <= sold.quantity - back.quantity) continue
    const sameLine = before.filter(({ body }) => body.lines.some((line) => line.saleLineNo === saleLineNo))
    // Who looks into it wants the one this register could not know of.
    const other = sameLine.findLast((one) => one.register !== register) ?? sameLine.at(-1)
    return other === undefined ? contradicted('moreThanSold', { lineNo }) : contradicted('returnedTwice', { lineNo, other: { refundId: other.refundId, number: other.number } })
  }
  return undefined
}

/** What was put on a card comes off it once, as it was put there: by that line, to that card. */
function owedFault({ liabilities = [] }: ComparableRefund, sale: ComparableSale, before: readonly EarlierRefund[]): Verdict | undefined {
  for (const { lineNo, saleLineNo } of liabilities) {
    if (!(sale.liabilities ?? []).some((line) => line.lineNo === saleLineNo)) return contradicted('unknownLine', { lineNo })
    const other = before.findLast(({ body }) => body.liabilities?.some((line) => line.saleLineNo === saleLineNo) === true)
    if (other !== undefined) return contradicted('returnedTwice', { lineNo, other: { refundId: other.refundId, number: other.number } })
  }
  return undefined
}

function moneyFault(refund: ComparableRefund, sale: ComparableSale, own: readonly EarlierRefund[]): Verdict | undefined {
  const bodies = own.map(({ body }) => body)
  for (const [index, line] of refund.lines.entries()) {
    const sold = sale.lines.find(({ lineNo }) => lineNo === line.saleLineNo)
    if (sold === undefined) continue
    const back = returnedByLine(sale.saleId, [...bodies, { ...refund, lines: refund.lines.slice(0, index) }]).get(sold.lineNo) ?? nothingReturned
    const share = shareOf(sold, line.quantity, back, isTaxOnTop(sale))
    const same = line.total === share.total && line.tax === share.tax && (line.lineDiscount ?? 0) === share.lineDiscount && (line.basketDiscount ?? 0) === share.basketDiscount
    if (!same || line.rate !== sold.rate || line.taxGroup !== sold.taxGroup) return contradicted('otherPrice', { lineNo: line.lineNo })
  }
  return undefined
}
