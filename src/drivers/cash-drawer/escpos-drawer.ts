import { type Device, DeviceError, type DeviceState, type DrawerPosition, type SelfTestReport } from '../device/port.ts'
import { keepState } from '../device/state-keeper.ts'
import { type Timer } from '../device/timer.ts'
import { askPaperInOrder, askProcessId, askStatus, kick, kickNow } from '../printer/commands.ts'
import { type PrinterLine } from '../printer/printer-line.ts'
import { type Talk } from '../printer/printer-talk.ts'
import { type PrinterProfile } from '../printer/profiles.ts'
import { blockingFault, drawerPin, faultsOf } from '../printer/status.ts'
import { type CashDrawer, type KickOutcome } from './port.ts'

/** Short: the receipt waits behind it on the same line. */
export const kickConfirmMs = 1_000
/**
 * A kick whose turn has not come by then is given up, and known to have stayed shut: the printer takes none of the job in
 * front of it. Later it would open for whoever stands there.
 */
export const kickWaitMs = 4_000
/** An open drawer is a person giving change; after this long it is one who walked away. */
export const leftOpenMs = 60_000

export interface EscPosDrawerOptions {
  readonly id: string
  readonly line: PrinterLine
  readonly profile: PrinterProfile
  /** The printer it is plugged into: a drawer has no way to say how it is. */
  readonly printer: Pick<Device, 'state' | 'onState'>
  readonly timer: Timer
  /** Level of the drawer's switch when it is open. Absent: it has none, or nobody has looked, and its position is unknown. */
  readonly openLevel?: 'high' | 'low'
}

/** A drawer on the printer's connector: it has no line of its own, and its pulse takes its turn on the printer's. */
export function escPosDrawer({ id, line, profile, printer, timer, openLevel }: EscPosDrawerOptions): CashDrawer {
  let position: DrawerPosition = 'unknown'
  let leftOpen = false
  let kicksSoFar = 0
  let cancelAlarm: () => void = () => undefined
  const keeper = keepState(stateNow())
  const show = (): void => keeper.set(stateNow())

  function stateNow(): DeviceState {
    const shared = drawerState(printer.state(), profile)
    const faults = leftOpen ? [...shared.faults, 'drawer-left-open' as const] : shared.faults
    return { health: leftOpen && shared.health === 'ready' ? 'degraded' : shared.health, faults, position }
  }

  function place(next: DrawerPosition): void {
    if (next === position) return
    position = next
    leftOpen = false
    cancelAlarm()
    if (next === 'open') {
      cancelAlarm = timer.after(leftOpenMs, () => {
        leftOpen = true
        show()
      })
    }
    show()
  }

  printer.onState(({ health }) => {
    // A printer that is not there says nothing about the drawer; what it last said would be shown for hours.
    if (health === 'disconnected') place('unknown')
    show()
  })
  const see = (byte: number): void => {
    if (openLevel !== undefined) place(((byte & drawerPin) !== 0) === (openLevel === 'high') ? 'open' : 'closed')
  }
  line.onPrinterByte(see)
  line.onAutomatic(([first]) => {
    if (first !== undefined) see(first)
  })

  /**
   * A pulse in the buffer of an offline printer fires when somebody puts paper in, with the drawer unattended: so the
   * buffered one is not even sent then. One that has never answered status is not asked again, to lose no time.
   */
  async function refuseWhenStuck(talk: Talk): Promise<void> {
    if (profile.kick.realtime || line.answersStatus() === false) return
    const status = await talk.status()
    const fault = status && blockingFault(faultsOf(status))
    if (fault) throw talk.error(fault)
  }

  async function pulse(talk: Talk, pin: 0 | 1): Promise<KickOutcome> {
    const { onMs, offMs, realtime } = profile.kick
    await talk.send(realtime ? kickNow(pin, onMs) : kick(pin, onMs, offMs))
    talk.sent()
    const heard = await confirmation(talk, realtime)
    return heard === true ? 'kicked' : 'unconfirmed'
  }

  /** Asked on the same path as the pulse, so that its answer stands for the pulse. */
  function confirmation(talk: Talk, realtime: boolean): Promise<true | undefined> {
    if (!line.canRead) return Promise.resolve(undefined)
    if (realtime) return talk.ask(askStatus(1), (answer) => (answer.kind === 'realtime' ? true : undefined), kickConfirmMs)
    switch (profile.confirm) {
      case 'gsH': {
        // A new id each time, and one no receipt has: a late answer stands for neither another kick nor a paper.
        kicksSoFar += 1
        const asked = `K${(kicksSoFar % 36 ** 3).toString(36).padStart(3, '0')}`
        return talk.ask(askProcessId(asked), (answer) => (answer.kind === 'processId' && answer.id === asked ? true : undefined), kickConfirmMs)
      }
      case 'gsR':
        return talk.ask(askPaperInOrder, (answer) => (answer.kind === 'paper' ? true : undefined), kickConfirmMs)
      case 'none':
        return Promise.resolve(undefined)
    }
  }

  async function selfTest(signal: AbortSignal): Promise<SelfTestReport> {
    try {
      await line.talk(signal, (talk) => talk.status())
    } catch (error) {
      if (!(error instanceof DeviceError)) throw error
      return { steps: [{ step: 'open', result: 'failed', fault: error.code }] }
    }
    return {
      steps: [
        { step: 'open', result: 'passed' },
        { step: 'position', result: position === 'unknown' ? 'unknown' : 'passed' },
      ],
    }
  }

  return {
    id,
    capabilities: { senses: openLevel !== undefined && line.canRead, opensWithoutPaper: profile.kick.realtime },
    state: () => keeper.state(),
    onState: (listener) => keeper.onState(listener),
    busy: () => line.working(),
    selfTest,
    async kick({ pin = profile.kick.pin, signal, beforeFirstByte }) {
      try {
        // The next customer's change does not wait for the last one's paper.
        return await line.interject(
          signal,
          async (talk) => {
            await refuseWhenStuck(talk)
            await talk.begin(beforeFirstByte)
            return pulse(talk, pin)
          },
          { inJob: profile.kick.realtime, withinMs: kickWaitMs },
        )
      } catch (error) {
        if (!(error instanceof DeviceError)) throw error
        throw new DeviceError({ code: error.code, phase: error.phase, bytesSent: error.bytesSent, retry: error.retry === 'safe' ? 'no' : error.retry }, { cause: error })
      }
    },
  }
}

/** A printer without paper still opens a drawer when told in real time; one that is not there opens none. */
function drawerState(printer: DeviceState, profile: PrinterProfile): Pick<DeviceState, 'health' | 'faults'> {
  const shutOut = printer.health === 'disconnected' || printer.health === 'unconfigured' || (printer.health === 'offline' && !profile.kick.realtime)
  return shutOut ? printer : { health: 'ready', faults: [] }
}
