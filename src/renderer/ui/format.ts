import { currencies, decimalText, minor, type CurrencyCode } from '../../domain/money/index.ts'
import { thousandths, type Thousandths } from '../../domain/quantity/index.ts'

const minusSign = '−'

function grouped(digits: string): string {
  return digits.replaceAll(/\B(?=(\d{3})+$)/g, ',')
}

/** Minor units as a person reads them: 123456 of exponent 2 is "1,234.56". */
export function formatMinor(amount: number, currency: CurrencyCode): string {
  const [whole = '', decimals] = decimalText(minor(Math.abs(amount)), currency).split('.')
  return `${amount < 0 ? minusSign : ''}${grouped(whole)}${decimals === undefined ? '' : `.${decimals}`}`
}

/** The same with the currency's symbol before it and the sign before both. */
export function formatMoney(amount: number, currency: CurrencyCode): string {
  const text = formatMinor(Math.abs(amount), currency)
  return `${amount < 0 ? minusSign : ''}${currencies[currency].symbol}${text}`
}

/** A note or coin without its empty decimals: 2000 is "20", 50 is "0.50". */
export function formatDenomination(amount: number, currency: CurrencyCode): string {
  return formatMinor(amount, currency).replace(/\.0+$/, '')
}

/** Thousandths of a unit: pieces without decimals, measures with three. 2000 each is "2", 1284 kg is "1.284". */
export function formatQuantity(quantity: number, unit: 'each' | 'kg' | 'l' | 'm'): string {
  const digits = String(Math.abs(quantity)).padStart(4, '0')
  const sign = quantity < 0 ? minusSign : ''
  if (unit === 'each' && digits.endsWith('000')) return `${sign}${digits.slice(0, -3)}`
  return `${sign}${digits.slice(0, -3)}.${digits.slice(-3)}`
}

/** What was typed as a quantity: `3` is 3000 thousandths, `1.284` is 1284. Zero is no quantity, nor is a fourth decimal. */
export function parseQuantity(text: string): Thousandths | undefined {
  const match = /^(\d{0,6})(?:\.(\d{0,3}))?$/.exec(text)
  const [, whole = '', decimals = ''] = match ?? []
  const value = Number(whole + decimals.padEnd(3, '0'))
  return match === null || value === 0 ? undefined : thousandths(value)
}
