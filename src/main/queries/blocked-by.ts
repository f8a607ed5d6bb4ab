import { type RegisterReader, type StoredBasket } from '../../db/index.ts'
import { judge, mayApprove } from '../../domain/authority/index.ts'
import { completionRefusal, fullPpm, givenAway, type Given, type Recall } from '../../domain/basket/index.ts'
import { refuse } from '../../domain/errors/index.ts'
import { mulDiv } from '../../domain/money/index.ts'

/** The recalls of what is in a basket, as they are now: one that came after the scan stops the sale all the same. */
export function recallsIn(reader: RegisterReader, { lines }: Pick<StoredBasket, 'lines'>): readonly Recall[] {
  return reader.recallsOf(lines.flatMap((line) => (line.kind === 'item' && !line.removed ? [line.itemId] : [])))
}

/** Why a basket cannot be paid now, or undefined. */
export function blockedBy(reader: RegisterReader, basket: StoredBasket, recalls = recallsIn(reader, basket)): ReturnType<typeof completionRefusal> | 'discount.grown' {
  return completionRefusal(basket, recalls) ?? (givenAway(basket).some((given) => isBeyond(reader, given)) ? 'discount.grown' : undefined)
}

/** The same as a refusal, with the amounts of what has grown: whoever has to ask again reads what for, and what was said yes to. */
export function blockedRefusal(reader: RegisterReader, basket: StoredBasket): ReturnType<typeof refuse> | undefined {
  const blocked = blockedBy(reader, basket)
  if (blocked === undefined) return undefined
  return blocked === 'discount.grown' ? refuse(blocked, grownIn(reader, basket)) : refuse(blocked)
}

/** Asked of a basket that `discount.grown` blocks, in minor units: what the first one takes off that nobody said yes to, and what was said yes to. */
export function grownIn(reader: RegisterReader, basket: StoredBasket): { readonly takesOff: number; readonly allowed: number } {
  const given = givenAway(basket).find((one) => isBeyond(reader, one))
  return given === undefined ? { takesOff: 0, allowed: 0 } : { takesOff: given.takesOff, allowed: allowedOf(reader, given) }
}

/** What its approver read; or, of what is above a limit however it was read, that limit of what it is taken from. */
function allowedOf(reader: RegisterReader, { permission, operator, approver, isMore, of, read }: Given): number {
  if (approver !== undefined && isMore) return read
  const role = reader.operatorById(approver ?? operator)?.role
  const grant = role === undefined ? 'no' : reader.grantOf(role, permission)
  const own = typeof grant === 'number' ? grant : grant === 'yes' ? fullPpm : 0
  const second = approver === undefined ? reader.secondPersonAbove(permission) : undefined
  return mulDiv(of, Math.min(fullPpm, own, second ?? own), fullPpm, 'down')
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
