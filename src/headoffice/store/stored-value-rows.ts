import { z } from 'zod'
import { storedValueMovements } from '../../domain/liability/index.ts'
import { type BatchPlan } from '../ingest/plan-batch.ts'

/** What one document moved of one number. */
export interface StoredValueRow {
  readonly kind: string
  readonly number: string
  readonly document: string
  readonly place: number
  readonly document_number: string
  readonly completed_at: number
  readonly currency: string
  readonly amount: number
}

/** No till spends ten billion at once: added up, a few such would leave 64 bits, and their batch could never be filed. */
const most = 1_000_000_000_000
const amount = z.int().min(-most).max(most)
const number = z.string().regex(/^[0-9A-Z]{1,64}$/)
const put = z.array(z.looseObject({ owes: z.looseObject({ kind: z.string(), number: number.optional() }), amount }))
const given = z.array(z.looseObject({ type: z.string(), number: number.optional(), amount }))

/** In the order of numbers: two batches that meet at one card lock the cards in the same order. What cannot be read so moves nothing: the document is filed all the same. */
export function storedValueRowsOf(file: BatchPlan['file']): readonly StoredValueRow[] {
  const rows = file.flatMap(({ effect }): readonly StoredValueRow[] => {
    if (effect.kind !== 'sale' && effect.kind !== 'refund') return []
    const body = effect.kind === 'sale' ? effect.sale : effect.refund.body
    const tenders = given.safeParse(body.tenders)
    const liabilities = put.safeParse(body['liabilities'] ?? [])
    const movements = storedValueMovements(
      {
        tenders: tenders.success ? tenders.data.map(({ type, number: of, amount: moved }) => ({ type, amount: moved, ...(of === undefined ? {} : { number: of }) })) : [],
        liabilities: liabilities.success ? liabilities.data.map(({ owes, amount: moved }) => ({ amount: moved, owes: { kind: owes.kind, ...(owes.number === undefined ? {} : { number: owes.number }) } })) : [],
      },
      effect.kind === 'sale',
    )
    const document = effect.kind === 'sale' ? effect.sale.saleId : effect.refund.body.refundId
    return movements.map((movement, place) => ({ kind: movement.kind, number: movement.number, document, place, document_number: body.number, completed_at: effect.completedAt, currency: body.currency, amount: movement.amount }))
  })
  return rows.toSorted((one, other) => (`${one.kind} ${one.number}` < `${other.kind} ${other.number}` ? -1 : 1))
}

export interface HeldRow {
  /** Null: no document of it is here. */
  readonly balance: number | null
  /** For other registers, now. */
  readonly elsewhere: number
  readonly epoch: number | null
  readonly seq: number | null
}

export interface HoldAsking {
  readonly register: string
  readonly kind: string
  readonly number: string
  readonly amount: number
}

export interface StoredValueHeld {
  readonly known: boolean
  readonly available: number
  readonly held: number
  readonly epoch: number
  readonly seq: number
}

/** What of a balance may be kept for who asked: what nobody else holds, and no more than was asked for. */
export function heldOf({ balance, elsewhere, epoch, seq }: HeldRow, amount: number): StoredValueHeld {
  const available = (balance ?? 0) - elsewhere
  return { known: balance !== null, available, held: Math.max(0, Math.min(amount, available)), epoch: epoch ?? 0, seq: seq ?? 0 }
}
