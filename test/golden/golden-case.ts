import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Basket, type Discount, type ItemLine } from '../../src/domain/basket/index.ts'
import { minor, parseAmount, type CurrencyCode, type Minor } from '../../src/domain/money/index.ts'
import { thousandths, type Thousandths, type Unit } from '../../src/domain/quantity/index.ts'
import { type VoidReason } from '../../src/domain/refund/index.ts'
import { taxPacks, type TaxPack } from '../../src/domain/tax/index.ts'
import { type TenderRequest } from '../../src/domain/tender/index.ts'

/** A pack written out in its case: countries we hold no law of, and the choices that ours do not make. */
interface ExamplePack {
  readonly id: string
  readonly mode: TaxPack['priceMode']
  readonly scope: 'line' | 'document'
  readonly target: TaxPack['target']
  readonly rounding: TaxPack['rounding']
  readonly rates: Readonly<Record<string, string>>
}

/** One receipt as it is written down: amounts and rates in decimals, so that a person can check it without a computer. */
interface GoldenLine {
  readonly name: string
  readonly price: string
  readonly per?: string
  readonly quantity?: string
  readonly unit?: Unit
  readonly class?: string
  readonly discount?: string
}

/** One basket after the sale: what comes back of it or without a receipt, what is sold with it, or a void of all that is left. */
export interface GoldenStep {
  readonly date: string
  readonly returns?: readonly { readonly line: number; readonly quantity?: string; readonly waste?: boolean }[]
  readonly withoutReceipt?: readonly GoldenLine[]
  readonly void?: VoidReason
  readonly sells?: readonly GoldenLine[]
  readonly tenders?: readonly string[]
  readonly cashInstead?: boolean
  readonly expect: Readonly<Record<string, unknown>>
  readonly paper: readonly string[]
}

export interface GoldenCase {
  readonly id: string
  readonly rule: string
  readonly says: string
  readonly currency: CurrencyCode
  readonly pack: string | ExamplePack
  readonly date: string
  readonly language: string
  readonly cashRounding?: string
  readonly lines: readonly GoldenLine[]
  readonly discount?: string
  readonly tenders: readonly string[]
  readonly refundsInCash?: readonly string[]
  readonly after?: readonly GoldenStep[]
  readonly expect: Readonly<Record<string, unknown>>
  readonly paper: readonly string[]
}

export const goldenCases: readonly GoldenCase[] = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.json'))
  .toSorted()
  .map((file): GoldenCase => ({ id: path.basename(file, '.json'), ...(JSON.parse(readFileSync(path.join(import.meta.dirname, file), 'utf8')) as Omit<GoldenCase, 'id'>) }))

export function amountOf(text: string, currency: CurrencyCode): Minor {
  const size = parseAmount(text.replace('-', ''), currency)
  if (size === undefined) throw new Error(`not an amount of ${currency}: ${text}`)
  return minor(text.startsWith('-') ? 0 - size : size)
}

/** "10%" -> 100000 parts per million, "8.875%" -> 88750. */
function ppmOf(text: string): number {
  const ppm = Math.round(Number(text.replace('%', '')) * 10_000)
  if (!Number.isSafeInteger(ppm)) throw new Error(`not a rate: ${text}`)
  return ppm
}

export function quantityOf(text = '1'): Thousandths {
  return thousandths(Math.round(Number(text) * 1000))
}

function discountOf(text: string | undefined, currency: CurrencyCode): { readonly discount?: Discount } {
  if (text === undefined) return {}
  return { discount: text.endsWith('%') ? { kind: 'percent', ppm: ppmOf(text), reason: 'goodwill' } : { kind: 'amount', minor: amountOf(text, currency), reason: 'goodwill' } }
}

export function packOf({ pack }: GoldenCase): TaxPack {
  if (typeof pack === 'string') {
    const known = taxPacks[pack]
    if (known === undefined) throw new Error(`no pack ${pack}`)
    return known
  }
  return {
    id: pack.id,
    priceMode: pack.mode,
    scope: pack.scope === 'line' ? 'line' : 'rateBucket',
    target: pack.target,
    rounding: pack.rounding,
    classes: Object.fromEntries(Object.entries(pack.rates).map(([taxClass, rate]) => [taxClass, [{ from: '2000-01-01', rate: ppmOf(rate) }]])),
  }
}

export function itemLinesOf(lines: readonly GoldenLine[], { currency, language }: Pick<GoldenCase, 'currency' | 'language'>): ItemLine[] {
  return lines.map((line, index): ItemLine => ({
    kind: 'item',
    lineNo: index + 1,
    itemId: `item-${index + 1}`,
    sku: `sku-${index + 1}`,
    names: { [language]: line.name },
    quantity: quantityOf(line.quantity),
    unit: line.unit ?? 'each',
    price: { minor: amountOf(line.price, currency), per: quantityOf(line.per) },
    taxClass: line.class ?? 'standard',
    removed: false,
    ...discountOf(line.discount, currency),
  }))
}

export function basketOf(golden: GoldenCase): Basket {
  const { lines, currency, date, discount } = golden
  return { id: 'golden', openedAt: 0, businessDate: date, currency, catalogueVersion: 1, lines: itemLinesOf(lines, golden), ...discountOf(discount, currency), trail: [] }
}

/** "cash 20.00", "cash exact", "card 0.55", "card rest". */
export function requestOf(text: string, currency: CurrencyCode): TenderRequest {
  const [type = '', amount = ''] = text.split(' ')
  if (type === 'cash') return amount === 'exact' ? { type } : { type, received: amountOf(amount, currency) }
  if (type === 'card') return amount === 'rest' ? { type } : { type, amount: amountOf(amount, currency) }
  throw new Error(`not a tender: ${text}`)
}
