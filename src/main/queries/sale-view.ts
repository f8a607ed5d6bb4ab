import { z } from 'zod'
import { tenderView, type SaleView } from '../../contracts/ipc/index.ts'
import { type RefundHeader, type RegisterReader, type SaleHeader } from '../../db/index.ts'

/** A completed sale as the counter shows it: its header, and what became of its kick and its print. */
export function saleViewOf(reader: RegisterReader, sale: SaleHeader): SaleView {
  const tenders = tendersOf(sale)
  return {
    id: sale.id,
    number: sale.number,
    total: sale.total,
    ...(tenders.some(({ rounding }) => rounding !== undefined) ? { payable: tenders.reduce((sum, { amount }) => sum + amount, 0) } : {}),
    change: sale.change,
    completedAt: sale.completedAt,
    tenders,
    effects: reader.outcomesOf(sale.id).map((outcome) => ({ ...outcome })),
  }
}

/** A sale by its id, or what came back by its own; undefined for neither. */
export function documentView(reader: RegisterReader, id: string): SaleView | undefined {
  const sale = reader.saleById(id)
  if (sale !== undefined) return saleViewOf(reader, sale)
  const refund = reader.refundById(id)
  return refund && refundViewOf(reader, refund)
}

/** What came back, shown like a sale: its paper and drawer go by its own id, or by the sale's that was completed with it. */
export function refundViewOf(reader: RegisterReader, refund: RefundHeader): SaleView {
  const tenders = tendersOf(refund)
  return {
    id: refund.id,
    kind: refund.kind === 'void' ? 'void' : 'refund',
    number: refund.number,
    total: refund.total,
    ...(tenders.some(({ rounding }) => rounding !== undefined) ? { payable: tenders.reduce((sum, { amount }) => sum + amount, 0) } : {}),
    change: 0,
    completedAt: refund.completedAt,
    tenders,
    effects: reader.outcomesOf(refund.id).map((outcome) => ({ ...outcome })),
  }
}

/**
 * The tenders were frozen by an older version perhaps: read what the view knows, whatever else is there. A rounding of cash is
 * no way to pay, so it is shown with the cash it belongs to: what it put on, or took off (below 0).
 * Made once: a schema compiles itself at its first use, and made anew for each tender that was a quarter of a sale's time.
 */
const frozenTender = z.discriminatedUnion('type', [z.object({ type: z.literal('rounding'), amount: z.int() }), tenderView.strip()])

export function tendersOf({ tenders }: Pick<SaleHeader, 'tenders'>): SaleView['tenders'] {
  if (tenders !== lastRead.tenders) lastRead = { tenders, shown: read(tenders) }
  return lastRead.shown
}

/** The last sale's stand in every answer until the next one is paid: read once, not at each scan. */
let lastRead: { readonly tenders: string; readonly shown: SaleView['tenders'] } = { tenders: '[]', shown: [] }

function read(text: string): SaleView['tenders'] {
  const tenders: unknown = JSON.parse(text)
  if (!Array.isArray(tenders)) throw new Error('the tenders of a sale header are not a list')
  const shown: SaleView['tenders'] = []
  for (const tender of tenders as unknown[]) {
    const one = frozenTender.parse(tender)
    const cash = shown.at(-1)
    if (one.type !== 'rounding') shown.push(one)
    else if (cash !== undefined) shown[shown.length - 1] = { ...cash, rounding: 0 - one.amount }
  }
  return shown
}
