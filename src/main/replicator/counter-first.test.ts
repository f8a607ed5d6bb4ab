import { expect, test } from 'vitest'
import { counterFirst } from './counter-first.ts'

test('[REP-2] a backlog leaves a second between two batches while somebody writes at the counter, and none otherwise', () => {
  let now = 1_000_000
  const counter = counterFirst(() => now)
  expect(counter.pause()).toBe(0)
  counter.wrote()
  now += 2_999
  expect(counter.pause()).toBe(1_000)
  now += 1
  expect(counter.pause()).toBe(0)
})

test('[REP-2] a clock that was put back holds no backlog up', () => {
  let now = 1_000_000
  const counter = counterFirst(() => now)
  counter.wrote()
  now -= 86_400
  expect(counter.pause()).toBe(0)
})
