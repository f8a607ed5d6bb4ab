import { isGtin } from '../catalogue/index.ts'
import { accept, refuse, type Result } from '../errors/index.ts'
import { mulDiv } from '../money/index.ts'
import { thousandths, type Thousandths } from '../quantity/index.ts'
import { isGs1Carrier, splitAim } from './aim.ts'
import { dateOf } from './civil-date.ts'
import { isDigitalLink, parseDigitalLink } from './digital-link.ts'
import { groupSeparator, parseElementString, type Element } from './elements.ts'

/** A price as the label has it: 1299 with 2 decimals is 12.99. `currency` is ISO 4217's number, where the label says one. */
export interface LabelPrice {
  readonly value: number
  readonly decimals: number
  readonly currency?: string
}

/** What one kilogram, litre, metre or piece costs, by the label. Without `decimals` in the smallest unit of the store's currency. */
export interface UnitPrice {
  readonly value: number
  readonly decimals?: number
}

/** What a GS1 symbol says, as far as a shop uses it. Dates are YYYY-MM-DD. Everything it says stands in `elements`. */
export interface Gs1Data {
  readonly elements: readonly Element[]
  /** 14 digits, check digit right. */
  readonly gtin?: string
  readonly lot?: string
  readonly serial?: string
  /** The last day it may be used: AI 17, or the day of AI 7003. */
  readonly expiry?: string
  readonly bestBefore?: string
  readonly sellBy?: string
  readonly produced?: string
  readonly packed?: string
  readonly variant?: string
  /** Net, in thousandths of kg, l and m. What is finer is rounded half up. */
  readonly measures: { readonly kg?: Thousandths; readonly l?: Thousandths; readonly m?: Thousandths }
  /** Where it says a weight, volume or length in pounds, ounces, quarts, feet and the like: what of ours it would have to be. */
  readonly otherUnits?: readonly ('kg' | 'l' | 'm')[]
  readonly price?: LabelPrice
  /** AI 395n or 8005. */
  readonly unitPrice?: UnitPrice
  /** AI 30 or 37: pieces inside. */
  readonly count?: number
  /** AI 30 alone: how many pieces are sold as one. */
  readonly pieces?: number
}

/** The element of a row such as 310n, and its n; refuses `gs1.repeated` when there are two of different n. */
function inRow(elements: readonly Element[], row: string): Result<{ readonly value: string; readonly decimals: number } | undefined> {
  const found = elements.filter(({ ai }) => ai.length === 4 && ai.startsWith(row))
  const [first] = found
  // 1.5 kg by one identifier and 1.50 by the next is a label that contradicts itself, even where the numbers agree.
  if (found.length > 1) return refuse('gs1.repeated', { ai: first?.ai ?? row })
  return accept(first && { value: first.value, decimals: Number(first.ai.at(-1)) })
}

function measure(elements: readonly Element[], row: string): Result<Thousandths | undefined> {
  const found = inRow(elements, row)
  if (!found.ok || found.value === undefined) return found.ok ? accept(undefined) : found
  const { value, decimals } = found.value
  return accept(thousandths(mulDiv(Number(value), 1000, 10 ** decimals, 'halfUp')))
}

function measuresOf(elements: readonly Element[]): Result<Gs1Data['measures']> {
  const kg = measure(elements, '310')
  if (!kg.ok) return kg
  const l = measure(elements, '315')
  if (!l.ok) return l
  const m = measure(elements, '311')
  if (!m.ok) return m
  return accept({
    ...(kg.value === undefined ? {} : { kg: kg.value }),
    ...(l.value === undefined ? {} : { l: l.value }),
    ...(m.value === undefined ? {} : { m: m.value }),
  })
}

function priceOf(elements: readonly Element[]): Result<LabelPrice | undefined> {
  const plain = inRow(elements, '392')
  if (!plain.ok) return plain
  const named = inRow(elements, '393')
  if (!named.ok) return named
  if (plain.value !== undefined && named.value !== undefined) return refuse('gs1.repeated', { ai: '393' })
  if (plain.value !== undefined) return accept({ value: Number(plain.value.value), decimals: plain.value.decimals })
  if (named.value === undefined) return accept(undefined)
  const { value, decimals } = named.value
  return accept({ value: Number(value.slice(3)), decimals, currency: value.slice(0, 3) })
}

/** Trade units: inches, feet and yards; pounds, troy ounces and ounces; quarts and gallons. */
const foreignRows = { kg: ['320', '356', '357'], l: ['360', '361'], m: ['321', '322', '323'] } as const

function otherUnitsOf(elements: readonly Element[]): readonly ('kg' | 'l' | 'm')[] {
  return (['kg', 'l', 'm'] as const).filter((unit) => foreignRows[unit].some((row) => elements.some(({ ai }) => ai.length === 4 && ai.startsWith(row))))
}

function unitPriceOf(elements: readonly Element[]): Result<UnitPrice | undefined> {
  const measured = inRow(elements, '395')
  if (!measured.ok) return measured
  const plain = elements.find(({ ai }) => ai === '8005')
  if (measured.value !== undefined && plain !== undefined) return refuse('gs1.repeated', { ai: '395' })
  if (measured.value !== undefined) return accept({ value: Number(measured.value.value), decimals: measured.value.decimals })
  return accept(plain && { value: Number(plain.value) })
}

type Text = 'gtin' | 'lot' | 'serial' | 'variant'
type Day = 'expiry' | 'bestBefore' | 'sellBy' | 'produced' | 'packed'
const texts: readonly (readonly [Text, string])[] = [['gtin', '01'], ['lot', '10'], ['serial', '21'], ['variant', '20']]
// 7003 is a day and an hour; where there is a 17 too, that is the one written last, and wins.
const days: readonly (readonly [Day, string])[] = [['produced', '11'], ['packed', '13'], ['bestBefore', '15'], ['sellBy', '16'], ['expiry', '7003'], ['expiry', '17']]

/** What the elements mean. Refuses `gs1.repeated` for two weights, two prices, or two prices per unit. */
export function gs1DataOf(elements: readonly Element[], thisYear: number): Result<Gs1Data> {
  const values = new Map(elements.map(({ ai, value }) => [ai, value]))
  const facts: Partial<Record<Text | Day, string>> = {}
  for (const [name, ai] of texts) {
    const value = values.get(ai)
    if (value !== undefined) facts[name] = value
  }
  for (const [name, ai] of days) {
    const day = dateOf(values.get(ai) ?? '', thisYear, ai !== '7003')
    if (day !== undefined) facts[name] = day
  }
  const measures = measuresOf(elements)
  if (!measures.ok) return measures
  const price = priceOf(elements)
  if (!price.ok) return price
  const unitPrice = unitPriceOf(elements)
  if (!unitPrice.ok) return unitPrice
  const otherUnits = otherUnitsOf(elements)
  const pieces = values.get('30')
  const count = pieces ?? values.get('37')
  return accept({
    elements,
    ...facts,
    measures: measures.value,
    ...(price.value === undefined ? {} : { price: price.value }),
    ...(unitPrice.value === undefined ? {} : { unitPrice: unitPrice.value }),
    ...(otherUnits.length === 0 ? {} : { otherUnits }),
    ...(count === undefined ? {} : { count: Number(count) }),
    ...(pieces === undefined ? {} : { pieces: Number(pieces) }),
  })
}

/** `01`, a GTIN that checks, and more or nothing behind it: an element string whose scanner did not say what it read. */
function looksLikeElements(data: string): boolean {
  return data.startsWith('01') && isGtin(data.slice(2, 16)) && data.length >= 16
}

/**
 * What a scan says by GS1's rules, its AIM prefix still on it or not. Undefined when it is no GS1 text at all: a plain
 * barcode. What says that it is one, by its symbology, a separator or its address, is refused when it is broken; what
 * merely looks like one and does not read whole is taken for plain.
 */
export function readGs1(text: string, thisYear: number): Result<Gs1Data> | undefined {
  const { aim, data } = splitAim(text)
  const declared = isGs1Carrier(aim) || data.includes(groupSeparator)
  if (!declared && isDigitalLink(data)) return meant(parseDigitalLink(data, thisYear), thisYear)
  if (!declared && !looksLikeElements(data)) return undefined
  const read = meant(parseElementString(data, thisYear), thisYear)
  return declared || read.ok ? read : undefined
}

function meant(elements: Result<readonly Element[]>, thisYear: number): Result<Gs1Data> {
  return elements.ok ? gs1DataOf(elements.value, thisYear) : elements
}
