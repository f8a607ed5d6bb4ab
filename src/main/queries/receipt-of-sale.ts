import { type RegisterReader } from '../../db/index.ts'
import { receiptOf, type ReceiptDocument, type ReceiptMark, type ReceiptWords } from '../../domain/receipt/index.ts'
import { type SaleBody } from '../../domain/sale/index.ts'

/** What the receipt needs of a `sale.completed` entry. */
interface SaleEntry {
  readonly at: number
  readonly tzOffset: number
  readonly operator: string
  readonly body: SaleBody
}

/**
 * The paper of a completed sale from its own entry: figures, names and time as they were frozen, never computed again.
 * The logo is the sale's own too. Only what stands around them (the store's name, the cashier's, the words) is today's. Undefined for a sale not of this register.
 */
export function receiptOfSale(reader: RegisterReader, saleId: string, words: (language: string) => ReceiptWords, marks: readonly ReceiptMark[] = []): ReceiptDocument | undefined {
  const text = reader.saleDocument(saleId)
  if (text === undefined) return undefined
  // Our own words, kept verbatim under a hash: what this register wrote, it can read.
  const entry: unknown = JSON.parse(text)
  const { at, tzOffset, operator, body } = entry as SaleEntry
  const { logo: _ofToday, ...facts } = reader.facts()
  const logo = reader.logoOfSale(saleId)
  return receiptOf({
    sale: body,
    store: logo === undefined ? facts : { ...facts, logo },
    at,
    tzOffset,
    operatorName: reader.operatorById(operator)?.name ?? '',
    words: words(facts.language),
    language: facts.language,
    marks: facts.mode === 'demo' ? ['demo', ...marks] : marks,
  })
}
