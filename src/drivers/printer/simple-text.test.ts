import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ReceiptBlock, type ReceiptDocument } from '../../domain/receipt/index.ts'
import { encode } from './esc-pos.ts'
import { profiles } from './profiles.ts'
import { simpleTextOf } from './simple-text.ts'

/** Without ink and without bytes: it only sends a text the long way, by glyphs. */
const joiner = '\u2060'
const text = fc.string({ unit: fc.constantFrom(' ', ' ', ...Array.from('aZ09.-~%(￥、。，！（）牛奶绿茶合计鿕é¥Ж\u3099☕')), maxLength: 60 })
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

test('[ESC-1] simple is what a Chinese printer has in one mode, and composing leaves alone', () => {
  const { columnsOf } = simpleTextOf(profiles['generic-80'])
  expect(['', 'a b', '绿茶500ml', '￥1、'].map(columnsOf)).toEqual([0, 3, 9, 5])
  expect(['é', 'e\u0301', '¥', 'か\u3099', '\t', '\n', '\u007f', '☕', '𠀀', '\ud842', joiner].map(columnsOf)).toEqual(Array(11).fill(-1))
  expect(simpleTextOf(profiles['epson-80-latin']).columnsOf('茶')).toBe(-1)
})
