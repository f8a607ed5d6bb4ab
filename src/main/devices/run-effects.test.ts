import { afterEach, describe, expect, test } from 'vitest'
import { testPageName } from '../../contracts/ipc/index.ts'
import { type Effect, type EffectWork } from '../../db/index.ts'
import { type CashDrawer } from '../../drivers/cash-drawer/index.ts'
import { createListeners, DeviceError, type DeviceState, type DeviceTrouble, manualTimer } from '../../drivers/device/index.ts'
import { type Printer, type PrintJob, type PrintOutcome } from '../../drivers/printer/index.ts'
import { memorySpool, wellState } from './fixture.ts'
import { type EffectsRunner, firstRetryMs, runEffects } from './run-effects.ts'

const print: EffectWork = { kind: 'print', document: { version: 1, language: 'en', blocks: [{ kind: 'text', text: 'Tea' }] } }
const kick: EffectWork = { kind: 'kick', pin: 0 }
const trouble = (code: DeviceTrouble['code'], phase: DeviceTrouble['phase'], retry: DeviceTrouble['retry']): DeviceError => new DeviceError({ code, phase, retry, bytesSent: phase === 'connect' ? 0 : 10 })

const runners: EffectsRunner[] = []
afterEach(async () => {
  for (const runner of runners.splice(0)) await runner.close()
})

/** A printer and a drawer that do what a test says, and write down the order of their first bytes. */
function bench() {
  const spool = memorySpool()
  const timer = manualTimer()
  const jobs: PrintJob[] = []
  const order: string[] = []
  const states = createListeners<DeviceState>()
  const rules: { print: () => Promise<PrintOutcome>; kick: () => Promise<'kicked' | 'unconfirmed'> } = { print: () => Promise.resolve('printed'), kick: () => Promise.resolve('kicked') }
  const fault = { beforeInk: undefined as DeviceError | undefined, beforePulse: undefined as DeviceError | undefined }
  const device = { state: () => wellState, onState: (listener: (state: DeviceState) => void) => states.add(listener) }
  const printer: Pick<Printer, 'print' | 'onState'> = {
    ...device,
    async print(job, { beforeFirstByte }) {
      order.push(`ask printer ${job.id}`)
      if (fault.beforeInk) throw fault.beforeInk
      await beforeFirstByte?.()
      order.push(`ink ${job.id}`)
      jobs.push(job)
      return { outcome: await rules.print(), replaced: [] }
    },
  }
  const drawer: Pick<CashDrawer, 'kick'> = {
    async kick({ beforeFirstByte }) {
      if (fault.beforePulse) throw fault.beforePulse
      await beforeFirstByte?.()
      order.push('pulse')
      return rules.kick()
    },
  }
  function start(parts: { readonly printer?: typeof printer; readonly second?: typeof printer; readonly drawer?: typeof drawer } = { printer, drawer }): EffectsRunner {
    const runner = runEffects({ source: spool, timer, log: () => undefined, ...parts })
    runners.push(runner)
    runner.wake()
    return runner
  }
  return { spool, timer, printer, jobs, order, rules, fault, states, start }
}

describe('a test page of the second printer', () => {
  function isPage({ effects }: { readonly effects: Effect[] }, id: number): void {
    const effect = effects[id - 1]
    if (effect) effects[id - 1] = { ...effect, saleId: testPageName('r1', 'second') }
  }

  test('[DEV-25] comes out of that one and of no other, and no receipt waits for it', async () => {
    const { spool, order, start } = bench()
    spool.add(print, print)
    isPage(spool, 1)
    let out: (outcome: PrintOutcome) => void = () => undefined
    const paper = new Promise<PrintOutcome>((resolve) => (out = resolve))
    const second: Pick<Printer, 'print' | 'onState'> = {
      onState: () => () => undefined,
      async print(_job, { beforeFirstByte }) {
        await beforeFirstByte?.()
        order.push('ink second')
        return { outcome: await paper, replaced: [] }
      },
    }
    const { printer } = bench()
    start({ printer, second })
    await spool.reached(2, 'printed')
    expect(spool.effects[0]?.state).toBe('working')
    out('processed')
    await spool.reached(1, 'processed')
    expect(order).toEqual(['ink second'])
  })

  test('[DEV-25] that cannot be printed says so at once, holds no receipt up and is not tried again', async () => {
    const { spool, timer, start } = bench()
    spool.add(print, print)
    isPage(spool, 1)
    let asked = 0
    const second: Pick<Printer, 'print' | 'onState'> = { onState: () => () => undefined, print: () => ((asked += 1), Promise.reject(trouble('paper-out', 'connect', 'safe'))) }
    const { printer } = bench()
    start({ printer, second })
    await spool.reached(1, 'failed', 'paper-out')
    await spool.reached(2, 'printed')
    expect([asked, timer.fire(firstRetryMs)]).toEqual([1, 0])
  })

  test('[DEV-25] is not set up where there is none', async () => {
    const { spool, start } = bench()
    spool.add(print)
    isPage(spool, 1)
    start()
    await spool.reached(1, 'failed', 'unconfigured')
  })
})

describe('what the core has written down is done', () => {
  test('[DEV-3] the drawer opens before any ink, and the oldest receipt prints first', async () => {
    const { spool, order, start } = bench()
    spool.add(print, kick, print)
    start()
    await spool.reached(3, 'printed')
    expect(order.filter((step) => !step.startsWith('ask'))).toEqual(['pulse', 'ink 1', 'ink 3'])
  })

  test('[DEV-1] the start is durable before the first byte, and the end is recorded after the last', async () => {
    const { spool, order, start } = bench()
    spool.add(print)
    const { effectStarted } = spool
    let durable: () => void = () => undefined
    const disk = new Promise<void>((resolve) => (durable = resolve))
    let asked: () => void = () => undefined
    const waiting = new Promise<void>((resolve) => (asked = resolve))
    spool.effectStarted = async (id) => {
      asked()
      await disk
      await effectStarted(id)
    }
    start()
    await waiting
    // Time enough for a byte that does not wait for the disk.
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    expect(order).toEqual(['ask printer 1'])
    durable()
    await spool.reached(1, 'printed')
    expect(order).toEqual(['ask printer 1', 'ink 1'])
    expect(spool.history).toEqual(['started 1', 'printed 1'])
  })

  test.each(['printed', 'processed', 'sentOnly'] as const)('[DEV-1] the outcome %s is recorded as it is', async (outcome) => {
    const { spool, rules, start } = bench()
    rules.print = () => Promise.resolve(outcome)
    spool.add(print)
    start()
    await spool.reached(1, outcome)
    expect(spool.effects[0]).not.toHaveProperty('fault')
  })

  test('[DEV-2] killed between start and end: the copy that prints next is marked DUPLICATE, once', async () => {
    const first = bench()
    first.rules.print = () => new Promise(() => undefined)
    first.spool.add(print)
    // This run never ends: its process was killed with the job in the printer.
    runEffects({ source: first.spool, timer: first.timer, log: () => undefined, printer: { ...idle, print: (_job, options) => begun(options) } }).wake()
    await first.spool.reached(1, 'working')
    first.spool.restart()
    const again = bench()
    again.spool.effects.push(...first.spool.effects)
    again.start()
    await again.spool.reached(1, 'printed')
    expect(again.jobs.map(({ duplicateWords }) => duplicateWords?.marks.duplicate)).toEqual(['DUPLICATE'])
    expect(again.spool.effects[0]?.attempts).toBe(2)
  })

  test('[DEV-2] a job whose first byte never left prints as it is', async () => {
    const { spool, jobs, start } = bench()
    spool.add(print)
    spool.restart()
    start()
    await spool.reached(1, 'printed')
    expect(jobs[0]).not.toHaveProperty('duplicateWords')
  })

  test('[DEV-2] the mark is in the receipt’s own language', async () => {
    const { spool, jobs, start } = bench()
    spool.effects.push({ id: 1, saleId: 's', work: { kind: 'print', document: { version: 1, language: 'zh-CN', blocks: [] } }, state: 'waiting', attempts: 1 })
    start()
    await spool.reached(1, 'printed')
    expect(jobs[0]?.duplicateWords?.marks.duplicate).toMatch(/\p{Script=Han}/u)
  })
})

describe('the drawer', () => {
  test('[DEV-4] a kick that had begun is never given again, not even after a restart', async () => {
    const { spool, order, start } = bench()
    spool.effects.push({ id: 1, saleId: 's', work: kick, state: 'waiting', attempts: 1 })
    start()
    await spool.reached(1, 'unconfirmed', 'interrupted')
    expect(order).toEqual([])
  })

  test('[DEV-4] a kick nobody answered for stays unconfirmed and is given once', async () => {
    const { spool, order, rules, start } = bench()
    rules.kick = () => Promise.resolve('unconfirmed')
    spool.add(kick, print)
    start()
    await spool.reached(2, 'printed')
    expect(spool.effects[0]?.state).toBe('unconfirmed')
    expect(order.filter((step) => step === 'pulse')).toHaveLength(1)
  })

  test('[DEV-4] lost under way it is unconfirmed; when nothing left it failed; neither is tried again', async () => {
    const lost = bench()
    lost.rules.kick = () => Promise.reject(trouble('connection-lost', 'send', 'ask'))
    lost.spool.add(kick, print)
    lost.start()
    await lost.spool.reached(2, 'printed')
    expect(lost.spool.effects[0]).toMatchObject({ state: 'unconfirmed', fault: 'connection-lost', attempts: 1 })

    const shut = bench()
    shut.fault.beforePulse = trouble('unreachable', 'connect', 'no')
    shut.spool.add(kick, print)
    shut.start()
    await shut.spool.reached(2, 'printed')
    expect(shut.spool.effects[0]).toMatchObject({ state: 'failed', fault: 'unreachable', attempts: 0 })
    expect(shut.order).not.toContain('pulse')
  })

  test('[DEV-7] while receipts wait for paper the next sale’s drawer still opens', async () => {
    const { spool, order, fault, start } = bench()
    fault.beforeInk = trouble('paper-out', 'connect', 'safe')
    spool.add(...Array.from({ length: 100 }, () => print))
    start()
    await spool.reached(1, 'waiting', 'paper-out')
    spool.add(kick)
    spool.wake()
    await spool.reached(101, 'kicked')
    expect(order).toEqual(['ask printer 1', 'pulse'])
  })
})

describe('two queues', () => {
  test('[DEV-13] the next sale’s drawer opens while the last one’s paper is still awaited', async () => {
    const { spool, order, rules, start } = bench()
    let end: (outcome: PrintOutcome) => void = () => undefined
    const awaited = new Promise<PrintOutcome>((resolve) => (end = resolve))
    rules.print = () => awaited
    spool.add(kick, print)
    start()
    await spool.reached(2, 'working')
    spool.add(kick, print)
    spool.wake()
    await spool.reached(3, 'kicked')
    expect(spool.effects[1]?.state).toBe('working')
    expect(order).toEqual(['pulse', 'ask printer 2', 'ink 2', 'pulse'])
    end('printed')
    await spool.reached(4, 'printed')
  })

  test('[DEV-3] no ink comes before its own sale’s drawer, not even when the paper’s queue sees the sale first', async () => {
    const { spool, order, rules, start } = bench()
    let open: (outcome: 'kicked') => void = () => undefined
    const opened = new Promise<'kicked'>((resolve) => (open = resolve))
    rules.kick = () => opened
    spool.add(print)
    const { effectsToDo } = spool
    let asked = 0
    spool.effectsToDo = (limit) => {
      asked += 1
      // Between the two looks another sale is written down, and nobody has been told yet.
      if (asked === 2) spool.add(kick, print)
      return effectsToDo(limit)
    }
    start()
    await spool.reached(2, 'working')
    expect(order.filter((step) => step.startsWith('ink'))).toEqual([])
    open('kicked')
    await spool.reached(3, 'printed')
    expect(order.filter((step) => !step.startsWith('ask'))).toEqual(['pulse', 'ink 1', 'ink 3'])
  })

  test('[DEV-13] two papers wait for one another, and a kick for neither', async () => {
    const { spool, order, rules, start } = bench()
    const ends: ((outcome: PrintOutcome) => void)[] = []
    rules.print = () => new Promise((resolve) => ends.push(resolve))
    spool.add(print, print)
    start()
    await spool.reached(1, 'working')
    for (const id of [3, 4]) {
      spool.add(kick)
      spool.wake()
      await spool.reached(id, 'kicked')
    }
    expect(order).toEqual(['ask printer 1', 'ink 1', 'pulse', 'pulse'])
    rules.print = () => Promise.resolve('printed')
    for (const end of ends) end('printed')
    await spool.reached(2, 'printed')
  })

  test('[DEV-13] more kicks than are looked at in one pass hide no paper', async () => {
    const { spool, order, start } = bench()
    spool.add(...Array.from({ length: 70 }, () => kick), print)
    start()
    await spool.reached(71, 'printed')
    expect(order.filter((step) => step === 'pulse')).toHaveLength(70)
  })
})

describe('trouble', () => {
  test('[DEV-5] a safe fault keeps the receipt waiting, shows the fault, and prints it unmarked by back-off', async () => {
    const { spool, timer, jobs, fault, start } = bench()
    fault.beforeInk = trouble('paper-out', 'connect', 'safe')
    spool.add(print)
    start()
    for (const ms of [firstRetryMs, firstRetryMs * 2, firstRetryMs * 4]) {
      await timer.waiting(ms)
      expect(spool.effects[0]).toMatchObject({ state: 'waiting', fault: 'paper-out', attempts: 0 })
      if (ms === firstRetryMs * 4) fault.beforeInk = undefined
      timer.fire(ms)
    }
    await spool.reached(1, 'printed')
    expect(jobs[0]).not.toHaveProperty('duplicateWords')
    // The fault is written once, not at every attempt.
    expect(spool.history).toEqual(['waiting 1', 'started 1', 'printed 1'])
  })

  test('[DEV-5] a printer that is well again is tried at once, without waiting for the back-off', async () => {
    const { spool, timer, fault, states, start } = bench()
    fault.beforeInk = trouble('cover-open', 'connect', 'safe')
    spool.add(print)
    start()
    await spool.reached(1, 'waiting', 'cover-open')
    await timer.waiting(firstRetryMs)
    fault.beforeInk = undefined
    states.tell(wellState)
    await spool.reached(1, 'printed')
  })

  test('[DEV-6] trouble under way fails the receipt for a person to decide, and the next one goes on', async () => {
    const { spool, jobs, rules, start } = bench()
    rules.print = () => (jobs.length === 1 ? Promise.reject(trouble('connection-lost', 'send', 'ask')) : Promise.resolve('printed'))
    spool.add(print, print)
    start()
    await spool.reached(2, 'printed')
    expect(spool.effects[0]).toMatchObject({ state: 'failed', fault: 'connection-lost', attempts: 1 })
    expect(jobs).toHaveLength(2)
  })

  test('[DEV-11] without a printer nothing piles up for the day one is bought', async () => {
    const { spool, start } = bench()
    spool.add(kick, print)
    start({})
    await spool.reached(2, 'failed', 'unconfigured')
    expect(spool.effects[0]).toMatchObject({ state: 'failed', fault: 'unconfigured' })
  })

  test('[DEV-8] an end the core did not take is told again, and the work is not done again', async () => {
    const { spool, timer, order, start } = bench()
    const { effectFinished } = spool
    let refused = 0
    spool.effectFinished = (id, state, fault) => ((refused += 1) === 1 ? Promise.reject(new Error('busy')) : effectFinished(id, state, fault))
    spool.add(print)
    start()
    await timer.waiting(firstRetryMs)
    // As if the row had never left its first state.
    spool.effects[0] = { id: 1, saleId: 's', work: print, state: 'waiting', attempts: 0 }
    timer.fire(firstRetryMs)
    await spool.reached(1, 'printed')
    expect(order).toEqual(['ask printer 1', 'ink 1'])
  })

  test('[DEV-8] a row the core will not start holds nothing up but paper', async () => {
    const { spool, timer, start } = bench()
    const { effectStarted } = spool
    spool.effectStarted = (id) => (id === 1 ? Promise.reject(new Error('cannot start')) : effectStarted(id))
    spool.add(kick, kick)
    start()
    await spool.reached(2, 'kicked')
    await timer.waiting(firstRetryMs)
    expect(spool.effects[0]?.state).toBe('waiting')
  })

  test('[DEV-12] close begins nothing more and waits for the work in hand', async () => {
    const { spool, rules, order, start } = bench()
    let end: (outcome: PrintOutcome) => void = () => undefined
    rules.print = () => new Promise((resolve) => (end = resolve))
    spool.add(print, print)
    const runner = start()
    await spool.reached(1, 'working')
    const closing = runner.close()
    await Promise.resolve()
    end('sentOnly')
    await closing
    expect(spool.effects.map(({ state }) => state)).toEqual(['sentOnly', 'waiting'])
    runner.wake()
    expect(order).toEqual(['ask printer 1', 'ink 1'])
  })
})

const idle = { id: 'printer:killed', state: () => wellState, onState: () => () => undefined, poll: () => Promise.resolve(wellState) }
async function begun({ beforeFirstByte }: { readonly beforeFirstByte?: () => Promise<void> }): Promise<never> {
  await beforeFirstByte?.()
  return new Promise(() => undefined)
}
