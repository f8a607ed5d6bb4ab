import { type PayReason } from '../../../domain/tender/index.ts'
import { type PayPhase } from '../port.ts'

/** Why not, by the result code of 04 0F or 06 1E. Below 64 it is the acquirer's own number: declined, and more nobody may say. */
const reasons: Readonly<Record<number, PayReason>> = {
  0x64: 'cardNotReadable', 0x65: 'cardNotReadable', 0x66: 'declined', 0x67: 'cardUnknown', 0x68: 'cardUnknown', 0x6b: 'terminalFault', 0x6c: 'abortedThere', 0x6e: 'cardBlocked', 0x6f: 'wrongCurrency',
  0x71: 'notEnough', 0x72: 'cardNotReadable', 0x73: 'cardNotReadable', 0x76: 'cardUnknown', 0x77: 'notPossible', 0x78: 'cardExpired', 0x79: 'cardUnknown', 0x7a: 'cardUnknown', 0x7b: 'cardNotReadable', 0x7c: 'cardNotReadable', 0x7e: 'cardNotReadable',
  0x7d: 'noLine', 0x83: 'notPossible', 0x9b: 'noLine', 0x9c: 'busy', 0xa0: 'terminalFault', 0xa1: 'noLine', 0xa3: 'noLine', 0xb4: 'notPossible', 0xb5: 'notPossible',
  0xc2: 'terminalFault', 0xc3: 'limit', 0xc6: 'wrongCurrency', 0xc8: 'limit', 0xc9: 'limit', 0xdc: 'busy', 0xe2: 'terminalFault', 0xff: 'terminalFault',
}

export function reasonOf(result: number): PayReason {
  return reasons[result] ?? (result > 0 && result < 0x64 ? 'declined' : 'terminalFault')
}

/** Whoever pressed the red key, or let the time pass: nobody declined anything. */
export function isCancelled(result: number): boolean {
  return result === 0x6c
}

/** 04 FF: what the customer is being asked to do. */
const phases: Readonly<Record<number, PayPhase>> = { 0x00: 'waiting', 0x01: 'enterPin', 0x02: 'enterPin', 0x04: 'authorising', 0x05: 'takingBack', 0x0a: 'presentCard', 0x0b: 'removeCard', 0x0e: 'waiting', 0x17: 'authorising' }

export function phaseOf(status: number | undefined): PayPhase {
  return (status === undefined ? undefined : phases[status]) ?? 'waiting'
}
