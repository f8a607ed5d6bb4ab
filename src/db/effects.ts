import { type Connection } from './connection.ts'
import { type LogoReads, type LogoWrites } from './logos.ts'
import { type EffectMemory } from './effect-memory.ts'
import { type LabelDocument } from '../domain/label/index.ts'
import { type Effect, type EffectOutcome, type EffectState, type KeptWork } from './register-database.ts'
import { fromStoredJson } from './stored-json.ts'

interface Row {
  id: number
  sale_id: string
  kind: KeptWork['kind']
  pin: 0 | 1 | null
  document: string | null
  state: EffectState
  attempts: number
  fault: string | null
  copies: number | null
}

/** In the place of a document: the sale's own paper. JSON, as the column is. */
const OF_SALE = '"ofSale"'

function toWork(row: Row, { documentOf }: LogoReads): KeptWork {
  if (row.kind === 'kick' && row.pin !== null) return { kind: 'kick', pin: row.pin }
  if (row.kind === 'print' && row.document !== null) return { kind: 'print', document: row.document === OF_SALE ? 'ofSale' : documentOf(row.document) }
  if (row.kind === 'label' && row.document !== null && row.copies !== null) return { kind: 'label', document: fromStoredJson<LabelDocument>(row.document), copies: row.copies }
  throw new Error(`effect ${row.id} has no work`)
}

function toEffect(row: Row, logos: LogoReads): Effect<KeptWork> {
  const fault = row.fault === null ? {} : { fault: row.fault }
  return { id: row.id, saleId: row.sale_id, work: toWork(row, logos), state: row.state, attempts: row.attempts, ...fault }
}

/** Finished effects that stay readable, newest first: the screen shows those of the last sale, support a day of them. */
export const KEPT_EFFECTS = 256

/** With a memory (the writer's own) a sale's effects are looked for from where they begin; without one, from the table's start. */
export function readEffects(db: Connection, logos: LogoReads, memory?: EffectMemory) {
  const ofSale = db.prepare<[number, string], Row>('SELECT * FROM effect WHERE id >= ? AND sale_id = ? ORDER BY id')
  const outcomes = db.prepare<[number, string], readonly [KeptWork['kind'], EffectState, string | null, string | null, 0 | 1]>(
    `SELECT kind, state, fault, stand_in, kind = 'print' AND attempts > (state <> 'waiting') FROM effect WHERE id >= ? AND sale_id = ? ORDER BY id`,
  ).raw()
  const from = (saleId: string): number => memory?.first(saleId) ?? 0
  // The customer waits for change, not for paper: every drawer goes before any paper. Ordered by sale, 60 receipts that had
  // waited for a new roll were all printed before the drawer of the sale at the counter opened.
  const toDo = db.prepare<[number], Row>(`SELECT * FROM effect WHERE state = 'waiting' AND kind <> 'label' ORDER BY kind = 'print', id LIMIT ?`)
  // Asked for apart: forty labels that wait for a new roll would fill the list, and no receipt would be in it.
  const labelsToDo = db.prepare<[number], Row>(`SELECT * FROM effect WHERE state = 'waiting' AND kind = 'label' ORDER BY id LIMIT ?`)
  const wait = db.prepare<[], number>(`SELECT 1 FROM effect WHERE state = 'waiting' LIMIT 1`).pluck()
  return {
    effectsOf: (saleId: string): readonly Effect<KeptWork>[] => ofSale.all(from(saleId), saleId).map((row) => toEffect(row, logos)),
    outcomesOf: (saleId: string): readonly EffectOutcome[] => outcomes.all(from(saleId), saleId).map(([kind, state, fault, standIn, again]) => ({ kind, state, ...(fault === null ? {} : { fault }), ...(standIn === null ? {} : { standIn }), ...(again === 1 && { again: true as const }) })),
    effectsToDo: (limit: number): readonly Effect<KeptWork>[] => [...toDo.all(limit), ...labelsToDo.all(limit)].map((row) => toEffect(row, logos)),
    effectsWait: (): boolean => wait.get() !== undefined,
  }
}

export function writeEffects(db: Connection, { storedDocument }: Pick<LogoWrites, 'storedDocument'>, memory: EffectMemory) {
  // Its id is asked of the connection: RETURNING doubled the time of the insert.
  const insert = db.prepare<[string, string, number | null, string | null, number | null]>(
    `INSERT INTO effect (sale_id, kind, pin, document, copies, state, attempts) VALUES (?, ?, ?, ?, ?, 'waiting', 0)`,
  )
  const start = db.prepare<[number]>(
    `UPDATE effect SET state = 'working', attempts = attempts + 1, fault = NULL WHERE id = ? AND state <> 'working' AND (kind = 'print' OR state = 'waiting')`,
  )
  // A kick that has begun may have opened the drawer, whatever the device says: it ends unconfirmed, never waiting.
  const finish = db.prepare<[EffectState, EffectState, string | null, string | null, number]>(
    `UPDATE effect SET state = CASE WHEN kind = 'kick' AND ? = 'waiting' AND attempts > 0 THEN 'unconfirmed' ELSE ? END, fault = ?, stand_in = ? WHERE id = ?`,
  )
  const recoverPrints = db.prepare(`UPDATE effect SET state = 'waiting' WHERE state = 'working' AND kind = 'print'`)
  const recoverKicks = db.prepare(`UPDATE effect SET state = 'unconfirmed' WHERE state IN ('waiting', 'working') AND kind = 'kick'`)
  // Some of its copies may be on the shelf. A receipt is owed, and comes out again marked; a label is asked for again by whoever misses it.
  const recoverLabels = db.prepare(`UPDATE effect SET state = 'unconfirmed', fault = 'interrupted' WHERE state = 'working' AND kind = 'label'`)
  const doubtPrints = db.prepare(`UPDATE effect SET attempts = 1 WHERE state IN ('waiting', 'working') AND kind = 'print' AND attempts = 0`)
  const doubtLabels = db.prepare(`UPDATE effect SET state = 'unconfirmed', fault = 'interrupted' WHERE state = 'waiting' AND kind = 'label'`)
  const forget = db.prepare<[number]>(`DELETE FROM effect WHERE id <= (SELECT max(id) FROM effect) - ? AND state NOT IN ('waiting', 'working')`)
  function storedWork(work: KeptWork): string | null {
    if (work.kind === 'kick') return null
    if (work.kind === 'label') return JSON.stringify(work.document)
    return work.document === 'ofSale' ? OF_SALE : storedDocument(work.document)
  }
  return {
    addEffect(saleId: string, work: KeptWork): number {
      const id = Number(insert.run(saleId, work.kind, work.kind === 'kick' ? work.pin : null, storedWork(work), work.kind === 'label' ? work.copies : null).lastInsertRowid)
      memory.added(saleId, id)
      return id
    },
    /** Throws on a kick that had begun before, and on anything already under way. */
    effectStarted(id: number): void {
      if (start.run(id).changes !== 1) throw new Error(`effect ${id} cannot start`)
    },
    effectFinished(id: number, state: EffectState, fault?: string, standIn?: string): void {
      if (finish.run(state, state, fault ?? null, standIn ?? null, id).changes !== 1) throw new Error(`no effect ${id}`)
    },
    /**
     * At start, over what the last run left behind. Ink that had begun waits again, and its attempts mark the copy
     * DUPLICATE. No kick is taken up: a drawer that springs open minutes later, with nobody at the counter, is a theft
     * waiting to happen, so it stays unconfirmed until a person decides.
     */
    recoverEffects(): { readonly prints: number; readonly kicks: number } {
      recoverLabels.run()
      return { prints: recoverPrints.run().changes, kicks: recoverKicks.run().changes }
    },
    /**
     * In a file that is older than what was done with it (a backup, or one whose log is lost): what waits in it may have come out since. So it is
     * taken for begun: ink comes out marked DUPLICATE, and a label is a person's to decide about.
     */
    doubtEffects(): void {
      doubtPrints.run()
      doubtLabels.run()
    },
    /** Never what is waiting: a receipt that found no paper for a day is still owed. */
    forgetOld(): void {
      forget.run(KEPT_EFFECTS)
    },
  }
}
