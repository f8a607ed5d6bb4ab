import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { queries, receiptOfSale } from '../queries/index.ts'
import { receiptWords } from '../words/index.ts'
import { commands } from './index.ts'
import { code, papersOf, testCheck, testItems, value, type TestRegister } from './register.fixture.ts'
import { returnsDesk, tea, water } from './returns-desk.fixture.ts'

const desk = returnsDesk()
beforeEach(desk.open)
afterEach(desk.close)
const { counter, sold, complete, back, bodies, approved, find } = desk

describe('a receipt of another register of the chain', () => {
  /** A sale that this register has never seen, by its paper alone. */
  const elsewhere = (barcodes = [tea, tea, water], prepare: (register: TestRegister) => void = () => undefined): { readonly saleId: string; readonly code: string } =>
    desk.elsewhere((other) => {
      prepare(other)
      const saleId = sold(barcodes)
      const qr = receiptOfSale(other.database, saleId, receiptWords, [], testCheck)?.blocks.find((block) => block.kind === 'qr')
      return { saleId, code: qr?.kind === 'qr' ? qr.data : '' }
    })

  test('[RETC-16] is given back from its code alone, marked unverified, up to what it says and no further, also after a power cut', () => {
    const { saleId, code: text } = elsewhere()
    expect(text).toMatch(/^TW2:/)
    expect(value(find({ text })).sales).toMatchObject([{ saleId, verified: 'unverified', lines: [{ itemId: 'tea', bought: 2000, left: 2000 }, { itemId: 'water' }] }])
    expect(code(back(saleId, 1, 1000))).toBe('sale.unknown')
    value(back(saleId, 1, 1000, { code: text }))
    desk.register.reopen()
    expect(counter().basket?.returned).toMatchObject({ total: 1250, sale: { id: saleId, verified: 'unverified' } })
    expect(code(commands['change-quantity'](desk.register.context(), { lineNo: 1, quantity: 3000 }))).toBe('return.tooMany')
    value(complete())
    expect(bodies()).toMatchObject([{ body: { original: { saleId, verified: 'unverified' }, total: 1250, tenders: [{ type: 'cash', amount: 1250 }] } }])
    expect(code(back(saleId, 1, 2000, { code: text }))).toBe('return.tooMany')
    expect(value(find({ text })).sales[0]).toMatchObject({ returned: 'partly' })
  })

  test('[RETC-16] a code that does not check is refused in words', () => {
    const { saleId, code: text } = elsewhere()
    const forged = `${text.slice(0, 20)}${text[20] === 'A' ? 'B' : 'A'}${text.slice(21)}`
    expect([code(find({ text: forged })), code(back(saleId, 1, 1000, { code: forged }))]).toEqual(['return.notGenuine', 'return.notGenuine'])
  })

  test('[RETC-16] without a key of the chain the code is what it always was', () => {
    const saleId = sold([tea])
    const blocks = receiptOfSale(desk.register.database, saleId, receiptWords)?.blocks
    expect(blocks?.find(({ kind }) => kind === 'qr')).toEqual({ kind: 'qr', data: `tw1:3-1:${saleId}` })
  })

  test('[RETC-30] what this register knows of it later: which it is, whose, and what came back here', () => {
    const { saleId, code: text } = elsewhere()
    const ask = () => queries['sale-elsewhere']({ reader: desk.register.database, seat: 'counter' }, { saleId })
    expect(code(ask())).toBe('sale.unknown')
    for (const lineNo of [1, 2]) {
      value(back(saleId, lineNo, 1000, { code: text }))
      value(complete())
    }
    expect(value(ask())).toMatchObject({ saleId, number: '3-1', soldOn: '2026-11-21', registerNumber: 3, refunds: [{ number: '3-1', total: 1250, lines: [{ name: 'tea', quantity: 1000, total: 1250 }] }, { number: '3-2', lines: [{ name: 'water' }] }] })
    while (desk.register.database.project(50) > 0);
    const listed = value(queries.receipts({ reader: desk.register.database, seat: 'counter' }, { limit: 9 })).receipts
    expect(listed.map(({ number, verified }) => [number, verified]), 'the list says that nobody checked it').toEqual([['3-2', 'unverified'], ['3-1', 'unverified']])
    expect(JSON.stringify(papersOf(desk.register, listed[0]?.id ?? ''))).toContain('Sale not verified')
  })

  test('[RETC-16] the slip names its date as the code says it', () => {
    const { saleId, code: text } = elsewhere()
    value(back(saleId, 1, 1000, { code: text }))
    value(complete())
    const slip = receiptOfSale(desk.register.database, bodies().at(-1)?.body.refundId ?? '', receiptWords)
    expect(slip?.blocks).toContainEqual({ kind: 'columns', left: 'For receipt 3-1', right: '2026-11-21' })
  })

  test('[RETC-28] goods that this register\'s catalogue does not have are counted, and the others come back', () => {
    const cake = '6901234567922'
    const { saleId, code: text } = elsewhere([tea, cake, water], ({ database }) => {
      const [item] = testItems
      if (item === undefined) throw new Error('no items')
      value(database.unitOfWork(() => ({ ok: true, value: database.saveItems([{ item: { ...item.item, id: 'cake', sku: 'sku-cake' }, barcodes: [cake] }]) })))
    })
    expect(value(find({ text })).sales[0]).toMatchObject({ unknownLines: 1, returned: 'nothing', lines: [{ lineNo: 1, itemId: 'tea' }, { lineNo: 3, itemId: 'water' }] })
    expect(code(back(saleId, 2, 1000, { code: text }))).toBe('item.unknown')
    value(back(saleId, 3, 1000, { code: text }))
    const whole = elsewhere()
    expect(value(find({ text: whole.code })).sales[0]).not.toHaveProperty('unknownLines')
  })

  describe('with a deposit', () => {
    /** A water brings two teas along. */
    const withDeposit = ({ database }: TestRegister): void => {
      const [bottle, deposit] = testItems
      if (bottle === undefined || deposit === undefined) throw new Error('no items')
      value(database.unitOfWork(() => ({ ok: true, value: database.saveItems([{ ...bottle, item: { ...bottle.item, links: [{ sku: 'sku-tea', pieces: 2 }] } }, { ...deposit, item: { ...deposit.item, noDiscount: true } }]) })))
    }
    const standing = (): unknown => counter().basket?.returned?.lines.map(({ saleLineNo, quantity, linkedTo, removed }) => [saleLineNo, quantity / 1000, linkedTo, removed])

    test('[RETC-29] it comes back along with its bottle from the code alone, follows it, and is struck by itself', () => {
      withDeposit(desk.register)
      const { saleId, code: text } = elsewhere([water, water, tea], withDeposit)
      expect(value(find({ text })).sales[0]?.lines.map(({ lineNo, linkedTo }) => [lineNo, linkedTo])).toEqual([[1, undefined], [2, 1], [3, undefined]])
      value(back(saleId, 1, 1000, { code: text }))
      expect(standing()).toEqual([[1, 1, undefined, false], [2, 2, 1, false]])
      value(commands['change-quantity'](desk.register.context(), { lineNo: 1, quantity: 2000 }))
      expect(standing()).toEqual([[1, 2, undefined, false], [2, 4, 1, false]])
      value(commands['remove-line'](desk.register.context(), { lineNo: 2 }))
      expect(standing()).toEqual([[1, 2, undefined, false], [2, 4, 1, true]])
      value(commands['restore-line'](desk.register.context(), { lineNo: 2 }))
      desk.register.reopen()
      const done = value(complete({ approvals: [approved(complete())] }))
      expect(done.lastRefund?.total).toBe(2 * 200 + 4 * 1250)
      expect(bodies()).toMatchObject([{ body: { original: { verified: 'unverified' }, lines: [{ saleLineNo: 1 }, { saleLineNo: 2 }] } }])
      value(back(saleId, 3, 1000, { code: text }))
      expect(standing(), 'the same goods on a line of their own are not the deposit').toEqual([[3, 1, undefined, false]])
    })

    test('[RETC-29] goods behind it that are not its pieces are goods of their own', () => {
      withDeposit(desk.register)
      const { saleId, code: text } = elsewhere([water, tea])
      value(back(saleId, 1, 1000, { code: text }))
      expect(standing()).toEqual([[1, 1, undefined, false]])
    })

    test('[RETC-29] where the catalogue here knows of none, it is returned line by line', () => {
      const { saleId, code: text } = elsewhere([water], withDeposit)
      value(back(saleId, 1, 1000, { code: text }))
      expect(standing()).toEqual([[1, 1, undefined, false]])
    })
  })
})
