import { expect, test } from 'vitest'
import { beginPayment, commands, settlePayment } from './index.ts'
import { value } from './register.fixture.ts'
import { shiftTest } from './shift.fixture.ts'

const water = '6901234567892'

test('[SHFC-14] a payment of somebody who left, settled after the close, opens the shift in the name of whoever settled it, and the seller stays on the receipt', () => {
  const till = shiftTest()
  const begun = (): string => {
    value(commands.scan(till.register.context(), { barcode: water }))
    const { basketId = '' } = till.register.database.seat('counter')
    const { payment } = value(beginPayment(till.register.context(), { basketId, revision: till.register.database.basket(basketId)?.revision ?? 0, method: 'card' }))
    value(settlePayment(till.register.context(), { paymentId: payment.id, outcome: { status: 'unknown', reason: 'lineLost' } }))
    return payment.id
  }
  till.sell()
  const hung = begun()
  till.signOnAs('op-s')
  till.closeEven()
  value(commands['resolve-payment'](till.register.context(), { paymentId: hung, outcome: 'approved', seen: 'terminalSlip' }))
  expect(till.shift().shift).toMatchObject({ number: 2, openedBy: 'Sun', operators: ['Sun', expect.any(String)] })
  expect(till.entries<object>('sale.completed').map(({ operator, body }) => [operator, 'settledBy' in body ? body.settledBy : undefined])).toEqual([['op-1', undefined], ['op-1', 'op-s']])
  const own = begun()
  value(settlePayment(till.register.context(), { paymentId: own, outcome: { status: 'approved', reference: { attemptId: own } } }))
  expect(till.entries<object>('sale.completed').at(-1)?.body).not.toHaveProperty('settledBy')
  till.register.remove()
})
