import path from 'node:path'
import { type PlainSale } from '../generators/sales.ts'
import { type Arm } from '../harness.ts'
import { peer } from '../lib/peer.ts'
import { type Kept, keeping } from './commit-keeping.ts'

/** Stores of documents: one document a sale with its lines and tenders in it, and five stock records counted down. */
export async function documentStores(scratch: string, stock: number): Promise<readonly Arm[]> {
  const folder = (name: string): string => path.join(scratch, name)
  return [await lmdb(folder('lmdb')), await nedb(folder('nedb.db'), stock), await rxdb(stock), await pouchdb(folder('pouchdb'), stock)]
}

function keptIn(sale: PlainSale | undefined | null): Kept | undefined {
  return sale ? { total: sale.total, lines: sale.lines.length, tenders: sale.tenders.length } : undefined
}

interface LmdbDatabase {
  put(key: unknown, value: unknown): unknown
  get(key: unknown): unknown
  transactionSync(work: () => void): void
  close(): Promise<void>
}

async function lmdb(folder: string): Promise<Arm> {
  const { open } = await peer<{ open(options: { readonly path: string; readonly overlappingSync: boolean; readonly encoding: string }): LmdbDatabase }>('lmdb')
  const db = open({ path: folder, overlappingSync: false, encoding: 'json' })
  const write = (sale: PlainSale): void =>
    db.transactionSync(() => {
      void db.put(['sale', sale.seq], sale)
      for (const line of sale.lines) void db.put(['stock', line.item], Number(db.get(['stock', line.item]) ?? 0) - line.quantity)
    })
  return keeping('LMDB', write, (seq) => keptIn(db.get(['sale', seq]) as PlainSale | undefined), 'JSON documents, one transaction, synced before it returns: durable, atomic', () => db.close())
}

interface NedbStore {
  loadDatabaseAsync(): Promise<void>
  insertAsync(document: unknown): Promise<unknown>
  updateAsync(query: unknown, update: unknown, options: unknown): Promise<unknown>
  findOneAsync(query: unknown): Promise<unknown>
}
type NedbModule = { readonly default: new (options: { readonly filename: string }) => NedbStore }

async function nedb(file: string, stock: number): Promise<Arm> {
  const { default: Datastore } = await peer<NedbModule>('@seald-io/nedb')
  const sales = new Datastore({ filename: `${file}.sales` })
  const items = new Datastore({ filename: `${file}.items` })
  await sales.loadDatabaseAsync()
  await items.loadDatabaseAsync()
  await items.insertAsync(Array.from({ length: stock }, (_, item) => ({ _id: String(item), quantity: 0 })))
  const write = async (sale: PlainSale): Promise<void> => {
    await sales.insertAsync({ ...sale, _id: String(sale.seq) })
    for (const line of sale.lines) await items.updateAsync({ _id: String(line.item) }, { $inc: { quantity: -line.quantity } }, {})
  }
  return keeping('@seald-io/nedb', write, async (seq) => keptIn((await sales.findOneAsync({ _id: String(seq) })) as PlainSale | null), 'no fsync, not atomic: a power cut loses it', () => undefined)
}

interface RxCollection {
  insert(document: unknown): Promise<unknown>
  bulkInsert(documents: readonly unknown[]): Promise<unknown>
  findOne(id: string): { exec(): Promise<RxDocument | null> }
}
interface RxDocument {
  toJSON(): unknown
  incrementalModify(change: (data: { quantity: number }) => { quantity: number }): Promise<unknown>
}
interface RxDatabase {
  addCollections(schemas: unknown): Promise<{ readonly sales: RxCollection; readonly items: RxCollection }>
  close(): Promise<unknown>
}

async function rxdb(stock: number): Promise<Arm> {
  const { createRxDatabase } = await peer<{ createRxDatabase(options: unknown): Promise<RxDatabase> }>('rxdb')
  const { getRxStorageMemory } = await peer<{ getRxStorageMemory(): unknown }>('rxdb/plugins/storage-memory')
  const db = await createRxDatabase({ name: 'bench', storage: getRxStorageMemory(), multiInstance: false })
  const schema = (properties: Record<string, unknown>): unknown => ({ schema: { version: 0, primaryKey: 'id', type: 'object', properties: { id: { type: 'string', maxLength: 40 }, ...properties } } })
  const { sales, items } = await db.addCollections({ sales: schema({ seq: { type: 'number' }, total: { type: 'number' }, lines: { type: 'array' }, tenders: { type: 'array' } }), items: schema({ quantity: { type: 'number' } }) })
  await items.bulkInsert(Array.from({ length: stock }, (_, item) => ({ id: String(item), quantity: 0 })))
  const write = async (sale: PlainSale): Promise<void> => {
    await sales.insert({ id: String(sale.seq), seq: sale.seq, total: sale.total, lines: sale.lines, tenders: sale.tenders })
    for (const line of sale.lines) {
      const found = await items.findOne(String(line.item)).exec()
      await found?.incrementalModify((data) => ({ ...data, quantity: data.quantity - line.quantity }))
    }
  }
  return keeping('RxDB memory', write, async (seq) => keptIn((await sales.findOne(String(seq)).exec())?.toJSON() as PlainSale | undefined), 'in memory only, not atomic', () => db.close())
}

interface PouchStore {
  put(document: unknown): Promise<unknown>
  get(id: string): Promise<{ quantity: number }>
  bulkDocs(documents: readonly unknown[]): Promise<readonly { readonly ok?: boolean }[]>
  allDocs(options: { readonly keys: readonly string[]; readonly include_docs: true }): Promise<{ readonly rows: readonly { readonly doc: { quantity: number } }[] }>
  close(): Promise<unknown>
}
interface PouchModule {
  readonly default: { plugin(adapter: unknown): void; new (name: string, options: { readonly adapter: string }): PouchStore }
}

async function pouchdb(folder: string, stock: number): Promise<Arm> {
  const { default: PouchDb } = await peer<PouchModule>('pouchdb-core')
  PouchDb.plugin((await peer<{ readonly default: unknown }>('pouchdb-adapter-leveldb')).default)
  const db = new PouchDb(folder, { adapter: 'leveldb' })
  await db.bulkDocs(Array.from({ length: stock }, (_, item) => ({ _id: `item-${item}`, quantity: 0 })))
  const write = async (sale: PlainSale): Promise<void> => {
    await db.put({ ...sale, _id: `sale-${sale.seq}` })
    // An item that stands on two lines of the sale is one document, or its second revision would be a conflict.
    const sold = new Map<string, number>()
    for (const line of sale.lines) sold.set(`item-${line.item}`, (sold.get(`item-${line.item}`) ?? 0) + line.quantity)
    const { rows } = await db.allDocs({ keys: [...sold.keys()], include_docs: true })
    const answers = await db.bulkDocs([...sold.values()].map((quantity, at) => ({ ...rows[at]?.doc, quantity: (rows[at]?.doc.quantity ?? 0) - quantity })))
    if (answers.some((answer) => answer.ok !== true)) throw new Error('a stock record was not kept')
  }
  const read = async (seq: number): Promise<Kept | undefined> => {
    const found: unknown = await db.get(`sale-${seq}`)
    return keptIn(found as PlainSale)
  }
  return keeping('PouchDB leveldb', write, read, 'leveldb unsynced, not atomic: a power cut loses it', () => db.close())
}
