import { expect, test } from 'vitest'
import en from '../words/en.json' with { type: 'json' }
import zh from '../words/zh-CN.json' with { type: 'json' }
import { notInTraining, notTrained, saysWhyNot } from './not-in-training.ts'

const on = { training: { on: true, results: [] } }

test('[TRN-16] in training what it has nothing for says why, in both languages, and the rest of the till opens', () => {
  expect(notInTraining(on, { kind: 'drawer' })).toBe('training.not.drawer')
  expect(notInTraining(on, { kind: 'customers' })).toBe('training.not.customers')
  for (const kind of ['sell', 'cash', 'cashMove', 'count', 'returns', 'receipts', 'tender', 'settings', 'training'] as const) expect(notInTraining(on, { kind }), kind).toBeUndefined()
  for (const reason of notTrained) for (const words of [en, zh]) expect(words, reason).toHaveProperty([`training.not.${reason}`])
})

test('[TRN-16] on the shop\'s register nothing is kept back', () => {
  for (const training of [undefined, { on: false, results: [] }]) expect(notInTraining({ training }, { kind: 'drawer' })).toBeUndefined()
  expect(saysWhyNot({ notice: { words: 'refusal.training.notHere' } })).toBe(false)
  expect(saysWhyNot({ notice: { words: 'training.not.drawer' } })).toBe(true)
})
