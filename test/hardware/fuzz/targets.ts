import { scaleProtocols, type ScaleProtocolName } from '../../../src/drivers/scale/index.ts'
import { aimTarget, gs1Target } from './gs1-target.ts'
import { printTarget, statusTarget } from './printer-target.ts'
import { type FuzzTarget } from './run-fuzz.ts'
import { scaleFrameTarget, scaleReadTarget } from './scale-target.ts'
import { hidScannerTarget, serialScannerTarget } from './scanner-target.ts'

const protocols = Object.keys(scaleProtocols).filter((name): name is ScaleProtocolName => name in scaleProtocols)

/** Every protocol that brings bytes from outside into the till. */
export const fuzzTargets: readonly FuzzTarget[] = [
  ...protocols.map((name) => scaleFrameTarget(name)),
  ...protocols.map((name) => scaleReadTarget(name)),
  serialScannerTarget(),
  hidScannerTarget(),
  gs1Target(),
  aimTarget(),
  statusTarget(),
  printTarget(),
]
