import { expect, test } from 'vitest'
import { type ReceiptView } from '../../contracts/ipc/index.ts'
import { mostCodeBytes, receiptCode } from './receipt-code.ts'

type Blocks = ReceiptView['document']['blocks']
const around = (goods: Blocks, foot: string = '谢谢惠顾'): Blocks => [
  { kind: 'logo', bitmap: { width: 8, height: 1, rows: ['ff'] } }, { kind: 'text', text: '万家超市', align: 'centre' }, { kind: 'columns', left: '小票 3-7', right: '2026-11-21 14:03' }, { kind: 'rule' },
  ...goods, { kind: 'rule' }, { kind: 'columns', left: '合计', right: '￥3.50' }, { kind: 'columns', left: '增值税 13%', right: '0.40' }, { kind: 'feed', lines: 1 }, { kind: 'text', text: foot, align: 'centre' }, { kind: 'qr', data: 'tw1:3-7:x' }, { kind: 'cut' },
]
const goods = (count: number): Blocks => Array.from({ length: count }, (_, index) => ({ kind: 'columns', left: `  牛奶 ${index}`, right: '3.50' }))

test('[ECODE-1] the code holds the words of the paper, row by row, and nothing for a till', () => {
  expect(receiptCode({ blocks: around(goods(2)) })).toEqual({ text: '万家超市\n小票 3-7  2026-11-21 14:03\n牛奶 0  3.50\n牛奶 1  3.50\n合计  ￥3.50\n增值税 13%  0.40\n谢谢惠顾', whole: true })
})

test('[ECODE-2] of a receipt that is too long for it the goods are left out and it is told; number, total and tax stay', () => {
  const code = receiptCode({ blocks: around(goods(100)) })
  expect(code).toEqual({ text: '万家超市\n小票 3-7  2026-11-21 14:03\n...\n合计  ￥3.50\n增值税 13%  0.40\n谢谢惠顾', whole: false })
  expect(new TextEncoder().encode(receiptCode({ blocks: around(goods(50)) })?.text ?? '').length).toBeLessThanOrEqual(mostCodeBytes)
})

test('[ECODE-2] and there is none where even the rest is too long', () => {
  expect(receiptCode({ blocks: around(goods(1), '长'.repeat(mostCodeBytes)) })).toBeUndefined()
  expect(receiptCode({ blocks: [{ kind: 'text', text: 'x'.repeat(mostCodeBytes + 1) }] })).toBeUndefined()
})
