import { currencies, minor, type CurrencyCode, type Minor } from './money.ts'

/**
 * An amount as a person types it: "12.9", "12", ".50". Undefined for anything else: a sign, a thousands separator
 * ("1,234" is a thousand to one reader and one and a bit to another), or more decimals than the currency has,
 * which would have to be rounded behind the person's back.
 */
export function parseAmount(text: string, currency: CurrencyCode): Minor | undefined {
  const { exponent } = currencies[currency]
  // A Chinese input method left on types full-width digits, and its own full stop for the decimal point.
  const plain = text.normalize('NFKC').replace('。', '.').trim()
  const match = /^(\d*)(?:\.(\d*))?$/.exec(plain)
  const whole = match?.[1] ?? ''
  const decimals = match?.[2] ?? ''
  if (whole + decimals === '' || decimals.length > exponent) return undefined
  const value = Number(whole + decimals.padEnd(exponent, '0'))
  return Number.isSafeInteger(value) ? minor(value) : undefined
}

/** Digits with the currency's decimals and no symbol or separator: "12.90", "-0.05". */
export function decimalText(amount: Minor, currency: CurrencyCode): string {
  const { exponent } = currencies[currency]
  const digits = String(Math.abs(amount)).padStart(exponent + 1, '0')
  const point = digits.length - exponent
  const sign = amount < 0 ? '-' : ''
  return `${sign}${digits.slice(0, point)}${exponent > 0 ? `.${digits.slice(point)}` : ''}`
}
