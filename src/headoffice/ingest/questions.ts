import { type ChainedBatch } from './plan-batch.ts'
import { type EntryReader, readEntry } from './read-entry.ts'

/** Everything about committed state that planBatch may ask of this batch, whatever its answers will be. */
export interface Questions {
  /** Hashes are asked for from..to of the batch's epoch, both included. */
  readonly from: number
  readonly to: number
  readonly ids: readonly string[]
  readonly saleIds: readonly string[]
  readonly refundIds: readonly string[]
  /** Of its sales: where they will be filed. */
  readonly businessDates: readonly string[]
}

/**
 * planBatch asks as it goes, which a database across a socket can not answer one by one. It is given everything it could
 * ask about instead: each text is read twice, and nothing costs a round trip of its own.
 */
export function questionsOf(batch: ChainedBatch, reader: EntryReader = readEntry): Questions {
  const ids = new Set<string>()
  const saleIds = new Set<string>()
  const refundIds = new Set<string>()
  const businessDates = new Set<string>()
  for (const { seq, text } of batch.entries) {
    const read = reader(text, { register: batch.register, epoch: batch.epoch, seq })
    if (read.id !== undefined) ids.add(read.id)
    if (!read.readable) continue
    if (read.refund !== undefined) refundIds.add(read.refund.body.refundId)
    if (read.sale === undefined) continue
    saleIds.add(read.sale.saleId)
    businessDates.add(read.businessDate)
  }
  return { from: batch.before.seq, to: batch.before.seq + batch.entries.length, ids: [...ids], saleIds: [...saleIds], refundIds: [...refundIds], businessDates: [...businessDates] }
}
