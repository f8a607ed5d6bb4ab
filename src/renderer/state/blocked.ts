import { type BasketView } from '../../contracts/ipc/index.ts'
import { type Refusal } from '../../domain/errors/index.ts'

/** Why a basket cannot be paid, as main would refuse it: with the amounts that its sentence names. Undefined: it can. */
export function blockedRefusal({ blockedBy, grown }: Pick<BasketView, 'blockedBy' | 'grown'>): Refusal | undefined {
  return blockedBy === undefined ? undefined : { code: blockedBy, ...(grown === undefined ? {} : { params: { ...grown } }) }
}
