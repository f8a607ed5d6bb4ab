import { type CounterView } from '../../src/contracts/ipc/index.ts'
import { answeringCommands, commands, signOn } from '../../src/main/commands/index.ts'
import { context, database, staff, tell, value } from './own-register.ts'

const standing = (): { readonly basketId: string; readonly revision: number } => {
  const { basketId = '' } = database.seat('counter')
  return { basketId, revision: database.basket(basketId)?.revision ?? -1 }
}
const inCash = (): CounterView => value(commands['complete-sale'](context(), { ...standing(), tenders: [{ type: 'cash' }] }))

staff()
value(signOn(context(), { operatorId: 'manager', provenHash: '$argon2id$m' }))
if (database.customerById('c') === undefined) value(answeringCommands['save-customer'](context('c'), { name: 'Maria', active: true }))
value(answeringCommands['set-account-limit'](context(), { customerId: 'c', limit: 100_000_000 }))
// What the kill left in the basket is finished first, as it would be at a counter.
const left = database.seat('counter').basketId
const leftBasket = left === undefined ? undefined : database.basket(left)
if (leftBasket !== undefined) {
  if (leftBasket.lines.length === 0) value(commands['cancel-basket'](context(), { basketId: leftBasket.id }))
  else tell(`sold ${inCash().lastSale?.id ?? ''}`)
}
tell('ready')
for (let round = 0; ; round += 1) {
  value(commands['put-customer'](context(), { customerId: 'c' }))
  value(commands['add-item'](context(), { itemId: 'tea', quantity: 3000 }))
  // Whole, or a part that lies on the basket until cash comes for the rest.
  const taken = value(commands['take-tender'](context(), { ...standing(), tender: { type: 'account', amount: round % 2 === 0 ? 999 : 500 } }))
  tell(`sold ${(taken.lastSale ?? inCash().lastSale)?.id ?? ''}`)
  value(commands['pay-account'](context(), { customerId: 'c', amount: 400 }))
  tell(`sold ${inCash().lastSale?.id ?? ''}`)
  if (round % 8 === 0) while (database.project(20) > 0);
}
