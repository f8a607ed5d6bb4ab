import { closeShift } from './close-shift.ts'
import { moveCash } from './move-cash.ts'
import { declareShift, handOver, openShift, resumeShift, suspendShift } from './shift-acts.ts'
import { printX, reprintZ } from './shift-prints.ts'

/** The commands of a shift, by their names in the contract. */
export const shiftCommands = {
  'open-shift': openShift,
  'move-cash': moveCash,
  'hand-over': handOver,
  'suspend-shift': suspendShift,
  'resume-shift': resumeShift,
  'declare-shift': declareShift,
  'close-shift': closeShift,
  'print-x': printX,
  'reprint-z': reprintZ,
} as const
