/** What a printer's own letters are used for. Everything else is drawn, a `^` or a quotation mark among it: what cannot be sent cannot be an order. */
const plain = /^[ !#-[\]`a-z{|}]*$/

/** Whether every character is one that all label printers have, and none reads as anything but itself. */
export function isPlain(text: string): boolean {
  return plain.test(text)
}

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3ffff}]/u
const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** What a reader sees as one letter, with the columns it takes: a Han character two. */
function lettersOf(text: string): readonly { readonly letter: string; readonly columns: number }[] {
  return Array.from(letters.segment(text), ({ segment }) => ({ letter: segment, columns: wide.test(segment) ? 2 : 1 }))
}

export function columnsOf(text: string): number {
  return lettersOf(text).reduce((sum, { columns }) => sum + columns, 0)
}

const more = '..'

/**
 * In at most `most` lines of `columns`, broken at spaces and around Han characters, inside a word only when it is longer than a
 * line. What is left over is cut off, and two dots say so.
 */
export function wrapped(text: string, columns: number, most: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.match(/[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff]|[^\s\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff]+|\s+/gu) ?? []) {
    if (columnsOf((line + word).trimEnd()) <= columns) {
      line += word
      continue
    }
    if (line.trim() !== '') lines.push(line.trim())
    line = ''
    for (const { letter } of lettersOf(word.trimStart())) {
      if (columnsOf(line + letter) > columns) {
        lines.push(line)
        line = ''
      }
      line += letter
    }
  }
  if (line.trim() !== '') lines.push(line.trim())
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), cut(lines.slice(most - 1).join(' '), columns)]
}

function cut(text: string, columns: number): string {
  let kept = ''
  for (const { letter } of lettersOf(text)) {
    if (columnsOf(kept + letter) + more.length > columns) break
    kept += letter
  }
  return `${kept.trimEnd()}${more}`
}
