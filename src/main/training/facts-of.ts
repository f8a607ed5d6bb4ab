import { type JournalEntry } from '../../db/index.ts'
import { type Pieces, type TrainingFact } from '../../domain/training/index.ts'
import { type RefundBody } from '../../domain/refund/index.ts'
import { type SaleBody } from '../../domain/sale/index.ts'

interface Written {
  readonly at: number
  readonly type: string
  readonly body: unknown
}

/** What an entry of the training's own journal says about how a scenario goes; undefined for one that says nothing of it. */
export function factOf({ text }: Pick<JournalEntry, 'text'>): TrainingFact | undefined {
  // Our own words, kept verbatim under a hash: what this register wrote, it can read.
  const { at, type, body } = JSON.parse(text) as Written
  if (type === 'basket.cancelled') return { kind: 'cancelled', at }
  if (type === 'receipt.reprinted') return { kind: 'reprinted', at }
  if (type === 'sale.completed') {
    const sale = body as SaleBody
    return { kind: 'sold', at, goods: piecesOf(sale.lines), removed: sale.trail.filter(({ act, linkedTo }) => act === 'removed' && linkedTo === undefined).length }
  }
  if (type !== 'refund.completed') return undefined
  const { lines, original } = body as RefundBody
  return { kind: 'refunded', at, goods: piecesOf(lines), ...(original === undefined ? {} : { ofSale: original.saleId }) }
}

/** Rung up one by one or as three at once, it is the same basket. */
function piecesOf(lines: readonly Pieces[]): readonly Pieces[] {
  const pieces = new Map<string, number>()
  for (const { sku, quantity } of lines) pieces.set(sku, (pieces.get(sku) ?? 0) + quantity)
  return [...pieces].map(([sku, quantity]) => ({ sku, quantity }))
}
