import { answeringCommands, commands, signOn } from '../../src/main/commands/index.ts'
import { accept } from '../../src/domain/errors/index.ts'
import { context, database, staff, tell, value } from './own-register.ts'

const standing = (): { readonly basketId: string; readonly revision: number } => {
  const { basketId = '' } = database.seat('counter')
  return { basketId, revision: database.basket(basketId)?.revision ?? -1 }
}
const pay = (type: 'cash' | 'card'): void => void value(commands['complete-sale'](context(), { ...standing(), tenders: [{ type }] }))
/** The newest that is kept for somebody. */
const held = (): string | undefined => database.layAways().findLast(({ state }) => state === 'held')?.id

staff()
value(database.unitOfWork(() => accept((['cancelLayAway', 'refundToOtherTender'] as const).forEach((permission) => database.saveGrant('cashier', permission, 'yes')))))
value(signOn(context(), { operatorId: 'cashier', provenHash: '$argon2id$c' }))
// What the kill left at the counter goes back to where it was: the deposit's basket first, and then the goods it was for.
while (database.seat('counter').basketId !== undefined) value(commands['cancel-basket'](context(), { basketId: standing().basketId }))
tell('ready')
for (let round = 0; ; round += 1) {
  value(commands['add-item'](context(), { itemId: 'tea', quantity: 2000 }))
  const total = value(commands['lay-aside'](context(), { ...standing(), deposit: 200 })).basket?.total ?? 0
  pay(round % 2 === 0 ? 'cash' : 'card')
  tell(`laid ${held() ?? ''}`)
  const layAwayId = held() ?? ''
  value(commands['pay-lay-away'](context(), { layAwayId, amount: total }))
  pay('card')
  tell(`paid ${layAwayId}`)
  if (round % 3 === 0) {
    value(commands['collect-lay-away'](context(), { layAwayId }))
    pay('cash')
    tell(`collected ${layAwayId}`)
  } else if (round % 3 === 1) {
    value(answeringCommands['cancel-lay-away'](context(), { layAwayId, reason: 'other', payBack: round % 2 === 0 ? 'asPaid' : 'credit' }))
    tell(`cancelled ${layAwayId}`)
  }
  if (round % 4 === 0) while (database.project(20) > 0);
}
