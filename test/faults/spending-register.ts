import { type Input } from '../../src/contracts/ipc/index.ts'
import { commands, signOn } from '../../src/main/commands/index.ts'
import { context, database, staff, tell, value } from './own-register.ts'

const number = 'KILLED0001'

const standing = (): { readonly basketId: string; readonly revision: number } => {
  const { basketId = '' } = database.seat('counter')
  return { basketId, revision: database.basket(basketId)?.revision ?? -1 }
}
const pay = (tender: Input<'complete-sale'>['tenders'][number]): string => value(commands['complete-sale'](context(), { ...standing(), tenders: [tender] })).lastSale?.id ?? ''

/** Takes what a sale put on the card off it again, while it is all there. */
function takeBack(saleId: string): void {
  value(commands['add-return'](context(), { saleId, lineNo: 1, quantity: 1000, condition: 'stock', reason: 'wrongItem' }))
  const { basketId } = standing()
  pay({ type: 'cash' })
  tell(`takenBack ${database.refundByBasket(basketId)?.id ?? 'nothing'}`)
}

staff()
value(signOn(context(), { operatorId: 'cashier', provenHash: '$argon2id$c' }))
// What the kill left in the basket is finished first, as it would be at a counter; what the card gave for it stands.
if (database.seat('counter').basketId !== undefined) pay({ type: 'cash' })
tell('ready')
for (let round = 0; ; round += 1) {
  value(commands['sell-gift-card'](context(), { number, amount: 1 + (round % 700) }))
  const issued = pay({ type: 'cash' })
  tell(`issued ${issued}`)
  if (round % 3 === 1) {
    takeBack(issued)
    continue
  }
  value(commands['add-item'](context(), { itemId: 'tea', quantity: 1000 }))
  // As much as there is of it: the whole, or a part that is kept with the basket and the rest in cash.
  const taken = commands['take-tender'](context(), { ...standing(), tender: { type: 'storedValue', number } })
  const done = taken.ok ? taken.value.lastSale : undefined
  tell(`spent ${done !== undefined && taken.ok && taken.value.basket === undefined ? done.id : pay({ type: 'cash' })}`)
}
