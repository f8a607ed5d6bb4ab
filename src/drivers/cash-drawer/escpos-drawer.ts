import { type Device, DeviceError, type DeviceState } from '../device/port.ts'
import { keepState } from '../device/state-keeper.ts'
import { askPaperInOrder, askProcessId, askStatus, kick, kickNow } from '../printer/commands.ts'
import { type PrinterLine, type Talk } from '../printer/printer-line.ts'
import { type PrinterProfile } from '../printer/profiles.ts'
import { blockingFault, faultsOf } from '../printer/status.ts'
import { type CashDrawer, type KickOutcome } from './port.ts'

/** Short: the receipt waits behind it on the same line. */
export const kickConfirmMs = 1_000
const fenceId = 'KICK'

export interface EscPosDrawerOptions {
  readonly id: string
  readonly line: PrinterLine
  readonly profile: PrinterProfile
  /** The printer it is plugged into: a drawer has no way to say how it is. */
  readonly printer: Pick<Device, 'state' | 'onState'>
}

/** A drawer on the printer's connector: it has no line of its own, and its pulse takes its turn on the printer's. */
export function escPosDrawer({ id, line, profile, printer }: EscPosDrawerOptions): CashDrawer {
  const keeper = keepState(drawerState(printer.state(), profile))
  printer.onState((state) => keeper.set(drawerState(state, profile)))

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
      case 'gsH':
        return talk.ask(askProcessId(fenceId), (answer) => (answer.kind === 'processId' && answer.id === fenceId ? true : undefined), kickConfirmMs)
      case 'gsR':
        return talk.ask(askPaperInOrder, (answer) => (answer.kind === 'paper' ? true : undefined), kickConfirmMs)
      case 'none':
        return Promise.resolve(undefined)
    }
  }

  return {
    id,
    state: () => keeper.state(),
    onState: (listener) => keeper.onState(listener),
    async kick({ pin = profile.kick.pin, signal, beforeFirstByte }) {
      try {
        return await line.talk(signal, async (talk) => {
          await refuseWhenStuck(talk)
          await talk.begin(beforeFirstByte)
          return pulse(talk, pin)
        })
      } catch (error) {
        if (!(error instanceof DeviceError)) throw error
        throw new DeviceError({ code: error.code, phase: error.phase, bytesSent: error.bytesSent, retry: error.retry === 'safe' ? 'no' : error.retry }, { cause: error })
      }
    },
  }
}

/** A printer without paper still opens a drawer when told in real time; one that is not there opens none. */
function drawerState(printer: DeviceState, profile: PrinterProfile): DeviceState {
  const shutOut = printer.health === 'disconnected' || printer.health === 'unconfigured' || (printer.health === 'offline' && !profile.kick.realtime)
  return shutOut ? printer : { health: 'ready', faults: [] }
}
