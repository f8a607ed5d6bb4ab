import { quarantineTold, type SentAgain } from '../../../contracts/replication/index.ts'
import { planAgain } from '../../ingest/plan-batch.ts'
import { questionsOf } from '../../ingest/questions.ts'
import { type EntryPlace, readEntry } from '../../ingest/read-entry.ts'
import { type HeadOfficeStore } from '../port.ts'
import { heldFirst, type MarkRow, markOf, noneInQuarantine, type QuarantineAsking, quarantinedEntryOf, type QuarantinedRow, stateOf, type StepRow, tellingOf, type TellingRow } from '../quarantine-rows.ts'
import { healNextZ } from '../z-rows.ts'
import { type Pool } from './connect.ts'
import { fileEffects } from './file-effects.ts'
import { type Partitions } from './partitions.ts'
import { ask, type Continuation, forReading, forWriting, type Statement, transaction } from './transaction.ts'

/** Of rows of `quarantine`: what its register has there, as one value. */
export const markJson = `json_build_object('held', count(*) FILTER (WHERE state = 'quarantined'), 'all', count(*), 'steps', coalesce(sum(steps), 0)::bigint)`

type Row = Omit<QuarantinedRow, 'text'> & { readonly text: Buffer }

function rowOf(store: string, { register, epoch, seq }: EntryPlace): Statement<Row> {
  return {
    name: 'quarantined',
    text: `SELECT q.store, q.register, r.number AS "registerNumber", q.epoch, q.seq, q.reason, q.state, q.received_at AS "receivedAt", q.text
      FROM quarantine q JOIN register r ON r.store = q.store AND r.id = q.register WHERE q.store = $1 AND q.register = $2 AND q.epoch = $3 AND q.seq = $4`,
    values: [store, register, epoch, seq],
  }
}

function lock(store: string, { register }: EntryPlace): Statement {
  return { name: 'lock-register', text: 'SELECT number FROM register WHERE store = $1 AND id = $2 FOR NO KEY UPDATE', values: [store, register] }
}

interface Made {
  readonly state: string
  readonly kind: string
  readonly reason?: string
}

/** The step, and what it makes of the entry, in the order in which they count. */
function settle(store: string, { place: { register, epoch, seq }, by, note }: QuarantineAsking, now: number, { state, kind, reason }: Made): readonly Statement[] {
  const at = [store, register, epoch, seq]
  return [
    {
      name: 'change-quarantined',
      text: 'UPDATE quarantine SET state = $5, reason = coalesce($6, reason), changed_at = $7, steps = steps + 1 WHERE store = $1 AND register = $2 AND epoch = $3 AND seq = $4',
      values: [...at, state, reason ?? null, now],
    },
    {
      name: 'add-quarantine-step',
      text: `INSERT INTO quarantine_step (store, register, epoch, seq, step, kind, at, by_whom, note, reason)
        SELECT store, register, epoch, seq, steps, $5, $6, $7, $8, $9 FROM quarantine WHERE store = $1 AND register = $2 AND epoch = $3 AND seq = $4`,
      values: [...at, kind, now, by, note ?? null, reason ?? null],
    },
  ]
}

interface Known {
  readonly filed: readonly { readonly id: string; readonly register: string; readonly epoch: number; readonly seq: number; readonly text: string }[] | null
  readonly sales: readonly string[]
  readonly refunds: readonly string[]
}

/** What could not be read, and what people made of it. Under the lock that batches of its register wait for. */
export function createQuarantine(pool: Pool, partitions: Partitions): Pick<HeadOfficeStore, 'quarantined' | 'sendAgain' | 'discardQuarantined' | 'restoreQuarantined' | 'quarantineOf'> {
  function turn(store: string, asking: QuarantineAsking, now: number, from: string, to: string, kind: string): Promise<boolean> {
    return transaction(pool, forWriting, [lock(store, asking.place), rowOf(store, asking.place)], ([, [found]]) => {
      if (found?.state !== from) return { statements: [], outcome: found?.state === to }
      return { statements: settle(store, asking, now, { state: to, kind }), outcome: true }
    })
  }
  return {
    quarantined: (store, place) => {
      const { register, epoch, seq } = place
      const steps: Statement<StepRow> = { name: 'quarantine-steps', text: 'SELECT kind, at, by_whom AS "by", note, reason FROM quarantine_step WHERE store = $1 AND register = $2 AND epoch = $3 AND seq = $4 ORDER BY step', values: [store, register, epoch, seq] }
      return transaction(pool, forReading, [rowOf(store, place), steps], ([[found], made]) => ({ statements: [], outcome: found === undefined ? undefined : quarantinedEntryOf({ ...found, text: found.text.toString('utf8') }, made) }))
    },
    sendAgain: async (store, asking, now, reader = readEntry) => {
      const { place } = asking
      // Its text never changes: what may be asked about it is known before the lock is taken.
      const [before] = await ask(pool, rowOf(store, place))
      if (before === undefined) return undefined
      const { register, epoch, seq } = place
      const text = before.text.toString('utf8')
      const questions = questionsOf({ register, epoch, before: { seq: seq - 1, hash: '' }, entries: [{ seq, prevHash: '', hash: '', text }] }, reader)
      await partitions.ensure(questions.businessDates, now)
      const known: Statement<Known> = {
        name: 'quarantine-known',
        text: `SELECT (SELECT json_agg(json_build_object('id', id, 'register', register, 'epoch', epoch, 'seq', seq, 'text', encode(text, 'base64'))) FROM ledger WHERE store = $1 AND id = ANY($2)) AS filed,
            ARRAY(SELECT sale_id FROM ledger WHERE store = $1 AND sale_id = ANY($3)) AS sales, ARRAY(SELECT refund_id FROM refund WHERE store = $1 AND refund_id = ANY($4)) AS refunds`,
        values: [store, questions.ids, questions.saleIds, questions.refundIds],
      }
      return transaction(pool, forWriting, [lock(store, place), rowOf(store, place), known], ([, [found], [facts]]): Continuation<SentAgain | undefined> => {
        if (found === undefined) return { statements: [], outcome: undefined }
        const state = stateOf(found.state)
        // Done before, or taken out: neither has an effect here, and whoever asks is told how it stands.
        if (state !== 'quarantined') return { statements: [], outcome: { state } }
        const filed = new Map((facts?.filed ?? []).map(({ id, text: base64, ...at }) => [id, { ...at, text: Buffer.from(base64, 'base64').toString('utf8') }]))
        const plan = planAgain({ filedAs: (id) => filed.get(id), saleKnown: (id) => facts?.sales.includes(id) === true, refundKnown: (id) => facts?.refunds.includes(id) === true }, { register, epoch, seq, text }, reader)
        if (!plan.applied) return { statements: settle(store, asking, now, { state: 'quarantined', kind: 'again', reason: plan.reason }), outcome: { state: 'quarantined', reason: plan.reason } }
        const { id, type, effect } = plan.file
        const learn: Statement = {
          name: 'learn-of-entry',
          text: 'UPDATE ledger SET id = coalesce(id, $5), sale_id = coalesce(sale_id, $6), type = coalesce(type, $7) WHERE store = $1 AND register = $2 AND epoch = $3 AND seq = $4',
          values: [store, register, epoch, seq, id ?? null, effect.kind === 'sale' ? effect.sale.saleId : null, type ?? null],
        }
        const heal: readonly Statement[] = effect.kind === 'zReport' ? [{ name: 'heal-next-z', text: healNextZ('$1', '$2', '$3::bigint', '$4'), values: [store, register, effect.z.number, effect.z.hash] }] : []
        return { statements: [learn, ...fileEffects([{ store, register, epoch, receivedAt: found.receivedAt, file: [plan.file] }]), ...heal, ...settle(store, asking, now, { state: 'applied', kind: 'applied' })], outcome: { state: 'applied' } }
      })
    },
    discardQuarantined: (store, asking, now) => turn(store, asking, now, 'quarantined', 'discarded', 'discarded'),
    restoreQuarantined: (store, asking, now) => turn(store, asking, now, 'discarded', 'quarantined', 'restored'),
    quarantineOf: (store, register) => {
      const mark: Statement<{ readonly mark: MarkRow }> = { name: 'quarantine-mark', text: `SELECT ${markJson} AS mark FROM quarantine WHERE store = $1 AND register = $2`, values: [store, register] }
      const told: Statement<TellingRow> = {
        name: 'quarantine-told',
        text: `SELECT q.epoch, q.seq, q.reason, q.state, q.received_at AS "receivedAt", q.changed_at AS "changedAt", s.by_whom AS "changedBy", s.note
          FROM quarantine q LEFT JOIN quarantine_step s ON s.store = q.store AND s.register = q.register AND s.epoch = q.epoch AND s.seq = q.seq AND s.step = q.steps
          WHERE q.store = $1 AND q.register = $2 ORDER BY ${heldFirst}, q.epoch, q.seq LIMIT $3`,
        values: [store, register, quarantineTold],
      }
      return transaction(pool, forReading, [mark, told], ([[found], rows]) => ({ statements: [], outcome: { ...((found === undefined ? undefined : markOf(found.mark)) ?? noneInQuarantine), entries: rows.map(tellingOf) } }))
    },
  }
}
