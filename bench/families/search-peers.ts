import Database from 'better-sqlite3'
import { type KeystrokeClass } from '../generators/keystrokes.ts'
import { peer } from '../lib/peer.ts'

export interface PeerSearch {
  readonly name: string
  /** Whether it can be asked at all. */
  takes(one: KeystrokeClass): boolean
  /** Places in the list of names. */
  find(text: string, limit: number, one: KeystrokeClass): readonly number[] | Promise<readonly number[]>
}

const isName = ({ name }: KeystrokeClass): boolean => !name.includes('pinyin') && !name.startsWith('barcode')
const everyWord = (text: string): readonly string[] => text.split(' ')
const quoted = (word: string): string => `"${word.replaceAll('"', '""')}"`

/** What other tills ask of SQLite, over one plain table. */
export function sqlSearches(file: string): readonly PeerSearch[] {
  const db = new Database(file, { readonly: true })
  type Row = { readonly id: number; readonly name: string; readonly sku: string; readonly price: number }
  const likes = new Map<string, Database.Statement<string[], Row>>()
  const like = (column: string, words: number): Database.Statement<string[], Row> => {
    const key = `${column} ${words}`
    let statement = likes.get(key)
    if (statement === undefined) {
      statement = db.prepare(`SELECT id, name, sku, price FROM product WHERE ${Array.from({ length: words }, () => `${column} LIKE ?`).join(' AND ')} LIMIT 20`)
      likes.set(key, statement)
    }
    return statement
  }
  const match = (table: string): Database.Statement<[string], Row> => db.prepare(`SELECT product.id, product.name, product.sku, product.price FROM ${table} JOIN product ON product.id = ${table}.rowid WHERE ${table} MATCH ? LIMIT 20`)
  const trigram = match('trigram')
  const unicode = match('words')
  const places = (rows: readonly Row[]): readonly number[] => rows.map(({ id }) => id - 1)
  return [
    {
      name: 'LIKE',
      takes: () => true,
      find(text, _limit, one) {
        const words = everyWord(text)
        if (one.name.startsWith('barcode')) return places(like('code', 1).all(`${text}%`))
        return places(like(one.name.includes('pinyin') ? 'py' : 'name', words.length).all(...words.map((word) => `%${word}%`)))
      },
    },
    // It cannot be asked for fewer than three characters.
    { name: 'FTS5 trigram', takes: (one) => isName(one) && everyWord(one.texts[0] ?? '').every((word) => Array.from(word).length >= 3), find: (text) => places(trigram.all(everyWord(text).map(quoted).join(' AND '))) },
    { name: 'FTS5 unicode61', takes: isName, find: (text) => places(unicode.all(everyWord(text).map((word) => `${quoted(word)}*`).join(' AND '))) },
  ]
}

interface MiniSearch {
  addAll(documents: readonly unknown[]): void
  search(text: string, options: unknown): readonly { readonly id: number }[]
}
interface FlexIndex {
  add(id: number, text: string): void
  search(text: string, options: { readonly limit: number }): readonly number[]
}
interface NedbCursor extends PromiseLike<readonly { readonly at: number }[]> {
  limit(count: number): NedbCursor
}
interface NedbStore {
  insertAsync(documents: readonly unknown[]): Promise<unknown>
  findAsync(query: unknown): NedbCursor
}

/** Indexes and stores in memory, each with the tokens its own documentation gives for Chinese, or its defaults. */
export async function memorySearches(names: readonly string[]): Promise<readonly PeerSearch[]> {
  const { default: Mini } = await peer<{ readonly default: new (options: unknown) => MiniSearch }>('minisearch')
  const mini = new Mini({ fields: ['name'], tokenize: (text: string) => text.match(/\p{Script=Han}|[^\p{Script=Han}\s]+/gu) ?? [] })
  mini.addAll(names.map((name, id) => ({ id, name })))
  const { Index, Charset } = (await peer<{ readonly default: { readonly Index: new (options: unknown) => FlexIndex; readonly Charset: { readonly CJK: unknown } } }>('flexsearch')).default
  const flex = new Index({ tokenize: 'forward', encoder: Charset.CJK })
  names.forEach((name, id) => flex.add(id, name))
  const { default: Datastore } = await peer<{ readonly default: new (options: { readonly inMemoryOnly: boolean }) => NedbStore }>('@seald-io/nedb')
  const store = new Datastore({ inMemoryOnly: true })
  await store.insertAsync(names.map((name, at) => ({ at, name })))
  return [
    { name: 'minisearch', takes: isName, find: (text, limit) => mini.search(text, { prefix: true, combineWith: 'AND' }).slice(0, limit).map(({ id }) => id) },
    { name: 'flexsearch', takes: isName, find: (text, limit) => flex.search(text, { limit }) },
    {
      name: '@seald-io/nedb, regular expression',
      takes: isName,
      async find(text, limit) {
        const found = await store.findAsync({ $and: everyWord(text).map((word) => ({ name: new RegExp(word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i') })) }).limit(limit)
        return found.map(({ at }) => at)
      },
    },
  ]
}
