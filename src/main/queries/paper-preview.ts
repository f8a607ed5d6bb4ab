import { type Input, type Output } from '../../contracts/ipc/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { offsetMinutes } from '../../domain/business-date/index.ts'
import { currencies, minor } from '../../domain/money/index.ts'
import { onePiece } from '../../domain/quantity/index.ts'
import { receiptOf } from '../../domain/receipt/index.ts'
import { rateOn, taxOfGroup, taxPackById } from '../../domain/tax/index.ts'
import { previewWords, receiptWords } from '../words/index.ts'
import { type QueryContext } from './query-context.ts'

/** The far end of every pack's rates: a paper to look at shows those of today. */
const anyDate = '9999-12-31'

/**
 * One item at ten units of the currency, priced and taxed by what prices and taxes every sale, on the paper that prints
 * them: what a person judges here is what their customer will hold.
 */
export function paperPreview({ reader, now }: QueryContext, input: Input<'paper-preview'>): Result<Output<'paper-preview'>> {
  const { logo, registerNumber, ...facts } = reader.facts()
  const { language = facts.language, currency = facts.currency, taxPack = facts.taxPack, timeZone = facts.timeZone, ...paper } = input
  const words = previewWords(language)
  const pack = taxPackById(taxPack)
  const rate = (pack && rateOn(pack, 'standard', anyDate)) ?? 0
  const price = minor(10 * 10 ** currencies[currency].exponent)
  const taxed = pack === undefined ? { net: price, tax: minor(0), gross: price } : taxOfGroup(price, rate, pack)
  const at = now?.at ?? 0
  const shown = (lines: readonly string[]): string[] => lines.map((line) => line.trim()).filter((line) => line !== '')
  const chainName = paper.chainName.trim()
  const storeName = paper.storeName.trim()
  const document = receiptOf({
    store: { chainName, storeName: storeName === '' ? chainName : storeName, storeLines: shown(paper.storeLines), receiptFooter: shown(paper.receiptFooter), ...(logo && { logo }) },
    at,
    tzOffset: offsetMinutes(timeZone, at),
    operatorName: words.cashier,
    words: receiptWords(language),
    language,
    marks: [],
    sale: {
      saleId: '', number: `${registerNumber}-1`, basketId: '', openedAt: at, currency, taxPack,
      lines: [{ lineNo: 1, itemId: '', sku: '', name: words.item, quantity: onePiece, unit: 'each', price: { minor: price, per: onePiece }, gross: price, discount: minor(0), total: price, taxClass: 'standard', rate, tax: taxed.tax }],
      taxes: [{ rate, net: taxed.net, tax: taxed.tax, gross: taxed.gross }],
      subtotal: price, discount: minor(0), tax: taxed.tax, total: taxed.gross,
      tenders: [{ tenderNo: 1, type: 'cash', amount: taxed.gross, received: taxed.gross, change: minor(0) }],
      change: minor(0), movements: [], trail: [],
    },
  })
  return accept({ document: { ...document, blocks: [...document.blocks] } })
}
