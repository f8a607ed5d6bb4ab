import { describe, expect, test } from 'vitest'
import { itemEdit } from '../../contracts/replication/index.ts'
import { minor } from '../../domain/money/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'
import { itemFault, itemFaultText } from './item-faults.ts'
import { languages } from './languages.ts'

type Item = Parameters<typeof itemFault>[0]
const price = (amount: number) => [{ from: 1, minor: minor(amount), per: thousandths(1000) }]
const milk: Item = { id: '0b6c1f5e-52a4-4c0f-9d53-8f1c0f6a4f10', sku: 'M1', barcodes: ['5000112637922'], names: { en: 'Milk', 'zh-CN': '牛奶' }, unit: 'each', taxClass: 'standard', currency: 'GBP', prices: price(120) }
const numbers = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `A${at}`)

const good: readonly (readonly [string, Partial<Item>])[] = [
  ['as it is', {}],
  ['twenty barcodes', { barcodes: numbers(20) }],
  ['a barcode of 64 signs', { barcodes: ['7'.repeat(64)] }],
  ['a number of the house', { barcodes: ['12345', '123456789'] }],
  ['the largest price', { prices: price(1_000_000_000_000) }],
  ['a category', { category: 'Dairy' }],
]
const bad: readonly (readonly [string, Partial<Item>, string, string])[] = [
  ['a barcode of 80 digits', { barcodes: ['7'.repeat(80)] }, 'barcodes', 'barcodeLong'],
  ['21 barcodes', { barcodes: numbers(21) }, 'barcodes', 'tooManyBarcodes'],
  ['a wrong check digit', { barcodes: ['A1', '5000112637923'] }, 'barcodes', 'checkDigit'],
  ['no tax class', { taxClass: '' }, 'taxClass', 'taxClass'],
  ['a price too large', { prices: price(1_000_000_000_001) }, 'price', 'priceLarge'],
  ['a name that is turned around', { names: { en: 'Milk\u202Egnp' } }, 'en', 'hidden'],
  ['a Chinese name likewise', { names: { 'zh-CN': '牛\u2066奶' } }, 'zh-CN', 'hidden'],
  ['an SKU that looks like another one', { sku: 'M\u200B1' }, 'sku', 'hidden'],
]
const taken = (item: Item): boolean => itemEdit.safeParse({ item, seenVersion: 0, by: 'Ann' }).success

describe('what is wrong with an item that was typed', () => {
  test.each(good)('[REP-13] %s is taken by the form and by head office', (_name, change) => {
    expect([itemFault({ ...milk, ...change }), taken({ ...milk, ...change })]).toEqual([undefined, true])
  })

  test.each(bad)('[REP-13] %s is refused by both, and the form names the field and the cause in words of each language', (_name, change, field, kind) => {
    const item = { ...milk, ...change }
    const fault = itemFault(item)
    expect([taken(item), fault]).toEqual([false, expect.objectContaining({ field, kind })])
    if (fault === undefined) return
    const texts = (['en', 'zh-CN'] as const).map((language) => {
      const said = languages[language].items
      return itemFaultText(fault, said, { en: said.nameEnglish, 'zh-CN': said.nameChinese, sku: said.sku, barcodes: said.barcodes, taxClass: said.taxClass, category: said.category, price: said.price })
    })
    expect(new Set(texts).size).toBe(2)
    for (const text of texts) expect(text).not.toMatch(/undefined|\d{30}/u)
  })
})
