import { type Input, type Output } from '../../contracts/ipc/index.ts'
import { type RegisterFacts, type RegisterReader } from '../../db/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { giftCardNumber, shortNumber, spendable, type Spendable, type StoredValueId } from '../../domain/liability/index.ts'
import { type QueryContext } from './query-context.ts'

/** What a register of ours makes for a refund: no other number looks so but by chance, and then it is asked for as both. */
const credit = /^[0-9A-HJKMNP-TV-Z]{12}$/

/** Which it is that was scanned or typed: what this register knows it as, else by its looks. Refuses `giftCard.numberInvalid`. */
export function storedValueOf(reader: RegisterReader, text: string, at: number): Result<StoredValueId> {
  const number = giftCardNumber(text)
  if (!number.ok) return number
  const isKnown = (kind: StoredValueId['kind']): boolean => {
    const known = reader.storedValue({ kind, number: number.value }, at)
    return known.isOurs || known.told !== undefined
  }
  if (isKnown('giftCard')) return accept({ kind: 'giftCard', number: number.value })
  const isCredit = isKnown('storeCredit') || (credit.test(number.value) && /[A-Z]/.test(number.value))
  return accept({ kind: isCredit ? 'storeCredit' : 'giftCard', number: number.value })
}

/** What the store lets be spent of what nobody can be asked about; nothing by preset. */
export function offlineLimitOf({ storedValue }: Pick<RegisterFacts, 'storedValue'>, kind: StoredValueId['kind']): number {
  return (kind === 'giftCard' ? storedValue?.giftCardOffline : storedValue?.storeCreditOffline) ?? 0
}

export function spendableOf(reader: RegisterReader, id: StoredValueId, at: number): Spendable {
  return spendable(reader.storedValue(id, at), offlineLimitOf(reader.facts(), id.kind))
}

/** How much of a number may be spent here now, and whether that is certain. A balance that nobody could be asked about is not told as one. */
export function storedValue({ reader, now }: QueryContext, { number }: Input<'stored-value'>): Result<Output<'stored-value'>> {
  if (now === undefined) throw new Error('a query that asks for the time was given none')
  const id = storedValueOf(reader, number, now.at)
  if (!id.ok) return id
  const { amount, verified } = spendableOf(reader, id.value, now.at)
  const { own, isOurs, told } = reader.storedValue(id.value, now.at)
  const balance = told === undefined ? (isOurs ? own : undefined) : told.available + told.unsent
  return accept({ ...id.value, ...(balance === undefined ? {} : { balance }), printed: shortNumber(id.value.number), spendable: amount, verified })
}
