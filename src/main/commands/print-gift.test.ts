import { afterEach, beforeEach, expect, test } from 'vitest'
import { readReceiptCode } from '../../domain/refund/index.ts'
import { queries } from '../queries/index.ts'
import { answeringCommands, commands, signOn } from './index.ts'
import { code, papersOf, testCheck, testRegister, type TestRegister, value } from './register.fixture.ts'

let register: TestRegister
let saleId = ''
beforeEach(() => {
  register = testRegister()
  value(signOn(register.context(), { operatorId: 'op-1', provenHash: '$argon2id$1' }))
  value(commands.scan(register.context(), { barcode: '6901234567892' }))
  const { basket } = value(commands.scan(register.context(), { barcode: '6901234567908' }))
  saleId = value(commands['complete-sale'](register.context(), { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'card' }] })).lastSale?.id ?? ''
})
afterEach(() => {
  register.remove()
})

const gift = (lines: number[], request?: string) => answeringCommands['print-gift'](register.context(request), { saleId, lines })
const entries = () => register.database.entriesAfter(1, 0, 99).filter(({ type }) => type === 'receipt.gift').map(({ text }) => (JSON.parse(text) as { body: unknown }).body)

test('[GIFT-1] each gift receipt is printed, counted and in the journal, and none is a duplicate of the receipt', () => {
  const { number } = value(queries['gift-lines']({ reader: register.database, seat: 'counter' }, { saleId }))
  expect(value(gift([1, 2])).printed).toBe(1)
  expect(value(gift([2])).printed).toBe(2)
  expect(entries()).toEqual([{ saleId, number, lines: [1, 2], copy: 1 }, { saleId, number, lines: [2], copy: 2 }])
  const papers = papersOf(register, `gift:${saleId}`).map((paper) => JSON.stringify(paper))
  expect(papers).toHaveLength(2)
  expect(papers.join()).not.toContain('重印')
  expect(papers[0]).not.toContain('2.00')
  // The customer's own paper is told of apart: it is not owed because a gift receipt waits, nor printed because one was.
  expect(register.database.outcomesOf(saleId).filter(({ kind }) => kind === 'print')).toHaveLength(1)
})

test('[GIFT-2] a repeat of the request prints nothing more', () => {
  const request = '11111111-1111-4111-8111-111111111111'
  value(gift([1], request))
  expect(value(gift([1], request)).printed).toBe(1)
  expect([entries().length, papersOf(register, `gift:${saleId}`).length]).toEqual([1, 1])
})

test('[GIFT-3] what its code says finds the sale', () => {
  register.isOfChain = true
  value(gift([1]))
  const data = papersOf(register, `gift:${saleId}`)[0]?.blocks.find((block) => block.kind === 'qr')
  const read = readReceiptCode(data?.kind === 'qr' ? data.data : '', testCheck)
  expect(read).toMatchObject({ ok: true, value: { saleId } })
  const { sales } = value(queries['find-sale']({ reader: register.database, seat: 'counter', check: testCheck, now: { at: register.now, monoMs: 0, bootId: 'b' } }, { text: data?.kind === 'qr' ? data.data : '', limit: 5 }))
  expect(sales.map((sale) => sale.saleId)).toEqual([saleId])
})

test('[GIFT-4] lines that the sale has not, none at all, other sales and nobody at the till are refused, and nothing is written', () => {
  expect([code(gift([])), code(gift([3])), code(gift([1, 9]))]).toEqual(['return.lineUnknown', 'return.lineUnknown', 'return.lineUnknown'])
  expect(code(answeringCommands['print-gift'](register.context(), { saleId: 'gone', lines: [1] }))).toBe('sale.unknown')
  expect(code(queries['gift-lines']({ reader: register.database, seat: 'counter' }, { saleId: 'gone' }))).toBe('sale.unknown')
  value(commands['sign-off'](register.context()))
  expect(code(gift([1]))).toBe('operator.notSignedOn')
  expect([entries(), register.database.giftReceiptsOf(saleId)]).toEqual([[], 0])
})
