import { type Minor } from '../money/index.ts'

/** What is written down of a buyer with a name. All but the name may be absent. */
export interface CustomerFields {
  readonly name: string
  /** On the member's card, as a gun reads it. Unique. */
  readonly member?: string
  readonly phone?: string
  readonly mail?: string
  readonly note?: string
}

export interface Customer extends CustomerFields {
  /** Opaque: all that journal, sales and head office ever know of them. */
  readonly id: string
  /** What may be owed on account, in minor units. Absent: no account. */
  readonly accountLimit?: Minor
  /** Put away: found where customers are kept, and put on no basket. */
  readonly inactive?: true
  /** Nothing but the id is left, for ever. */
  readonly erased?: true
}

export const customerFields = ['name', 'member', 'phone', 'mail', 'note'] as const
export type CustomerField = (typeof customerFields)[number]

/** As long as each may be. */
export const longest: Readonly<Record<CustomerField, number>> = { name: 64, member: 64, phone: 32, mail: 120, note: 400 }

/** As it is kept and compared: scanned and typed with blanks it is one number. */
export function memberNumber(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/g, '').toUpperCase()
}

/** What a phone number is found by: typed with blanks, brackets or dashes it is the same one. */
export function phoneDigits(text: string): string {
  return text.normalize('NFKC').replaceAll(/\D+/g, '')
}

/** Trimmed, in its kept spelling, and absent where nothing is left of it. */
export function tidied(fields: CustomerFields): CustomerFields {
  const said = (text: string | undefined): string | undefined => (text === undefined || text.trim() === '' ? undefined : text.trim())
  const [member, phone, mail, note] = [said(fields.member), said(fields.phone), said(fields.mail), said(fields.note)]
  return {
    name: fields.name.trim(),
    ...(member === undefined ? {} : { member: memberNumber(member) }),
    ...(phone === undefined ? {} : { phone: phone.normalize('NFKC') }),
    ...(mail === undefined ? {} : { mail }),
    ...(note === undefined ? {} : { note }),
  }
}

/** Printable and no blank: what a gun types as one line. Four at least, for its last four are what is printed of it. */
const memberShape = /^[\x21-\x7e]{4,64}$/
const phoneShape = /^\+?[\d\s()./-]+$/
/** Not what a mail address may be by its standard, but what somebody who typed one meant. */
const mailShape = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** The first field that is not what it says it is; undefined when all are. Of tidied ones. */
export function wrongField({ name, member, phone, mail, note }: CustomerFields): CustomerField | undefined {
  if (name === '' || name.length > longest.name) return 'name'
  if (member !== undefined && !memberShape.test(member)) return 'member'
  if (phone !== undefined) {
    const digits = phoneDigits(phone).length
    if (!phoneShape.test(phone) || digits < 3 || digits > 20 || phone.length > longest.phone) return 'phone'
  }
  if (mail !== undefined && (!mailShape.test(mail) || mail.length > longest.mail)) return 'mail'
  return note !== undefined && note.length > longest.note ? 'note' : undefined
}

/** Which fields another spelling of a customer changes, by name: what the journal may know of a change, and never what they say. */
export function changedFields(before: CustomerFields | undefined, after: CustomerFields): readonly CustomerField[] {
  return customerFields.filter((field) => before?.[field] !== after[field])
}

const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

/**
 * A name for a screen that others read too: "Maria S.", "王*". What a customer knows themselves by, and a stranger does not
 * find them by.
 */
export function shortName(name: string): string {
  const words = name.trim().split(/\s+/)
  const [first = ''] = words
  const last = words.length > 1 ? words.at(-1) : undefined
  if (unspaced.test(first)) return Array.from(first).length > 1 || last !== undefined ? `${Array.from(first)[0] ?? ''}*` : first
  return last === undefined ? first : `${first} ${Array.from(last)[0] ?? ''}.`
}

/** What a receipt or a list shows of a member number. */
export function memberEnd(member: string): string {
  return member.slice(-4)
}
