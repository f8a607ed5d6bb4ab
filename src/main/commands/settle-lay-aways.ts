import { type Moment, type Operator, type RegisterReader, type StoredBasket } from '../../db/index.ts'
import { refuse } from '../../domain/errors/index.ts'
import { layAwayBalance } from '../../domain/liability/index.ts'
import { type SaleBody } from '../../domain/sale/index.ts'
import { balanceOf } from '../queries/index.ts'
import { type CommandContext } from './command-context.ts'
import { heldLayAway } from './lay-aways.ts'
import { appendAct } from './shift-context.ts'

/** What each deposit leaves to pay, frozen into the sale: a copy of the paper says what the first one said. */
export function withLayAwayBalances(reader: RegisterReader, sale: SaleBody): SaleBody {
  if (sale.liabilities === undefined) return sale
  const liabilities = sale.liabilities.map((liability) => {
    const { owes, amount } = liability
    const layAway = owes.kind === 'deposit' ? reader.layAwayById(owes.layAwayId) : undefined
    if (layAway === undefined) return liability
    const balance = layAwayBalance(layAway.total, [balanceOf(reader, layAway).paid, amount])
    return { ...liability, laidAside: { ...balance, until: layAway.until } }
  })
  return { ...sale, liabilities }
}

/** Why money for goods laid aside cannot be taken with this basket, or undefined: they are gone, or somebody else pays for them. */
export function layAwayRefusal(reader: RegisterReader, basket: StoredBasket): ReturnType<typeof refuse> | undefined {
  for (const line of basket.lines) {
    if (line.kind !== 'liability' || line.removed || line.owes.kind !== 'deposit') continue
    const { layAwayId } = line.owes
    const opening = reader.layAwayOpenedBy(basket.id)?.id === layAwayId
    const held = opening ? reader.layAwayById(layAwayId) : heldLayAway(reader, layAwayId, basket.id)
    if (held === undefined) return refuse('layAway.unknown')
    const layAway = 'ok' in held ? held : { ok: true as const, value: held }
    if (!layAway.ok) return layAway
    const { due } = balanceOf(reader, layAway.value)
    if (line.amount > due) return refuse('layAway.over', { due })
  }
  return undefined
}

/** What a completed sale does to lay-aways: its deposits count from here on, and goods that are sold are kept no longer. Inside its unit of work. */
export function settleLayAways(context: CommandContext, sale: SaleBody, { basket, operator, moment }: { readonly basket: StoredBasket; readonly operator: Operator; readonly moment: Moment }): void {
  const { database } = context
  const inCash = sale.tenders.every(({ type }) => type === 'cash' || type === 'foreignCash' || type === 'rounding')
  for (const { owes, amount } of sale.liabilities ?? []) {
    if (owes.kind !== 'deposit') continue
    const { layAwayId, number } = owes
    const layAway = database.layAwayById(layAwayId)
    if (layAway === undefined) throw new Error(`a deposit for no lay-away: ${number}`)
    database.addDeposit(layAwayId, { saleId: sale.saleId, amount, inCash })
    if (layAway.state !== 'opening') continue
    database.holdLayAway(layAwayId)
    const { basketId, customerId, total, until } = layAway
    appendAct(context, moment, 'layAway.made', { operator }, { layAwayId, number, basketId, saleId: sale.saleId, currency: sale.currency, total, until, ...(customerId === undefined ? {} : { customer: customerId }) })
  }
  const collected = database.layAwayOfBasket(basket.id)
  if (collected?.state === 'collecting') database.setLayAwayState(collected.id, 'collected')
}
