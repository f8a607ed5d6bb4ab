import { beforeEach, expect, test } from 'vitest'
import { type DayPlace, type DaysToProve } from './day-proof.ts'
import { freshRegister, moment, sell, type TestFolder, write } from './fixture.ts'
import { positionOf } from './position.ts'
import { type RegisterWriter } from './register-database.ts'

let folder: TestFolder
let register: RegisterWriter
beforeEach(() => {
  ({ folder, register } = freshRegister())
  write(register, () => { register.saveFacts({ timeZone: 'UTC', cutOffHour: 4 }) })
  return folder.remove
})

/** Five in the morning of that day: an hour after its cut-off. */
const morningOf = (businessDate: string): number => Date.parse(`${businessDate}T05:00:00Z`)
const instance = 'hq'
/** Head office has all there is. */
const sentTo = { epoch: 9, seq: 0 }

function note(type: string, businessDate: string, body: unknown = {}): void {
  write(register, () => register.append(moment, { type, schemaVersion: 1, businessDate, operator: 'system', body }))
}
const project = (): void => { while (register.project(50) > 0); }
function due(businessDate: string, since?: DaysToProve, of = instance): DaysToProve {
  project()
  const found = register.daysToProve({ instance: of, now: morningOf(businessDate), sentTo, since })
  if (found === undefined) throw new Error('the list is behind')
  return found
}
const dates = ({ days }: { readonly days: readonly DayPlace[] }): readonly string[] => days.map(({ businessDate, epoch }) => `${businessDate} ${epoch}`)
function confirm(businessDate: string, state: 'complete' | 'differs' = 'complete', epoch = 1): void {
  const { claim } = register.dayStatement({ businessDate, epoch, sentTo })
  write(register, () => { register.keepDayProof({ businessDate, epoch, provedTo: claim.runs.at(-1)?.to ?? 0, instance, state, documents: claim.documents, findings: state === 'differs' ? [{ kind: 'missing', seq: 1 }] : [], more: 0 }, 77) })
}

test('[REP-16] a day is stated with each run of its entries, its documents and its money in and out', () => {
  note('operator.signedOn', '2026-11-20')
  sell(register, 'b1')
  note('noted', '2026-11-22')
  note('refund.completed', '2026-11-21', { number: '1-2', currency: 'CNY', tenders: [{ type: 'cash', amount: 30 }] })
  note('shift.closed', '2026-11-21', { number: 4 })
  project()
  const { claim, detail } = register.dayStatement({ businessDate: '2026-11-21', epoch: 1, sentTo })
  const hash = (seq: number): string => register.entryHashAt(1, seq) ?? ''
  expect(claim.runs).toEqual([{ from: 2, to: 2, hash: hash(2) }, { from: 4, to: 5, hash: hash(5) }])
  expect([claim.entries, claim.documents, claim.closings]).toEqual([3, 2, 1])
  expect(claim.tenders).toEqual([{ currency: 'CNY', type: 'cash', debit: claim.tenders[0]?.debit, credit: 30 }])
  expect(claim.tenders[0]?.debit).toBeGreaterThan(0)
  expect(detail.runs).toEqual([{ prevHash: hash(1), hashes: [hash(2)] }, { prevHash: hash(3), hashes: [hash(4), hash(5)] }])
  expect(detail.numbers.map(({ seq, number }) => [seq, number])).toEqual([[2, expect.any(String)], [4, '1-2'], [5, 'Z 4']])
})

test('[REP-16] today is proved at its Z, and every day that is over, also one on which nothing was done', () => {
  sell(register, 'b1')
  expect(dates(due('2026-11-21'))).toEqual([])
  note('shift.closed', '2026-11-21', { number: 1 })
  expect(dates(due('2026-11-21'))).toEqual(['2026-11-21 1'])
  // Before the cut-off it is still the day before.
  project()
  expect(register.daysToProve({ instance, now: Date.parse('2026-11-22T03:59:00Z'), sentTo })?.today).toBe('2026-11-21')
  expect(dates(due('2026-11-24'))).toEqual(['2026-11-23 1', '2026-11-22 1', '2026-11-21 1'])
})

test('[REP-16] after the first look only what was written since counts: a Z, and what came late to a day that is over', () => {
  sell(register, 'b1')
  const first = due('2026-11-22')
  expect(dates(first)).toEqual(['2026-11-21 1'])
  confirm('2026-11-21')
  expect(dates(due('2026-11-22', first))).toEqual([])
  note('noted', '2026-11-22')
  const second = due('2026-11-22', first)
  expect(dates(second)).toEqual([])
  sell(register, 'b2')
  note('shift.closed', '2026-11-22', { number: 1 })
  expect(dates(due('2026-11-22', second))).toEqual(['2026-11-22 1', '2026-11-21 1'])
  // Another day has begun: everything is looked at.
  expect(dates(due('2026-11-23', second))).toEqual(['2026-11-22 1', '2026-11-21 1'])
})

test('[REP-16] what is confirmed is asked about again for a week of nights, and after that only if it is not as it was', () => {
  sell(register, 'b1')
  for (const [day, at] of [['2026-11-22', 1], ['2026-11-28', 7]] as const) {
    due(day)
    confirm('2026-11-21')
    expect([at, dates(due(day)).at(-1)]).toEqual([at, '2026-11-21 1'])
  }
  expect(dates(due('2026-11-29'))).not.toContain('2026-11-21 1')
  expect(dates(due('2026-11-29', undefined, 'another head office'))).toContain('2026-11-21 1')
  sell(register, 'b2')
  expect(dates(due('2026-11-29'))).toContain('2026-11-21 1')
  confirm('2026-11-21', 'differs')
  expect(dates(due('2026-11-29'))).toContain('2026-11-21 1')
})

test('[REP-6] proofs that were given before head office went back are forgotten', () => {
  sell(register, 'b1')
  due('2026-12-24')
  confirm('2026-11-21')
  expect(dates(due('2026-12-24'))).not.toContain('2026-11-21 1')
  write(register, () => { register.forgetDayProofs() })
  expect(dates(due('2026-12-24'))).toContain('2026-11-21 1')
})

test('[REP-7] a day that lies in two epochs is proved in each', () => {
  sell(register, 'b1')
  write(register, () => { register.saveFacts({ epoch: 2 }) })
  sell(register, 'b2')
  expect(dates(due('2026-11-22'))).toEqual(['2026-11-21 2', '2026-11-21 1'])
  expect(register.dayStatement({ businessDate: '2026-11-21', epoch: 2, sentTo }).claim).toMatchObject({ epoch: 2, entries: 1, documents: 1, runs: [{ from: 1, to: 1 }] })
})

test('[REP-7] a Z is about the whole day: what was sold on it in an epoch that was left is stated with it, and the day is complete when both are', () => {
  sell(register, 'b1')
  const before = due('2026-11-21')
  write(register, () => { register.saveFacts({ epoch: 2, left: [{ epoch: 1, seq: 1, to: 1, taken: 1, takenHash: 'a'.repeat(64) }] }) })
  sell(register, 'b2')
  note('shift.closed', '2026-11-21', { number: 1, shift: 1, toSafe: 0, leave: 0, hash: 'h', businessDate: '2026-11-21' })
  project()
  write(register, () => { register.bringLedgerUp() })
  const state = (): string | undefined => register.dayStates(morningOf('2026-11-21')).find(({ businessDate }) => businessDate === '2026-11-21')?.state
  expect(dates(due('2026-11-21', before)).toSorted()).toEqual(['2026-11-21 1', '2026-11-21 2'])
  confirm('2026-11-21', 'complete', 2)
  expect(state()).toBe('waiting')
  confirm('2026-11-21')
  expect(state()).toBe('complete')
})

test('[REP-16] what is still on its way to head office is no part of what it is asked about, and its Z is proved when it is there', () => {
  sell(register, 'b1')
  note('shift.closed', '2026-11-21', { number: 1 })
  project()
  const asked = (seq: number, since?: DaysToProve) => register.daysToProve({ instance, now: morningOf('2026-11-21'), sentTo: { epoch: 1, seq }, since })
  const first = asked(0)
  expect(first).toMatchObject({ upTo: positionOf(1, 0), days: [] })
  const beforeZ = asked(1, first)
  expect(beforeZ).toMatchObject({ upTo: positionOf(1, 1), days: [] })
  expect(register.dayStatement({ businessDate: '2026-11-21', epoch: 1, sentTo: { epoch: 1, seq: 1 } }).claim).toMatchObject({ entries: 1, closings: 0, runs: [{ from: 1, to: 1 }] })
  expect(asked(2, beforeZ)).toMatchObject({ upTo: positionOf(1, 2), days: [{ businessDate: '2026-11-21', epoch: 1 }] })
})

test('[REP-16] nothing is proved while the list of the journal is behind', () => {
  sell(register, 'b1')
  expect(register.daysToProve({ instance, now: morningOf('2026-11-22'), sentTo })).toBeUndefined()
})

test('[REP-16] the screen is told which days wait, which are complete, and what differs', () => {
  const states = (today: string) => register.dayStates(morningOf(today)).map(({ businessDate, state, since, at, documents, findings }) => [businessDate, state, since, at, documents, findings.length])
  sell(register, 'b1')
  project()
  expect(states('2026-11-21')).toEqual([])
  expect(states('2026-11-22')).toEqual([['2026-11-21', 'waiting', undefined, undefined, undefined, 0]])
  confirm('2026-11-21')
  expect(states('2026-11-21')).toEqual([['2026-11-21', 'complete', undefined, 77, 1, 0]])
  note('operator.signedOff', '2026-11-21')
  project()
  expect(states('2026-11-21'), 'what is no document leaves it').toHaveLength(1)
  sell(register, 'b2')
  project()
  expect(states('2026-11-21'), 'sold on').toEqual([])
  expect(states('2026-11-22')).toEqual([['2026-11-21', 'waiting', undefined, undefined, undefined, 0]])
  confirm('2026-11-21', 'differs')
  expect(states('2026-11-22')).toEqual([['2026-11-21', 'differs', undefined, 77, 2, 1]])
})

test('[REP-16] a day of which head office has everything and that nobody closed is told with that; one with a Z, or on which nothing was sold, is not', () => {
  const withoutZ = (): readonly (string | undefined)[] => register.dayStates(morningOf('2026-11-23')).filter(({ noZ }) => noZ === true).map(({ businessDate }) => businessDate)
  sell(register, 'b1')
  note('operator.signedOn', '2026-11-20')
  project()
  for (const day of ['2026-11-20', '2026-11-21']) confirm(day)
  expect(withoutZ()).toEqual(['2026-11-21'])
  note('shift.closed', '2026-11-21', { number: 1 })
  project()
  confirm('2026-11-21')
  expect(withoutZ()).toEqual([])
})
