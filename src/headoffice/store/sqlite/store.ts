import { GENESIS_HASH } from '../../../domain/journal/index.ts'
import { type BatchPlan, type ChainedBatch, type ChainPoint, type KnownChain } from '../../ingest/plan-batch.ts'
import { readEntry } from '../../ingest/read-entry.ts'
import { createEnrolments } from './enrolments.ts'
import { createDays } from './days.ts'
import { type EffectFiling, fileEffects } from './file-effects.ts'
import { type Connection } from './connection.ts'
import { busyTimeoutMs, openDatabase } from './open-database.ts'
import { createJournal } from './journal.ts'
import { createQuarantine, type Quarantine } from './quarantine.ts'
import { createHolds, createOverspent } from './stored-values.ts'
import { createSqliteFeeds } from './feeds.ts'
import { createOverview } from './overview.ts'
import { createRefunds, type Refunds } from './refunds.ts'
import { createTwins } from './twins.ts'
import { sqliteUnits } from './units.ts'
import { peopleStore } from '../people-store.ts'
import { type Attempted, together } from '../together.ts'
import { createLocks } from '../lock-store.ts'
import { createRests } from '../rest-store.ts'
import { createToday } from '../today-store.ts'
import { createRebuilds } from '../rebuild-store.ts'
import { noneInQuarantine } from '../quarantine-rows.ts'
import { earlierEpochs, settledIn, type SettledRow, twinOutcome } from '../twin-rows.ts'
import { type BatchOutcome, type HeadOfficeStore } from '../port.ts'

/**
 * Head office on one SQLite file. better-sqlite3 is synchronous, so a unit of work can not interleave with another one and
 * needs no lock of its own: BEGIN IMMEDIATE ... COMMIT, with FULL synchronous, before a promise resolves.
 */
export function openSqliteStore(path: string, now: number): HeadOfficeStore {
  const { connection, instance, pepper } = openDatabase(path, now)
  const enrolments = createEnrolments(connection, { instance, pepper })
  const refunds = createRefunds(connection)
  const filing = fileEffects(connection)
  const filedAs = entriesById(connection)
  const quarantine = createQuarantine(connection, filing, filedAs)
  const applyBatch = createApplyBatch(connection, { refunds, filing, filedAs, quarantine })
  const overview = createOverview(connection, instance)
  const hold = createHolds(connection)
  const prove = createDays(connection)
  const journal = createJournal(connection)
  const settleTwins = createTwins(connection)
  const putOverspentAway = createOverspent(connection)
  // async, so that a throw becomes a rejection on every database alike.
  return {
    instance,
    chainPepper: pepper,
    ensureStore: async (store, at) => enrolments.ensureStore(store, at),
    register: async (id) => enrolments.register(id),
    addCode: async (storeId, hash, expiresAt, at) => enrolments.addCode(storeId, hash, expiresAt, at),
    enrol: async (enrolment, at) => enrolments.enrol(enrolment, at),
    retire: async (id, at) => enrolments.retire(id, at),
    applyBatch: (storeId, batch, at, plan) => applyBatch({ storeId, batch, now: at, plan }),
    settleRefunds: async (storeId, at) => refunds.settle(storeId, at),
    refundVerdicts: async (storeId, registerId, refundIds) => refunds.verdicts(storeId, registerId, refundIds),
    contradictedSales: async (storeId, registerId, after) => refunds.contradicted(storeId, registerId, after),
    refundDocuments: async (storeId, refundId) => refunds.documents(storeId, refundId),
    putAwayRefund: async (storeId, refundId, putAway) => refunds.putAway(storeId, refundId, putAway),
    putAwayOverspent: async (storeId, documentId, putAway) => putOverspentAway(storeId, documentId, putAway),
    holdStoredValue: async (storeId, asking, at) => hold(storeId, asking, at),
    proveDay: async (storeId, asking, at) => prove(storeId, asking, at),
    quarantined: async (storeId, place) => quarantine.read(storeId, place),
    sendAgain: async (storeId, asking, at, reader = readEntry) => quarantine.again(storeId, asking, at, reader),
    discardQuarantined: async (storeId, asking, at) => quarantine.discard(storeId, asking, at),
    restoreQuarantined: async (storeId, asking, at) => quarantine.restore(storeId, asking, at),
    quarantineOf: async (storeId, registerId) => ({ ...(quarantine.mark(storeId, registerId) ?? noneInQuarantine), entries: quarantine.told(storeId, registerId) }),
    settleTwins: async (storeId, registerId, settling) => settleTwins(storeId, registerId, settling),
    registerJournal: async (storeId, asking) => journal(storeId, asking),
    ...createSqliteFeeds(connection),
    ...createRebuilds(sqliteUnits(connection), { instance, pepper }),
    ...createLocks(sqliteUnits(connection)),
    ...createRests(sqliteUnits(connection)),
    ...createToday(sqliteUnits(connection)),
    overview: async (at) => overview(at),
    lookAtBooks: async () => lookAtBooks(connection),
    people: peopleStore(sqliteUnits(connection)),
    close: async () => {
      connection.pragma('wal_checkpoint(TRUNCATE)')
      connection.close()
    },
  }
}

/** Another program that holds them is no reason to hold up everything here for as long as a sale would wait. */
function lookAtBooks(connection: Connection): void {
  if (connection.inTransaction) return
  connection.pragma('busy_timeout = 0')
  try {
    connection.exec('BEGIN IMMEDIATE')
    try {
      connection.prepare('SELECT id FROM instance').get()
    } finally {
      connection.exec('ROLLBACK')
    }
  } finally {
    connection.pragma(`busy_timeout = ${busyTimeoutMs}`)
  }
}

interface Asking {
  readonly storeId: string
  readonly batch: ChainedBatch
  readonly now: number
  readonly plan: (known: KnownChain) => BatchPlan
}

/** What came over the lines while the last commit was on its way to the disk goes there together, as far as nobody waits long for it. */
const mostTogether = 64
const mostEntriesTogether = 400

type FiledAs = (store: string, id: string) => ReturnType<KnownChain['filedAs']>

function entriesById(connection: Connection): FiledAs {
  const filedAs = connection.prepare<[string, string], { register: string; epoch: number; seq: number; text: string }>('SELECT register, epoch, seq, text FROM ledger WHERE store = ? AND id = ?')
  return (store, id) => filedAs.get(store, id)
}

interface ApplyParts {
  readonly refunds: Pick<Refunds, 'anyUnsettled'>
  readonly filing: EffectFiling
  readonly filedAs: FiledAs
  readonly quarantine: Pick<Quarantine, 'keep' | 'mark'>
}

function createApplyBatch(connection: Connection, { refunds, filing, filedAs, quarantine }: ApplyParts): (asking: Asking) => Promise<BatchOutcome> {
  const cursorOf = connection.prepare<[string, string, number], { seq: number; hash: string }>(
    'SELECT last_seq AS seq, last_hash AS hash FROM cursor WHERE store = ? AND register = ? AND epoch = ?',
  )
  const earlierCursors = connection.prepare<[string, string, number], ChainPoint & { epoch: number }>(
    'SELECT epoch, last_seq AS seq, last_hash AS hash FROM cursor WHERE store = ? AND register = ? AND epoch < ? ORDER BY epoch',
  )
  const newestEpoch = connection.prepare<[string, string], { epoch: number | null }>('SELECT max(epoch) AS epoch FROM cursor WHERE store = ? AND register = ?')
  const hashAt = connection.prepare<[string, string, number, number], { hash: string }>(
    'SELECT hash FROM ledger WHERE store = ? AND register = ? AND epoch = ? AND seq = ?',
  )
  const addLedger = connection.prepare(
    'INSERT INTO ledger (store, register, epoch, seq, id, type, effect, prev_hash, hash, text, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const raiseAlert = connection.prepare(
    `INSERT INTO alert (store, register, epoch, kind, seq, first_at, last_at, count) VALUES (?, ?, ?, ?, ?, ?, ?, 1)
     ON CONFLICT DO UPDATE SET last_at = excluded.last_at, count = count + 1, resolved_at = NULL`,
  )
  // A gap is nobody's fault once it is filled: a late message, or a head office that was restored.
  const closeGaps = connection.prepare(
    `UPDATE alert SET resolved_at = ? WHERE store = ? AND register = ? AND epoch = ? AND kind = 'gap' AND seq <= ? AND resolved_at IS NULL`,
  )
  const settledRows = connection.prepare<[string, string], SettledRow>('SELECT epoch, verdict FROM twin_settled WHERE store = ? AND register = ?')
  const twinOpen = connection.prepare<[string, string], { open: number }>(`SELECT 1 AS open FROM alert WHERE store = ? AND register = ? AND kind = 'twin' AND resolved_at IS NULL LIMIT 1`)
  const settleAlerts = connection.prepare(`UPDATE alert SET resolved_at = ? WHERE store = ? AND register = ? AND kind IN ('conflict', 'fork', 'clone', 'twin') AND resolved_at IS NULL`)
  const moveCursor = connection.prepare(
    `INSERT INTO cursor (store, register, epoch, last_seq, last_hash) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET last_seq = excluded.last_seq, last_hash = excluded.last_hash`,
  )
  const seen = connection.prepare('UPDATE register SET last_seen = ? WHERE store = ? AND id = ?')

  const apply = ({ storeId: store, batch, now, plan }: Asking): BatchOutcome => {
    const { register, epoch } = batch
    const last = cursorOf.get(store, register, epoch) ?? { seq: 0, hash: GENESIS_HASH }
    const settled = settledIn(settledRows.all(store, register))
    const planned = plan({
      settled,
      last,
      newestEpoch: newestEpoch.get(store, register)?.epoch ?? 0,
      hashAt: (seq) => (seq === 0 ? GENESIS_HASH : hashAt.get(store, register, epoch, seq)?.hash),
      filedAs: (id) => filedAs(store, id),
      saleKnown: (saleId) => filing.saleKnown(store, saleId),
      refundKnown: (refundId) => filing.refundKnown(store, refundId),
    })
    const { refused, file, alerts } = planned
    for (const { seq, prevHash, hash, text, id, type, effect } of file) {
      addLedger.run(store, register, epoch, seq, id ?? null, type ?? null, effect.kind, prevHash, hash, text, now)
      if (effect.kind === 'quarantine') quarantine.keep({ store, register, epoch }, seq, effect.reason, text, now)
    }
    filing.file({ store, register, epoch }, file, now)
    // It has found out by itself what these were about, and says so.
    if (alerts.some(({ kind }) => kind === 'restored')) settleAlerts.run(now, store, register)
    for (const alert of alerts) raiseAlert.run(store, register, epoch, alert.kind, alert.seq, now, now)
    const end = file.at(-1) ?? last
    if (file.length > 0) {
      moveCursor.run(store, register, epoch, end.seq, end.hash)
      closeGaps.run(now, store, register, epoch, end.seq)
    }
    seen.run(now, store, register)
    const mark = quarantine.mark(store, register)
    const twin = twinOutcome(batch, planned, settled, twinOpen.get(store, register) !== undefined)
    return { refused, ...twin, last: { seq: end.seq, hash: end.hash }, ...(epoch > 1 && { earlier: earlierEpochs(earlierCursors.all(store, register, epoch), settled) }), filed: file.length, unsettled: refunds.anyUnsettled(store), ...(mark !== undefined && { quarantine: mark }) }
  }
  const unit = connection.transaction(apply)
  const units = connection.transaction((askings: readonly Asking[]) =>
    askings.map((asking): Attempted<BatchOutcome> => {
      try {
        // Inside of a transaction it is a savepoint: what fails of it is undone, and nothing else.
        return { kind: 'done', answer: unit(asking) }
      } catch (cause) {
        // A disk that is full ends all of it.
        if (!connection.inTransaction) throw cause
        return { kind: 'failed', cause }
      }
    }),
  )
  return together<Asking, BatchOutcome>({
    work: async (askings) => units.immediate(askings),
    alone: async (asking) => unit.immediate(asking),
    fits: (group, { batch }) => group.length < mostTogether && group.reduce((sum, one) => sum + one.batch.entries.length, batch.entries.length) <= mostEntriesTogether,
    isForAll: () => false,
  })
}
