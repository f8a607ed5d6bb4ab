import { type Input, type Output } from '../../contracts/ipc/index.ts'
import { permissions } from '../../domain/authority/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'
import { queries, type QueryContext } from '../queries/index.ts'
import { answeringCommands, commands, signOn } from './index.ts'
import { startOfTest, testRegister, value, type TestRegister } from './register.fixture.ts'

const barcodes = ['6901234567892', '6901234567908', '2000001'] as const
const hour = 3_600_000

/** What an entry says, as a reader of the journal who knows no ledger takes it. */
export interface Said {
  readonly type: string
  readonly at: number
  readonly operator: string
  readonly approver?: string
  readonly businessDate: string
  readonly epoch: number
  readonly seq: number
  readonly body: Readonly<Record<string, unknown>>
}

export interface Till {
  readonly register: TestRegister
  readonly context: () => QueryContext
  readonly report: (kind: Input<'report'>['kind'], days: Input<'report'>['days']) => Output<'report'>
  readonly documents: (asked: Omit<Input<'report-documents'>, 'limit' | 'before'>) => Output<'report-documents'>['documents']
  readonly entries: () => readonly Said[]
  readonly act: (numbers: () => number) => void
}

/** A shop of its own kind, whose one cashier may do everything: what an approval adds to a sale is approvals.test's. */
export function reportTill(kind: number): Till {
  const register = testRegister()
  const shop = ([{ currency: 'CNY', taxPack: 'CN-2019', cashRounding: 'CN-1.00-down' }, { currency: 'USD', taxPack: 'US-NY-NYC' }, { currency: 'CHF', taxPack: 'GB-2011', cashRounding: 'CH-0.05' }] as const)[kind % 3]
  value(register.database.unitOfWork(() => {
    const rate = { home: 710, foreign: 100, on: '2026-11-20' }
    register.database.saveFacts({ ...shop, currenciesTaken: shop?.currency === 'USD' ? [] : [{ currency: 'USD', rate, notesOnly: true }], voucherKinds: [{ id: 'lunch', names: { en: 'Luncheon voucher', 'zh-CN': '餐券' }, over: 'keep' }] })
    const tea = register.database.itemById('tea')
    if (tea !== undefined) register.database.saveItems([{ item: { ...tea, category: 'drinks' }, barcodes: [barcodes[1]] }])
    for (const permission of permissions) register.database.saveGrant('cashier', permission, 'yes')
    return accept(undefined)
  }))
  const signedOn = (id: string): unknown => value(signOn(register.context(), { operatorId: id, provenHash: `$argon2id$${id.slice(3)}` }))
  signedOn('op-1')
  const now = () => ({ at: register.now, monoMs: 1, bootId: 'boot' })
  const context = (): QueryContext => ({ reader: register.database, seat: 'counter', now: now() })
  const basket = () => register.database.basket(register.database.seat('counter').basketId ?? '')
  const sales: string[] = []
  const pay = (tenders: Input<'complete-sale'>['tenders'], cashInstead = true): Result<unknown> => {
    const { id: basketId = '', revision = -1 } = basket() ?? {}
    const done = commands['complete-sale'](register.context(), { basketId, revision, tenders, confirmed: true, ...(cashInstead ? { cashInstead } : {}) })
    return done
  }

  function ringUp(take: () => number): void {
    for (let lines = 1 + (take() % 3); lines > 0; lines -= 1) value(commands.scan(register.context(), { barcode: barcodes[take() % 2] ?? barcodes[0], quantity: 1000 * (1 + (take() % 3)) }))
    const way = take() % 6
    // Not all of it may be given away, and a discount of a sale that is too small for it is refused: then there is none.
    if (way === 0) commands['discount-line'](register.context(), { lineNo: 1, discount: { kind: 'percent', ppm: 1 + (take() % 600_000), reason: 'staff' } })
    if (way === 1) commands['override-price'](register.context(), { lineNo: 1, price: { minor: 1 + (take() % 900), per: 1000 }, reason: 'damaged' })
    if (way === 2) commands['discount-basket'](register.context(), { discount: { kind: 'amount', minor: 1 + (take() % 150), reason: 'goodwill' } })
  }

  function sell(take: () => number): void {
    ringUp(take)
    const { id = '' } = basket() ?? {}
    const card = 1 + (take() % 150)
    const tenders: Input<'complete-sale'>['tenders'] = take() % 3 === 0 ? [{ type: 'card' }] : take() % 3 === 1 ? [{ type: 'card', amount: card }, { type: 'cash' }] : [{ type: 'cash' }]
    const done = pay(tenders)
    if (!done.ok) value(pay([{ type: 'cash' }]))
    sales.push(id)
  }

  /** One line of an earlier sale comes back, sometimes with something new in the same basket. */
  function bringBack(take: () => number, saleId = sales[take() % Math.max(1, sales.length)] ?? ''): void {
    const found = queries['find-sale']({ ...context(), now: now(), check: () => '' }, { saleId, limit: 1 })
    const line = found.ok ? found.value.sales[0]?.lines.find(({ left }) => left >= 1000) : undefined
    if (line === undefined) return
    value(commands['add-return'](register.context(), { saleId, lineNo: line.lineNo, quantity: 1000, condition: 'stock', reason: 'changedMind' }))
    if (take() % 2 === 0) ringUp(take)
    if (take() % 3 === 0) {
      const { id: basketId = '', revision = -1 } = basket() ?? {}
      commands['choose-pay-back'](register.context(), { basketId, revision, inCash: false, inCredit: true })
    }
    const owed = pay([], take() % 2 === 0)
    if (!owed.ok) {
      const paid = pay([{ type: 'cash' }])
      if (!paid.ok) drop()
    }
  }

  const card = '636400001234'
  let vouchers = 0
  /** Cards that are sold and spent, notes of elsewhere, vouchers: none of it is refused but where there is nothing on the card, or nothing to pay. */
  function payOtherwise(take: () => number): void {
    const way = take() % 4
    // A card is sold before it is spent, and by itself too.
    if (way <= 1) {
      if (take() % 2 === 0) ringUp(take)
      value(commands['sell-gift-card'](register.context(), { number: card, amount: 1 + (take() % 4000) }))
      const { id = '' } = basket() ?? {}
      value(pay([{ type: take() % 2 === 0 ? 'cash' : 'card' }]))
      sales.push(id)
      if (way === 0) return
    }
    ringUp(take)
    const { id: basketId = '', revision = -1 } = basket() ?? {}
    const tender: Input<'take-tender'>['tender'] = way === 1 ? { type: 'storedValue', number: card } : way === 2 ? { type: 'foreignCash', currency: 'USD', received: 100 * (1 + (take() % 5)) } : { type: 'voucher', kind: 'lunch', number: `V${(vouchers += 1)}`, faceValue: minor(100 + (take() % 3000)) }
    const taken = commands['take-tender'](register.context(), { basketId, revision, tender })
    // Where it did not pay all, and where it was not taken.
    if (!taken.ok || basket() !== undefined) value(pay([{ type: 'cash' }]))
    sales.push(basketId)
    if (way === 1 && take() % 2 === 0) bringBack(take, basketId)
  }

  /** Goods laid aside for a deposit, which then are collected, or given up for what was paid. */
  function layAside(take: () => number): void {
    ringUp(take)
    const { id: basketId = '', revision = -1, lines = [] } = basket() ?? {}
    const laid = commands['lay-aside'](register.context(), { basketId, revision, deposit: 30 + (take() % 60) })
    if (!laid.ok || lines.length === 0) {
      drop()
      return
    }
    value(pay([{ type: take() % 2 === 0 ? 'cash' : 'card' }]))
    const held = value(queries['lay-aways'](context())).layAways.findLast(({ state }) => state === 'held')
    if (held === undefined) return
    const way = take() % 3
    if (way === 0) value(answeringCommands['cancel-lay-away'](register.context(), { layAwayId: held.id, reason: 'changedMind' }))
    if (way === 1) {
      value(commands['collect-lay-away'](register.context(), { layAwayId: held.id }))
      const { id = '' } = basket() ?? {}
      value(pay([{ type: 'cash' }]))
      sales.push(id)
    }
  }

  function drop(): void {
    const { id } = basket() ?? {}
    if (id !== undefined) value(commands['cancel-basket'](register.context(), { basketId: id }))
  }

  return {
    register,
    context,
    report: (of, days) => value(queries.report(context(), { kind: of, days, offset: 0, limit: 500 })),
    documents: (asked) => {
      const all: Output<'report-documents'>['documents'] = []
      for (let before: Input<'report-documents'>['before'], more = true; more; ) {
        const page = value(queries['report-documents'](context(), { ...asked, limit: 3, ...(before === undefined ? {} : { before }) }))
        all.push(...page.documents)
        before = page.next
        more = before !== undefined
      }
      return all
    },
    entries: () => register.database.entriesAfter(1, 0, 5000).map((entry) => ({ ...(JSON.parse(entry.text) as Omit<Said, 'epoch' | 'seq' | 'type'>), type: entry.type, epoch: entry.epoch, seq: entry.seq })),
    act: (take) => {
      register.now = Math.max(register.now, startOfTest) + (take() % 5) * hour
      const what = take() % 20
      if (what < 6) sell(take)
      else if (what < 9) bringBack(take)
      else if (what === 9) {
        const begun = commands['void-sale'](register.context(), { saleId: sales[take() % Math.max(1, sales.length)] ?? '', reason: 'rungTwice' })
        if (begun.ok && !pay([]).ok) drop()
      } else if (what === 10) {
        ringUp(take)
        drop()
      } else if (what === 11) value(answeringCommands['open-drawer'](register.context(), { reason: take() % 2 === 0 ? 'check' : 'giveChange' }))
      else if (what === 12) signedOn(take() % 2 === 0 ? 'op-1' : 'op-2')
      else if (what === 13) register.database.project(1 + (take() % 9))
      // A basket that stands open over midnight, or over the close of its day, is of the day it was opened on.
      else if (what === 14) {
        ringUp(take)
        register.now += 20 * hour
        const { shift } = value(queries.shift(context()))
        if (shift !== undefined) answeringCommands['close-shift'](register.context(), { shift: shift.number, toSafe: 0, leave: 0, uncounted: true })
        value(pay([{ type: 'cash' }]))
      } else if (what > 16) payOtherwise(take)
      else if (what === 16) layAside(take)
      else {
        const { shift } = value(queries.shift(context()))
        if (shift !== undefined) answeringCommands['close-shift'](register.context(), { shift: shift.number, toSafe: 0, leave: 0, uncounted: true })
      }
    },
  }
}
