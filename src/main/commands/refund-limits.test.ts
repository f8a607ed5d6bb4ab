import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { commands, signOn } from './index.ts'
import { value } from './register.fixture.ts'
import { returnsDesk, tea, water } from './returns-desk.fixture.ts'

const desk = returnsDesk()
beforeEach(desk.open)
afterEach(desk.close)
const { sold, scan, complete, back, bare, bodies, approved } = desk
const otherOperator = (): void => void value(signOn(desk.register.context(), { operatorId: 'op-2', provenHash: '$argon2id$2' }))

/** The cashier's limit is 50.00, a tea costs 12.50. */
describe('a limit of refunds', () => {
  test('[RETC-23] counts what went back of the same sale before, whoever gave it', () => {
    const saleId = sold([tea, tea, tea, tea, tea, tea])
    value(back(saleId, 1, 3000))
    value(complete())
    otherOperator()
    value(back(saleId, 1, 2000))
    const needed = complete()
    expect(needed).toMatchObject({ refusal: { code: 'approval.needed', params: { permission: 'refund', amount: 6250, earlier: 3750, limit: 5000 } } })
    value(complete({ approvals: [approved(needed)] }))
    expect(bodies().map(({ approver, body }) => [approver, body.total])).toEqual([[undefined, 3750], ['op-s', 2500]])
  })

  test('[RETC-23] counts up to its own amount and no unit further', () => {
    const saleId = sold([tea, tea, tea, tea, tea])
    value(back(saleId, 1, 3000))
    value(complete())
    value(back(saleId))
    value(complete())
    value(back(saleId))
    expect(complete()).toMatchObject({ refusal: { params: { amount: 6250, earlier: 5000 } } })
  })

  test('[RETC-23] starts anew with another sale, and asks nothing where no money goes out', () => {
    const first = sold([tea, tea, tea, tea])
    value(back(first, 1, 4000))
    value(complete())
    const second = sold([tea, tea])
    value(back(second, 1, 2000))
    value(complete())
    const third = sold([tea, tea, tea, tea, tea])
    value(back(third, 1, 4000))
    value(complete())
    // The rest of it for another of the same: even, and the money that went back before is no reason to call anybody.
    value(back(third, 1, 1000))
    scan(tea)
    value(complete())
    expect(bodies().map(({ approver }) => approver)).toEqual([undefined, undefined, undefined, undefined])
  })

  test('[RETC-23] counts each right for itself: cash for a card with cash for that card alone', () => {
    const saleId = sold([tea, tea, water], [{ type: 'card' }])
    value(back(saleId, 1, 1000))
    value(complete({ paidBack: [1] }))
    value(back(saleId, 1, 1000))
    const first = complete({ cashInstead: true })
    expect(first).toMatchObject({ refusal: { params: { permission: 'refundToOtherTender', amount: 1250 } } })
    value(complete({ cashInstead: true, approvals: [approved(first)] }))
    value(back(saleId, 2, 1000))
    expect(complete({ cashInstead: true })).toMatchObject({ refusal: { params: { permission: 'refundToOtherTender', amount: 1450, earlier: 1250 } } })
  })

  test('[RETC-24] without a receipt counts what the same operator gave back that day, and nobody else’s', () => {
    desk.register.database.unitOfWork(() => ({ ok: true, value: desk.register.database.saveGrant('cashier', 'refundWithoutReceipt', 2000) }))
    value(bare())
    value(complete())
    value(bare({ price: 751 }))
    expect(complete()).toMatchObject({ refusal: { code: 'approval.needed', params: { permission: 'refundWithoutReceipt', amount: 2001, earlier: 1250, limit: 2000 } } })
    otherOperator()
    value(complete())
    desk.register.now += 86_400_000
    value(signOn(desk.register.context(), { operatorId: 'op-1', provenHash: '$argon2id$1' }))
    value(bare())
    value(complete())
    expect(bodies().map(({ operator, approver }) => [operator, approver])).toEqual([['op-1', undefined], ['op-2', undefined], ['op-1', undefined]])
  })

  test('[RETC-40] a basket put aside within the window and taken up after it is late, and counts on the day it is done', () => {
    value(desk.register.database.unitOfWork(() => {
      desk.register.database.saveFacts({ returnDays: 14 })
      return { ok: true, value: desk.register.database.saveGrant('cashier', 'refundWithoutReceipt', 2000) }
    }))
    const held = (): string => {
      const { basketId = '' } = desk.register.database.seat('counter')
      value(commands['suspend-basket'](desk.register.context(), {}))
      return basketId
    }
    const saleId = sold([tea])
    value(back(saleId))
    const late = held()
    value(bare())
    const bareOne = held()
    desk.later(30 * 86_400_000)
    value(commands['resume-basket'](desk.register.context(), { basketId: late }))
    const needed = complete()
    expect(needed).toMatchObject({ refusal: { code: 'approval.needed', params: { permission: 'refundOutsideWindow', amount: 1250 } } })
    value(complete({ approvals: [approved(needed)] }))
    value(commands['resume-basket'](desk.register.context(), { basketId: bareOne }))
    value(complete())
    value(bare({ price: 751 }))
    expect(complete()).toMatchObject({ refusal: { params: { permission: 'refundWithoutReceipt', amount: 2001, earlier: 1250 } } })
  })

  test('[RETC-41] too late is asked for what is late, and not for the goods beside it', () => {
    const item = desk.register.database.itemById('tea')
    if (item === undefined) throw new Error('no tea')
    value(desk.register.database.unitOfWork(() => {
      desk.register.database.saveFacts({ returnDays: 14 })
      return { ok: true, value: desk.register.database.saveItems([{ item: { ...item, returnDays: 0 }, barcodes: [tea] }]) }
    }))
    const saleId = sold([tea, tea, water])
    desk.later(86_400_000)
    value(back(saleId, 2))
    value(complete())
    value(back(saleId, 1))
    const needed = complete()
    expect(needed).toMatchObject({ refusal: { params: { permission: 'refundOutsideWindow', amount: 1250 } } })
    value(complete({ approvals: [approved(needed)] }))
    value(back(saleId, 1))
    expect(complete()).toMatchObject({ refusal: { params: { permission: 'refundOutsideWindow', amount: 2500, earlier: 1250 } } })
  })
})
