import { hasHiddenSigns, isGtinMistyped } from '../../domain/catalogue/index.ts'
import type { ItemOverview } from '../../contracts/replication/index.ts'

/** As much as head office takes: page.test.ts holds both to each other. */
const mostBarcodes = 20
const longestBarcode = 64
const largestPrice = 1_000_000_000_000

export type ItemField = 'en' | 'zh-CN' | 'sku' | 'barcodes' | 'taxClass' | 'category' | 'price'
export type ItemFault =
  | { readonly field: ItemField; readonly kind: 'hidden' }
  | { readonly field: 'taxClass'; readonly kind: 'taxClass' }
  | { readonly field: 'barcodes'; readonly kind: 'tooManyBarcodes' }
  | { readonly field: 'barcodes'; readonly kind: 'barcodeLong' | 'checkDigit'; readonly code: string }
  | { readonly field: 'price'; readonly kind: 'priceLarge' }

/** The first thing head office would refuse of it, and where it was typed. */
export function itemFault({ names, sku, barcodes, taxClass, category = '', prices }: Omit<ItemOverview, 'version'>): ItemFault | undefined {
  const texts: readonly (readonly [ItemField, string])[] = [['en', names['en'] ?? ''], ['zh-CN', names['zh-CN'] ?? ''], ['sku', sku], ['barcodes', barcodes.join('')], ['taxClass', taxClass], ['category', category]]
  const hidden = texts.find(([, text]) => hasHiddenSigns(text))
  if (hidden !== undefined) return { field: hidden[0], kind: 'hidden' }
  if (barcodes.length > mostBarcodes) return { field: 'barcodes', kind: 'tooManyBarcodes' }
  const long = barcodes.find((code) => code.length > longestBarcode)
  if (long !== undefined) return { field: 'barcodes', kind: 'barcodeLong', code: long }
  const mistyped = barcodes.find(isGtinMistyped)
  if (mistyped !== undefined) return { field: 'barcodes', kind: 'checkDigit', code: mistyped }
  if (taxClass === '') return { field: 'taxClass', kind: 'taxClass' }
  if (prices.some((price) => price.minor > largestPrice)) return { field: 'price', kind: 'priceLarge' }
  return undefined
}

/** `fields`: what each is called on the form. */
export function itemFaultText(fault: ItemFault, said: ItemFaultWords, fields: Readonly<Record<ItemField, string>>): string {
  switch (fault.kind) {
    case 'hidden':
      return said.hidden(fields[fault.field])
    case 'barcodeLong':
      return said.barcodeLong(`${fault.code.slice(0, 20)}…`, longestBarcode)
    case 'checkDigit':
      return said.checkDigit(fault.code)
    case 'tooManyBarcodes':
      return said.tooManyBarcodes(mostBarcodes)
    case 'taxClass':
      return said.taxClassFirst
    case 'priceLarge':
      return said.priceLarge
  }
}

export interface ItemFaultWords {
  readonly hidden: (field: string) => string
  readonly barcodeLong: (code: string, most: number) => string
  readonly checkDigit: (code: string) => string
  readonly tooManyBarcodes: (most: number) => string
  readonly taxClassFirst: string
  readonly priceLarge: string
}
