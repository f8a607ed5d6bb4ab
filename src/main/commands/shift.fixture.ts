import { randomUUID } from 'node:crypto'
import { approve as definition, type CounterView, type Input, type Output, type ShiftView, type ZReportView } from '../../contracts/ipc/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { type ZBody } from '../../domain/shift/index.ts'
import { queries } from '../queries/index.ts'
import { answeringCommands, approve, commands, signOn } from './index.ts'
import { code, testRegister, value, type TestRegister } from './register.fixture.ts'

const askedFor = definition.input.pick({ permission: true, document: true, amount: true }).strip()

/** For this room's tests: a till whose cashier is signed on, with a supervisor and a manager in the shop. Its currency is CNY. */
export interface TestShift {
  readonly register: TestRegister
  readonly sell: (barcodes?: readonly string[], tenders?: Input<'complete-sale'>['tenders']) => CounterView
  readonly shift: (seat?: string) => ShiftView
  readonly open: (input?: Partial<Input<'open-shift'>>, request?: string) => Result<ShiftView>
  readonly move: (input: Input<'move-cash'>, request?: string) => Result<Output<'move-cash'>>
  readonly declare: (cash: Input<'declare-shift'>['cash'], others?: Input<'declare-shift'>['others'], request?: string) => Result<ShiftView>
  readonly close: (input?: Partial<Input<'close-shift'>>, request?: string) => Result<ZReportView>
  /** Counts what is there and leaves all of it in the drawer. */
  readonly closeEven: () => ZReportView
  readonly approved: (result: Result<unknown>, approverId?: string) => string
  readonly signOnAs: (operatorId: string) => void
  readonly entries: <Body = unknown>(type: string) => readonly { readonly operator: string; readonly approver?: string; readonly businessDate: string; readonly seq: number; readonly body: Body }[]
  readonly zs: () => readonly ZBody[]
}

/** Notes and coins of CNY that make an amount. */
export function pieces(amount: number): Input<'declare-shift'>['cash'] {
  const counts: { minor: number; pieces: number }[] = []
  let rest = amount
  for (const minor of [10_000, 5000, 2000, 1000, 500, 100, 50, 10, 5, 2, 1]) {
    const count = Math.floor(rest / minor)
    if (count > 0) counts.push({ minor, pieces: count })
    rest -= count * minor
  }
  return counts
}

export function shiftTest(): TestShift {
  const register = testRegister()
  const people = { 'op-s': 'supervisor', 'op-m': 'manager' } as const
  value(register.database.unitOfWork(() => {
    for (const [id, role] of Object.entries(people)) register.database.saveOperator({ id, name: id === 'op-s' ? 'Sun' : 'Ma', role }, `$argon2id$${id}`)
    return accept(undefined)
  }))
  const signOnAs = (operatorId: string): void => {
    const hash = `$argon2id$${/^op-\d$/.test(operatorId) ? operatorId.slice(3) : operatorId}`
    value(signOn(register.context(), { operatorId, provenHash: hash }))
  }
  signOnAs('op-1')
  const now = () => ({ at: register.now, monoMs: 1, bootId: 'boot' })
  const shift = (seat = 'counter'): ShiftView => value(queries.shift({ reader: register.database, seat, now: now() }))
  const number = (): number => shift().shift?.number ?? 0
  const entries: TestShift['entries'] = <Body>(type: string) =>
    register.database.entriesAfter(register.database.facts().epoch, 0, 5000).flatMap((entry) => (entry.type === type ? [JSON.parse(entry.text) as { operator: string; businessDate: string; seq: number; body: Body }] : []))
  const declare: TestShift['declare'] = (cash, others = [], request) => answeringCommands['declare-shift'](register.context(request), { shift: number(), cash, others })
  const close: TestShift['close'] = (input = {}, request) => answeringCommands['close-shift'](register.context(request), { shift: number(), toSafe: 0, leave: 0, ...input })
  return {
    register,
    sell: (barcodes = ['6901234567892'], tenders = [{ type: 'cash' }]) => {
      for (const barcode of barcodes) value(commands.scan(register.context(), { barcode }))
      const { basketId = '' } = register.database.seat('counter')
      return value(commands['complete-sale'](register.context(), { basketId, revision: register.database.basket(basketId)?.revision ?? -1, tenders }))
    },
    shift,
    open: (input = {}, request) => answeringCommands['open-shift'](register.context(request), { counts: pieces(20_000), ...input }),
    move: (input, request) => answeringCommands['move-cash'](register.context(request), input),
    declare,
    close,
    closeEven: () => {
      const expected = register.database.ledgerNow(({ books, sumsOfShift }) => [books.active, sumsOfShift(books.active?.number ?? 0)] as const)
      const tendered = (tender: string): number => expected[1].find(({ kind, key }) => kind === 'tender' && key === tender)?.amount ?? 0
      const moved = (kind: string): number => expected[1].find((row) => row.kind === 'cash' && row.key === kind)?.amount ?? 0
      const cash = (expected[0]?.float ?? 0) + tendered('cash') + moved('loan') + moved('payIn') - moved('pickup') - moved('payOut')
      value(declare(pieces(cash), [{ tender: 'card', amount: tendered('card') }, { tender: 'wallet', amount: tendered('wallet') }]))
      return value(close({ leave: cash }))
    },
    approved: (result, approverId = 'op-s') => {
      if (result.ok || result.refusal.code !== 'approval.needed') throw new Error(`no approval was asked for: ${code(result)}`)
      return value(approve(register.context(randomUUID()), { approverId, reason: 'other', ...askedFor.parse(result.refusal.params), provenHash: `$argon2id$${approverId}` })).approval
    },
    signOnAs,
    entries,
    zs: () => entries<ZBody>('shift.closed').map(({ body }) => body),
  }
}
