import { refuse, type Result } from '../../domain/errors/index.ts'

const none = (): Result<never> => refuse('shift.none')

export const shiftCommands = {
  'open-shift': none,
  'move-cash': none,
  'hand-over': none,
  'suspend-shift': none,
  'resume-shift': none,
  'declare-shift': none,
  'close-shift': none,
  'print-x': none,
  'reprint-z': none,
} as const
