import { createHmac, randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { openRegisterDatabase, type RegisterWriter } from '../../src/db/index.ts'
import { accept, type Result } from '../../src/domain/errors/index.ts'
import { minor } from '../../src/domain/money/index.ts'
import { thousandths } from '../../src/domain/quantity/index.ts'
import { type CounterView, type Input } from '../../src/contracts/ipc/index.ts'
import { approve, commands, signOn, type CommandContext } from '../../src/main/commands/index.ts'
import { newId } from '../../src/main/core/index.ts'
import { receiptWords } from '../../src/main/words/index.ts'

/** Straight into the pipe: what the parent reads was written before this process could be killed. */
const tell = (line: string): void => void writeSync(1, `${line}\n`)
const database = value(openRegisterDatabase({ path: process.argv[2] ?? '', newId }))
const bootId = newId()

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

function context(): CommandContext {
  return {
    database,
    moment: () => ({ at: Date.now(), tzOffset: 0, bootId, monoMs: Math.floor(performance.now()) }),
    newId,
    seat: 'counter',
    request: randomUUID(),
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
    writer.saveOperator({ id: 'cashier', name: 'Li', role: 'cashier' }, '$argon2id$c')
    writer.saveOperator({ id: 'manager', name: 'Ma', role: 'manager' }, '$argon2id$m')
    return accept(undefined)
  }))
}

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

staff(database)
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
