import { type RegisterReader } from '../../db/index.ts'
import { exchangeReceiptOf, receiptOf, refundReceiptOf, type PaperFacts, type ReceiptDocument, type ReceiptMark, type ReceiptWords } from '../../domain/receipt/index.ts'
import { receiptDigest, type KeyedCheck, type RefundBody } from '../../domain/refund/index.ts'
import { type SaleBody } from '../../domain/sale/index.ts'

/** What a paper needs of a `sale.completed` or `refund.completed` entry. */
interface DocumentEntry<Body> {
  readonly at: number
  readonly tzOffset: number
  readonly businessDate: string
  readonly operator: string
  readonly body: Body
}

/** Our own words, kept verbatim under a hash: what this register wrote, it can read. */
function entryOf<Body>(text: string | undefined): DocumentEntry<Body> | undefined {
  if (text === undefined) return undefined
  const entry: unknown = JSON.parse(text)
  return entry as DocumentEntry<Body>
}

/** A code of more lines is too fine for a worn printer, and its sale is looked up at head office. */
const mostDigested = 20

/**
 * The paper of a completed sale or refund from its own entry: figures, names and time as they were frozen, never computed again.
 * Of what was sold and came back in one basket there is one paper, whichever of the two is asked for.
 * `chainCheck`: registers of the chain share a key, and its code says the sale in full; without one nobody else could read it.
 * The logo is the document's own too. Only what stands around them (the store's name, the cashier's, the words) is today's. Undefined for one not of this register.
 */
export function receiptOfSale(reader: RegisterReader, id: string, words: (language: string) => ReceiptWords, marks: readonly ReceiptMark[] = [], chainCheck?: KeyedCheck): ReceiptDocument | undefined {
  const refunded = reader.refundByBasket(id) ?? reader.refundById(id)
  const refund = refunded && entryOf<RefundBody>(reader.refundDocument(refunded.id))
  const sold = refunded === undefined ? id : refunded.basketId
  const sale = entryOf<SaleBody>(reader.saleDocument(sold))
  const entry = sale ?? refund
  if (entry === undefined) return undefined
  const { logo: _ofToday, ...facts } = reader.facts()
  const logo = sale === undefined ? reader.logoOfRefund(id) : reader.logoOfSale(sold)
  const around: PaperFacts = {
    store: logo === undefined ? facts : { ...facts, logo },
    at: entry.at,
    tzOffset: entry.tzOffset,
    operatorName: reader.operatorById(entry.operator)?.name ?? '',
    words: words(facts.language),
    language: facts.language,
    marks: facts.mode === 'demo' ? ['demo', ...marks] : marks,
  }
  if (sale === undefined) return refund && refundReceiptOf({ ...around, refund: refund.body })
  const { body, businessDate: soldOn } = sale
  const digest = chainCheck === undefined || body.lines.length > mostDigested ? {} : { digest: receiptDigest(body, { registerId: facts.registerId, soldOn }, chainCheck) }
  return refund === undefined ? receiptOf({ ...around, sale: body, ...digest }) : exchangeReceiptOf({ ...around, refund: refund.body, sale: body, ...digest })
}
