import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { taxesView, type CounterView, type TaxesView } from '../../contracts/ipc/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { type SaleBody } from '../../domain/sale/index.ts'
import { queries } from '../queries/index.ts'
import { answeringCommands, commands, signOn } from './index.ts'
import { code, staffedRegister, startOfTest, value, type TestRegister } from './register.fixture.ts'

const day = 86_400_000
let register: TestRegister
beforeEach(() => {
  register = staffedRegister()
  value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveOperator({ id: 'boss', name: 'Xu', role: 'manager' }, '$argon2id$4') })))
  value(signOn(register.context(undefined, 'office'), { operatorId: 'boss', provenHash: '$argon2id$4' }))
})
afterEach(() => register.remove())

type Asked = Parameters<(typeof answeringCommands)['add-tax-rate']>[1]
const add = (asked: Partial<Asked>, request?: string, seat = 'office'): Result<TaxesView> => answeringCommands['add-tax-rate'](register.context(request, seat), { taxClass: 'standard', from: '2026-11-22', rate: 110_000, ...asked })
const withdraw = (from: string, seat = 'office'): Result<TaxesView> => answeringCommands['withdraw-tax-rate'](register.context(undefined, seat), { taxClass: 'standard', from })
const standard = (view: TaxesView): TaxesView['classes'][number]['rates'] | undefined => view.classes.find(({ taxClass }) => taxClass === 'standard')?.rates
const scan = (seat = 'counter'): CounterView => value(commands.scan(register.context(undefined, seat), { barcode: '6901234567892' }))
const entries = (type: string): { body: unknown; operator: string; businessDate: string }[] => register.database.entriesAfter(1, 0, 200).filter((entry) => entry.type === type).map(({ text }) => JSON.parse(text) as { body: unknown; operator: string; businessDate: string })
function pay(view: CounterView): SaleBody {
  const { id, revision } = view.basket!
  value(commands['complete-sale'](register.context(), { basketId: id, revision, tenders: [{ type: 'cash' }] }))
  return entries('sale.completed').at(-1)!.body as SaleBody
}
const taxed = ({ taxes }: Pick<SaleBody, 'taxes'>): unknown[] => taxes.map(({ rate, tax }) => [rate, tax])

describe('add-tax-rate and withdraw-tax-rate', () => {
  test('[RATE-6] a rate is in the list as coming, in the journal with who added it, and the same request twice is one', () => {
    const view = value(add({}, 'once'))
    expect(value(add({}, 'once'))).toEqual(view)
    expect(taxesView.parse(view)).toEqual(view)
    expect(view).toMatchObject({ pack: 'CN-2019', priceMode: 'inclusive', businessDate: '2026-11-21' })
    expect(standard(view)).toEqual([{ from: '2026-11-22', rate: 110_000, standing: 'coming', added: true }, { from: '2019-04-01', rate: 130_000, standing: 'inForce' }])
    expect(entries('tax.rateAdded').map(({ body, operator, businessDate }) => [body, operator, businessDate])).toEqual([[{ pack: 'CN-2019', taxClass: 'standard', startsOn: '2026-11-22', rate: 110_000 }, 'boss', '2026-11-21']])
    register.reopen()
    const now = { at: register.now + day, bootId: 'boot', monoMs: 1 }
    expect(standard(value(queries.taxes({ reader: register.database, seat: 'office', now })))?.map(({ standing }) => standing)).toEqual(['inForce', 'past'])
    expect(register.database.verifyChain()).toBeUndefined()
  })

  test('[RATE-2] today and the days before are refused, so is a date twice, and nothing is written', () => {
    expect([code(add({ from: '2026-11-21' })), code(add({ from: '2019-04-01' })), code(add({ from: '2026-02-30' })), code(add({ taxClass: 'luxury' }))]).toEqual(['tax.ratePast', 'tax.ratePast', 'tax.rateInvalid', 'tax.rateInvalid'])
    expect([entries('tax.rateAdded'), register.database.facts().taxRates]).toEqual([[], undefined])
    value(add({}))
    expect(code(add({ rate: 1 }))).toBe('tax.rateTwice')
    // Two in the morning of the next calendar day is still this business date: the bar is open.
    register.now = startOfTest + 12 * 3_600_000
    expect(code(add({ taxClass: 'reduced', from: '2026-11-22' }))).toBe('accepted')
    expect(entries('tax.rateAdded')).toHaveLength(2)
  })

  test('[RATE-7] it is for whoever has the right, proven by the second factor where there is one', () => {
    expect([code(add({}, undefined, 'counter')), code(withdraw('2026-11-22', 'counter')), code(add({}, undefined, 'nowhere'))]).toEqual(['request.notAllowed', 'request.notAllowed', 'operator.notSignedOn'])
    value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveSecondFactorRequired(true) })))
    expect([code(add({})), code(withdraw('2026-11-22'))]).toEqual(['secondFactor.notEnrolled', 'secondFactor.notEnrolled'])
  })

  test('[RATE-4] what has not begun is taken back, and its entry says what it was', () => {
    value(add({}))
    expect(standard(value(withdraw('2026-11-22')))).toHaveLength(1)
    expect(register.database.facts().taxRates).toBeUndefined()
    expect(entries('tax.rateWithdrawn').map(({ body }) => body)).toEqual([{ pack: 'CN-2019', taxClass: 'standard', startsOn: '2026-11-22', rate: 110_000 }])
    value(add({}))
    register.now += day
    expect([code(withdraw('2026-11-22')), code(withdraw('2019-04-01'))]).toEqual(['tax.ratePast', 'tax.rateUnknown'])
  })
})

describe('a change of rates at the counter', () => {
  test('[RATE-8] sales of the business date it begins on have it without a restart, and a basket begun before keeps its own', () => {
    value(add({}))
    expect(taxed(pay(scan()))).toEqual([[130_000, 23]])
    const open = scan()
    register.now += day
    // Its business date is that of its first line, and its tax with it.
    expect(taxed(pay(scan()))).toEqual([[130_000, 46]])
    expect(open.basket?.tax).toBe(23)
    expect(taxed(pay(scan()))).toEqual([[110_000, 20]])
  })

  test('[RATE-8] the minute before the cut-off hour is still the day before', () => {
    value(add({}))
    // 04:00 at the store, Shanghai.
    const cutOff = Date.UTC(2026, 10, 21, 20)
    register.now = cutOff - 1
    expect(taxed(pay(scan()))).toEqual([[130_000, 23]])
    register.now = cutOff
    expect(taxed(pay(scan()))).toEqual([[110_000, 20]])
  })

  test('[RATE-9] a basket put aside before the change and taken up after it is taxed as of its first line', () => {
    value(add({}))
    const { basket } = scan()
    value(commands['suspend-basket'](register.context(), {}))
    register.now += day
    value(commands['resume-basket'](register.context(), { basketId: basket?.id ?? '' }))
    const sale = pay(scan())
    expect(taxed(sale)).toEqual([[130_000, 46]])
    expect(entries('sale.completed').at(-1)?.businessDate).toBe('2026-11-21')
  })

  test('[RATE-10] what was sold before comes back at its own rate, and goods without a receipt at today\'s', () => {
    value(add({}))
    const { saleId } = pay(scan())
    register.now += day
    const back = { lineNo: 1, condition: 'stock', reason: 'faulty', quantity: 1000 } as const
    const begun = value(commands['add-return'](register.context(undefined, 'office'), { saleId, ...back }))
    value(commands['complete-sale'](register.context(undefined, 'office'), { basketId: begun.basket?.id ?? '', revision: begun.basket?.revision ?? 0, tenders: [] }))
    expect(taxed(entries('refund.completed').at(-1)?.body as SaleBody)).toEqual([[130_000, 23]])
    const unknown = value(commands['add-return-without-receipt'](register.context(undefined, 'office'), { itemId: 'water', condition: 'stock', reason: 'faulty', quantity: 1000 }))
    value(commands['complete-sale'](register.context(undefined, 'office'), { basketId: unknown.basket?.id ?? '', revision: unknown.basket?.revision ?? 0, tenders: [] }))
    expect(taxed(entries('refund.completed').at(-1)?.body as SaleBody)).toEqual([[110_000, 20]])
  })

  test('[RATE-3] a stacked rate of prices before tax changes by its parts', () => {
    value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveFacts({ taxPack: 'CA-QC-2012', currency: 'CAD' }) })))
    const parts = [{ name: 'GST', rate: 50_000, on: 'net' as const }, { name: 'QST', rate: 110_000, on: 'net' as const }]
    expect(standard(value(add({ rate: 0, parts })))?.[0]).toEqual({ from: '2026-11-22', rate: 160_000, parts, standing: 'coming', added: true })
    expect(entries('tax.rateAdded')[0]?.body).toMatchObject({ rate: 160_000, parts, spelt: 'GST:50000+QST:110000' })
    expect(pay(scan())).toMatchObject({ total: 230, taxes: [{ rate: 149_750, tax: 30, parts: [{ name: 'GST', tax: 10 }, { name: 'QST', tax: 20 }] }] })
    register.now += day
    expect(pay(scan())).toMatchObject({ total: 232, taxes: [{ rate: 160_000, tax: 32, parts: [{ name: 'GST', tax: 10 }, { name: 'QST', tax: 22 }] }] })
  })

  test('[RATE-5] another pack of the same register does not have it', () => {
    value(add({}))
    value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveFacts({ taxPack: 'GB-2011' }) })))
    register.now += day
    expect(taxed(pay(scan()))).toEqual([[200_000, 33]])
  })
})
