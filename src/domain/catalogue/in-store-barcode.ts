import { checkDigit, isGtin } from './gtin.ts'

/**
 * How a store lays out the barcodes it prints itself (GS1 restricted circulation, EAN-13): prefix, item number, perhaps a
 * price verifier, value, check digit. The layout is the retailer's own, so it is a table and not code.
 */
export interface InStoreRule {
  /** Two digits: '02', or '20' to '29'. */
  readonly prefix: string
  readonly itemDigits: number
  readonly valueKind: 'weight' | 'price'
  readonly valueDigits: number
  /** How many of the value's digits stand behind the point: 3 with grams of a kilogram, 2 with fen of a yuan. */
  readonly decimals: number
  /** Digits the price verifier in front of the value is over; 0: there is none. */
  readonly verifier: 0 | 4 | 5
  /** What the item number is. */
  readonly itemCode: 'plu'
}

export interface InStoreCode {
  readonly rule: InStoreRule
  /** As printed, leading zeros included. */
  readonly plu: string
  /** The value's digits as an integer, in units of 10^-decimals. */
  readonly value: number
}

/** What a digit weighs in the verifier, by its value (GS1 General Specifications, price check digit calculation). */
const weighted = {
  '2-': [0, 2, 4, 6, 8, 9, 1, 3, 5, 7],
  '3': [0, 3, 6, 9, 2, 5, 8, 1, 4, 7],
  '5+': [0, 5, 1, 6, 2, 7, 3, 8, 4, 9],
  '5-': [0, 5, 9, 4, 8, 3, 7, 2, 6, 1],
} as const

function weightedSum(digits: string, weights: readonly (keyof typeof weighted)[]): number {
  let sum = 0
  weights.forEach((weight, place) => {
    sum += weighted[weight][Number(digits[place])] ?? 0
  })
  return sum
}

/** The price verifier digit over 4 or 5 digits. Throws RangeError on anything else. */
export function verifierDigit(digits: string): number {
  if (/^\d{4}$/.test(digits)) return (weightedSum(digits, ['2-', '2-', '3', '5-']) * 3) % 10
  if (!/^\d{5}$/.test(digits)) throw new RangeError(`no price verifier is over ${digits.length} characters`)
  const rest = (10 - (weightedSum(digits, ['5+', '2-', '5-', '5+', '2-']) % 10)) % 10
  return weighted['5-'].findIndex((weight) => weight === rest)
}

/** A layout that fills an EAN-13 exactly. One that does not would read digits of its neighbour as money. */
export function isInStoreRule(rule: InStoreRule): boolean {
  const { prefix, itemDigits, valueDigits, decimals, verifier } = rule
  const length = prefix.length + itemDigits + (verifier === 0 ? 0 : 1) + valueDigits + 1
  if (!/^(?:02|2\d)$/.test(prefix) || itemDigits < 1 || valueDigits < 1 || length !== 13) return false
  return (verifier === 0 || verifier === valueDigits) && decimals >= 0 && decimals <= 3 && Number.isSafeInteger(decimals)
}

function readBy(code: string, rule: InStoreRule): InStoreCode | undefined {
  if (!isInStoreRule(rule) || !code.startsWith(rule.prefix)) return undefined
  const plu = code.slice(2, 2 + rule.itemDigits)
  const digits = code.slice(12 - rule.valueDigits, 12)
  // A value misread past the check digit sells a chicken at the price of an ox; the verifier is there for that alone.
  if (rule.verifier !== 0 && Number(code[2 + rule.itemDigits]) !== verifierDigit(digits)) return undefined
  return { rule, plu, value: Number(digits) }
}

/** Reads an EAN-13 by the first rule it fits. Undefined for another length, a wrong check digit, a wrong verifier, or no rule. */
export function parseInStore(code: string, rules: readonly InStoreRule[]): InStoreCode | undefined {
  if (code.length !== 13 || !isGtin(code)) return undefined
  for (const rule of rules) {
    const read = readBy(code, rule)
    if (read !== undefined) return read
  }
  return undefined
}

/** The barcode a scale would print. Throws RangeError when the parts do not fit the rule. For labels, simulators and tests. */
export function inStoreBarcode(rule: InStoreRule, plu: string, value: number): string {
  const digits = String(value).padStart(rule.valueDigits, '0')
  const item = plu.padStart(rule.itemDigits, '0')
  if (!isInStoreRule(rule) || !/^\d+$/.test(item + digits) || digits.length !== rule.valueDigits || item.length !== rule.itemDigits) {
    throw new RangeError(`${plu} and ${value} do not fit a barcode of prefix ${rule.prefix}`)
  }
  const body = rule.prefix + item + (rule.verifier === 0 ? '' : String(verifierDigit(digits))) + digits
  return body + String(checkDigit(body))
}
