import { type Thousandths, thousandths } from '../../domain/quantity/index.ts'
import { type WeightUnit } from './port.ts'

/** A number as a scale writes it: {1284, 3} is 1.284. */
export interface Decimal {
  readonly digits: number
  readonly decimals: number
}

/** The most any of the protocols sends; with every shift below it stays inside the safe integers. */
const longest = 9

/** Leading spaces, one minus, digits with at most one point between them; undefined for anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = /^ *(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) return undefined
  const [, sign = '', whole = '', fraction = ''] = match
  if (whole.length + fraction.length > longest) return undefined
  const digits = Number(whole + fraction)
  return { digits: sign === '-' && digits !== 0 ? -digits : digits, decimals: fraction.length }
}

/**
 * The same weight in thousandths of another unit, or undefined where that would take more than moving the decimal point:
 * kg and g are one unit written twice, a pound is sixteen ounces and neither is any of the others.
 */
export function inThousandths(weight: Decimal, from: WeightUnit, to: WeightUnit): Thousandths | undefined {
  const metric = pointBetween(from, to)
  if (metric === undefined) return undefined
  const shift = 3 - weight.decimals + metric
  if (shift >= 0) return thousandths(weight.digits * 10 ** shift)
  const step = 10 ** -shift
  // 100.05 g has no whole number of thousandths of a kg: to cut it would be to sell another weight.
  return weight.digits % step === 0 ? thousandths(weight.digits / step) : undefined
}

function pointBetween(from: WeightUnit, to: WeightUnit): number | undefined {
  if (from === to) return 0
  if (from === 'g' && to === 'kg') return -3
  if (from === 'kg' && to === 'g') return 3
  return undefined
}

/** Kilograms whose k was lost on the line look like grams with three decimals, and no shop's scale shows thousandths of a gram. */
export function isLostKilo(weight: Decimal, unit: string): boolean {
  return unit === 'g' && weight.decimals >= 3
}

export function decimalText({ digits, decimals }: Decimal): string {
  const text = String(Math.abs(digits)).padStart(decimals + 1, '0')
  const point = text.length - decimals
  return `${digits < 0 ? '-' : ''}${text.slice(0, point)}${decimals > 0 ? `.${text.slice(point)}` : ''}`
}
