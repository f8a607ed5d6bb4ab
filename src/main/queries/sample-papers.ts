import { type Moment, type RegisterReader } from '../../db/index.ts'
import { offsetMinutes } from '../../domain/business-date/index.ts'
import { currencies, minor } from '../../domain/money/index.ts'
import { onePiece, thousandths } from '../../domain/quantity/index.ts'
import { cashSlip, giftReceiptOf, paperLanguage, receiptOf, refundReceiptOf, xPaper, type PaperFacts, type PaperKind, type PaperTemplate, type ReceiptDocument, type ReceiptMark } from '../../domain/receipt/index.ts'
import { type RefundBody } from '../../domain/refund/index.ts'
import { type SaleBody } from '../../domain/sale/index.ts'
import { type ShiftReport } from '../../domain/shift/index.ts'
import { rateOn, taxOfGroup, type TaxPack } from '../../domain/tax/index.ts'
import { firstLanguage, previewWords, receiptWords, shiftWords } from '../words/index.ts'
import { taxPackOf } from './tax-pack.ts'
import { modeMarks } from './mode-marks.ts'

/** The far end of every pack's rates: a paper to look at shows those of today. */
const anyDate = '9999-12-31'

interface Sample {
  readonly currency: SaleBody['currency']
  readonly taxPack: string
  readonly registerNumber: number
  readonly item: string
  readonly pack: TaxPack | undefined
}

/** One item, of ten units of the currency, taxed by what taxes every sale. */
export function sampleSale({ currency, taxPack, registerNumber, item, pack }: Sample): SaleBody {
  const rate = (pack && rateOn(pack, 'standard', anyDate)) ?? 0
  const price = minor(10 * 10 ** currencies[currency].exponent)
  const taxed = pack === undefined ? { net: price, tax: minor(0), gross: price } : taxOfGroup(price, rate, pack)
  return {
    saleId: '', number: `${registerNumber}-1`, basketId: '', openedAt: 0, currency, taxPack,
    lines: [{ lineNo: 1, itemId: '', sku: '1001', name: item, quantity: onePiece, unit: 'each', price: { minor: price, per: onePiece }, gross: price, discount: minor(0), total: price, taxClass: 'standard', rate, tax: taxed.tax }],
    taxes: [{ rate, net: taxed.net, tax: taxed.tax, gross: taxed.gross }],
    subtotal: price, discount: minor(0), tax: taxed.tax, total: taxed.gross,
    tenders: [{ tenderNo: 1, type: 'cash', amount: taxed.gross, received: taxed.gross, change: minor(0) }],
    change: minor(0), movements: [], trail: [],
  }
}

function sampleRefund({ saleId, number, currency, taxPack, lines, taxes, subtotal, discount, tax, total }: SaleBody, soldOn: string): RefundBody {
  return {
    refundId: '', number: number.replace(/\d+$/, '2'), kind: 'return', basketId: '', openedAt: 0, currency, taxPack, original: { saleId, number, soldOn, verified: 'known' },
    lines: lines.map((line) => ({ ...line, quantity: thousandths(line.quantity), saleLineNo: line.lineNo, condition: 'stock', reason: 'faulty' })),
    taxes, subtotal, discount, tax, total, tenders: [{ tenderNo: 1, type: 'cash', amount: total, from: 'taken' }], movements: [], trail: [],
  }
}

const nothing = { count: 0, amount: 0 } as const
const turnover = { sales: nothing, refunds: nothing, voids: nothing, taxes: [] } as const

/** A shift in which nothing was sold: what a template changes of its paper is above and below the figures. */
function sampleReport({ currency, registerNumber, at, operator, businessDate }: Pick<ShiftReport, 'currency' | 'registerNumber' | 'businessDate'> & { readonly at: number; readonly operator: string }): ShiftReport {
  return {
    ...turnover, gross: 0, discounts: [], net: 0, cancelled: nothing, noSales: 0, overrides: nothing, reprints: 0, rounding: 0, shift: 1, registerNumber, currency, businessDate, openedAt: at, until: at, operators: [operator],
    float: 0, floatCounted: 1, gaps: [], tenders: [{ tender: 'cash', expected: 0 }], movements: [], carriedPayments: [], carriedBaskets: [], unread: 0, day: turnover, month: turnover, year: turnover, grandTotal: { sales: 0, refunds: 0 },
  }
}

/** A paper of this kind as this store would print it, with something made up on it: made by what makes the real ones. */
export function samplePaper(reader: RegisterReader, paper: PaperKind, template: PaperTemplate, { at }: Pick<Moment, 'at'>, marks: readonly ReceiptMark[] = []): ReceiptDocument {
  const facts = reader.facts()
  const { currency, taxPack, registerNumber } = facts
  const languages = paperLanguage(template, facts.language)
  const example = previewWords(firstLanguage(languages))
  const tzOffset = offsetMinutes(facts.timeZone, at)
  const around: PaperFacts = {
    store: facts, at, tzOffset, operatorName: example.cashier, words: receiptWords(languages), language: firstLanguage(languages), marks: modeMarks(facts, marks), template,
  }
  const sale = sampleSale({ currency, taxPack, registerNumber, item: example.item, pack: taxPackOf(facts) })
  const businessDate = new Date(at + tzOffset * 60_000).toISOString().slice(0, 10)
  const shift = { ...around, shiftWords: shiftWords(languages), nameOf: (id: string) => id, voucherName: (kind: string) => kind }
  switch (paper) {
    case 'receipt':
      return receiptOf({ ...around, sale })
    case 'refund':
      return refundReceiptOf({ ...around, refund: sampleRefund(sale, businessDate) })
    case 'gift':
      return giftReceiptOf({ ...around, sale, lines: [1], copy: 1 })
    case 'cash':
      return cashSlip({ movementId: '', number: 1, kind: 'payOut', amount: sale.total, reason: 'supplies', at, operator: example.cashier }, currency, shift)
    case 'report':
      return xPaper(sampleReport({ currency, registerNumber, businessDate, at, operator: example.cashier }), shift, true)
  }
}
