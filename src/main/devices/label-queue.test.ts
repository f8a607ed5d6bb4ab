import { describe, expect, test, vi } from 'vitest'
import { type Effect, type EffectState } from '../../db/index.ts'
import { type LabelDocument } from '../../domain/label/index.ts'
import { type CashDrawer } from '../../drivers/cash-drawer/index.ts'
import { DeviceError, type DeviceState, manualTimer } from '../../drivers/device/index.ts'
import { type LabelPrinter } from '../../drivers/label-printer/index.ts'
import { type Printer } from '../../drivers/printer/index.ts'
import { type EffectsSource } from './effects-source.ts'
import { firstLabelRetryMs } from './label-queue.ts'
import { leftUnfinished } from './left-unfinished.ts'
import { type EffectsRunnerOptions, runEffects } from './run-effects.ts'

const document: LabelDocument = {
  version: 1, kind: 'shelf', size: '50x30', language: 'en', name: 'Baked beans', price: '£1.20', notes: [], details: ['No. 1001'], code: { symbology: 'ean13', data: '5000157024671' },
}
const label = (id: number): Effect => ({ id, saleId: `label:${id}`, work: { kind: 'label', document, copies: 2 }, state: 'waiting', attempts: 0 })
const print = (id: number): Effect => ({ id, saleId: `s${id}`, work: { kind: 'print', document: { version: 1, language: 'en', blocks: [] } }, state: 'waiting', attempts: 0 })
const kick = (id: number): Effect => ({ id, saleId: `s${id}`, work: { kind: 'kick', pin: 0 }, state: 'waiting', attempts: 0 })

/** The core's table as the queue sees it. */
function table(...effects: readonly Effect[]) {
  const rows = new Map<number, { readonly effect: Effect; state: EffectState; fault?: string }>(effects.map((effect) => [effect.id, { effect, state: 'waiting' }]))
  const log: string[] = []
  let asked = 0
  const source: EffectsSource = {
    effectsToDo: async () => {
      asked += 1
      return [...rows.values()].filter(({ state }) => state === 'waiting').map(({ effect, fault }) => ({ ...effect, ...(fault !== undefined && { fault }) }))
    },
    effectStarted: async (id) => {
      log.push(`begins ${id}`)
      const row = rows.get(id)
      if (row) row.state = 'working'
    },
    effectFinished: async (id, state, fault) => {
      log.push(`${id} ${state}${fault === undefined ? '' : ` ${fault}`}`)
      const row = rows.get(id)
      if (row) Object.assign(row, { state, fault })
    },
  }
  return { source, log, asked: () => asked, state: (id: number) => rows.get(id)?.state }
}

interface Behaviour {
  outcome?: 'printed' | 'processed' | 'sentOnly'
  trouble?: { readonly code: 'paper-out' | 'connection-lost'; readonly retry: 'safe' | 'ask' }
}
function labelPrinter(behaviour: Behaviour) {
  let tell: (state: DeviceState) => void = () => undefined
  const jobs: number[] = []
  const printer: Pick<LabelPrinter, 'print' | 'onState'> = {
    async print({ copies }, { beforeFirstByte }) {
      const { trouble } = behaviour
      if (trouble?.retry === 'safe') throw new DeviceError({ code: trouble.code, phase: 'connect', retry: 'safe', bytesSent: 0 })
      await beforeFirstByte?.()
      if (trouble) throw new DeviceError({ code: trouble.code, phase: 'send', retry: 'ask', bytesSent: 40 })
      jobs.push(copies)
      return { outcome: behaviour.outcome ?? 'printed', replaced: [] }
    },
    onState: (listener) => {
      tell = listener
      return () => undefined
    },
  }
  return { printer, jobs, well: () => tell({ health: 'ready', faults: [] }) }
}

const drawer: Pick<CashDrawer, 'kick'> = { kick: async ({ beforeFirstByte }) => (await beforeFirstByte?.(), 'kicked') }
const receipts: Pick<Printer, 'print' | 'onState'> = {
  print: async (_job, { beforeFirstByte }) => (await beforeFirstByte?.(), { outcome: 'printed', replaced: [] }),
  onState: () => () => undefined,
}
const start = (options: Pick<EffectsRunnerOptions, 'source' | 'timer'> & Partial<EffectsRunnerOptions>) => runEffects({ drawer, printer: receipts, log: () => undefined, ...options })

describe('labels', () => {
  test('[DEV-30] print in a queue of their own, and their end is recorded as it is', async () => {
    for (const outcome of ['printed', 'processed', 'sentOnly'] as const) {
      const { source, log } = table(label(1))
      const { printer, jobs } = labelPrinter({ outcome })
      const runner = start({ source, timer: manualTimer(), labelPrinter: printer })
      runner.wake()
      await vi.waitFor(() => expect(log).toEqual(['begins 1', `1 ${outcome}`]), { timeout: 15_000 })
      expect(jobs).toEqual([2])
      await runner.close()
    }
  })

  test('[DEV-30] that wait for a roll hold up no drawer and no receipt, and print when there is one', async () => {
    const core = table(label(1), kick(2), print(3))
    const behaviour: Behaviour = { trouble: { code: 'paper-out', retry: 'safe' } }
    const { printer, jobs, well } = labelPrinter(behaviour)
    const timer = manualTimer()
    const runner = start({ source: core.source, timer, labelPrinter: printer })
    runner.wake()
    await vi.waitFor(() => expect([core.state(1), core.state(2), core.state(3)]).toEqual(['waiting', 'kicked', 'printed']), { timeout: 15_000 })
    await timer.waiting(firstLabelRetryMs)
    // Said once: a roll that is missing all night is not a thousand writes.
    expect(core.log.filter((line) => line === '1 waiting paper-out')).toHaveLength(1)
    timer.fire(firstLabelRetryMs)
    await timer.waiting(firstLabelRetryMs * 2)
    expect(core.log.filter((line) => line === '1 waiting paper-out')).toHaveLength(1)
    delete behaviour.trouble
    well()
    await vi.waitFor(() => expect(core.state(1)).toBe('printed'), { timeout: 15_000 })
    expect(jobs).toEqual([2])
    await runner.close()
  })

  test('[DEV-30] are held up by no receipt that waits for paper', async () => {
    const core = table(print(1), label(2))
    const noPaper: Pick<Printer, 'print' | 'onState'> = { ...receipts, print: async () => Promise.reject(new DeviceError({ code: 'paper-out', phase: 'connect', retry: 'safe', bytesSent: 0 })) }
    const { printer } = labelPrinter({})
    const runner = start({ source: core.source, timer: manualTimer(), printer: noPaper, labelPrinter: printer })
    runner.wake()
    await vi.waitFor(() => expect([core.state(1), core.state(2)]).toEqual(['waiting', 'printed']), { timeout: 15_000 })
    await runner.close()
  })

  test('[DEV-30] of which something may be out are a person’s, and the next one prints', async () => {
    const core = table(label(1))
    const behaviour: Behaviour = { trouble: { code: 'connection-lost', retry: 'ask' } }
    const { printer } = labelPrinter(behaviour)
    const runner = start({ source: core.source, timer: manualTimer(), labelPrinter: printer })
    runner.wake()
    await vi.waitFor(() => expect(core.log).toEqual(['begins 1', '1 failed connection-lost']), { timeout: 15_000 })
    await runner.close()
  })

  test('[DEV-30] without a label printer fail at once, and nothing is asked for without end', async () => {
    const core = table(label(1))
    const runner = start({ source: core.source, timer: manualTimer() })
    runner.wake()
    await vi.waitFor(() => expect(core.log).toEqual(['1 failed unconfigured']), { timeout: 15_000 })
    await runner.close()
    expect(core.asked()).toBeLessThan(10)
  })

  test('[DEV-30] that wait behind a held queue make the other queues ask no more than they are woken', async () => {
    const core = table(label(1))
    const { printer } = labelPrinter({ trouble: { code: 'paper-out', retry: 'safe' } })
    const timer = manualTimer()
    const runner = start({ source: core.source, timer, labelPrinter: printer })
    runner.wake()
    await timer.waiting(firstLabelRetryMs)
    await new Promise((resolve) => setImmediate(resolve))
    const before = core.asked()
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    expect(core.asked()).toBe(before)
    await runner.close()
  })

  test('[DEV-30] that died in somebody’s hands are looked at by a person and not printed again', () => {
    expect(leftUnfinished([{ id: 1, kind: 'label' }, { id: 2, kind: 'print' }])).toEqual([
      { id: 1, state: 'unconfirmed', fault: 'interrupted' },
      { id: 2, state: 'waiting', fault: 'interrupted' },
    ])
  })
})
