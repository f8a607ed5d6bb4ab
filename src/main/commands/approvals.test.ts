import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { approve as definition, type Input } from '../../contracts/ipc/index.ts'
import { defaultGrant } from '../../domain/authority/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { approve, commands, signOn, type CommandContext } from './index.ts'
import { testRegister, value, type TestRegister } from './register.fixture.ts'

const askedFor = definition.input.pick({ permission: true, document: true, amount: true }).strip()
let register: TestRegister
let monoMs = 1
const discount = (ppm: number, approval?: string): Result<unknown> => commands['discount-line'](here(), { lineNo: 1, discount: { kind: 'percent', ppm, reason: 'goodwill' }, ...(approval === undefined ? {} : { approval }) })
const codeOf = (result: Result<unknown>): string => (result.ok ? 'accepted' : result.refusal.code)

/** With the monotonic clock that the test sets. */
function here(seat = 'counter', request = randomUUID()): CommandContext {
  const context = register.context(request, seat)
  return { ...context, moment: () => ({ ...context.moment(), monoMs }) }
}

function asked(result: Result<unknown>): Pick<Input<'approve'>, 'permission' | 'document' | 'amount'> {
  if (result.ok || result.refusal.code !== 'approval.needed') throw new Error('no approval was asked for')
  return askedFor.parse(result.refusal.params)
}

function granted(of: Pick<Input<'approve'>, 'permission' | 'document' | 'amount'>, approverId = 'op-s'): Result<{ readonly approval: string }> {
  return approve(here(), { approverId, reason: 'customerRequest', ...of, provenHash: `$argon2id$${approverId}` })
}

function entries(type: string): readonly { readonly operator: string; readonly approver?: string; readonly body: unknown }[] {
  return register.database.entriesAfter(1, 0, 99).flatMap((entry) => (entry.type === type ? [JSON.parse(entry.text) as { operator: string; body: unknown }] : []))
}

beforeEach(() => {
  register = testRegister()
  monoMs = 1
  register.database.unitOfWork(() => {
    register.database.saveOperator({ id: 'op-c', name: 'Chen', role: 'cashier' }, '$argon2id$op-c')
    register.database.saveOperator({ id: 'op-s', name: 'Sun', role: 'supervisor' }, '$argon2id$op-s')
    register.database.saveOperator({ id: 'op-m', name: 'Ma', role: 'manager' }, '$argon2id$op-m')
    return { ok: true, value: undefined }
  })
  value(signOn(here(), { operatorId: 'op-c', provenHash: '$argon2id$op-c' }))
  value(commands.scan(here(), { barcode: '6901234567892' }))
})
afterEach(() => register.remove())

describe('an approval', () => {
  test('[APR-1] is asked for above the limit, names what it is for, and lets exactly that through, with both people on record', () => {
    expect(codeOf(discount(100_000))).toBe('accepted')
    const needed = discount(200_000)
    expect(needed).toMatchObject({ refusal: { code: 'approval.needed', params: { permission: 'discount', amount: 200_000, limit: 100_000 } } })
    const { approval } = value(granted(asked(needed)))
    expect(codeOf(discount(200_000, approval))).toBe('accepted')
    const basketId = register.database.seat('counter').basketId ?? ''
    expect(register.database.basket(basketId)?.trail.at(-1)).toMatchObject({ act: 'discounted', operator: 'op-c', approver: 'op-s' })
    expect(entries('approval.granted')).toMatchObject([{ operator: 'op-c', approver: 'op-s', body: { approval, permission: 'discount', document: `${basketId}/1`, amount: 200_000, reason: 'customerRequest' } }])
  })

  test('[APR-1] of a whole basket it says what the basket would come to, as main would charge it, tax on top of prices included', () => {
    const whole = (): Result<unknown> => commands['discount-basket'](here(), { discount: { kind: 'percent', ppm: 205_000, reason: 'other' } })
    expect(whole()).toMatchObject({ refusal: { code: 'approval.needed', params: { amount: 205_000, becomes: 159 } } })
    value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveFacts({ taxPack: 'CA-QC-2012' }) })))
    expect(whole()).toMatchObject({ refusal: { params: { becomes: 183 } } })
    expect(register.database.basket(register.database.seat('counter').basketId ?? '')?.discount).toBeUndefined()
  })

  test('[APR-2] is used once', () => {
    const { approval } = value(granted(asked(discount(200_000))))
    value(discount(200_000, approval))
    expect(codeOf(discount(200_000, approval))).toBe('approval.invalid')
  })

  test('[APR-2] is for that amount, that document and that act alone', () => {
    const of = asked(discount(200_000))
    value(commands.scan(here(), { barcode: '6901234567908' }))
    expect(codeOf(discount(200_001, value(granted(of)).approval))).toBe('approval.invalid')
    expect(codeOf(discount(199_999, value(granted(of)).approval))).toBe('approval.invalid')
    const { approval } = value(granted(of))
    const other = commands['discount-line'](here(), { lineNo: 2, discount: { kind: 'percent', ppm: 200_000, reason: 'other' }, approval })
    expect(codeOf(other)).toBe('approval.invalid')
    const override = commands['override-price'](here(), { lineNo: 1, price: { minor: 160, per: 1000 }, reason: 'other', approval })
    expect(codeOf(override)).toBe('approval.invalid')
    expect(codeOf(discount(200_000, approval))).toBe('accepted')
  })

  test('[APR-2] is for whoever asked, at the seat they asked from', () => {
    const { approval } = value(granted(asked(discount(200_000))))
    value(signOn(here(), { operatorId: 'op-1', provenHash: register.database.pinHashOf('op-1') ?? '' }))
    expect(codeOf(discount(200_000, approval))).toBe('approval.invalid')
    value(signOn(here(), { operatorId: 'op-c', provenHash: '$argon2id$op-c' }))
    expect(codeOf(discount(200_000, approval))).toBe('accepted')
  })

  test('[APR-3] lasts a minute of the monotonic clock, whatever the wall clock says, and not into another start', () => {
    const of = asked(discount(200_000))
    const late = value(granted(of)).approval
    monoMs += 60_001
    register.now -= 3_600_000
    expect(codeOf(discount(200_000, late))).toBe('approval.invalid')
    const intime = value(granted(of)).approval
    const other = { ...here(), moment: () => ({ ...here().moment(), bootId: 'another' }) }
    expect(codeOf(commands['discount-line'](other, { lineNo: 1, discount: { kind: 'percent', ppm: 200_000, reason: 'other' }, approval: intime }))).toBe('approval.invalid')
    monoMs += 60_000
    expect(codeOf(discount(200_000, intime))).toBe('accepted')
  })

  test('[APR-4] a refused act uses nothing up, and an approval is written down also where the act never comes', () => {
    const { approval } = value(granted(asked(discount(200_000))))
    expect(codeOf(commands['discount-line'](here(), { lineNo: 1, discount: { kind: 'percent', ppm: 2_000_000, reason: 'other' }, approval }))).toBe('discount.invalid')
    register.reopen()
    expect(register.database.approvalById(approval)).toMatchObject({ approver: 'op-s' })
    expect(codeOf(discount(200_000, approval))).toBe('accepted')
    expect(entries('approval.granted')).toHaveLength(1)
  })

  test('[APR-5] is given by somebody else, who may do it alone, and whose PIN it was', () => {
    const of = asked(discount(600_000))
    expect(codeOf(granted(of, 'op-c'))).toBe('approval.notYours')
    expect(codeOf(granted(of, 'op-s'))).toBe('approval.notYours')
    expect(codeOf(granted(of, 'nobody'))).toBe('operator.wrongPin')
    expect(codeOf(approve(here(), { approverId: 'op-m', reason: 'other', ...of }))).toBe('operator.wrongPin')
    expect(codeOf(granted(of, 'op-m'))).toBe('accepted')
    expect(register.database.seat('counter').operatorId).toBe('op-c')
  })

  test('[APR-5] whoever lost the right within the minute has lost it', () => {
    const { approval } = value(granted(asked(discount(200_000))))
    register.database.unitOfWork(() => ({ ok: true, value: register.database.saveGrant('supervisor', 'discount', 0) }))
    expect(codeOf(discount(200_000, approval))).toBe('approval.invalid')
  })

  test('[APR-6] is refused where it would change nothing: the right is there, or is nobody\'s to lend', () => {
    expect(codeOf(granted({ permission: 'discount', document: 'x', amount: 100_000 }))).toBe('approval.pointless')
    expect(codeOf(granted({ permission: 'managePeople', document: 'x', amount: 0 }, 'op-m'))).toBe('approval.pointless')
  })

  test('[APR-7] above the second person\'s limit a manager needs another, too', () => {
    register.database.unitOfWork(() => ({ ok: true, value: register.database.saveSecondPersonAbove('discount', 300_000) }))
    value(signOn(here(), { operatorId: 'op-m', provenHash: '$argon2id$op-m' }))
    expect(codeOf(discount(300_000))).toBe('accepted')
    const of = asked(discount(300_001))
    expect(codeOf(granted(of, 'op-m'))).toBe('approval.notYours')
    expect(codeOf(discount(300_001, value(granted(of, 'op-s')).approval))).toBe('accepted')
  })

  test('[APR-8] the same request again is the same approval', () => {
    const of = asked(discount(200_000))
    const request = randomUUID()
    const twice = [1, 2].map(() => value(approve(here('counter', request), { approverId: 'op-s', reason: 'other', ...of, provenHash: '$argon2id$op-s' })))
    expect(twice).toEqual([{ approval: request }, { approval: request }])
    expect(entries('approval.granted')).toHaveLength(1)
  })

  test('[APR-9] every gated act asks, and goes through with it: drawer, reprint, whole discount, price, dropped basket', () => {
    const permissions = ['openDrawer', 'reprint', 'cancelBasket', 'overridePrice', 'discount'] as const
    register.database.unitOfWork(() => ({ ok: true, value: permissions.forEach((one) => register.database.saveGrant('cashier', one, 'ask')) }))
    const basketId = register.database.seat('counter').basketId ?? ''
    const acts: readonly ((approval?: string) => Result<unknown>)[] = [
      (approval) => commands['discount-basket'](here(), { discount: { kind: 'amount', minor: 1, reason: 'other' }, ...(approval && { approval }) }),
      (approval) => commands['override-price'](here(), { lineNo: 1, price: { minor: 150, per: 1000 }, reason: 'damaged', ...(approval && { approval }) }),
      (approval) => commands['cancel-basket'](here(), { basketId, ...(approval && { approval }) }),
    ]
    for (const act of acts) expect(codeOf(act(value(granted(asked(act()), 'op-m')).approval))).toBe('accepted')
    expect(entries('basket.cancelled')).toMatchObject([{ operator: 'op-c', approver: 'op-m' }])
    expect(defaultGrant('cashier', 'openDrawer')).toBe('yes')
  })
})
