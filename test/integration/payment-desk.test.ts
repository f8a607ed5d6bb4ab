import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type CounterView, type PaymentProgressView } from '../../src/contracts/ipc/index.ts'
import { accept, refuse } from '../../src/domain/errors/index.ts'
import { manualTimer, type ManualTimer } from '../../src/drivers/device/index.ts'
import { type SimulatedTerminal, simulatedTerminal } from '../../src/drivers/payment-terminal/index.ts'
import { type SimulatedWallet, simulatedWallet } from '../../src/drivers/wallet/index.ts'
import { approve, beginRefund, commands, signOn } from '../../src/main/commands/index.ts'
import { code, testRegister, value, type TestRegister } from '../../src/main/commands/register.fixture.ts'
import { counterViewOf } from '../../src/main/queries/index.ts'
import { askAgainMs, createPaymentDesk, recordAgainMs, type PaymentDesk } from '../../src/main/devices/index.ts'
import { bookOf, never, payAt, until, type DriverState } from './payment-desk.fixture.ts'

let register: TestRegister
let terminal: SimulatedTerminal
let wallet: SimulatedWallet
let timer: ManualTimer
let desk: PaymentDesk
let told: PaymentProgressView[]
let days: string[]
let mayCloseDay: boolean
let driver: DriverState
/** Settlements the core does not take, for as many as it says. */
let refusals: number
const from = (request: string = randomUUID()) => ({ seat: 'counter', request })

const book = bookOf(
  () => register,
  () => refusals === 0 || (refusals -= 1) < 0,
)

function newDesk(hasTerminal = true): PaymentDesk {
  return createPaymentDesk({
    book,
    devices: { pay: (work, hooks) => payAt(terminal, driver, work, hooks), abortPayment: (id) => terminal.abort(id), view: () => ({ devices: hasTerminal ? [{ id: 't', kind: 'paymentTerminal', name: '', health: 'ready', faults: [], simulated: true }] : [] }) },
    wallet,
    maySell: () => Promise.resolve(accept(undefined)),
    mayCloseDay: () => Promise.resolve(mayCloseDay ? accept(undefined) : refuse('endOfDay.needsSupervisor')),
    dayEnded: (status) => void days.push(status),
    counter: () => Promise.resolve(counterViewOf(register.database, 'counter')),
    tell: (progress) => void told.push(progress),
    timer,
    log: () => undefined,
  })
}

beforeEach(() => {
  register = testRegister()
  terminal = simulatedTerminal('paymentTerminal:1')
  timer = manualTimer()
  wallet = simulatedWallet({ timer, payerMs: 1 })
  told = []
  days = []
  mayCloseDay = true
  driver = { dies: undefined, closings: 0, closing: Promise.resolve() }
  refusals = 0
  desk = newDesk()
  value(signOn(register.context(), { operatorId: 'op-1', provenHash: '$argon2id$1' }))
  value(commands.scan(register.context(), { barcode: '6901234567908' }))
})
afterEach(() => {
  desk.close()
  register.remove()
})

const view = (): CounterView => value(counterViewOf(register.database, 'counter'))
const begin = (request?: string, more: { readonly code?: string; readonly method?: 'card' | 'wallet' } = {}) =>
  desk.begin({ basketId: view().basket?.id ?? '', revision: view().basket?.revision ?? -1, method: 'card', ...more }, from(request))
const states = (): unknown => view().basket?.payments?.map(({ state, reason }) => [state, reason])

describe('the payment desk', () => {
  test('[PAY-10] answers as soon as it is on disk, and the sale completes when the terminal has said yes', async () => {
    terminal.next.hold = true
    expect(value(await begin('p1')).basket?.payments).toMatchObject([{ id: 'p1', state: 'pending' }])
    await until(() => terminal.asked.length === 1)
    expect(register.database.paymentById('p1')?.mark).toBe('mark 0')
    terminal.release()
    await until(() => view().lastSale !== undefined)
    expect(view().lastSale?.tenders).toMatchObject([{ type: 'card', amount: 1250 }])
    expect(told.map(({ phase }) => phase)).toEqual(['connecting', 'connecting', 'presentCard', 'waiting'])
    expect(told.at(-1)).toEqual({ phase: 'waiting' })
  })

  test('[PAY-10] the same request again asks nobody a second time', async () => {
    Object.assign(terminal.next, { hold: true, outcome: 'declined' })
    const { id = '', revision = -1 } = view().basket ?? {}
    const again = () => desk.begin({ basketId: id, revision, method: 'card' }, from('p1'))
    value(await again())
    value(await again())
    await until(() => terminal.asked.length > 0)
    terminal.release()
    await until(() => register.database.paymentById('p1')?.state === 'declined')
    // Also when it is over: the page's line was lost, and it sends what it does not know to be done.
    await until(() => told.at(-1)?.paymentId === undefined)
    const heard = told.length
    value(await again())
    await new Promise((resolve) => setImmediate(resolve))
    expect([terminal.asked.length, told.length]).toEqual([1, heard])
  })

  test('[PAY-11] unknown is asked about by itself, at once and twice more, and a person may ask before', async () => {
    Object.assign(terminal.next, { outcome: 'unknown', truth: 'unknown' })
    value(await begin('p1'))
    await until(() => (register.database.paymentById('p1')?.state ?? '') === 'unknown')
    for (const ms of askAgainMs) {
      await timer.waiting(ms)
      timer.fire(ms)
    }
    await until(() => told.filter(({ phase }) => phase === 'asking').length === askAgainMs.length)
    terminal.next.truth = 'approved'
    value(await desk.recover({ paymentId: 'p1' }, from()))
    expect(states()).toEqual([['unknown', 'noAnswer']])
  })

  test('[PAY-11] the till was switched off in the middle: started again it asks before anybody can touch the basket', async () => {
    Object.assign(terminal.next, { hold: true, truth: 'approved' })
    value(await begin('p1'))
    await until(() => terminal.asked.length === 1)
    register.reopen()
    expect(states()).toEqual([['unknown', 'restarted']])
    desk.close()
    desk = newDesk()
    await desk.start()
    expect(view().lastSale?.tenders).toMatchObject([{ type: 'card', amount: 1250 }])
    expect(terminal.asked).toHaveLength(1)
  })

  test.each([
    ['before the mark', 'cancelled', 'notSent'],
    ['after the mark', 'unknown', 'lineLost'],
  ] as const)('[PAY-12] the drivers\' process dies %s was on disk: the payment is %s', async (when, state, reason) => {
    driver.dies = when
    value(await begin('p1'))
    await until(() => register.database.paymentById('p1')?.state !== 'pending')
    expect(states()).toEqual([[state, reason]])
  })

  test('[PAY-13] an answer the disk does not take is told again until it does', async () => {
    refusals = 2
    value(await begin('p1'))
    for (let turn = 0; turn < 2; turn += 1) {
      await timer.waiting(recordAgainMs)
      expect(view().lastSale).toBeUndefined()
      timer.fire(recordAgainMs)
    }
    await until(() => view().lastSale !== undefined)
  })

  test('[PAY-14] let go of, it is what the terminal then says', async () => {
    terminal.next.hold = true
    value(await begin('p1'))
    await until(() => terminal.asked.length === 1)
    value(await desk.abort({ paymentId: 'p1' }, from()))
    expect(told.find(({ cancelAsked }) => cancelAsked === true), 'said before the terminal has answered').toMatchObject({ paymentId: 'p1' })
    await until(() => register.database.paymentById('p1')?.state === 'cancelled')
    expect(states()).toEqual([['cancelled', 'abortedHere']])
    expect(told.at(-1)).toEqual({ phase: 'waiting' })
  })

  test('[PAY-14] another seat\'s payment is none of ours, and without a terminal nothing begins', async () => {
    terminal.next.hold = true
    value(await begin('p1'))
    for (const act of [desk.abort, desk.recover]) expect(code(await act({ paymentId: 'p1' }, { seat: 'handheld', request: 'x' }))).toBe('payment.gone')
    await until(() => terminal.asked.length === 1)
    terminal.release()
    await until(() => view().lastSale !== undefined)
    value(commands.scan(register.context(), { barcode: '6901234567908' }))
    desk = newDesk(false)
    expect(code(await begin())).toBe('payment.missing')
    expect(register.database.unsettledPayments()).toEqual([])
  })

  describe('the end of the terminal’s day', () => {
    test('[PAY-15] is its slip and what it settled, once for each time a person asks, and stands in the log', async () => {
      value(await begin())
      await until(() => view().lastSale !== undefined)
      const total = terminal.asked[0]?.amount
      expect(value(await desk.endOfDay({}, from()))).toEqual({ status: 'done', lines: ['1 payments'], total })
      expect([driver.closings, days]).toEqual([1, ['done']])
    })

    test('[PAY-15] asked for twice under one name is one, and a second one while it lasts is refused', async () => {
      let finish: () => void = () => undefined
      driver.closing = new Promise((resolve) => (finish = resolve))
      const first = desk.endOfDay({}, from('r1'))
      const same = desk.endOfDay({}, from('r1'))
      await until(() => driver.closings === 1)
      expect(code(await desk.endOfDay({}, from('r2')))).toBe('device.busy')
      finish()
      expect(value(await first)).toEqual(value(await same))
      expect(value(await desk.endOfDay({}, from('r1'))).status).toBe('done')
      expect([driver.closings, days]).toEqual([1, ['done']])
      expect(value(await desk.endOfDay({}, from('r3'))).status).toBe('done')
      expect(driver.closings).toBe(2)
    })

    test('[PAY-15] nobody heard the end of stays unknown, and nothing asks again', async () => {
      driver.dies = 'before the mark'
      expect(value(await desk.endOfDay({}, from()))).toEqual({ status: 'unknown', reason: 'noLine', lines: [] })
      for (const ms of askAgainMs) timer.fire(ms)
      expect([driver.closings, days]).toEqual([1, ['unknown']])
    })

    test('[PAY-15] is not asked for while a card payment is under way or nobody knows its end', async () => {
      Object.assign(terminal.next, { hold: true, outcome: 'unknown', truth: 'unknown' })
      value(await begin())
      await until(() => terminal.asked.length === 1)
      expect(code(await desk.endOfDay({}, from()))).toBe('endOfDay.paymentOpen')
      terminal.release()
      await until(() => view().basket?.payments?.[0]?.state === 'unknown')
      expect(code(await desk.endOfDay({}, from()))).toBe('endOfDay.paymentOpen')
      expect([driver.closings, days]).toEqual([0, []])
    })

    test('[PAY-15] is a supervisor’s, and of a terminal', async () => {
      mayCloseDay = false
      expect(code(await desk.endOfDay({}, from()))).toBe('endOfDay.needsSupervisor')
      mayCloseDay = true
      desk = newDesk(false)
      expect(code(await desk.endOfDay({}, from()))).toBe('payment.missing')
      expect(driver.closings).toBe(0)
    })
  })
})

const payersCode = '134512345678901234'

describe('a wallet at the desk', () => {
  test('[WAL-1] the payer\'s code pays, and stands in no row, entry or word of ours', async () => {
    value(await begin('p1', { method: 'wallet', code: payersCode }))
    await timer.waiting(1)
    timer.fire(1)
    await until(() => view().lastSale !== undefined)
    expect(view().lastSale?.tenders).toMatchObject([{ type: 'wallet', amount: 1250 }])
    expect(wallet.charged()).toBe(1250)
    const everything = JSON.stringify([told, register.database.entriesAfter(1, 0, 99), register.database.paymentById('p1'), register.database.effectsToDo(9)])
    expect(everything).toContain('WeChat Pay')
    expect(everything).not.toContain(payersCode)
  })

  test('[WAL-2] our code is shown until it is paid', async () => {
    value(await begin('p1', { method: 'wallet' }))
    await until(() => told.some(({ qr }) => qr !== undefined))
    expect(told.find(({ phase }) => phase === 'showCode')).toEqual({ paymentId: 'p1', phase: 'showCode', qr: 'https://pay.example/p1' })
    await timer.waiting(1)
    timer.fire(1)
    await until(() => view().lastSale !== undefined)
  })

  test.each([
    ['notEnough', 'declined', 'notEnough'],
    ['codeExpired', 'declined', 'codeExpired'],
  ] as const)('[WAL-3] %s is told as itself, and takes nothing', async (scenario, state, reason) => {
    wallet.play(scenario)
    value(await begin('p1', { method: 'wallet', code: payersCode }))
    await timer.waiting(1)
    timer.fire(1)
    await until(() => register.database.paymentById('p1')?.state !== 'pending')
    expect([states(), wallet.charged()]).toEqual([[[state, reason]], 0])
  })

  test('[WAL-3] let go of while the payer looks at their telephone, it is closed at the provider', async () => {
    wallet.play('never')
    value(await begin('p1', { method: 'wallet' }))
    await until(() => told.some(({ qr }) => qr !== undefined))
    value(await desk.abort({ paymentId: 'p1' }, from()))
    await until(() => register.database.paymentById('p1')?.state === 'cancelled')
    expect([states(), wallet.charged()]).toEqual([[['cancelled', 'abortedHere']], 0])
  })

  test('[WAL-4] no answer and no network: unknown, until the provider is asked by our own reference', async () => {
    wallet.play('lost')
    value(await begin('p1', { method: 'wallet', code: payersCode }))
    await timer.waiting(5_000)
    timer.fire(1)
    timer.fire(5_000)
    await until(() => register.database.paymentById('p1')?.state === 'unknown')
    expect(code(commands.scan(register.context(), { barcode: '6901234567908' }))).toBe('payment.unknown')
    value(await desk.recover({ paymentId: 'p1' }, from()))
    expect(states()).toEqual([['unknown', 'noLine']])
    wallet.heal()
    value(await desk.recover({ paymentId: 'p1' }, from()))
    expect([view().lastSale?.total, wallet.charged()]).toEqual([1250, 1250])
  })

  test('[WAL-5] what is no payer\'s code is not sent anywhere', async () => {
    expect(code(await begin('p1', { method: 'wallet', code: '6901234567908' }))).toBe('payment.codeUnknown')
    expect(code(await begin('p1', { method: 'card', code: payersCode }))).toBe('payment.codeUnknown')
    expect(register.database.unsettledPayments()).toEqual([])
  })
})

describe('money that goes back', () => {
  const wide = (): unknown => value(register.database.unitOfWork(() => accept(register.database.saveGrant('cashier', 'refund', 'yes'))))
  async function soldByCard(): Promise<string> {
    value(await begin('sale'))
    await until(() => view().lastSale !== undefined)
    return view().lastSale?.id ?? ''
  }
  function back(saleId: string, quantity = 1000): void {
    value(commands['add-return'](register.context(), { saleId, lineNo: 1, quantity, condition: 'stock', reason: 'faulty' }))
  }
  const refund = (request: string, more: { readonly approvals?: string[] } = {}) => desk.refund({ basketId: view().basket?.id ?? '', revision: view().basket?.revision ?? -1, of: 1, ...more }, from(request))
  const kinds = (): unknown => terminal.asked.map(({ kind, amount }) => [kind, amount])

  test('[RETC-13] goes to the card by the terminal, is on disk before, and completes the refund in the transaction of its answer', async () => {
    wide()
    back(await soldByCard())
    expect(view().basket?.returned?.payBack?.payouts).toEqual([{ of: 1, type: 'card', amount: 1250, canAsk: true, paid: false }])
    terminal.next.hold = true
    expect(value(await refund('back')).basket?.payments).toMatchObject([{ id: 'back', kind: 'refund', state: 'pending', amount: 1250, givesBackTender: 1 }])
    await until(() => terminal.asked.length === 2)
    expect(register.database.paymentById('back')?.mark).toBe('mark 1')
    // Nobody touches the goods meanwhile.
    expect(code(commands['remove-line'](register.context(), { lineNo: 1 }))).toBe('payment.pending')
    terminal.release()
    await until(() => view().lastRefund !== undefined)
    expect(kinds()).toEqual([['sale', 1250], ['refund', 1250]])
    expect(view().lastRefund?.tenders).toEqual([{ type: 'card', amount: 1250 }])
    const [, body] = register.database.entriesAfter(1, 0, 99).filter(({ type }) => type.endsWith('.completed')).map(({ text }) => JSON.parse(text) as { body: unknown })
    expect(body).toMatchObject({ body: { tenders: [{ of: 1, payment: { attemptId: 'back', lastFour: '1234' } }] } })
  })

  test('[RETC-13] unknown blocks, after a power cut too, and found out to be paid it completes once', async () => {
    wide()
    back(await soldByCard())
    Object.assign(terminal.next, { outcome: 'unknown', truth: 'unknown' })
    value(await refund('back'))
    await until(() => register.database.paymentById('back')?.state === 'unknown')
    const { id: basketId = '', revision = -1 } = view().basket ?? {}
    for (const input of [{ paidBack: [1] }, { cashInstead: true }]) expect(code(commands['complete-sale'](register.context(), { basketId, revision, tenders: [], ...input }))).toBe('payment.unknown')
    desk.close()
    register.reopen()
    terminal.next.truth = 'approved'
    // The terminal’s own memory, as it is asked again.
    terminal = Object.assign(simulatedTerminal('t'), { recover: () => Promise.resolve({ status: 'approved', reference: { attemptId: 'back' } } as const) })
    desk = newDesk()
    await desk.start()
    expect(view().lastRefund?.total).toBe(1250)
    expect(register.database.refundsOfSale(register.database.refundByBasket(basketId)?.sale?.id ?? '')).toHaveLength(1)
  })

  test('[RETC-13] declined leaves the basket free; once it went to the card it is not given in cash too, nor dropped', async () => {
    wide()
    const saleId = await soldByCard()
    back(saleId)
    terminal.next.outcome = 'declined'
    value(await refund('no'))
    await until(() => register.database.paymentById('no')?.state === 'declined')
    value(commands.scan(register.context(), { barcode: '4000000000009' }))
    value(commands['remove-line'](register.context(), { lineNo: 2 }))
    terminal.next.outcome = 'approved'
    // The disk is full just when all else is done: the payment alone is known.
    const { id: basketId = '', revision = -1 } = view().basket ?? {}
    value(beginRefund(register.context('yes'), { basketId, revision, of: 1 }))
    value(register.database.unitOfWork(() => accept(register.database.changePayment({ id: 'yes', basketId }, { state: 'approved', reference: { attemptId: 'yes' } }))))
    const now = view().basket?.revision ?? -1
    expect(view().basket?.returned?.payBack?.payouts).toMatchObject([{ paid: true }])
    expect(code(commands['complete-sale'](register.context(), { basketId, revision: now, tenders: [], cashInstead: true }))).toBe('return.paidBack')
    expect(code(commands['cancel-basket'](register.context(), { basketId }))).toBe('return.paidBack')
    expect(code(await refund('again'))).toBe('payment.settled')
    expect(value(commands['complete-sale'](register.context(), { basketId, revision: now, tenders: [] })).lastRefund?.total).toBe(1250)
  })

  test('[RETC-14] above the limit it asks for the approval before any money, and for none at the completion', async () => {
    value(commands['change-quantity'](register.context(), { lineNo: 1, quantity: 5000 }))
    value(register.database.unitOfWork(() => accept(register.database.saveOperator({ id: 'op-s', name: 'Sun', role: 'supervisor' }, '$argon2id$op-s'))))
    back(await soldByCard(), 5000)
    const needed = await refund('r0')
    expect(needed).toMatchObject({ refusal: { code: 'approval.needed', params: { permission: 'refund', amount: 6250 } } })
    expect(terminal.asked).toHaveLength(1)
    const { approval } = value(approve(register.context(), { approverId: 'op-s', provenHash: '$argon2id$op-s', permission: 'refund', document: needed.ok ? '' : String(needed.refusal.params?.['document']), amount: 6250, reason: 'customerRequest' }))
    value(await refund('r1', { approvals: [approval] }))
    await until(() => view().lastRefund !== undefined)
    const entries = register.database.entriesAfter(1, 0, 99).map(({ text }) => JSON.parse(text) as { type: string; approver?: string })
    expect(entries.filter(({ approver }) => approver === 'op-s').map(({ type }) => type)).toEqual(['approval.granted', 'payment.began', 'refund.completed'])
  })

  test('[RETC-13] a wallet gives a part back, and is asked by our own name what became of it', async () => {
    wide()
    value(commands['change-quantity'](register.context(), { lineNo: 1, quantity: 2000 }))
    value(await begin('w', { method: 'wallet', code: '280000000000000000' }))
    await timer.waiting(1)
    timer.fire(1)
    await until(() => view().lastSale !== undefined)
    back(view().lastSale?.id ?? '')
    value(await refund('half'))
    await until(() => view().lastRefund !== undefined)
    expect([wallet.charged(), view().lastRefund?.tenders]).toEqual([1250, [{ type: 'wallet', amount: 1250 }]])
    expect(await wallet.queryRefund('half', never)).toMatchObject({ status: 'approved' })
  })
})
