import { expect, test } from 'vitest'
import { createAnswered } from './answered.ts'

const answer = (id: string) => ({ v: 1, id, ok: true, value: {} }) as const

test('[GATE-1] a page knows what it was answered, and nothing else', () => {
  const answered = createAnswered()
  answered.add(answer('a'))
  expect([answered.has('a'), answered.has('b'), answered.has(undefined), createAnswered().has('a')]).toEqual([true, false, false, false])
})

test('[GATE-2] a refusal is no view: what was done after all is to be told', () => {
  const answered = createAnswered()
  answered.add({ v: 1, id: 'a', ok: false, refusal: { code: 'request.failed' } })
  expect(answered.has('a')).toBe(false)
})

test('[GATE-3] the last answers are known, not all there ever were', () => {
  const answered = createAnswered()
  for (let index = 0; index < 100; index += 1) answered.add(answer(`r${index}`))
  expect([answered.has('r0'), answered.has('r67'), answered.has('r68'), answered.has('r99')]).toEqual([false, false, true, true])
})
