import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { idGenerator, newId } from './uuid.ts'

describe('ids', () => {
  test('[ID-1] an id is a UUID of version 7 that carries its millisecond', () => {
    const id = idGenerator(() => 0x0123_4567_89ab)()
    expect(id).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  test('[ID-2] ids sort in the order they were made, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 50 }), (clock) => {
        let turn = 0
        const next = idGenerator(() => 1_000_000 + (clock[turn++] ?? 0))
        const ids = clock.map(() => next())
        expect(ids.toSorted()).toEqual(ids)
        expect(new Set(ids).size).toBe(ids.length)
      }),
    )
  })

  test('[ID-2] more ids than one millisecond holds go on in the next', () => {
    const next = idGenerator(() => 1_000_000)
    const ids = Array.from({ length: 10_000 }, next)
    expect(ids.toSorted()).toEqual(ids)
    expect(new Set(ids).size).toBe(10_000)
  })

  test('[ID-3] two generators in the same millisecond do not meet', () => {
    const ids = Array.from({ length: 2_000 }, () => [idGenerator(() => 5)(), newId()]).flat()
    expect(new Set(ids).size).toBe(ids.length)
  })
})
