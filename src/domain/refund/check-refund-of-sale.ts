import { tenderKindOf } from '../tender/index.ts'
import { returnedByLine } from './left-to-return.ts'
import { sum, type Note } from './refund-note.ts'
import { refundsOf, type PastRefund, type CheckedRefund } from './refund.ts'
import { isTaxOnTop, type ReturnableSale } from './returnable-sale.ts'
import { addedShares, nothingReturned, shareOf } from './returned-share.ts'

/** Each line against what was left of it: goods, money, discount and tax to the unit. */
function checkLinesOfSale(body: CheckedRefund, sale: ReturnableSale, refunds: readonly PastRefund[], note: Note): void {
  const onTop = isTaxOnTop(sale)
  const returned = returnedByLine(sale.saleId, refunds)
  for (const line of body.lines) {
    const where = `line ${line.lineNo}`
    const sold = sale.lines.find(({ lineNo }) => lineNo === line.saleLineNo)
    const before = sold && (returned.get(sold.lineNo) ?? nothingReturned)
    note(sold !== undefined, `${where}: not on the sale`)
    if (sold === undefined || before === undefined || !Number.isSafeInteger(line.quantity)) continue
    note(line.quantity <= sold.quantity - before.quantity, `${where}: more than was left`)
    note(line.rate === sold.rate && line.taxGroup === sold.taxGroup, `${where}: another rate than it was sold at`)
    const share = shareOf(sold, line.quantity, before, onTop)
    note(line.total === share.total && line.tax === share.tax && (line.lineDiscount ?? 0) === share.lineDiscount && (line.basketDiscount ?? 0) === share.basketDiscount, `${where}: not its share of what was paid`)
    returned.set(sold.lineNo, addedShares(before, share))
  }
}

/** Each of the sale's tenders against what went back to it, with this refund; cash in coins, as it was paid. */
function checkTendersOfSale(body: CheckedRefund, sale: ReturnableSale, refunds: readonly PastRefund[], note: Note): void {
  const all = [...refunds, body].flatMap(({ tenders }) => tenders)
  for (const tender of body.tenders) {
    if (!('of' in tender) || tender.of === undefined) continue
    const original = sale.tenders.find(({ tenderNo }) => tenderNo === tender.of)
    const back = sum(all, (one) => ('of' in one && one.of === tender.of ? one.amount : 0))
    note(original?.type === tender.type && back <= original.amount, `tender ${tender.tenderNo}: more than that tender took`)
    if (tender.type === 'account' && tender.customer !== undefined) note(original?.customer === undefined || original.customer === tender.customer, `tender ${tender.tenderNo}: on another account than the sale's`)
  }
  const coins = sum(all, (one) => (one.type === 'cash' && one.from === 'taken' ? one.amount : 0))
  note(coins <= sum(sale.tenders, (one) => (tenderKindOf(one.type)?.givesBack === 'cash' ? one.amount : 0)), 'more cash than the sale took')
}

/** What only the sale and the refunds before this one can tell. */
export function checkOfSale(body: CheckedRefund, sale: ReturnableSale, refunds: readonly PastRefund[], note: Note): void {
  note(body.original?.saleId === sale.saleId && body.currency === sale.currency, 'not a refund of this sale')
  const before = refundsOf(sale.saleId, refunds)
  checkLinesOfSale(body, sale, before, note)
  checkTendersOfSale(body, sale, before, note)
}
