import { expect, test } from 'vitest'
import { requestMemory } from './request-memory.ts'

test('[CORE-7] the last requests are remembered by seat, and only so many', () => {
  const memory = requestMemory(2)
  memory.add('counter', 'a')
  memory.add('counter', 'b')
  expect([memory.has('counter', 'a'), memory.has('other', 'a')]).toEqual([true, false])
  memory.add('counter', 'c')
  expect(['a', 'b', 'c'].map((request) => memory.has('counter', request))).toEqual([false, true, true])
})
