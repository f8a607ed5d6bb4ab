import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { type RefundBody } from '../../domain/refund/index.ts'
import { checkSale, type SaleBody } from '../../domain/sale/index.ts'
import { queries } from '../queries/index.ts'
import { answeringCommands, approve, commands, signOn } from './index.ts'
import { code, papersOf, testCheck, testRegister, value, type TestRegister } from './register.fixture.ts'

const [water, tea] = ['6901234567892', '6901234567908'] as const
let register: TestRegister
beforeEach(() => {
  register = testRegister()
  value(register.database.unitOfWork(() => {
    register.database.saveOperator({ id: 'op-m', name: 'Ma', role: 'manager', badge: 'B-9001' }, '$argon2id$op-m')
    register.database.saveOperator({ id: 'op-s', name: 'Sun', role: 'supervisor' }, '$argon2id$op-s')
    return { ok: true, value: undefined }
  }))
  be('op-m')
})
afterEach(() => register.remove())

const be = (operatorId: string): unknown => value(signOn(register.context(), { operatorId, provenHash: `$argon2id$${operatorId === 'op-1' ? '1' : operatorId}` }))
const save = (fields: Partial<Input<'save-customer'>>, request?: string) => answeringCommands['save-customer'](register.context(request), { name: 'Maria Santos', active: true, ...fields })
const limit = (customerId: string, amount?: number) => answeringCommands['set-account-limit'](register.context(), { customerId, ...(amount === undefined ? {} : { limit: amount }) })
const scan = (barcode: string): CounterView => value(commands.scan(register.context(), { barcode }))
const put = (customerId?: string): Result<CounterView> => commands['put-customer'](register.context(), customerId === undefined ? {} : { customerId })
const entries = (type?: string): Record<string, unknown>[] => register.database.entriesAfter(1, 0, 500).filter((entry) => type === undefined || entry.type === type).map(({ text }) => (JSON.parse(text) as { body: Record<string, unknown> }).body)
const find = (text: string, away = false): string[] => value(queries.customers({ reader: register.database, seat: 'counter' }, { text, away, limit: 10 })).customers.map(({ name }) => name)
const refused = (result: Result<unknown>): unknown => (result.ok ? 'accepted' : [result.refusal.code, result.refusal.params])
function standing(): { readonly basketId: string; readonly revision: number } {
  const { basketId = '' } = register.database.seat('counter')
  return { basketId, revision: register.database.basket(basketId)?.revision ?? -1 }
}
const pay = (tenders: Input<'complete-sale'>['tenders'] = [{ type: 'cash' }]): CounterView => value(commands['complete-sale'](register.context(), { ...standing(), tenders }))
const onAccount = (amount: number, approvals?: string[], request?: string): Result<CounterView> => commands['take-tender'](register.context(request), { ...standing(), tender: { type: 'account', amount }, ...(approvals === undefined ? {} : { approvals }) })
const balance = (customerId: string): number => register.database.accountBalance(customerId)
const project = (): void => { while (register.database.project(50) > 0); }
const bodyOf = (saleId: string): SaleBody => (JSON.parse(register.database.saleDocument(saleId) ?? '{}') as { body: SaleBody }).body
const statement = (customerId: string) => value(queries['account-statement']({ reader: register.database, seat: 'counter' }, { customerId, limit: 50 }))

function customer(accountLimit?: number, member?: string): string {
  const { id } = value(save(member === undefined ? {} : { member }))
  if (accountLimit !== undefined) value(limit(id, accountLimit))
  return id
}
function approved(refusal: Result<unknown>, approverId = 'op-m'): string {
  if (refusal.ok || refusal.refusal.code !== 'approval.needed') throw new Error(`not asked: ${JSON.stringify(refusal)}`)
  const { permission, document, amount } = refusal.refusal.params ?? {}
  const request = randomUUID()
  value(approve(register.context(request), { approverId, permission: permission as 'aboveAccountLimit', document: String(document), amount: Number(amount), reason: 'other', provenHash: '$argon2id$op-m' }))
  return request
}

test('[DB-16] [REP-9] a customer’s receipts stand as they were written, the newest on top, though the clock jumped ahead and back between them', () => {
  const id = customer()
  const day = 86_400_000
  for (const jump of [0, 400 * day, 60_000 - 400 * day, 60_000]) {
    register.now += jump
    scan(water)
    value(put(id))
    pay()
  }
  project()
  const page = (before?: Input<'receipts'>['before']) => value(queries.receipts({ reader: register.database, seat: 'counter' }, { customerId: id, limit: 3, ...(before && { before }) }))
  const first = page()
  const counters = [...first.receipts, ...page(first.next).receipts].map(({ number }) => Number(number.split('-')[1]))
  expect(counters).toEqual(counters.toSorted((one, other) => other - one))
  expect(counters).toHaveLength(4)
})

describe('the file of customers', () => {
  test('[CUST-1] one is added, changed, put away and taken back; the journal has ids and names of fields', () => {
    const request = randomUUID()
    const fields = { name: ' 王小明 ', member: ' m-10 428 ', phone: '138 0013 8000', mail: 'wang@example.cn', note: 'likes oolong' }
    const added = value(save(fields, request))
    expect(added).toEqual({ id: request, name: '王小明', member: 'M-10428', memberEnd: '0428', phone: '138 0013 8000', phoneEnd: '8000', mail: 'wang@example.cn', note: 'likes oolong', active: true })
    expect(value(save(fields, request))).toEqual(added)
    value(save({ customerId: request, name: '王小明', member: 'M-10428', active: false }))
    expect([find('王小明'), find('王小明', true)]).toEqual([[], ['王小明']])
    value(save({ customerId: request, name: '王小明', member: 'M-10428' }))
    value(save({ customerId: request, name: '王小明', member: 'M-10428' }))
    expect([entries('customer.added'), entries('customer.saved')]).toEqual([
      [{ customerId: request, fields: ['name', 'member', 'phone', 'mail', 'note'] }],
      [{ customerId: request, fields: ['phone', 'mail', 'note'], active: 'no' }, { customerId: request, fields: [], active: 'yes' }],
    ])
    const journal = register.database.entriesAfter(1, 0, 500).map(({ text }) => text).join()
    for (const word of ['王', 'M-10428', '138 0013', 'wang@', 'oolong']) expect(journal).not.toContain(word)
  })

  test('[CUST-2] found by name, pinyin, the phone\'s digits however they are spaced, and member number', () => {
    value(save({ name: '王小明', member: 'M-10428', phone: '138 0013 8000' }))
    value(save({ name: 'Maria Santos', phone: '+1 (555) 010-7788' }))
    expect([find('王'), find('wxm'), find('wangxiao'), find('0013 8000'), find('00138000'), find('m-10428'), find('santos'), find('5550107'), find('')].map((names) => names.join())).toEqual(['王小明', '王小明', '王小明', '王小明', '王小明', '王小明', 'Maria Santos', 'Maria Santos', 'Maria Santos,王小明'])
    expect(find('nobody')).toEqual([])
  })

  test('[CUST-3] what is wrong is told by its field, and a member number is nobody else\'s, no item\'s and nobody\'s badge', () => {
    const id = customer(undefined, 'M-10428')
    expect(refused(save({ name: ' ' }))).toEqual(['customer.invalid', { field: 'name' }])
    expect(refused(save({ mail: 'nowhere' }))).toEqual(['customer.invalid', { field: 'mail' }])
    expect([code(save({ member: 'm-10428' })), code(save({ member: water })), code(save({ member: 'B-9001' }))]).toEqual(['customer.memberTaken', 'customer.memberInvalid', 'customer.memberInvalid'])
    expect([code(save({ customerId: 'nobody' })), code(save({ customerId: id, member: 'M-10428' }))]).toEqual(['customer.unknown', 'accepted'])
  })

  test('[CUST-4] a cashier may do none of it, a supervisor all but the limit, and amounts of limits are in the journal', () => {
    const id = customer(5000)
    value(limit(id, 8000))
    value(limit(id))
    expect(entries('customer.limitSet')).toEqual([{ customerId: id, limit: 5000 }, { customerId: id, limit: 8000, before: 5000 }, { customerId: id, before: 8000 }])
    be('op-s')
    expect([code(save({})), code(limit(id, 100))]).toEqual(['accepted', 'request.notAllowed'])
    be('op-1')
    expect([code(save({})), code(limit(id, 100)), code(answeringCommands['erase-customer'](register.context(), { customerId: id }))]).toEqual(['request.notAllowed', 'request.notAllowed', 'request.notAllowed'])
  })

  test('[CUST-5] erased, nothing but the id is left, in the file too; what was sold stays, and nobody is erased who owes', () => {
    const id = value(save({ name: 'Zbigniew Erasable', member: 'M-ERASE-77', phone: '555 0199 3311', mail: 'zbigniew@erase.example', note: 'allergic' })).id
    value(limit(id, 5000))
    scan(water)
    value(put(id))
    value(onAccount(200))
    const erase = (request?: string): Result<unknown> => answeringCommands['erase-customer'](register.context(request), { customerId: id })
    expect(refused(erase())).toEqual(['customer.balanceOpen', { balance: 200 }])
    value(commands['void-sale'](register.context(), { saleId: value(queries.receipts({ reader: (project(), register.database), seat: 'counter' }, { limit: 1 })).receipts[0]?.id ?? '', reason: 'training' } as Input<'void-sale'>))
    pay([])
    const request = randomUUID()
    value(erase(request))
    value(erase(request))
    expect(register.database.customerById(id)).toEqual({ id, name: '', inactive: true, erased: true })
    expect([find('Zbigniew', true), code(save({ customerId: id })), code(put(id)), code(limit(id, 5)), entries('customer.erased')]).toEqual([[], 'customer.unknown', 'customer.unknown', 'customer.unknown', [{ customerId: id }]])
    expect(statement(id)).toMatchObject({ balance: 0, rows: [{ kind: 'refund' }, { kind: 'sale' }] })
    register.database.checkpoint()
    register.reopen()
    const file = readFileSync(register.path).toString('latin1')
    for (const word of ['Zbigniew', 'zbigniew', 'M-ERASE-77', 'm-erase-77', '0199 3311', 'allergic']) expect(file).not.toContain(word)
    // Somebody else may have the number now.
    expect(code(save({ member: 'M-ERASE-77' }))).toBe('accepted')
  })
})

describe('a customer on the sale', () => {
  test('[CUST-6] by their card under the gun where no goods have that barcode; the basket, its trail and the sale have the id', () => {
    const id = customer(undefined, 'M-10428')
    expect(scan('m-10428').basket?.customer).toEqual({ id, name: 'Maria Santos', memberEnd: '0428', active: true })
    scan(water)
    expect(scan('M-10428').basket?.lines).toHaveLength(1)
    const sale = bodyOf(pay().lastSale?.id ?? '')
    expect([sale.customer, checkSale(sale), sale.trail.map(({ act }) => act)]).toEqual([id, [], ['opened', 'customerPut', 'added']])
    expect(JSON.stringify(sale)).not.toContain('10428')
    value(save({ customerId: id, member: 'M-10428', active: false }))
    expect(scan('M-10428').basket?.lines).toMatchObject([{ kind: 'unresolved' }])
  })

  test('[CUST-6] a sale of nobody has the bytes it always had', () => {
    scan(water)
    const sale = bodyOf(pay().lastSale?.id ?? '')
    expect(Object.keys(sale)).not.toContain('customer')
  })

  test('[CUST-7] it outlives a kill, and being put aside; taken off it is gone; while money is taken it stands', () => {
    const id = customer(5000)
    expect([code(put()), code(put('nobody'))]).toEqual(['basket.gone', 'customer.unknown'])
    value(put(id))
    register.reopen()
    scan(tea)
    const { basketId } = standing()
    value(commands['suspend-basket'](register.context(), {}))
    expect(value(commands['resume-basket'](register.context(), { basketId })).basket?.customer?.id).toBe(id)
    expect(value(put()).basket?.customer).toBeUndefined()
    value(put(id))
    value(onAccount(500))
    expect([code(put()), code(put(customer()))]).toEqual(['tender.taken', 'tender.taken'])
    expect(() => register.database.unitOfWork(() => ({ ok: true, value: register.database.setBasketCustomer(basketId, undefined, { at: 1, operator: 'op-m', act: 'customerTakenOff' }, 'x') }))).toThrow('a tender of this basket is taken')
  })

  test('[CUST-8] the receipt has the last four of the number and no name; erased, not even those', () => {
    const id = customer(undefined, 'M-10428')
    value(put(id))
    scan(water)
    const sale = pay().lastSale?.id ?? ''
    const paper = (): string => JSON.stringify(papersOf(register, sale))
    expect(paper()).toContain('Member ....0428')
    expect(paper()).not.toMatch(/Maria|Santos|M-10428/)
    value(answeringCommands['erase-customer'](register.context(), { customerId: id }))
    expect(paper()).not.toContain('0428')
  })

  test('[CUST-9] their sales are found by the card scanned and by who they are, and by the day besides', () => {
    const id = customer(undefined, 'M-10428')
    const sold = (by?: string): string => {
      scan(water)
      if (by !== undefined) value(put(by))
      return pay().lastSale?.id ?? ''
    }
    const first = sold(id)
    sold()
    register.now += 86_400_000
    const second = sold(id)
    project()
    const reader = register.database
    const finding = { reader, seat: 'counter', check: testCheck, now: { at: register.now, bootId: 'boot', monoMs: 1 } }
    const sales = (asked: Partial<Input<'find-sale'>>): string[] => value(queries['find-sale'](finding, { limit: 10, ...asked })).sales.map(({ saleId }) => saleId)
    expect([sales({ text: 'M-10428' }), sales({ text: 'm-10428', businessDate: '2026-11-21' }), sales({ customerId: id, businessDate: '2026-11-22' }), sales({ customerId: id, businessDate: '2026-11-22', amount: 999 })]).toEqual([[second, first], [first], [second], []])
    const listed = (asked: Partial<Input<'receipts'>>): string[] => value(queries.receipts({ reader, seat: 'counter' }, { limit: 10, ...asked })).receipts.map((one) => one.id)
    expect([listed({ text: 'm-10428' }), listed({ customerId: id }), listed({ customerId: id, limit: 1 }), listed({}).length]).toEqual([[second, first], [second, first], [second], 3])
    const page = value(queries.receipts({ reader, seat: 'counter' }, { text: 'm-10428', limit: 1 }))
    expect(listed({ text: 'm-10428', ...(page.next === undefined ? {} : { before: page.next }) })).toEqual([first])
    value(register.database.unitOfWork(() => ({ ok: true, value: register.database.resetProjections() })))
    project()
    expect(listed({ customerId: id })).toEqual([second, first])
  })
})

describe('on account', () => {
  test('[ACCT-1] up to the limit it is sold without asking; balance and paper say what is owed; no drawer opens', () => {
    const id = customer(2000, 'M-10428')
    be('op-1')
    value(put(id))
    scan(tea)
    expect(refused(onAccount(1251))).toEqual(['tender.over', { due: 1250 }])
    const view = value(onAccount(1250))
    const sale = bodyOf(view.lastSale?.id ?? '')
    expect([sale.tenders, checkSale(sale), balance(id), view.lastSale?.effects.map(({ kind }) => kind)]).toEqual([[{ tenderNo: 1, type: 'account', amount: 1250, customer: id, balance: 1250 }], [], 1250, ['print']])
    const paper = JSON.stringify(papersOf(register, sale.saleId))
    expect([paper.includes('On account'), paper.includes('Account balance'), paper.includes('Signature')]).toEqual([true, true, true])
    value(put(id))
    scan(water)
    expect(value(onAccount(200)).lastSale?.tenders).toEqual([{ type: 'account', amount: 200 }])
    expect([balance(id), (project(), balance(id)), statement(id).rows.map((row) => [row.amount, row.balance])]).toEqual([1450, 1450, [[200, 1450], [1250, 1250]]])
  })

  test('[ACCT-2] above it an approval of exactly that much is asked for, and used once; where nobody may ask it says what is left', () => {
    const id = customer(1000)
    be('op-1')
    value(put(id))
    scan(tea)
    const { basketId } = standing()
    const asked = onAccount(1250)
    expect(refused(asked)).toMatchObject(['approval.needed', { permission: 'aboveAccountLimit', document: expect.stringContaining(basketId) as string, amount: 250 }])
    const approval = approved(asked)
    expect(code(onAccount(1249, [approval]))).toBe('approval.invalid')
    expect(value(onAccount(1250, [approval])).lastSale?.total).toBe(1250)
    value(put(id))
    scan(water)
    // The whole debt counts: 250 were approved once, and are above the limit still.
    expect(refused(onAccount(200, [approval]))).toMatchObject(['approval.invalid', undefined])
    expect(refused(onAccount(200))).toMatchObject(['approval.needed', { amount: 450 }])
    value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveGrant('cashier', 'aboveAccountLimit', 'no') })))
    expect(refused(onAccount(200))).toEqual(['account.aboveLimit', { left: 0 }])
    value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveGrant('cashier', 'aboveAccountLimit', 450) })))
    expect(code(onAccount(200))).toBe('accepted')
  })

  test('[ACCT-3] nobody on the basket, no account, put away: none of it is owed', () => {
    const [without, away] = [customer(), customer(5000)]
    scan(tea)
    expect(code(onAccount(100))).toBe('account.none')
    value(put(without))
    expect(code(onAccount(100))).toBe('account.none')
    value(put(away))
    value(save({ customerId: away, active: false }))
    expect(code(onAccount(100))).toBe('account.none')
  })

  test('[ACCT-4] a part on account lies on the basket, counts against the limit at another seat, and is taken off without a drawer', () => {
    const id = customer(1000)
    value(put(id))
    scan(tea)
    const view = value(onAccount(900))
    expect([view.basket?.due, view.basket?.tenders, view.basket?.customer?.account]).toEqual([350, [expect.objectContaining({ type: 'account', amount: 900 })], { limit: 1000, balance: 0, left: 100 }])
    value(signOn(register.context(undefined, 'other'), { operatorId: 'op-1', provenHash: '$argon2id$1' }))
    const there = register.context(undefined, 'other')
    value(commands['put-customer'](there, { customerId: id }))
    const other = value(commands.scan(register.context(undefined, 'other'), { barcode: water })).basket
    expect(refused(commands['take-tender'](register.context(undefined, 'other'), { basketId: other?.id ?? '', revision: other?.revision ?? 0, tender: { type: 'account', amount: 200 } }))).toMatchObject(['approval.needed', { amount: 100 }])
    expect(value(commands['remove-tender'](register.context(), { ...standing(), tenderId: view.basket?.tenders?.[0]?.id ?? '' })).basket?.tenders).toBeUndefined()
    expect([register.database.accountHeld(id), register.database.effectsToDo(9)]).toEqual([0, []])
    value(onAccount(900))
    const sale = bodyOf(pay([{ type: 'card' }]).lastSale?.id ?? '')
    expect([sale.tenders.map(({ type, amount }) => [type, amount]), balance(id)]).toEqual([[['account', 900], ['card', 350]], 900])
  })

  test('[ACCT-5] what comes back goes to the account, never out in cash, and the debt is less by it', () => {
    const id = customer(5000)
    value(put(id))
    scan(tea)
    scan(water)
    const saleId = value(onAccount(1450)).lastSale?.id ?? ''
    const back = value(commands['add-return'](register.context(), { saleId, lineNo: 1, quantity: 1000, condition: 'stock', reason: 'changedMind' } as Input<'add-return'>))
    expect([back.basket?.returned?.payBack, back.basket?.returned?.payBackInCash]).toEqual([{ payouts: [], account: 1250, cash: 0, instead: 0 }, { payouts: [], account: 1250, cash: 0, instead: 0 }])
    const done = pay([])
    const refund = (JSON.parse(register.database.refundDocument(done.lastRefund?.id ?? '') ?? '{}') as { body: RefundBody }).body
    expect([refund.tenders, balance(id), done.lastRefund?.effects.map(({ kind }) => kind)]).toEqual([[{ tenderNo: 1, type: 'account', amount: 1250, of: 1, customer: id, balance: 200 }], 200, ['print']])
    expect(statement(id).rows.map(({ kind, amount }) => [kind, amount])).toEqual([['refund', -1250], ['sale', 1450]])
  })

  test('[ACCT-6] a limit lowered or taken away leaves the debt, and nothing more goes on it', () => {
    const id = customer(5000)
    value(put(id))
    scan(tea)
    value(onAccount(1250))
    expect(value(limit(id, 500)).account).toEqual({ limit: 500, balance: 1250, left: 0 })
    expect(value(limit(id)).account).toEqual({ limit: 0, balance: 1250, left: 0 })
    value(put(id))
    scan(water)
    expect(code(onAccount(200))).toBe('account.none')
  })

  test('[ACCT-7] sales and refunds at random: the balance is their sum, projected or not, and after a rebuild', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ tea: fc.boolean(), part: fc.integer({ min: 1, max: 1250 }), refund: fc.boolean(), project: fc.boolean() }), { minLength: 1, maxLength: 6 }), (acts) => {
        const id = customer(1_000_000)
        let owed = 0
        for (const act of acts) {
          const price = act.tea ? 1250 : 200
          value(put(id))
          scan(act.tea ? tea : water)
          const amount = Math.min(act.part, price)
          const part = value(onAccount(amount))
          const saleId = (part.lastSale ?? pay([{ type: 'cash' }]).lastSale)?.id ?? ''
          owed += amount
          if (act.refund) {
            value(commands['add-return'](register.context(), { saleId, lineNo: 1, quantity: 1000, condition: 'stock', reason: 'changedMind' } as Input<'add-return'>))
            pay([])
            owed -= amount
          }
          if (act.project) project()
          expect(balance(id)).toBe(owed)
        }
        value(register.database.unitOfWork(() => ({ ok: true, value: register.database.resetProjections() })))
        expect(balance(id)).toBe(owed)
        project()
        expect([balance(id), statement(id).balance]).toEqual([owed, owed])
      }),
      { numRuns: 8 },
    )
  })

  test('[ACCT-8] the statement is printed once for a request, with the end of the number and no name', () => {
    const id = customer(5000, 'M-10428')
    value(put(id))
    scan(tea)
    value(onAccount(1250))
    const request = randomUUID()
    const print = (): unknown => value(answeringCommands['print-statement'](register.context(request), { customerId: id })).effects
    expect([print(), print()]).toEqual([[{ kind: 'print', state: 'waiting' }], [{ kind: 'print', state: 'waiting' }]])
    const paper = JSON.stringify(register.database.effectsOf(`statement:${request}`))
    expect([paper.includes('....0428'), paper.includes('+12.50'), /Maria|M-10428/.test(paper)]).toEqual([true, true, false])
    expect(entries('statement.printed')).toEqual([{ customerId: id, balance: 1250 }])
  })

  const payOff = (customerId: string, amount?: number): Result<CounterView> => commands['pay-account'](register.context(), { customerId, ...(amount === undefined ? {} : { amount }) })

  test('[ACCT-9] what is owed is paid off in a part or whole, by any tender but the account; it is no turnover, and the paper says what is left', () => {
    const id = customer(5000, 'M-10428')
    value(put(id))
    scan(tea)
    value(onAccount(1250))
    expect([refused(payOff(id, 1251)), code(payOff('nobody', 1))]).toEqual([['account.notOwed', { due: 1250 }], 'customer.unknown'])
    value(save({ customerId: id, member: 'M-10428', active: false }))
    expect(value(payOff(id, 1000)).basket).toMatchObject({ customer: { id }, lines: [{ kind: 'liability', amount: 1000 }] })
    value(save({ customerId: id, member: 'M-10428' }))
    expect(code(onAccount(1000))).toBe('account.notForPayment')
    const part = bodyOf(pay([{ type: 'card' }]).lastSale?.id ?? '')
    expect([part.total, part.owed, part.liabilities, part.customer, checkSale(part), balance(id)]).toEqual([0, 1000, [expect.objectContaining({ owes: { kind: 'accountPayment', customerId: id }, amount: 1000, balance: 250 })], id, [], 250])
    expect(JSON.stringify(papersOf(register, part.saleId))).toContain('Account balance')
    value(payOff(id))
    pay()
    project()
    const finding = { reader: register.database, seat: 'counter', check: testCheck, now: { at: register.now, bootId: 'boot', monoMs: 1 } }
    expect(value(queries['find-sale'](finding, { text: 'M-10428', limit: 1 })).sales.map(({ total }) => total), 'what was sold, behind two payments').toEqual([1250])
    expect([balance(id), refused(payOff(id)), (project(), balance(id))]).toEqual([0, ['account.notOwed', { due: 0 }], 0])
    expect(statement(id).rows.map(({ kind, amount, balance: after }) => [kind, amount, after])).toEqual([['payment', -250, 0], ['payment', -1000, 250], ['sale', 1250, 1250]])
    register.database.ledgerNow(({ sumsOfShift }) => {
      const sums = sumsOfShift(1)
      const sum = (kind: string, key: string): number => sums.find((row) => row.kind === kind && row.key === key)?.amount ?? 0
      // Tenders are turnover, and what was taken less what was given.
      expect([sum('sale', ''), sum('liability', 'account:given'), sum('liability', 'account:taken'), sum('tender', 'card') + sum('tender', 'cash'), sum('tender', 'account')]).toEqual([1250, 1250, 1250, 1250, 0])
    })
  })

  test('[ACCT-10] sales, refunds and payments at random: the balance is their sum, and never more is paid than is owed', () => {
    const id = customer(1_000_000)
    let owed = 0
    fc.assert(
      fc.property(fc.record({ amount: fc.integer({ min: 1, max: 1250 }), act: fc.constantFrom('sale', 'pay', 'refund') }), ({ amount, act }) => {
        if (act === 'pay') {
          const paid = payOff(id, amount)
          expect(paid.ok).toBe(amount <= Math.max(0, owed))
          if (paid.ok) {
            pay()
            owed -= amount
          } else if (register.database.seat('counter').basketId !== undefined) throw new Error('a basket was left')
        } else {
          value(put(id))
          scan(tea)
          const part = value(onAccount(amount))
          const saleId = (part.lastSale ?? pay().lastSale)?.id ?? ''
          owed += amount
          if (act === 'refund') {
            value(commands['add-return'](register.context(), { saleId, lineNo: 1, quantity: 1000, condition: 'stock', reason: 'changedMind' }))
            pay([])
            owed -= amount
          }
        }
        if (amount % 3 === 0) project()
        expect([balance(id), statement(id).rows.reduce((sum, row) => sum + row.amount, 0)]).toEqual([owed, owed])
      }),
      { numRuns: 25 },
    )
  })
})
