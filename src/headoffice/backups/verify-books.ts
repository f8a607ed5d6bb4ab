import { createHash } from 'node:crypto'
import { z } from 'zod'
import { GENESIS_HASH } from '../../domain/journal/index.ts'
import { type Sql, type Units } from '../store/units.ts'

/** One thing wrong with the books: which register's journal, where in it, and what. */
export interface BooksFault {
  readonly register: string
  readonly epoch: number
  readonly seq: number
  /** `gap`: an entry is missing. `hash`: it is not what was signed. `chain`: it does not follow the one before. `cursor`: what is acknowledged is not where the journal ends. `sums`: what was filed is not what the journal says. */
  readonly kind: 'gap' | 'hash' | 'chain' | 'cursor' | 'sums'
}

export interface BooksVerified {
  readonly registers: number
  readonly entries: number
  readonly sales: number
  readonly refunds: number
  /** When the last entry came, by head office's clock; absent in empty books. */
  readonly lastReceivedAt?: number
  /** The first of each journal. */
  readonly faults: readonly BooksFault[]
}

const kindWords: Readonly<Record<BooksFault['kind'], string>> = {
  gap: 'it is missing',
  hash: 'its text is not what was signed',
  chain: 'it does not follow the one before',
  cursor: 'more or less was acknowledged than is there',
  sums: 'the sales or refunds that are filed do not come to what the journal says',
}

export function brokenAt({ register, epoch, seq, kind }: BooksFault): string {
  return `register ${register}, epoch ${epoch}, entry ${seq}: ${kindWords[kind]}`
}

interface Journal {
  readonly store: string
  readonly register: string
  readonly epoch: number
}
type Cursor = Journal & { readonly seq: number; readonly hash: string }
interface EntryRow {
  readonly seq: number
  readonly prevHash: string
  readonly hash: string
  /** PostgreSQL keeps bytes. */
  readonly text: string | Buffer
  readonly effect: string
  readonly receivedAt: number
  readonly state: string | null
}
type SumRow = Journal & { readonly currency: string; readonly documents: number; readonly total: number }

const slice = 2000
const document = z.looseObject({ type: z.string(), body: z.looseObject({ currency: z.string(), total: z.number(), saleId: z.string().optional(), refundId: z.string().optional() }) })

const cursorsSql: Sql<Cursor> = { text: 'SELECT store, register, epoch, last_seq AS seq, last_hash AS hash FROM cursor ORDER BY store, register, epoch', values: [] }
const journalsSql: Sql<Journal> = { text: 'SELECT store, register, epoch FROM ledger GROUP BY store, register, epoch', values: [] }
const sumsSql = (table: 'sale' | 'refund'): Sql<SumRow> => ({ text: `SELECT store, register, epoch, currency, count(*) AS documents, CAST(sum(total) AS bigint) AS total FROM ${table} GROUP BY store, register, epoch, currency`, values: [] })
const entriesSql = ({ store, register, epoch }: Journal, after: number): Sql<EntryRow> => ({
  text: `SELECT l.seq, l.prev_hash AS "prevHash", l.hash, l.text, l.effect, l.received_at AS "receivedAt", q.state
    FROM ledger l LEFT JOIN quarantine q ON q.store = l.store AND q.register = l.register AND q.epoch = l.epoch AND q.seq = l.seq
    WHERE l.store = ? AND l.register = ? AND l.epoch = ? AND l.seq > ? ORDER BY l.seq LIMIT ${slice}`,
  values: [store, register, epoch, after],
})
/** Whether what was read again later counts as that very entry's. */
const filedSql = (table: 'sale' | 'refund', { store, register, epoch }: Journal, id: string, seq: number): Sql<{ one: number }> => ({
  text: `SELECT 1 AS one FROM ${table} WHERE store = ? AND ${table}_id = ? AND register = ? AND epoch = ? AND seq = ?`,
  values: [store, id, register, epoch, seq],
})

const keyOf = ({ store, register, epoch }: Journal): string => `${store} ${register} ${epoch}`

/**
 * Looks through the books from each register's first entry to its last: every text has the hash it was signed with and follows the one before, none is
 * missing, what was acknowledged is there, and the sales and refunds that are filed come to what the journals say. Reads and
 * writes nothing; the caller sees to it that nothing moves meanwhile.
 */
export async function verifyBooks(read: Units['read']): Promise<BooksVerified> {
  const cursors = await read(cursorsSql)
  const ends = new Map(cursors.map((cursor) => [keyOf(cursor), cursor]))
  const journals = new Map([...cursors.map((cursor): readonly [string, Journal] => [keyOf(cursor), cursor]), ...(await read(journalsSql)).map((journal): readonly [string, Journal] => [keyOf(journal), journal])])
  const filed = { sale: sumsOf(await read(sumsSql('sale'))), refund: sumsOf(await read(sumsSql('refund'))) }
  const faults: BooksFault[] = []
  let [entries, lastReceivedAt] = [0, -1]
  for (const journal of journals.values()) {
    const walked = await walk(read, journal)
    entries += walked.entries
    lastReceivedAt = Math.max(lastReceivedAt, walked.lastReceivedAt)
    const end = ends.get(keyOf(journal)) ?? { seq: 0, hash: GENESIS_HASH }
    const fault = walked.fault ?? (end.seq !== walked.last.seq || (end.seq > 0 && end.hash !== walked.last.hash) ? { kind: 'cursor' as const, seq: end.seq } : undefined)
    if (fault !== undefined) faults.push({ register: journal.register, epoch: journal.epoch, ...fault })
    const sumsDiffer = (['sale', 'refund'] as const).some((kind) => differ(walked.sums[kind], filed[kind].get(keyOf(journal)) ?? new Map()))
    if (fault === undefined && sumsDiffer) faults.push({ register: journal.register, epoch: journal.epoch, kind: 'sums', seq: walked.last.seq })
    for (const kind of ['sale', 'refund'] as const) filed[kind].delete(keyOf(journal))
  }
  // Sales of a journal that is not here at all.
  for (const sums of [filed.sale, filed.refund]) for (const key of sums.keys()) faults.push({ register: key.split(' ')[1] ?? '', epoch: Number(key.split(' ')[2]), kind: 'sums', seq: 0 })
  const [counted] = await read<{ sales: number; refunds: number }>({ text: 'SELECT (SELECT count(*) FROM sale) AS sales, (SELECT count(*) FROM refund) AS refunds', values: [] })
  const registers = new Set([...journals.values()].map(({ register }) => register)).size
  return { registers, entries, sales: counted?.sales ?? 0, refunds: counted?.refunds ?? 0, ...(lastReceivedAt >= 0 && { lastReceivedAt }), faults }
}

type Sums = Map<string, { documents: number; total: number }>

interface Walked {
  readonly entries: number
  readonly last: { readonly seq: number; readonly hash: string }
  readonly lastReceivedAt: number
  readonly sums: Readonly<Record<'sale' | 'refund', Sums>>
  readonly fault?: Pick<BooksFault, 'kind' | 'seq'>
}

async function walk(read: Units['read'], journal: Journal): Promise<Walked> {
  const sums = { sale: new Map<string, { documents: number; total: number }>(), refund: new Map<string, { documents: number; total: number }>() }
  let last = { seq: 0, hash: GENESIS_HASH }
  let [entries, lastReceivedAt] = [0, -1]
  for (;;) {
    const rows = await read(entriesSql(journal, last.seq))
    for (const row of rows) {
      const fault = faultOf(row, last)
      if (fault !== undefined) return { entries, last, lastReceivedAt, sums, fault }
      await count(read, journal, row, sums)
      last = { seq: row.seq, hash: row.hash }
      entries += 1
      lastReceivedAt = Math.max(lastReceivedAt, row.receivedAt)
    }
    if (rows.length < slice) return { entries, last, lastReceivedAt, sums }
  }
}

function faultOf({ seq, prevHash, hash, text }: EntryRow, last: { readonly seq: number; readonly hash: string }): Pick<BooksFault, 'kind' | 'seq'> | undefined {
  if (seq !== last.seq + 1) return { kind: 'gap', seq: last.seq + 1 }
  if (createHash('sha256').update(prevHash).update(text).digest('hex') !== hash) return { kind: 'hash', seq }
  return prevHash === last.hash ? undefined : { kind: 'chain', seq }
}

async function count(read: Units['read'], journal: Journal, { effect, state, text, seq }: EntryRow, sums: Walked['sums']): Promise<void> {
  if (effect !== 'sale' && effect !== 'refund' && state !== 'applied') return
  const said = document.safeParse(parsed(text.toString()))
  if (!said.success) return
  const { type, body } = said.data
  const kind = type === 'sale.completed' ? 'sale' : type === 'refund.completed' ? 'refund' : undefined
  if (kind === undefined) return
  if (effect !== kind && (await read(filedSql(kind, journal, (kind === 'sale' ? body.saleId : body.refundId) ?? '', seq))).length === 0) return
  const sum = sums[kind].get(body.currency) ?? { documents: 0, total: 0 }
  sums[kind].set(body.currency, { documents: sum.documents + 1, total: sum.total + body.total })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function sumsOf(rows: readonly SumRow[]): Map<string, Sums> {
  const all = new Map<string, Sums>()
  for (const row of rows) all.set(keyOf(row), (all.get(keyOf(row)) ?? new Map()).set(row.currency, { documents: row.documents, total: row.total }))
  return all
}

function differ(said: Sums, filed: Sums): boolean {
  return said.size !== filed.size || [...said].some(([currency, { documents, total }]) => filed.get(currency)?.documents !== documents || filed.get(currency)?.total !== total)
}
