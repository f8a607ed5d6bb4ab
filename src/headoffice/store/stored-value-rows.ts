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

interface Documented {
  readonly id: string
  readonly number: string
  readonly currency: string
  readonly completedAt: number
  readonly tenders: unknown
  readonly liabilities?: unknown
  readonly spends: boolean
}

/** What may move a number; undefined for what never does. A deposit that goes back as store credit makes it, as a refund does. */
function documentOf({ effect }: BatchPlan['file'][number]): Documented | undefined {
  if (effect.kind === 'sale') return { id: effect.sale.saleId, number: effect.sale.number, currency: effect.sale.currency, completedAt: effect.completedAt, tenders: effect.sale.tenders, liabilities: effect.sale['liabilities'], spends: true }
  if (effect.kind === 'refund') {
    const { body } = effect.refund
    return { id: body.refundId, number: body.number, currency: body.currency, completedAt: effect.completedAt, tenders: body.tenders, liabilities: body['liabilities'], spends: false }
  }
  const back = effect.kind === 'none' ? effect.paidBack : undefined
  if (back?.layAwayId === undefined || back.number === undefined) return undefined
  return { id: back.layAwayId, number: back.number, currency: back.currency, completedAt: back.completedAt, tenders: back.tenders, spends: false }
}

/** In the order of numbers: two batches that meet at one card lock the cards in the same order. What cannot be read so moves nothing: the document is filed all the same. */
export function storedValueRowsOf(file: BatchPlan['file']): readonly StoredValueRow[] {
  const rows = file.flatMap((entry): readonly StoredValueRow[] => {
    const document = documentOf(entry)
    if (document === undefined) return []
    const tenders = given.safeParse(document.tenders)
    const liabilities = put.safeParse(document.liabilities ?? [])
    const movements = storedValueMovements(
      {
        tenders: tenders.success ? tenders.data.map(({ type, number: of, amount: moved }) => ({ type, amount: moved, ...(of === undefined ? {} : { number: of }) })) : [],
        liabilities: liabilities.success ? liabilities.data.map(({ owes, amount: moved }) => ({ amount: moved, owes: { kind: owes.kind, ...(owes.number === undefined ? {} : { number: owes.number }) } })) : [],
      },
      document.spends,
    )
    const { id, number: said, completedAt, currency } = document
    return movements.map((movement, place) => ({ kind: movement.kind, number: movement.number, document: id, place, document_number: said, completed_at: completedAt, currency, amount: movement.amount }))
  })
  return rows.toSorted((one, other) => (`${one.kind} ${one.number}` < `${other.kind} ${other.number}` ? -1 : 1))
}

/** How many documents spent what row `v` names, on both databases. */
const spendings = (v: string): string => `(SELECT count(*) FROM stored_value_move s WHERE s.kind = ${v}.kind AND s.number = ${v}.number AND s.amount < 0)`

/** Whether somebody looked at it since it was spent last: the inside of an EXISTS. */
export function lookedAt(v: string): string {
  return `SELECT 1 FROM stored_value_put_away p WHERE p.kind = ${v}.kind AND p.number = ${v}.number AND p.spendings = ${spendings(v)}`
}

/** The rows that one look at a document writes: `$store` and the rest as each database spells a parameter. Who was first is kept. */
export function putAwayStatement(store: string, document: string, at: string, by: string, note: string): string {
  return `INSERT INTO stored_value_put_away (kind, number, spendings, put_away_at, put_away_by, note)
    SELECT v.kind, v.number, ${spendings('v')}, ${at}, ${by}, ${note} FROM stored_value v WHERE v.balance < 0
      AND EXISTS (SELECT 1 FROM stored_value_move m WHERE m.kind = v.kind AND m.number = v.number AND m.store = ${store} AND m.document = ${document} AND m.amount < 0)
    ON CONFLICT DO NOTHING`
}

/** Whether there is one that it spent and that somebody looked at. */
export function isPutAwayStatement(store: string, document: string): string {
  return `SELECT 1 AS found FROM stored_value v JOIN stored_value_move m ON m.kind = v.kind AND m.number = v.number
    WHERE v.balance < 0 AND m.store = ${store} AND m.document = ${document} AND m.amount < 0 AND EXISTS (${lookedAt('v')}) LIMIT 1`
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
