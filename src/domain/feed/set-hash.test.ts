import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fedPriceAt } from './fed-item.ts'
import { changedSetHash, emptySetHash, rowHash } from './set-hash.ts'
import { minor } from '../money/index.ts'
import { onePiece } from '../quantity/index.ts'

/** Not SHA-256, but as wide, and another one for another text. */
const sha256 = (text: string): string => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)).reduce((sum, code) => (sum * 1_000_003n + BigInt(code)) % (1n << 256n), 7n ** 80n).toString(16).padStart(64, '0').slice(-64)

test('[FED-1] a set has one hash, whatever order its rows came in and whatever they were in between', () => {
  const step = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), text: fc.option(fc.constantFrom('1', '2', '3'), { nil: undefined }) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const rows = new Map<string, string>()
      let walked = emptySetHash
      for (const { id, text } of steps) {
        const after = text === undefined ? undefined : rowHash(id, text, sha256)
        walked = changedSetHash(walked, rows.get(id), after)
        if (after === undefined) rows.delete(id)
        else rows.set(id, after)
      }
      let straight = emptySetHash
      for (const hash of [...rows.values()].toReversed()) straight = changedSetHash(straight, undefined, hash)
      expect(walked).toBe(straight)
      expect(walked).toMatch(/^[0-9a-f]{64}$/u)
    }),
  )
  expect(rowHash('a', '1', sha256)).not.toBe(rowHash('b', '1', sha256))
})

test('[FED-2] a price holds from its moment on, until the next one begins', () => {
  const prices = [{ from: 10, minor: minor(100), per: onePiece }, { from: 20, minor: minor(90), per: onePiece }]
  expect([9, 10, 19, 20, 99].map((at) => fedPriceAt(prices, at)?.minor)).toEqual([undefined, 100, 100, 90, 90])
})
