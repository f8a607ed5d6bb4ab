import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ReceiptBlock } from '../../domain/receipt/index.ts'
import { readReceiptCode } from '../../domain/refund/index.ts'
import { effectsToDo } from '../queries/index.ts'
import { receiptWords } from '../words/index.ts'
import { answeringCommands, commands, signOn } from './index.ts'
import { papersOf, testCheck, testItems, testRegister, type TestRegister, value } from './register.fixture.ts'

let register: TestRegister
beforeEach(() => {
  register = testRegister()
  value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveFacts({ language: 'en' }) })))
  value(signOn(register.context(), { operatorId: 'op-1', provenHash: '$argon2id$1' }))
})
afterEach(() => {
  register.remove()
})

function sell(type: 'cash' | 'card'): string {
  const { basket } = value(commands.scan(register.context(), { barcode: '6901234567892' }))
  const { lastSale } = value(commands['complete-sale'](register.context(), { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type }] }))
  return lastSale?.id ?? ''
}
const works = () => register.database.effectsToDo(99).map(({ work }) => (work.kind === 'kick' ? 'kick' : typeof work.document === 'string' ? work.document : 'document'))

test('[PAPER-1] a sale keeps no paper of its own, a reprint does, and the printer is given the same figures by both', () => {
  const sale = sell('cash')
  value(answeringCommands.reprint(register.context(), { saleId: sale }))
  expect(works()).toEqual(['kick', 'ofSale', 'document'])
  const [first, second] = papersOf(register, sale)
  const figures = first?.blocks.filter(({ kind }) => kind === 'columns')
  expect(figures?.length).toBeGreaterThan(2)
  expect(second?.blocks.filter(({ kind }) => kind === 'columns')).toEqual(figures)
  expect(JSON.stringify(first)).not.toContain('DUPLICATE')
})

test('[PAPER-1] a paper still waits after the register was closed and opened', () => {
  const sale = sell('card')
  const before = papersOf(register, sale)
  register.reopen()
  expect([papersOf(register, sale), before.length]).toEqual([before, 1])
})

test('[PAPER-2] one paper that cannot be drawn is told, and keeps no drawer and no other paper behind it', () => {
  const broken = sell('cash')
  const whole = sell('cash')
  const { database } = register
  const reader = { ...database, saleDocument: (id: string) => (id === broken ? '{' : database.saleDocument(id)) }
  const told: unknown[] = []
  const given = effectsToDo(reader, 99, receiptWords, (error) => told.push(error))
  expect(given.map(({ saleId, work }) => [saleId, work.kind])).toEqual([[broken, 'kick'], [whole, 'kick'], [whole, 'print']])
  expect(told).toEqual([expect.any(SyntaxError)])
})

const codesOf = (id: string): string[] => papersOf(register, id).flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'qr' ? [block.data] : [])))
const back = (saleId: string): void => void value(commands['add-return'](register.context(), { saleId, lineNo: 1, quantity: 1000, condition: 'stock', reason: 'changedMind' }))
function completed() {
  const { basketId = '' } = register.database.seat('counter')
  return value(commands['complete-sale'](register.context(), { basketId, revision: register.database.basket(basketId)?.revision ?? 0, tenders: [{ type: 'cash' }] }))
}

test('[RETQ-2] a register of a chain prints a sale whole in its code, on the first paper, a reprint and an exchange alike; one on its own does not', () => {
  const alone = sell('cash')
  value(answeringCommands.reprint(register.context(), { saleId: alone }))
  const named = `tw1:3-1:${alone}`
  expect(codesOf(alone)).toEqual([named, named])
  register.isOfChain = true
  const chained = sell('cash')
  value(answeringCommands.reprint(register.context(), { saleId: chained }))
  const [first = '', second] = codesOf(chained)
  expect(second).toBe(first)
  expect(value(readReceiptCode(first, testCheck))).toMatchObject({ kind: 'digest', sale: { saleId: chained, number: '3-2', lines: [{ sku: 'sku-water', total: 200 }] } })
  back(chained)
  value(commands.scan(register.context(), { barcode: '6901234567908' }))
  const { lastSale, lastRefund } = completed()
  const [exchanged = ''] = codesOf(lastSale?.id ?? '')
  expect(value(readReceiptCode(exchanged, testCheck))).toMatchObject({ kind: 'digest', sale: { saleId: lastSale?.id, lines: [{ sku: 'sku-tea' }], tenders: [{ type: 'exchange', amount: 200 }, { type: 'cash', amount: 1050 }] } })
  expect(codesOf(lastRefund?.id ?? '')).toEqual([])
})

test('[RETQ-2] more than twenty lines are named by their number, and so is a refund: nothing comes back of it', () => {
  register.isOfChain = true
  const wares = Array.from({ length: 21 }, (_, index) => ({ item: { ...testItems[0]!.item, id: `w${index}`, sku: `w${index}` }, barcodes: [`ware-${index + 1}`] }))
  value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveItems(wares) })))
  const lines = (count: number): string => {
    for (let left = count; left > 0; left -= 1) value(commands.scan(register.context(), { barcode: `ware-${left}` }))
    return completed().lastSale?.id ?? ''
  }
  expect([lines(20), lines(21)].map((id) => codesOf(id)[0]?.slice(0, 4))).toEqual(['TW2:', 'tw1:'])
  const sale = sell('cash')
  back(sale)
  const refund = completed().lastRefund
  expect(codesOf(refund?.id ?? '')).toEqual([`tw1:${refund?.number}:${refund?.id}`])
})

const reprinted = (): readonly { readonly saleId: string; readonly number: string }[] => register.database.entriesAfter(1, 0, 500).flatMap(({ type, text }) => (type === 'receipt.reprinted' ? [(JSON.parse(text) as { body: { saleId: string; number: string } }).body] : []))
const withoutMarks = ({ blocks }: { readonly blocks: readonly ReceiptBlock[] }) => blocks.filter((block) => block.kind !== 'text' || !['DEMO', 'DUPLICATE'].some((mark) => block.text.includes(mark)))

test('[RETQ-9] the slip of a refund, of a void and of an exchange is printed again by the refund’s own id: the same paper, marked, with the drawer shut', () => {
  register.isOfChain = true
  const sale = sell('cash')
  back(sale)
  const refund = completed().lastRefund
  const voided = sell('card')
  value(commands['void-sale'](register.context(), { saleId: voided, reason: 'other' }))
  const { basketId = '' } = register.database.seat('counter')
  value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveGrant('cashier', 'voidSale', 'yes') })))
  const undone = value(commands['complete-sale'](register.context(), { basketId, revision: register.database.basket(basketId)?.revision ?? 0, tenders: [], paidBack: [1] })).lastRefund
  back(sell('cash'))
  value(commands.scan(register.context(), { barcode: '6901234567908' }))
  const exchange = completed()
  for (const [document, printed] of [[refund, refund], [undone, undone], [exchange.lastRefund, exchange.lastSale]]) {
    if (document === undefined || printed === undefined) throw new Error('nothing came back')
    const kicks = works().filter((work) => work === 'kick').length
    const answer = value(answeringCommands.reprint(register.context(), { saleId: document.id }))
    expect(answer).toMatchObject({ id: document.id, number: document.number, kind: document.kind })
    const [first] = papersOf(register, printed.id)
    const again = papersOf(register, document.id).at(-1)
    if (first === undefined || again === undefined) throw new Error('no paper')
    expect(JSON.stringify(first)).not.toContain('DUPLICATE')
    expect(JSON.stringify(again)).toContain('DUPLICATE')
    expect(JSON.stringify(again)).toContain(document.number)
    expect(withoutMarks(again)).toEqual(withoutMarks(first))
    expect([reprinted().at(-1), works().filter((work) => work === 'kick').length]).toEqual([{ saleId: document.id, number: document.number }, kicks])
  }
  // The counter tells of the newest one's paper.
  expect(value(commands['set-layout'](register.context(), { layout: 'tiles' })).lastRefund).toMatchObject({ id: exchange.lastRefund?.id, effects: [{ kind: 'print' }] })
})
