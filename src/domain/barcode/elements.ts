import { checkDigit } from '../catalogue/index.ts'
import { accept, refuse, type Result } from '../errors/index.ts'
import { dateOf } from './civil-date.ts'
import { identifierAt, longestOf, type Charset, type Component, type Identifier } from './identifiers.ts'

/** FNC1 as a scanner sends it: it ends a value whose length is not known beforehand. */
export const groupSeparator = '\u001d'

/** One identifier and its value, as they stand in the symbol. */
export interface Element {
  readonly ai: string
  readonly value: string
}

const characters: Readonly<Record<Charset, RegExp>> = {
  n: /^\d*$/,
  x: /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]*$/,
  y: /^[#\-/0-9A-Z]*$/,
  z: /^[0-9A-Za-z_\-=]*$/,
}

function componentRefusal(ai: string, { charset, check, min, optional }: Component, value: string, thisYear: number): ReturnType<typeof refuse> | undefined {
  if (value === '' && optional) return undefined
  if (value.length < min) return refuse('gs1.wrongLength', { ai })
  if (!characters[charset].test(value)) return refuse('gs1.wrongCharacter', { ai })
  if (check === undefined) return undefined
  if (check === 'digit') return checkDigit(value.slice(0, -1)) === Number(value.at(-1)) ? undefined : refuse('gs1.checkDigit', { ai })
  return dateOf(value, thisYear, check === 'date0') === undefined ? refuse('gs1.impossibleDate', { ai }) : undefined
}

/** The refusal for a value its identifier may not have, or undefined. Each component takes as much as it may. */
export function valueRefusal({ ai, components }: Identifier, value: string, thisYear: number): ReturnType<typeof refuse> | undefined {
  let from = 0
  for (const component of components) {
    const part = value.slice(from, from + component.max)
    from += part.length
    const refused = componentRefusal(ai, component, part, thisYear)
    if (refused !== undefined) return refused
  }
  return from === value.length ? undefined : refuse('gs1.wrongLength', { ai })
}

/**
 * Keeps the first of equal elements: a label may say its GTIN in two of its symbols. The same identifier with other data
 * is two labels read as one. Refuses `gs1.repeated`.
 */
export function withoutRepeats(elements: readonly Element[]): Result<readonly Element[]> {
  const known = new Map<string, string>()
  for (const { ai, value } of elements) {
    const before = known.get(ai)
    if (before !== undefined && before !== value) return refuse('gs1.repeated', { ai })
    known.set(ai, value)
  }
  return accept([...known].map(([ai, value]) => ({ ai, value })))
}

function valueEnd(text: string, from: number, identifier: Identifier): number {
  if (identifier.predefined) return Math.min(text.length, from + longestOf(identifier))
  const separator = text.indexOf(groupSeparator, from)
  return separator < 0 ? text.length : separator
}

/**
 * Reads an element string, its symbology prefix taken off. A separator before the first identifier, after a value whose
 * length is known, or at the end is how many scanners write FNC1, and does no harm. Refuses `gs1.malformed` for an empty
 * one, `gs1.unknownIdentifier`, `gs1.wrongLength`, `gs1.wrongCharacter`, `gs1.checkDigit`, `gs1.impossibleDate` and
 * `gs1.repeated`. `thisYear` decides the century of its dates.
 */
export function parseElementString(text: string, thisYear: number): Result<readonly Element[]> {
  const elements: Element[] = []
  for (let at = 0; at < text.length; ) {
    if (text[at] === groupSeparator) {
      at += 1
      continue
    }
    const identifier = identifierAt(text, at)
    if (identifier === undefined) return refuse('gs1.unknownIdentifier', { at })
    const from = at + identifier.ai.length
    const end = valueEnd(text, from, identifier)
    const value = text.slice(from, end)
    const refused = valueRefusal(identifier, value, thisYear)
    if (refused !== undefined) return refused
    elements.push({ ai: identifier.ai, value })
    at = end
  }
  return elements.length === 0 ? refuse('gs1.malformed') : withoutRepeats(elements)
}

/** The element string of these elements, with a separator wherever one is needed. For labels, simulators and tests. */
export function elementString(elements: readonly Element[]): string {
  return elements
    .map(({ ai, value }, place) => {
      const predefined = identifierAt(ai, 0)?.predefined === true
      return ai + value + (predefined || place === elements.length - 1 ? '' : groupSeparator)
    })
    .join('')
}
