import { type DayClaim, type DayDetail, type DayFinding, type DayVerdict, type RegisterDayOverview, type StoreDayOverview } from '../../contracts/replication/index.ts'
import { compareDay, type DayComparison, type FiledDocument, type HeldDay } from '../days/compare-day.ts'
import { type FiledEntry } from '../ingest/plan-batch.ts'
import { businessDateAt, dayAfter } from './business-date.ts'
import { type EpochRow, hasEndedExpression, isTrue, lastOwnExpression, type PartedEpoch, partedDay } from './parted-days.ts'
import { daysEndedIn, type RestRow } from './rest-rows.ts'

// A register's day, for both databases: one way to file that it sold, one way to judge what it says of it, one way to tell how a store's day stands.

/** A register's word on one of its days. */
export interface DayAsking {
  readonly register: string
  readonly claim: DayClaim
  readonly detail?: DayDetail
}

/** The last document of a business date among filed entries. */
export interface DocumentDay {
  readonly business_date: string
  readonly seq: number
}

/** Money of these dates came in: what was proved of them before may no longer be all. */
export function documentDaysOf(file: readonly FiledEntry[]): readonly DocumentDay[] {
  const days = new Map<string, number>()
  for (const { seq, effect } of file) {
    const businessDate = effect.kind === 'sale' || effect.kind === 'refund' ? effect.businessDate : effect.kind === 'none' ? effect.paidBack?.businessDate : undefined
    if (businessDate !== undefined) days.set(businessDate, Math.max(seq, days.get(businessDate) ?? 0))
  }
  return [...days].map(([business_date, seq]) => ({ business_date, seq }))
}

/** As both databases read it. `tenders` is JSON text. */
export interface FiledRow extends Omit<FiledDocument, 'kind' | 'tenders'> {
  readonly kind: string
  readonly tenders: string
}

export interface EntryRow {
  readonly seq: number
  readonly prevHash: string
  readonly hash: string
  readonly text: string
  readonly reason: string | null
}

export interface HeldRows {
  readonly entries: readonly EntryRow[]
  readonly documents: readonly FiledRow[]
  readonly closings: HeldDay['closings']
}

export function judgeDay({ register, claim, detail }: DayAsking, { entries, documents, closings }: HeldRows): DayComparison {
  const held: HeldDay = {
    entries: entries.map(({ reason, ...entry }) => ({ ...entry, ...(reason !== null && { reason }) })),
    documents: documents.map(({ kind, tenders, ...document }) => ({ ...document, kind: kind === 'sale' ? 'sale' : 'refund', tenders: JSON.parse(tenders) as FiledDocument['tenders'] })),
    closings,
  }
  return compareDay(register, claim, held, detail)
}

/** What a register is told. */
export function verdictOf({ state, findings, more }: DayComparison): DayVerdict {
  return { state, findings, more }
}

/** What is kept of it. */
export function provedRowOf({ claim }: DayAsking, { state, findings, more, elsewhere }: DayComparison, now: number) {
  return {
    business_date: claim.businessDate,
    epoch: claim.epoch,
    proved_to: claim.runs.at(-1)?.to ?? 0,
    proved_at: now,
    entries: claim.entries,
    documents: claim.documents,
    state,
    findings: JSON.stringify(findings),
    more,
    elsewhere: elsewhere.length === 0 ? null : JSON.stringify(elsewhere),
  }
}

/** One row of `register_day` with what else there is to know of it. `zIn`: a Z came behind its last document. `late`: numbers of what came after its proof, as JSON. */
export interface DayRow extends EpochRow {
  readonly store: string
  readonly businessDate: string
  readonly register: string
  readonly registerNumber: number
  readonly lastDocument: number
  readonly provedAt: number | null
  readonly documents: number | null
  readonly state: string | null
  readonly findings: string | null
  readonly more: number | null
  readonly zIn: number | boolean
  readonly late: string | null
}

/** Days shown of each store. */
export const shownDays = 31
/** Numbers named of what came after a proof. */
export const shownLate = 20

/** Of a row `d`, on both databases. What a machine that does not go on wrote there waits for no Z, and is none. */
export const zInExpression = `EXISTS (SELECT 1 FROM z_report z WHERE z.store = d.store AND z.register = d.register AND (z.epoch > d.epoch
  OR (z.epoch = d.epoch AND CASE WHEN ${hasEndedExpression} THEN z.seq <= coalesce(d.proved_to, 0) AND z.seq > ${lastOwnExpression} ELSE z.seq > d.last_document END)))`
/** What came after the proof, at most so many of them. */
export const lateExpression = ['sale', 'refund'].map((table) => `SELECT x.number, x.seq FROM ${table} x WHERE x.store = d.store AND x.business_date = d.business_date AND x.register = d.register AND x.epoch = d.epoch AND x.seq > d.proved_to`).join(' UNION ALL ')

/** Why an entry is not among the documents, of its row `q` in quarantine: what a person took out is none either, and no day is whole without it. */
export const notRead = `CASE q.state WHEN 'quarantined' THEN q.reason WHEN 'discarded' THEN 'discarded' END`

interface Store {
  readonly id: string
  readonly timeZone: string
  readonly cutOffHour: number
}

interface Register extends RestRow {
  readonly store: string
  readonly id: string
  readonly number: number
  readonly enrolledAt: number
}

/** Newest first. A register that is enrolled by then and not retired has to say of each day that it closed it, or that it sold nothing. */
export function storeDaysOf(stores: readonly Store[], registers: readonly Register[], rows: readonly DayRow[], now: number): readonly StoreDayOverview[] {
  const days = stores.flatMap((store) => {
    const dateAt = (instant: number): string => businessDateAt(instant, store.timeZone, store.cutOffHour)
    const today = dateAt(now)
    const own = rows.filter((row) => row.store === store.id).flatMap((row) => asSaidInTime(row, dateAt))
    const dates = [...new Set(own.map(({ businessDate }) => businessDate))]
    const active = registers.filter((register) => register.store === store.id && register.retiredAt === null)
    return dates.map((businessDate) => {
      const known = own.filter((row) => row.businessDate === businessDate)
      if (businessDate > today) return aheadDay(store.id, businessDate, known)
      const silent = active.filter((register) => !known.some((row) => row.register === register.id) && dateAt(register.enrolledAt) <= businessDate)
      const views = [...new Set(known.map(({ register }) => register))].map((id) => standing(registerDay(known.filter(({ register }) => register === id)), registers.find((register) => register.store === store.id && register.id === id)))
      return storeDay(store.id, businessDate, [...views, ...silent.map(({ number }): RegisterDayOverview => ({ registerNumber: number, state: 'silent', documents: 0, findings: [], more: 0, late: [] }))])
    })
  })
  return days.toSorted((left, right) => (left.businessDate === right.businessDate ? (left.store < right.store ? -1 : 1) : left.businessDate < right.businessDate ? 1 : -1))
}

/**
 * Without what it said of a day before that had come: its clock was ahead, and it said so of a day of which nobody knew anything yet. That it sold nothing
 * is nothing said before the day itself, either.
 */
function asSaidInTime(row: DayRow, dateAt: (instant: number) => string): readonly DayRow[] {
  const saidOn = row.provedAt === null ? undefined : dateAt(row.provedAt)
  if (saidOn === undefined || (row.documents === 0 ? saidOn : dayAfter(saidOn)) >= row.businessDate) return [row]
  return row.lastDocument === 0 ? [] : [{ ...row, provedTo: null, provedAt: null, documents: null, state: null, findings: null, more: null, late: null }]
}

/** Documents of a day that has not come are here, and nothing else is said of it: whoever sold them had a clock that was ahead. */
function aheadDay(store: string, businessDate: string, rows: readonly DayRow[]): StoreDayOverview {
  const numbers = [...new Set(rows.map(({ registerNumber }) => registerNumber))].toSorted((left, right) => left - right)
  return { store, businessDate, state: 'ahead', registers: numbers.map((registerNumber) => ({ registerNumber, state: 'ahead', documents: 0, findings: [], more: 0, late: [] })) }
}

const ended: ReadonlySet<RegisterDayOverview['state']> = new Set(['endedZ', 'endedProof'])
const settled: ReadonlySet<RegisterDayOverview['state']> = new Set(['complete', 'noTrade', ...ended])

/** What is not waited for any more of a register that is out of service: all it had is here by its own word, or a person ended its days. */
function standing(day: RegisterDayOverview, register: Register | undefined): RegisterDayOverview {
  if (register === undefined || register.retiredAt === null) return day
  const byPerson = daysEndedIn(register)
  const isOver = register.restOverAt !== null || byPerson !== undefined
  const state = !isOver ? day.state : day.state === 'z' ? 'endedZ' : day.state === 'proof' || day.state === 'late' ? 'endedProof' : day.state
  return { ...day, state, outOfService: byPerson === undefined || register.restOverAt !== null ? {} : { ended: byPerson } }
}

function storeDay(store: string, businessDate: string, registers: readonly RegisterDayOverview[]): StoreDayOverview {
  const state = registers.some((one) => one.state === 'differs') ? 'differs' : !registers.every((one) => settled.has(one.state)) ? 'waiting' : registers.some((one) => ended.has(one.state)) ? 'ended' : 'complete'
  return { store, businessDate, state, registers: registers.toSorted((left, right) => left.registerNumber - right.registerNumber) }
}

/** Worst first: of a register whose day lies in two epochs the worse one is how it stands. */
const worstFirst: readonly RegisterDayOverview['state'][] = ['differs', 'z', 'late', 'proof', 'complete', 'noTrade', 'silent']

function registerDay(every: readonly DayRow[]): RegisterDayOverview {
  const { epochs, others } = partedDay(every)
  // Where nothing is the register's own, it has nothing to say of it.
  const rows = every.filter(({ epoch, hasEnded }) => !isTrue(hasEnded) || epochs.get(epoch)?.isOwn !== false)
  const states = rows.map((row) => stateOf(row, epochs.get(row.epoch)))
  const state = worstFirst.find((one) => states.includes(one)) ?? 'proof'
  const provedAt = Math.max(0, ...rows.map((row) => row.provedAt ?? 0))
  return {
    registerNumber: every[0]?.registerNumber ?? 0,
    state,
    documents: rows.reduce((sum, { epoch, documents }) => sum + (documents ?? 0) - (epochs.get(epoch)?.again ?? 0), 0),
    ...(provedAt > 0 && { provedAt }),
    findings: rows.flatMap(({ findings }) => (findings === null ? [] : (JSON.parse(findings) as DayFinding[]))),
    more: rows.reduce((sum, { more }) => sum + (more ?? 0), 0),
    late: rows.flatMap(({ epoch, late, hasEnded }) => (isTrue(hasEnded) ? [] : (epochs.get(epoch)?.open.slice(0, shownLate) ?? (late === null ? [] : (JSON.parse(late) as string[]))))),
    // Before that, it may be about to confirm some of them.
    ...(others !== undefined && settled.has(state) && { others }),
  }
}

/** `parted`: of an epoch of which another proof speaks, too, or another machine wrote in. */
function stateOf({ state, lastDocument, provedTo, documents, zIn, hasEnded }: DayRow, parted: PartedEpoch | undefined): RegisterDayOverview['state'] {
  const closed = isTrue(zIn)
  if (state === 'differs') return 'differs'
  if (parted?.isOwn === true && (parted.open.length === 0 || isTrue(hasEnded))) return closed ? 'complete' : 'z'
  if (state === null) return closed ? 'proof' : 'z'
  if (lastDocument > (provedTo ?? 0)) return closed ? 'late' : 'z'
  // Documents that all came under an earlier epoch were closed there.
  if (lastDocument === 0) return documents === 0 ? 'noTrade' : 'complete'
  return closed ? 'complete' : 'z'
}
