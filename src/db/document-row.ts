import { type SaleHeader } from './sale-header.ts'

/** What the row of a completed sale and that of a refund have in common. */
export interface DocumentRow {
  id: string
  number: string
  basket_id: string
  seat: string
  epoch: number
  seq: number
  business_date: string
  completed_at: number
  operator_id: string
  total: number
  tenders: string
}

export function documentOf(row: DocumentRow): Omit<SaleHeader, 'change'> {
  return {
    id: row.id,
    number: row.number,
    basketId: row.basket_id,
    seat: row.seat,
    epoch: row.epoch,
    seq: row.seq,
    businessDate: row.business_date,
    completedAt: row.completed_at,
    operatorId: row.operator_id,
    total: row.total,
    tenders: row.tenders,
  }
}
