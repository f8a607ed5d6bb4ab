import { type LayAwayView, type Output } from '../../contracts/ipc/index.ts'
import { type LayAway, type RegisterFacts, type RegisterReader } from '../../db/index.ts'
import { businessDateOf, offsetMinutes } from '../../domain/business-date/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { isPastLayAway, layAwayBalance, layAwayPresets, type LayAwayBalance } from '../../domain/liability/index.ts'
import { minor } from '../../domain/money/index.ts'
import { pieceCount } from '../../domain/quantity/index.ts'
import { giveDepositsBack, type PaidDeposit } from '../../domain/refund/index.ts'
import { knownSale } from './known-sale.ts'
import { type QueryContext } from './query-context.ts'

const dayMs = 86_400_000

/** What is paid of it, as far as its sales are completed. */
export function balanceOf(reader: RegisterReader, { id, total }: Pick<LayAway, 'id' | 'total'>): LayAwayBalance {
  return layAwayBalance(total, reader.depositsOf(id).map(({ amount }) => amount))
}

/** What the store asks for. */
export function layAwayTerms({ layAwayLeast, layAwayDays }: Pick<RegisterFacts, 'layAwayLeast' | 'layAwayDays'>): { readonly leastPercent: number; readonly days: number } {
  return { leastPercent: layAwayLeast ?? layAwayPresets.leastPercent, days: layAwayDays ?? layAwayPresets.days }
}

/** Each deposit with what paid it, where its sale took nothing else. */
export function paidDeposits(reader: RegisterReader, id: string): readonly PaidDeposit[] {
  return reader.depositsOf(id).map(({ saleId, amount, inCash }) => {
    const sale = inCash ? undefined : knownSale(reader, saleId)?.sale
    return { saleId, amount: minor(amount), inCash, ...(sale?.total === 0 && sale.liabilities?.length === 1 ? { tenders: sale.tenders } : {}) }
  })
}

function viewOf(reader: RegisterReader, layAway: LayAway, today: string): LayAwayView[] {
  const { id, number, state, basketId, label, customerId, laidAt, until } = layAway
  const goods = reader.basket(basketId)?.lines.flatMap((line) => (line.kind === 'item' && !line.removed ? [line] : [])) ?? []
  const [first] = goods
  // Completed between the two reads.
  if (first === undefined || (state !== 'opening' && state !== 'held' && state !== 'collecting')) return []
  const customer = customerId === undefined ? undefined : reader.customerById(customerId)
  const named = customer === undefined || customer.name === '' ? {} : { customerName: customer.name }
  const balance = balanceOf(reader, layAway)
  const { toDevice } = giveDepositsBack(paidDeposits(reader, id), { way: 'asPaid' })
  return [{ id, number, state, ...(label === undefined ? {} : { label }), ...named, laidAt, until, past: isPastLayAway(until, today), firstNames: { ...first.names }, itemCount: pieceCount(goods), total: balance.total, paid: balance.paid, due: balance.due, ...(toDevice === 0 ? {} : { toDevice }) }]
}

export function layAways({ reader, now }: QueryContext): Result<Output<'lay-aways'>> {
  const facts = reader.facts()
  const terms = layAwayTerms(facts)
  const on = (days: number): string => (now === undefined ? '' : businessDateOf(now.at + days * dayMs, offsetMinutes(facts.timeZone, now.at), facts.cutOffHour))
  const today = on(0)
  return accept({ currency: facts.currency, ...terms, today, until: on(terms.days), layAways: reader.layAways().flatMap((one) => viewOf(reader, one, today)) })
}
