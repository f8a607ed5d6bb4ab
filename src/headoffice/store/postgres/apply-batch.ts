import { GENESIS_HASH } from '../../../domain/journal/index.ts'
import { type BatchPlan, type ChainedBatch, type FiledEntry, type KnownChain } from '../../ingest/plan-batch.ts'
import { type Questions, questionsOf } from '../../ingest/questions.ts'
import { saidOf } from '../../ingest/read-entry.ts'
import { type BatchOutcome, type HeadOfficeStore } from '../port.ts'
import { type MarkRow, markOf } from '../quarantine-rows.ts'
import { earlierEpochs, settledIn, type SettledRow, twinOutcome } from '../twin-rows.ts'
import { type Pool } from './connect.ts'
import { fileEffects } from './file-effects.ts'
import { assertDurable } from './migrate.ts'
import { type Partitions } from './partitions.ts'
import { markJson } from './quarantine.ts'
import { forWriting, type Statement, transaction } from './transaction.ts'

/**
 * A batch in two round trips. The register's row is the lock: it is there before the first batch, and it holds off the
 * register's other epochs too, as SQLite does. The cursor row of (register, epoch) alone is not there to be locked when
 * two requests race for a register's very first batch.
 */
export function createApplyBatch(pool: Pool, partitions: Partitions): HeadOfficeStore['applyBatch'] {
  return async (store, batch, now, plan) => {
    const questions = questionsOf(batch)
    await partitions.ensure(questions.businessDates, now)
    return transaction(pool, forWriting, [lock(store, batch), read(store, batch, questions)], ([locked, [found]]) => {
      if (locked.length === 0 || found === undefined) throw new Error(`a batch of the unknown register ${batch.register}`)
      // Somebody may turn it off while we run; an acknowledgement must never outlive that by one batch.
      assertDurable(found.synchronous)
      const last = found.last_seq === null || found.last_hash === null ? { seq: 0, hash: GENESIS_HASH } : { seq: found.last_seq, hash: found.last_hash }
      const known = knownOf(found, last)
      const decided = plan(known)
      const twin = twinOutcome(batch, decided, known.settled, decided.alerts.some(({ kind }) => kind === 'twin') || (found.twin && !decided.alerts.some(({ kind }) => kind === 'restored')))
      const end = decided.file.at(-1) ?? last
      const mark = markOf(found.quarantine, decided.file.filter(({ effect }) => effect.kind === 'quarantine').length)
      const outcome: BatchOutcome = { refused: decided.refused, ...twin, last: { seq: end.seq, hash: end.hash }, ...(batch.epoch > 1 && { earlier: earlierEpochs(found.earlier ?? [], known.settled) }), filed: decided.file.length, unsettled: found.unsettled || decided.file.some(({ effect }) => effect.kind === 'refund'), ...(mark !== undefined && { quarantine: mark }) }
      return { statements: writes(store, batch, now, decided), outcome }
    })
  }
}

interface Found {
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

function lock(store: string, { register }: ChainedBatch): Statement<{ number: number }> {
  return { name: 'lock-register', text: 'SELECT number FROM register WHERE store = $1 AND id = $2 FOR NO KEY UPDATE', values: [store, register] }
}

// A statement of its own after the lock: it sees what was committed while we waited. In one statement with the lock it
// would see what there was when the waiting began, and file the same entries a second time.
function read(store: string, { register, epoch }: ChainedBatch, { from, to, ids, saleIds, refundIds }: Questions): Statement<Found> {
  return {
    name: 'read-chain',
    text: `SELECT c.last_seq, c.last_hash, current_setting('synchronous_commit') AS synchronous,
        (SELECT max(epoch) FROM cursor WHERE store = $1 AND register = $2) AS newest_epoch,
        (SELECT json_agg(json_build_object('epoch', epoch, 'seq', last_seq, 'hash', last_hash) ORDER BY epoch) FROM cursor WHERE store = $1 AND register = $2 AND epoch < $3) AS earlier,
        (SELECT json_agg(json_build_array(seq, hash)) FROM ledger WHERE store = $1 AND register = $2 AND epoch = $3 AND seq BETWEEN $4 AND $5) AS hashes,
        (SELECT json_agg(json_build_object('id', id, 'register', register, 'epoch', epoch, 'seq', seq, 'text', encode(text, 'base64')))
           FROM ledger WHERE store = $1 AND id = ANY($6)) AS filed,
        ARRAY(SELECT sale_id FROM ledger WHERE store = $1 AND sale_id = ANY($7)) AS sales,
        ARRAY(SELECT refund_id FROM refund WHERE store = $1 AND refund_id = ANY($8)) AS refunds,
        EXISTS (SELECT 1 FROM refund WHERE store = $1 AND settled_at IS NULL) AS unsettled,
        (SELECT ${markJson} FROM quarantine WHERE store = $1 AND register = $2) AS quarantine,
        (SELECT json_agg(json_build_object('epoch', epoch, 'verdict', verdict)) FROM twin_settled WHERE store = $1 AND register = $2) AS settled,
        EXISTS (SELECT 1 FROM alert WHERE store = $1 AND register = $2 AND kind = 'twin' AND resolved_at IS NULL) AS twin
      FROM (VALUES (1)) one LEFT JOIN cursor c ON c.store = $1 AND c.register = $2 AND c.epoch = $3`,
    values: [store, register, epoch, from, to, ids, saleIds, refundIds],
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

function writes(store: string, { register, epoch }: ChainedBatch, now: number, { file, alerts }: BatchPlan): readonly Statement[] {
  const place = [store, register, epoch]
  const end = file.at(-1)
  return [
    ...(file.length > 0 ? [...fileEntries(place, now, file), ...fileEffects({ store, register, epoch }, now, file)] : []),
    // It has found out by itself what these were about, and says so.
    ...(alerts.some(({ kind }) => kind === 'restored')
      ? [{ name: 'settle-alerts', text: `UPDATE alert SET resolved_at = $3 WHERE store = $1 AND register = $2 AND kind IN ('conflict', 'fork', 'clone', 'twin') AND resolved_at IS NULL`, values: [store, register, now] }]
      : []),
    ...alerts.map(({ kind, seq }) => ({
      name: 'raise-alert',
      text: `INSERT INTO alert (store, register, epoch, kind, seq, first_at, last_at, count) VALUES ($1, $2, $3, $4, $5, $6, $6, 1)
        ON CONFLICT (store, register, epoch, kind, seq) DO UPDATE SET last_at = excluded.last_at, count = alert.count + 1, resolved_at = NULL`,
      values: [...place, kind, seq, now],
    })),
    ...(end === undefined
      ? []
      : [
          {
            name: 'move-cursor',
            text: `INSERT INTO cursor (store, register, epoch, last_seq, last_hash) VALUES ($1, $2, $3, $4, $5)
              ON CONFLICT (store, register, epoch) DO UPDATE SET last_seq = excluded.last_seq, last_hash = excluded.last_hash`,
            values: [...place, end.seq, end.hash],
          },
          // A gap is nobody's fault once it is filled: a late message, or a head office that was restored.
          {
            name: 'close-gaps',
            text: `UPDATE alert SET resolved_at = $5 WHERE store = $1 AND register = $2 AND epoch = $3 AND kind = 'gap' AND seq <= $4 AND resolved_at IS NULL`,
            values: [...place, end.seq, now],
          },
        ]),
    { name: 'seen', text: 'UPDATE register SET last_seen = $3 WHERE store = $1 AND id = $2', values: [store, register, now] },
  ]
}

/**
 * Ledger and quarantine, one statement each. Facts travel as one JSON parameter; the texts as one run of bytes cut
 * up over there, since JSON for PostgreSQL may hold no NUL, and a text may hold anything.
 */
function fileEntries(place: readonly unknown[], now: number, file: readonly FiledEntry[]): readonly Statement[] {
  const texts = file.map(({ text }) => Buffer.from(text))
  let start = 1
  const ledger = file.map(({ seq, id, type, effect, prevHash, hash }, index) => {
    const length = texts[index]?.length ?? 0
    const row = { seq, id, sale_id: effect.kind === 'sale' ? effect.sale.saleId : undefined, type, effect: effect.kind, prev_hash: prevHash, hash, start, length }
    start += length
    return row
  })
  const unreadable = file.flatMap(({ seq, text, effect }) => (effect.kind === 'quarantine' ? [{ seq, reason: effect.reason, ...saidOf(text) }] : []))
  return [
    {
      name: 'file-entries',
      text: `INSERT INTO ledger (store, register, epoch, seq, id, sale_id, type, effect, prev_hash, hash, text, received_at)
        SELECT $1, $2, $3, seq, id, sale_id, type, effect, prev_hash, hash, substring($6::bytea FROM start FOR length), $4
        FROM jsonb_to_recordset($5::jsonb) AS e (seq bigint, id text, sale_id text, type text, effect text, prev_hash text, hash text, start integer, length integer)`,
      values: [...place, now, JSON.stringify(ledger), Buffer.concat(texts)],
    },
    ...(unreadable.length === 0
      ? []
      : [
          {
            name: 'file-quarantine',
            text: `INSERT INTO quarantine (store, register, epoch, seq, reason, text, received_at, said_type, said_number)
              SELECT $1, $2, $3, q.seq, q.reason, l.text, $4, q.type, q.number
              FROM jsonb_to_recordset($5::jsonb) AS q (seq bigint, reason text, type text, number text)
              JOIN ledger l ON l.store = $1 AND l.register = $2 AND l.epoch = $3 AND l.seq = q.seq`,
            values: [...place, now, JSON.stringify(unreadable)],
          },
        ]),
  ]
}
