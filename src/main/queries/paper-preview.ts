import { type Input, type Output } from '../../contracts/ipc/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { offsetMinutes } from '../../domain/business-date/index.ts'
import { receiptOf } from '../../domain/receipt/index.ts'
import { taxPackById } from '../../domain/tax/index.ts'
import { previewWords, receiptWords } from '../words/index.ts'
import { type QueryContext } from './query-context.ts'
import { sampleSale } from './sample-papers.ts'

/**
 * One item at ten units of the currency, priced and taxed by what prices and taxes every sale, on the paper that prints
 * them: what a person judges here is what their customer will hold.
 */
export function paperPreview({ reader, now }: QueryContext, input: Input<'paper-preview'>): Result<Output<'paper-preview'>> {
  const { logo, registerNumber, ...facts } = reader.facts()
  const { language = facts.language, currency = facts.currency, taxPack = facts.taxPack, timeZone = facts.timeZone, ...paper } = input
  const words = previewWords(language)
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
    sale: sampleSale({ currency, taxPack, registerNumber, item: words.item, pack: taxPackById(taxPack) }),
  })
  return accept({ document: { ...document, blocks: [...document.blocks] } })
}
