import { tenderView, type SaleView } from '../../contracts/ipc/index.ts'
import { type RegisterReader, type SaleHeader } from '../../db/index.ts'

/** A completed sale as the counter shows it: its header, and what became of its kick and its print. */
export function saleViewOf(reader: RegisterReader, sale: SaleHeader): SaleView {
  return {
    id: sale.id,
    number: sale.number,
    total: sale.total,
    change: sale.change,
    completedAt: sale.completedAt,
    tenders: tendersOf(sale),
    effects: reader.effectsOf(sale.id).map(({ work, state, fault }) => ({ kind: work.kind, state, ...(fault === undefined ? {} : { fault }) })),
  }
}

/** The tenders were frozen by an older version perhaps: read what the view knows, whatever else is there. */
export function tendersOf(sale: SaleHeader): SaleView['tenders'] {
  const tenders: unknown = JSON.parse(sale.tenders)
  if (!Array.isArray(tenders)) throw new Error('the tenders of a sale header are not a list')
  return tenders.map((tender: unknown) => tenderView.strip().parse(tender))
}
