import { createListeners } from '../../src/drivers/device/index.ts'
import { toText } from '../../src/drivers/printer/index.ts'
import { blankPaper } from '../../src/drivers/printer/simulator-paper.ts'
import { stepAt } from '../../src/drivers/printer/simulator-walker.ts'
import { type UsbAddress, type UsbBus, type UsbDevice } from '../../src/drivers/transports/index.ts'

const columns = 48
const noDevice = 'LIBUSB_ERROR_NO_DEVICE'

/** What is at the end of the cable. It stays what it is while it is unplugged: its paper, and how often its drawer opened. */
export interface PrinterBody {
  readonly serial: string
  /** As text, and whether the printer was asked to put its name to it: what was torn off by the pull is not whole. */
  readonly papers: { readonly whole: boolean; readonly text: string }[]
  pulses(): number
  /** Bytes that were no question. */
  worked(): number
  /** What it answers. */
  take(bytes: Uint8Array): number[]
  /** The cable is out: what it has of a paper is all that will be on it. */
  lose(): void
}

export function printerBody(serial: string): PrinterBody {
  const paper = blankPaper(columns)
  const papers: PrinterBody['papers'] = []
  let [buffer, pulses, worked] = [new Uint8Array(0), 0, 0]
  function tearOff(whole: boolean): void {
    const items = paper.tearOff()
    if (items.length > 0) papers.push({ whole, text: toText({ columns, items }) })
  }
  return {
    serial,
    papers,
    pulses: () => pulses,
    worked: () => worked,
    take(bytes) {
      const answers: number[] = []
      buffer = Uint8Array.from([...buffer, ...bytes])
      for (let step = stepAt(buffer, 0, paper.kanji()); step !== undefined; step = stepAt(buffer, 0, paper.kanji())) {
        const { command, length } = step
        buffer = buffer.slice(length)
        if (command.kind === 'statusRequest') answers.push(0x12)
        else worked += length
        if (command.kind === 'kick') pulses += 1
        else if (command.kind === 'fence') {
          tearOff(true)
          answers.push(0x37, 0x22, ...new TextEncoder().encode(command.id), 0)
        } else if (command.kind !== 'statusRequest') paper.apply(command)
      }
      return answers
    },
    lose() {
      buffer = new Uint8Array(0)
      tearOff(false)
    },
  }
}

/** `before` the device hears of the call; `within`, when it has half of what it is sent; `after`, when it has all of it and its answer has not left. */
export type Moment = 'before' | 'within' | 'after'
/** Who tells of a pulled cable: the bus, the read that waits for an answer, or both. */
export type Told = 'bus' | 'read' | 'both'

export interface UsbSocket {
  readonly bus: UsbBus
  /** Every call that has crossed the seam, by name, but for the reads, which never end. */
  readonly calls: string[]
  readonly address: UsbAddress
  /** Into a socket: a new device to the system, under a new number. */
  plug(body: PrinterBody): void
  /** Pulls the printer's cable at that call, counted from 0. */
  cutAt(call: number, moment: Moment): void
}

/** USB made of software where node-usb would be, with a printer as node-usb shows it, and a hand on the cable at every call. */
export function usbSocket(own: PrinterBody, told: Told = 'both'): UsbSocket {
  const plugged = new Map<PrinterBody, { readonly device: UsbDevice; end(): void }>()
  const unplugged = createListeners<UsbDevice>()
  const calls: string[] = []
  let cut: { readonly call: number; readonly moment: Moment } | undefined

  function pull(body: PrinterBody): void {
    const there = plugged.get(body)
    plugged.delete(body)
    there?.end()
    body.lose()
    if (there && told !== 'read') unplugged.tell(there.device)
  }

  /** One call to the device: gone is gone, whatever number the printer has by now. */
  async function cross<T>(name: string, body: PrinterBody, isGone: () => boolean, act: (share: number) => T): Promise<T> {
    if (isGone()) throw new Error(noDevice)
    const moment = cut?.call === calls.length ? cut.moment : undefined
    calls.push(name)
    await Promise.resolve()
    if (moment === undefined) return act(1)
    if (moment === 'within') act(0.5)
    const done = moment === 'after' ? [act(1)] : []
    pull(body)
    const [value] = done
    if (value === undefined) throw new Error(noDevice)
    return value
  }

  function connect(body: PrinterBody): { readonly device: UsbDevice; end(): void } {
    let gone = false
    let asked: { resolve(data: DataView): void; reject(error: Error): void } | undefined
    const said: number[][] = []
    const call = (name: string) => (): Promise<void> => cross<true>(name, body, () => gone, () => true).then(() => undefined)
    const viewOf = (bytes: readonly number[]): DataView => new DataView(Uint8Array.from(bytes).buffer)
    const device: UsbDevice = {
      vendorId: 0x04b8, productId: 0x0e15, serialNumber: body.serial, configuration: null,
      configurations: [{ configurationValue: 1, interfaces: [{ interfaceNumber: 0, alternates: [{ interfaceClass: 7, endpoints: [{ endpointNumber: 1, direction: 'out', type: 'bulk' }, { endpointNumber: 2, direction: 'in', type: 'bulk' }] }] }] }],
      open: call('open'),
      close: call('close'),
      selectConfiguration: call('configuration'),
      detachKernelDriver: call('detach'),
      claimInterface: call('claim'),
      releaseInterface: call('release'),
      clearHalt: call('clear'),
      async transferOut(_endpoint, data) {
        const answers = await cross('out', body, () => gone, (share) => body.take(data.subarray(0, Math.floor(data.length * share))))
        // Its answer has no cable to come by when that was pulled behind the question.
        if (!gone && answers.length > 0) {
          said.push(answers)
          asked?.resolve(viewOf(said.shift() ?? []))
          asked = undefined
        }
        return { status: 'ok', bytesWritten: data.length }
      },
      async transferIn() {
        if (gone) throw new Error(noDevice)
        const ready = said.shift()
        if (ready) return { status: 'ok', data: viewOf(ready) }
        return { status: 'ok', data: await new Promise<DataView>((resolve, reject) => (asked = { resolve, reject })) }
      },
    }
    return {
      device,
      end() {
        gone = true
        if (told !== 'bus') asked?.reject(new Error(noDevice))
      },
    }
  }

  return {
    calls,
    address: { vendorId: 0x04b8, productId: 0x0e15, serial: own.serial },
    bus: {
      async devices() {
        const moment = cut?.call === calls.length ? cut.moment : undefined
        calls.push('list')
        await Promise.resolve()
        if (moment === 'before') pull(own)
        const listed = [...plugged.values()].map(({ device }) => device)
        if (moment === 'after') pull(own)
        return listed
      },
      onUnplugged: (listener) => unplugged.add(listener),
    },
    plug: (body) => void plugged.set(body, connect(body)),
    cutAt: (call, moment) => void (cut = { call, moment }),
  }
}
