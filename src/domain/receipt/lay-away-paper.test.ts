import { expect, test } from 'vitest'
import { ledgerRows } from '../ledger/index.ts'
import { minor } from '../money/index.ts'
import { giveDepositsBack, type DepositWay } from '../refund/index.ts'
import { cashRoundingRules } from '../tender/index.ts'
import { cancelledLayAwayPaper, layAwayBlocks, type ReceiptWords } from './index.ts'

/** Words that say which word they are. */
function wordsOf<T extends object>(): T {
  return new Proxy<object>({}, { get: (_target, name) => (name === 'layAway' || name === 'cashRounding' ? wordsOf<object>() : `.${String(name)}`) }) as T
}
const words = wordsOf<ReceiptWords>()
const sale = {
  saleId: 's', number: '3-1', basketId: 's', openedAt: 1, currency: 'CNY', taxPack: 'CN-2019', lines: [], taxes: [], subtotal: minor(0), discount: minor(0), tax: minor(0), total: minor(0), tenders: [], change: minor(0), movements: [], trail: [],
  liabilities: [
    { lineNo: 1, name: 'Deposit', printed: 'L3-1', owes: { kind: 'deposit', layAwayId: 'lay-1', number: 'L3-1' }, amount: minor(500), laidAside: { total: minor(2500), paid: minor(800), due: minor(1700), until: '2026-12-21' } },
    { lineNo: 2, name: 'Gift card', owes: { kind: 'giftCard', number: '63640000' }, amount: minor(100) },
  ],
  owed: minor(600),
} as const

test('[LAY-8] a slip says total, paid, due and until when, and its code; what is no deposit says none of it', () => {
  expect(layAwayBlocks({ sale, words }).flatMap((block) => (block.kind === 'columns' ? [`${block.left} ${block.right}`] : block.kind === 'qr' ? [block.data] : []))).toEqual(['.title L3-1', '.total 25.00', '.paid 8.00', '.due 17.00', '.until 2026-12-21', 'tl1:L3-1'])
})

test('[LAY-6] the slip of a cancelled one names the sales and what goes back, and the books let the same go', () => {
  const paper = cancelledLayAwayPaper({ store: { chainName: 'C', storeName: 'S', storeLines: [] }, at: 0, tzOffset: 0, operatorName: 'Li', words, language: 'en', marks: [] }, { number: 'L3-1', currency: 'CNY', amount: minor(803), payable: minor(800), rounding: minor(3), sales: ['3-1', '3-2'], tenders: [{ tenderNo: 1, type: 'cash', amount: minor(800) }, { tenderNo: 2, type: 'rounding', amount: minor(3), rule: 'CN-1.00-down' }] })
  const said = JSON.stringify(paper.blocks)
  for (const part of ['L3-1', '3-1', '3-2', '8.03', '8.00', '-0.03']) expect(said).toContain(part)
  const rows = ledgerRows({ type: 'layAway.cancelled', schemaVersion: 1, body: { amount: 803, tenders: [{ type: 'cash', amount: 800 }, { type: 'rounding', amount: 3 }] } }) ?? []
  expect(rows.map(({ kind, key, amount }) => [kind, key, amount])).toEqual([['liability', 'deposit:given', 803], ['liabilityBack', 'deposit', 803], ['tender', 'cash', -800], ['rounding', '', -3], ['tenderBack', 'cash', 800]])
})

test('[LAY-6] each way the deposit goes back stands on the slip with its amount, and store credit with what pays again', () => {
  const facts = { store: { chainName: 'C', storeName: 'S', storeLines: [] }, at: 0, tzOffset: 0, operatorName: 'Li', words, language: 'en', marks: [] }
  const deposits = [{ saleId: 's1', amount: minor(300), inCash: true }, { saleId: 's2', amount: minor(503), inCash: false, tenders: [{ tenderNo: 1, type: 'card', amount: minor(400) }, { tenderNo: 2, type: 'cash', amount: minor(103) }] }] as const
  const paper = (way: DepositWay, creditNumber?: string): string => {
    const back = giveDepositsBack(deposits, { way, cashRounding: cashRoundingRules['CN-1.00-down']!, ...(creditNumber === undefined ? {} : { creditNumber }) })
    return JSON.stringify(cancelledLayAwayPaper(facts, { number: 'L3-1', currency: 'CNY', amount: back.amount, payable: back.cash, rounding: back.rounding, sales: [], tenders: back.tenders }).blocks)
  }
  expect(giveDepositsBack(deposits, { way: 'asPaid' })).toMatchObject({ amount: 803, cash: 403, toDevice: 400, instead: 0 })
  expect(giveDepositsBack(deposits, { way: 'cash' })).toMatchObject({ cash: 803, toDevice: 0, instead: 400 })
  expect(giveDepositsBack([{ saleId: 's3', amount: minor(50), inCash: false }], { way: 'asPaid' })).toMatchObject({ cash: 50, toDevice: 0, instead: 50 })
  for (const part of ['8.00', '4.00', '-0.03']) expect(paper('asPaid')).toContain(part)
  for (const part of ['8.03', 'ABCD-1234-EFGH', 'ABCD1234EFGH']) expect(paper('credit', 'ABCD1234EFGH')).toContain(part)
  expect(paper('credit', 'ABCD1234EFGH')).not.toContain('-0.03')
})

test('[LAY-6] the slip names who approved it, and whoever gets cash signs it; store credit is the customer\'s own paper', () => {
  const facts = { store: { chainName: 'C', storeName: 'S', storeLines: [] }, at: 0, tzOffset: 0, operatorName: 'Li', words: { ...words, account: { signature: 'Signature' }, layAway: { ...words.layAway, approver: 'Approved by' } } as ReceiptWords, language: 'en', marks: [] }
  const slip = (payable: number, approverName?: string): string =>
    JSON.stringify(cancelledLayAwayPaper(facts, { number: 'L3-1', currency: 'CNY', amount: minor(800), payable: minor(payable), rounding: minor(0), sales: [], tenders: [], ...(approverName === undefined ? {} : { approverName }) }).blocks)
  expect([slip(800, 'Sara').includes('Approved by Sara'), slip(800).includes('Approved by')]).toEqual([true, false])
  expect([slip(800), slip(0)].map((said) => said.includes('Signature ____'))).toEqual([true, false])
})
