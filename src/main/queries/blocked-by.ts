import { type RegisterReader, type StoredBasket } from '../../db/index.ts'
import { judge, mayApprove } from '../../domain/authority/index.ts'
import { completionRefusal, givenAway, type Given, type Recall } from '../../domain/basket/index.ts'

/** The recalls of what is in a basket, as they are now: one that came after the scan stops the sale all the same. */
export function recallsIn(reader: RegisterReader, { lines }: Pick<StoredBasket, 'lines'>): readonly Recall[] {
  return reader.recallsOf(lines.flatMap((line) => (line.kind === 'item' && !line.removed ? [line.itemId] : [])))
}

/** Why a basket cannot be paid now, or undefined. */
export function blockedBy(reader: RegisterReader, basket: StoredBasket, recalls = recallsIn(reader, basket)): ReturnType<typeof completionRefusal> | 'discount.grown' {
  return completionRefusal(basket, recalls) ?? (givenAway(basket).some((given) => isBeyond(reader, given)) ? 'discount.grown' : undefined)
}

/**
 * Whether what stands is more than anybody said yes to. Not asked while goods are scanned, where a dialog would swallow the next
 * scans, but before the first money: given once more it counts as it is then.
 */
function isBeyond(reader: RegisterReader, { permission, share, operator, approver, isMore }: Given): boolean {
  const person = reader.operatorById(approver ?? operator)
  if (person === undefined) return false
  const grant = reader.grantOf(person.role, permission)
  if (approver !== undefined) return isMore || !mayApprove(grant, share, false)
  const above = reader.secondPersonAbove(permission)
  return judge({ grant, amount: share, ...(above === undefined ? {} : { secondPersonAbove: above }) }) === 'needsApproval'
}
