import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linesInView, scrollFor, topOf } from './lines-in-view.ts'

const layouts = fc.record({ count: fc.integer({ min: 0, max: 400 }), openIndex: fc.integer({ min: -1, max: 399 }) }).map(({ count, openIndex }) => ({
  count, height: 61, openIndex: openIndex < count ? openIndex : -1, extra: 66,
}))

describe('the lines in view', () => {
  test('[LINES-1] every line that shows in the view is drawn, and three hundred lines draw a screenful', () => {
    fc.assert(
      fc.property(layouts, fc.integer({ min: 0, max: 25_000 }), (layout, scrolled) => {
        const { from, to } = linesInView(layout, scrolled, 480, 4)
        for (let index = 0; index < layout.count; index += 1) {
          const shows = topOf(index + 1, layout) > scrolled && topOf(index, layout) < scrolled + 480
          if (shows) expect(index >= from && index < to).toBe(true)
        }
        expect(to - from).toBeLessThan(20)
      }),
    )
  })

  test('[LINES-2] a line brought into view is whole in it, and one in view does not move', () => {
    fc.assert(
      fc.property(layouts, fc.nat(399), fc.integer({ min: 0, max: 25_000 }), (layout, index, scrolled) => {
        const next = scrollFor(index, layout, scrolled, 480)
        expect(topOf(index, layout)).toBeGreaterThanOrEqual(next)
        expect(topOf(index + 1, layout)).toBeLessThanOrEqual(next + 480)
        expect(scrollFor(index, layout, next, 480)).toBe(next)
      }),
    )
  })
})
