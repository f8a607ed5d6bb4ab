import { type CurrencyCode, type Minor } from '../money/index.ts'
import { type SaleBody } from '../sale/index.ts'
import { toBase41 } from './base41.ts'
import { digestWriter, type DigestWriter } from './digest-bytes.ts'
import { type ReturnableLine, type ReturnableSale, type ReturnableTax } from './returnable-sale.ts'

/** A keyed check (HMAC) of a text, as hexadecimal digits, at least 20 of them. Passed in: the key is not the domain's. */
export type KeyedCheck = (text: string) => string

/** Letters of the check at the end: ten bytes. Who guesses a check a second for a year has one chance in 10^16. */
export const checkLength = 15
export const digestPrefix = 'TW2:'
/** What a QR code of version 20 and level M holds of these letters. */
export const longestDigest = 970

/** By their place, which is on paper: new ones go at the end. */
export const digestTenders = ['cash', 'card', 'wallet', 'rounding', 'exchange', 'foreignCash', 'voucher', 'account', 'giftCard', 'storeCredit', 'deposit'] as const
export const digestCurrencies: readonly CurrencyCode[] = ['CNY', 'GBP', 'USD', 'EUR', 'CHF', 'AUD', 'CAD', 'NZD', 'SEK', 'JPY', 'KRW', 'KWD', 'BHD']

/** What the digest says of a line: enough to give back what was paid, and the SKU to find the item by. */
export type DigestLine = ReturnableLine & { readonly sku: string }

export interface DigestHead {
  readonly registerId: string
  readonly saleId: string
  readonly number: string
  /** YYYY-MM-DD */
  readonly soldOn: string
  readonly currency: CurrencyCode
  readonly taxPack: string
  readonly total: Minor
}

export type DigestedSale = DigestHead & Omit<ReturnableSale, 'lines'> & { readonly lines: readonly DigestLine[] }

export function checkOf(text: string, check: KeyedCheck): string {
  const hex = check(text)
  if (!/^[0-9a-f]{20}/i.test(hex)) throw new RangeError('a check of fewer than 20 hexadecimal digits')
  return toBase41(Array.from({ length: 10 }, (_, at) => Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16)))
}

function sealed(writer: DigestWriter, check: KeyedCheck): string {
  const text = `${digestPrefix}${toBase41(writer.bytes)}`
  return text + checkOf(text, check)
}

function head({ registerId, soldOn }: Pick<DigestHead, 'registerId' | 'soldOn'>, sale: SaleBody, kind: 0 | 1): DigestWriter {
  const writer = digestWriter()
  writer.integer(kind)
  writer.text(registerId)
  writer.text(sale.saleId)
  writer.text(sale.number)
  writer.text(soldOn.replaceAll('-', ''))
  writer.integer(digestCurrencies.indexOf(sale.currency))
  writer.text(sale.taxPack)
  writer.integer(sale.total)
  return writer
}

/** Before a part of a stacked rate in the name of its group: nothing before the first. */
export const partSigns = ['', '+', '*'] as const

/** A group's name out of its parts, as the digest writes them. */
export function groupName(parts: readonly { readonly sign: string; readonly name: string; readonly rate: number }[]): string {
  return parts.map(({ sign, name, rate }) => `${sign}${name}:${rate}`).join('')
}

/** The parts of a bucket with their signs; undefined for a group that is not spelt by its parts. */
function signedParts({ parts = [], taxGroup = '' }: ReturnableTax): readonly { readonly sign: (typeof partSigns)[number]; readonly name: string; readonly rate: number; readonly tax: Minor }[] | undefined {
  let at = 0
  const signed = parts.map((part, index) => {
    const sign = index === 0 ? '' : taxGroup.charAt(at) === '*' ? '*' : '+'
    at += `${sign}${part.name}:${part.rate}`.length
    return { ...part, sign } as const
  })
  return groupName(signed) === taxGroup ? signed : undefined
}

function writeTaxes(writer: DigestWriter, taxes: SaleBody['taxes']): boolean {
  writer.integer(taxes.length)
  for (const bucket of taxes) {
    const parts = signedParts(bucket)
    if (parts === undefined) return false
    writer.integer(bucket.rate)
    writer.integer(parts.length)
    for (const { sign, name, rate, tax } of parts) {
      writer.integer(partSigns.indexOf(sign))
      writer.text(name)
      writer.integer(rate)
      writer.integer(tax)
    }
  }
  return true
}

function writeLines(writer: DigestWriter, { lines, taxes }: SaleBody): void {
  writer.integer(lines.length)
  for (const { lineNo, sku, quantity, total, tax, rate, taxGroup } of lines) {
    writer.integer(lineNo)
    writer.text(sku)
    writer.integer(quantity)
    writer.integer(total)
    writer.integer(tax)
    writer.integer(taxes.findIndex((bucket) => bucket.rate === rate && bucket.taxGroup === taxGroup))
  }
}

/**
 * What the QR of a sale's receipt says, so that another register can give back for it with no line to anybody: the sale's name,
 * its date, lines, taxes and tenders, and a check that only registers of the chain can make. No name of a person and no number
 * of a card. A sale too long for the paper has its name alone, and whoever reads that is told to ask head office.
 */
export function receiptDigest(sale: SaleBody, where: Pick<DigestHead, 'registerId' | 'soldOn'>, check: KeyedCheck): string {
  const writer = head(where, sale, 1)
  const isSpelt = writeTaxes(writer, sale.taxes)
  writer.integer(sale.tenders.length)
  for (const tender of sale.tenders) {
    writer.integer(digestTenders.indexOf(tender.type))
    writer.signed(tender.amount)
    if (tender.type === 'rounding') writer.text(tender.rule)
  }
  writeLines(writer, sale)
  const whole = sealed(writer, check)
  return isSpelt && whole.length <= longestDigest ? whole : sealed(head(where, sale, 0), check)
}
