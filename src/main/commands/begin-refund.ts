import { type Input } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { begin, type BegunPayment } from './begin-payment.ts'
import { type CommandContext } from './command-context.ts'
import { payoutOf } from './payout-of.ts'

/** Writes down that terminal or wallet is about to be asked to give money of a sale back. Refuses what `payoutOf` does. */
export function beginRefund(context: CommandContext, input: Input<'begin-refund'>): Result<BegunPayment> {
  return begin(context, () => {
    const asked = payoutOf(context, input, true)
    if (!asked.ok) return asked
    const { basket, sale, payout, paid, approvers } = asked.value
    const { of, type: method, amount, original } = payout
    if (original === undefined) return refuse('payment.missing')
    const [first] = approvers
    return accept({
      ...(first === undefined ? {} : { approver: first.approver }),
      basketId: basket.id,
      businessDate: basket.businessDate,
      method,
      kind: 'refund',
      amount,
      currency: basket.currency,
      givesBack: { saleId: sale.saleId, of, paid, original, approvers },
    })
  })
}
