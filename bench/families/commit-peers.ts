import Database from 'better-sqlite3'
import path from 'node:path'
import { type PlainSale, stockSize } from '../generators/sales.ts'
import { type Arm } from '../harness.ts'
import { peer } from '../lib/peer.ts'
import { documentStores } from './commit-documents.ts'
import { type Kept, keeping } from './commit-keeping.ts'

/** Sale, lines, tenders, stock moves and an outbox row: the shape a till's tables usually have. */
const tables = `
CREATE TABLE sale (id INTEGER PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, date TEXT NOT NULL, soldAt INTEGER NOT NULL, cashier INTEGER NOT NULL, net INTEGER NOT NULL, tax INTEGER NOT NULL, total INTEGER NOT NULL, currency TEXT NOT NULL);
CREATE TABLE line (sale INTEGER NOT NULL REFERENCES sale(id), no INTEGER NOT NULL, item INTEGER NOT NULL, barcode TEXT NOT NULL, name TEXT NOT NULL, quantity INTEGER NOT NULL, price INTEGER NOT NULL, tax INTEGER NOT NULL, total INTEGER NOT NULL, PRIMARY KEY (sale, no)) WITHOUT ROWID;
CREATE TABLE tender (sale INTEGER NOT NULL REFERENCES sale(id), no INTEGER NOT NULL, type TEXT NOT NULL, amount INTEGER NOT NULL, PRIMARY KEY (sale, no)) WITHOUT ROWID;
CREATE TABLE move (id INTEGER PRIMARY KEY, item INTEGER NOT NULL, quantity INTEGER NOT NULL, sale INTEGER NOT NULL, at INTEGER NOT NULL);
CREATE INDEX move_item ON move (item, at);
CREATE TABLE outbox (id INTEGER PRIMARY KEY, payload TEXT NOT NULL);`

/** WAL with synchronous=FULL said out loud: without it better-sqlite3 falls to NORMAL after the first write, which a power cut undoes. */
function durable(db: Database.Database): void {
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
}

function opened(file: string): Database.Database {
  const db = new Database(file)
  durable(db)
  db.exec(tables)
  return db
}

/** By SQL, on whichever connection wrote. Its synchronous must still be what was asked for. */
function readFrom(db: Database.Database): (seq: number) => Kept | undefined {
  const read = db.prepare<[number], Kept>('SELECT total, (SELECT count(*) FROM line WHERE line.sale = sale.id) AS lines, (SELECT count(*) FROM tender WHERE tender.sale = sale.id) AS tenders FROM sale WHERE seq = ?')
  return (seq) => {
    if (db.pragma('synchronous', { simple: true }) !== 2) throw new Error('synchronous is not FULL')
    return read.get(seq)
  }
}

export async function commitPeers(scratch: string): Promise<readonly Arm[]> {
  const file = (name: string): string => path.join(scratch, name)
  return [rawRows(file('raw.db')), await kysely(file('kysely.db')), ...(await typeorm(file)), ...(await documentStores(scratch, stockSize))]
}

const rowsNote = '14 rows, WAL FULL: durable, atomic'

function rawRows(file: string): Arm {
  const db = opened(file)
  const sales = db.prepare('INSERT INTO sale VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const lines = db.prepare('INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const tenders = db.prepare('INSERT INTO tender VALUES (?, ?, ?, ?)')
  const moves = db.prepare('INSERT INTO move (item, quantity, sale, at) VALUES (?, ?, ?, ?)')
  const outbox = db.prepare('INSERT INTO outbox (payload) VALUES (?)')
  const write = db.transaction((sale: PlainSale) => {
    sales.run(sale.id, sale.seq, sale.date, sale.soldAt, sale.cashier, sale.net, sale.tax, sale.total, sale.currency)
    for (const line of sale.lines) lines.run(sale.id, line.no, line.item, line.barcode, line.name, line.quantity, line.price, line.tax, line.total)
    for (const tender of sale.tenders) tenders.run(sale.id, tender.no, tender.type, tender.amount)
    for (const line of sale.lines) moves.run(line.item, -line.quantity, sale.id, sale.soldAt)
    outbox.run(JSON.stringify(sale))
  }).immediate
  return keeping('better-sqlite3', write, readFrom(db), rowsNote, () => db.close())
}

interface Rows {
  readonly sale: Record<string, unknown>
  readonly line: readonly Record<string, unknown>[]
  readonly tender: readonly Record<string, unknown>[]
  readonly move: readonly Record<string, unknown>[]
  readonly outbox: Record<string, unknown>
}

function rowsOf({ lines, tenders, ...sale }: PlainSale): Rows {
  return {
    sale,
    line: lines.map((line) => ({ sale: sale.id, ...line })),
    tender: tenders.map((tender) => ({ sale: sale.id, ...tender })),
    move: lines.map((line) => ({ item: line.item, quantity: -line.quantity, sale: sale.id, at: sale.soldAt })),
    outbox: { payload: JSON.stringify({ ...sale, lines, tenders }) },
  }
}

interface KyselyInsert {
  values(rows: unknown): { execute(): Promise<unknown> }
}
interface KyselyDatabase {
  insertInto(table: string): KyselyInsert
  transaction(): { execute(work: (within: KyselyDatabase) => Promise<void>): Promise<void> }
  destroy(): Promise<void>
}
interface KyselyModule {
  readonly Kysely: new (options: { readonly dialect: unknown }) => KyselyDatabase
  readonly SqliteDialect: new (options: { readonly database: Database.Database }) => unknown
}

async function kysely(file: string): Promise<Arm> {
  const { Kysely, SqliteDialect } = await peer<KyselyModule>('kysely')
  const db = opened(file)
  const builder = new Kysely({ dialect: new SqliteDialect({ database: db }) })
  const write = (sale: PlainSale): Promise<void> =>
    builder.transaction().execute(async (within) => {
      for (const [table, rows] of Object.entries(rowsOf(sale))) await within.insertInto(table).values(rows).execute()
    })
  return keeping('Kysely', write, readFrom(db), rowsNote, () => builder.destroy())
}

interface EntityManager {
  create(entity: string, rows: unknown): unknown
  save(entity: string, rows: unknown): Promise<unknown>
  insert(entity: string, rows: unknown): Promise<unknown>
}
interface DataSource {
  initialize(): Promise<unknown>
  transaction(work: (manager: EntityManager) => Promise<void>): Promise<void>
  destroy(): Promise<void>
}
interface TypeOrmModule {
  readonly DataSource: new (options: unknown) => DataSource
  readonly EntitySchema: new (options: unknown) => unknown
}

async function typeorm(file: (name: string) => string): Promise<readonly Arm[]> {
  const { DataSource, EntitySchema } = await peer<TypeOrmModule>('typeorm')
  const column = (type: string, more: Record<string, unknown> = {}): unknown => ({ type, ...more })
  const whole = column('integer')
  const text = column('text')
  const made = column('integer', { primary: true, generated: true })
  const key = column('integer', { primary: true })
  const entities = Object.entries({
    sale: { id: key, seq: whole, date: text, soldAt: whole, cashier: whole, net: whole, tax: whole, total: whole, currency: text },
    line: { sale: key, no: key, item: whole, barcode: text, name: text, quantity: whole, price: whole, tax: whole, total: whole },
    tender: { sale: key, no: key, type: text, amount: whole },
    move: { id: made, item: whole, quantity: whole, sale: whole, at: whole },
    outbox: { id: made, payload: text },
  }).map(([name, columns]) => new EntitySchema({ name, tableName: name, columns }))

  const arm = async (how: 'save' | 'insert'): Promise<Arm> => {
    let connection: Database.Database | undefined
    const source = new DataSource({
      type: 'better-sqlite3', driver: Database, database: file(`typeorm-${how}.db`), entities,
      prepareDatabase(db: Database.Database) {
        connection = db
        durable(db)
        db.exec(tables)
      },
    })
    await source.initialize()
    if (connection === undefined) throw new Error('TypeORM opened no connection')
    const write = (sale: PlainSale): Promise<void> =>
      source.transaction(async (manager) => {
        for (const [table, rows] of Object.entries(rowsOf(sale))) {
          if (how === 'save') await manager.save(table, manager.create(table, rows))
          else await manager.insert(table, rows)
        }
      })
    return keeping(`TypeORM ${how}()`, write, readFrom(connection), rowsNote, () => source.destroy())
  }
  return [await arm('save'), await arm('insert')]
}
