import { pinyinTable } from './pinyin-table.ts'

/**
 * Readings of Chinese characters, without tones. A character has every reading it has anywhere: a cashier types 重 as
 * zhong or chong, and no program knows which the shop says. ü is both v and u, since keyboards differ.
 *
 * The table is made from the pinyin-pro package and kept here: the index holds readings and a query is checked against
 * them, so both must be those of one version; and the package's first reading takes 40 ms, four slices of writing.
 */
let table: Map<string, readonly string[]> | undefined
const syllables = new Set<string>()
const beginnings = new Set<string>()
const longestSyllable = 6

function load(): Map<string, readonly string[]> {
  const readings = new Map<string, string[]>()
  for (const entry of pinyinTable.split(' ')) {
    const [syllable = ''] = /^[a-z]+/.exec(entry) ?? []
    syllables.add(syllable)
    for (let length = 1; length <= syllable.length; length += 1) beginnings.add(syllable.slice(0, length))
    for (const character of entry.slice(syllable.length)) {
      const known = readings.get(character)
      if (known === undefined) readings.set(character, [syllable])
      else known.push(syllable)
    }
  }
  return readings
}

/** Lower-case syllables, none for what has no reading. The table is read at the first question, in a few milliseconds. */
export function readingsOf(character: string): readonly string[] {
  table ??= load()
  return table.get(character) ?? []
}

/** First letters of the readings, each once. */
export function initialsOf(character: string): readonly string[] {
  const readings = readingsOf(character)
  if (readings.length < 2) return readings.map((reading) => reading.slice(0, 1))
  return [...new Set(readings.map((reading) => reading.slice(0, 1)))]
}

/**
 * Where in `letters` a syllable may begin, rising; undefined when they are not syllables with perhaps half of one at the end.
 * "xian" may be xian, xi an or the beginning of xia ni: 0, 2 and 3.
 */
export function syllablesIn(letters: string): readonly number[] | undefined {
  table ??= load()
  const starts: number[] = []
  const reached = new Set([0])
  let whole = false
  for (let at = 0; at < letters.length; at += 1) {
    if (!reached.has(at)) continue
    starts.push(at)
    if (beginnings.has(letters.slice(at))) whole = true
    for (let length = 1; length <= longestSyllable; length += 1) {
      if (syllables.has(letters.slice(at, at + length))) reached.add(at + length)
    }
  }
  return whole ? starts : undefined
}

/** A whole syllable, of any character. */
export function isSyllable(letters: string): boolean {
  table ??= load()
  return syllables.has(letters)
}
