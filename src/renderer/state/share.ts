type Parts = Readonly<Record<string, unknown>>

function isParts(value: unknown): value is Parts {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An array whose elements are shared one by one; `before` itself when all of them are. */
function sharedList(before: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const list = next.map((part, index) => sharedPart(before[index], part))
  return list.length === before.length && list.every((part, index) => part === before[index]) ? before : list
}

function sharedParts(before: Parts, next: Parts): Parts {
  const names = Object.keys(next)
  const parts = names.map((name) => (Object.hasOwn(before, name) ? sharedPart(before[name], next[name]) : next[name]))
  const same = names.length === Object.keys(before).length && names.every((name, index) => Object.hasOwn(before, name) && parts[index] === before[name])
  return same ? before : Object.fromEntries(names.map((name, index) => [name, parts[index]]))
}

function sharedPart(before: unknown, next: unknown): unknown {
  if (Array.isArray(next)) return Array.isArray(before) ? sharedList(before, next) : next
  return isParts(next) && isParts(before) ? sharedParts(before, next) : next
}

/**
 * `next`, with whatever part of it equals the same part of `before` taken from `before`; `before` itself when all of it
 * does. Each view comes whole, so a scan into three hundred lines made three hundred new objects, and what is drawn from
 * an object is drawn again when the object is another. Plain values of the contract only, which JSON keeps whole.
 */
export function shared<T extends object>(before: T | undefined, next: T): T {
  return before === undefined ? next : (sharedPart(before, next) as T)
}
