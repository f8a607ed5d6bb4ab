import { type Names } from '../../domain/catalogue/index.ts'
import { fold, runsOf } from './fold.ts'
import { initialsOf, readingsOf } from './pinyin.ts'

/**
 * What the index holds, and what a query asks it for. Both are made here, so that they cannot drift apart. The first
 * character of a token says its kind; a character of Chinese is its own.
 *
 * - `绿`, `绿茶`: Chinese characters, and each two neighbours
 * - `_c`, `_co`: the first one and two letters of a word
 * - `~ola`, `~ocola`: any three and any five neighbouring letters of a word. Three alone are in tens of thousands of names,
 *   and a query of two words then spends its time on lists that have nothing in common
 * - `-lcyl`: initials of up to four neighbouring Chinese characters, and of three, two and one
 * - `.lvch`: the first two to six letters of full pinyin from each character on
 */

/** Raised when what is indexed changes: each register then makes its index again, in slices. */
export const SEARCH_VERSION = 1

export const INITIALS = 4
const fullLengths = [6, 5, 4, 3, 2] as const
/** Of the grams of a word. */
export const gramLengths = [3, 5] as const
export const FULL = fullLengths[0]

export const wordStart = (letters: string): string => `_${letters}`
export const gramToken = (letters: string): string => `~${letters}`
export const initialsToken = (letters: string): string => `-${letters}`
export const fullToken = (letters: string): string => `.${letters}`

/** The longest length of full pinyin that is indexed and not above `length`; 0 below two letters. */
export function fullLength(length: number): number {
  return fullLengths.find((indexed) => indexed <= length) ?? 0
}

/** Every spelling of the characters from `at` on, cut at `most` letters; `lettersOf` has one entry a reading. */
function spellings(characters: readonly string[], at: number, most: number, lettersOf: (character: string) => readonly string[]): ReadonlySet<string> {
  const whole = new Set<string>()
  function spell(before: string, next: number): void {
    const character = characters[next]
    const readings = before.length < most && character !== undefined ? lettersOf(character) : []
    if (readings.length === 0) whole.add(before.slice(0, most))
    for (const reading of readings) spell(before + reading, next + 1)
  }
  spell('', at)
  return whole
}

function addHan(tokens: Set<string>, text: string): void {
  const characters = Array.from(text)
  characters.forEach((character, at) => {
    tokens.add(character)
    const next = characters[at + 1]
    if (next !== undefined) tokens.add(character + next)
    for (const letters of spellings(characters, at, INITIALS, initialsOf)) {
      for (let length = letters.length; length > 0; length -= 1) tokens.add(initialsToken(letters.slice(0, length)))
    }
    for (const letters of spellings(characters, at, FULL, readingsOf)) {
      for (const length of fullLengths) if (length <= letters.length) tokens.add(fullToken(letters.slice(0, length)))
    }
  })
}

function addWord(tokens: Set<string>, text: string): void {
  const letters = Array.from(text)
  tokens.add(wordStart(letters.slice(0, 1).join('')))
  if (letters.length > 1) tokens.add(wordStart(letters.slice(0, 2).join('')))
  for (const length of gramLengths) for (const gram of gramsOf(text, length)) tokens.add(gramToken(gram))
}

/** Every so many neighbouring characters of a word; none of a shorter one. */
export function gramsOf(word: string, length: number): readonly string[] {
  const letters = Array.from(word)
  const found: string[] = []
  for (let at = 0; at + length <= letters.length; at += 1) found.push(letters.slice(at, at + length).join(''))
  return found
}

/** All names as one folded text, which is what a query is matched against. */
export function searchText(names: Names): string {
  return fold(Object.values(names).join('\n'))
}

/** The tokens of an item's names in all its languages, each once, separated by spaces. */
export function indexTokens(names: Names): string {
  const tokens = new Set<string>()
  for (const { kind, text } of runsOf(searchText(names))) {
    if (kind === 'han') addHan(tokens, text)
    else addWord(tokens, text)
  }
  return [...tokens].join(' ')
}
