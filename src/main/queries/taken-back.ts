import { type RegisterReader, type StoredBasket } from '../../db/index.ts'
import { type TakenBackLine } from '../../domain/basket/index.ts'
import { refuse } from '../../domain/errors/index.ts'
import { goneOf, isStoredValue, type StoredValueId } from '../../domain/liability/index.ts'
import { owedLeft, standingTakenBack } from '../../domain/refund/index.ts'
import { knownSale } from './known-sale.ts'

/** One card, and all that a basket takes off it. */
export interface TakenBackValue extends StoredValueId {
  readonly amount: number
}

/** The card of a line that takes money off one; undefined for what has no number. */
function cardOf({ owes }: Pick<TakenBackLine, 'owes'>): StoredValueId | undefined {
  return isStoredValue(owes.kind) && 'number' in owes ? { kind: owes.kind, number: owes.number } : undefined
}

/** Each card once. */
function valuesOf(lines: readonly Pick<TakenBackLine, 'owes' | 'amount'>[]): readonly TakenBackValue[] {
  const sums = new Map<string, TakenBackValue>()
  for (const line of lines) {
    const card = cardOf(line)
    if (card === undefined) continue
    const key = `${card.kind} ${card.number}`
    sums.set(key, { ...card, amount: (sums.get(key)?.amount ?? 0) + line.amount })
  }
  return [...sums.values()]
}

/** What the basket at a seat takes off cards. */
export function takenBackValuesAt(reader: RegisterReader, seat: string): readonly TakenBackValue[] {
  const basket = reader.basket(reader.seat(seat).basketId ?? '')
  return basket === undefined ? [] : valuesOf(standingTakenBack(basket.lines))
}

/** What a sale put on cards and nobody took back yet. */
export function takenBackValuesOf(reader: RegisterReader, saleId: string): readonly TakenBackValue[] {
  const known = knownSale(reader, saleId)
  return known === undefined ? [] : valuesOf(owedLeft(known.sale, known.refunds).flatMap(({ line, isLeft }) => (isLeft ? [line] : [])))
}

/**
 * Why what was put on a card cannot be taken off it: not all of it is there any more, by what this register saw and by what head
 * office last said. `return.cardSpent` (params: due, what is to come back; spent, how much of that is gone). Once a terminal was asked for
 * money of this basket nobody asks again: the money is gone, and a basket that could not be completed would only hide it.
 */
export function takenBackRefusal(reader: RegisterReader, basket: Pick<StoredBasket, 'id' | 'lines'>, at: number): ReturnType<typeof refuse> | undefined {
  const values = valuesOf(standingTakenBack(basket.lines))
  if (values.length === 0 || reader.paymentsOf(basket.id).some(({ kind, state }) => kind === 'refund' && (state === 'approved' || state === 'pending' || state === 'unknown'))) return undefined
  for (const { amount, ...card } of values) {
    const spent = goneOf(reader.storedValue(card, at, basket.id), amount)
    if (spent > 0) return refuse('return.cardSpent', { due: amount, spent })
  }
  return undefined
}
