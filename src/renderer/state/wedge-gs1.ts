/**
 * What a gun that types says is GS1's: its AIM prefix, a separator, an address with a GTIN, or a GTIN after `01`. Told by
 * content, before any timing and before plain GTINs: the last eight digits of `01...17261231` check once in ten times, and
 * were sold as an EAN-8. Pure; what the text says is read on the other side of the wall.
 */

/** The group separator as text: what a key that stands for it becomes in the buffer. */
export const groupSeparator = '\u001d'

/** What a listener knows of a key. */
export interface PressedKey {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
}

/**
 * Whether a key is a gun's way to type GS: Ctrl+], whatever the layout has on that key, F8, or the character itself. A gun
 * that leaves it out altogether cannot be helped here: lot and serial number run together, and its sheet has to be set.
 */
export function isGroupSeparator({ key, code, ctrlKey, altKey, metaKey }: PressedKey): boolean {
  if (altKey || metaKey) return false
  return ctrlKey ? key === ']' || code === 'BracketRight' : key === 'F8' || key === groupSeparator
}

/** AIM prefixes of symbols that hold element strings and nothing else, and of those a shop's guns send before all others. */
const aimPrefix = /\](?:C[0124]|E[0-4]|I[0-3]|Q[0-6]|d[0-6]|e[0-3]|A\d|G0|L\d|z[0-9A-C])/g
const address = /https?:\/\/[^/?#\s]+\/(?:[^?#\s]*\/)?01\/\d{8,14}(?:[/?#]\S*)?$/i
/** What may stand behind a GTIN at a counter: a lot, dates, a variant, a serial number, counts, measures, a price. */
const behindGtin = /^(?:$|1[0-3567]|2[0-2]|24[01]|30|37|3[1-6]\d[0-5]|39[0-5]\d|8005|8020|8200)/

function checks(gtin: string): boolean {
  let sum = 0
  for (let index = gtin.length - 1, weight = 1; index >= 0; index -= 1, weight = 4 - weight) sum += weight * Number(gtin[index])
  return sum % 10 === 0
}

/** Where `01` with a GTIN that checks, and what may stand behind one, first begins. */
function elementsStart(text: string): number {
  for (const { index } of text.matchAll(/01(?=\d{14})/g)) {
    if (checks(text.slice(index + 2, index + 16)) && behindGtin.test(text.slice(index + 16).replace(groupSeparator, ''))) return index
  }
  return -1
}

/** Where the characters before a separator begin that are digits: a string that begins with a date or a lot, and has no `01` in front. */
function separatedStart(text: string): number {
  const separator = text.indexOf(groupSeparator)
  // A star ends a quantity that was typed, as it does everywhere in the entry.
  return separator < 0 ? -1 : text.slice(0, separator).search(/[^\s*]*$/)
}

/** The index in `text` (all that was typed before Enter) where such a scan begins, or -1. What stands before it stays typed. */
export function gs1Start(text: string): number {
  const prefixes = [...text.matchAll(aimPrefix)]
  // The first: a lot may have such letters in it, what a hand typed before the scan has not.
  const [prefix] = prefixes
  if (prefix !== undefined && prefix.index + prefix[0].length < text.length) return prefix.index
  const web = text.search(address)
  if (web >= 0) return web
  const elements = elementsStart(text)
  const separated = separatedStart(text)
  return elements < 0 || (separated >= 0 && separated < elements && text.slice(separated, elements).includes(groupSeparator)) ? separated : elements
}
