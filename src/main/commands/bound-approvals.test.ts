import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { approve as definition, contract } from '../../contracts/ipc/index.ts'
import { permissions } from '../../domain/authority/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { actMark, withoutMark } from './bind-act.ts'
import { answeringCommands, approve, commands, signOn } from './index.ts'
import { code, testRegister, value, type TestRegister } from './register.fixture.ts'

const askedFor = definition.input.pick({ permission: true, document: true, amount: true }).strip()
type AnyCommand = (context: ReturnType<TestRegister['context']>, input: never) => Result<unknown>
const table: Readonly<Record<string, AnyCommand>> = { ...commands, ...answeringCommands }
let register: TestRegister
const act = (name: string, input: object): Result<unknown> => table[name]?.(register.context(randomUUID()), input as never) ?? { ok: false, refusal: { code: 'request.unknown' } }

function approved(result: Result<unknown>): string {
  if (result.ok || result.refusal.code !== 'approval.needed') throw new Error(`no approval was asked for: ${code(result)}`)
  return value(approve(register.context(randomUUID()), { approverId: 'op-m', reason: 'other', ...askedFor.parse(result.refusal.params), provenHash: '$argon2id$op-m' })).approval
}

beforeEach(() => {
  register = testRegister()
  value(register.database.unitOfWork(() => {
    register.database.saveOperator({ id: 'op-m', name: 'Ma', role: 'manager' }, '$argon2id$op-m')
    for (const permission of permissions) if (permission !== 'sell' && register.database.grantOf('cashier', permission) !== 'no') register.database.saveGrant('cashier', permission, 'ask')
    return { ok: true, value: undefined }
  }))
  value(signOn(register.context(), { operatorId: 'op-1', provenHash: '$argon2id$1' }))
  for (const barcode of ['6901234567892', '6901234567908', '4006381333931']) value(commands.scan(register.context(), { barcode }))
})
afterEach(() => register.remove())

const item = { name: 'Pens', unit: 'each', taxClass: 'standard' }
/** An act, and each of its fields changed by itself. */
const cells: readonly { readonly name: string; readonly input: object; readonly others: readonly object[] }[] = [
  { name: 'discount-line', input: { lineNo: 1, discount: { kind: 'percent', ppm: 500_000, reason: 'goodwill' } }, others: [{ lineNo: 2 }, { discount: { kind: 'amount', minor: 100, reason: 'goodwill' } }, { discount: { kind: 'percent', ppm: 500_001, reason: 'goodwill' } }, { discount: { kind: 'percent', ppm: 500_000, reason: 'staff' } }] },
  { name: 'discount-basket', input: { discount: { kind: 'percent', ppm: 500_000, reason: 'goodwill' } }, others: [{ discount: { kind: 'amount', minor: 725, reason: 'goodwill' } }, { discount: { kind: 'percent', ppm: 500_000, reason: 'staff' } }] },
  { name: 'override-price', input: { lineNo: 1, price: { minor: 160, per: 1000 }, reason: 'damaged' }, others: [{ price: { minor: 240, per: 1000 } }, { price: { minor: 161, per: 1000 } }, { reason: 'goodwill' }, { lineNo: 2 }] },
  { name: 'create-item', input: { lineNo: 3, price: 9900, item }, others: [{ price: 1 }, { item: { ...item, taxClass: 'reduced' } }, { item: { ...item, name: 'Ink' } }, { item: { ...item, unit: 'kg' } }] },
  { name: 'set-recall', input: { itemId: 'tea', lots: ['L7'], reason: 'glass' }, others: [{ lots: [] }, { lots: ['L7', 'L8'] }, { reason: 'safety' }, { itemId: 'water' }] },
  { name: 'open-drawer', input: { reason: 'change' }, others: [{ reason: 'test' }, { note: 'x' }] },
]

describe('an approval is for what was asked, to the letter', () => {
  test.each(cells)('[APR-10] $name: as it was asked it goes through, with any field changed it does not', ({ name, input, others }) => {
    const approval = approved(act(name, input))
    for (const other of others) expect([other, code(act(name, { ...input, ...other, approval }))]).toEqual([other, 'approval.invalid'])
    expect(code(act(name, { ...input, approval }))).toBe('accepted')
    expect(code(act(name, { ...input, approval }))).not.toBe('accepted')
  })

  test('[APR-10] one right for two acts: to block is not to lift, nor the other way round', () => {
    const lift = { itemId: 'tea' }
    const block = approved(act('set-recall', { itemId: 'tea', lots: [], reason: 'glass' }))
    expect(code(act('lift-recall', { ...lift, approval: block }))).toBe('approval.invalid')
    value(act('set-recall', { itemId: 'tea', lots: [], reason: 'glass', approval: block }))
    const needed = act('lift-recall', lift)
    expect(needed).toMatchObject({ refusal: { params: { permission: 'recallItem', act: 'lift-recall' } } })
    const lifting = approved(needed)
    expect(code(act('set-recall', { itemId: 'tea', lots: [], reason: 'glass', approval: lifting }))).toBe('approval.invalid')
    expect(code(act('lift-recall', { ...lift, approval: lifting }))).toBe('accepted')
  })

  test('[APR-10] approved for one piece it is not for forty', () => {
    for (const [name, input] of [['discount-line', { lineNo: 1, discount: { kind: 'percent', ppm: 500_000, reason: 'goodwill' } }], ['override-price', { lineNo: 1, price: { minor: 100, per: 1000 }, reason: 'damaged' }]] as const) {
      value(act('change-quantity', { lineNo: 1, quantity: 1000 }))
      const approval = approved(act(name, input))
      value(act('change-quantity', { lineNo: 1, quantity: 40_000 }))
      expect([name, code(act(name, { ...input, approval }))]).toEqual([name, 'approval.invalid'])
    }
  })

  test('[APR-10] a basket that comes to something else by now is asked about again', () => {
    const input = { discount: { kind: 'percent', ppm: 500_000, reason: 'goodwill' } }
    const approval = approved(act('discount-basket', input))
    value(commands.scan(register.context(), { barcode: '6901234567908' }))
    expect(code(act('discount-basket', { ...input, approval }))).toBe('approval.invalid')
  })

  test('[APR-10] the journal names the document and the act, and no digest', () => {
    approved(act('open-drawer', { reason: 'change' }))
    const granted = register.database.entriesAfter(1, 0, 99).findLast(({ type }) => type === 'approval.granted')
    expect(JSON.parse(granted?.text ?? '{}')).toMatchObject({ body: { document: 'drawer', act: 'open-drawer' } })
    expect(withoutMark(`drawer${actMark({ name: 'open-drawer', input: {} }, undefined)}`)).toEqual({ document: 'drawer', act: 'open-drawer' })
  })

  describe('[APR-12] what was approved and grows afterwards', () => {
    const pay = (): string => {
      const { basketId = '' } = register.database.seat('counter')
      return code(act('complete-sale', { basketId, revision: register.database.basket(basketId)?.revision ?? 0, tenders: [{ type: 'cash' }] }))
    }
    const give = (name: string, input: object): string => code(act(name, { ...input, approval: approved(act(name, input)) }))
    beforeEach(() => {
      for (const lineNo of [2, 3]) value(act('remove-line', { lineNo }))
    })
    const half = { discount: { kind: 'percent', ppm: 500_000, reason: 'goodwill' } }

    test.each([
      ['discount-line', { lineNo: 1, ...half }],
      ['override-price', { lineNo: 1, price: { minor: 100, per: 1000 }, reason: 'damaged' }],
      ['discount-basket', half],
    ])('[APR-12] %s: five pieces after one was approved are asked about before the money, and then paid', (name, input) => {
      expect(give(name, input)).toBe('accepted')
      value(act('change-quantity', { lineNo: 1, quantity: 5000 }))
      expect(pay()).toBe('discount.grown')
      expect(value(commands['set-layout'](register.context(), { layout: 'tiles' })).basket?.blockedBy).toBe('discount.grown')
      expect(give(name, input)).toBe('accepted')
      expect(pay()).toBe('accepted')
    })

    test('[APR-12] the refusal names what it takes off by now and what was allowed', () => {
      const asked = () => {
        const { basketId = '' } = register.database.seat('counter')
        const answer = act('complete-sale', { basketId, revision: register.database.basket(basketId)?.revision ?? 0, tenders: [{ type: 'cash' }] })
        return answer.ok ? undefined : answer.refusal.params
      }
      // Water at 2.00: half of one, then of five.
      expect(give('discount-line', { lineNo: 1, ...half })).toBe('accepted')
      value(act('change-quantity', { lineNo: 1, quantity: 5000 }))
      expect(asked()).toEqual({ takesOff: 500, allowed: 100 })
      // The page refuses by its view, before it asks.
      expect(value(commands['set-layout'](register.context(), { layout: 'tiles' })).basket).toMatchObject({ blockedBy: 'discount.grown', grown: { takesOff: 500, allowed: 100 } })
      value(act('discount-line', { lineNo: 1 }))
      // 1.50 instead, for five and then for six.
      expect(give('override-price', { lineNo: 1, price: { minor: 150, per: 1000 }, reason: 'damaged' })).toBe('accepted')
      value(act('change-quantity', { lineNo: 1, quantity: 6000 }))
      expect(asked()).toEqual({ takesOff: 300, allowed: 250 })
      value(act('override-price', { lineNo: 1 }))
      expect(give('discount-basket', half)).toBe('accepted')
      value(act('change-quantity', { lineNo: 1, quantity: 7000 }))
      expect(asked()).toEqual({ takesOff: 700, allowed: 600 })
      value(act('discount-basket', {}))
      // A tenth by one's own right: 1.00 of 14.00, and of 2.00 no more than 0.20.
      value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveGrant('cashier', 'discount', 100_000) })))
      value(act('discount-line', { lineNo: 1, discount: { kind: 'amount', minor: 100, reason: 'goodwill' } }))
      value(act('change-quantity', { lineNo: 1, quantity: 1000 }))
      expect(asked()).toEqual({ takesOff: 100, allowed: 20 })
    })

    test('[APR-12] fewer pieces than were approved, and what was taken back, ask nobody', () => {
      value(act('change-quantity', { lineNo: 1, quantity: 5000 }))
      expect(give('discount-line', { lineNo: 1, ...half })).toBe('accepted')
      value(act('change-quantity', { lineNo: 1, quantity: 4000 }))
      expect(pay()).toBe('accepted')
    })

    test('[APR-12] goods scanned under an approved discount of the whole are asked about, also where a tender is taken first', () => {
      expect(give('discount-basket', half)).toBe('accepted')
      value(commands.scan(register.context(), { barcode: '6901234567908' }))
      const { basketId = '' } = register.database.seat('counter')
      expect(code(act('take-tender', { basketId, revision: register.database.basket(basketId)?.revision ?? 0, tender: { type: 'cash', amount: 100 } }))).toBe('discount.grown')
      value(act('discount-basket', {}))
      expect(pay()).toBe('accepted')
    })

    test('[APR-12] an amount within one’s own right that is above it on fewer goods is asked about', () => {
      value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveGrant('cashier', 'discount', 100_000) })))
      value(act('change-quantity', { lineNo: 1, quantity: 5000 }))
      const tenth = { lineNo: 1, discount: { kind: 'amount', minor: 100, reason: 'goodwill' } }
      value(act('discount-line', tenth))
      value(act('change-quantity', { lineNo: 1, quantity: 1000 }))
      expect(pay()).toBe('discount.grown')
      expect(give('discount-line', tenth)).toBe('accepted')
      expect(pay()).toBe('accepted')
    })
  })

  test('[APR-11] without the act it runs in no approval is taken, and every command that takes one runs in it', () => {
    const takes = Object.values(contract).flatMap(({ name, input }) => ('shape' in input && ('approval' in input.shape || 'approvals' in input.shape) ? [name] : []))
    expect(takes.length).toBeGreaterThan(15)
    // Those two begin at the payment desk, by functions that are bound where they are exported.
    expect(takes.filter((name) => !Object.hasOwn(table, name)).toSorted()).toEqual(['begin-refund', 'reverse-payment'])
  })

  test('[APR-11] every field counts, at any depth; the approvals themselves and the order of fields do not', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()), (one, other) => {
      const mark = (input: object): string => actMark({ name: 'discount-line', input }, undefined)
      const same = JSON.stringify(sortedDeep(plain(one))) === JSON.stringify(sortedDeep(plain(other)))
      return (mark(one) === mark(other)) === same && mark({ ...one, approval: 'x', approvals: ['y'] }) === mark(plain(one)) && mark(Object.fromEntries(Object.entries(one).toReversed())) === mark(one)
    }))
  })
})

const plain = (input: object): object => Object.fromEntries(Object.entries(input).filter(([key]) => key !== 'approval' && key !== 'approvals'))
function sortedDeep(value_: unknown): unknown {
  if (Array.isArray(value_)) return value_.map(sortedDeep)
  return typeof value_ === 'object' && value_ !== null ? Object.entries(value_).toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, one]) => [key, sortedDeep(one)]) : value_
}
