import { type RegisterFacts } from '../../db/index.ts'
import { type InStoreRule, type ItemLink, type Names } from '../../domain/catalogue/index.ts'
import { minor } from '../../domain/money/index.ts'
import { type Bitmap } from '../../domain/receipt/index.ts'
import { thousandths, type Unit } from '../../domain/quantity/index.ts'
import { type FirstGoods, type Seed, type TilePages } from '../core/index.ts'

/** The shape of resources/demo/catalogue.json. */
export interface DemoCatalogue {
  readonly attribution: string
  /** Not in the catalogue's file: whoever reads it adds the picture that lies beside it. */
  readonly logo?: Bitmap
  readonly categories: readonly { readonly id: string; readonly names: Names }[]
  readonly items: readonly {
    readonly sku: string
    readonly gtin?: string
    readonly names: Names
    readonly unit: Unit
    readonly icon: string
    readonly hue: number
    readonly category: string
    readonly price: { readonly CNY: number; readonly GBP: number }
    readonly taxClass: { readonly 'CN-2019': string; readonly 'GB-2011': string }
    readonly favourite?: number
    readonly minimumAge?: number
    readonly noDiscount?: true
    readonly links?: readonly ItemLink[]
    /** Why it must not be sold. */
    readonly recalled?: string
  }[]
}

export type DemoStore = 'cn' | 'gb'

const stores = {
  cn: { currency: 'CNY', cashRounding: 'CN-0.10-down', taxPack: 'CN-2019', timeZone: 'Asia/Shanghai', language: 'zh-CN', storeName: '码头街店', chainName: '海港超市', storeLines: ['上海市黄浦区码头街 18 号', '电话 021-5550 0142'] },
  gb: { currency: 'GBP', taxPack: 'GB-2011', timeZone: 'Europe/London', language: 'en', storeName: 'Quay Street', chainName: 'Harbour Market', storeLines: ['18 Quay Street, Bristol BS1', 'VAT no. GB 000 0000 00'] },
} as const satisfies Record<DemoStore, Partial<RegisterFacts>>

/** Sold at an open price. Each has an item of its own, so that stock and reports have something to count on. */
const departments = [
  { id: 'flowers', names: { en: 'Flowers', 'zh-CN': '鲜花' } },
  { id: 'hot-food', names: { en: 'Hot food', 'zh-CN': '熟食' } },
  { id: 'sundries', names: { en: 'Sundries', 'zh-CN': '杂项' } },
] as const

/** What the demo store packs in. */
const tares = [
  { id: 'paper-bag', names: { en: 'Paper bag', 'zh-CN': '纸袋' }, grams: 5 },
  { id: 'tray', names: { en: 'Tray', 'zh-CN': '托盘' }, grams: 12 },
  { id: 'cup', names: { en: 'Cup', 'zh-CN': '杯' }, grams: 20 },
  { id: 'tub', names: { en: 'Tub', 'zh-CN': '打包盒' }, grams: 35 },
] as const

const label = { itemDigits: 5, valueDigits: 5, verifier: 0, itemCode: 'plu' } as const
/** What the demo store's scale prints: 20 a weight in grams, 21 a price, 22 a price behind a verifier. The SKU is the PLU. */
const inStoreRules: readonly InStoreRule[] = [
  { ...label, prefix: '20', valueKind: 'weight', decimals: 3 },
  { ...label, prefix: '21', valueKind: 'price', decimals: 2 },
  { ...label, prefix: '22', valueKind: 'price', valueDigits: 4, decimals: 2, verifier: 4 },
]

/** Made-up people with PINs the sign-on screen shows: only ever in a database that says mode=demo. */
const people = [
  { name: 'Mei Lin', role: 'cashier', pin: '4821' },
  { name: 'Jonas Otieno', role: 'cashier', pin: '7305' },
  { name: 'Sara Amin', role: 'supervisor', pin: '9164' },
  { name: 'Dmitri K.', role: 'manager', pin: '2759' },
] as const

/** The stores whose goods have prices, for a new store that wants to begin with an example. */
export const exampleStores: readonly Pick<RegisterFacts, 'currency' | 'taxPack'>[] = Object.values(stores)

/** The demo store's goods for a store that sells in this currency and under this tax law; undefined where they have no prices. */
export function exampleGoods(catalogue: DemoCatalogue, { currency, taxPack }: Pick<RegisterFacts, 'currency' | 'taxPack'>): FirstGoods | undefined {
  const store = (['cn', 'gb'] as const).find((one) => stores[one].currency === currency && stores[one].taxPack === taxPack)
  if (store === undefined) return undefined
  const { items = [], departments: sold = [], inStoreRules: rules = [], tares: packed = [], tilePages = [] } = demoSeed(catalogue, store)
  return { items, departments: sold, inStoreRules: rules, tares: packed, tilePages }
}

export const demoPin = people[0].pin

export interface DemoStoreNames {
  readonly chainName: string
  readonly storeName: string
  readonly language: string
  readonly timeZone: string
}

/** What head office has to know of the same store. With another time zone than the register's it counts the takings on another date. */
export function demoStoreNames(store: DemoStore): DemoStoreNames {
  const { chainName, storeName, language, timeZone } = stores[store]
  return { chainName, storeName, language, timeZone }
}

/**
 * Everything a new, empty database needs to sell the demo store's goods, but its mark of being complete. Ids are the same
 * each time: a seed that a power cut broke off is sown again over itself.
 */
export function demoSeed(catalogue: DemoCatalogue, store: DemoStore): Seed {
  const { currency, taxPack } = stores[store]
  const withIds = catalogue.items.map((entry) => ({ id: `demo-${entry.sku}`, entry }))
  return {
    facts: { ...stores[store], mode: 'demo', cutOffHour: 4, ...(catalogue.logo && { logo: catalogue.logo }) },
    items: [
      ...withIds.map(({ id, entry }) => ({
        item: {
          id,
          sku: entry.sku,
          names: entry.names,
          unit: entry.unit,
          taxClass: entry.taxClass[taxPack],
          price: { minor: minor(entry.price[currency]), per: thousandths(1000) },
          category: entry.category,
          ...(entry.minimumAge === undefined ? {} : { minimumAge: entry.minimumAge }),
          ...(entry.noDiscount === undefined ? {} : { noDiscount: entry.noDiscount }),
          ...(entry.links === undefined ? {} : { links: entry.links }),
        },
        barcodes: entry.gtin === undefined ? [] : [entry.gtin],
      })),
      ...departments.map(({ id, names }) => ({ item: { id: `demo-${id}`, sku: id, names, unit: 'each' as const, taxClass: 'standard' }, barcodes: [] })),
    ],
    departments: departments.map(({ id, names }) => ({ id, names, taxClass: 'standard', itemId: `demo-${id}` })),
    inStoreRules,
    tares: tares.map(({ id, names, grams }) => ({ id, names, weight: thousandths(grams) })),
    recalls: catalogue.items.flatMap(({ sku, recalled }) => (recalled === undefined ? [] : [{ itemId: `demo-${sku}`, reason: recalled, since: '2026-11-20' }])),
    tilePages: pages(catalogue, withIds),
    operators: people.map(({ name, role, pin }, index) => ({ operator: { id: `demo-operator-${index + 1}`, name, role }, pin })),
  }
}

/** Sown last: with a version a database counts as filled, and is never sown again. */
export const demoSeedDone: Seed = { facts: { catalogueVersion: 1 } }

function pages(catalogue: DemoCatalogue, items: readonly { readonly id: string; readonly entry: DemoCatalogue['items'][number] }[]): TilePages {
  const page = (id: string, names: Names, belongs: (entry: DemoCatalogue['items'][number]) => boolean): TilePages[number] => ({
    id,
    names,
    tiles: items.filter(({ entry }) => belongs(entry)).map(({ id: itemId, entry }) => ({ itemId, icon: entry.icon, hue: entry.hue })),
  })
  return [
    page('favourites', { en: 'Favourites', 'zh-CN': '常用' }, ({ favourite }) => favourite === 1),
    ...catalogue.categories.map(({ id, names }) => page(id, names, ({ category }) => category === id)),
  ]
}
