import { afterEach, beforeEach, expect, test } from 'vitest'
import { effectsToDo } from '../queries/index.ts'
import { receiptWords } from '../words/index.ts'
import { answeringCommands, commands, signOn } from './index.ts'
import { papersOf, testRegister, type TestRegister, value } from './register.fixture.ts'

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
