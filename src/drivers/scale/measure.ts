import { type Thousandths, thousandths } from '../../domain/quantity/index.ts'
import { decimalText, inThousandths } from './decimal.ts'
import { type Reading, type Weight, type WeightUnit } from './port.ts'
import { type ScaleFrame, type WeightFrame } from './protocol.ts'

/** What the shop and the scale's plate say; the frames alone do not. */
export interface WeighingRules {
  readonly sellsIn: WeightUnit
  /** e, as on the plate, in thousandths of `sellsIn`. Absent: what the frame says, or one of its last digit. */
  readonly division?: Thousandths
  /** Legal minimum in divisions: 20 for class III. 0 where the law has none. */
  readonly minimumDivisions: number
}

/** Undefined: the frame says neither a weight nor a reason against one. */
export function measure(frame: ScaleFrame, rules: WeighingRules): Reading | undefined {
  switch (frame.kind) {
    case 'bad':
      return { kind: 'bad-frame' }
    case 'reply':
      return undefined
    case 'state':
      return frame.state === 'well' ? undefined : { kind: frame.state }
    case 'weight':
      return weighed(frame, rules)
  }
}

function weighed(frame: WeightFrame, rules: WeighingRules): Reading {
  const { unit, weight } = frame
  if (typeof unit === 'object') return { kind: 'wrong-unit', unit: unit.other }
  if (!frame.settled) return { kind: 'in-motion', shown: `${decimalText(weight)} ${unit}` }
  // Negative and settled: something was taken off a tared or badly zeroed scale.
  if (weight.digits < 0) return { kind: 'under-zero' }
  const quantity = inThousandths(weight, unit, rules.sellsIn)
  if (quantity === undefined) return { kind: 'wrong-unit', unit }
  if (quantity === 0) return { kind: 'empty' }
  const division = rules.division ?? divisionOf(frame, unit, rules.sellsIn)
  // No scale shows a weight between two of its divisions: such a frame is not what the scale showed.
  if (quantity % division !== 0) return { kind: 'bad-frame' }
  const tare = frame.tare && inThousandths(frame.tare, unit, rules.sellsIn)
  const settled: Weight = { quantity, unit: rules.sellsIn, division, net: frame.net, ...(tare !== undefined && { tare }), ...(frame.priced && { priced: frame.priced }), raw: hex(frame.raw) }
  return quantity < rules.minimumDivisions * division ? { kind: 'below-minimum', weight: settled } : { kind: 'stable', weight: settled }
}

function divisionOf(frame: WeightFrame, unit: WeightUnit, sellsIn: WeightUnit): Thousandths {
  return inThousandths({ digits: frame.step ?? 1, decimals: frame.weight.decimals }, unit, sellsIn) ?? thousandths(1)
}

function hex(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
