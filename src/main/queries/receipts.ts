import { type Input, type ReceiptsView, type SaleSummaryView } from '../../contracts/ipc/index.ts'
import { type EffectOutcome } from '../../db/index.ts'
import { type ReceiptHeader, type RegisterReader } from '../../db/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { leftToReturn } from '../../domain/refund/index.ts'
import { knownSale } from './known-sale.ts'
import { type QueryContext } from './query-context.ts'
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
  return known === undefined ? {} : { returned: leftToReturn(known.sale, known.refunds).every(({ left }) => left === 0) ? 'all' : 'partly' }
}

/** Whose member number it is. On a later page what it begins no number of has ended, and it still is no receipt's number. */
function buyerWhose(reader: RegisterReader, text: string, before: Input<'receipts'>['before']): string | undefined {
  return before === undefined || reader.receipts({ text, limit: 1 }).length === 0 ? reader.customerByMember(text)?.id : undefined
}

/** A page of completed sales and refunds. One more than asked for is looked up, to know whether there is a next page. */
export function receipts({ reader }: QueryContext, { text, customerId, before, limit }: Input<'receipts'>): Result<ReceiptsView> {
  const { currency } = reader.facts()
  const asked = { ...(text === undefined ? {} : { text }), ...(before === undefined ? {} : { before }), limit: limit + 1 }
  const numbered = customerId === undefined ? reader.receipts(asked) : []
  const customer = customerId ?? (numbered.length > 0 || text === undefined ? undefined : buyerWhose(reader, text, before))
  const found = customer === undefined ? numbered : reader.receipts({ ...asked, customer })
  const page = found.slice(0, limit)
  const last = found.length > limit ? page.at(-1) : undefined
  return accept({
    receipts: page.map((sale) => ({
      id: sale.id,
      number: sale.number,
      completedAt: sale.completedAt,
      businessDate: sale.businessDate,
      operatorName: reader.operatorById(sale.operatorId)?.name ?? '',
      currency,
      total: sale.total,
      tenders: tendersOf(sale),
      ...paperOf(reader.outcomesOf(sale.id)),
      ...(sale.kind === undefined ? {} : { kind: sale.kind }),
      ...(sale.ofSale === undefined ? {} : { ofSale: sale.ofSale }),
      ...(sale.verified === undefined ? {} : { verified: sale.verified }),
      ...returnedOf(reader, sale),
    })),
    ...(last === undefined ? {} : { next: { completedAt: last.completedAt, saleId: last.id } }),
  })
}
