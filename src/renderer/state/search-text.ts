import { readEntry } from './entry.ts'

/**
 * From this many digits on a number is looked up while it is typed. Below, it is more often the cash a customer hands
 * over, and tiles that change places while an amount is typed are pressed wrongly.
 */
const fewestDigits = 5

/** Whether what is typed names an item in words. Only then does Enter mean the first item found and not the code itself. */
export function isWords(code: string): boolean {
  return /\p{L}/u.test(code)
}

/** What to look up for this entry, undefined when nothing is: `3*milk` looks up `milk`. */
export function searchTextOf(entry: string): string | undefined {
  const { code } = readEntry(entry)
  // An input method shows its pinyin with apostrophes between the syllables before a character is chosen.
  const text = code.replaceAll(/['’]/g, '')
  return isWords(text) || text.replaceAll(/\D/g, '').length >= fewestDigits ? text : undefined
}
