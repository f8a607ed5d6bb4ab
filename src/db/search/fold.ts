/** Letters that Unicode does not take apart, and that a person without them on the keyboard types as these. */
const spelledOut: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i' }

/**
 * ASCII and Chinese, which is nearly every name: no form of them becomes another, and their kinds are told by two ranges.
 * Normalising them twice cost a third of the indexing, and Unicode's properties a tenth of each search.
 */
const simple = /^[ -~\n\u4e00-\u9fff]*$/
const simpleRuns = /[\u4e00-\u9fff]+|[A-Za-z0-9]+/g

/**
 * One spelling for what looks the same to a person: no capitals, no full-width forms, no accents on Latin, Greek or
 * Cyrillic letters. The marks of other scripts stay: か and が are two letters. Folding what is folded changes nothing.
 */
export function fold(text: string): string {
  if (simple.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[ßæœøđðłþı]/g, (letter) => spelledOut[letter] ?? letter)
    .normalize('NFC')
}

/** A stretch of one kind: characters written without spaces (Chinese, kana), or a word of anything else. */
export interface Run {
  readonly kind: 'han' | 'word'
  readonly text: string
}

const runs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー])[\p{L}\p{N}\p{M}])+/gu
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u

/** A folded text cut into its runs. What is neither letter nor digit is only where one ends. */
export function runsOf(folded: string): readonly Run[] {
  const found: Run[] = []
  if (simple.test(folded)) {
    for (const text of folded.match(simpleRuns) ?? []) found.push({ kind: text.charCodeAt(0) < 0x80 ? 'word' : 'han', text })
    return found
  }
  for (const [text] of folded.matchAll(runs)) found.push({ kind: unspaced.test(text) ? 'han' : 'word', text })
  return found
}
