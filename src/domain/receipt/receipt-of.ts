import { civilTime, dateText, timeText } from '../business-date/index.ts'
import { currencies, decimalText, minor, type CurrencyCode, type Minor } from '../money/index.ts'
import { onePiece, pieceCount, quantityText, shortQuantityText, type Price } from '../quantity/index.ts'
import { type SaleBody, type SaleLine } from '../sale/index.ts'
import { taxPacks, type RatePpm } from '../tax/index.ts'
import { cashRoundingRules, type PaymentReference, type TenderLine } from '../tender/index.ts'
import { withMarks } from './marks.ts'
import { type Bitmap, type ReceiptBlock, type ReceiptDocument } from './receipt-document.ts'
import { type ReceiptMark, type ReceiptWords } from './receipt-words.ts'

export interface ReceiptFacts {
  readonly sale: SaleBody
  readonly store: { readonly chainName: string; readonly storeName: string; readonly storeLines: readonly string[]; readonly logo?: Bitmap }
  /** Epoch ms of completion, and the store's offset then in minutes east of UTC. */
  readonly at: number
  readonly tzOffset: number
  readonly operatorName: string
  readonly words: ReceiptWords
  /** BCP 47 tag of the words. */
  readonly language: string
  readonly marks: readonly ReceiptMark[]
}

const rule: ReceiptBlock = { kind: 'rule' }

function columns(left: string, right: string): ReceiptBlock {
  return { kind: 'columns', left, right }
}

function headerBlocks({ sale, store, at, tzOffset, operatorName, words }: ReceiptFacts): ReceiptBlock[] {
  const blocks: ReceiptBlock[] = store.logo ? [{ kind: 'logo', bitmap: store.logo }] : []
  blocks.push({ kind: 'text', text: store.chainName, align: 'centre', bold: true, size: 'large' })
  // A shop of one store often gives both the same name.
  if (store.storeName !== store.chainName) blocks.push({ kind: 'text', text: store.storeName, align: 'centre', bold: true })
  for (const text of store.storeLines) blocks.push({ kind: 'text', text, align: 'centre' })
  const time = civilTime(at, tzOffset)
  return [
    ...blocks,
    { kind: 'feed', lines: 1 },
    columns(`${words.receipt} ${sale.number}`, `${dateText(time)} ${timeText(time)}`),
    { kind: 'text', text: `${words.cashier} ${operatorName}` },
    rule,
  ]
}

/** "3.50" for what is sold by the piece or the unit, "1.00/3" and "14.59/10 l" for what is not. */
function priceText(price: Price, unit: SaleLine['unit'], currency: CurrencyCode, words: ReceiptWords): string {
  const amount = decimalText(price.minor, currency)
  const per = price.per === onePiece ? '' : shortQuantityText(price.per)
  if (unit === 'each') return `${amount}${per === '' ? '' : `/${per}`}`
  return `${amount}/${per === '' ? '' : `${per} `}${words.units[unit]}`
}

/** "2 x 3.50", "1.284 kg x 12.90/kg", "3 x 1.00/3", and with a tare "Net 1.284 kg x 12.90/kg". The letter x: no printer's Latin code page lacks it. */
function detailText(line: SaleLine, currency: CurrencyCode, words: ReceiptWords): string {
  const quantity = quantityText(line.quantity, line.unit)
  const measured = line.unit === 'each' ? quantity : `${quantity} ${words.units[line.unit]}`
  const net = line.tare === undefined ? '' : `${words.netWeight} `
  return `${net}${measured} x ${priceText(line.price, line.unit, currency, words)}`
}

/** In words beside the net: where both are printed, the law wants each called what it is, and a weight nobody weighed too. */
function weighingBlocks({ weighed, tare, unit }: SaleLine, words: ReceiptWords): ReceiptBlock[] {
  if (weighed === 'typed') return [{ kind: 'text', text: `  ${words.typedWeight}` }]
  if (tare === undefined || unit === 'each') return []
  return [{ kind: 'text', text: `  ${tare.by === 'preset' ? words.presetTare : words.scaleTare} ${quantityText(tare.weight, unit)} ${words.units[unit]}` }]
}

function lineBlocks(line: SaleLine, currency: CurrencyCode, words: ReceiptWords): ReceiptBlock[] {
  const gross = decimalText(line.gross, currency)
  const single = line.unit === 'each' && line.quantity === onePiece && line.price.per === onePiece
  const blocks: ReceiptBlock[] = single
    ? [columns(line.name, gross)]
    : [{ kind: 'text', text: line.name }, columns(`  ${detailText(line, currency, words)}`, gross)]
  blocks.push(...weighingBlocks(line, words))
  const { cataloguePrice, lineDiscount } = line
  if (cataloguePrice !== undefined) blocks.push({ kind: 'text', text: `  ${words.priceWas} ${priceText(cataloguePrice, line.unit, currency, words)}` })
  // Only the line's own: its share of a discount on everything is printed once, below, where it was given.
  if (lineDiscount !== undefined) blocks.push(columns(`  ${words.discount}`, `-${decimalText(lineDiscount, currency)}`))
  return blocks
}

function totalBlocks({ sale, words }: ReceiptFacts): ReceiptBlock[] {
  const blocks: ReceiptBlock[] = [rule]
  // A subtotal that equals the total is one more number to misread.
  if (sale.subtotal !== sale.total || sale.discount !== 0) blocks.push(columns(words.subtotal, decimalText(sale.subtotal, sale.currency)))
  if (sale.discount !== 0) blocks.push(columns(words.discount, `-${decimalText(sale.discount, sale.currency)}`))
  const { basketDiscount } = sale
  if (basketDiscount !== undefined) blocks.push(columns(`  ${words.onBasket}`, `-${decimalText(basketDiscount.amount, sale.currency)}`))
  const total = `${currencies[sale.currency].symbol}${decimalText(sale.total, sale.currency)}`
  return [
    ...blocks,
    columns(words.itemCount, String(pieceCount(sale.lines))),
    { kind: 'columns', left: words.total, right: total, bold: true, size: 'large' },
    ...roundingBlocks(sale, words),
  ]
}

/** As it moves the total: -0.03 was let go, +0.02 was put on. */
function signedText(amount: Minor, currency: CurrencyCode): string {
  return `${amount > 0 ? '+' : ''}${decimalText(amount, currency)}`
}

/** Under the total, which is what the goods cost and the tax was worked out on: what cash made of it. */
function roundingBlocks(sale: SaleBody, words: ReceiptWords): ReceiptBlock[] {
  const rounding = sale.tenders.find((tender) => tender.type === 'rounding')
  if (rounding === undefined || sale.payable === undefined) return []
  const mode = Object.hasOwn(cashRoundingRules, rounding.rule) ? cashRoundingRules[rounding.rule]?.mode : undefined
  return [
    columns(words.cashRounding[mode ?? 'nearest'], signedText(minor(0 - rounding.amount), sale.currency)),
    { kind: 'columns', left: words.toPay, right: decimalText(sale.payable, sale.currency), bold: true, size: 'tall' },
  ]
}

/** 130000 -> "13%", 88750 -> "8.875%" */
function rateText(rate: RatePpm): string {
  const fraction = String(rate % 10_000).padStart(4, '0').replace(/0+$/, '')
  return `${Math.trunc(rate / 10_000)}${fraction === '' ? '' : `.${fraction}`}%`
}

/** One row per bucket, and under a stacked rate what each authority gets of it. */
function taxBlocks({ sale, words }: ReceiptFacts): ReceiptBlock[] {
  const levy = Object.hasOwn(taxPacks, sale.taxPack) ? taxPacks[sale.taxPack]?.levy : undefined
  const name = levy === undefined ? words.tax : words.levies[levy]
  return sale.taxes.flatMap(({ rate, net, tax, parts = [] }) => [
    columns(`${name} ${rateText(rate)} (${words.net} ${decimalText(net, sale.currency)})`, decimalText(tax, sale.currency)),
    ...parts.map((part) => columns(`  ${part.name} ${rateText(part.rate)}`, decimalText(part.tax, sale.currency))),
  ])
}

/** "Visa ....1234", then where to find it: what the customer needs when they ask their bank. */
function paymentReferenceBlocks(payment: PaymentReference | undefined, words: ReceiptWords): ReceiptBlock[] {
  if (payment === undefined) return [{ kind: 'text', text: `  ${words.approvedOnTerminal}` }]
  const { cardType, lastFour, terminalId, receiptNo, trace, saidBy } = payment
  const card = [cardType, lastFour === undefined ? undefined : `....${lastFour}`].filter((part) => part !== undefined).join(' ')
  const numbers = [
    terminalId === undefined ? undefined : `${words.terminalId} ${terminalId}`,
    receiptNo === undefined ? undefined : `${words.terminalReceipt} ${receiptNo}`,
    trace === undefined ? undefined : `${words.trace} ${trace}`,
  ].filter((part) => part !== undefined)
  const lines = [card, numbers.join('  '), saidBy === undefined ? '' : words.saidByOperator].filter((line) => line !== '')
  return (lines.length === 0 ? [words.approvedOnTerminal] : lines).map((text) => ({ kind: 'text', text: `  ${text}` }))
}

function tenderBlocks(tender: TenderLine, currency: CurrencyCode, words: ReceiptWords): ReceiptBlock[] {
  if (tender.type === 'card' || tender.type === 'wallet') {
    return [columns(words[tender.type], decimalText(tender.amount, currency)), ...paymentReferenceBlocks(tender.payment, words)]
  }
  // It stands under the total. Here it would read like money.
  if (tender.type === 'rounding') return []
  const paid = columns(words.cash, decimalText(tender.amount, currency))
  return tender.change === 0 ? [paid] : [paid, columns(`  ${words.received}`, decimalText(tender.received, currency))]
}

function paymentBlocks({ sale, words }: ReceiptFacts): ReceiptBlock[] {
  const blocks = sale.tenders.flatMap((tender) => tenderBlocks(tender, sale.currency, words))
  if (sale.change === 0) return [rule, ...blocks]
  return [rule, ...blocks, { kind: 'columns', left: words.change, right: decimalText(sale.change, sale.currency), bold: true, size: 'tall' }]
}

/**
 * "tw1:<number>:<saleId>": enough to find the sale at any register or head office. It proves nothing by itself and
 * carries no name, no amount and no secret; the version in front lets a signed form follow.
 */
export function verificationText(sale: Pick<SaleBody, 'number' | 'saleId'>): string {
  return `tw1:${sale.number}:${sale.saleId}`
}

/** The customer's paper for a finished sale. It prints the figures of the sale and computes none. */
export function receiptOf(facts: ReceiptFacts): ReceiptDocument {
  const { sale, words, language, marks } = facts
  const blocks: ReceiptBlock[] = [
    ...headerBlocks(facts),
    ...sale.lines.flatMap((line) => lineBlocks(line, sale.currency, words)),
    ...totalBlocks(facts),
    ...taxBlocks(facts),
    ...paymentBlocks(facts),
    { kind: 'feed', lines: 1 },
    ...(words.farewell === '' ? [] : [{ kind: 'text', text: words.farewell, align: 'centre' } as const]),
    { kind: 'qr', data: verificationText(sale) },
    { kind: 'cut' },
  ]
  return { version: 1, language, blocks: withMarks(blocks, marks, words) }
}
