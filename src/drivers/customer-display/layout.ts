import { type Cell, cellsOf, type DisplayEncoding } from './characters.ts'
import { type DisplayRow } from './port.ts'

export const columns = 20
export const digits = 8

const dashes = (count: number): string => '-'.repeat(count)

/** One row as its bytes: exactly twenty, for in every code of ours a byte is a column. */
export function rowBytes({ left, right = '' }: DisplayRow, encoding: DisplayEncoding): number[] {
  const whole = cellsOf(right, encoding)
  const end = widthOf(whole) > columns ? cellsOf(dashes(digits), encoding) : whole
  const room = columns - widthOf(end) - (end.length > 0 ? 1 : 0)
  const start = cut(cellsOf(left, encoding), room)
  const gap = Array.from({ length: columns - widthOf(start) - widthOf(end) }, () => 0x20)
  return [...start.flat(), ...gap, ...end.flat()]
}

/** A character that has no room whole is left out: half a Chinese one turns the rest of the row into others. */
function cut(cells: readonly Cell[], room: number): Cell[] {
  const kept: Cell[] = []
  let width = 0
  for (const cell of cells) {
    width += cell.length
    if (width > room) break
    kept.push(cell)
  }
  return kept
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { length }) => sum + length, 0)
}

/** An amount as eight digits show it. A point shares a digit's place, a minus takes one; what does not fit is dashes, never cut. */
export function digitsText(text: string): string {
  return /^-?\d+(?:\.\d+)?$/.test(text) && text.replace('.', '').length <= digits ? text : dashes(digits)
}
