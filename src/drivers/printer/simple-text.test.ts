import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ReceiptBlock, type ReceiptDocument } from '../../domain/receipt/index.ts'
import { encode } from './esc-pos.ts'
import { profiles } from './profiles.ts'
import { simpleTextOf, standsAlone } from './simple-text.ts'

/** Without ink and without bytes: it only sends a text the long way, by glyphs. */
const joiner = '\u2060'
const text = fc.string({ unit: fc.constantFrom(' ', ' ', ...Array.from('aeZ09.-~%(￥、。，！（）牛奶绿茶合计鿕éß¥Жщ€\u00a0–\t\n\u3000\u3099\u0301각\u11a8☕ไ่')), maxLength: 60 })
const shape = { bold: fc.boolean(), size: fc.constantFrom('normal' as const, 'tall' as const, 'large' as const) }
const block = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text, align: fc.constantFrom('left' as const, 'centre' as const, 'right' as const), ...shape }),
  fc.record({ kind: fc.constant('columns' as const), left: text, right: fc.oneof(text, fc.constantFrom('3.50', '12.90', '￥1')), ...shape }),
)
const profile = fc.constantFrom(...Object.values(profiles))

function theLongWay(block: ReceiptBlock): ReceiptBlock {
  if (block.kind === 'text') return { ...block, text: joiner + block.text }
  return block.kind === 'columns' ? { ...block, left: joiner + block.left } : block
}

test('[ESC-1] simple text comes to the bytes that its glyphs would, on every printer, beside anything else', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 6 }), profile, (blocks, printer) => {
      const bytesOf = (of: readonly ReceiptBlock[]) => encode({ version: 1, language: 'zh-CN', blocks: of } satisfies ReceiptDocument, printer)
      expect(bytesOf(blocks)).toEqual(bytesOf(blocks.map(theLongWay)))
    }),
    { numRuns: 1_500 },
  )
})

test('[ESC-1] simple is what the printer has a code for, and composing leaves alone', () => {
  const { columnsOf } = simpleTextOf(profiles['generic-80'])
  expect(['', 'a b', '绿茶500ml', '￥1、', 'Crème', 'Хлеб', '¥5', 'a\u00a0b'].map(columnsOf)).toEqual([0, 3, 9, 5, 5, 4, 3, 3])
  expect(['e\u0301', 'か\u3099', '가\u11a8', '\t', '\n', '\u007f', '☕', 'ไ', '𠀀', '\ud842', joiner].map(columnsOf)).toEqual(Array(11).fill(-1))
  expect(simpleTextOf(profiles['epson-80-latin']).columnsOf('茶')).toBe(-1)
})

test('[ESC-1] whatever stands alone is left as it is by composing, behind any letter that composes', () => {
  const units = Array.from({ length: 0x1_0000 }, (_unit, code) => String.fromCharCode(code)).filter(standsAlone)
  // Nothing of Unicode's first plane is left out but marks and a few letters that are written as others.
  expect(units.length).toBeGreaterThan(50_000)
  for (const before of ['e', 'か', '\u1100', '가', 'ا', 'ক', 'க', 'ෙ', 'ဥ', '\u0c46']) {
    expect(units.filter((unit) => (before + unit).normalize('NFC') !== before + unit)).toEqual([])
  }
})
