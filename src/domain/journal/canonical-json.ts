import { type CanonicalValue } from './entry.ts'

/** Nothing in it that JSON escapes: names of fields, codes and ids. */
const bare = /^[ \w.:-]*$/
const loneSurrogate = /\p{Surrogate}/u

/**
 * RFC 8785 for integers, strings, arrays and objects. What has more than one spelling, or none in UTF-8, is refused
 * with its path rather than spelt somehow: a hash must come out the same in every language and in ten years.
 */
function problemOf(value: unknown, path: string): string | undefined {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) return `${path}: ${value} is not a safe integer`
    return Object.is(value, -0) ? `${path}: -0 has two spellings` : undefined
  }
  if (typeof value === 'string') return loneSurrogate.test(value) ? `${path}: half a surrogate pair` : undefined
  if (Array.isArray(value)) return firstProblem(value.entries(), path)
  if (typeof value !== 'object' || value === null) return `${path}: ${value === null ? 'null' : typeof value} is not canonical`
  if (!isPlain(value)) return `${path}: not a plain object`
  return firstProblem(Object.entries(value).filter(([, field]) => field !== undefined), path)
}

/** A Date or a Map would be written as {} and its content lost. A plain object of another realm is plain all the same. */
function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function firstProblem(fields: Iterable<readonly [string | number, unknown]>, path: string): string | undefined {
  for (const [key, field] of fields) {
    const here = `${path}.${key}`
    const problem = (typeof key === 'string' && loneSurrogate.test(key) ? `${here}: half a surrogate pair` : undefined) ?? problemOf(field, here)
    if (problem !== undefined) return problem
  }
  return undefined
}

export function isCanonical(value: unknown): value is CanonicalValue {
  return problemOf(value, '') === undefined
}

/** The same value with the type an entry's body wants. Throws TypeError that names the first field with no canonical spelling. */
export function canonicalValue(value: unknown): CanonicalValue {
  if (!isCanonical(value)) throw new TypeError(`no canonical JSON: ${problemOf(value, '$') ?? ''}`)
  return value
}

/** Undefined for what has no canonical spelling: why is asked afterwards, since it nearly always has one. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : undefined
  if (typeof value === 'string') return stringText(value)
  if (Array.isArray(value)) return listText(value)
  return typeof value === 'object' && value !== null && isPlain(value) ? objectText(value) : undefined
}

/** For well-formed strings JSON.stringify escapes exactly as RFC 8785 section 3.2.2.2 asks. */
function stringText(value: string): string | undefined {
  if (bare.test(value)) return `"${value}"`
  const text = JSON.stringify(value)
  // It escapes half a pair too; so what grew by its two quotes alone has none, and is not looked through a second time.
  return text.length === value.length + 2 || !loneSurrogate.test(value) ? text : undefined
}

function listText(list: readonly unknown[]): string | undefined {
  let text = ''
  for (let index = 0; index < list.length; index += 1) {
    const part = textOf(list[index])
    if (part === undefined) return undefined
    text += index === 0 ? part : `,${part}`
  }
  return `[${text}]`
}

function objectText(fields: Readonly<Record<string, unknown>>): string | undefined {
  let text = ''
  // Array.sort without a comparator orders by UTF-16 code units: the order the RFC asks for.
  for (const key of Object.keys(fields).sort()) {
    const field = fields[key]
    if (field === undefined) continue
    const name = stringText(key)
    const part = textOf(field)
    if (name === undefined || part === undefined) return undefined
    text += text === '' ? `${name}:${part}` : `,${name}:${part}`
  }
  return `{${text}}`
}

/** Keys sorted, no white space, absent fields left out. Throws TypeError on floats, -0, unsafe integers, booleans, null, undefined in arrays and half surrogate pairs. */
export function canonicalJson(value: unknown): string {
  const text = textOf(value)
  if (text === undefined) throw new TypeError(`no canonical JSON: ${problemOf(value, '$') ?? ''}`)
  return text
}
