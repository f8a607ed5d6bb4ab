import { providerOf } from '../../contracts/ipc/index.ts'
import { gs1Start } from './wedge-gs1.ts'
import { receiptCodeStart } from './wedge-receipt.ts'

/**
 * A scanner that types like a keyboard ("wedge"): which of the keys before an Enter were a scan? Content decides before
 * timing. Timing alone (every gap <= 45 ms) lost 24 of 60 scans with a busy page; the GTIN check digit lost none.
 * Pure: the listener (wedge-listener.ts) feeds it keys and acts on what it says.
 */
export interface TypedKey {
  /** One character. */
  readonly character: string
  /** Milliseconds on any steady clock. */
  readonly at: number
}

/**
 * What else is typed on this screen. `text`: codes and quantities. `amount`: money or weight, where eight digits that
 * happen to check are a number unless they came in a burst. `bag`: money that leaves in a bag: a burst of
 * plain digits is the bag's number. `pin`: only what no PIN can be, twelve digits and more.
 * `nothing`: typing is of no use here, a scan still is. `form`: fields that hold their own text, and no scan means anything.
 */
export type TypingKind = 'text' | 'amount' | 'bag' | 'pin' | 'nothing' | 'form'

/** A scan is over within this; a cashier typing thirteen digits is over it. */
const longestScan = 2500
/** Milliseconds between keys. A counter whose gun is slower was measured, and has its own. */
export interface WedgePace {
  /** A pause longer than this ends what was typed before it. */
  readonly pause: number
  /** The median gap of a burst. */
  readonly burst: number
}
export const standardPace: WedgePace = { pause: 90, burst: 45 }
const shortestBurst = 4

/** GS1 check digit of 8, 12, 13 or 14 digits. */
export function isGtin(text: string): boolean {
  if (!/^(?:\d{8}|\d{12,14})$/.test(text)) return false
  let sum = 0
  for (let index = text.length - 1, weight = 1; index >= 0; index -= 1, weight = 4 - weight) sum += weight * Number(text[index])
  return sum % 10 === 0
}

function gapBefore(keys: readonly TypedKey[], index: number): number {
  const key = keys[index]
  const previous = keys[index - 1]
  return key === undefined || previous === undefined ? Number.POSITIVE_INFINITY : key.at - previous.at
}

/** True when the keys from `start` came faster than a hand types. */
function isBurst(keys: readonly TypedKey[], start: number, pace: WedgePace): boolean {
  const gaps = keys.slice(start + 1).map((_, offset) => gapBefore(keys, start + 1 + offset)).sort((a, b) => a - b)
  const median = gaps[gaps.length >> 1]
  return keys.length - start >= shortestBurst && median !== undefined && median <= pace.burst
}

/** Where a GTIN begins among the last keys, or -1. */
function gtinStart(keys: readonly TypedKey[], typing: TypingKind, pace: WedgePace): number {
  const text = keys.map((key) => key.character).join('')
  const last = keys.at(-1)
  const starts = [14, 13, 12, 8]
    .filter((length) => length <= text.length && isGtin(text.slice(-length)))
    .map((length) => text.length - length)
    .filter((start) => (last?.at ?? 0) - (keys[start]?.at ?? 0) < longestScan)
    .filter((start) => text.length - start > 8 || typing === 'text' || typing === 'nothing' || ((typing === 'amount' || typing === 'bag') && isBurst(keys, start, pace)))
  // `200` typed and a GTIN-13 scanned: the typed 0 makes a GTIN-14 that checks too. The hand's way to the scanner is the
  // longest gap of all, so the code begins after it; without a pause the longest code wins.
  const widest = starts.toSorted((a, b) => gapBefore(keys, b) - gapBefore(keys, a))[0]
  return widest !== undefined && gapBefore(keys, widest) > pace.pause ? widest : (starts[0] ?? -1)
}

/**
 * Where a payer's code begins: all the digits at the end, or -1. One in ten of them ends in thirteen digits that check as a
 * GTIN, and the code of somebody's money would be rung up as goods. Behind a pause the GTIN is one: `280` typed, and scanned.
 */
function payerCodeStart(keys: readonly TypedKey[], gtin: number, pace: WedgePace): number {
  const digits = /\d+$/.exec(keys.map((key) => key.character).join(''))?.[0] ?? ''
  const start = keys.length - digits.length
  if (providerOf(digits) === undefined || (gtin > start && gapBefore(keys, gtin) > pace.pause)) return -1
  return start
}

/** Where the fast keys at the end begin, or -1. */
function burstStart(keys: readonly TypedKey[], pace: WedgePace): number {
  // A star ends a quantity, which is typed and never scanned: `6*4011` typed quickly is six of 4011, not a code of its own.
  const afterStar = keys.findLastIndex((key) => key.character === '*') + 1
  let start = keys.length - 1
  while (start > afterStar && gapBefore(keys, start) <= pace.pause) start -= 1
  return start >= afterStar && isBurst(keys, start, pace) ? start : -1
}

/**
 * Index of the first key of the scan among `keys` (all since the last Enter, oldest first), -1 when it was typing.
 * What was typed before that index stays typed: judging the whole buffer ate the cashier's amount.
 */
export function scanStart(keys: readonly TypedKey[], typing: TypingKind, pace: WedgePace = standardPace): number {
  if (typing === 'form') return -1
  const text = keys.map((key) => key.character).join('')
  const receipt = receiptCodeStart(text)
  if (receipt >= 0) return receipt
  const gs1 = gs1Start(text)
  if (gs1 >= 0) return gs1
  const byContent = gtinStart(keys, typing, pace)
  const payer = payerCodeStart(keys, byContent, pace)
  if (payer >= 0) return payer
  if (byContent >= 0) return byContent
  const start = burstStart(keys, pace)
  if (typing === 'text' || typing === 'nothing') return start
  // A bag's number typed itself over its amount, and its Enter booked that: 0042711 was forty-two thousand. An amount may have a point.
  if (typing === 'bag' && start >= 0 && keys.slice(start).every((key) => /\d/.test(key.character))) return start
  // The digits of `AB-1204` scanned over an amount stayed in it, and the scan's Enter paid that amount. No hand types
  // letters into an amount or a PIN, so a burst with one in it was no hand.
  return keys.slice(Math.max(start, 0)).some((key) => /[^\d.]/.test(key.character)) ? start : -1
}
