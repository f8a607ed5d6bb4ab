import { createHash } from 'node:crypto'
import { answeringCommands, commands, signOn } from '../../src/main/commands/index.ts'
import { queries } from '../../src/main/queries/index.ts'
import { bootId, context, database, staff, tell, value } from './own-register.ts'

/** A request that is sent again after a kill has the id it had: made of what it is for. */
function requestOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const shiftNow = () => value(queries.shift({ reader: database, seat: 'counter', now: { at: Date.now(), monoMs: 1, bootId } })).shift

function sell(): void {
  value(commands['add-item'](context(), { itemId: 'tea' }))
  const { basketId = '' } = database.seat('counter')
  value(commands['complete-sale'](context(), { basketId, revision: database.basket(basketId)?.revision ?? -1, tenders: [{ type: 'cash' }] }))
}

/** What should be there is counted, in pence: it is the kills that are looked at. */
function closeNow(): void {
  const shift = shiftNow()
  if (shift === undefined) return
  const cash = shift.expected?.find(({ tender }) => tender === 'cash')?.amount ?? 0
  value(answeringCommands['declare-shift'](context(requestOf(`count ${shift.number} ${cash}`)), { shift: shift.number, cash: [{ minor: 1, pieces: cash }], others: [] }))
  tell(`counted ${shift.number}`)
  const toSafe = Math.floor(cash / 2)
  const z = value(answeringCommands['close-shift'](context(requestOf(`close ${shift.number}`)), { shift: shift.number, toSafe, leave: cash - toSafe, bag: `B-${shift.number}` }))
  tell(`closed ${z.number} ${z.hash}`)
}

staff()
value(signOn(context(), { operatorId: 'manager', provenHash: '$argon2id$m' }))
tell('ready')
for (let round = 0; ; round += 1) {
  if (database.seat('counter').basketId !== undefined) value(commands['cancel-basket'](context(), { basketId: database.seat('counter').basketId ?? '' }))
  sell()
  value(answeringCommands['move-cash'](context(), { kind: 'payIn', amount: 7, reason: 'found' }))
  tell('moved')
  if (round % 2 === 0) sell()
  closeNow()
  if (round % 4 === 0) while (database.project(20) > 0);
}
