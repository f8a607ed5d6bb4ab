import { expect, test } from 'vitest'
import { customerWords, receiptWords, shiftWords } from '../../src/main/words/index.ts'
import en from '../../src/renderer/words/en.json' with { type: 'json' }
import zhCn from '../../src/renderer/words/zh-CN.json' with { type: 'json' }

test.each([['en', en, /wallet/i], ['zh-CN', zhCn, /钱包/]] as const)('[WORDS-9] what is paid by a code has one word on screens and papers: %s', (language, screens, otherWord) => {
  const word = screens['tender.wallet']
  expect([receiptWords(language).wallet, shiftWords(language).tenders['wallet'], customerWords(language).wallet, screens['device.wallet'], screens['finish.back.wallet']]).toEqual([word, word, word, word, word])
  const said = [...Object.values(screens), JSON.stringify(Object.values(receiptWords(language).paidBack))]
  expect(said.filter((text) => otherWord.test(text))).toEqual([])
})
