import { minor, type Minor } from '../money/index.ts'

/** What stands for money under a number, whoever has it in their hand. Codes in the journal: never renamed. */
export const storedValueKinds = ['giftCard', 'storeCredit'] as const
export type StoredValueKind = (typeof storedValueKinds)[number]

export interface StoredValueId {
  readonly kind: StoredValueKind
  readonly number: string
}

export function isStoredValue(type: string): type is StoredValueKind {
  return storedValueKinds.some((kind) => kind === type)
}

/** One movement of a document: above nothing is put onto it, below nothing spent of it. */
export interface StoredValueMovement extends StoredValueId {
  readonly amount: number
}

interface Documented {
  readonly liabilities?: readonly { readonly owes: { readonly kind: string; readonly number?: string }; readonly amount: number }[]
  readonly tenders: readonly { readonly type: string; readonly number?: string; readonly amount: number }[]
}

/** What a sale (`spends`) or a refund moves, in its order. A tender that a refund gives puts it back, or makes it; what it names as owed is owed no longer. */
export function storedValueMovements({ liabilities = [], tenders }: Documented, spends: boolean): readonly StoredValueMovement[] {
  const put = liabilities.flatMap(({ owes, amount }): StoredValueMovement[] => (isStoredValue(owes.kind) && owes.number !== undefined ? [{ kind: owes.kind, number: owes.number, amount: spends ? amount : 0 - amount }] : []))
  const moved = tenders.flatMap(({ type, number, amount }): StoredValueMovement[] => (isStoredValue(type) && number !== undefined ? [{ kind: type, number, amount: spends ? 0 - amount : amount }] : []))
  return [...put, ...moved]
}

/** What a register knows of a number. Amounts in minor units. */
export interface KnownValue {
  /** Its own movements, and whether it put any onto it. */
  readonly own: number
  readonly isOurs: boolean
  /** What head office said is there and not held by another register, and this register's movements that it had not got then. */
  readonly told?: { readonly available: number; readonly unsent: number; /** Nobody else is let have it meanwhile. */ readonly isHeld: boolean }
}

export interface Spendable {
  readonly amount: Minor
  /** `known`: it is certain, or head office keeps it for us. `unverified`: it may be spent elsewhere at this moment. */
  readonly verified: 'known' | 'unverified'
}

/**
 * How much may be spent of a number, never below nothing. Held by head office, what it said. Else of what was put onto it here
 * what is left by what this register saw: a card of ours works with the line cut. Of any other at most `offlineLimit` less what
 * was spent of it here before, and never more than head office last said.
 */
export function spendable({ own, isOurs, told }: KnownValue, offlineLimit: number): Spendable {
  const atLeast = (amount: number): Minor => minor(Math.max(0, amount))
  const left = told === undefined ? undefined : told.available + told.unsent
  if (left !== undefined && told?.isHeld === true) return { amount: atLeast(left), verified: 'known' }
  if (isOurs) return { amount: atLeast(left === undefined ? own : Math.min(own, left)), verified: 'known' }
  const limited = offlineLimit + Math.min(0, own)
  return { amount: atLeast(left === undefined ? limited : Math.min(limited, left)), verified: 'unverified' }
}

/**
 * How much of what was put on a number is not there any more, of all that this register and head office know: nothing of it may be
 * taken off again then. It is asked of our own alone, which no limit for others' has to do with.
 */
export function goneOf(known: KnownValue, amount: number): Minor {
  return minor(Math.max(0, amount - spendable(known, 0).amount))
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * A number for store credit from 60 random bits, given as 15 hexadecimal digits: 12 letters without I, L, O and U, which are
 * read as others. Who guesses a thousand a second needs a million years for one that is worth something.
 */
export function creditNumber(hex: string): string {
  if (!/^[0-9a-f]{15}$/.test(hex)) throw new RangeError('not 60 random bits')
  let bits = BigInt(`0x${hex}`)
  let number = ''
  for (let place = 0; place < 12; place += 1) {
    number = `${letters.charAt(Number(bits & 31n))}${number}`
    bits >>= 5n
  }
  return number
}

/** In fours, as it is printed and read out. */
export function groupedNumber(number: string): string {
  return number.replaceAll(/(.{4})(?=.)/g, '$1-')
}
