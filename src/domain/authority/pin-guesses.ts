/** Wrong PINs of one operator, or of everybody at a register. */
export interface WrongPins {
  /** Since the last right one. */
  readonly inRow: number
  /** Since the last right one of another business date: whoever works beside the guesser does not clear it by signing on. */
  readonly total: number
  /** Business date of the first of `total`, YYYY-MM-DD; '' for none. */
  readonly since: string
}

export const noWrongPins: WrongPins = { inRow: 0, total: 0, since: '' }

/** So many of `total`, and somebody who manages people has to unlock. */
export const wrongPinsUntilLocked = 10

const second = 1000
const day = 86_400 * second
const firstLock = 300 * second

/** How long the next guess has to wait after so many wrong ones in a row at one operator, in milliseconds. Never more than a day. */
export function operatorWait(wrong: number): number {
  if (wrong < 3) return 0
  if (wrong < 5) return (wrong - 2) * second
  return Math.min(day, firstLock * 2 ** Math.min(wrong - 5, 20))
}

/** The same for a register, over all names and over names that nobody has: one PIN tried on everybody. */
export function registerWait(wrong: number): number {
  if (wrong < 10) return 0
  return wrong < 20 ? 5 * second : 60 * second
}

export function oneMoreWrong({ inRow, total, since }: WrongPins, businessDate: string): WrongPins {
  return { inRow: inRow + 1, total: total + 1, since: total === 0 ? businessDate : since }
}

/** Takes back what was counted for it before the compare: a day's right ones once locked people out at their first slip. */
export function afterRight({ total, since }: WrongPins, businessDate: string): WrongPins {
  return since === businessDate && total > 1 ? { inRow: 0, total: total - 1, since } : noWrongPins
}
