import Database from 'better-sqlite3'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { openRegisterDatabase, type NewItem, type RegisterWriter } from '../../src/db/index.ts'
import { accept } from '../../src/domain/errors/index.ts'
import { minor } from '../../src/domain/money/index.ts'
import { thousandths } from '../../src/domain/quantity/index.ts'
import { newId } from '../../src/main/core/index.ts'
import { type FamilyOptions } from '../harness.ts'
import { ean, names, namesSeed } from './names.ts'

/** Raised when the items below become others: what was made before is then made again. */
const version = 1
const chunk = 1_000

export const itemId = (index: number): string => `item-${index}`
const priceOf = (index: number): number => 100 + ((index * 7_919) % 49_900)
const isChinese = (name: string): boolean => /\p{Script=Han}{2}/u.test(name)

/** A register's file with so many items in it, made by the register's own code and kept for the next run. */
export function registerWith(size: number, options: FamilyOptions): string {
  return kept(`register-${size}`, options, (file) => {
    const database = openWriter(file)
    let batch: NewItem[] = []
    let index = 0
    const save = (): void => {
      const saved = database.unitOfWork(() => accept(database.saveItems(batch)))
      if (!saved.ok) throw new Error(saved.refusal.code)
      if (index % 50_000 === 0) {
        database.checkpoint()
        options.say(`  ${index} of ${size} items`)
      }
      batch = []
    }
    for (const name of names(size)) {
      batch.push(itemOf(index, name))
      index += 1
      if (batch.length === chunk || index === size) save()
    }
    database.checkpoint()
    database.close()
  })
}

/** Opens a register's file; an index that another version made is made again first. */
export function openWriter(file: string): RegisterWriter {
  const opened = openRegisterDatabase({ path: file, newId })
  if (!opened.ok) throw new Error(opened.refusal.code)
  while (opened.value.searchBacklog() > 0 && opened.value.rebuildSearch(1_000) > 0);
  return opened.value
}

function itemOf(index: number, name: string): NewItem {
  return {
    item: { id: itemId(index), sku: `S${index}`, names: { [isChinese(name) ? 'zh-CN' : 'en']: name }, unit: 'each', taxClass: 'standard', price: { minor: minor(priceOf(index)), per: thousandths(1_000) } },
    barcodes: [ean(index)],
  }
}

/**
 * The same goods in one plain table, as other tills keep them: `barcode` indexed, `name` and its pinyin `py` as text, and
 * beside it the two full-text indexes SQLite brings.
 */
export function plainTable(size: number, options: FamilyOptions, pinyin: (name: string) => string): string {
  return kept(`plain-${size}`, options, (file) => {
    const db = new Database(file)
    db.pragma('journal_mode = OFF')
    db.exec(`CREATE TABLE product (id INTEGER PRIMARY KEY, code TEXT NOT NULL, sku TEXT NOT NULL, name TEXT NOT NULL, py TEXT NOT NULL, unit TEXT NOT NULL, tax_class TEXT NOT NULL, price INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0);
      CREATE TABLE barcode (code TEXT PRIMARY KEY, product_id INTEGER NOT NULL) WITHOUT ROWID;
      CREATE VIRTUAL TABLE trigram USING fts5(name, content='product', content_rowid='id', tokenize='trigram', detail='full');
      CREATE VIRTUAL TABLE words USING fts5(name, content='product', content_rowid='id', tokenize='unicode61', prefix='1 2 3');`)
    const add = db.prepare<[number, string, string, string, string, number]>("INSERT INTO product (id, code, sku, name, py, unit, tax_class, price) VALUES (?, ?, ?, ?, ?, 'each', 'standard', ?)")
    const code = db.prepare<[string, number]>('INSERT INTO barcode VALUES (?, ?)')
    db.transaction(() => {
      let index = 0
      for (const name of names(size)) {
        add.run(index + 1, ean(index), `S${index}`, name, pinyin(name), priceOf(index))
        code.run(ean(index), index + 1)
        index += 1
      }
    })()
    options.say(`  ${size} rows, indexing`)
    db.exec("CREATE INDEX product_code ON product (code); CREATE INDEX product_sku ON product (sku); INSERT INTO trigram (trigram) VALUES ('rebuild'); INSERT INTO words (words) VALUES ('rebuild'); INSERT INTO trigram (trigram) VALUES ('optimize'); INSERT INTO words (words) VALUES ('optimize'); ANALYZE")
    db.close()
  })
}

/** Made beside its place and put there whole: a run that was broken off leaves nothing that looks like a catalogue. */
function kept(name: string, { cache, say }: FamilyOptions, make: (file: string) => void): string {
  const file = path.join(cache, `${name}-s${namesSeed}-v${version}.db`)
  if (existsSync(file)) return file
  say(`making ${name} (once)`)
  mkdirSync(cache, { recursive: true })
  const making = `${file}.making`
  for (const suffix of ['', '-wal', '-shm', '-lock']) rmSync(`${making}${suffix}`, { force: true, recursive: true })
  make(making)
  for (const suffix of ['-wal', '-shm', '-lock']) rmSync(`${making}${suffix}`, { force: true })
  renameSync(making, file)
  return file
}
