import { describe, expect, test } from 'vitest'
import { type BarStream, progressBar } from './progress-bar.ts'

function drawn(isTTY: boolean) {
  let now = 0
  let text = ''
  const stream: BarStream = { isTTY, columns: 60, write: (part) => (text += part) }
  const bar = progressBar(stream, () => now, (rows, perSecond, left) => `${rows} rows, ${perSecond}/s, ${left} s`)
  return { bar, stream, after: (ms: number) => (now += ms), text: () => text }
}

describe('a bar in the terminal', () => {
  test('[IMP-7] says how many, how fast and how long yet, on one line drawn again', () => {
    const { bar, after, text } = drawn(true)
    after(1000)
    bar.update(500, 0.25)
    expect(text()).toBe('[######------------------]  25 % 500 rows, 500/s, 3 s')
    // Too soon to be drawn again; the end always is.
    after(1)
    bar.update(501, 0.26)
    expect(text()).not.toContain('501')
    bar.update(2000, 1)
    bar.end()
    expect(text().split('\r\u001b[K').at(-1)).toBe('[########################] 100 % 2000 rows, 1998/s, 0 s\n')
  })

  test('[IMP-8] what is refused stands above it, and the bar is drawn again below', () => {
    const { bar, stream, after, text } = drawn(true)
    after(1000)
    bar.update(500, 0.5)
    bar.line('line 7: no name', stream)
    const [before, wiped, below] = text().split(/\r.\[K|(?<=no name\n)/)
    expect([before, below]).toEqual(['[############------------]  50 % 500 rows, 500/s, 1 s', before])
    expect(wiped).toBe('line 7: no name\n')
  })

  test('[IMP-9] where nobody watches it is a line at each twentieth, and no more', () => {
    const { bar, after, text } = drawn(false)
    for (let row = 1; row <= 1000; row += 1) {
      after(10)
      bar.update(row, row / 1000)
    }
    bar.end()
    const lines = text().trimEnd().split('\n')
    expect(lines).toHaveLength(20)
    expect(lines[9]).toBe('[############------------]  50 % 500 rows, 100/s, 5 s')
    expect(text()).not.toContain('\r')
  })
})
