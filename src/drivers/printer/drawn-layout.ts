/** A piece of text where it is to be drawn: `x` is its left edge, whatever its direction. */
export interface DrawnPiece {
  readonly text: string
  readonly x: number
  readonly rightToLeft: boolean
}

export interface DrawnLine {
  readonly pieces: readonly DrawnPiece[]
}

export interface DrawnRow {
  readonly left: string
  readonly right: string
  readonly align: 'left' | 'centre' | 'right'
  /** In the unit of `measure`. */
  readonly width: number
  readonly gap: number
  readonly measure: (text: string) => number
}

/** Less room than this part of the line beside an amount, and the name goes above it. */
const narrowest = 1 / 6

/**
 * A row broken into lines no wider than `width`: between words as the script has them (Thai writes no spaces, Chinese
 * breaks almost anywhere), and inside a word only when it is longer than a line. The amount stands on the first line at the
 * right edge and is never wrapped; where it leaves too little room it stands on a line of its own below, as printed rows do.
 */
export function drawnLines({ left, right, align, width, gap, measure }: DrawnRow): DrawnLine[] {
  const place = (text: string, side: DrawnRow['align']): DrawnPiece => {
    const free = Math.max(0, width - measure(text))
    return { text, x: side === 'right' ? free : side === 'centre' ? free / 2 : 0, rightToLeft: startsRightToLeft(text) }
  }
  if (right === '') return wrapped(left, width, measure).map((text) => ({ pieces: [place(text, align)] }))
  const amount = place(right, 'right')
  if (left.trim() === '') return [{ pieces: [amount] }]
  const room = width - measure(right) - gap
  if (measure(left) > room && room < width * narrowest) {
    return [...wrapped(left, width, measure).map((text) => ({ pieces: [place(text, 'left')] })), { pieces: [amount] }]
  }
  return wrapped(left, room, measure).map((text, at) => ({ pieces: at === 0 ? [place(text, 'left'), amount] : [place(text, 'left')] }))
}

const words = new Intl.Segmenter(undefined, { granularity: 'word' })
const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function wrapped(text: string, width: number, measure: (text: string) => number): string[] {
  // As most names are: then nobody has to know where their words end, which costs more than to measure them.
  if (measure(text.trimEnd()) <= width) return [text.trimEnd()]
  const lines: string[] = []
  let line = ''
  const add = (segment: string): void => {
    // A space at the end of a line takes no room: it is not seen.
    if (line === '' || measure((line + segment).trimEnd()) <= width) {
      line += segment
      return
    }
    lines.push(line.trimEnd())
    line = segment.trimStart()
  }
  for (const { segment } of words.segment(text)) {
    if (measure(segment.trimEnd()) <= width) add(segment)
    // Cut between what a reader sees as letters: a vowel sign never stands without its consonant.
    else for (const { segment: letter } of letters.segment(segment)) add(letter)
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd())
  return lines
}

/** The first letter with a direction decides, as in Unicode's own rule for a paragraph. */
function startsRightToLeft(text: string): boolean {
  const first = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]|\p{Letter}/u.exec(text)?.[0]
  return first !== undefined && /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(first)
}
