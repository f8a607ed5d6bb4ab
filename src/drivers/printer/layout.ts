import { columnsOf, type Glyph, space } from './characters.ts'

// Chinese breaks between any two characters, but not before a closing sign nor after an opening one.
const closing = new Set('，。、；：？！）》」』】〉’”％%,.;:!?)]}')
const opening = new Set('（《「『【〈‘“([{￥¥$£€')

/** Fewer columns than this beside an amount, and a name goes above it instead: a word a line reads worse. */
const narrowest = 8

/**
 * Lines of at most `width` columns (2 or more). Spaces at a break are dropped, spaces at the start stay: they indent.
 * A word longer than a line is cut where the line ends. No text is one empty line.
 */
export function wrap(glyphs: readonly Glyph[], width: number): Glyph[][] {
  const lines: Glyph[][] = []
  let line: Glyph[] = []
  let columns = 0
  let breakAt = 0
  let inked = false
  const flush = (head: Glyph[], tail: Glyph[]): void => {
    lines.push(withoutTrailingSpaces(head))
    line = tail
    columns = columnsOf(tail)
    breakAt = 0
    inked = tail.length > 0
  }
  for (const glyph of glyphs) {
    const previous = line.at(-1)
    if (previous && inked && mayBreakBetween(previous, glyph)) breakAt = line.length
    if (columns + glyph.columns > width) {
      if (glyph.char === ' ') {
        flush(line, [])
        continue
      }
      const at = breakAt > 0 ? breakAt : line.length
      flush(line.slice(0, at), line.slice(at))
      // What came over may fill the line on its own when the glyph is wide.
      if (columns + glyph.columns > width) flush(line, [])
    }
    if (glyph.char === ' ' && line.length === 0 && lines.length > 0) continue
    line.push(glyph)
    columns += glyph.columns
    if (glyph.char !== ' ') inked = true
  }
  if (line.length > 0 || lines.length === 0) lines.push(withoutTrailingSpaces(line))
  return lines
}

/**
 * A name on the left, an amount at the last column on the right. The name wraps under itself, clear of the amount's
 * columns; the amount is never wrapped, cut or moved off its edge, because half an amount is another amount.
 * Undefined when the amount alone is wider than the line: the caller prints it smaller.
 */
export function twoColumns(left: readonly Glyph[], right: readonly Glyph[], width: number): Glyph[][] | undefined {
  const rightColumns = columnsOf(right)
  if (rightColumns > width) return undefined
  if (right.length === 0) return wrap(left, width)
  const room = width - rightColumns - 1
  const beside = columnsOf(left) <= room || room >= narrowest
  const withAmount = (start: readonly Glyph[]): Glyph[] => [...start, ...spaces(width - rightColumns - columnsOf(start)), ...right]
  if (left.length === 0) return [withAmount([])]
  if (!beside) return [...wrap(left, width), withAmount([])]
  const [first = [], ...rest] = wrap(left, room)
  return [withAmount(first), ...rest]
}

export function spaces(count: number): Glyph[] {
  return Array.from({ length: count }, () => space)
}

function mayBreakBetween(before: Glyph, after: Glyph): boolean {
  if (before.char === ' ') return after.char !== ' '
  if (after.char === ' ' || closing.has(after.char) || opening.has(before.char)) return false
  return before.columns === 2 || after.columns === 2 || before.char === '-'
}

function withoutTrailingSpaces(line: readonly Glyph[]): Glyph[] {
  let end = line.length
  while (end > 0 && line[end - 1]?.char === ' ') end -= 1
  return line.slice(0, end)
}
