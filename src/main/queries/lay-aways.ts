import { type LayAwayView, type Output } from '../../contracts/ipc/index.ts'
import { type LayAway, type RegisterFacts, type RegisterReader } from '../../db/index.ts'
import { businessDateOf, offsetMinutes } from '../../domain/business-date/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { isPastLayAway, layAwayBalance, layAwayPresets, type LayAwayBalance } from '../../domain/liability/index.ts'
import { pieceCount } from '../../domain/quantity/index.ts'
import { type QueryContext } from './query-context.ts'

/** What is paid of it, as far as its sales are completed. */
export function balanceOf(reader: RegisterReader, { id, total }: Pick<LayAway, 'id' | 'total'>): LayAwayBalance {
  return layAwayBalance(total, reader.depositsOf(id).map(({ amount }) => amount))
}

/** What the store asks for. */
export function layAwayTerms({ layAwayLeast, layAwayDays }: Pick<RegisterFacts, 'layAwayLeast' | 'layAwayDays'>): { readonly leastPercent: number; readonly days: number } {
  return { leastPercent: layAwayLeast ?? layAwayPresets.leastPercent, days: layAwayDays ?? layAwayPresets.days }
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
  return [{ id, number, state, ...(label === undefined ? {} : { label }), ...named, laidAt, until, past: isPastLayAway(until, today), firstNames: { ...first.names }, itemCount: pieceCount(goods), total: balance.total, paid: balance.paid, due: balance.due }]
}

export function layAways({ reader, now }: QueryContext): Result<Output<'lay-aways'>> {
  const facts = reader.facts()
  const today = now === undefined ? '' : businessDateOf(now.at, offsetMinutes(facts.timeZone, now.at), facts.cutOffHour)
  return accept({ currency: facts.currency, ...layAwayTerms(facts), layAways: reader.layAways().flatMap((one) => viewOf(reader, one, today)) })
}
