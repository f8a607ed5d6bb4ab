import { describe, expect, test } from 'vitest'
import { minor } from '../../domain/money/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'
import { type RefundBody } from '../../domain/refund/index.ts'
import { type SaleBody } from '../../domain/sale/index.ts'
import { refundedBody, soldBody, soldOn } from '../refunds.fixture.ts'
import { type ComparableRefund, type ComparableSale, refundIn, saleIn } from './comparable.ts'
import { judgeRefund, type EarlierRefund, type Verdict } from './judge-refund.ts'

function comparable(body: RefundBody): ComparableRefund {
  const read = refundIn(JSON.stringify({ body }))
  if (read === undefined) throw new Error('not comparable')
  return read
}

function seen(body: SaleBody, businessDate: string = soldOn): ComparableSale {
  const read = saleIn(JSON.stringify({ businessDate, body }))
  if (read === undefined) throw new Error('not comparable')
  return read
}

const earlier = (register: string, body: RefundBody): EarlierRefund => ({ refundId: body.refundId, number: body.number, register, body: comparable(body) })
const judge = (body: RefundBody, sale: SaleBody, before: readonly EarlierRefund[] = [], register = 'B'): Verdict => judgeRefund(comparable(body), register, seen(sale), before)

describe('a refund against its sale', () => {
  test('[RETH-1] agrees, from the sale itself and from its receipt alone, in one go and in parts, with discounts too', () => {
    const sale = soldBody('1-1', [{ price: 1000, pieces: 5, percentOff: 15 }, { price: 99, pieces: 2 }])
    for (const verified of ['known', 'unverified'] as const) {
      const first = refundedBody('2-1', sale, [{ lineNo: 1, pieces: 2 }], [], verified)
      const second = refundedBody('2-2', sale, [{ lineNo: 1, pieces: 3 }, { lineNo: 2, pieces: 2 }], [first], verified)
      expect(judge(first, sale)).toEqual({ result: 'agrees' })
      expect(judge(second, sale, [earlier('B', first)])).toEqual({ result: 'agrees' })
    }
  })

  test('[RETH-2] goods that came back at another register before are returned twice, and the other one is named', () => {
    const sale = soldBody('1-1', [{ price: 300, pieces: 2 }])
    const first = refundedBody('2-1', sale, [{ lineNo: 1, pieces: 1 }])
    const second = refundedBody('3-1', sale, [{ lineNo: 1, pieces: 2 }])
    expect(judge(second, sale, [earlier('B', first)], 'C')).toEqual({ result: 'contradicted', reason: 'returnedTwice', lineNo: 1, other: { refundId: first.refundId, number: '2-1' } })
    const rest = refundedBody('3-1', sale, [{ lineNo: 1, pieces: 1 }])
    expect(judge(rest, sale, [earlier('B', first)], 'C')).toEqual({ result: 'agrees' })
  })

  test('[RETH-3] two registers that each rounded rightly are not blamed for the unit between them', () => {
    // 0.03 for two: each half is 0.02 to a register that knows of no other.
    const sale = soldBody('1-1', [{ price: 5, pieces: 2 }])
    expect(sale.total).toBe(3)
    const [one, other] = [refundedBody('2-1', sale, [{ lineNo: 1, pieces: 1 }]), refundedBody('3-1', sale, [{ lineNo: 1, pieces: 1 }])]
    expect([one.total, other.total]).toEqual([2, 2])
    expect(judge(other, sale, [earlier('B', one)], 'C')).toEqual({ result: 'agrees' })
    // One that did know of it has to have counted it.
    expect(judge(other, sale, [earlier('C', one)], 'C')).toMatchObject({ result: 'contradicted', reason: 'otherPrice' })
  })

  test('[RETH-4] every way to contradict has its own reason', () => {
    const sale = soldBody('1-1', [{ price: 900, pieces: 3 }, { price: 300, pieces: 1 }])
    const body = refundedBody('2-1', sale, [{ lineNo: 1, pieces: 3 }])
    const dearer = soldBody('1-1', [{ price: 1200, pieces: 3 }])
    const original = { ...(body.original ?? { saleId: '', number: '', soldOn: '', verified: 'unverified' as const }) }
    expect(judge(body, { ...dearer, saleId: sale.saleId })).toEqual({ result: 'contradicted', reason: 'otherPrice', lineNo: 1 })
    expect(judge(body, { ...sale, lines: sale.lines.slice(1) })).toEqual({ result: 'contradicted', reason: 'unknownLine', lineNo: 1 })
    expect(judge(body, { ...sale, lines: sale.lines.map((line) => ({ ...line, quantity: thousandths(1000) })) })).toEqual({ result: 'contradicted', reason: 'moreThanSold', lineNo: 1 })
    for (const altered of [{ number: '1-9' }, { soldOn: '2026-11-20' }]) expect(judge({ ...body, original: { ...original, ...altered } }, sale)).toEqual({ result: 'contradicted', reason: 'saleAltered' })
    expect(judge({ ...body, tax: minor(body.tax + 1) }, sale)).toEqual({ result: 'contradicted', reason: 'inItself' })
    expect(judge(body, { ...sale, tenders: [{ tenderNo: 1, type: 'cash', amount: minor(10), received: minor(10), change: minor(0) }] })).toEqual({ result: 'contradicted', reason: 'tenderOver' })
  })

  test('[RETH-4] a card that two registers paid back more than it took is found, whatever goods it was for', () => {
    const sale = soldBody('1-1', [{ price: 300, pieces: 10 }, { price: 300, pieces: 10 }], [{ type: 'card', amount: minor(1000), payment: { attemptId: 'a' } }, { type: 'cash' }])
    const first = refundedBody('2-1', sale, [{ lineNo: 1, pieces: 10 }])
    const second = refundedBody('3-1', sale, [{ lineNo: 2, pieces: 10 }])
    expect(first.tenders[0]).toMatchObject({ type: 'card', amount: 1000 })
    expect(judge(second, sale, [earlier('B', first)], 'C')).toEqual({ result: 'contradicted', reason: 'tenderOver' })
    expect(judge(second, sale, [], 'C')).toEqual({ result: 'agrees' })
  })

  test('[RETH-5] without a receipt it can only agree with itself', () => {
    const sale = soldBody('1-1', [{ price: 900, pieces: 3 }])
    const { original: _original, ...body } = refundedBody('2-1', sale, [{ lineNo: 1, pieces: 1 }])
    const lines = body.lines.map(({ saleLineNo: _line, ...line }) => line)
    const tenders = [{ tenderNo: 1, type: 'cash' as const, amount: body.total, from: 'instead' as const }]
    expect(judgeRefund(comparable({ ...body, lines, tenders }), 'B', undefined, [])).toEqual({ result: 'agrees' })
    expect(judgeRefund(comparable({ ...body, lines, tenders, total: minor(body.total + 1) }), 'B', undefined, [])).toMatchObject({ reason: 'inItself' })
  })

  test('[RETH-6] what this head office does not know is not judged', () => {
    const sale = soldBody('1-1', [{ price: 900, pieces: 3 }])
    const body = refundedBody('2-1', sale, [{ lineNo: 1, pieces: 1 }])
    expect(judge({ ...body, taxPack: 'XX-2099' }, sale)).toEqual({ result: 'waiting', reason: 'notComparable' })
    expect(refundIn(JSON.stringify({ body: { ...body, tenders: [{ tenderNo: 1, type: 'voucher', amount: 300 }] } }))).toBeUndefined()
    expect(saleIn(JSON.stringify({ businessDate: soldOn, body: { ...sale, total: 2 ** 52 } }))).toBeUndefined()
  })
})
