import { describe, expect, test } from 'vitest'
import { unitView } from '../../src/contracts/ipc/index.ts'
import { isGtin } from '../../src/domain/catalogue/index.ts'
import { rateOn, taxPacks } from '../../src/domain/tax/index.ts'
import { demoPin, demoSeed } from '../../src/main/demo/demo-store.ts'
import { demoCatalogue as catalogue } from '../integration/register.fixture.ts'

const { items, categories } = catalogue
const repeated = (values: readonly string[]): string[] => values.filter((value, index) => values.indexOf(value) !== index)

describe('the demo catalogue', () => {
  test('[DEMO-1] every GTIN has the right check digit, and stands on one item', () => {
    const gtins = items.flatMap(({ gtin }) => (gtin === undefined ? [] : [gtin]))
    expect(gtins.length).toBeGreaterThan(30)
    expect(gtins.filter((gtin) => !isGtin(gtin))).toEqual([])
    expect(repeated(gtins.map((gtin) => gtin.padStart(14, '0')))).toEqual([])
  })

  test('[DEMO-2] every tax class exists in its pack, with a rate today', () => {
    for (const { sku, taxClass } of items) {
      for (const [id, name] of Object.entries(taxClass)) {
        const pack = taxPacks[id]
        expect(pack && rateOn(pack, name, '2026-11-21'), `${sku} ${id} ${name}`).toBeTypeOf('number')
      }
      // The packs of the two demo stores.
      expect(Object.keys(taxClass).sort(), sku).toEqual(['CN-2019', 'GB-2011'])
    }
  })

  test('[DEMO-3] SKUs are unique, and none could be taken for a barcode', () => {
    const skus = items.map(({ sku }) => sku)
    expect(repeated(skus)).toEqual([])
    expect(skus.filter((sku) => isGtin(sku))).toEqual([])
  })

  test('[DEMO-4] every item has a name in both languages, a category, a price in both currencies and a unit the rules know', () => {
    const known = new Set(categories.map(({ id }) => id))
    for (const { sku, names, category, price, unit } of items) {
      for (const language of ['en', 'zh-CN']) expect((names[language] ?? '').trim(), `${sku} ${language}`).not.toBe('')
      expect(names['zh-CN'], sku).toMatch(/\p{Script=Han}/u)
      expect(known, sku).toContain(category)
      for (const minor of Object.values(price)) expect(Number.isSafeInteger(minor) && minor > 0, sku).toBe(true)
      expect(unitView.options, sku).toContain(unit)
    }
    for (const { id, names } of categories) {
      expect(Object.keys(names).sort(), id).toEqual(['en', 'zh-CN'])
      expect(items.some(({ category }) => category === id), id).toBe(true)
    }
  })

  test('[DEMO-5] says whose data it is', () => {
    expect(catalogue.attribution).toContain('Open Food Facts')
    expect(catalogue.attribution).toContain('ODbL')
  })

  test.each(['cn', 'gb'] as const)('[DEMO-6] the %s store sown twice is the same store: a seed that broke off is sown again', (store) => {
    expect(demoSeed(catalogue, store)).toEqual(demoSeed(catalogue, store))
    expect(demoSeed(catalogue, store).facts?.catalogueVersion, 'not complete by itself').toBeUndefined()
    expect(demoSeed(catalogue, store).operators?.some(({ pin }) => pin === demoPin)).toBe(true)
  })
})
