import { type Input, type ReceiptsView } from '../../contracts/ipc/index.ts'
import { type RegisterReader } from '../../db/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { type QueryContext } from './query-context.ts'
import { saleSummary } from './sale-summary.ts'

/** Whose member number it is. On a later page what it begins no number of has ended, and it still is no receipt's number. */
function buyerWhose(reader: RegisterReader, text: string, before: Input<'receipts'>['before']): string | undefined {
  return before === undefined || reader.receipts({ text, limit: 1 }).length === 0 ? reader.customerByMember(text)?.id : undefined
}

/** A page of completed sales and refunds. One more than asked for is looked up, to know whether there is a next page. */
export function receipts({ reader }: QueryContext, { text, customerId, before, limit }: Input<'receipts'>): Result<ReceiptsView> {
  const asked = { ...(text === undefined ? {} : { text }), ...(before === undefined ? {} : { before }), limit: limit + 1 }
  const numbered = customerId === undefined ? reader.receipts(asked) : []
  const customer = customerId ?? (numbered.length > 0 || text === undefined ? undefined : buyerWhose(reader, text, before))
  const found = customer === undefined ? numbered : reader.receipts({ ...asked, customer })
  const page = found.slice(0, limit)
  const last = found.length > limit ? page.at(-1) : undefined
  return accept({ receipts: page.map((sale) => saleSummary(reader, sale)), ...(last === undefined ? {} : { next: { completedAt: last.completedAt, saleId: last.id } }) })
}
