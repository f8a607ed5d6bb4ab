import { type DeviceView } from '../../contracts/ipc/index.ts'
import { type DisplayMessage } from '../../drivers/customer-display/index.ts'
import { createListeners, type SelfTestReport } from '../../drivers/device/index.ts'
import { type Scan } from '../../drivers/scanner/index.ts'
import { type LaunchDrivers } from './drivers-port.ts'
import { type Drivers, type DriversOptions } from './host-drivers.ts'
import { type DriversRun, runDrivers } from './drivers-run.ts'
import { foundNothing } from './find-messages.ts'
import { leftUnfinished } from './left-unfinished.ts'
import { type ScaleReading } from './scale-messages.ts'
import { plannedViews } from './planned-views.ts'

/** How long after its end the process is started again; each time longer, until it has stayed up for `steadyMs`. */
export const firstRestartMs = 100
export const lastRestartMs = 30_000
export const steadyMs = 60_000
/** A drawer that opens later than this opens for whoever stands there by then: its kick is given up instead. */
export const kickPatienceMs = 1_000
const recordAgainMs = 1_000

/**
 * Drives the devices in a process of their own, and starts it again when it ends. Whatever a cable, a driver or a
 * compiled part does to that process, the register goes on selling, and what had begun in it is written down here.
 */
export async function superviseDrivers({ launch, config: firstConfig, source, log, timer }: DriversOptions & { readonly launch: LaunchDrivers }): Promise<Drivers> {
  const changes = createListeners<readonly DeviceView[]>()
  const scans = createListeners<Scan>()
  const weights = createListeners<ScaleReading>()
  let config = firstConfig
  let watching = false
  let displayed: DisplayMessage | undefined
  let known: readonly DeviceView[] = plannedViews(config, timer)
  let run: DriversRun | undefined
  let restartMs = firstRestartMs
  let closing = false
  let cancelWait: () => void = () => undefined
  /** Down for longer than a customer waits for change. */
  let longDown = false
  let sweeping: Promise<void> = Promise.resolve()
  let tellFirst: () => void = () => undefined
  const first = new Promise<void>((resolve) => (tellFirst = resolve))

  const view = (): readonly DeviceView[] => (run?.ready() === true ? known : known.map(asStopped))
  const changed = (): void => changes.tell(view())
  const pause = (ms: number): Promise<void> => new Promise((resolve) => (cancelWait = withCancel(timer.after(ms, resolve), resolve)))

  async function keepUp(): Promise<void> {
    while (!closing) {
      const began = runDrivers({ launch, config, source, log, timer, onView, onScan: (scan) => scans.tell(scan), onWeight: (reading) => weights.tell(reading) })
      run = began
      if (watching) began.watchScale(true)
      // A new process knows nothing of what the customer was reading.
      if (displayed) began.showCustomer(displayed)
      const cancelSteady = timer.after(steadyMs, () => (restartMs = firstRestartMs))
      const why = await began.ended
      cancelSteady()
      tellFirst()
      await recordWhatItLeft(began)
      if (closing) break
      log({ level: 'error', event: 'drivers.stopped', detail: why })
      // The last weight would stay on the screen, and look like any other.
      if (watching) weights.tell({ kind: 'no-answer' })
      changed()
      const wait = restartMs
      restartMs = Math.min(restartMs * 4, lastRestartMs)
      longDown = wait > kickPatienceMs
      if (longDown) giveUpKicks()
      await pause(wait)
      longDown = false
      await sweeping
    }
  }

  function onView(devices: readonly DeviceView[]): void {
    known = devices
    tellFirst()
    changed()
  }

  /** Before anything new begins: a row left as `working` is one nobody would ever look at again. */
  async function recordWhatItLeft(ended: DriversRun): Promise<void> {
    for (const { id, state, fault, standIn } of leftUnfinished(await ended.inHand())) {
      for (let taken = false; !taken; ) {
        taken = await source.effectFinished(id, state, fault, standIn).then(() => true, () => false)
        // At the register's end the core is not asked for ever: its own start finds what is left.
        if (!taken && closing) return
        if (!taken) await pause(recordAgainMs)
      }
    }
  }

  function giveUpKicks(): void {
    sweeping = sweeping.then(sweep).catch((error: unknown) => log({ level: 'error', event: 'drivers.kicks', detail: error instanceof Error ? error.message : String(error) }))
  }
  async function sweep(): Promise<void> {
    for (const { id, work, attempts } of await source.effectsToDo(32)) {
      if (work.kind !== 'kick') continue
      if (attempts > 0) await source.effectFinished(id, 'unconfirmed', 'interrupted')
      else await source.effectFinished(id, 'failed', 'driver-stopped')
    }
  }

  const kept = keepUp()
  await first
  return {
    view,
    onChange: (listener) => changes.add(listener),
    onScan: (listener) => scans.add(listener),
    beep: (kind) => run?.beep(kind),
    scale: async (work, asked) => (config.scale === undefined ? undefined : ((await run?.scale(work, asked)) ?? { fault: 'driver-stopped' })),
    watchScale(on) {
      watching = on
      run?.watchScale(on)
    },
    onWeight: (listener) => weights.add(listener),
    pay: async (work, hooks) => (config.terminal === undefined ? undefined : ((await run?.pay(work, hooks)) ?? { fault: 'driver-stopped' })),
    abortPayment: (attemptId) => run?.abortPayment(attemptId),
    showCustomer(message) {
      displayed = message
      run?.showCustomer(message)
    },
    wake() {
      if (run?.alive() === true) run.wake()
      else if (longDown) giveUpKicks()
    },
    selfTest: async (id): Promise<SelfTestReport | undefined> => {
      const device = view().find((one) => one.id === id)
      if (device === undefined) return undefined
      return (await run?.selfTest(id)) ?? { steps: [{ step: 'open', result: 'failed', fault: 'driver-stopped' }] }
    },
    async reconfigure(next) {
      config = next
      // What it will be, until whoever drives it has said how it is: a printer that was taken out is not shown for another second.
      if (run?.ready() !== true) known = plannedViews(next, timer)
      await run?.reconfigure(next)
      changed()
    },
    find: async () => (await run?.find()) ?? foundNothing('driver-stopped'),
    probe: async (target) => (await run?.probe(target)) ?? 'unknown',
    async close() {
      closing = true
      cancelWait()
      await run?.close()
      await kept
      await sweeping
    },
  }
}

function asStopped(device: DeviceView): DeviceView {
  if (device.health === 'unconfigured') return device
  return { ...device, health: 'disconnected', faults: ['driver-stopped'], ...(device.position && { position: 'unknown' }) }
}

function withCancel(cancel: () => void, done: () => void): () => void {
  return () => {
    cancel()
    done()
  }
}
