import { type SaleSummaryView } from '../../contracts/ipc/index.ts'
import { type EffectOutcome, type ReceiptHeader, type RegisterReader } from '../../db/index.ts'
import { leftToReturn, owedLeft } from '../../domain/refund/index.ts'
import { knownSale } from './known-sale.ts'
import { tendersOf } from './sale-view.ts'

/** The newest paper decides: printed again, all is well. Without a printer there is no slip to look for. */
function paperOf(outcomes: readonly EffectOutcome[]): Pick<SaleSummaryView, 'paper'> {
  const last = outcomes.findLast(({ kind }) => kind === 'print')
  if (last === undefined || last.fault === 'unconfigured') return {}
  return last.state === 'failed' ? { paper: 'torn' } : last.again === true ? { paper: 'again' } : {}
}

/** Most sales have no refund, which one look in an index tells. */
function returnedOf(reader: RegisterReader, { id, kind }: ReceiptHeader): Pick<SaleSummaryView, 'returned'> {
  if (kind !== undefined || reader.refundsOfSale(id).length === 0) return {}
  const known = knownSale(reader, id)
  if (known === undefined) return {}
  const isAll = leftToReturn(known.sale, known.refunds).every(({ left }) => left === 0) && !owedLeft(known.sale, known.refunds).some(({ isLeft }) => isLeft)
  return { returned: isAll ? 'all' : 'partly' }
}

/** Refunds of it that head office contradicts, whoever made them: the customer asks where they bought it. */
function contradictedOf(reader: RegisterReader, { id, kind }: ReceiptHeader): Pick<SaleSummaryView, 'contradicted'> {
  const found = kind === undefined ? reader.contradictionsOf(id) : []
  return found.length === 0 ? {} : { contradicted: found.map((one) => ({ ...one })) }
}

/** A completed sale or refund as a row of any list. */
export function saleSummary(reader: RegisterReader, sale: ReceiptHeader): SaleSummaryView {
  return {
    id: sale.id,
    number: sale.number,
    completedAt: sale.completedAt,
    businessDate: sale.businessDate,
    operatorName: reader.operatorById(sale.operatorId)?.name ?? '',
    currency: reader.facts().currency,
    total: sale.total,
    tenders: tendersOf(sale),
    ...paperOf(reader.outcomesOf(sale.id)),
    ...(sale.kind === undefined ? {} : { kind: sale.kind }),
    ...(sale.ofSale === undefined ? {} : { ofSale: sale.ofSale }),
    ...(sale.verified === undefined ? {} : { verified: sale.verified }),
    ...returnedOf(reader, sale),
    ...contradictedOf(reader, sale),
  }
}
