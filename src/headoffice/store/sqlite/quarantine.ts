import { type QuarantinedEntry, type QuarantineMark, type QuarantineTelling, quarantineTold, type SentAgain } from '../../../contracts/replication/index.ts'
import { planAgain } from '../../ingest/plan-batch.ts'
import { type EntryPlace, type EntryReader, saidOf } from '../../ingest/read-entry.ts'
import { heldFirst, type MarkRow, markOf, type QuarantineAsking, quarantinedEntryOf, type QuarantinedRow, type StepRow, stateOf, tellingOf, type TellingRow } from '../quarantine-rows.ts'
import { type Connection } from './connection.ts'
import { type EffectFiling, type Place } from './file-effects.ts'
import { healNextZ } from '../z-rows.ts'

export interface Quarantine {
  /** Inside the caller's unit of work. */
  keep(place: Place, seq: number, reason: string, text: string, now: number): void
  mark(store: string, register: string): QuarantineMark | undefined
  told(store: string, register: string): readonly QuarantineTelling[]
  read(store: string, place: EntryPlace): QuarantinedEntry | undefined
  again(store: string, asking: QuarantineAsking, now: number, reader: EntryReader): SentAgain | undefined
  discard(store: string, asking: QuarantineAsking & { readonly note: string }, now: number): boolean
  restore(store: string, asking: QuarantineAsking, now: number): boolean
}

type FiledAs = (store: string, id: string) => (EntryPlace & { readonly text: string }) | undefined

/** What could not be read, and what people made of it. Each change is one immediate transaction, and a step that stays. */
export function createQuarantine(connection: Connection, filing: EffectFiling, filedAs: FiledAs): Quarantine {
  const add = connection.prepare('INSERT INTO quarantine (store, register, epoch, seq, reason, text, received_at, said_type, said_number) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const markRow = connection.prepare<[string, string], MarkRow>("SELECT count(*) FILTER (WHERE state = 'quarantined') AS held, count(*) AS \"all\", coalesce(sum(steps), 0) AS steps FROM quarantine WHERE store = ? AND register = ?")
  const tellings = connection.prepare<[string, string, number], TellingRow>(
    `SELECT q.epoch, q.seq, q.reason, q.state, q.received_at AS receivedAt, q.changed_at AS changedAt, s.by_whom AS changedBy, s.note
     FROM quarantine q LEFT JOIN quarantine_step s ON s.store = q.store AND s.register = q.register AND s.epoch = q.epoch AND s.seq = q.seq AND s.step = q.steps
     WHERE q.store = ? AND q.register = ? ORDER BY ${heldFirst}, q.epoch, q.seq LIMIT ?`,
  )
  const one = connection.prepare<[string, string, number, number], QuarantinedRow & { readonly steps: number }>(
    `SELECT q.store, q.register, r.number AS registerNumber, q.epoch, q.seq, q.reason, q.state, q.received_at AS receivedAt, q.text, q.steps
     FROM quarantine q JOIN register r ON r.store = q.store AND r.id = q.register WHERE q.store = ? AND q.register = ? AND q.epoch = ? AND q.seq = ?`,
  )
  const stepsOf = connection.prepare<[string, string, number, number], StepRow>('SELECT kind, at, by_whom AS "by", note, reason FROM quarantine_step WHERE store = ? AND register = ? AND epoch = ? AND seq = ? ORDER BY step')
  const change = connection.prepare('UPDATE quarantine SET state = @state, reason = coalesce(@reason, reason), changed_at = @now, steps = steps + 1 WHERE store = @store AND register = @register AND epoch = @epoch AND seq = @seq')
  const step = connection.prepare(
    `INSERT INTO quarantine_step (store, register, epoch, seq, step, kind, at, by_whom, note, reason)
     SELECT store, register, epoch, seq, steps, @kind, @now, @by, @note, @reason FROM quarantine WHERE store = @store AND register = @register AND epoch = @epoch AND seq = @seq`,
  )
  const learn = connection.prepare('UPDATE ledger SET id = coalesce(id, @id), type = coalesce(type, @type) WHERE store = @store AND register = @register AND epoch = @epoch AND seq = @seq')
  const heal = connection.prepare(healNextZ('@store', '@register', '@number', '@hash'))

  function find(store: string, { register, epoch, seq }: EntryPlace) {
    return one.get(store, register, epoch, seq)
  }
  function settle(store: string, { place, by, note }: QuarantineAsking, now: number, made: { readonly state: string; readonly kind: string; readonly reason?: string }): void {
    const { register, epoch, seq } = place
    const at = { store, register, epoch, seq, now }
    change.run({ ...at, state: made.state, reason: made.reason ?? null })
    step.run({ ...at, kind: made.kind, by, note: note ?? null, reason: made.reason ?? null })
  }

  const again = connection.transaction((store: string, asking: QuarantineAsking, now: number, reader: EntryReader): SentAgain | undefined => {
    const found = find(store, asking.place)
    if (found === undefined) return undefined
    const state = stateOf(found.state)
    // Done before, or taken out: neither has an effect here, and whoever asks is told how it stands.
    if (state !== 'quarantined') return { state }
    const { register, epoch, seq, text, receivedAt } = found
    const plan = planAgain({ filedAs: (id) => filedAs(store, id), saleKnown: (id) => filing.saleKnown(store, id), refundKnown: (id) => filing.refundKnown(store, id) }, { register, epoch, seq, text }, reader)
    if (!plan.applied) {
      settle(store, asking, now, { state: 'quarantined', kind: 'again', reason: plan.reason })
      return { state: 'quarantined', reason: plan.reason }
    }
    learn.run({ store, register, epoch, seq, id: plan.file.id ?? null, type: plan.file.type ?? null })
    filing.file({ store, register, epoch }, [plan.file], receivedAt)
    if (plan.file.effect.kind === 'zReport') heal.run({ store, register, number: plan.file.effect.z.number, hash: plan.file.effect.z.hash })
    settle(store, asking, now, { state: 'applied', kind: 'applied' })
    return { state: 'applied' }
  })
  const turn = connection.transaction((store: string, asking: QuarantineAsking, now: number, from: string, to: string, kind: string): boolean => {
    const found = find(store, asking.place)
    if (found?.state === to) return true
    if (found?.state !== from) return false
    settle(store, asking, now, { state: to, kind })
    return true
  })
  return {
    keep: ({ store, register, epoch }, seq, reason, text, now) => {
      const { type, number } = saidOf(text)
      add.run(store, register, epoch, seq, reason, text, now, type ?? null, number ?? null)
    },
    mark: (store, register) => markOf(markRow.get(store, register) ?? { held: 0, all: 0, steps: 0 }),
    told: (store, register) => tellings.all(store, register, quarantineTold).map(tellingOf),
    read: (store, place) => {
      const found = find(store, place)
      if (found === undefined) return undefined
      const { steps: _steps, ...row } = found
      return quarantinedEntryOf(row, stepsOf.all(store, place.register, place.epoch, place.seq))
    },
    again: (store, asking, now, reader) => again.immediate(store, asking, now, reader),
    discard: (store, asking, now) => turn.immediate(store, asking, now, 'quarantined', 'discarded', 'discarded'),
    restore: (store, asking, now) => turn.immediate(store, asking, now, 'discarded', 'quarantined', 'restored'),
  }
}
