import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, runsOf } from './fold.ts'

describe('folding', () => {
  test.each([
    ['Crème Brûlée', 'creme brulee'], ['ＣＯＬＡ　５００ｍｌ', 'cola 500ml'], ['Bœuf Straße ØL', 'boeuf strasse ol'], ['İstanbul ılık', 'istanbul ilik'],
    ['ΚΑΦΈΣ Чай Ёлка', 'καφες чаи елка'], ['①②', '12'], ['绿茶', '绿茶'], ['がか ｶﾞ', 'がか ガ'], ['한국', '한국'],
  ])('[DB-13] %s is searched as %s', (text, folded) => {
    expect(fold(text)).toBe(folded.normalize('NFC'))
  })

  test('[DB-13] folding what is folded changes nothing, so that a name and a query meet', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => { expect(fold(fold(text))).toBe(fold(text)) }), { numRuns: 2000 })
  })

  test('[DB-13] a text is cut where its writing changes, and at what is neither letter nor digit', () => {
    expect(runsOf('可口可乐cola-500ml 無糖ゼロ(x2)')).toEqual([
      { kind: 'han', text: '可口可乐' }, { kind: 'word', text: 'cola' }, { kind: 'word', text: '500ml' }, { kind: 'han', text: '無糖ゼロ' }, { kind: 'word', text: 'x2' },
    ])
    expect([runsOf(''), runsOf(' -%&"*() ')]).toEqual([[], []])
  })

  test('[DB-13] ASCII and Chinese come to the same the short way and the long one', () => {
    const text = fc.string({ unit: fc.oneof(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }), fc.constantFrom('\n', '一', '绿', '茶', '可', '\u9fff')), maxLength: 30 })
    fc.assert(
      fc.property(text, (one) => {
        // é and the dot are on neither short way, and the dot is no letter.
        expect(fold(one)).toBe(fold(`${one}é`).slice(0, -1))
        expect(runsOf(one)).toEqual(runsOf(`${one}·`))
      }),
      { numRuns: 2000 },
    )
  })
})
