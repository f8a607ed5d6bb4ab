import { type Input, type Output } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { type RefundBody } from '../../domain/refund/index.ts'
import { type QueryContext } from './query-context.ts'

/** What this register knows of another's sale: what its own refunds wrote down of it. Refuses `sale.unknown` where none did. */
export function saleElsewhere({ reader }: QueryContext, { saleId }: Input<'sale-elsewhere'>): Result<Output<'sale-elsewhere'>> {
  const refunds = reader.refundsOfSale(saleId).map((header) => {
    // Our own words, kept verbatim under a hash: what this register wrote, it can read.
    const entry: unknown = JSON.parse(reader.refundDocument(header.id) ?? 'null')
    if (entry === null) throw new Error(`refund ${header.id} has lost its entry`)
    return { header, body: (entry as { readonly body: RefundBody }).body }
  })
  const original = refunds[0]?.body.original
  if (original === undefined) return refuse('sale.unknown')
  const { number, soldOn } = original
  const registerNumber = /^(\d+)-/.exec(number)?.[1]
  return accept({
    saleId,
    number,
    soldOn,
    ...(registerNumber === undefined ? {} : { registerNumber: Number(registerNumber) }),
    refunds: refunds.map(({ header, body }) => ({
      id: header.id,
      number: header.number,
      completedAt: header.completedAt,
      currency: body.currency,
      total: body.total,
      lines: body.lines.map(({ lineNo, name, unit, quantity, total }) => ({ lineNo, name, unit, quantity, total })),
    })),
  })
}
