import { minor } from '../money/index.ts'
import { cashRoundingRules, referenceProblems, roundCash } from '../tender/index.ts'
import { sum, type Note } from './refund-note.ts'
import { type CheckedRefund, type RefundTenderLine } from './refund.ts'

type Rounding = Extract<RefundTenderLine, { type: 'rounding' }>

/** By a rule: what that rule makes of this cash. By what was paid: any amount, for only the sale and its refunds can tell. */
function isRounded({ amount, rule: id, by }: Rounding, cash: number, { currency }: CheckedRefund): boolean {
  const rule = Object.hasOwn(cashRoundingRules, id) ? cashRoundingRules[id] : undefined
  if (rule === undefined || rule.currency !== currency || !Number.isSafeInteger(cash + amount)) return false
  return by === 'paid' || (by === 'rule' && roundCash(minor(cash + amount), rule).payable === cash)
}

/** Adds the tenders of a refund up again: to the total, and to what was given back for it. */
export function checkRefundTenders(body: CheckedRefund, note: Note): void {
  body.tenders.forEach((tender, index) => {
    const where = `tender ${tender.tenderNo}`
    note(tender.tenderNo === index + 1, `${where}: out of order`)
    note(Number.isSafeInteger(tender.amount), `${where}: not an amount`)
    if (tender.type === 'rounding') {
      const cash = body.tenders[index - 1]
      note(cash?.type === 'cash' && cash.from === tender.from, `${where}: a rounding that is not of the cash before it`)
      note(tender.amount !== 0 && isRounded(tender, cash?.amount ?? 0, body), `${where}: not what its rule rounds`)
      return
    }
    note(tender.amount > 0 || (tender.type === 'cash' && tender.amount === 0), `${where}: nothing, or money that was taken`)
    if (tender.type === 'exchange') note(index === 0, `${where}: an exchange that is not the first`)
    if (tender.type === 'cash') note(tender.from === 'instead' || (tender.from === 'taken' && body.original !== undefined), `${where}: cash of no sale`)
    if (tender.type === 'account') note(body.original !== undefined, `${where}: an account of no sale`)
    if (tender.type === 'giftCard' || tender.type === 'storeCredit') note(tender.of === undefined ? tender.type === 'storeCredit' : body.original !== undefined, `${where}: onto a card that no sale took`)
    if (tender.type !== 'card' && tender.type !== 'wallet') return
    note(body.original !== undefined, `${where}: a payment of no sale`)
    for (const problem of tender.payment === undefined ? [] : referenceProblems(tender.payment)) note(false, `${where}: ${problem}`)
  })
  const roundings = body.tenders.filter(({ type }) => type === 'rounding')
  const total = body.total + (body.owed ?? 0)
  note(sum(body.tenders, ({ amount }) => amount) === total, 'tenders do not add up to total')
  note((body.payable === undefined) === (roundings.length === 0), 'a rounding without what is payable, or the other way round')
  note((body.payable ?? total) === total - sum(roundings, ({ amount }) => amount), 'total less rounding is not what is payable')
}
