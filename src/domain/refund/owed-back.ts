import { type MoneyBack, type TakenBackLine } from '../basket/index.ts'
import { accept, refuse, type Result } from '../errors/index.ts'
import { comesBack } from '../liability/index.ts'
import { minor, type Minor } from '../money/index.ts'
import { type SaleBody, type SaleLiability } from '../sale/index.ts'
import { type CheckedLiability, refundsOf, type PastRefund, type RefundBody, type RefundLiability } from './refund.ts'
import { sum, type Note } from './refund-note.ts'
import { type ReturnableSale } from './returnable-sale.ts'

/** A line of a sale that put money on a card. It comes back whole or not at all: what is on a card has no halves. */
export interface OwedLeft {
  readonly line: SaleLiability
  readonly isLeft: boolean
}

function goneLines(saleId: string, refunds: readonly PastRefund[]): Set<number> {
  return new Set(refundsOf(saleId, refunds).flatMap(({ liabilities = [] }) => liabilities.map(({ saleLineNo }) => saleLineNo)))
}

/** What a sale put on cards, each with whether that is still to be had back by its refunds. Whether the card has it is another question. */
export function owedLeft(sale: Pick<SaleBody, 'saleId' | 'liabilities'>, refunds: readonly PastRefund[]): readonly OwedLeft[] {
  const gone = goneLines(sale.saleId, refunds)
  return (sale.liabilities ?? []).filter(({ owes }) => comesBack(owes.kind)).map((line) => ({ line, isLeft: !gone.has(line.lineNo) }))
}

/** Refuses `return.lineUnknown` for a line that put nothing on a card, and `return.tooMany` (params: left) for one that was taken back. */
export function moneyOf(sale: SaleBody, saleLineNo: number, refunds: readonly PastRefund[], { soldOn, language, reason }: Pick<TakenBackLine, 'reason'> & { readonly soldOn: string; readonly language: string }): Result<MoneyBack> {
  const found = owedLeft(sale, refunds).find(({ line }) => line.lineNo === saleLineNo)
  if (found === undefined) return refuse('return.lineUnknown', { lineNo: saleLineNo })
  if (!found.isLeft) return refuse('return.tooMany', { left: 0 })
  const { name, printed, owes, amount } = found.line
  return accept({
    origin: { saleId: sale.saleId, saleNumber: sale.number, saleLineNo, soldOn, verified: 'known' },
    names: { [language]: name },
    ...(printed === undefined ? {} : { printed }),
    owes,
    amount,
    reason,
  })
}

/** What the lines of a basket take off cards, in minor units. Refuses `return.lineUnknown` and `return.tooMany` (params: left). */
export function priceTakenBack(lines: readonly TakenBackLine[], sale: ReturnableSale, refunds: readonly PastRefund[]): Result<Minor> {
  const gone = goneLines(sale.saleId, refunds)
  let owed = 0
  for (const { lineNo, origin, amount } of lines) {
    const sold = sale.liabilities?.find((line) => line.lineNo === origin.saleLineNo)
    if (sold === undefined || origin.saleId !== sale.saleId || sold.amount !== amount) return refuse('return.lineUnknown', { lineNo })
    if (gone.has(sold.lineNo)) return refuse('return.tooMany', { left: 0 })
    gone.add(sold.lineNo)
    owed += amount
  }
  return accept(minor(owed))
}

/** As its document says it. */
export function refundLiabilities(lines: readonly TakenBackLine[], name: (line: TakenBackLine) => string): Pick<RefundBody, 'liabilities' | 'owed'> {
  if (lines.length === 0) return {}
  const liabilities = lines.map((line): RefundLiability => {
    const { lineNo, origin, printed, owes, amount } = line
    return { lineNo, saleLineNo: origin.saleLineNo, name: name(line), ...(printed === undefined ? {} : { printed }), owes, amount }
  })
  return { liabilities, owed: minor(sum(liabilities, ({ amount }) => amount)) }
}

/** What was given back in all, before cash was rounded: for goods, and for what is owed no longer. */
export function givenBackFor({ total, owed }: { readonly total: Minor; readonly owed?: Minor }): Minor {
  return minor(total + (owed ?? 0))
}

interface Owed {
  readonly lines: readonly { readonly lineNo: number }[]
  readonly liabilities?: readonly CheckedLiability[]
  readonly owed?: number
  readonly original?: unknown
}

/** Adds up what is owed no longer: whole amounts above nothing, of a sale, each on a line of its own. */
export function checkRefundLiabilities({ lines, liabilities, owed, original }: Owed, note: Note): void {
  note((liabilities === undefined) === (owed === undefined), 'something owed no longer without its lines, or lines without their sum')
  if (liabilities === undefined) return
  const goods = new Set(lines.map(({ lineNo }) => lineNo))
  for (const { lineNo, amount } of liabilities) {
    note(Number.isSafeInteger(amount) && amount > 0, `taken back on line ${lineNo}: not an amount`)
    note(Number.isSafeInteger(lineNo) && lineNo > 0 && !goods.has(lineNo), `taken back on line ${lineNo}: a line of goods`)
  }
  note(original !== undefined, 'money of no sale was taken back')
  note(liabilities.length > 0 && new Set(liabilities.map(({ lineNo }) => lineNo)).size === liabilities.length, 'no line is taken back, or one twice')
  note(sum(liabilities, ({ amount }) => amount) === owed, 'what is owed no longer does not add up')
}

/** Each against what its sale owed, and to whom; and that nobody took it back before. */
export function checkOwedOfSale({ liabilities = [] }: Pick<Owed, 'liabilities'>, sale: ReturnableSale, refunds: readonly PastRefund[], note: Note): void {
  const gone = goneLines(sale.saleId, refunds)
  for (const { lineNo, saleLineNo, owes, amount } of liabilities) {
    const sold = sale.liabilities?.find((line) => line.lineNo === saleLineNo)
    const isSame = sold?.amount === amount && sold.owes.kind === owes.kind && (sold.owes.kind !== 'giftCard' || sold.owes.number === owes.number)
    note(isSame, `taken back on line ${lineNo}: not what the sale owed`)
    note(!gone.has(saleLineNo), `taken back on line ${lineNo}: more than was left`)
    gone.add(saleLineNo)
  }
}
