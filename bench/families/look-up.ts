import Database from 'better-sqlite3'
import { copyFileSync, existsSync } from 'node:fs'
import path from 'node:path'
import { openWriter, plainTable, registerWith } from '../generators/catalogue.ts'
import { fullPinyin, initials } from '../generators/pinyin.ts'
import { ean } from '../generators/names.ts'
import { type Arm, armIn, effort, type Family, type FamilyOptions, measure, median, now } from '../harness.ts'
import { peer } from '../lib/peer.ts'
import { random } from '../lib/random.ts'

const goodsSold = 20_000

export const pinyinColumn = (name: string): string => `${initials(name)}|${fullPinyin(name)}`

/** A scanned barcode to its item with names and price, by a till's own way of asking. Growth is ours at the larger over ours at the smaller. */
export const lookUp: Family = async (options) => {
  const [small, large] = options.quick ? [10_000, 100_000] : [100_000, 1_000_000]
  const oursAt = (size: number): string => `ours: itemByBarcode at ${size}`
  const floorAt = (size: number): string => `floor: map + row at ${size}`
  const plain = { [small]: plainTable(small, options, pinyinColumn), [large]: plainTable(large, options, pinyinColumn) }
  const own = (size: number): readonly Arm[] => [mapAndRow(floorAt(size), plain[size] ?? '', size), ours(oursAt(size), size, options)]
  // Times of the first look at each of the goods, by arm: pages that nobody has read since the start.
  const first = new Map<string, number>()
  const selling = [...own(large), ...own(small), ...indexed(plain[large] ?? '', large)].map((arm) => soldBefore(arm, first))
  const group = await measure('a barcode to its item', selling, effort(options.quick, 20))
  // Those that read every item are a group of their own: they leave the caches full of what the next arm does not need.
  const memory = await memoryPeers(plain[small] ?? '', small, options.scratch)
  const smaller = await measure(`documents and memory, ${small} items`, [...own(small), ...memory.indexed], effort(options.quick, 10))
  const scanning = await measure('those that read every item', [...own(small), scanned(plain[small] ?? '', small), memory.scanned], effort(options.quick, 10))
  const p50 = (name: string): number => armIn(group, name).p50
  return {
    groups: [group, smaller, scanning],
    goals: [
      { name: `look-up to map + row at ${large}`, value: p50(oursAt(large)) / p50(floorAt(large)), limit: 3, unit: 'ratio' },
      { name: `look-up growth ${small} to ${large}`, value: p50(oursAt(large)) / p50(oursAt(small)), limit: 1.1, unit: 'ratio' },
    ],
    facts: { mapGrowth: p50(floorAt(large)) / p50(floorAt(small)), firstLookUs: first.get(oursAt(large)) ?? 0, firstLookGrowth: (first.get(oursAt(large)) ?? 0) / (first.get(oursAt(small)) ?? 1), firstLookMapGrowth: (first.get(floorAt(large)) ?? 0) / (first.get(floorAt(small)) ?? 1) },
  }
}

/**
 * A till that has been selling: each of its 20,000 goods was looked up once before anything is timed. Without this every look
 * was the first at its item, which a shop has once after a start; that one is told as a fact of its own.
 */
function soldBefore(arm: Arm, first: Map<string, number>): Arm {
  return {
    ...arm,
    async check() {
      const wrong = await arm.check?.()
      const times: number[] = []
      for (let index = 0; index < goodsSold; index += 1) {
        const before = now()
        await arm.run(index)
        times.push(now() - before)
      }
      first.set(arm.name, median(times))
      return wrong
    },
  }
}

/** The same 20,000 goods for each arm, in an order no page cache was laid out for. */
function drawn(size: number): readonly number[] {
  const next = random(77)
  return Array.from({ length: goodsSold }, () => Math.floor(next() * size))
}

/** An arm that finds by barcode. `find` gives the SKU, which is told apart from every other item's. */
function finding(name: string, kind: Arm['kind'], size: number, find: (code: string) => unknown, skuOf: (found: unknown) => unknown, more: { readonly note?: string; readonly close?: () => unknown } = {}): Arm {
  const goods = drawn(size)
  const codes = goods.map(ean)
  return {
    name,
    kind,
    ...more,
    run: (index) => find(codes[index % codes.length] ?? ''),
    async check() {
      for (const good of goods.slice(0, 50)) {
        const found = skuOf(await find(ean(good)))
        if (found !== `S${good}`) return `for S${good} it found ${String(found)}`
      }
      const none = await find('2999999999999')
      return none === undefined || none === null ? undefined : 'it found what is not there'
    },
  }
}

const skuOf = (found: unknown): unknown => (typeof found === 'object' && found !== null && 'sku' in found ? found.sku : undefined)

function mapAndRow(name: string, file: string, size: number): Arm {
  const db = new Database(file, { readonly: true })
  const ids = new Map<string, number>()
  for (const row of db.prepare<[], { code: string; id: number }>('SELECT code, id FROM product').iterate()) ids.set(row.code, row.id)
  const byId = db.prepare<[number], unknown>('SELECT * FROM product WHERE id = ?')
  const find = (code: string): unknown => {
    const id = ids.get(code)
    return id === undefined ? undefined : byId.get(id)
  }
  return finding(name, 'floor', size, find, skuOf, { close: () => db.close() })
}

function ours(name: string, size: number, options: FamilyOptions): Arm {
  const file = path.join(options.scratch, `register-${size}.db`)
  if (!existsSync(file)) copyFileSync(registerWith(size, options), file)
  // The writer's connection, since that is where the scan command asks.
  const database = openWriter(file)
  const find = (code: string): unknown => database.itemByBarcode(code)
  return finding(name, 'ours', size, find, skuOf, { close: () => { database.close() } })
}

function indexed(file: string, size: number): readonly Arm[] {
  const db = new Database(file, { readonly: true })
  const joined = db.prepare<[string], unknown>('SELECT product.* FROM barcode JOIN product ON product.id = barcode.product_id WHERE barcode.code = ?')
  const either = db.prepare<[string, string], unknown>('SELECT * FROM product WHERE (product.code = ? OR product.id = ?) AND product.deleted = 0 LIMIT 1')
  return [
    finding(`better-sqlite3, prepared at ${size}`, 'peer', size, (code) => joined.get(code), skuOf),
    finding(`code OR id at ${size}`, 'peer', size, (code) => either.get(code, code), skuOf, { note: 'the question opensourcepos asks, on SQLite', close: () => db.close() }),
  ]
}

function scanned(file: string, size: number): Arm {
  const db = new Database(file, { readonly: true })
  const like = db.prepare<[string, string], unknown>("SELECT * FROM product WHERE (product.name LIKE '%' || ? || '%' OR product.code LIKE '%' || ? || '%') AND product.deleted = 0 ORDER BY product.name LIMIT 1")
  return finding(`name OR code LIKE at ${size}`, 'peer', size, (code) => like.get(code, code), skuOf, { note: 'what the search box of opensourcepos asks when one scans into it, on SQLite', close: () => db.close() })
}

interface Product {
  readonly id: number
  readonly code: string
  readonly sku: string
  readonly name: string
  readonly price: number
}

/** Stores that hold everything in memory or keep documents; at the smaller size alone. */
async function memoryPeers(file: string, size: number, scratch: string): Promise<{ readonly indexed: readonly Arm[]; readonly scanned: Arm }> {
  const db = new Database(file, { readonly: true })
  const products = db.prepare<[], Product>('SELECT id, code, sku, name, price FROM product').all()
  db.close()
  return { indexed: [await nedb(products, size, true), await lmdb(products, size, path.join(scratch, 'look-up-lmdb')), await rxdb(products, size)], scanned: await nedb(products, size, false) }
}

interface NedbStore {
  insertAsync(documents: readonly unknown[]): Promise<unknown>
  ensureIndexAsync(options: { readonly fieldName: string; readonly unique: boolean }): Promise<void>
  findOneAsync(query: unknown): Promise<unknown>
}

async function nedb(products: readonly Product[], size: number, byIndex: boolean): Promise<Arm> {
  const { default: Datastore } = await peer<{ readonly default: new (options: { readonly inMemoryOnly: boolean }) => NedbStore }>('@seald-io/nedb')
  const store = new Datastore({ inMemoryOnly: true })
  if (byIndex) await store.ensureIndexAsync({ fieldName: 'code', unique: true })
  await store.insertAsync(products)
  return finding(`@seald-io/nedb ${byIndex ? 'indexed' : 'not indexed'} at ${size}`, 'peer', size, (code) => store.findOneAsync({ code }), skuOf, byIndex ? {} : { note: 'as PharmaSpot has it' })
}

interface LmdbDatabase {
  put(key: string, value: unknown): unknown
  get(key: string): unknown
  transactionSync(work: () => void): void
  close(): Promise<void>
}

async function lmdb(products: readonly Product[], size: number, folder: string): Promise<Arm> {
  const { open } = await peer<{ open(options: { readonly path: string; readonly encoding: string }): LmdbDatabase }>('lmdb')
  const db = open({ path: folder, encoding: 'json' })
  db.transactionSync(() => {
    for (const product of products) void db.put(product.code, product)
  })
  return finding(`LMDB at ${size}`, 'peer', size, (code) => db.get(code), skuOf, { close: () => db.close() })
}

interface RxCollection {
  bulkInsert(documents: readonly unknown[]): Promise<unknown>
  findOne(query: unknown): { exec(): Promise<{ toJSON(): unknown } | null> }
}

async function rxdb(products: readonly Product[], size: number): Promise<Arm> {
  const { createRxDatabase } = await peer<{ createRxDatabase(options: unknown): Promise<{ addCollections(schemas: unknown): Promise<{ readonly items: RxCollection }>; close(): Promise<unknown> }> }>('rxdb')
  const { getRxStorageMemory } = await peer<{ getRxStorageMemory(): unknown }>('rxdb/plugins/storage-memory')
  const db = await createRxDatabase({ name: 'look-up', storage: getRxStorageMemory(), multiInstance: false })
  const text = { type: 'string', maxLength: 40 }
  const { items } = await db.addCollections({ items: { schema: { version: 0, primaryKey: 'id', type: 'object', properties: { id: text, code: text, sku: text, name: { type: 'string' }, price: { type: 'number' } }, required: ['code'], indexes: ['code'] } } })
  for (let from = 0; from < products.length; from += 5_000) await items.bulkInsert(products.slice(from, from + 5_000).map((product) => ({ ...product, id: String(product.id) })))
  const find = async (code: string): Promise<unknown> => (await items.findOne({ selector: { code } }).exec())?.toJSON()
  return finding(`RxDB memory, indexed at ${size}`, 'peer', size, find, skuOf, { close: () => db.close() })
}
