import { enquiry, enquiryCut, enquirySlots, enquiryWeight } from './enquiry-frame.ts'
import { bad, frameReader, type Slot } from './frame-reader.ts'
import { type Act, type AskedProtocol, type Command, type ContinuousProtocol, type LineSettings, type ScaleFrame } from './protocol.ts'

const line: LineSettings = { baudRate: 9600, dataBits: 8, parity: 'none' }
const command = (first: number): readonly number[] => [0x3c, first, 0x4b, 0x3e, 0x09]
/** Bits 4, 5 and 6; the checksum does not cover it, so it has to agree with what the checksum does cover. */
const flags: Slot = (byte) => (byte & 0x8f) === 0
const activeSlots = [...enquirySlots, flags]

/** ACLAS (Pinnacle) OS2, asked: CAS's frame, but SOH and STX are in the check. Net or gross it does not say. */
export function aclasOs2(): AskedProtocol {
  return {
    name: 'aclas-os2',
    mode: 'asked',
    line,
    frames: 2,
    reader: (hear) => frameReader(enquirySlots.length, enquiryCut(enquirySlots, 0, (raw) => decode(raw, 'unsaid')), hear),
    weigh: enquiry,
    poll: enquiry,
    act: ({ kind }) => acts(kind, (frame) => frame.kind === 'weight' && frame.settled && frame.weight.digits === 0),
  }
}

/** The same scale as it leaves the box: ten frames a second unasked, with a byte of flags behind each. */
export function aclasOs2Active(): ContinuousProtocol {
  return {
    name: 'aclas-os2-active',
    mode: 'continuous',
    line,
    frames: 2,
    reader: (hear) => frameReader(activeSlots.length, enquiryCut(activeSlots, 0, decodeActive), hear),
    act: ({ kind }) => acts(kind, (frame) => frame.kind === 'weight' && frame.net === 'net'),
  }
}

function acts(kind: Command['kind'], tared: (frame: ScaleFrame) => boolean): Act | undefined {
  // Nothing answers either; the readings that follow have to show it. A preset and a clearing it has not.
  if (kind === 'zero') return { kind: 'watched', send: command(0x5a), proof: (frame) => frame.kind === 'weight' && frame.settled && frame.weight.digits === 0 }
  return kind === 'tare' ? { kind: 'watched', send: command(0x54), proof: tared } : undefined
}

function decode(raw: readonly number[], net: 'net' | 'gross' | 'unsaid'): ScaleFrame {
  const weight = enquiryWeight(raw, net)
  if (raw[2] !== 0x46) return raw[3] === 0x46 ? bad(raw) : weight
  // F is "out of range, or not yet at zero": told apart by whether there is a load to be out of range.
  const loaded = raw[3] === 0x20 && (weight.kind !== 'weight' || weight.weight.digits > 0)
  return { kind: 'state', state: loaded ? 'over-capacity' : 'needs-zero', raw }
}

function decodeActive(raw: readonly number[]): ScaleFrame {
  const bit = (at: number): boolean => ((raw[15] ?? 0) & (1 << at)) !== 0
  const frame = decode(raw, bit(5) ? 'net' : 'gross')
  if (frame.kind === 'weight') return bit(6) || bit(4) !== (frame.weight.digits === 0) ? bad(raw) : frame
  return frame.kind === 'state' && !bit(6) ? bad(raw) : frame
}
