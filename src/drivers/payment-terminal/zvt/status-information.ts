import { withoutCardNumber } from '../../../domain/tender/index.ts'
import { bcdDigits } from './bcd.ts'
import { readFields, readTags, type Field } from './fields.ts'

/** 04 0F: how one transaction ended, as far as this till wants to know. */
export interface StatusInformation {
  /** 00 is approved. Absent: it did not say, or said two things. */
  readonly result?: number
  /** Minor units. */
  readonly amount?: number
  /** Four digits. */
  readonly currency?: string
  readonly trace?: string
  /** The trace of what this one took back. */
  readonly originalTrace?: string
  readonly receiptNo?: string
  readonly terminalId?: string
  readonly cardType?: string
  readonly lastFour?: string
  readonly authorisation?: string
  readonly text?: string
}

/** Card type ids of the specification's list that shops meet; the name the terminal says itself comes first. */
const cardTypes: Readonly<Record<number, string>> = { 2: 'girocard', 5: 'girocard', 6: 'Mastercard', 8: 'American Express', 10: 'Visa', 12: 'Diners Club', 14: 'JCB', 46: 'Maestro', 69: 'V PAY', 198: 'Discover', 249: 'UnionPay' }

/**
 * What stands in it. A bitmap that stands twice with two contents says neither, and behind one of unknown length nothing is
 * read: no approval may come out of bytes that nobody understood. Of the card number only the last four digits leave here.
 */
export function readStatusInformation(data: Uint8Array): StatusInformation {
  const { fields } = readFields(data)
  const one = (tag: number): Uint8Array | undefined => {
    const found = fields.filter((field) => field.tag === tag)
    const [first] = found
    return first !== undefined && found.every((field) => sameBytes(field, first)) ? first.data : undefined
  }
  const digitsOf = (tag: number): string | undefined => {
    const found = one(tag)
    return found && bcdDigits(found)
  }
  const amount = digitsOf(0x04)
  const trace = digitsOf(0x0b)
  const originalTrace = digitsOf(0x37)
  const receiptNo = digitsOf(0x87)
  const currency = digitsOf(0x49)
  const terminalId = digitsOf(0x29)
  const [result] = one(0x27) ?? []
  const lastFour = lastFourOf(one(0x22))
  const cardType = cardTypeOf(one(0x8b), one(0x8a))
  const authorisation = textOf(one(0x3b))
  const tags = one(0x06)
  const text = textOf(one(0x3c)) ?? textOf(tags && readTags(tags).find(({ tag }) => tag === 0x1f07)?.data)
  return {
    ...(result === undefined ? {} : { result }),
    ...(amount === undefined ? {} : { amount: Number(amount) }),
    ...(currency === undefined ? {} : { currency }),
    ...(trace === undefined ? {} : { trace }),
    ...(originalTrace === undefined ? {} : { originalTrace }),
    ...(receiptNo === undefined ? {} : { receiptNo }),
    ...(terminalId === undefined ? {} : { terminalId }),
    ...(cardType === undefined ? {} : { cardType }),
    ...(lastFour === undefined ? {} : { lastFour }),
    ...(authorisation === undefined ? {} : { authorisation }),
    ...(text === undefined ? {} : { text: text.slice(0, 100) }),
  }
}

function sameBytes(one: Field, other: Field): boolean {
  return one.data.length === other.data.length && one.data.every((byte, at) => byte === other.data[at])
}

/** Masked digits come as E, padding as F; what is shown at the end is what the customer's card shows. */
function lastFourOf(data: Uint8Array | undefined): string | undefined {
  if (data === undefined) return undefined
  const nibbles = Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join('').replace(/f+$/, '')
  const last = nibbles.slice(-4)
  return nibbles.length >= 8 && /^\d{4}$/.test(last) ? last : undefined
}

function cardTypeOf(name: Uint8Array | undefined, id: Uint8Array | undefined): string | undefined {
  const [number] = id ?? []
  return textOf(name)?.slice(0, 32) ?? (number === undefined ? undefined : cardTypes[number])
}

/** Printable ASCII without long numbers; undefined when nothing is left. The terminal's umlauts are of a code page of its own. */
export function textOf(data: Uint8Array | undefined): string | undefined {
  if (data === undefined) return undefined
  const text = Array.from(data, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCodePoint(byte) : byte === 0 ? '' : ' ')).join('')
  const clean = withoutCardNumber(text.trim().replaceAll(/ {2,}/g, ' '))
  return clean === '' ? undefined : clean
}
