import { type RegisterReader } from '../../db/index.ts'
import { memberEnd } from '../../domain/customer/index.ts'
import { exchangeReceiptOf, giftReceiptOf, paperLanguage, receiptOf, refundReceiptOf, type PaperFacts, type PaperKind, type PaperTemplate, type ReceiptDocument, type ReceiptMark, type ReceiptWords } from '../../domain/receipt/index.ts'
import { receiptDigest, type KeyedCheck, type RefundBody } from '../../domain/refund/index.ts'
import { type SaleBody } from '../../domain/sale/index.ts'
import { firstLanguage } from '../words/index.ts'
import { modeMarks } from './mode-marks.ts'

/** What a paper needs of a `sale.completed` or `refund.completed` entry. */
interface DocumentEntry<Body> {
  readonly at: number
  readonly tzOffset: number
  readonly businessDate: string
  readonly operator: string
  readonly body: Body
}

type WordsOf = (language: string) => ReceiptWords

/** Our own words, kept verbatim under a hash: what this register wrote, it can read. */
function entryOf<Body>(text: string | undefined): DocumentEntry<Body> | undefined {
  if (text === undefined) return undefined
  const entry: unknown = JSON.parse(text)
  return entry as DocumentEntry<Body>
}

/** A code of more lines is too fine for a worn printer, and its sale is looked up at head office. */
const mostDigested = 20

/** When the sale was that a refund is of. Nothing of a sale that is known from its paper alone. */
function whenSold(reader: RegisterReader, { original }: RefundBody): { readonly soldAt?: Pick<PaperFacts, 'at' | 'tzOffset'> } {
  const sale = original && entryOf<SaleBody>(reader.saleDocument(original.saleId))
  return sale === undefined ? {} : { soldAt: { at: sale.at, tzOffset: sale.tzOffset } }
}

type Around = Pick<DocumentEntry<unknown>, 'at' | 'tzOffset' | 'operator'> & { readonly logo: PaperFacts['store']['logo'] | undefined }

/** What stands around a paper, by its template of today, or by the one that is given. */
function around(reader: RegisterReader, paper: PaperKind, { at, tzOffset, operator, logo }: Around, words: WordsOf, marks: readonly ReceiptMark[], asked?: PaperTemplate): PaperFacts {
  const { logo: _ofToday, ...facts } = reader.facts()
  const template = asked ?? reader.templateOf(paper)?.template
  const languages = paperLanguage(template, facts.language)
  return {
    store: logo === undefined ? facts : { ...facts, logo },
    at,
    tzOffset,
    operatorName: reader.operatorById(operator)?.name ?? '',
    words: words(languages),
    language: firstLanguage(languages),
    marks: modeMarks(facts, marks),
    ...(template && { template }),
  }
}

/**
 * The paper of a completed sale or refund from its own entry: figures, names and time as they were frozen, never computed again.
 * Of what was sold and came back in one basket there is one paper, whichever of the two is asked for.
 * `chainCheck`: registers of the chain share a key, and its code says the sale in full; without one nobody else could read it.
 * The logo is the document's own too. Only what stands around them (the store's name, the cashier's, the words, the template) is today's. Undefined for one not of this register.
 */
export function receiptOfSale(reader: RegisterReader, id: string, words: WordsOf, marks: readonly ReceiptMark[] = [], chainCheck?: KeyedCheck): ReceiptDocument | undefined {
  const refunded = reader.refundByBasket(id) ?? reader.refundById(id)
  const refund = refunded && entryOf<RefundBody>(reader.refundDocument(refunded.id))
  const sold = refunded === undefined ? id : refunded.basketId
  const sale = entryOf<SaleBody>(reader.saleDocument(sold))
  if (sale === undefined) {
    if (refund === undefined) return undefined
    return refundReceiptOf({ ...around(reader, 'refund', { ...refund, logo: reader.logoOfRefund(id) }, words, marks), refund: refund.body, ...whenSold(reader, refund.body) })
  }
  const printed = around(reader, 'receipt', { ...sale, logo: reader.logoOfSale(sold) }, words, marks)
  // Looked up and not frozen: erased, it is on no paper any more.
  const member = sale.body.customer === undefined ? undefined : reader.customerById(sale.body.customer)?.member
  const { body, businessDate: soldOn } = sale
  const facts = member === undefined ? printed : { ...printed, memberEnd: memberEnd(member) }
  const digest = chainCheck === undefined || body.lines.length > mostDigested ? {} : { digest: receiptDigest(body, { registerId: reader.facts().registerId, soldOn }, chainCheck) }
  return refund === undefined ? receiptOf({ ...facts, sale: body, ...digest }) : exchangeReceiptOf({ ...facts, refund: refund.body, sale: body, ...digest, ...whenSold(reader, refund.body) })
}

/** What stands around a paper of neither a sale nor a refund, by its template of today. */
export function paperFacts(reader: RegisterReader, paper: PaperKind, written: Omit<Around, 'logo'>, words: WordsOf): PaperFacts {
  return around(reader, paper, { ...written, logo: reader.facts().logo }, words, [])
}

/** The sale of this id as it was frozen; undefined for a refund, and for one not of this register. */
export function soldOf(reader: RegisterReader, saleId: string): SaleBody | undefined {
  return entryOf<SaleBody>(reader.saleDocument(saleId))?.body
}

/** A paper without prices of these lines of a sale. Undefined for one not of this register. */
export function giftReceiptOfSale(reader: RegisterReader, saleId: string, { lines, copy }: { readonly lines: readonly number[]; readonly copy: number }, words: WordsOf): ReceiptDocument | undefined {
  const sale = entryOf<SaleBody>(reader.saleDocument(saleId))
  if (sale === undefined) return undefined
  return giftReceiptOf({ ...around(reader, 'gift', { ...sale, logo: reader.logoOfSale(saleId) }, words, []), sale: sale.body, lines, copy })
}
