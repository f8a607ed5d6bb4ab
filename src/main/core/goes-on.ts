import { type RegisterWriter } from '../../db/index.ts'
import { commands } from '../commands/index.ts'

/**
 * What is done on a full disk, and may use up the ballast: people come and go, money that is out is settled, what is sold is
 * printed and sent, and a shift is counted and closed. A drawer has to open to be counted.
 */
const always: ReadonlySet<string> = new Set([
  'sign-on', 'sign-off', 'approve', 'stay', 'prove-second-factor',
  'reprint', 'open-drawer',
  'declare-shift', 'close-shift', 'hand-over', 'suspend-shift', 'resume-shift', 'move-cash', 'print-x', 'reprint-z',
  'effect-started', 'effect-finished', 'start-reversal', 'mark-payment', 'settle-payment', 'move-outbox-cursor', 'lock-seats', 'end-training', 'lock', 'waits', 'hear-lock', 'hear-not-taken', 'heard-head-office',
])
/** And all that is done with the basket at the seat, where there is one, under its name in the contract or for the doors. */
const aroundTheBasket: ReadonlySet<string> = new Set([...Object.keys(commands), 'add-weighed', 'start-payment', 'start-refund', 'check-price'])
/** Begun at the seat, but of no basket: they wait. */
const ofNoBasket: ReadonlySet<string> = new Set(['set-layout', 'set-wedge', 'set-recall', 'lift-recall'])

export function goesOnWhenFull(name: string, database: Pick<RegisterWriter, 'seat'>, seat: string): boolean {
  if (always.has(name)) return true
  return aroundTheBasket.has(name) && !ofNoBasket.has(name) && database.seat(seat).basketId !== undefined
}
