import { z } from 'zod'
import { tenderView, type SaleView } from '../../contracts/ipc/index.ts'
import { type RegisterReader, type SaleHeader } from '../../db/index.ts'

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
    effects: reader.effectsOf(sale.id).map(({ work, state, fault }) => ({ kind: work.kind, state, ...(fault === undefined ? {} : { fault }) })),
  }
}

/** A rounding of cash is no way to pay, so it is shown with the cash it belongs to: what it put on, or took off (below 0). */
const roundingTender = z.object({ type: z.literal('rounding'), amount: z.int() })

/** The tenders were frozen by an older version perhaps: read what the view knows, whatever else is there. */
export function tendersOf(sale: SaleHeader): SaleView['tenders'] {
  const tenders: unknown = JSON.parse(sale.tenders)
  if (!Array.isArray(tenders)) throw new Error('the tenders of a sale header are not a list')
  const shown: SaleView['tenders'] = []
  for (const tender of tenders as unknown[]) {
    const rounding = roundingTender.safeParse(tender)
    const cash = shown.at(-1)
    if (!rounding.success) shown.push(tenderView.strip().parse(tender))
    else if (cash !== undefined) shown[shown.length - 1] = { ...cash, rounding: 0 - rounding.data.amount }
  }
  return shown
}
