import { afterEach, beforeEach, expect, test } from 'vitest'
import { type PaperTemplateView } from '../../contracts/ipc/index.ts'
import { paperKinds } from '../../domain/receipt/index.ts'
import { queries, samplePaper } from '../queries/index.ts'
import { answeringCommands, commands, signOn } from './index.ts'
import { code, papersOf, testRegister, type TestRegister, value } from './register.fixture.ts'

let register: TestRegister
beforeEach(() => {
  register = testRegister()
  const { database } = register
  value(database.unitOfWork(() => ({ ok: true, value: database.saveFacts({ language: 'en' }) })))
  value(database.unitOfWork(() => ({ ok: true, value: database.saveOperator({ id: 'boss', name: 'Boss', role: 'admin' }, '$argon2id$1') })))
  value(signOn(register.context(), { operatorId: 'boss', provenHash: '$argon2id$1' }))
})
afterEach(() => {
  register.remove()
})

const plain: PaperTemplateView = { headerLines: [], logo: 'top', footerLines: [], legalLines: [], language: 'store', without: ['sku'] }
const save = (more: Partial<PaperTemplateView>, paper: (typeof paperKinds)[number] = 'receipt', request?: string) => answeringCommands['set-template'](register.context(request), { paper, template: { ...plain, ...more } })
const changes = () => register.database.entriesAfter(1, 0, 99).filter(({ type }) => type === 'setting.changed').map(({ text }) => (JSON.parse(text) as { body: Record<string, unknown> }).body)
function sell(): string {
  const { basket } = value(commands.scan(register.context(), { barcode: '6901234567892' }))
  return value(commands['complete-sale'](register.context(), { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'card' }] })).lastSale?.id ?? ''
}

test('[PAPER-3] a saved template is on the next paper and on an old one printed again, and the sale is not touched', () => {
  const before = sell()
  const entry = register.database.saleDocument(before)
  value(save({ headerLines: ['VAT no. 7'], language: 'en+zh-CN', without: ['operator', 'sku'] }))
  value(answeringCommands.reprint(register.context(), { saleId: before }))
  for (const paper of [papersOf(register, before).at(-1), papersOf(register, sell()).at(-1)]) {
    const text = JSON.stringify(paper)
    expect(text).toContain('VAT no. 7')
    expect(text).toContain('Total 合计')
    expect(text).not.toContain('Served by')
    expect(paper?.language).toBe('en')
  }
  expect(register.database.saleDocument(before)).toBe(entry)
})

test('[PAPER-4] each save is a version and an entry with both wordings; the same again, a repeat and another order of the parts are none', () => {
  const request = '22222222-2222-4222-8222-222222222222'
  expect(value(save({ headerLines: ['one'], without: ['sku', 'code'] }, 'receipt', request)).version).toBe(1)
  expect(value(save({ headerLines: ['other'] }, 'receipt', request)).version).toBe(1)
  expect(value(save({ headerLines: ['one'], without: ['code', 'sku'] })).version).toBe(1)
  expect(value(save({ headerLines: ['two'] })).version).toBe(2)
  const back = value(save({ headerLines: ['one'], without: ['sku', 'code'] }))
  expect([back.version, back.versions.map(({ version, template }) => [version, template.headerLines[0]])]).toEqual([3, [[3, 'one'], [2, 'two'], [1, 'one']]])
  const first = (template: unknown): string | undefined => (JSON.parse(String(template)) as PaperTemplateView).headerLines[0]
  expect(changes().map(({ setting, version, from, to }) => [setting, version, first(from), first(to)])).toEqual([
    ['template.receipt', 1, undefined, 'one'],
    ['template.receipt', 2, 'one', 'two'],
    ['template.receipt', 3, 'two', 'one'],
  ])
  register.reopen()
  expect(value(queries['paper-template']({ reader: register.database, seat: 'counter' }, { paper: 'receipt' })).version).toBe(3)
  expect(value(queries['paper-template']({ reader: register.database, seat: 'counter' }, { paper: 'refund' })).version).toBe(0)
})

test.each(paperKinds)('[PAPER-5] the %s goes through its own template and no other', (paper) => {
  value(save({ headerLines: ['MINE'], footerLines: ['LAST'], legalLines: ['LAW'], language: 'zh-CN' }, paper))
  const template = value(queries['paper-template']({ reader: register.database, seat: 'counter' }, { paper })).template
  const text = JSON.stringify(samplePaper(register.database, paper, template, { at: register.now }))
  for (const line of ['MINE', 'LAST', 'LAW']) expect(text).toContain(line)
  expect(text).toMatch(/\p{Script=Han}/u)
  for (const other of paperKinds.filter((one) => one !== paper)) expect(register.database.templateOf(other)).toBeUndefined()
})

test('[PAPER-6] a test of a draft says on itself that it is no receipt, keeps nothing, and prints once a request', () => {
  const request = '33333333-3333-4333-8333-333333333333'
  const print = () => answeringCommands['print-template'](register.context(request), { paper: 'receipt', template: { ...plain, headerLines: ['DRAFT'] } })
  expect(value(print()).effects).toHaveLength(1)
  expect(value(print()).effects).toHaveLength(1)
  const [paper] = papersOf(register, `template:${request}`)
  expect(paper?.blocks[0]).toMatchObject({ text: 'DEMO - NOT A RECEIPT' })
  expect(JSON.stringify(paper)).toContain('DRAFT')
  expect([register.database.templateOf('receipt'), changes()]).toEqual([undefined, []])
})

test('[PAPER-7] what no paper can show is refused with its place, and so is whoever may not change the store', () => {
  expect(save({ legalLines: ['fine', 'a\u001bb'] })).toMatchObject({ ok: false, refusal: { code: 'template.invalid', params: { field: 'legalLines', line: 2, reason: 'control' } } })
  expect(code(save({ headerLines: ['牛'.repeat(25)] }))).toBe('template.invalid')
  value(signOn(register.context(), { operatorId: 'op-1', provenHash: '$argon2id$1' }))
  expect(code(save({ headerLines: ['mine'] }))).toBe('request.notAllowed')
  expect(code(answeringCommands['print-template'](register.context(), { paper: 'receipt', template: plain }))).toBe('request.notAllowed')
  expect([register.database.templateOf('receipt'), changes()]).toEqual([undefined, []])
})
