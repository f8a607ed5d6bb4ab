import { fold, type Run, runsOf } from './fold.ts'
import { initialsOf, isSyllable, readingsOf, syllablesIn } from './pinyin.ts'
import { FULL, fullLength, fullToken, gramLengths, gramsOf, gramToken, INITIALS, initialsToken, wordStart } from './tokens.ts'

/**
 * What a person typed, made into an expression of the index and into the definition of a hit. The expression may find too
 * much, never too little; `matches` then says exactly. So recall does not hang on how clever the expression is.
 */
export interface SearchQuery {
  /** For MATCH. */
  readonly expression: string
  /** Of a name's `searchText`. */
  matches(text: string): boolean
}

/** More words than anyone types into one field; the rest would only cost. */
const mostTerms = 8

const all = (parts: readonly string[]): string => (parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' AND ')})`)
const any = (parts: readonly string[]): string => (parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' OR ')})`)
const quoted = (token: string): string => `"${token}"`
const allTokens = (tokens: readonly string[]): string => all([...new Set(tokens)].map(quoted))

function hanExpression(text: string): string {
  const characters = Array.from(text)
  if (characters.length === 1) return quoted(text)
  return allTokens(characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`))
}

/** `count` places in a row, of which so many are enough that windows of `size` from them leave no gap. */
function windowsOver(count: number, size: number): readonly number[] {
  const places = [0]
  for (let at = size; at < count - 1; at += size) places.push(at)
  return count > 1 ? [...places, count - 1] : places
}

/** The longest grams that fit, without a gap: each more of them is one more list to walk. */
function wordExpression(text: string): string {
  const length = gramLengths.findLast((fits) => fits <= Array.from(text).length)
  if (length === undefined) return quoted(wordStart(text))
  const grams = gramsOf(text, length)
  return allTokens(windowsOver(grams.length, length).map((at) => gramToken(grams[at] ?? '')))
}

/** Initials of any length by windows of four. Undefined for letters with which no syllable begins. */
function initialsExpression(letters: string): string | undefined {
  if (/[iuv]/.test(letters)) return undefined
  if (letters.length <= INITIALS) return quoted(initialsToken(letters))
  const windows = gramsOf(letters, INITIALS)
  return allTokens(windowsOver(windows.length, INITIALS).map((at) => initialsToken(windows[at] ?? '')))
}

/**
 * Full pinyin: what it begins with, and then, since the index only knows six letters from a character on, one of the places
 * where a syllable may begin among each next six letters. No syllable is longer than six, so one of them is really one.
 */
function fullExpression(letters: string): string | undefined {
  const tokenAt = (at: number): string => quoted(fullToken(letters.slice(at, at + fullLength(letters.length - at))))
  if (fullLength(letters.length) === 0) return undefined
  const starts = syllablesIn(letters)
  if (starts === undefined) return undefined
  const parts = [tokenAt(0)]
  const windows: number[] = []
  for (let from = 1; from + FULL < letters.length; from += FULL) windows.push(from)
  // The last letters decide most: without a window of their own, a common beginning brought every item that has it. A window
  // ends before the last letter, where nothing is indexed to ask for; so one that would begin at 0 must not need to.
  const last = letters.length - FULL - 1
  if (last > 0 || (last === 0 && !isSyllable(letters.slice(0, FULL)))) windows.push(Math.max(1, last))
  for (const from of new Set(windows)) {
    const places = starts.filter((at) => at >= from && at < from + FULL && letters.length - at >= 2)
    parts.push(any(places.map(tokenAt)))
  }
  return all(parts)
}

function expressionOf({ kind, text }: Run): string {
  if (kind === 'han') return hanExpression(text)
  if (!/^[a-z]+$/.test(text)) return wordExpression(text)
  return any([wordExpression(text), initialsExpression(text), fullExpression(text)].filter((one) => one !== undefined))
}

function spelledBy(characters: readonly string[], at: number, letters: string): boolean {
  if (letters === '') return true
  const character = characters[at]
  if (character === undefined) return false
  return readingsOf(character).some((reading) => reading.startsWith(letters) || (letters.startsWith(reading) && spelledBy(characters, at + 1, letters.slice(reading.length))))
}

function initialledBy(characters: readonly string[], at: number, letters: string): boolean {
  for (let index = 0; index < letters.length; index += 1) {
    const character = characters[at + index]
    if (character === undefined || !initialsOf(character).includes(letters.charAt(index))) return false
  }
  return true
}

/** A word is found where it stands in the name; one or two letters only where a word begins, or they would find everything. */
function inWords(text: string, words: readonly string[]): boolean {
  const short = Array.from(text).length < 3
  return words.some((word) => (short ? word.startsWith(text) : word.includes(text)))
}

function termMatches({ kind, text }: Run, runs: readonly Run[]): boolean {
  const han = runs.filter((run) => run.kind === 'han').map((run) => run.text)
  if (kind === 'han') return han.some((run) => run.includes(text))
  if (inWords(text, runs.filter((run) => run.kind === 'word').map((run) => run.text))) return true
  if (!/^[a-z]+$/.test(text)) return false
  return han.some((run) => {
    const characters = Array.from(run)
    return characters.some((_, at) => initialledBy(characters, at, text) || spelledBy(characters, at, text))
  })
}

/** Undefined for a text without a letter or digit. */
export function searchQuery(text: string): SearchQuery | undefined {
  const terms = runsOf(fold(text)).slice(0, mostTerms)
  if (terms.length === 0) return undefined
  return {
    expression: all(terms.map(expressionOf)),
    matches(name) {
      const runs = runsOf(name)
      return terms.every((term) => termMatches(term, runs))
    },
  }
}
