import { type RegisterReader } from '../../db/index.ts'
import { readKeptDigest, type DigestedSale, type PastRefund, type ReturnableSale } from '../../domain/refund/index.ts'
import { type SaleBody } from '../../domain/sale/index.ts'

/** A sale of this register with all that was given back for it. */
export interface KnownSale {
  readonly sale: SaleBody
  /** YYYY-MM-DD: it stands in the entry, not in its body. */
  readonly soldOn: string
  readonly refunds: readonly PastRefund[]
}

export function knownSale(reader: RegisterReader, saleId: string): KnownSale | undefined {
  const text = reader.saleDocument(saleId)
  if (text === undefined) return undefined
  // Our own words, kept verbatim under a hash: what this register wrote, it can read.
  const entry: unknown = JSON.parse(text)
  const { businessDate, body } = entry as { readonly businessDate: string; readonly body: SaleBody }
  return { sale: body, soldOn: businessDate, refunds: reader.pastRefundsOf(saleId) }
}

/** What a digest says that stands in a basket's line: it was checked when it came in. */
export function keptDigest(text: string): DigestedSale {
  const code = readKeptDigest(text)
  if (!code.ok || code.value.kind !== 'digest') throw new Error('the digest of a return line does not read')
  return code.value.sale
}

/** The sale that goods come back of: as this register has it, or as its paper says. */
export interface ReturnedSale {
  readonly sale: ReturnableSale & { readonly taxPack: string }
  readonly soldOn: string
  readonly refunds: readonly PastRefund[]
}

/** Throws for a line of a sale that is gone: nothing removes one. */
export function saleOfOrigin(reader: RegisterReader, { saleId, digest }: { readonly saleId: string; readonly digest?: string }): ReturnedSale {
  if (digest !== undefined) {
    const sale = keptDigest(digest)
    return { sale, soldOn: sale.soldOn, refunds: reader.pastRefundsOf(saleId) }
  }
  const known = knownSale(reader, saleId)
  if (known === undefined) throw new Error(`goods come back of sale ${saleId}, which is not here`)
  return known
}
