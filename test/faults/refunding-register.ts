import { type CounterView, type Input } from '../../src/contracts/ipc/index.ts'
import { type Result } from '../../src/domain/errors/index.ts'
import { approve, commands, signOn } from '../../src/main/commands/index.ts'
import { context, database, staff, tell, value } from './own-register.ts'

function complete(more: Partial<Input<'complete-sale'>>): Result<CounterView> {
  const { basketId = '' } = database.seat('counter')
  return commands['complete-sale'](context(), { basketId, revision: database.basket(basketId)?.revision ?? -1, tenders: [], ...more })
}

/** With the manager's approval, where one is asked for. */
function completeApproved(): CounterView {
  const asked = complete({ tenders: [{ type: 'cash' }] })
  if (asked.ok || asked.refusal.code !== 'approval.needed') return value(asked)
  const { permission, document, amount } = asked.refusal.params as { permission: 'voidSale'; document: string; amount: number }
  const { approval } = value(approve(context(), { approverId: 'manager', provenHash: '$argon2id$m', permission, document, amount, reason: 'mistake' }))
  return value(complete({ tenders: [{ type: 'cash' }], approvals: [approval] }))
}

staff()
value(signOn(context(), { operatorId: 'cashier', provenHash: '$argon2id$c' }))
// What the kill left in the basket is finished first, as it would be at a counter.
if (database.seat('counter').basketId !== undefined) completeApproved()
tell('ready')
for (let round = 0; ; round += 1) {
  value(commands['add-item'](context(), { itemId: 'tea', quantity: 3000 }))
  const saleId = completeApproved().lastSale?.id ?? ''
  tell(`sold ${saleId}`)
  value(commands['add-return'](context(), { saleId, lineNo: 1, quantity: 1000, condition: round % 2 === 0 ? 'stock' : 'waste', reason: 'faulty' }))
  if (round % 3 === 0) value(commands['add-item'](context(), { itemId: 'tea' }))
  tell(`refunded ${completeApproved().lastRefund?.id ?? ''}`)
  value(commands['void-sale'](context(), { saleId, reason: 'other' }))
  tell(`refunded ${completeApproved().lastRefund?.id ?? ''}`)
  if (round % 8 === 0) while (database.project(20) > 0);
}
