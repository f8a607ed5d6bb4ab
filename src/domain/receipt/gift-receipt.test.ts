import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minor } from '../money/index.ts'
import { thousandths } from '../quantity/index.ts'
import { type SaleBody, type SaleLine } from '../sale/index.ts'
import { giftReceiptOf } from './gift-receipt.ts'
import { receiptOf } from './receipt-of.ts'
import { paperFacts, paperSale } from './paper.fixture.ts'

const line = (more: Partial<SaleLine>): SaleLine => ({ ...paperSale.lines[0]!, ...more })
const gift = (sale: SaleBody, lines: readonly number[], copy = 1) => giftReceiptOf({ ...paperFacts, sale, lines, copy })

test('[DOC-1] no amount of the sale is on the paper, whatever it came to', () => {
  fc.assert(
    // Five digits and odd ones, so that no quantity, number or date is taken for an amount.
    fc.property(fc.integer({ min: 7_000_001, max: 9_999_999 }), fc.integer({ min: 1, max: 5 }), (amount, pieces) => {
      const price = { minor: minor(amount), per: thousandths(1000) }
      const sale: SaleBody = { ...paperSale, lines: [line({ price, gross: minor(amount), total: minor(amount), quantity: thousandths(pieces * 1000), lineDiscount: minor(amount), cataloguePrice: price })], total: minor(amount) }
      const text = JSON.stringify(gift(sale, [1]))
      const spelt = `${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, '0')}`
      expect(JSON.stringify(receiptOf({ ...paperFacts, sale }))).toContain(spelt)
      expect(text).not.toContain(spelt)
      expect(text).not.toContain(String(amount))
    }),
  )
})

test('[DOC-1] only the chosen lines are on it, each with how much', () => {
  const sale = { ...paperSale, lines: [line({}), line({ lineNo: 2, name: 'Apples', unit: 'kg', quantity: thousandths(1284) }), line({ lineNo: 3, name: 'Tea', quantity: thousandths(3000) }), line({ lineNo: 4, name: 'Wine' })] }
  const rows = gift(sale, [1, 2, 3]).blocks.flatMap((block) => (block.kind === 'columns' ? [`${block.left}|${block.right}`] : []))
  expect(rows.slice(1)).toEqual(['Milk|1', 'Apples|1.284 kg', 'Tea|3', 'Items|5'])
})

test('[DOC-2] it has the number and the code of its sale, and says which one it is from the second on', () => {
  const first = gift(paperSale, [1])
  expect(first.blocks.find((block) => block.kind === 'qr')).toEqual({ kind: 'qr', data: 'tw1:3-7:sale-7' })
  expect(JSON.stringify(first)).toContain('Gift receipt 3-7')
  expect(JSON.stringify(first)).not.toContain('Gift receipt no.')
  expect(gift(paperSale, [1], 2).blocks).toContainEqual({ kind: 'columns', left: 'Gift receipt no.', right: '2' })
})

test('[DOC-2] its code stands even where a template leaves codes out, and a demo says so', () => {
  const template = { headerLines: ['For you'], logo: 'off', footerLines: [], legalLines: [], language: 'store', without: ['code', 'operator'] } as const
  const blocks = giftReceiptOf({ ...paperFacts, sale: paperSale, lines: [1], copy: 1, template, marks: ['demo'] }).blocks
  expect(blocks.some((block) => block.kind === 'qr')).toBe(true)
  expect(blocks[0]).toMatchObject({ text: 'DEMO' })
  expect(JSON.stringify(blocks)).not.toContain('Mei')
})
