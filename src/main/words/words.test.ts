import { describe, expect, test } from 'vitest'
import { en } from './en.ts'
import { receiptWords } from './index.ts'
import { zhCn } from './zh-cn.ts'

describe('receipt words', () => {
  test('[WORDS-1] a language is found by its tag, and an unknown one prints in English', () => {
    expect([receiptWords('zh-CN'), receiptWords('zh'), receiptWords('zh-Hans-CN')]).toEqual([zhCn, zhCn, zhCn])
    expect([receiptWords('en-GB'), receiptWords('fr'), receiptWords('')]).toEqual([en, en, en])
  })

  test('[WORDS-2] no word is empty, and the Chinese slip has no word left in English', () => {
    const texts = (words: object): string[] => Object.values(words).flatMap((word: unknown) => (typeof word === 'object' && word !== null ? texts(word) : [String(word)]))
    expect(texts(en).every((text) => text.trim() !== '')).toBe(true)
    for (const text of texts(zhCn)) expect(text).toMatch(/\p{Script=Han}/u)
  })
})
