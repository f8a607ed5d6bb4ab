import { type Input } from '../../contracts/ipc/index.ts'
import { type StoredBasket } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { creditNumber } from '../../domain/liability/index.ts'
import { minor } from '../../domain/money/index.ts'
import { type StoredValueRequest } from '../../domain/tender/index.ts'
import { spendableOf, storedValueOf } from '../queries/index.ts'
import { type CommandContext } from './command-context.ts'

type Asked = Extract<Input<'take-tender'>['tender'], { readonly type: 'storedValue' }>

/**
 * What is taken of a number for what is due: what was asked, else as much as there is. Refuses `storedValue.unverified` where
 * nobody could be asked and the store lets nothing go unasked, `storedValue.short` (params: due, what there is) for more than may be spent,
 * and `storedValue.buysItself` in a basket that puts money onto a card: what nobody could verify would come out of it as known.
 */
export function askedStoredValue(context: CommandContext, basket: StoredBasket, { number, amount }: Asked, due: number): Result<StoredValueRequest> {
  const { database } = context
  const { at } = context.moment()
  if (basket.lines.some((line) => line.kind === 'liability' && !line.removed)) return refuse('storedValue.buysItself')
  const id = storedValueOf(database, number, at)
  if (!id.ok) return id
  const { amount: there, verified } = spendableOf(database, id.value, at)
  if (there === 0) return verified === 'unverified' ? refuse('storedValue.unverified') : refuse('storedValue.short', { due: 0 })
  const taken = minor(amount ?? Math.min(there, due))
  if (taken > there) return refuse('storedValue.short', { due: there })
  const given = { number: id.value.number, amount: taken, verified, ...(verified === 'known' ? { left: minor(there - taken) } : {}) }
  return accept(id.value.kind === 'giftCard' ? { type: 'giftCard', ...given } : { type: 'storeCredit', ...given })
}

/** Of the random end of a fresh id: its time says when somebody got credit, and its place in a list which comes next. */
export function newCreditNumber({ newId }: Pick<CommandContext, 'newId'>): string {
  return creditNumber(newId().replaceAll('-', '').slice(-15))
}
