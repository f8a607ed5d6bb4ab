import { minor } from '../money/index.ts'
import { cashRoundingRules, isRate, referenceProblems, roundCash, roundChange, tenderKindOf, worthOf, type CashRoundingRule, type TenderLine } from '../tender/index.ts'
import { type Note } from './check-discounts.ts'
import { paidFor } from './liabilities.ts'
import { type SaleBody } from './sale.ts'

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0)
}

/** Notes that were worth more than was due: what they were worth less what was due came back, rounded like any cash. */
function isChangeRounded({ worth, change }: Extract<TenderLine, { type: 'foreignCash' }>, rounding: number, rule: CashRoundingRule): boolean {
  if (!Number.isSafeInteger(change - rounding)) return false
  const exact = minor(change - rounding)
  // Sales of before cut it off whatever the rule: they stay what they are, and add up.
  return roundChange(exact, worth, rule) === change || Math.min(worth, roundCash(exact, rule).payable) === change
}

/** The cash of the sale and its rounding are one amount, rounded by the rule it names, in the currency of the rule. */
function isRounded(rounding: Extract<TenderLine, { type: 'rounding' }>, sale: SaleBody): boolean {
  const rule = Object.hasOwn(cashRoundingRules, rounding.rule) ? cashRoundingRules[rounding.rule] : undefined
  const paid = sum(sale.tenders, (tender) => (tender.type === 'cash' ? tender.amount : 0))
  const owed = paid + rounding.amount
  if (rule === undefined || rule.currency !== sale.currency || !Number.isSafeInteger(owed)) return false
  const before = sale.tenders.at(-2)
  if (before?.type === 'foreignCash') return isChangeRounded(before, rounding.amount, rule)
  return roundCash(minor(owed), rule).payable === paid
}

/** Adds the tenders of a sale up again: to the total, to the change, and the one rounding of cash there may be. */
export function checkTenders(sale: SaleBody, note: Note): void {
  sale.tenders.forEach((tender, index) => {
    const where = `tender ${tender.tenderNo}`
    note(tender.tenderNo === index + 1, `${where}: out of order`)
    if (tender.type === 'cash') note(tender.received - tender.change === tender.amount, `${where}: received - change is not amount`)
    if (tender.type === 'foreignCash') {
      const { worth, change, amount, received, rate, currency } = tender
      note(isRate(rate) && received > 0 && worthOf(received, rate) === worth, `${where}: not worth what its rate says`)
      note(worth - change === amount && change >= 0 && currency !== sale.currency, `${where}: worth - change is not amount`)
    }
    if (tender.type === 'voucher') {
      const { amount, surplus, voucher } = tender
      note(amount > 0 && amount <= voucher.faceValue, `${where}: pays more than it says`)
      note(surplus === undefined || (surplus > 0 && amount + surplus === voucher.faceValue), `${where}: a surplus that is not the rest of it`)
    }
    if (tender.type === 'card' && tender.payment !== undefined) {
      for (const problem of referenceProblems(tender.payment)) note(false, `${where}: ${problem}`)
    }
    if (tender.type === 'account') note(tender.amount > 0 && sale.customer !== undefined && tender.customer === sale.customer, `${where}: on the account of nobody who bought`)
    if (tender.type === 'giftCard' || tender.type === 'storeCredit') note(tender.amount > 0 && (tender.left ?? 0) >= 0, `${where}: spends nothing, or more than there was`)
    if (tender.type === 'deposit') note(index === 0 && tender.amount > 0, `${where}: a deposit that is not the first, or of nothing`)
    if (tender.type === 'exchange') note(index === 0 && tender.amount > 0, `${where}: an exchange that is not the first, or of nothing`)
    if (tender.type !== 'rounding') return
    note(tenderKindOf(sale.tenders[index - 1]?.type ?? '')?.rounded === true && index === sale.tenders.length - 1, `${where}: a rounding that is not of the last cash`)
    note(tender.amount !== 0 && isRounded(tender, sale), `${where}: not what its rule rounds`)
  })
  const cash = sale.tenders.filter((tender) => tender.type === 'cash' || tender.type === 'foreignCash')
  const roundings = sale.tenders.filter((tender) => tender.type === 'rounding')
  note(sum(sale.tenders, ({ amount }) => amount) === paidFor(sale), 'tenders do not add up to total')
  note(sum(cash, ({ change }) => change) === sale.change, 'changes of tenders do not add up to change')
  note((sale.payable === undefined) === (roundings.length === 0), 'a rounding without what is payable, or the other way round')
  note((sale.payable ?? paidFor(sale)) === paidFor(sale) - sum(roundings, ({ amount }) => amount), 'total less rounding is not what is payable')
}
