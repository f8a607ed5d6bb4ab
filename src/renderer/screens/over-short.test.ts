import i18next from 'i18next'
import { expect, test } from 'vitest'
import en from '../words/en.json' with { type: 'json' }
import zhCN from '../words/zh-CN.json' with { type: 'json' }
import { overShortWords } from './over-short.tsx'

test.each([
  ['en', en, ['exact', '£3.50 short', '£1.00 over', '£5.00 over, £5.00 short', '£3.00 over, £5.00 short']],
  ['zh-CN', zhCN, ['账实相符', '短款 £3.50', '长款 £1.00', '长款 £5.00，短款 £5.00', '长款 £3.00，短款 £5.00']],
] as const)('[CASH-8] what is over in one tender and short in another is said as both, and never as exact (%s)', async (lng, translation, said) => {
  const words = i18next.createInstance()
  await words.init({ lng, resources: { [lng]: { translation } }, keySeparator: false, interpolation: { escapeValue: false } })
  expect([overShortWords(words.t, 0, 'GBP'), overShortWords(words.t, -350, 'GBP'), overShortWords(words.t, 100, 'GBP'), overShortWords(words.t, 0, 'GBP', 1000), overShortWords(words.t, -200, 'GBP', 800)]).toEqual(said)
})
