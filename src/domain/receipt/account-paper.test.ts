import { expect, test } from 'vitest'
import { minor } from '../money/index.ts'
import { statementPaper, type ReceiptBlock } from './index.ts'
import { accountBlocks, headerBlocks, signatureBlocks } from './receipt-parts.ts'
import { paperWords as words } from './paper.fixture.ts'

const facts = { store: { chainName: 'Chain', storeName: 'Chain', storeLines: [] }, at: Date.UTC(2026, 10, 22, 6), tzOffset: 480, operatorName: 'Li', words, language: 'en', marks: [] } as const
const read = (blocks: readonly ReceiptBlock[]): string[] => blocks.flatMap((block) => (block.kind === 'columns' ? [`${block.left}|${block.right}`] : block.kind === 'text' ? [block.text] : []))

test('[ACC-7] what went on account stands with what is owed in all, and a line to sign on', () => {
  expect(read(accountBlocks(words.account.onAccount, { amount: minor(700), balance: minor(1900) }, 'CNY', words))).toEqual(['On account|7.00', '  Balance|19.00'])
  expect(read(accountBlocks(words.account.backToAccount, { amount: minor(700) }, 'CNY', words))).toEqual(['Back to account|7.00'])
  expect(read(signatureBlocks(words))).toEqual(['Signature ____________________'])
})

test('[ACC-7] of the customer there is the end of their number, and without one nothing', () => {
  expect(read(headerBlocks({ ...facts, memberEnd: '0428' }, 'Receipt 1')).at(-1)).toBe('Member ....0428')
  expect(read(headerBlocks(facts, 'Receipt 1')).at(-1)).toBe(`${words.cashier} Li`)
})

test('[ACC-7] a statement says each document with its sign, newest first, and what is owed', () => {
  const paper = statementPaper(facts, { currency: 'CNY', balance: 200, rows: [{ number: '3-9', kind: 'payment', businessDate: '2026-11-22', amount: -500 }, { number: '3-7', kind: 'sale', businessDate: '2026-11-21', amount: 700 }] })
  expect(read(paper.blocks).slice(-5)).toEqual(['2026-11-22 Paid|', '  3-9|-5.00', '2026-11-21 Sold|', '  3-7|+7.00', 'Balance|2.00'])
})
