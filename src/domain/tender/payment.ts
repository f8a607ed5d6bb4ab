/** What takes the money: a paymentTerminal, or a wallet provider whose code is scanned. */
export const paymentMethods = ['card', 'wallet'] as const
export type PaymentMethod = (typeof paymentMethods)[number]

/**
 * Where an approved payment is found again, at the terminal and at the acquirer. Never a card number: four digits of it are
 * what a customer compares with their card, and more than that makes the whole journal card data.
 */
export interface PaymentReference {
  /** Our own name for the attempt; it was on disk before the terminal heard of it. */
  readonly attemptId: string
  readonly terminalId?: string
  /** The terminal's running number of what it did, and the number on its paper. */
  readonly trace?: string
  readonly receiptNo?: string
  /** As the terminal names it: "girocard", "Visa"; of a wallet, its provider. */
  readonly cardType?: string
  readonly lastFour?: string
  readonly authorisation?: string
  /** A person said how it ended, because nobody could be asked any more. */
  readonly saidBy?: 'operator'
}

/** Why a payment was not taken, or why nobody knows. Each is a sentence on the screen. */
export const payReasons = [
  'declined', 'cardNotReadable', 'cardExpired', 'cardUnknown', 'cardBlocked', 'notEnough', 'wrongPin', 'limit', 'wrongCurrency', 'codeInvalid', 'codeExpired',
  'abortedThere', 'abortedHere', 'timeOut', 'busy', 'terminalFault', 'noLine', 'notSent', 'noRecord', 'takenBack', 'notPossible',
  'lineLost', 'noAnswer', 'notUnderstood', 'otherAmount', 'restarted', 'stillAtWork', 'saidByOperator',
] as const
export type PayReason = (typeof payReasons)[number]

/**
 * How an attempt ended. `unknown` is an outcome: money may have moved, and until somebody has found out, the basket stands
 * still. Tills that took silence for "no" charged the same card twice.
 */
export type PayOutcome =
  | { readonly status: 'approved'; readonly reference: PaymentReference }
  | { readonly status: 'declined' | 'cancelled' | 'unknown'; readonly reason: PayReason; /** The terminal's own words, without any long number. */ readonly text?: string }

const lastFourDigits = /^\d{4}$/
/** Thirteen digits and more, grouped or not, are a card number or look like one to whoever finds them. */
const longNumber = /\d(?:[ -]?\d){12,}/

/** What is wrong with a card's reference, as the re-adder says it; empty when nothing is. */
export function referenceProblems(reference: PaymentReference): readonly string[] {
  const { lastFour, attemptId: _ours, ...rest } = reference
  const problems: string[] = []
  if (lastFour !== undefined && !lastFourDigits.test(lastFour)) problems.push('more or less than the last four digits')
  if (Object.values(rest).some((value) => longNumber.test(value))) problems.push('a number as long as a card number')
  return problems
}

/** A text from outside with every long number cut to its last four digits. */
export function withoutCardNumber(text: string): string {
  return text.replaceAll(/[\d*#xX](?:[ -]?[\d*#xX]){6,}/g, (found) => `...${found.replaceAll(/[^\d]/g, '').slice(-4)}`)
}
