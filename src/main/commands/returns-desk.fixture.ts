import { randomUUID } from 'node:crypto'
import { approve as definition, type CounterView, type Input, type Output } from '../../contracts/ipc/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { type RefundBody } from '../../domain/refund/index.ts'
import { queries } from '../queries/index.ts'
import { approve, commands, signOn } from './index.ts'
import { code, testCheck, testRegister, value, type TestRegister } from './register.fixture.ts'

export const tea = '6901234567908'
export const water = '6901234567892'
const askedFor = definition.input.pick({ permission: true, document: true, amount: true }).strip()

type Complete = Input<'complete-sale'>
interface Entry<T> {
  readonly operator: string
  readonly approver?: string
  readonly businessDate: string
  readonly body: T
}

/** A counter where goods come back, opened anew for each test: a cashier is signed on, a supervisor and a manager are in the house. */
export function returnsDesk() {
  let register: TestRegister
  function staffed(): TestRegister {
    const opened = testRegister()
    value(opened.database.unitOfWork(() => {
      opened.database.saveOperator({ id: 'op-s', name: 'Sun', role: 'supervisor' }, '$argon2id$op-s')
      opened.database.saveOperator({ id: 'op-m', name: 'Ma', role: 'manager' }, '$argon2id$op-m')
      return { ok: true, value: undefined }
    }))
    value(signOn(opened.context(), { operatorId: 'op-1', provenHash: '$argon2id$1' }))
    return opened
  }
  const scan = (barcode: string): CounterView => value(commands.scan(register.context(), { barcode }))

  function complete(more: Partial<Complete> = {}, request?: string): Result<CounterView> {
    return commands['complete-sale'](register.context(request), { ...standing(), tenders: [], ...more })
  }

  /** The open basket as an act on it names it. */
  function standing(): Pick<Complete, 'basketId' | 'revision'> {
    const { basketId = '' } = register.database.seat('counter')
    return { basketId, revision: register.database.basket(basketId)?.revision ?? -1 }
  }

  /** A completed sale of so many goods, paid so. Its id. */
  function sold(barcodes: readonly string[], tenders: Complete['tenders'] = [{ type: 'cash' }]): string {
    for (const barcode of barcodes) scan(barcode)
    return value(complete({ tenders })).lastSale?.id ?? ''
  }

  return {
    open(): void {
      register = staffed()
    },
    close: (): void => register.remove(),
    get register(): TestRegister {
      return register
    },
    later(milliseconds: number): void {
      register.now += milliseconds
      register.monoMs += milliseconds
    },
    scan,
    sold,
    complete,
    standing,
    counter: (): CounterView => value(commands['set-layout'](register.context(), { layout: 'tiles' })),
    back: (saleId: string, lineNo = 1, quantity = 1000, more: Partial<Input<'add-return'>> = {}): Result<CounterView> =>
      commands['add-return'](register.context(), { saleId, lineNo, quantity, condition: 'stock', reason: 'changedMind', ...more }),
    bare: (more: Partial<Input<'add-return-without-receipt'>> = {}): Result<CounterView> =>
      commands['add-return-without-receipt'](register.context(), { itemId: 'tea', quantity: 1000, condition: 'stock', reason: 'other', ...more }),
    bodies: <T = RefundBody>(type = 'refund.completed'): readonly Entry<T>[] =>
      register.database.entriesAfter(1, 0, 500).flatMap((entry) => (entry.type === type ? [JSON.parse(entry.text) as Entry<T>] : [])),
    approved(result: Result<unknown>, approverId = 'op-s'): string {
      if (result.ok || result.refusal.code !== 'approval.needed') throw new Error(`no approval was asked for: ${code(result)}`)
      return value(approve(register.context(randomUUID()), { approverId, reason: 'customerRequest', ...askedFor.parse(result.refusal.params), provenHash: `$argon2id$${approverId}` })).approval
    },
    find: (input: Omit<Input<'find-sale'>, 'limit'>): Result<Output<'find-sale'>> =>
      queries['find-sale']({ reader: register.database, seat: 'counter', now: { at: register.now, monoMs: 1, bootId: 'boot' }, check: testCheck }, { limit: 5, ...input }),
    /** The same at another register of the chain, which is gone afterwards. */
    elsewhere<T>(act: (other: TestRegister) => T): T {
      const here = register
      const other = staffed()
      register = other
      try {
        return act(other)
      } finally {
        register = here
        other.remove()
      }
    },
  }
}
