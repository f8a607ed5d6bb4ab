import { civilTime, dateText, timeText } from '../business-date/index.ts'
import { decimalText, type CurrencyCode, type Minor } from '../money/index.ts'
import { onePiece, quantityText, shortQuantityText, type Price } from '../quantity/index.ts'
import { type SaleBody, type SaleLine } from '../sale/index.ts'
import { taxPacks } from '../tax/index.ts'
import { type PaymentReference } from '../tender/index.ts'
import { type Bitmap, type ReceiptBlock } from './receipt-document.ts'
import { type ReceiptMark, type ReceiptWords } from './receipt-words.ts'
import { shows, type PaperTemplate } from './template.ts'

/** What every receipt needs besides its document. */
export interface PaperFacts {
  readonly store: { readonly chainName: string; readonly storeName: string; readonly storeLines: readonly string[]; readonly receiptFooter?: readonly string[]; readonly logo?: Bitmap }
  /** Epoch ms of completion, and the store's offset then in minutes east of UTC. */
  readonly at: number
  readonly tzOffset: number
  readonly operatorName: string
  /** The last four of the buyer's member number: all of them that stands on paper. Absent: no member. */
  readonly memberEnd?: string
  readonly words: ReceiptWords
  /** BCP 47 tag of the words. */
  readonly language: string
  readonly marks: readonly ReceiptMark[]
  /** How the store words this paper. Absent: as it comes. */
  readonly template?: PaperTemplate
}

/** What a line of a sale and one that came back print alike. */
export type PrintedLine = Pick<SaleLine, 'sku' | 'name' | 'quantity' | 'unit' | 'price' | 'gross' | 'cataloguePrice' | 'lineDiscount' | 'weighed' | 'tare'>

export const rule: ReceiptBlock = { kind: 'rule' }

export function columns(left: string, right: string): ReceiptBlock {
  return { kind: 'columns', left, right }
}

/** `title` is the document's word and number. */
export function headerBlocks({ store, at, tzOffset, operatorName, memberEnd, words, template }: PaperFacts, title: string): ReceiptBlock[] {
  const blocks: ReceiptBlock[] = logoBlocks(store, template, 'top')
  blocks.push({ kind: 'text', text: store.chainName, align: 'centre', bold: true, size: 'large' })
  // A shop of one store often gives both the same name.
  if (store.storeName !== store.chainName) blocks.push({ kind: 'text', text: store.storeName, align: 'centre', bold: true })
  for (const text of [...store.storeLines, ...(template?.headerLines ?? [])]) blocks.push({ kind: 'text', text, align: 'centre' })
  const time = civilTime(at, tzOffset)
  return [...blocks, { kind: 'feed', lines: 1 }, columns(title, `${dateText(time)} ${timeText(time)}`), ...(shows(template, 'operator') ? [{ kind: 'text', text: `${words.cashier} ${operatorName}` } as const] : []), ...(memberEnd === undefined ? [] : [{ kind: 'text', text: `${words.account.member} ....${memberEnd}` } as const])]
}

/** The logo where this paper has it: above everything, or below. */
export function logoBlocks(store: { readonly logo?: Bitmap }, template: PaperTemplate | undefined, place: 'top' | 'bottom'): ReceiptBlock[] {
  return store.logo !== undefined && (template?.logo ?? 'top') === place ? [{ kind: 'logo', bitmap: store.logo }] : []
}

/** What the goods are called in the shop's own books. */
export function skuBlocks({ sku }: Pick<SaleLine, 'sku'>, words: ReceiptWords, template: PaperTemplate | undefined): ReceiptBlock[] {
  return shows(template, 'sku') && sku !== '' ? [{ kind: 'text', text: `  ${words.sku} ${sku}` }] : []
}

/** "3.50" for what is sold by the piece or the unit, "1.00/3" and "14.59/10 l" for what is not. */
function priceText(price: Price, unit: SaleLine['unit'], currency: CurrencyCode, words: ReceiptWords): string {
  const amount = decimalText(price.minor, currency)
  const per = price.per === onePiece ? '' : shortQuantityText(price.per)
  if (unit === 'each') return `${amount}${per === '' ? '' : `/${per}`}`
  return `${amount}/${per === '' ? '' : `${per} `}${words.units[unit]}`
}

/** "2 x 3.50", "1.284 kg x 12.90/kg", "3 x 1.00/3", and with a tare "Net 1.284 kg x 12.90/kg". The letter x: no printer's Latin code page lacks it. */
function detailText(line: PrintedLine, currency: CurrencyCode, words: ReceiptWords): string {
  const quantity = quantityText(line.quantity, line.unit)
  const measured = line.unit === 'each' ? quantity : `${quantity} ${words.units[line.unit]}`
  const net = line.tare === undefined ? '' : `${words.netWeight} `
  return `${net}${measured} x ${priceText(line.price, line.unit, currency, words)}`
}

/** In words beside the net: where both are printed, the law wants each called what it is, and a weight nobody weighed too. */
function weighingBlocks({ weighed, tare, unit }: PrintedLine, words: ReceiptWords): ReceiptBlock[] {
  if (weighed === 'typed') return [{ kind: 'text', text: `  ${words.typedWeight}` }]
  if (tare === undefined || unit === 'each') return []
  return [{ kind: 'text', text: `  ${tare.by === 'preset' ? words.presetTare : words.scaleTare} ${quantityText(tare.weight, unit)} ${words.units[unit]}` }]
}

export function lineBlocks(line: PrintedLine, currency: CurrencyCode, words: ReceiptWords, template?: PaperTemplate): ReceiptBlock[] {
  const gross = decimalText(line.gross, currency)
  const single = line.unit === 'each' && line.quantity === onePiece && line.price.per === onePiece
  const blocks: ReceiptBlock[] = single
    ? [columns(line.name, gross)]
    : [{ kind: 'text', text: line.name }, columns(`  ${detailText(line, currency, words)}`, gross)]
  blocks.push(...skuBlocks(line, words, template), ...weighingBlocks(line, words))
  const { cataloguePrice, lineDiscount } = line
  if (cataloguePrice !== undefined) blocks.push({ kind: 'text', text: `  ${words.priceWas} ${priceText(cataloguePrice, line.unit, currency, words)}` })
  // Only the line's own: its share of a discount on everything is printed once, below, where it was given.
  if (lineDiscount !== undefined) blocks.push(columns(`  ${words.discount}`, `-${decimalText(lineDiscount, currency)}`))
  return blocks
}

/** As it moves the total: -0.03 was let go, +0.02 was put on. */
export function signedText(amount: Minor, currency: CurrencyCode): string {
  return `${amount > 0 ? '+' : ''}${decimalText(amount, currency)}`
}

/** 130000 -> "13%", 88750 -> "8.875%" */
export function rateText(rate: number): string {
  const fraction = String(rate % 10_000).padStart(4, '0').replace(/0+$/, '')
  return `${Math.trunc(rate / 10_000)}${fraction === '' ? '' : `.${fraction}`}%`
}

/** One row per bucket, and under a stacked rate what each authority gets of it. */
export function taxBlocks(sale: Pick<SaleBody, 'taxPack' | 'taxes' | 'currency'>, words: ReceiptWords, template?: PaperTemplate): ReceiptBlock[] {
  const levy = Object.hasOwn(taxPacks, sale.taxPack) ? taxPacks[sale.taxPack]?.levy : undefined
  const name = levy === undefined ? words.tax : words.levies[levy]
  return sale.taxes.flatMap(({ rate, net, tax, parts = [] }) => [
    columns(`${name} ${rateText(rate)}${shows(template, 'taxBase') ? ` (${words.net} ${decimalText(net, sale.currency)})` : ''}`, decimalText(tax, sale.currency)),
    ...parts.map((part) => columns(`  ${part.name} ${rateText(part.rate)}`, decimalText(part.tax, sale.currency))),
  ])
}

/** "Visa ....1234", then where to find it: what the customer needs when they ask their bank. */
export function paymentReferenceBlocks(payment: PaymentReference | undefined, words: ReceiptWords, unreferenced: string): ReceiptBlock[] {
  if (payment === undefined) return [{ kind: 'text', text: `  ${unreferenced}` }]
  const { cardType, lastFour, terminalId, receiptNo, trace, saidBy } = payment
  const card = [cardType, lastFour === undefined ? undefined : `....${lastFour}`].filter((part) => part !== undefined).join(' ')
  const numbers = [
    terminalId === undefined ? undefined : `${words.terminalId} ${terminalId}`,
    receiptNo === undefined ? undefined : `${words.terminalReceipt} ${receiptNo}`,
    trace === undefined ? undefined : `${words.trace} ${trace}`,
  ].filter((part) => part !== undefined)
  const lines = [card, numbers.join('  '), saidBy === undefined ? '' : words.saidByOperator].filter((line) => line !== '')
  return (lines.length === 0 ? [unreferenced] : lines).map((text) => ({ kind: 'text', text: `  ${text}` }))
}

/** What a customer owes, or owes no longer, and what that makes in all. `title`: which of the two. */
export function accountBlocks(title: string, { amount, balance }: { readonly amount: Minor; readonly balance?: Minor }, currency: CurrencyCode, words: ReceiptWords): ReceiptBlock[] {
  const moved = columns(title, decimalText(amount, currency))
  return balance === undefined ? [moved] : [moved, columns(`  ${words.account.balance}`, decimalText(balance, currency))]
}

/** Under a debt somebody signs: the store keeps the slip, or a copy of it. */
export function signatureBlocks(words: ReceiptWords): ReceiptBlock[] {
  return [{ kind: 'feed', lines: 2 }, { kind: 'text', text: `${words.account.signature} ____________________` }]
}

/** The end of every receipt: the store's own last lines, or a word of thanks where it wrote none, the code to find it again, and the cut. `needed`: the code is what the paper is for. */
export function footerBlocks({ store, words, template }: Pick<PaperFacts, 'store' | 'words' | 'template'>, code: string, needed = false): ReceiptBlock[] {
  const own = template !== undefined && template.footerLines.length > 0 ? template.footerLines : (store.receiptFooter ?? [])
  const farewell = own.length > 0 ? own : words.farewell === '' || needed ? [] : [words.farewell]
  return [{ kind: 'feed', lines: 1 }, ...centred([...farewell, ...(template?.legalLines ?? [])]), ...(needed || shows(template, 'code') ? [{ kind: 'qr', data: code } as const] : []), ...logoBlocks(store, template, 'bottom'), { kind: 'cut' }]
}

export function centred(lines: readonly string[]): ReceiptBlock[] {
  return lines.map((text) => ({ kind: 'text', text, align: 'centre' }) as const)
}
