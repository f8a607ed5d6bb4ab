import { type CanonicalValue } from '../../domain/journal/index.ts'
import { type Connection } from '../connection.ts'
import { REFUND_COMPLETED, SALE_COMPLETED } from '../journal.ts'
import { epochOf, positionOf, seqOf } from '../position.ts'
import { type EntryFault, type EntryFaultReason, type EntryPlace, type GivenHead, type Witness } from './verification.ts'
import { type SoundEntry, type Walked } from './walk-journal.ts'

interface Header {
  id: string
  epoch: number
  seq: number
  number: string
  total: number
  change: number
  business_date: string
  completed_at: number
  operator_id: string
}

/** The only shape of a sale's body this version reads; of a later one its header is asked for its place alone. */
const READABLE_SALE = 1

function fieldsOf(body: CanonicalValue): Readonly<Record<string, CanonicalValue | undefined>> {
  return typeof body === 'object' && !Array.isArray(body) ? (body as Readonly<Record<string, CanonicalValue | undefined>>) : {}
}

export interface Witnesses {
  /** Sees each sound entry as the walk comes to it. */
  look(entry: SoundEntry): EntryFaultReason | undefined
  /** After a walk that found nothing: the earliest entry that somebody remembers and the journal has not, or has otherwise. */
  firstFault(walked: Walked): EntryFault | undefined
  readonly asked: readonly Witness[]
  readonly acknowledged?: EntryPlace
}

/**
 * All that this file remembers of its journal beside the journal, written in the same transactions: whoever cuts the tail
 * off has to know each of them. A file of an older schema has fewer; they are asked as far as they are there.
 */
export function readWitnesses(db: Connection, given: readonly GivenHead[]): Witnesses {
  const tables = new Set(db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all())
  const columns = new Set(db.prepare<[], string>(`SELECT name FROM pragma_table_info('basket')`).pluck().all())
  const has = (...names: readonly string[]): boolean => names.every((name) => tables.has(name))
  const asked: Witness[] = ['register']
  const one = <T>(sql: string): T | undefined => db.prepare<[], T>(sql).get()

  const header = has('sale') ? db.prepare<[string], Header>('SELECT id, epoch, seq, number, total, change, business_date, completed_at, operator_id FROM sale WHERE id = ?') : undefined
  const refundHeader = has('refund') ? db.prepare<[string], Omit<Header, 'change'>>('SELECT id, epoch, seq, number, total, business_date, completed_at, operator_id FROM refund WHERE id = ?') : undefined
  /** A file of before there were refunds has none among its documents. */
  const noRefund = (id: string): string => (has('refund') ? ` AND NOT EXISTS (SELECT 1 FROM refund WHERE id = ${id})` : '')
  const suspended = new Set(columns.has('suspended_at') ? db.prepare<[], string>('SELECT id FROM basket WHERE suspended_at IS NOT NULL').pluck().all() : [])
  const payments = new Set(has('payment') ? db.prepare<[], string>('SELECT id FROM payment').pluck().all() : [])
  const hashes = new Set(given.flatMap((head) => ('hash' in head ? [head.hash] : [])))
  const cursor = has('outbox_cursor') ? one<{ epoch: number; seq: number; hash: string }>('SELECT epoch, seq, hash FROM outbox_cursor WHERE seq > 0') : undefined
  const verified = has('verified_head') ? one<{ position: number; hash: string }>('SELECT position, hash FROM verified_head') : undefined
  const hashAt = db.prepare<[number], string>('SELECT hash FROM journal NOT INDEXED WHERE position = ?').pluck()

  function saleFault({ epoch, seq, content }: SoundEntry): EntryFaultReason | undefined {
    if (header === undefined) return undefined
    const { saleId, number, total, owed, change } = fieldsOf(content.body)
    const paid = typeof owed === 'number' && typeof total === 'number' ? total + owed : total
    const row = typeof saleId === 'string' ? header.get(saleId) : undefined
    if (row === undefined) return 'sale'
    // Issued again under a new epoch, a sale has two entries and one header.
    if (row.epoch === epoch ? row.seq !== seq : row.epoch > epoch && hashAt.get(positionOf(row.epoch, row.seq)) === undefined) return 'sale'
    if (content.schemaVersion !== READABLE_SALE) return undefined
    const same = row.number === number && row.total === paid && row.change === change && row.business_date === content.businessDate && row.operator_id === content.operator && row.completed_at === content.at
    return same ? undefined : 'sale'
  }

  /** The place of something that must be there, judged by where its epoch ends. */
  function judged({ epoch, seq }: EntryPlace, witness: Witness, hash: string | undefined, { epochs }: Walked): EntryFault | undefined {
    const end = epochs.find((chain) => chain.epoch === epoch)?.entries ?? 0
    if (seq > end) return { epoch, seq: end + 1, reason: 'cutOff', witness }
    if (hash === undefined) return undefined
    return hashAt.get(positionOf(epoch, seq)) === hash ? undefined : { epoch, seq, reason: 'rewritten', witness }
  }

  /** Something whose entry's place nobody knows, but it has one: it can only have been at the end. */
  function atTheEnd(witness: Witness, { epochs }: Walked): EntryFault {
    const last = epochs.at(-1)
    return { epoch: last?.epoch ?? 1, seq: (last?.entries ?? 0) + 1, reason: 'cutOff', witness }
  }

  /** The same of what came back, whose header stands in a table of its own since there is one. */
  function refundFault({ epoch, seq, content }: SoundEntry): EntryFaultReason | undefined {
    if (refundHeader === undefined) return undefined
    const { refundId, number, total, owed } = fieldsOf(content.body)
    const given = typeof owed === 'number' && typeof total === 'number' ? total + owed : total
    const row = typeof refundId === 'string' ? refundHeader.get(refundId) : undefined
    if (row === undefined) return 'sale'
    if (row.epoch === epoch ? row.seq !== seq : row.epoch > epoch && hashAt.get(positionOf(row.epoch, row.seq)) === undefined) return 'sale'
    if (content.schemaVersion !== READABLE_SALE) return undefined
    const same = row.number === number && row.total === given && row.business_date === content.businessDate && row.operator_id === content.operator && row.completed_at === content.at
    return same ? undefined : 'sale'
  }

  function refundHeaderFault(walked: Walked): EntryFault | undefined {
    const row = one<EntryPlace>(
      `SELECT epoch, seq FROM refund WHERE NOT EXISTS (SELECT 1 FROM journal NOT INDEXED
         WHERE position = (refund.epoch << 40) + refund.seq AND type = '${REFUND_COMPLETED}' AND json_extract(text, '$.body.refundId') = refund.id) ORDER BY epoch, seq LIMIT 1`,
    )
    return row && (judged(row, 'refunds', undefined, walked) ?? { ...row, reason: 'sale' })
  }

  /** A header whose entry is no sale of that id. */
  function headerFault(walked: Walked): EntryFault | undefined {
    const row = one<EntryPlace>(
      `SELECT epoch, seq FROM sale WHERE NOT EXISTS (SELECT 1 FROM journal NOT INDEXED
         WHERE position = (sale.epoch << 40) + sale.seq AND type = '${SALE_COMPLETED}' AND json_extract(text, '$.body.saleId') = sale.id) ORDER BY epoch, seq LIMIT 1`,
    )
    return row && (judged(row, 'sales', undefined, walked) ?? { ...row, reason: 'sale' })
  }

  function givenFault(head: GivenHead, walked: Walked): EntryFault | undefined {
    if ('hash' in head) return hashes.has(head.hash) ? atTheEnd('given', walked) : undefined
    return judged({ epoch: head.epoch ?? walked.epochs.at(-1)?.epoch ?? 1, seq: head.seq }, 'given', undefined, walked)
  }

  /** Each with a question of its own; a question whose tables are not there is not asked. */
  const questions: readonly (readonly [witness: Witness, there: boolean, ask: (walked: Walked) => EntryFault | undefined])[] = [
    ['register', true, (walked) => {
      const epoch = one<{ epoch: number }>('SELECT epoch FROM register')?.epoch ?? 1
      const beyond = walked.epochs.find((chain) => chain.epoch > epoch)
      if (beyond !== undefined) return { epoch: beyond.epoch, seq: 1, reason: 'place', witness: 'register' }
      // The epoch it is in may have no entry yet; one it has left has some.
      const missing = (walked.epochs.at(-1)?.epoch ?? 0) + 1
      return missing < epoch ? { epoch: missing, seq: 1, reason: 'cutOff', witness: 'register' } : undefined
    }],
    ['outbox', cursor !== undefined, (walked) => cursor && judged(cursor, 'outbox', cursor.hash, walked)],
    ['verifiedHead', verified !== undefined, (walked) => verified && judged({ epoch: epochOf(verified.position), seq: seqOf(verified.position) }, 'verifiedHead', verified.hash, walked)],
    ['sales', has('sale'), headerFault],
    ['refunds', has('refund'), refundHeaderFault],
    ['projections', has('projection_cursor'), (walked) => {
      const position = one<{ position: number }>('SELECT position FROM projection_cursor')?.position ?? 0
      return position === 0 ? undefined : judged({ epoch: epochOf(position), seq: seqOf(position) }, 'projections', undefined, walked)
    }],
    ['receipts', has('receipt', 'sale'), (walked) => (one(`SELECT 1 FROM receipt WHERE NOT EXISTS (SELECT 1 FROM sale WHERE id = receipt.sale_id)${noRefund('receipt.sale_id')} LIMIT 1`) === undefined ? undefined : atTheEnd('receipts', walked))],
    ['dayTotals', has('day_total', 'sale', 'projection_cursor'), (walked) => {
      const more = one(`SELECT 1 FROM day_total LEFT JOIN (SELECT business_date, count(*) AS sales FROM sale GROUP BY business_date) AS kept USING (business_date) WHERE day_total.sales > coalesce(kept.sales, 0) LIMIT 1`)
      return more === undefined ? undefined : atTheEnd('dayTotals', walked)
    }],
    ['seats', has('seat', 'sale'), (walked) => (one(`SELECT 1 FROM seat WHERE last_sale_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM sale WHERE id = last_sale_id)${noRefund('last_sale_id')} LIMIT 1`) === undefined ? undefined : atTheEnd('seats', walked))],
    ['suspendedBaskets', columns.has('suspended_at'), (walked) => (suspended.size > 0 ? atTheEnd('suspendedBaskets', walked) : undefined)],
    ['payments', has('payment'), (walked) => (payments.size > 0 ? atTheEnd('payments', walked) : undefined)],
    ['given', given.length > 0, (walked) => earliest(given.map((head) => givenFault(head, walked)))],
  ]
  for (const [witness, there] of questions) if (there && witness !== 'register') asked.push(witness)

  return {
    look(entry) {
      const { type, body } = entry.content
      hashes.delete(entry.hash)
      const { paymentId, basketId } = fieldsOf(body)
      if ((type === 'payment.began' || type === 'payment.paidByHand') && typeof paymentId === 'string') payments.delete(paymentId)
      if (type === 'basket.suspended' && typeof basketId === 'string') suspended.delete(basketId)
      if (type === REFUND_COMPLETED) return refundFault(entry)
      return type === SALE_COMPLETED ? saleFault(entry) : undefined
    },
    firstFault: (walked) => earliest(questions.map(([, there, ask]) => (there ? ask(walked) : undefined))),
    asked,
    ...(cursor === undefined ? {} : { acknowledged: { epoch: cursor.epoch, seq: cursor.seq } }),
  }
}

function earliest(faults: readonly (EntryFault | undefined)[]): EntryFault | undefined {
  return faults.reduce((first, fault) => (fault !== undefined && (first === undefined || positionOf(fault.epoch, fault.seq) < positionOf(first.epoch, first.seq)) ? fault : first), undefined)
}
