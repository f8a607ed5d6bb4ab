import { GENESIS_HASH } from '../../../domain/journal/index.ts'
import { type BatchPlan, type ChainedBatch, type KnownChain } from '../../ingest/plan-batch.ts'
import { type Questions, questionsOf } from '../../ingest/questions.ts'
import { saidOf } from '../../ingest/read-entry.ts'
import { type BatchOutcome, type HeadOfficeStore, storeAwayCode } from '../port.ts'
import { type MarkRow, markOf } from '../quarantine-rows.ts'
import { earlierEpochs, settledIn, type SettledRow, twinOutcome } from '../twin-rows.ts'
import { type Attempted, together } from '../together.ts'
import { type Pool } from './connect.ts'
import { fileEffects } from './file-effects.ts'
import { type Filing, placeOf, placesOf, rowsOf } from './filing.ts'
import { assertDurable } from './migrate.ts'
import { type Partitions } from './partitions.ts'
import { markJson } from './quarantine.ts'
import { forWriting, type Statement, transaction } from './transaction.ts'

/** A batch, and who decides what of it is filed. */
interface Asking {
  readonly store: string
  readonly batch: ChainedBatch
  readonly questions: Questions
  readonly now: number
  readonly plan: (known: KnownChain) => BatchPlan
}

/** So many entries are a sale and what goes with it: it shares a commit. A backlog's batches fill one by themselves, and go side by side. */
const smallEntries = 8
const mostTogether = 64

/**
 * A batch in two round trips. The register's row is the lock: it is there before the first batch, and it holds off the
 * register's other epochs too, as SQLite does. The cursor row of (register, epoch) alone is not there to be locked when
 * two requests race for a register's very first batch.
 */
export function createApplyBatch(pool: Pool, partitions: Partitions): HeadOfficeStore['applyBatch'] {
  const alone = async (asking: Asking): Promise<BatchOutcome> => {
    const [attempt] = await fileBatches(pool, [asking], 'wait')
    if (attempt?.kind === 'done') return attempt.answer
    throw attempt?.kind === 'failed' ? attempt.cause : new Error(`a batch of the unknown register ${asking.batch.register}`)
  }
  const withOthers = together<Asking, BatchOutcome>({
    work: (askings) => fileBatches(pool, askings, 'pass'),
    alone,
    // Of one register the second is planned on what the first one did.
    fits: (group, { batch }) => group.length < mostTogether && group.every((one) => one.batch.register !== batch.register),
    isForAll: (cause) => cause instanceof Error && 'code' in cause && cause.code === storeAwayCode,
  })
  return async (store, batch, now, plan) => {
    const questions = questionsOf(batch)
    await partitions.ensure(questions.businessDates, now)
    const asking: Asking = { store, batch, questions, now, plan }
    return batch.entries.length <= smallEntries ? withOthers(asking) : alone(asking)
  }
}

/** Files these in one transaction. A register that somebody else works on is waited for, or passed by: then it is left to be filed alone. */
function fileBatches(pool: Pool, askings: readonly Asking[], busy: 'wait' | 'pass'): Promise<readonly Attempted<BatchOutcome>[]> {
  return transaction(
    pool,
    forWriting,
    [lock(askings, busy), read(askings)],
    ([locked, found]) => {
      const free = new Set(locked.map(({ n }) => n))
      const rows = new Map(found.map((row) => [row.n, row]))
      const filings: Planned[] = []
      const outcome = askings.map((asking, index): Attempted<BatchOutcome> => {
        const row = rows.get(index + 1)
        if (!free.has(index + 1) || row === undefined) return { kind: 'alone' }
        // Somebody may turn it off while we run; an acknowledgement must never outlive that by one batch.
        assertDurable(row.synchronous)
        try {
          const { decided, answer } = decide(asking, row)
          filings.push({ store: asking.store, register: asking.batch.register, epoch: asking.batch.epoch, receivedAt: asking.now, file: decided.file, alerts: decided.alerts })
          return { kind: 'done', answer }
        } catch (cause) {
          return { kind: 'failed', cause }
        }
      })
      return { statements: filings.length === 0 ? [] : writes(filings), outcome }
    },
    // Filed alone each asks again for itself.
    { raceAgain: busy === 'wait' },
  )
}

function decide({ batch, plan }: Asking, found: Found): { readonly decided: BatchPlan; readonly answer: BatchOutcome } {
  const last = found.last_seq === null || found.last_hash === null ? { seq: 0, hash: GENESIS_HASH } : { seq: found.last_seq, hash: found.last_hash }
  const known = knownOf(found, last)
  const decided = plan(known)
  const twin = twinOutcome(batch, decided, known.settled, decided.alerts.some(({ kind }) => kind === 'twin') || (found.twin && !decided.alerts.some(({ kind }) => kind === 'restored')))
  const end = decided.file.at(-1) ?? last
  const mark = markOf(found.quarantine, decided.file.filter(({ effect }) => effect.kind === 'quarantine').length)
  const answer: BatchOutcome = { refused: decided.refused, ...twin, last: { seq: end.seq, hash: end.hash }, ...(batch.epoch > 1 && { earlier: earlierEpochs(found.earlier ?? [], known.settled) }), filed: decided.file.length, unsettled: found.unsettled || decided.file.some(({ effect }) => effect.kind === 'refund'), ...(mark !== undefined && { quarantine: mark }) }
  return { decided, answer }
}

interface Found {
  /** Whose it is: its place among those that were asked, from 1. */
  readonly n: number
  readonly last_seq: number | null
  readonly last_hash: string | null
  readonly newest_epoch: number | null
  readonly earlier: NonNullable<BatchOutcome['earlier']> | null
  readonly synchronous: string
  readonly hashes: readonly (readonly [number, string])[] | null
  readonly filed: readonly { readonly id: string; readonly register: string; readonly epoch: number; readonly seq: number; readonly text: string }[] | null
  readonly sales: readonly string[]
  readonly refunds: readonly string[]
  readonly unsettled: boolean
  readonly quarantine: MarkRow
  readonly settled: readonly SettledRow[] | null
  readonly twin: boolean
}

function lock(askings: readonly Asking[], busy: 'wait' | 'pass'): Statement<{ n: number }> {
  return {
    name: busy === 'wait' ? 'lock-batches' : 'lock-free-batches',
    // In one order, whoever locks them.
    text: `SELECT a.n FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS a (store, id, n) JOIN register r ON r.store = a.store AND r.id = a.id
      ORDER BY r.store, r.id FOR NO KEY UPDATE OF r${busy === 'wait' ? '' : ' SKIP LOCKED'}`,
    values: [askings.map(({ store }) => store), askings.map(({ batch }) => batch.register)],
  }
}

// A statement of its own after the lock: it sees what was committed while we waited. In one statement with the lock it
// would see what there was when the waiting began, and file the same entries a second time. No EXISTS: of several batches
// the planner makes one look through the whole table of it.
function read(askings: readonly Asking[]): Statement<Found> {
  const asked = askings.map(({ store, batch: { register, epoch }, questions: { from, to, ids, saleIds, refundIds } }, index) => ({ n: index + 1, store, register, epoch, first: from, last: to, ids, sales: saleIds, refunds: refundIds }))
  return {
    name: 'read-chains',
    text: `SELECT a.n, c.last_seq, c.last_hash, current_setting('synchronous_commit') AS synchronous,
        (SELECT max(epoch) FROM cursor WHERE store = a.store AND register = a.register) AS newest_epoch,
        (SELECT json_agg(json_build_object('epoch', epoch, 'seq', last_seq, 'hash', last_hash) ORDER BY epoch) FROM cursor WHERE store = a.store AND register = a.register AND epoch < a.epoch) AS earlier,
        (SELECT json_agg(json_build_array(seq, hash)) FROM ledger WHERE store = a.store AND register = a.register AND epoch = a.epoch AND seq BETWEEN a.first AND a.last) AS hashes,
        (SELECT json_agg(json_build_object('id', id, 'register', register, 'epoch', epoch, 'seq', seq, 'text', encode(text, 'base64')))
           FROM ledger WHERE store = a.store AND id = ANY(a.ids)) AS filed,
        ARRAY(SELECT sale_id FROM ledger WHERE store = a.store AND sale_id = ANY(a.sales)) AS sales,
        ARRAY(SELECT refund_id FROM refund WHERE store = a.store AND refund_id = ANY(a.refunds)) AS refunds,
        (SELECT true FROM refund WHERE store = a.store AND settled_at IS NULL LIMIT 1) IS NOT NULL AS unsettled,
        (SELECT ${markJson} FROM quarantine WHERE store = a.store AND register = a.register) AS quarantine,
        (SELECT json_agg(json_build_object('epoch', epoch, 'verdict', verdict)) FROM twin_settled WHERE store = a.store AND register = a.register) AS settled,
        (SELECT true FROM alert WHERE store = a.store AND register = a.register AND kind = 'twin' AND resolved_at IS NULL LIMIT 1) IS NOT NULL AS twin
      FROM jsonb_to_recordset($1::jsonb) AS a (n integer, store text, register text, epoch bigint, first bigint, last bigint, ids text[], sales text[], refunds text[])
      LEFT JOIN cursor c ON c.store = a.store AND c.register = a.register AND c.epoch = a.epoch`,
    values: [JSON.stringify(asked)],
  }
}

function knownOf(found: Found, last: KnownChain['last']): KnownChain {
  const hashes = new Map(found.hashes ?? [])
  const filed = new Map((found.filed ?? []).map(({ id, text, ...place }) => [id, { ...place, text: Buffer.from(text, 'base64').toString('utf8') }]))
  const sales = new Set(found.sales)
  const refunds = new Set(found.refunds)
  return {
    last,
    settled: settledIn(found.settled ?? []),
    newestEpoch: found.newest_epoch ?? 0,
    hashAt: (seq) => (seq === 0 ? GENESIS_HASH : hashes.get(seq)),
    filedAs: (id) => filed.get(id),
    saleKnown: (saleId) => sales.has(saleId),
    refundKnown: (refundId) => refunds.has(refundId),
  }
}

interface Planned extends Filing {
  readonly alerts: BatchPlan['alerts']
}

function writes(filings: readonly Planned[]): readonly Statement[] {
  const filed = filings.filter(({ file }) => file.length > 0)
  return [
    ...(filed.length > 0 ? [...fileEntries(filed), ...fileEffects(filed)] : []),
    ...filings.flatMap(raised),
    ...(filed.length > 0 ? moved(filed) : []),
    {
      name: 'seen',
      text: `UPDATE register r SET last_seen = s.at FROM unnest($1::text[], $2::text[], $3::bigint[]) AS s (store, id, at) WHERE r.store = s.store AND r.id = s.id`,
      values: [filings.map(({ store }) => store), filings.map(({ register }) => register), filings.map(({ receivedAt }) => receivedAt)],
    },
  ]
}

function raised({ store, register, epoch, receivedAt: now, alerts }: Planned): readonly Statement[] {
  return [
    // It has found out by itself what these were about, and says so.
    ...(alerts.some(({ kind }) => kind === 'restored')
      ? [{ name: 'settle-alerts', text: `UPDATE alert SET resolved_at = $3 WHERE store = $1 AND register = $2 AND kind IN ('conflict', 'fork', 'clone', 'twin') AND resolved_at IS NULL`, values: [store, register, now] }]
      : []),
    ...alerts.map(({ kind, seq }) => ({
      name: 'raise-alert',
      text: `INSERT INTO alert (store, register, epoch, kind, seq, first_at, last_at, count) VALUES ($1, $2, $3, $4, $5, $6, $6, 1)
        ON CONFLICT (store, register, epoch, kind, seq) DO UPDATE SET last_at = excluded.last_at, count = alert.count + 1, resolved_at = NULL`,
      values: [store, register, epoch, kind, seq, now],
    })),
  ]
}

function moved(filed: readonly Filing[]): readonly Statement[] {
  const [stores, registers, epochs, receivedAts] = placesOf(filed)
  const ends = filed.map(({ file }) => file.at(-1))
  const seqs = ends.map((end) => end?.seq)
  return [
    {
      name: 'move-cursors',
      text: `INSERT INTO cursor (store, register, epoch, last_seq, last_hash) SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::text[])
        ON CONFLICT (store, register, epoch) DO UPDATE SET last_seq = excluded.last_seq, last_hash = excluded.last_hash`,
      values: [stores, registers, epochs, seqs, ends.map((end) => end?.hash)],
    },
    // A gap is nobody's fault once it is filled: a late message, or a head office that was restored.
    {
      name: 'close-gaps',
      text: `UPDATE alert a SET resolved_at = e.at FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[]) AS e (store, register, epoch, seq, at)
        WHERE a.store = e.store AND a.register = e.register AND a.epoch = e.epoch AND a.kind = 'gap' AND a.seq <= e.seq AND a.resolved_at IS NULL`,
      values: [stores, registers, epochs, seqs, receivedAts],
    },
  ]
}

/**
 * Ledger and quarantine. Facts travel as one JSON parameter; the texts as one run of bytes cut
 * up over there, since JSON for PostgreSQL may hold no NUL, and a text may hold anything.
 */
function fileEntries(filings: readonly Filing[]): readonly Statement[] {
  const texts: Buffer[] = []
  let start = 1
  const ledger = rowsOf(filings, ({ file }) =>
    file.map(({ seq, id, text, type, effect, prevHash, hash }) => {
      const bytes = Buffer.from(text)
      const row = { seq, id, sale_id: effect.kind === 'sale' ? effect.sale.saleId : undefined, type, effect: effect.kind, prev_hash: prevHash, hash, start, length: bytes.length }
      start += bytes.length
      texts.push(bytes)
      return row
    }),
  )
  return [
    {
      name: 'file-entries',
      text: `INSERT INTO ledger (store, register, epoch, seq, id, sale_id, type, effect, prev_hash, hash, text, received_at)
        SELECT ${placeOf.store}, ${placeOf.register}, ${placeOf.epoch}, seq, id, sale_id, type, effect, prev_hash, hash, substring($6::bytea FROM start FOR length), ${placeOf.receivedAt}
        FROM jsonb_to_recordset($5::jsonb) AS e (p integer, seq bigint, id text, sale_id text, type text, effect text, prev_hash text, hash text, start integer, length integer)`,
      values: [...placesOf(filings), JSON.stringify(ledger), Buffer.concat(texts)],
    },
    ...filings.flatMap(({ store, register, epoch, receivedAt, file }) => {
      const unreadable = file.flatMap(({ seq, text, effect }) => (effect.kind === 'quarantine' ? [{ seq, reason: effect.reason, ...saidOf(text) }] : []))
      if (unreadable.length === 0) return []
      return [
        {
          name: 'file-quarantine',
          text: `INSERT INTO quarantine (store, register, epoch, seq, reason, text, received_at, said_type, said_number)
            SELECT $1, $2, $3, q.seq, q.reason, l.text, $4, q.type, q.number
            FROM jsonb_to_recordset($5::jsonb) AS q (seq bigint, reason text, type text, number text)
            JOIN ledger l ON l.store = $1 AND l.register = $2 AND l.epoch = $3 AND l.seq = q.seq`,
          values: [store, register, epoch, receivedAt, JSON.stringify(unreadable)],
        },
      ]
    }),
  ]
}
