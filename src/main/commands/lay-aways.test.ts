import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyRegisterFile } from '../../db/index.ts'
import { type CounterView, type Input, type Output } from '../../contracts/ipc/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'
import { checkSale, type SaleBody } from '../../domain/sale/index.ts'
import { answeringCommands, approve, commands, signOn, type CommandContext } from './index.ts'
import { counterViewOf, layAways } from '../queries/index.ts'
import { code, papersOf, startOfTest, staffedRegister, testItems, value, type TestRegister } from './register.fixture.ts'

const dayMs = 86_400_000
const tea = '6901234567908'
const water = '6901234567892'
let register: TestRegister
beforeEach(() => {
  register = staffedRegister()
  grant('yes')
})
afterEach(() => register.remove())

function grant(to: 'yes' | 'ask', ...permissions: ('cancelLayAway' | 'refundToOtherTender' | 'layAwayBelowLeast')[]): void {
  const all = permissions.length === 0 ? (['cancelLayAway', 'refundToOtherTender'] as const) : permissions
  value(register.database.unitOfWork(() => accept(all.forEach((permission) => register.database.saveGrant('cashier', permission, to)))))
}
const counter = (): CounterView => value(counterViewOf(register.database, 'counter'))
const standing = (): { readonly basketId: string; readonly revision: number } => {
  const { basketId = '' } = register.database.seat('counter')
  return { basketId, revision: register.database.basket(basketId)?.revision ?? -1 }
}
const scan = (barcode: string): Result<CounterView> => commands.scan(register.context(), { barcode })
const lay = (deposit: number, more: Partial<Input<'lay-aside'>> = {}, request?: string): Result<CounterView> => commands['lay-aside'](register.context(request), { ...standing(), deposit, ...more })
const pay = (...tenders: Input<'complete-sale'>['tenders']): Result<CounterView> => commands['complete-sale'](register.context(), { ...standing(), tenders })
const list = (): Output<'lay-aways'>['layAways'] => value(layAways({ reader: register.database, seat: 'counter', now: { at: register.now, bootId: 'boot', monoMs: 1 } })).layAways
const only = (): Output<'lay-aways'>['layAways'][number] => list()[0]!
const more = (amount: number): Result<CounterView> => commands['pay-lay-away'](register.context(), { layAwayId: only().id, amount })
const collect = (layAwayId = only().id): Result<CounterView> => commands['collect-lay-away'](register.context(), { layAwayId })
const cancel = (layAwayId = only().id, request?: string): Result<Output<'cancel-lay-away'>> => answeringCommands['cancel-lay-away'](register.context(request), { layAwayId, reason: 'changedMind' })
const drop = (): CounterView => value(commands['cancel-basket'](register.context(), { basketId: standing().basketId }))
const entries = (wanted: string): { readonly businessDate: string; readonly body: Record<string, unknown> }[] =>
  register.database.entriesAfter(1, 0, 900).filter(({ type }) => type === wanted).map(({ text }) => JSON.parse(text) as { businessDate: string; body: Record<string, unknown> })
const sales = (): readonly SaleBody[] => register.database.entriesAfter(1, 0, 900).filter(({ type }) => type === 'sale.completed').map(({ text }) => (JSON.parse(text) as { body: SaleBody }).body)
const lastSale = (): SaleBody => sales().at(-1)!
function sums(): Record<string, number> {
  const wanted = ['sale', 'tax', 'tender', 'liability', 'rounding']
  return register.database.ledgerNow((now) => Object.fromEntries(now.sumsOfShift(now.books.active?.number ?? 0).filter(({ kind }) => wanted.includes(kind)).map(({ kind, key, amount }) => [`${kind} ${key}`.trim(), amount])))
}
/** Tea at 12.50, twice, laid aside for 5.00 of 25.00 in cash. */
function laidAside(deposit = 500): void {
  value(scan(tea))
  value(scan(tea))
  value(lay(deposit, { label: 'Blue coat' }))
  value(pay({ type: 'cash' }))
}

describe('goods laid aside', () => {
  test('[LAY-4] leave the counter for a basket with the deposit, and are a lay-away once that is paid', () => {
    value(scan(tea))
    value(scan(tea))
    const basket = value(lay(500, { label: 'Blue coat' })).basket
    expect(basket).toMatchObject({ total: 500, owed: 500, itemCount: 0, lines: [{ kind: 'liability', owes: 'deposit', printed: 'L3-1', amount: 500 }] })
    expect(counter().suspended).toBe(0)
    expect(only()).toMatchObject({ number: 'L3-1', state: 'opening', paid: 0, due: 2500, label: 'Blue coat', until: '2026-12-21', past: false, itemCount: 2 })
    expect([code(collect()), code(cancel()), code(more(100))]).toEqual(['basket.open', 'layAway.busy', 'layAway.busy'])
    const sale = value(pay({ type: 'cash', received: 1000 })).lastSale
    expect(sale).toMatchObject({ total: 500, change: 500 })
    expect(only()).toMatchObject({ state: 'held', paid: 500, due: 2000 })
    expect(sums()).toEqual({ sale: 0, 'tender cash': 500, 'liability deposit:taken': 500 })
    expect(checkSale(lastSale())).toEqual([])
    expect(entries('layAway.made').map(({ body }) => body)).toMatchObject([{ number: 'L3-1', total: 2500, until: '2026-12-21', saleId: sale?.id }])
    expect(register.database.entriesAfter(1, 0, 900).some(({ text }) => text.includes('Blue coat'))).toBe(false)
  })

  test('[LAY-8] every slip says what they come to, what is paid, what is due, until when, and has the code', () => {
    laidAside()
    const said = JSON.stringify(papersOf(register, counter().lastSale?.id ?? ''))
    for (const part of ['L3-1', '25.00', '5.00', '20.00', '2026-12-21', 'tl1:L3-1']) expect(said).toContain(part)
    value(more(1500))
    value(pay({ type: 'card' }))
    expect(lastSale().liabilities).toMatchObject([{ amount: 1500, laidAside: { total: 2500, paid: 2000, due: 500, until: '2026-12-21' } }])
  })

  test('[LAY-4] dropped before the deposit is paid they are back at the counter, and whole; killed between, they are still both', () => {
    value(scan(tea))
    value(lay(250))
    register.reopen()
    expect(counter().basket).toMatchObject({ owed: 250 })
    expect(code(commands['remove-line'](register.context(), { lineNo: 1 }))).toBe('layAway.opening')
    expect(drop().basket).toMatchObject({ total: 1250, lines: [{ kind: 'item' }] })
    expect([list(), entries('layAway.made')]).toEqual([[], []])
    value(lay(250))
    value(pay({ type: 'cash' }))
    expect(only()).toMatchObject({ number: 'L3-2', paid: 250 })
  })

  test('[LAY-2] less than the store asks for needs somebody, more than they come to is refused, and so is what is no goods', () => {
    value(scan(tea))
    expect([code(lay(249)), code(lay(1251)), code(lay(250, { until: '2028-01-01' })), code(lay(250, { until: '2026-02-30' }))]).toEqual(['approval.needed', 'layAway.over', 'layAway.untilInvalid', 'layAway.untilInvalid'])
    expect(lay(200)).toMatchObject({ refusal: { params: { permission: 'layAwayBelowLeast', amount: 50 } } })
    grant('yes', 'layAwayBelowLeast')
    value(commands['sell-gift-card'](register.context(), { number: '63640000', amount: 500 }))
    expect(code(lay(250))).toBe('layAway.goods')
    value(commands['remove-line'](register.context(), { lineNo: 2 }))
    value(lay(1))
  })

  test('[LAY-5] collected they are sold at the price that was promised, on the day they leave, and the deposit is no money of that day', () => {
    laidAside()
    const third = testItems[1]!
    value(register.database.unitOfWork(() => accept(register.database.saveItems([{ ...third, item: { ...third.item, price: { minor: minor(9900), per: thousandths(1000) } } }]))))
    register.now = startOfTest + 3 * dayMs
    const basket = value(collect()).basket
    expect(basket).toMatchObject({ total: 2500, due: 2000, tenders: [{ type: 'deposit', amount: 500, layAway: 'L3-1' }] })
    for (const edit of [scan(water), commands['remove-line'](register.context(), { lineNo: 1 }), commands['suspend-basket'](register.context(), {}), commands['discount-basket'](register.context(), { discount: { kind: 'percent', ppm: 1000, reason: 'goodwill' } })]) expect(code(edit)).toBe('layAway.collecting')
    expect(code(commands['remove-tender'](register.context(), { ...standing(), tenderId: basket?.tenders?.[0]?.id ?? '' }))).toBe('tender.gone')
    value(pay({ type: 'cash', received: 5000 }))
    const sale = lastSale()
    expect([checkSale(sale), sale.tenders]).toMatchObject([[], [{ type: 'deposit', amount: 500, number: 'L3-1' }, { type: 'cash', amount: 2000, change: 3000 }]])
    expect(entries('sale.completed').at(-1)?.businessDate).toBe('2026-11-24')
    expect(sums()).toMatchObject({ sale: 2500, 'tender cash': 2500, 'liability deposit:taken': 500, 'liability deposit:given': 500 })
    expect([list(), code(collect('00000000-0000-7000-8000-000000000002'))]).toEqual([[], 'layAway.unknown'])
    register.database.project(900)
    expect(verifyRegisterFile({ path: register.path })).toSatisfy((said: ReturnType<typeof verifyRegisterFile>) => said.ok && said.verification.fault === undefined)
  })

  test('[LAY-5] all paid before, one key hands them over, and no drawer opens', () => {
    laidAside(2500)
    expect(only().due).toBe(0)
    expect(value(collect()).basket).toMatchObject({ due: 0 })
    const sale = value(pay({ type: 'cash' })).lastSale
    expect([sale?.tenders, sale?.effects.map(({ kind }) => kind)]).toEqual([[{ type: 'deposit', amount: 2500 }], ['print']])
  })

  test('[LAY-5] put back they are kept as they were, what lay on the counter is handed back, and they can be collected again', () => {
    laidAside()
    value(collect())
    value(commands['take-tender'](register.context(), { ...standing(), tender: { type: 'cash', received: 700 } }))
    expect(counter().basket?.due).toBe(1300)
    register.reopen()
    expect(drop().basket).toBeUndefined()
    expect([only().state, only().paid, counter().suspended]).toEqual(['held', 500, 0])
    expect(code(commands['resume-basket'](register.context(), { basketId: register.database.layAwayById(only().id)?.basketId ?? '' }))).toBe('basket.notSuspended')
    value(collect())
    value(pay({ type: 'card' }))
    expect(sums()).toMatchObject({ sale: 2500, 'tender cash': 500, 'tender card': 2000 })
  })

  test('[LAY-5] an age and a recall are asked again, and whoever is too young sends them back', () => {
    const item = testItems[1]!
    value(register.database.unitOfWork(() => accept(register.database.saveItems([{ ...item, item: { ...item.item, minimumAge: 18 } }]))))
    laidAside()
    const { basket } = value(collect())
    expect([basket?.blockedBy, code(pay({ type: 'cash' }))]).toEqual(['age.unconfirmed', 'age.unconfirmed'])
    expect(value(commands['confirm-age'](register.context(), { basketId: basket?.id ?? '', age: 18, outcome: 'tooYoung' })).basket).toBeUndefined()
    expect([only().state, entries('age.checked').length]).toEqual(['held', 1])
    value(collect())
    value(commands['confirm-age'](register.context(), { basketId: basket?.id ?? '', age: 18, outcome: 'looksOlder' }))
    value(pay({ type: 'cash' }))
    expect(list()).toEqual([])
  })

  test('[LAY-6] cancelled, all of the deposit goes back once, by a document that names what had taken it', () => {
    laidAside()
    value(more(300))
    value(pay({ type: 'cash' }))
    const { id } = only()
    const done = value(cancel(id, 'r1'))
    expect([done.paidBack, done.effects.map(({ kind }) => kind)]).toEqual([800, ['kick', 'print']])
    expect(value(cancel(id, 'r1')).paidBack).toBe(800)
    expect([code(cancel(id)), code(collect(id)), list()]).toEqual(['layAway.unknown', 'layAway.unknown', []])
    expect(entries('layAway.cancelled').map(({ body }) => body)).toMatchObject([{ amount: 800, deposits: [{ amount: 500 }, { amount: 300 }], reason: 'changedMind' }])
    expect(sums()).toEqual({ sale: 0, 'tender cash': 0, 'liability deposit:taken': 800, 'liability deposit:given': 800 })
    register.database.project(900)
    expect(verifyRegisterFile({ path: register.path })).toSatisfy((said: ReturnType<typeof verifyRegisterFile>) => said.ok && said.verification.fault === undefined)
  })

  test('[LAY-6] what a card paid goes back in cash only with the right to it', () => {
    value(scan(tea))
    value(lay(250))
    value(pay({ type: 'card' }))
    grant('ask', 'refundToOtherTender')
    expect(cancel()).toMatchObject({ refusal: { code: 'approval.needed', params: { permission: 'refundToOtherTender', amount: 250 } } })
    grant('ask', 'cancelLayAway')
    grant('yes', 'refundToOtherTender')
    expect(cancel()).toMatchObject({ refusal: { params: { permission: 'cancelLayAway', amount: 250 } } })
    expect(only().paid).toBe(250)
  })

  test('[LAY-6] what a card paid goes back to it as it was paid, the rest in cash, and asks no right for other money', () => {
    laidAside()
    value(more(300))
    value(pay({ type: 'card' }))
    value(more(200))
    value(commands['take-tender'](register.context(), { ...standing(), tender: { type: 'card', amount: 50 } }))
    value(pay({ type: 'cash' }))
    // Goods beside it: their part may come back to the card by itself, so the card gets nothing of the deposit.
    value(scan(water))
    value(more(100))
    value(pay({ type: 'card' }))
    expect(only()).toMatchObject({ paid: 1100, toDevice: 350 })
    grant('ask', 'refundToOtherTender')
    expect(cancel(only().id, 'r0')).toMatchObject({ refusal: { params: { permission: 'refundToOtherTender', amount: 450 } } })
    const { id } = only()
    const asPaid = (request: string): Result<Output<'cancel-lay-away'>> => answeringCommands['cancel-lay-away'](register.context(request), { layAwayId: id, reason: 'changedMind', payBack: 'asPaid' })
    expect(asPaid('r1')).toMatchObject({ refusal: { params: { permission: 'refundToOtherTender', amount: 100 } } })
    grant('yes', 'refundToOtherTender')
    const done = value(asPaid('r2'))
    expect(done).toMatchObject({ paidBack: 750, toDevice: 350, credit: 0 })
    expect(value(asPaid('r2'))).toMatchObject({ paidBack: 750, toDevice: 350 })
    expect(entries('layAway.cancelled').map(({ body }) => body['tenders'])).toMatchObject([[{ type: 'card', amount: 300, of: 1 }, { type: 'card', amount: 50, of: 1 }, { type: 'cash', amount: 750 }]])
    expect(sums()).toMatchObject({ 'liability deposit:taken': 1100, 'liability deposit:given': 1100, 'tender cash': -100 })
    const said = JSON.stringify(papersOf(register, `layAway:${id}`))
    for (const part of ['11.00', '3.00', '0.50', '7.50']) expect(said).toContain(part)
    register.database.project(900)
    expect(verifyRegisterFile({ path: register.path })).toSatisfy((told: ReturnType<typeof verifyRegisterFile>) => told.ok && told.verification.fault === undefined)
  })

  test('[LAY-6] the slip names the person who approved it', () => {
    laidAside()
    grant('ask', 'cancelLayAway')
    value(register.database.unitOfWork(() => accept(register.database.saveOperator({ id: 'op-s', name: 'Sara Sun', role: 'supervisor' }, '$argon2id$op-s'))))
    const { id } = only()
    const refusal = cancel(id)
    const document = refusal.ok ? '' : String(refusal.refusal.params?.['document'])
    const { approval } = value(approve(register.context(), { permission: 'cancelLayAway', document, amount: 500, approverId: 'op-s', reason: 'other', provenHash: '$argon2id$op-s' }))
    value(answeringCommands['cancel-lay-away'](register.context(), { layAwayId: id, reason: 'changedMind', approvals: [approval] }))
    const said = JSON.stringify(papersOf(register, `layAway:${id}`))
    for (const part of ['Approved by Sara Sun', 'Signature ____']) expect(said).toContain(part)
  })

  test('[LAY-6] as store credit it is money that is owed still, on a slip that pays, and no drawer opens', () => {
    value(scan(tea))
    value(lay(250))
    value(pay({ type: 'card' }))
    grant('ask', 'refundToOtherTender')
    const { id } = only()
    const done = value(answeringCommands['cancel-lay-away'](register.context(), { layAwayId: id, reason: 'other', payBack: 'credit' }))
    expect([done.paidBack, done.toDevice, done.credit, done.effects.map(({ kind }) => kind)]).toEqual([0, 0, 250, ['print']])
    const [tender] = (entries('layAway.cancelled')[0]?.body['tenders'] ?? []) as { type: string; amount: number; number: string }[]
    expect(tender).toMatchObject({ type: 'storeCredit', amount: 250 })
    // The slip may not come out: the number is told as well, once.
    expect(done.creditNumber?.replaceAll('-', '')).toBe(tender?.number)
    expect(JSON.stringify(papersOf(register, `layAway:${id}`))).toContain(tender?.number.replaceAll(/(.{4})(?=.)/g, '$1-'))
    expect(sums()).toEqual({ sale: 0, 'tender card': 250, 'liability deposit:taken': 250, 'liability deposit:given': 250, 'liability storeCredit:taken': 250 })
    value(scan(water))
    value(commands['take-tender'](register.context(), { ...standing(), tender: { type: 'storedValue', number: tender?.number ?? '', amount: 100 } }))
    expect(counter().basket?.tenders).toMatchObject([{ type: 'storeCredit', amount: 100, stored: { left: 150, verified: 'known' } }])
  })

  test('[LAY-4] one lay-away is paid at one basket at a time, and never beyond what is due', () => {
    laidAside()
    expect(code(more(2001))).toBe('layAway.over')
    value(more(2000))
    expect(code(more(1))).toBe('liability.repeated')
    value(signOn(register.context(undefined, 'second'), { operatorId: 'op-2', provenHash: '$argon2id$2' }))
    expect(code(commands['collect-lay-away'](register.context(undefined, 'second'), { layAwayId: only().id }))).toBe('layAway.busy')
    value(commands['remove-line'](register.context(), { lineNo: 1 }))
    value(commands['pay-lay-away'](register.context(undefined, 'second'), { layAwayId: only().id, amount: 100 }))
    // Struck meanwhile and put back: two baskets would pay for one.
    value(commands['restore-line'](register.context(), { lineNo: 1 }))
    expect(code(pay({ type: 'cash' }))).toBe('layAway.busy')
  })

  test('[LAY-1] its slip under the gun says which one, or at which register it is', () => {
    laidAside()
    expect(scan('tl1:L3-1')).toMatchObject({ refusal: { code: 'layAway.scanned', params: { number: 'L3-1', layAwayId: only().id } } })
    expect(scan('tl1:L4-1')).toMatchObject({ refusal: { code: 'layAway.elsewhere', params: { register: 4 } } })
    expect(code(scan('L3-9'))).toBe('layAway.unknown')
  })

  test('[LAY-7] past its day it is said, and nothing happens by itself', () => {
    laidAside()
    register.now = startOfTest + 31 * dayMs
    expect(only()).toMatchObject({ past: true, state: 'held', due: 2000 })
    value(collect())
  })

  test('[LAY-4] cut off at any call on its way to the disk, each act has done nothing, and done again it has done all', () => {
    /** The database, which fails at one call after so many. */
    function failing(after: number): { readonly database: TestRegister['database']; readonly calls: () => number } {
      let calls = 0
      const database = new Proxy(register.database, {
        get(target, name, receiver): unknown {
          const member: unknown = Reflect.get(target, name, receiver)
          if (typeof member !== 'function' || name === 'unitOfWork') return member
          return (...given: unknown[]): unknown => {
            calls += 1
            if (calls > after) throw new Error('the power is gone')
            return Reflect.apply(member, target, given)
          }
        },
      })
      return { database, calls: () => calls }
    }
    const shown = (): unknown => [counter().basket, list(), register.database.entriesAfter(1, 0, 900).length, sums()]
    function cutOff(request: string, act: (context: CommandContext) => Result<unknown>): number {
      const before = shown()
      for (let after = 0; after < 400; after += 1) {
        const { database } = failing(after)
        try {
          value(act({ ...register.context(request), database }))
          expect(shown()).not.toEqual(before)
          return after
        } catch (error) {
          expect(error).toMatchObject({ message: 'the power is gone' })
          if (after % 7 === 0) register.reopen()
          expect(shown(), `${request} after ${after}`).toEqual(before)
        }
      }
      throw new Error('never done')
    }
    value(scan(tea))
    const counts = [cutOff('aside', (context) => commands['lay-aside'](context, { ...standing(), deposit: 300 })), cutOff('paid', (context) => commands['complete-sale'](context, { ...standing(), tenders: [{ type: 'cash' }] }))]
    counts.push(cutOff('collect', (context) => commands['collect-lay-away'](context, { layAwayId: only().id })))
    counts.push(cutOff('putBack', (context) => commands['cancel-basket'](context, { basketId: standing().basketId })))
    counts.push(cutOff('cancel', (context) => answeringCommands['cancel-lay-away'](context, { layAwayId: only().id, reason: 'other' })))
    for (const count of counts) expect(count).toBeGreaterThan(5)
    expect([list(), sums()]).toEqual([[], { sale: 0, 'tender cash': 0, 'liability deposit:taken': 300, 'liability deposit:given': 300 }])
  })

  test('[LAY-3] whatever is laid aside, paid, collected and cancelled: paid in is used, given back or still held, and the books add up', () => {
    const act = fc.oneof(fc.record({ kind: fc.constant('lay' as const), deposit: fc.integer({ min: 250, max: 1250 }) }), fc.record({ kind: fc.constant('pay' as const), amount: fc.integer({ min: 1, max: 700 }) }), fc.record({ kind: fc.constantFrom('collect' as const, 'putBack' as const, 'cancel' as const, 'drop' as const) }))
    fc.assert(
      fc.property(fc.array(act, { minLength: 4, maxLength: 14 }), (acts) => {
        register.remove()
        register = staffedRegister()
        grant('yes')
        for (const one of acts) {
          const first = list()[0]
          if (one.kind === 'lay' || one.kind === 'drop') {
            value(scan(tea))
            value(lay(one.kind === 'lay' ? one.deposit : 300))
            if (one.kind === 'lay') value(pay({ type: 'cash' }))
            else {
              drop()
              drop()
            }
          } else if (first !== undefined && one.kind === 'pay') {
            if (more(one.amount).ok) value(pay({ type: 'card' }))
          } else if (first !== undefined && one.kind === 'cancel') value(cancel(first.id))
          else if (first !== undefined) {
            value(collect(first.id))
            if (one.kind === 'collect') value(pay({ type: 'cash' }))
            else drop()
          }
        }
        const { sale = 0, 'tender cash': cash = 0, 'tender card': card = 0, 'liability deposit:taken': taken = 0, 'liability deposit:given': given = 0 } = sums()
        expect(taken - given).toBe(list().reduce((sum, { paid }) => sum + paid, 0))
        expect(cash + card).toBe(sale + taken - given)
        for (const sale of sales()) expect(checkSale(sale)).toEqual([])
      }),
      { numRuns: 12 },
    )
  })
})
