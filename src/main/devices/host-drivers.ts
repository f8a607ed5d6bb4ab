import { type DeviceView } from '../../contracts/ipc/index.ts'
import { type CustomerDisplay, type DisplayMessage } from '../../drivers/customer-display/index.ts'
import { createListeners, type Off, type SelfTestReport, type Timer } from '../../drivers/device/index.ts'
import { type FindIn, findDevices, probePort } from '../../drivers/find/index.ts'
import { type ConnectedScanner, type Scan, type ScanFeedback } from '../../drivers/scanner/index.ts'
import { type WiredConfig } from './config.ts'
import { type DevicesLog, type EffectsSource } from './effects-source.ts'
import { type FoundSaid, type ProbeSaid } from './find-messages.ts'
import { type Front, startFront } from './front.ts'
import { type PaymentHooks, type PaymentSaid, type PaymentWork } from './payment-messages.ts'
import { type ScaleAsk, type ScaleReading, type ScaleSaid, type ScaleWork } from './scale-messages.ts'
import { type Shown, viewOf } from './station.ts'
import { displayName, openDisplay } from './wired-display.ts'
import { type HostedScale, openScale, scaleName } from './wired-scale.ts'
import { openScanner, scannerName } from './wired-scanner.ts'
import { type HostedTerminal, openTerminal, terminalName } from './wired-terminal.ts'

export { pollMs, spoolPollMs } from './front.ts'

/** Everything that touches a device, wherever it runs. */
export interface Drivers {
  view(): readonly DeviceView[]
  onChange(listener: (view: readonly DeviceView[]) => void): Off
  /** There may be effects to do. */
  wake(): void
  /** Each scan once. One that was read and not yet told when the drivers' process died is gone: the goods are still in the hand. */
  onScan(listener: (scan: Scan) => void): Off
  /** Has the scanner say what became of its last scan, where it can. */
  beep(kind: ScanFeedback): void
  /** Asks the scale. Undefined: there is none. Never rejects. */
  scale(work: ScaleWork, asked?: ScaleAsk): Promise<ScaleSaid | undefined>
  /** Whether anybody looks at the weight; until then nothing of it is told. */
  watchScale(on: boolean): void
  onWeight(listener: (reading: ScaleReading) => void): Off
  /** Asks the paymentTerminal. Undefined: there is none. Never rejects. */
  pay(work: PaymentWork, hooks: PaymentHooks): Promise<PaymentSaid | undefined>
  /** Has it let go of that payment, if it is the one under way. */
  abortPayment(attemptId: string): void
  /** Returns at once, whatever becomes of it: nothing waits for a display. */
  showCustomer(message: DisplayMessage): void
  /** Undefined: there is no device of that id. */
  selfTest(id: string): Promise<SelfTestReport | undefined>
  /** Starts anew what the config changes, and nothing else. One at a time. */
  reconfigure(config: WiredConfig): Promise<void>
  /** Never rejects. */
  find(): Promise<FoundSaid>
  probe(target: { readonly host: string; readonly port: number }): Promise<ProbeSaid>
  /** Begins nothing more, and resolves when the end of the work in hand is recorded. */
  close(): Promise<void>
}

export interface DriversOptions {
  readonly config: WiredConfig
  readonly source: EffectsSource
  readonly log: DevicesLog
  readonly timer: Timer
  /** Where devices are looked for; absent: this machine. */
  readonly findIn?: FindIn
}

/** What is plugged in beside the printers: shown, and ended when its setting changes. */
interface Beside<T> {
  readonly at: T
  readonly shown: Shown
  end(): Promise<void>
}

const printing = ({ printer, secondPrinter, labelPrinter, fonts }: WiredConfig): string => JSON.stringify([printer, secondPrinter, labelPrinter, fonts])
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Drives the devices here, in this process. Resolves before a real printer has been found. */
export async function hostDrivers({ config: first, source, log, timer, findIn }: DriversOptions): Promise<Drivers> {
  const changes = createListeners<readonly DeviceView[]>()
  const ending = new AbortController()
  const scans = createListeners<Scan>()
  const weights = createListeners<ScaleReading>()
  let config = first
  let watching = false
  let offWatch: (() => void) | undefined
  // Not there while it is looked for the first time, and while one gives way to the next: states are told all the same.
  let front: Front | undefined
  let scanner: Beside<ConnectedScanner> | undefined
  let scale: Beside<HostedScale> | undefined
  let terminal: Beside<HostedTerminal> | undefined
  let display: Beside<CustomerDisplay> | undefined
  /** What the customer is to read, for a display that comes later too. */
  let displayed: DisplayMessage | undefined

  function withScanner({ scanner: wired }: WiredConfig): Beside<ConnectedScanner> | undefined {
    if (!wired) return undefined
    const at = openScanner(wired, timer)
    const offs = [at.onScan((scan) => scans.tell(scan)), at.onState(changed)]
    const end = (): Promise<void> => (offs.forEach((off) => off()), at.close())
    return { at, shown: { kind: 'scanner', name: scannerName(wired, timer), simulated: false, device: at }, end }
  }
  function withScale({ scale: wired }: WiredConfig): Beside<HostedScale> | undefined {
    if (!wired) return undefined
    const at = openScale(wired, timer)
    const off = at.scale.onState(changed)
    const end = (): Promise<void> => (off(), at.scale.close())
    return { at, shown: { kind: 'scale', name: scaleName(wired, timer), simulated: wired.simulated === true, device: at.scale }, end }
  }

  function withTerminal({ terminal: wired }: WiredConfig): Beside<HostedTerminal> | undefined {
    if (!wired) return undefined
    const at = openTerminal(wired, timer)
    const off = at.terminal.onState(changed)
    // Whether it is there, before the first customer with a card. It asks nothing that costs anything.
    const greeting = at.terminal.selfTest(ending.signal)
    const end = async (): Promise<void> => {
      off()
      await at.terminal.close()
      await greeting
    }
    return { at, shown: { kind: 'paymentTerminal', name: terminalName(wired), simulated: wired.simulated === true, device: at.terminal }, end }
  }

  function withDisplay({ display: wired }: WiredConfig): Beside<CustomerDisplay> | undefined {
    if (!wired) return undefined
    const at = openDisplay(wired, timer)
    const off = at.onState(changed)
    if (displayed) at.show(displayed)
    return { at, shown: { kind: 'customerDisplay', name: displayName(wired, timer), simulated: wired.simulated === true, device: at }, end: () => (off(), at.close()) }
  }

  const shown = (): readonly Shown[] => [...(front?.shown ?? []), ...(scale ? [scale.shown] : []), ...(scanner ? [scanner.shown] : []), ...(terminal ? [terminal.shown] : []), ...(display ? [display.shown] : [])]
  const view = (): readonly DeviceView[] => shown().map(viewOf)
  function changed(): void {
    changes.tell(view())
  }
  function look(on: boolean): void {
    watching = on
    offWatch?.()
    offWatch = on ? scale?.at.watch((reading) => weights.tell(reading)) : undefined
  }

  scanner = withScanner(config)
  scale = withScale(config)
  terminal = withTerminal(config)
  display = withDisplay(config)
  front = await startFront({ config, source, log, timer, changed })

  return {
    view,
    onChange: (listener) => changes.add(listener),
    wake: () => front?.wake(),
    onScan: (listener) => scans.add(listener),
    beep: (kind) => void scanner?.at.feedback?.(kind),
    scale: (work, asked) => scale?.at.work(work, ending.signal, asked) ?? Promise.resolve(undefined),
    watchScale: look,
    onWeight: (listener) => weights.add(listener),
    pay: (work, hooks) => terminal?.at.work(work, hooks, ending.signal) ?? Promise.resolve(undefined),
    abortPayment: (attemptId) => terminal?.at.terminal.abort(attemptId),
    showCustomer(message) {
      displayed = message
      display?.at.show(message)
    },
    async selfTest(id) {
      const device = shown().find((one) => one.device.id === id)?.device
      return device?.busy?.() === true ? { steps: [], busy: true } : device?.selfTest(ending.signal)
    },
    async reconfigure(next) {
      const before = config
      config = next
      if (!same(before.scanner, next.scanner)) {
        await scanner?.end()
        scanner = withScanner(next)
      }
      if (!same(before.scale, next.scale)) {
        offWatch?.()
        // To whoever looks and to whoever remembers a tare: the next weight is another scale's.
        weights.tell({ kind: 'waiting' })
        await scale?.end()
        scale = withScale(next)
        look(watching)
      }
      if (!same(before.terminal, next.terminal)) {
        await terminal?.end()
        terminal = withTerminal(next)
      }
      if (!same(before.display, next.display)) {
        await display?.end()
        display = withDisplay(next)
      }
      if (printing(before) !== printing(next)) {
        await front?.close()
        front = await startFront({ config: next, source, log, timer, changed })
      }
      changed()
    },
    find: async () => {
      const { found, troubles } = await findDevices(timer, findIn)
      return { found: [...found], troubles: [...troubles] }
    },
    probe: (target) => probePort(target, timer),
    async close() {
      ending.abort()
      offWatch?.()
      await Promise.all([front?.close(), scanner?.end(), scale?.end(), terminal?.end(), display?.end()])
    },
  }
}
