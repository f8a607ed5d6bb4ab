import { type LiabilityType } from './liability-kind.ts'

/**
 * Whom what is owed to. `giftCard`: the card that gets the amount. `deposit`: the goods laid away, by their id and the number
 * on the paper. `accountPayment`: the customer by an opaque id, for a name has no place in a journal that is never rewritten.
 */
export type Liability =
  | { readonly kind: 'giftCard'; readonly number: string }
  | { readonly kind: 'deposit'; readonly layAwayId: string; readonly number: string }
  | { readonly kind: 'accountPayment'; readonly customerId: string }

// A kind without its object would be a line nobody can name: this does not compile then.
export type LiabilityKinds = Liability['kind'] extends LiabilityType ? (Exclude<LiabilityType, 'storeCredit'> extends Liability['kind'] ? true : never) : never

/** What tells one from another in a basket: two lines for one card would be two amounts for one thing. */
export function liabilityName(owes: Liability): string {
  if (owes.kind === 'giftCard') return `giftCard ${owes.number}`
  return owes.kind === 'deposit' ? `deposit ${owes.layAwayId}` : `accountPayment ${owes.customerId}`
}

/** The last four of what pays for whoever knows it: a receipt is left lying about. */
export function shortNumber(number: string): string {
  return number.length <= 4 ? number : `....${number.slice(-4)}`
}

/** What stands beside its name on paper and screen; undefined where nothing may. */
export function printedNumber(owes: Liability): string | undefined {
  if (owes.kind === 'giftCard') return shortNumber(owes.number)
  return owes.kind === 'deposit' ? owes.number : undefined
}
