import { expect, test } from 'vitest'
import { cashMovementKinds } from '../../src/domain/shift/index.ts'
import { shiftWords } from '../../src/main/words/index.ts'
import en from '../../src/renderer/words/en.json' with { type: 'json' }
import zhCN from '../../src/renderer/words/zh-CN.json' with { type: 'json' }

// A key, its slip, its row on the Z and its entry in the journal are looked for under one name.
test.each([['en', en], ['zh-CN', zhCN]] as const)('[CASH-7] the papers and the journal call a movement what the key calls it (%s)', (language, catalogue) => {
  const words: Readonly<Record<string, string>> = catalogue
  // What the key does is done on the paper: "Pay out" is "Paid out" there.
  const done = (name: string | undefined): string => (name ?? '').replace(/^Pay /, 'Paid ')
  for (const kind of cashMovementKinds) {
    const name = done(words[`cash.kind.${kind}`])
    expect(name).not.toBe('')
    expect(shiftWords(language).kinds[kind]).toBe(name)
    expect(words[`entryValue.kind.${kind}`]).toBe(name.toLowerCase())
  }
})
