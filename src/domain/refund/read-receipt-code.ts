import { accept, refuse, type Result } from '../errors/index.ts'
import { minor } from '../money/index.ts'
import { type TaxPartAmount } from '../pricing/index.ts'
import { thousandths } from '../quantity/index.ts'
import { fromBase41 } from './base41.ts'
import { digestReader, DigestEnd, type DigestReader } from './digest-bytes.ts'
import { receiptCodeIn } from './receipt-code.ts'
import { checkLength, checkOf, digestCurrencies, digestPrefix, digestTenders, groupName, partSigns, type DigestedSale, type DigestHead, type DigestLine, type KeyedCheck } from './receipt-digest.ts'
import { type ReturnableTax, type ReturnableTender } from './returnable-sale.ts'

/**
 * What the code at the end of a receipt says. `number`: which sale, and nothing that could be trusted. `digest`: a sale of the
 * chain that can be refunded without having it. `headOffice`: a genuine one that was too long, which only head office knows.
 */
export type ReceiptCode =
  | { readonly kind: 'number'; readonly saleId: string; readonly number: string }
  | { readonly kind: 'digest'; readonly sale: DigestedSale }
  | { readonly kind: 'headOffice'; readonly head: DigestHead }

/** One of a list by its place; what a newer version wrote has none here. */
function at<T>(list: readonly T[], place: number): T {
  const found = list[place]
  if (found === undefined) throw new DigestEnd()
  return found
}

function times<T>(reader: DigestReader, read: (index: number) => T): T[] {
  const all: T[] = []
  for (let left = reader.integer(); left > 0; left -= 1) all.push(read(all.length))
  return all
}

function readHead(reader: DigestReader): DigestHead {
  const [registerId, saleId, number] = [reader.text(), reader.text(), reader.text()]
  const soldOn = reader.text().replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
  return { registerId, saleId, number, soldOn, currency: at(digestCurrencies, reader.integer()), taxPack: reader.text(), total: minor(reader.integer()) }
}

function readTax(reader: DigestReader): ReturnableTax {
  const rate = reader.integer()
  const parts = times(reader, () => ({ sign: at(partSigns, reader.integer()), name: reader.text(), rate: reader.integer(), tax: minor(reader.integer()) }))
  if (parts.length === 0) return { rate }
  return { rate, taxGroup: groupName(parts), parts: parts.map((part): TaxPartAmount => ({ name: part.name, rate: part.rate, tax: part.tax })) }
}

function readTender(reader: DigestReader, index: number): ReturnableTender {
  const type = at(digestTenders, reader.integer())
  const amount = minor(reader.signed())
  return { tenderNo: index + 1, type, amount, ...(type === 'rounding' ? { rule: reader.text() } : {}) }
}

function readLine(reader: DigestReader, taxes: readonly ReturnableTax[]): DigestLine {
  const [lineNo, sku] = [reader.integer(), reader.text()]
  const [quantity, total, tax] = [thousandths(reader.integer()), minor(reader.integer()), minor(reader.integer())]
  const { rate, taxGroup } = at(taxes, reader.integer())
  return { lineNo, sku, quantity, total, tax, rate, ...(taxGroup === undefined ? {} : { taxGroup }) }
}

function readCode(reader: DigestReader): ReceiptCode {
  const kind = reader.integer()
  const head = readHead(reader)
  if (kind === 0 && reader.isAtEnd()) return { kind: 'headOffice', head }
  if (kind !== 1) throw new DigestEnd()
  const taxes = times(reader, () => readTax(reader))
  const tenders = times(reader, (index) => readTender(reader, index))
  const lines = times(reader, () => readLine(reader, taxes))
  if (!reader.isAtEnd()) throw new DigestEnd()
  return { kind: 'digest', sale: { ...head, taxes, tenders, lines } }
}

/**
 * The code of a receipt, from any text at all; it never throws. Refuses `return.notAReceipt` for what is none, or was written
 * by a newer version, and `return.notGenuine` for a digest whose check is another: damaged, or not of this chain.
 */
export function readReceiptCode(scanned: string, check: KeyedCheck): Result<ReceiptCode> {
  const text = receiptCodeIn(scanned)
  if (text === undefined) return refuse('return.notAReceipt')
  const [, number, saleId] = /^tw1:([^:\s]{1,40}):([\w-]{1,64})$/.exec(text) ?? []
  if (number !== undefined && saleId !== undefined) return accept({ kind: 'number', number, saleId })
  if (!text.startsWith(digestPrefix) || text.length <= digestPrefix.length + checkLength) return refuse('return.notAReceipt')
  const said = text.slice(0, -checkLength)
  if (checkOf(said, check) !== text.slice(-checkLength)) return refuse('return.notGenuine')
  return decoded(said)
}

/** A digest that was checked when it came in, and has stood in our own file since. Refuses `return.notAReceipt`. */
export function readKeptDigest(text: string): Result<ReceiptCode> {
  return decoded(text.slice(0, -checkLength))
}

function decoded(said: string): Result<ReceiptCode> {
  const bytes = fromBase41(said.slice(digestPrefix.length))
  if (bytes === undefined) return refuse('return.notAReceipt')
  try {
    return accept(readCode(digestReader(bytes)))
  } catch (error) {
    if (error instanceof DigestEnd) return refuse('return.notAReceipt')
    throw error
  }
}
