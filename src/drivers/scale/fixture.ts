import { type DeviceState } from '../device/port.ts'
import { type Reading } from './port.ts'
import { type ScaleFrame, type ScaleProtocol } from './protocol.ts'

/** What a protocol's reader hears in those bytes, given to it in one piece or in several. */
export function framesIn(protocol: ScaleProtocol, ...pieces: readonly (readonly number[])[]): ScaleFrame[] {
  const frames: ScaleFrame[] = []
  const read = protocol.reader((frame) => frames.push(frame))
  for (const piece of pieces) read(Uint8Array.from(piece))
  return frames
}

/** Bytes of a table: hexadecimal pairs, and quoted text between them. */
export function bytes(table: string): number[] {
  return [...table.matchAll(/'([^']*)'|([0-9a-fA-F]{2})/g)].flatMap(([, text, pair]) => (text === undefined ? [Number.parseInt(pair ?? '', 16)] : Array.from(text, (letter) => letter.charCodeAt(0))))
}

/** A frame on one line: what a test compares. */
export function said(frame: ScaleFrame): string {
  switch (frame.kind) {
    case 'weight': {
      const { weight, unit, tare, step } = frame
      const name = typeof unit === 'string' ? unit : `(${unit.other})`
      return [frame.settled ? 'settled' : 'moving', `${weight.digits}e-${weight.decimals}`, name, frame.net, ...(tare ? [`tare ${tare.digits}`] : []), ...(step === undefined ? [] : [`step ${step}`])].join(' ')
    }
    case 'state':
      return [frame.state, ...(frame.atZero === true ? ['zero'] : []), ...(frame.net === true ? ['net'] : [])].join(' ')
    case 'reply':
      return `reply ${frame.reply}`
    case 'bad':
      return 'bad'
  }
}

export function shown(reading: Reading): string {
  return reading.kind === 'stable' ? `stable ${reading.weight.quantity} ${reading.weight.unit}` : reading.kind
}

export function stateText({ health, faults }: DeviceState): string {
  return [health, ...faults].join(' ')
}
