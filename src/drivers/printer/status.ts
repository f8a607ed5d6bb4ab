import { type DeviceState, type FaultCode } from '../device/port.ts'

/** What a printer says, taken apart by the bits that are fixed in each kind of answer. */
export type Answer =
  /** To DLE EOT n: the order of asking tells which n. */
  | { readonly kind: 'realtime'; readonly byte: number }
  /** To GS r 1. */
  | { readonly kind: 'paper'; readonly byte: number }
  /** To GS ( H: the four characters it was asked with. */
  | { readonly kind: 'processId'; readonly id: string }
  /** To GS I: a name or a number of the model. */
  | { readonly kind: 'identity'; readonly text: string }
  /** Sent unasked by a printer in automatic status back mode. */
  | { readonly kind: 'automatic'; readonly bytes: AutomaticStatus }

/** Four bytes: the printer, its errors, its paper sensors, and one that is reserved. */
export type AutomaticStatus = readonly number[]

const processIdHeader = 0x37
const processIdSecond = 0x22
const identityHeader = 0x5f
const automaticLength = 4
/** Names and ids are letters and digits: below this stand controls, and the answers of one byte. */
const firstLetter = 0x20
const isFlowControl = (byte: number): boolean => byte === 0x11 || byte === 0x13
/** No answer is this long: what is longer is noise that lost its end, and must not swallow the answers behind it. */
const longestBlock = 80

/** Bytes in, answers out. They may come in any pieces, and a real-time answer may arrive in the middle of a status block. */
export function statusReader(hear: (answer: Answer) => void): (bytes: Uint8Array) => void {
  let block: number[] | undefined
  let automatic: number[] | undefined

  function endBlock(ended: readonly number[]): void {
    const [header, second] = ended
    const text = (from: number): string => String.fromCharCode(...ended.slice(from))
    if (header === identityHeader) hear({ kind: 'identity', text: text(1) })
    else if (second === processIdSecond) hear({ kind: 'processId', id: text(2) })
  }

  /**
   * Whether the byte belonged to an automatic status that had begun. Its four bytes come one behind the other; only real-time
   * answers and flow control may stand between them. What stands there otherwise was no status: it must not take a letter out
   * of an answer that came behind it, nor leave half an answer that looks whole.
   */
  function wasAutomatic(byte: number): boolean {
    if (!automatic) return false
    // Sensors and the reserved byte use no bit of a letter: inside an answer that tells them from one.
    const fits = (byte & 0x90) === 0 && (!block || automatic.length < 2 || byte < firstLetter)
    if (!fits) {
      const between = isFlowControl(byte) || ((byte & 0x93) === 0x12 && (!block || byte < firstLetter))
      if (between) return false
      automatic = undefined
      const inAnswer = block !== undefined
      block = undefined
      return inAnswer
    }
    if (automatic.push(byte) === automaticLength) {
      hear({ kind: 'automatic', bytes: automatic })
      automatic = undefined
    }
    return true
  }

  function take(byte: number): void {
    if (wasAutomatic(byte)) return
    if (block && (byte === 0 || byte >= firstLetter)) {
      if (byte === 0) {
        endBlock(block)
        block = undefined
      } else if (block.push(byte) > longestBlock) block = undefined
    } else if (byte === processIdHeader || byte === identityHeader) block = [byte]
    else if ((byte & 0x93) === 0x12) hear({ kind: 'realtime', byte })
    else if ((byte & 0x93) === 0x10) automatic = [byte]
    else if (isFlowControl(byte)) return
    // Line noise, or an answer to GS r that did not wait for its turn: half a name or id is none.
    else if (block) block = undefined
    else if ((byte & 0x90) === 0) hear({ kind: 'paper', byte })
  }

  return (bytes) => {
    for (const byte of bytes) take(byte)
  }
}

/** Answers to DLE EOT 1 to 4; what was not asked or not answered is absent. */
export interface RealtimeStatus {
  readonly printer?: number
  readonly offlineCause?: number
  readonly error?: number
  readonly paper?: number
}

const blocking = new Set<FaultCode>(['cover-open', 'paper-out', 'cutter', 'overheat', 'printer-error', 'offline'])

export function faultsOf(status: RealtimeStatus): FaultCode[] {
  const faults: FaultCode[] = []
  const bit = (byte: number | undefined, at: number): boolean => byte !== undefined && (byte & (1 << at)) !== 0
  if (bit(status.offlineCause, 2)) faults.push('cover-open')
  if (bit(status.offlineCause, 5) || bit(status.paper, 5) || bit(status.paper, 6)) faults.push('paper-out')
  if (bit(status.error, 3)) faults.push('cutter')
  if (bit(status.error, 6)) faults.push('overheat')
  if (bit(status.error, 2) || bit(status.error, 5) || (bit(status.offlineCause, 6) && status.error === undefined)) faults.push('printer-error')
  // Offline with a reason is said by the reason.
  if (bit(status.printer, 3) && faults.length === 0) faults.push('offline')
  if (!faults.includes('paper-out') && (bit(status.paper, 2) || bit(status.paper, 3))) faults.push('paper-near-end')
  return faults
}

export function stateOf(status: RealtimeStatus): DeviceState {
  const faults = faultsOf(status)
  const blocked = blockingFault(faults) !== undefined
  return { health: blocked ? 'offline' : faults.length > 0 ? 'degraded' : 'ready', faults }
}

/** The first fault that keeps ink off paper. */
export function blockingFault(faults: readonly FaultCode[]): FaultCode | undefined {
  return faults.find((fault) => blocking.has(fault))
}

/** The connector's pin 3, in the first byte of an automatic status as in the answer to DLE EOT 1. Which level means open is the drawer's matter. */
export const drawerPin = 0x04

/** What a printer says of itself unasked, in the words of what it says when asked. */
export function stateOfAutomatic([printer = 0, errors = 0, paper = 0]: AutomaticStatus): DeviceState {
  return stateOf({
    // Bit 3 is "offline" in both.
    printer,
    offlineCause: ((printer & 0x20) !== 0 ? 0x04 : 0) | ((paper & 0x0c) !== 0 ? 0x20 : 0),
    // Recoverable, cutter, unrecoverable and hot stand at the same bits as in the answer to DLE EOT 3.
    error: errors,
    paper: (paper & 0x03) !== 0 ? 0x0c : 0,
  })
}
