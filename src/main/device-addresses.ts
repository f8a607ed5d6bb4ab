import { type DeviceSlot } from '../contracts/ipc/index.ts'
import { type Core } from './core/index.ts'
import { type Addresses, checkAddress, knownAddresses, type SlotSources } from './devices/index.ts'
import { type StartOptions } from './options.ts'

/** Every slot that the command line can fill, and how its address is written. */
const options = {
  printer: ['--printer', 'tcp://HOST:PORT, serial:PORT, usb:VID:PID, winspool:QUEUE, file:PATH or none, with ?profile=NAME if need be'],
  secondPrinter: ['--second-printer', 'tcp://HOST:PORT, serial:PORT, usb:VID:PID, winspool:QUEUE, file:PATH or none, with ?profile=NAME if need be'],
  scanner: ['--scanner', 'serial:PORT, serial:VID:PID, hid:VID:PID, hid:, tcp://HOST:PORT or none, with ?suffix=NAME if need be'],
  scale: ['--scale', 'serial:PORT or tcp://HOST:PORT with ?protocol=NAME&division=GRAMS, or none'],
  customerDisplay: ['--display', 'serial:PORT or tcp://HOST:PORT with ?protocol=NAME, simulated, or none'],
  labelPrinter: ['--label-printer', 'an address of a printer with ?language=zpl or tspl, and &size=50x30&dpi=203 if need be, simulated or none'],
  paymentTerminal: ['--terminal', 'zvt://HOST:PORT with ?password=DIGITS&currency=CODE if need be, simulated or none'],
} as const satisfies Readonly<Partial<Record<DeviceSlot, readonly [option: string, form: string]>>>

type Given = keyof typeof options
const slots = Object.keys(options) as readonly Given[]

/** The command line calls two of them by shorter names. */
const given = (start: StartOptions, slot: Given): string | undefined => (slot === 'paymentTerminal' ? start.terminal : slot === 'customerDisplay' ? start.display : start[slot])

/** Before anything is opened: a slip in an address is told, and nothing was started for it. */
export function checkAddresses(start: StartOptions): void {
  for (const slot of slots) {
    const address = given(start, slot)
    if (address === undefined) continue
    const checked = checkAddress(slot, address)
    if (checked.ok) continue
    const [option, form] = options[slot]
    throw new Error(`${option} is ${form}; its ${String(checked.refusal.params?.['reason'] ?? 'scheme')} is missing or wrong`)
  }
}

/**
 * The command line for its run, else what was chosen on the screen, else what is usual: simulators stand in for hardware in
 * a demo store only, a real till without a printer says that it has none.
 */
export async function slotSources(start: StartOptions, core: Core): Promise<SlotSources> {
  const commandLine: Addresses = Object.fromEntries(slots.flatMap((slot) => (given(start, slot) === undefined ? [] : [[slot, given(start, slot)]])))
  const [{ currency, language }, chosen] = await Promise.all([core.internal.facts(), core.internal.deviceSettings()])
  return { commandLine, chosen: knownAddresses(chosen), demo: start.demoStore !== undefined, currency, language }
}
