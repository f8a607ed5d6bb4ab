import { describe, expect, test } from 'vitest'
import { GENESIS_HASH } from '../../domain/journal/index.ts'
import { append, appendText, batchOf, saleBody, testRegister, type TestRegister } from '../register.fixture.ts'
import { chain } from './ingest.ts'
import { type BatchPlan, type ChainedBatch, type KnownChain, planBatch } from './plan-batch.ts'

/** Head office holding the first `upTo` entries of these journals. */
function holding(upTo: number, register: TestRegister, others: readonly TestRegister[] = []): KnownChain {
  const entries = register.entries.slice(0, upTo)
  const epochs = [register, ...others].filter((one) => one.entries.length > 0).map((one) => one.epoch)
  return {
    last: { seq: upTo, hash: entries.at(-1)?.hash ?? GENESIS_HASH },
    newestEpoch: Math.max(0, ...epochs),
    hashAt: (seq) => (seq === 0 ? GENESIS_HASH : entries[seq - 1]?.hash),
    filedAs: (id) => {
      for (const one of [{ ...register, entries }, ...others]) {
        const at = one.entries.findIndex((entry) => entry.text.includes(`"id":"${id}"`))
        if (at >= 0) return { register: one.id, epoch: one.epoch, seq: at + 1, text: one.entries[at]?.text ?? '' }
      }
      return undefined
    },
    saleKnown: (saleId) => entries.some((entry) => entry.text.includes(saleId)),
    refundKnown: (refundId) => entries.some((entry) => entry.text.includes(`"refundId":"${refundId}"`)),
    settled: () => undefined,
  }
}

function journal(length: number, epoch = 1, like?: TestRegister): TestRegister {
  const register = testRegister(epoch, like)
  for (let count = 0; count < length; count += 1) append(register)
  return register
}

const batch = (register: TestRegister, from: number, to: number): ChainedBatch => chain(batchOf(register, from, to))
const filed = (plan: BatchPlan): readonly number[] => plan.file.map((entry) => entry.seq)
const effects = (plan: BatchPlan): readonly string[] => plan.file.map(({ effect }) => (effect.kind === 'quarantine' ? effect.reason : effect.kind))

describe('what of a batch is filed', () => {
  test('[REP-4] only the next entries, chained to the last', () => {
    const register = journal(6)
    expect(planBatch(holding(2, register), batch(register, 3, 5))).toMatchObject({ refused: false, alerts: [] })
    expect(filed(planBatch(holding(2, register), batch(register, 3, 5)))).toEqual([3, 4, 5])
  })

  test('[REP-4] what was seen is ignored, what is new behind it is filed', () => {
    const register = journal(6)
    expect(filed(planBatch(holding(4, register), batch(register, 1, 6)))).toEqual([5, 6])
    expect(filed(planBatch(holding(4, register), batch(register, 2, 3)))).toEqual([])
  })

  test('[REP-4] nothing after a gap, and the gap is noted', () => {
    const register = journal(6)
    expect(planBatch(holding(2, register), batch(register, 4, 6))).toEqual({ refused: false, file: [], alerts: [{ kind: 'gap', seq: 3 }] })
  })

  test('[REP-7] another hash at a seen seq files nothing of the batch', () => {
    const register = journal(4)
    const clone = journal(6, 1, register)
    expect(planBatch(holding(4, register), batch(clone, 1, 6))).toEqual({ refused: true, file: [], alerts: [{ kind: 'conflict', seq: 1 }] })
    expect(planBatch(holding(4, register), batch(clone, 3, 6))).toEqual({ refused: true, file: [], alerts: [{ kind: 'conflict', seq: 2 }] })
  })

  test('[REP-7] the next seq chained to another hash files nothing', () => {
    const register = journal(4)
    const clone = journal(6, 1, register)
    expect(planBatch(holding(4, register), batch(clone, 5, 6))).toEqual({ refused: true, file: [], alerts: [{ kind: 'fork', seq: 5 }] })
  })

  test('[REP-7] an idle clone is seen by its heartbeat', () => {
    const register = journal(4)
    const clone = journal(4, 1, register)
    expect(planBatch(holding(4, register), batch(register, 5, 4))).toEqual({ refused: false, file: [], alerts: [] })
    expect(planBatch(holding(4, register), batch(clone, 5, 4)).alerts).toEqual([{ kind: 'conflict', seq: 4 }])
  })

  test('[REP-7] a register that refuses our acknowledgement raises an alert', () => {
    const register = journal(4)
    expect(planBatch(holding(4, register), { ...batch(register, 3, 2), refusedAt: 2 }).alerts).toEqual([{ kind: 'clone', seq: 2 }])
    // Somebody told it apart from another machine, and this is the call by which it is told so.
    expect(planBatch({ ...holding(4, register), settled: () => 'ended' }, { ...batch(register, 3, 2), refusedAt: 2 }).alerts).toEqual([])
  })

  test('[REP-7] an older epoch that grows beside a newer one is a second machine: refused, with an alert, until somebody settles which goes on', () => {
    const older = journal(4)
    const known = { ...holding(3, older), newestEpoch: journal(2, 2, older).epoch }
    expect(planBatch(known, batch(older, 4, 4))).toEqual({ refused: true, left: 'open', file: [], alerts: [{ kind: 'twin', seq: 3 }] })
    // Its heartbeat says as much.
    expect(planBatch(known, batch(older, 4, 3))).toEqual({ refused: true, left: 'open', file: [], alerts: [{ kind: 'twin', seq: 3 }] })
    // One that stands further back was restored, and finds that out by itself.
    expect(planBatch(known, batch(older, 3, 4))).toEqual({ refused: true, left: 'open', file: [], alerts: [] })
    expect(planBatch({ ...known, settled: () => 'goesOn' }, batch(older, 4, 4))).toEqual({ refused: true, left: 'goesOn', file: [], alerts: [] })
    // What the other one sold is filed all the same: it is told that its journal ended.
    const ended = planBatch({ ...known, settled: () => 'ended' }, batch(older, 4, 4))
    expect([filed(ended), ended.refused, ended.alerts]).toEqual([[4], false, []])
  })

  test('[REP-7] an entry issued again under a new epoch is filed without a second effect', () => {
    const older = testRegister()
    const id = '018f3c8e-0000-7000-8000-000000000001'
    const body = saleBody('3-1', 1250)
    append(older, { id, body })
    const newer = testRegister(2, older)
    append(newer, { id, body })
    append(newer)
    expect(effects(planBatch(holding(0, newer, [older]), batch(newer, 1, 2)))).toEqual(['reissue', 'sale'])
  })

  test('[REP-6] to a restored head office the earlier epoch may come second: counted once, and no alarm where its register knows of the later', () => {
    const id = '018f3c8e-0000-7000-8000-000000000004'
    const older = testRegister()
    const body = saleBody('3-1', 1250)
    append(older, { id, body })
    append(older)
    const newer = testRegister(2, older)
    append(newer, { id, body })
    const sent = batch(older, 1, 2)
    const known = { ...holding(0, older, [newer]), newestEpoch: 2 }
    const again = planBatch(known, { ...sent, currentEpoch: 2 })
    expect([effects(again), again.alerts]).toEqual([['reissue', 'sale'], []])
    // Where it writes in that epoch itself, it has left it without knowing.
    expect(planBatch(known, sent).left).toBe('open')
  })

  test('[REP-7] an id that comes again with another content, register or in its own epoch is quarantined', () => {
    const id = '018f3c8e-0000-7000-8000-000000000002'
    const older = testRegister()
    append(older, { id, body: saleBody('3-1', 1250) })
    const changed = testRegister(2, older)
    append(changed, { id, body: saleBody('3-1', 9999) })
    expect(effects(planBatch(holding(0, changed, [older]), batch(changed, 1, 1)))).toEqual(['reissue-differs'])
    const stranger = testRegister()
    append(stranger, { id })
    expect(effects(planBatch(holding(0, stranger, [older]), batch(stranger, 1, 1)))).toEqual(['id-taken'])
    const twice = testRegister()
    append(twice, { id })
    append(twice, { id })
    expect(effects(planBatch(holding(0, twice), batch(twice, 1, 2)))).toEqual(['sale', 'id-taken'])
  })

  test('[REP-8] what can not be read is quarantined with its reason, and what follows is filed', () => {
    const register = testRegister()
    const saleId = '018f3c8e-0000-7000-8000-000000000003'
    appendText(register, 'no json')
    appendText(register, '{"register":"x"}')
    appendText(register, append(testRegister()).text)
    append(register, { body: { saleId: 'unreadable' } })
    append(register, { body: saleBody('3-5', 100, saleId) })
    append(register, { body: saleBody('3-6', 100, saleId) })
    append(register, { type: 'drawer.dreamt', schemaVersion: 7, body: 'anything' })
    append(register, { schemaVersion: 2, body: 'a later sale' })
    append(register, { type: 'drawer.opened', body: { note: 'no reason at all' } })
    expect(effects(planBatch(holding(0, register), batch(register, 1, 9)))).toEqual([
      'not-json', 'header-unreadable', 'header-differs', 'sale-unreadable', 'sale', 'sale-known', 'none', 'none', 'drawer-unreadable',
    ])
  })

  test('[REP-12] a drawer opened without a sale is understood, also for a reason or by a version that is newer', () => {
    const register = testRegister()
    append(register, { type: 'drawer.opened', body: { reason: 'giveChange' } })
    append(register, { type: 'drawer.opened', body: { reason: 'showTheInspector', note: 'fire drill', colour: 'red' } })
    append(register, { type: 'drawer.opened', schemaVersion: 2, body: 'a later opening' })
    expect(effects(planBatch(holding(0, register), batch(register, 1, 3)))).toEqual(['drawerOpened', 'drawerOpened', 'none'])
  })
})
