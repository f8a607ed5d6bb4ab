import Database from 'better-sqlite3'
import path from 'node:path'
import { type Arm } from '../harness.ts'
import { inlineCounter, ringUp, value } from '../lib/register.ts'

type Row = Record<string, unknown>
/** As src/db/connection.ts sets them: without FULL nothing here would be durable. */
const settings = ['synchronous = FULL', 'foreign_keys = ON', 'recursive_triggers = ON', 'wal_autocheckpoint = 0', 'cache_size = -131072']
/** As src/db/effects.ts and src/main/core/background-work.ts: finished effects that stay, and commits between two checkpoints. */
const keptEffects = 256
const betweenCheckpoints = 256

/**
 * The rows that complete-sale writes, and nothing else: the very tables, indexes, triggers and checks of a register, a real
 * sale's values, each ready before the clock starts. What the transaction costs when nobody has to think.
 */
export async function rowsAlone(scratch: string): Promise<Arm> {
  const folder = path.join(scratch, 'inline.db')
  const counter = inlineCounter(scratch)
  for (let sale = 0; sale < 3; sale += 1) {
    const { input } = await ringUp(counter, sale)
    value(await counter.complete(input))
    await counter.rest()
  }
  const open = await ringUp(counter, 3)
  await counter.close()

  const db = new Database(folder)
  for (const setting of settings) db.pragma(setting)
  const one = (sql: string, ...given: unknown[]): Row => db.prepare<unknown[], Row>(sql).get(...given) ?? {}
  const sale = one('SELECT * FROM sale ORDER BY seq DESC LIMIT 1')
  const entry = one('SELECT position, id, type, sale_count, receipt_counter, prev_hash, hash, text FROM journal ORDER BY position DESC LIMIT 1')
  const [kick, print] = db.prepare<[unknown], Row>('SELECT sale_id, kind, pin, document, state, attempts FROM effect WHERE sale_id = ? ORDER BY id').all(sale['id'])
  const seat = one('SELECT * FROM seat')
  const basket = one('SELECT * FROM basket WHERE id = ?', open.input.basketId)
  db.prepare('UPDATE seat SET basket_id = NULL').run()

  const adding = (table: string, row: Row, more = '') => db.prepare(`INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map((name) => `@${name}`).join(', ')})${more}`)
  const addEntry = adding('journal', entry)
  const addSale = adding('sale', sale)
  const addEffect = adding('effect', kick ?? {})
  const putSeat = adding('seat', seat, ' ON CONFLICT (seat) DO UPDATE SET operator_id = excluded.operator_id, basket_id = excluded.basket_id, last_sale_id = excluded.last_sale_id')
  const addBasket = adding('basket', basket)
  const dropBasket = db.prepare('DELETE FROM basket WHERE id = ?')
  const sitDown = db.prepare('UPDATE seat SET basket_id = ?')
  const finish = db.prepare(`UPDATE effect SET state = 'printed' WHERE state = 'waiting'`)
  const sweep = db.prepare('DELETE FROM effect WHERE id <= (SELECT max(id) FROM effect) - ?')
  const [begin, commit] = [db.prepare('BEGIN IMMEDIATE'), db.prepare('COMMIT')]

  let done = 0
  let rows: { readonly entry: Row; readonly sale: Row; readonly kick: Row; readonly print: Row; readonly seat: Row; readonly basketId: string } | undefined
  /** Ids as a register gives them: each above the last, so that a page fills before the next begins. */
  const idOf = (number: number): string => `f0000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`
  const hashOf = (number: number): string => number.toString(16).padStart(64, '0')
  const first = Number(entry['position']) + 1

  const arm = {
    name: 'ours: the rows alone',
    kind: 'ours' as const,
    prepare() {
      const id = idOf(done)
      const position = first + done
      addBasket.run({ ...basket, id })
      sitDown.run(id)
      rows = {
        entry: { ...entry, position, id, sale_count: done + 4, receipt_counter: done + 4, prev_hash: done === 0 ? entry['hash'] : hashOf(done), hash: hashOf(done + 1) },
        sale: { ...sale, id, basket_id: id, number: `3-${done + 4}`, seq: Number(sale['seq']) + 1 + done },
        kick: { ...kick, sale_id: id, state: 'waiting', attempts: 0 },
        print: { ...print, sale_id: id, state: 'waiting', attempts: 0 },
        seat: { ...seat, basket_id: null, last_sale_id: id },
        basketId: id,
      }
      done += 1
    },
    run() {
      if (rows === undefined) throw new Error('no rows are ready')
      begin.run()
      addEntry.run(rows.entry)
      addSale.run(rows.sale)
      addEffect.run(rows.kick)
      addEffect.run(rows.print)
      putSeat.run(rows.seat)
      dropBasket.run(rows.basketId)
      commit.run()
    },
    settle() {
      finish.run()
      if (done % 32 === 0) sweep.run(keptEffects)
      if (done % betweenCheckpoints === 0) db.pragma('wal_checkpoint(PASSIVE)')
    },
    check(): string | undefined {
      const kept = one('SELECT (SELECT count(*) FROM sale) sales, (SELECT count(*) FROM journal WHERE type = ?) entries', entry['type'])
      arm.prepare()
      arm.run()
      const now = one('SELECT (SELECT count(*) FROM sale) sales, (SELECT count(*) FROM journal WHERE type = ?) entries, (SELECT count(*) FROM basket) baskets', entry['type'])
      arm.settle()
      const grew = Number(now['sales']) - Number(kept['sales'])
      const wrote = Number(now['entries']) - Number(kept['entries'])
      // The basket that was rung up at first is still open; each sale's own is gone.
      return grew === 1 && wrote === 1 && now['baskets'] === 1 ? undefined : `wrote ${wrote} entries, ${grew} sales, left ${String(now['baskets'])} baskets`
    },
    close() {
      db.close()
    },
  }
  return arm
}
