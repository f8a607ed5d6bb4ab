import { currencies, minor, mulDiv, type CurrencyCode, type Minor } from '../money/index.ts'

/**
 * What the store takes a currency at: `home` minor units for `foreign` minor units of it. A pair of integers, because a rate such
 * as 7.1354 is no float on two machines alike, and it stands in the sale for ever.
 */
export interface ForeignRate {
  readonly home: number
  readonly foreign: number
  /** The business date it was set on, YYYY-MM-DD. */
  readonly on: string
}

/** A currency that the store takes, as its settings hold it. */
export interface TakenCurrency {
  readonly currency: CurrencyCode
  readonly rate: ForeignRate
  /** Coins of it are not taken: nobody changes them back. */
  readonly notesOnly: boolean
}

/** What `received` minor units are worth in the home currency: a half goes away from zero, for the customer as for the shop. */
export function worthOf(received: number, { home, foreign }: Pick<ForeignRate, 'home' | 'foreign'>): Minor {
  return minor(mulDiv(received, home, foreign, 'halfUp'))
}

const largest = 1_000_000_000_000

export function isRate({ home, foreign }: Pick<ForeignRate, 'home' | 'foreign'>): boolean {
  return [home, foreign].every((part) => Number.isSafeInteger(part) && part > 0 && part <= largest)
}

const decimal = /^(\d{1,9})(?:\.(\d{1,6}))?$/

/** "7.1354" home for one of the currency, as a pair of integers without a loss. Undefined for what is no rate above nothing. */
export function rateOf(text: string, currency: CurrencyCode, home: CurrencyCode): Pick<ForeignRate, 'home' | 'foreign'> | undefined {
  const [, whole, fraction = ''] = decimal.exec(text.trim()) ?? []
  if (whole === undefined) return undefined
  const digits = fraction.replace(/0+$/, '')
  const rate = { home: Number(whole + digits) * 10 ** currencies[home].exponent, foreign: 10 ** (digits.length + currencies[currency].exponent) }
  return isRate(rate) ? rate : undefined
}

/** The same back: what one of the currency is taken at. A pair that has no such decimal is cut after six places. */
export function rateText({ home: minorUnits, foreign }: Pick<ForeignRate, 'home' | 'foreign'>, currency: CurrencyCode, home: CurrencyCode): string {
  const places = 6
  const scaled = (BigInt(minorUnits) * 10n ** BigInt(currencies[currency].exponent + places)) / (BigInt(foreign) * 10n ** BigInt(currencies[home].exponent))
  const text = scaled.toString().padStart(places + 1, '0')
  return `${text.slice(0, -places)}.${text.slice(-places)}`.replace(/\.?0+$/, '')
}
