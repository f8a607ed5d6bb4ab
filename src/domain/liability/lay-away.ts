import { minor, type Minor } from '../money/index.ts'

/** In percent of what the goods come to, and in days, where the store said nothing else. */
export const layAwayPresets = { leastPercent: 20, days: 30 } as const
/** A year: beyond it nobody remembers whose goods they are. */
export const longestLayAway = 366

/** "L3-17": the register that keeps the goods, and a counter of its own. */
export function layAwayNumber(registerNumber: number, counter: number): string {
  return `L${registerNumber}-${counter}`
}

/** On the slip. The version in front lets another form follow; it says where the goods are kept and nothing else. */
export function layAwayCode(number: string): string {
  return `tl1:${number}`
}

/** The number in a scanned slip, or typed as it is printed; undefined for any other text. */
export function layAwayNumberIn(text: string): string | undefined {
  return /^(?:tl1:)?(L[1-9]\d{0,4}-[1-9]\d{0,8})$/i.exec(text.trim())?.[1]?.toUpperCase()
}

/** Which register keeps it. Throws on what is no such number. */
export function layAwayRegister(number: string): number {
  const register = /^L(\d+)-\d+$/.exec(number)?.[1]
  if (register === undefined) throw new Error(`no number of a lay-away: ${number}`)
  return Number(register)
}

/** The least that is asked for goods of so much, up to the next minor unit: 20 % of 0.99 is 0.20. */
export function leastDeposit(total: Minor, percent: number): Minor {
  return minor(Math.floor((total * percent + 99) / 100))
}

export interface LayAwayBalance {
  readonly total: Minor
  readonly paid: Minor
  readonly due: Minor
}

/** What is paid of the goods and what is left, as every slip says it. */
export function layAwayBalance(total: number, deposits: readonly number[]): LayAwayBalance {
  const paid = deposits.reduce((sum, amount) => sum + amount, 0)
  return { total: minor(total), paid: minor(paid), due: minor(total - paid) }
}

/** `until` is the last day, both YYYY-MM-DD. Nothing happens by itself on the day after: it is said. */
export function isPastLayAway(until: string, today: string): boolean {
  return until < today
}
