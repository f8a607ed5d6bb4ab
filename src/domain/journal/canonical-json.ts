import { type CanonicalValue } from './entry.ts'

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
  // A Date or a Map would be written as {} and its content lost. A plain object of another realm is plain all the same.
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return `${path}: not a plain object`
  return firstProblem(Object.entries(value).filter(([, field]) => field !== undefined), path)
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

function textOf(value: CanonicalValue): string {
  if (typeof value === 'number') return String(value)
  // For well-formed strings JSON.stringify escapes exactly as RFC 8785 section 3.2.2.2 asks.
  if (typeof value === 'string') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(textOf).join(',')}]`
  const fields: string[] = []
  // Array.sort without a comparator orders by UTF-16 code units: the order the RFC asks for.
  for (const key of Object.keys(value).toSorted()) {
    const field = value[key]
    if (field !== undefined) fields.push(`${JSON.stringify(key)}:${textOf(field)}`)
  }
  return `{${fields.join(',')}}`
}

/** Array.isArray does not narrow a readonly array out of a union. */
function isList(value: CanonicalValue): value is readonly CanonicalValue[] {
  return Array.isArray(value)
}

/** Keys sorted, no white space, absent fields left out. Throws TypeError on floats, -0, unsafe integers, booleans, null, undefined in arrays and half surrogate pairs. */
export function canonicalJson(value: CanonicalValue): string {
  return textOf(canonicalValue(value))
}
