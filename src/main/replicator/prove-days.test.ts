import { expect, test } from 'vitest'
import { type DayProofRequest, type DayVerdict } from '../../contracts/replication/index.ts'
import { type DayPlace, type DayProof, type DaysAsked } from '../../db/index.ts'
import { dayProver } from './prove-days.ts'

const hash = 'a'.repeat(64)
const acknowledged = { epoch: 1, seq: 9, instance: '0192b1f0-0000-7000-8000-000000000001', capabilities: ['day-proof'] }
const complete: DayVerdict = { state: 'complete', findings: [], more: 0 }

function world(answers: (request: DayProofRequest) => { readonly status: number; readonly body?: unknown }) {
  const posted: { readonly path: string; readonly request: DayProofRequest }[] = []
  const kept: DayProof[] = []
  const asked: DaysAsked[] = []
  const events: string[] = []
  const state = { now: 1_000, due: [] as readonly DayPlace[], behind: 0, forgotten: 0 }
  const door = {
    post: async (path: string, _headers: unknown, body: Uint8Array) => {
      const request = JSON.parse(Buffer.from(body).toString('utf8')) as DayProofRequest
      posted.push({ path, request })
      return { retryAfterMs: 0, body: undefined, ...answers(request) }
    },
  }
  const prover = dayProver(
    {
      daysToProve: async (one) => {
        asked.push(one)
        state.behind -= 1
        return state.behind >= 0 ? undefined : { today: '2026-11-22', upTo: 9, days: state.due }
      },
      dayStatement: async (place) => ({
        claim: { ...place, runs: [{ from: 1, to: 2, hash }], entries: 2, documents: 1, closings: 1, tenders: [] },
        detail: { runs: [{ prevHash: hash, hashes: [hash, hash] }], numbers: [{ seq: 1, number: '1-1' }] },
      }),
      keepDayProof: async (proof) => void kept.push(proof),
      forgetDayProofs: async () => void (state.forgotten += 1),
      sign: async () => 'signed',
    },
    { clock: () => state.now, log: (event) => events.push(event), after: (_ms, run) => (queueMicrotask(run), () => undefined) },
    { keep: async (kind) => void events.push(`unread ${kind}`), answered: async () => undefined },
  )
  return { prover, door, posted, kept, asked, events, state, prove: () => prover.prove(door, 'register-1', acknowledged) }
}

const place = (businessDate: string): DayPlace => ({ businessDate, epoch: 1 })

test('[REP-16] each day that is due is stated once, and what head office says of it is kept', async () => {
  const { prove, posted, kept, state } = world(() => ({ status: 200, body: complete }))
  state.due = [place('2026-11-22'), place('2026-11-21')]
  expect(await prove()).toBe(true)
  expect(posted.map(({ path, request }) => [path, request.day.businessDate, request.detail])).toEqual([['/v1/registers/register-1/day-proofs', '2026-11-22', undefined], ['/v1/registers/register-1/day-proofs', '2026-11-21', undefined]])
  expect(kept[0]).toEqual({ businessDate: '2026-11-22', epoch: 1, provedTo: 2, instance: acknowledged.instance, state: 'complete', documents: 1, findings: [], more: 0 })
  state.due = []
  expect([await prove(), posted.length]).toEqual([false, 2])
})

test('[REP-16] what differs is said again with every hash and number, and what is newer than this register is counted', async () => {
  const { prove, posted, kept, state } = world(({ detail }) => ({ status: 200, body: { state: 'differs', findings: detail === undefined ? [{ kind: 'missing', seq: 1 }] : [{ kind: 'missing', seq: 1, number: '1-1' }, { kind: 'melted' }], more: 3 } }))
  state.due = [place('2026-11-21')]
  await prove()
  expect(posted.map(({ request }) => request.detail?.numbers)).toEqual([undefined, [{ seq: 1, number: '1-1' }]])
  expect(kept).toMatchObject([{ state: 'differs', findings: [{ kind: 'missing', seq: 1, number: '1-1' }], more: 4 }])
})

test('[REP-16] a day that got no answer is stated again later, and one that is refused holds up none behind it', async () => {
  let status = 503
  const { prove, posted, kept, events, state } = world(({ day }) => (status === 200 && day.businessDate === '2026-11-22' ? { status: 400 } : { status, body: complete }))
  state.due = [place('2026-11-22'), place('2026-11-21')]
  expect([await prove(), posted.length, kept.length]).toEqual([false, 1, 0])
  state.due = []
  status = 200
  expect([await prove(), posted.length]).toEqual([false, 1])
  state.now += 60_000
  expect([await prove(), posted.length, kept.map(({ businessDate }) => businessDate)]).toEqual([true, 3, ['2026-11-21']])
  expect(events).toEqual(['replication.days-missed', 'replication.day-refused', 'replication.day-proved'])
})

test('[REP-12] a head office without this door is never asked', async () => {
  const { prover, door, asked } = world(() => ({ status: 200, body: complete }))
  expect([await prover.prove(door, 'register-1', { ...acknowledged, capabilities: ['gzip'] }), asked.length]).toEqual([false, 0])
})

test('[REP-16] it waits a moment for the list of the journal, and not for ever', async () => {
  const { prove, asked, state } = world(() => ({ status: 200, body: complete }))
  state.due = [place('2026-11-21')]
  state.behind = 3
  expect([await prove(), asked.length]).toEqual([true, 4])
  state.behind = 1_000
  state.due = []
  expect([await prove(), asked.length]).toEqual([false, 44])
})

test('[REP-6] of a head office that went back, or another one, every day is asked about anew', async () => {
  const { prover, door, prove, asked, state } = world(() => ({ status: 200, body: complete }))
  await prove()
  await prove()
  expect(asked.map(({ since }) => since)).toEqual([undefined, { upTo: 9, today: '2026-11-22' }])
  await prover.wentBack()
  await prove()
  await prover.prove(door, 'register-1', { ...acknowledged, instance: '0192b1f0-0000-7000-8000-000000000002' })
  expect([asked.slice(2).map(({ since }) => since), state.forgotten]).toEqual([[undefined, undefined], 1])
})
