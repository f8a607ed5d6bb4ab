/**
 * Which lines of the basket are drawn. Every line has the same height but the chosen one, which is `extra` taller, so
 * where a line stands is arithmetic and nothing has to be measured. Heights and positions in CSS pixels.
 */
export interface LineLayout {
  readonly count: number
  readonly height: number
  /** Index of the taller line, -1 when none is chosen. */
  readonly openIndex: number
  readonly extra: number
}

export function topOf(index: number, layout: LineLayout): number {
  return index * layout.height + (layout.openIndex >= 0 && index > layout.openIndex ? layout.extra : 0)
}

/** First and one past the last index to draw for a view that begins at `scrolled`, with `spare` lines on both sides. */
export function linesInView(layout: LineLayout, scrolled: number, viewHeight: number, spare: number): { readonly from: number; readonly to: number } {
  const from = Math.max(0, Math.floor((scrolled - layout.extra) / layout.height) - spare)
  const to = Math.min(layout.count, Math.ceil((scrolled + viewHeight) / layout.height) + spare)
  return { from: Math.min(from, to), to }
}

/** Where to scroll so that the line is whole in the view; where it stands already when it is. */
export function scrollFor(index: number, layout: LineLayout, scrolled: number, viewHeight: number): number {
  const top = topOf(index, layout)
  const bottom = topOf(index + 1, layout)
  if (top < scrolled) return top
  return bottom > scrolled + viewHeight ? bottom - viewHeight : scrolled
}
