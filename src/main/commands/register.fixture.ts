import { createHmac, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openRegisterDatabase, type Moment, type NewItem, type RegisterWriter } from '../../db/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'
import { thousandths, type Unit } from '../../domain/quantity/index.ts'
import { type ReceiptDocument } from '../../domain/receipt/index.ts'
import { effectsToDo } from '../queries/index.ts'
import { receiptWords } from '../words/index.ts'
import { type CommandContext } from './command-context.ts'
import { signOn } from './sign-on.ts'

/** A register on a real file, for tests: three priced items, one without a price, a cashier and a stock keeper. */
export interface TestRegister {
  database: RegisterWriter
  readonly path: string
  /** The clock the next command sees; tests set it. */
  now: number
  /** Milliseconds since the register started; tests set it. */
  monoMs: number
  /** Whether it has a key that others have too; tests set it. */
  isOfChain: boolean
  /** A context with a request id of its own, or the one given. */
  context(request?: string, seat?: string): CommandContext
  /** Closes and opens the same file again. */
  reopen(): void
  remove(): void
}

/** Of the chain that the tests are of. */
export const testCheck = (text: string): string => createHmac('sha256', 'a key of tests').update(text, 'utf8').digest('hex')

export const startOfTest = Date.UTC(2026, 10, 21, 6)

function item(id: string, price: number | undefined, barcode: string, unit: Unit = 'each'): NewItem {
  return {
    item: { id, sku: `sku-${id}`, names: { en: id, 'zh-CN': `${id}货` }, unit, taxClass: 'standard', ...(price === undefined ? {} : { price: { minor: minor(price), per: thousandths(1000) } }) },
    barcodes: [barcode],
  }
}

export const testItems: readonly NewItem[] = [
  item('water', 200, '6901234567892'),
  item('tea', 1250, '6901234567908'),
  item('apples', 990, '2000001', 'kg'),
  item('news', undefined, '6901234567915'),
]

export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}

export const code = (result: Result<unknown>): string => (result.ok ? 'accepted' : result.refusal.code)

/** The papers of a sale that wait for the printer, as it would be given them. */
export function papersOf({ database, isOfChain }: TestRegister, saleId: string): readonly ReceiptDocument[] {
  const undrawn = (error: unknown): never => {
    throw error
  }
  const waiting = effectsToDo(database, 99, receiptWords, undrawn, isOfChain ? testCheck : undefined)
  return waiting.flatMap((effect) => (effect.saleId === saleId && effect.work.kind === 'print' ? [effect.work.document] : []))
}

function ids(): () => string {
  let next = 0
  return () => `00000000-0000-7000-8000-${(next += 1).toString(16).padStart(12, '0')}`
}

export function testRegister(): TestRegister {
  const folder = mkdtempSync(join(tmpdir(), 'tillwright-'))
  const path = join(folder, 'register.db')
  const newId = ids()
  const open = (): RegisterWriter => value(openRegisterDatabase({ path, newId }))
  const register: TestRegister = {
    database: open(),
    path,
    now: startOfTest,
    monoMs: 1,
    isOfChain: false,
    context: (request = randomUUID(), seat = 'counter') => ({
      database: register.database,
      moment: (): Moment => ({ at: register.now, tzOffset: 480, bootId: 'boot', monoMs: register.monoMs }),
      newId,
      seat,
      request,
      words: receiptWords,
      check: testCheck,
      chainCheck: () => (register.isOfChain ? testCheck : undefined),
    }),
    reopen: () => {
      register.database.close()
      register.database = open()
    },
    remove: () => {
      register.database.close()
      rmSync(folder, { recursive: true })
    },
  }
  value(
    register.database.unitOfWork(() => {
      register.database.saveFacts({ mode: 'demo', registerNumber: 3, storeId: 'store', storeName: 'Corner', chainName: 'Chain', language: 'en' })
      register.database.saveItems(testItems)
      register.database.saveOperator({ id: 'op-1', name: 'Li', role: 'cashier' }, '$argon2id$1')
      register.database.saveOperator({ id: 'op-2', name: 'Wu', role: 'cashier' }, '$argon2id$2')
      register.database.saveOperator({ id: 'op-3', name: 'Shen', role: 'stockKeeper' }, '$argon2id$3')
      return { ok: true, value: undefined }
    }),
  )
  return register
}

/** With its cashier signed on, who may name prices here: what needs an approval is approvals.test's. */
export function staffedRegister(): TestRegister {
  const register = testRegister()
  value(register.database.unitOfWork(() => {
    for (const permission of ['overridePrice', 'discount'] as const) register.database.saveGrant('cashier', permission, 'yes')
    return accept(undefined)
  }))
  value(signOn(register.context(), { operatorId: 'op-1', provenHash: '$argon2id$1' }))
  return register
}
