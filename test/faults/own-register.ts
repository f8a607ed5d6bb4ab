import { createHmac, randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { openRegisterDatabase } from '../../src/db/index.ts'
import { accept, type Result } from '../../src/domain/errors/index.ts'
import { minor } from '../../src/domain/money/index.ts'
import { thousandths } from '../../src/domain/quantity/index.ts'
import { type CommandContext } from '../../src/main/commands/index.ts'
import { newId } from '../../src/main/core/index.ts'
import { receiptWords } from '../../src/main/words/index.ts'

/** What a program that is going to be killed works on: the register's file it was given, one item, and its people. */

/** Straight into the pipe: what the parent reads was written before this process could be killed. */
export const tell = (line: string): void => void writeSync(1, `${line}\n`)

export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

export const database = value(openRegisterDatabase({ path: process.argv[2] ?? '', newId }))
export const bootId = newId()

export function context(request: string = randomUUID()): CommandContext {
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

/** Once for each file: a life after the first finds them there. */
export function staff(): void {
  if (database.operators().length > 0) return
  value(database.unitOfWork(() => {
    database.saveFacts({ mode: 'demo', registerNumber: 3, storeId: 's', storeName: 'Corner', chainName: 'Chain', language: 'en', currency: 'GBP', taxPack: 'GB-2011' })
    database.saveItems([{ item: { id: 'tea', sku: 'tea', names: { en: 'Tea' }, unit: 'each', taxClass: 'standard', price: { minor: minor(333), per: thousandths(1000) } }, barcodes: ['5000000000017'] }])
    database.saveOperator({ id: 'cashier', name: 'Li', role: 'cashier' }, '$argon2id$c')
    database.saveOperator({ id: 'manager', name: 'Ma', role: 'manager' }, '$argon2id$m')
    return accept(undefined)
  }))
}
