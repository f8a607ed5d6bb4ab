import { createHash, createHmac, randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { openRegisterDatabase, type RegisterWriter } from '../../src/db/index.ts'
import { accept, type Result } from '../../src/domain/errors/index.ts'
import { minor } from '../../src/domain/money/index.ts'
import { thousandths } from '../../src/domain/quantity/index.ts'
import { answeringCommands, commands, signOn, type CommandContext } from '../../src/main/commands/index.ts'
import { newId } from '../../src/main/core/index.ts'
import { queries } from '../../src/main/queries/index.ts'
import { receiptWords } from '../../src/main/words/index.ts'

/** Straight into the pipe: what the parent reads was written before this process could be killed. */
const tell = (line: string): void => void writeSync(1, `${line}\n`)
const database = value(openRegisterDatabase({ path: process.argv[2] ?? '', newId }))
const bootId = newId()

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

/** A request that is sent again after a kill has the id it had: made of what it is for. */
function requestOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function context(request: string = randomUUID()): CommandContext {
  return {
    database,
    moment: () => ({ at: Date.now(), tzOffset: 0, bootId, monoMs: Math.floor(performance.now()) }),
    newId,
    seat: 'counter',
    request,
    words: receiptWords,
    check: (text) => createHmac('sha256', 'k').update(text).digest('hex'),
    chainCheck: () => undefined,
  }
}

function staff(writer: RegisterWriter): void {
  if (writer.operators().length > 0) return
  value(writer.unitOfWork(() => {
    writer.saveFacts({ mode: 'demo', registerNumber: 3, storeId: 's', storeName: 'Corner', chainName: 'Chain', language: 'en', currency: 'GBP', taxPack: 'GB-2011' })
    writer.saveItems([{ item: { id: 'tea', sku: 'tea', names: { en: 'Tea' }, unit: 'each', taxClass: 'standard', price: { minor: minor(333), per: thousandths(1000) } }, barcodes: ['5000000000017'] }])
    writer.saveOperator({ id: 'manager', name: 'Ma', role: 'manager' }, '$argon2id$m')
    return accept(undefined)
  }))
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

staff(database)
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
