import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Input } from '../../contracts/ipc/index.ts'
import { accept } from '../../domain/errors/index.ts'
import { GENESIS_HASH } from '../../domain/journal/index.ts'
import { zHash, type ZBody } from '../../domain/shift/index.ts'
import { sha256 } from '../../db/index.ts'
import { queries } from '../queries/index.ts'
import { answeringCommands, beginPayment, commands, settlePayment } from './index.ts'
import { code, papersOf, startOfTest, value } from './register.fixture.ts'
import { pieces, shiftTest, type TestShift } from './shift.fixture.ts'

let till: TestShift
beforeEach(() => {
  till = shiftTest()
})
afterEach(() => till.register.remove())

const water = '6901234567892'
const tea = '6901234567908'
const overShort = (): unknown => till.shift().shift?.declaration?.tenders.map((one) => [one.tender, one.overShort])

describe('a shift', () => {
  test('[SHFC-1] opens by itself with the first money, with what the last close left, and says that nobody counted', () => {
    expect(till.shift()).toMatchObject({ allows: ['open', 'move'], suspended: [], left: 0 })
    till.sell()
    expect(till.shift().shift).toMatchObject({ number: 1, floatCounted: false, float: 0, openedBy: 'Li', businessDate: '2026-11-21' })
    till.closeEven()
    expect(till.shift()).toMatchObject({ left: 200, lastZ: { number: 1 } })
    till.sell()
    expect([till.shift().shift?.number, till.shift().shift?.float, till.shift().left]).toEqual([2, 200, 0])
    expect(till.entries('shift.opened')).toEqual([])
    till.closeEven()
    expect(till.zs().map(({ floatCounted, float }) => [floatCounted, float])).toEqual([[0, 0], [0, 200]])
  })

  test('[SHFC-2] has its float counted until cash has moved in it, and once', () => {
    value(till.open({ counts: [{ minor: 10_000, pieces: 2 }] }))
    expect(till.shift().shift).toMatchObject({ number: 1, floatCounted: true, float: 20_000 })
    expect(code(till.open())).toBe('shift.open')
    till.closeEven()
    value(answeringCommands['open-drawer'](till.register.context(), { reason: 'check' }))
    expect(till.shift().shift).toMatchObject({ number: 2, floatCounted: false, float: 20_000 })
    expect(code(till.open({ counts: [{ minor: 77, pieces: 1 }] }))).toBe('count.invalid')
    value(till.open({ counts: pieces(19_900) }))
    expect(till.shift().shift).toMatchObject({ number: 2, floatCounted: true, float: 19_900, noSales: 1 })
    expect(till.entries<object>('shift.opened').at(-1)?.body).toEqual({ shift: 2, float: 19_900, left: 20_000, counts: pieces(19_900) })
    till.closeEven()
    till.sell()
    expect(code(till.open())).toBe('shift.cashMoved')
  })

  test('[SHFC-3] is put aside with its drawer for another, and both close on their own', () => {
    value(till.open())
    till.sell([water])
    value(answeringCommands['suspend-shift'](till.register.context(), {}))
    expect(till.shift()).toMatchObject({ allows: ['open', 'move', 'resume'], suspended: [{ number: 1 }] })
    till.sell([tea])
    expect(till.shift().shift).toMatchObject({ number: 2, float: 0 })
    expect(code(answeringCommands['resume-shift'](till.register.context(), { number: 1 }))).toBe('shift.open')
    till.closeEven()
    expect(code(answeringCommands['resume-shift'](till.register.context(), { number: 2 }))).toBe('shift.unknown')
    value(answeringCommands['resume-shift'](till.register.context(), { number: 1 }))
    expect(till.shift()).toMatchObject({ shift: { number: 1 }, suspended: [] })
    till.closeEven()
    expect(till.zs().map(({ number, shift, sales, float }) => [number, shift, sales, float])).toEqual([[1, 2, { count: 1, amount: 1250 }, 0], [2, 1, { count: 1, amount: 200 }, 20_000]])
  })

  test('[SHFC-3] is not put aside under an open basket, whose money would go into a drawer that is not there', () => {
    till.sell()
    value(commands.scan(till.register.context(), { barcode: water }))
    expect(code(answeringCommands['suspend-shift'](till.register.context(), {}))).toBe('shift.basketOpen')
  })

  test('[SHFC-4] is handed to another person: both names and the spot count on record, the seat locked', () => {
    till.sell()
    const over = (to: string) => answeringCommands['hand-over'](till.register.context(), { to, counts: pieces(150) })
    expect([code(over('op-1')), code(over('nobody'))]).toEqual(['shift.toSelf', 'operator.unknown'])
    const shown = value(over('op-2'))
    expect([shown.shift?.expected, till.register.database.seat('counter').operatorId]).toEqual([undefined, undefined])
    expect(till.entries('shift.handedOver')).toMatchObject([{ operator: 'op-1', body: { shift: 1, fromOperator: 'op-1', toOperator: 'op-2', counted: 150, expected: 200 } }])
    expect(till.entries('operator.signedOff').at(-1)).toMatchObject({ body: { reason: 'handedOver' } })
    till.signOnAs('op-2')
    till.sell()
    expect(till.shift().shift?.operators).toEqual(['Li', 'Wu'])
  })

  test('[SHFC-5] is counted blind: what is over or short is said after the count is written, and every count is on record', () => {
    value(till.open())
    till.sell([water])
    till.sell([tea], [{ type: 'card' }])
    expect(till.shift().shift?.expected).toBeUndefined()
    expect(till.shift().shift?.declaration).toBeUndefined()
    value(till.declare(pieces(20_100), [{ tender: 'card', amount: 1250 }]))
    expect(overShort()).toEqual([['cash', -100], ['card', 0], ['wallet', 0]])
    value(till.declare(pieces(20_200), [{ tender: 'card', amount: 1200 }]))
    expect(overShort()).toEqual([['cash', 0], ['card', -50], ['wallet', 0]])
    expect(till.entries<{ attempt: number }>('shift.declared').map(({ body }) => body.attempt)).toEqual([1, 2])
    till.signOnAs('op-s')
    expect(till.shift().shift?.expected).toEqual([{ tender: 'cash', amount: 20_200 }, { tender: 'card', amount: 1250 }, { tender: 'wallet', amount: 0 }])
  })

  test('[SHFC-13] notes of another currency are counted by the piece, blind, and what is missing of them asks for its approval and stands in the Z', () => {
    value(till.register.database.unitOfWork(() => accept(till.register.database.saveFacts({ currenciesTaken: [{ currency: 'USD', rate: { home: 7, foreign: 1, on: '2026-11-21' }, notesOnly: true }] }))))
    const usd = (...tenders: Input<'take-tender'>['tender'][]): void => {
      value(commands.scan(till.register.context(), { barcode: tea }))
      for (const tender of tenders) value(commands['take-tender'](till.register.context(), { basketId: till.register.database.seat('counter').basketId ?? '', revision: till.register.database.basket(till.register.database.seat('counter').basketId ?? '')?.revision ?? -1, tender }))
    }
    value(till.open({ counts: pieces(20_000) }))
    // 12.50 for two dollars, and again for five: 49.00 of worth, 24.00 of change.
    usd({ type: 'foreignCash', currency: 'USD', received: 200 })
    usd({ type: 'foreignCash', currency: 'USD', received: 500 })
    expect(till.shift().foreign?.map(({ currency, pieces: notes }) => [currency, notes.includes(500), notes.includes(25)])).toEqual([['USD', true, false]])
    expect(JSON.stringify(till.shift())).not.toContain('4900')
    const cash = pieces(20_000 - 2400)
    expect(code(answeringCommands['declare-shift'](till.register.context(), { shift: 1, cash, others: [], foreign: [{ currency: 'USD', counts: [{ minor: 300, pieces: 1 }] }] }))).toBe('count.invalid')
    const count = (dollars: number) => value(answeringCommands['declare-shift'](till.register.context(), { shift: 1, cash, others: [], foreign: [{ currency: 'USD', counts: [{ minor: 100, pieces: dollars }] }] })).shift?.declaration
    expect(count(7)).toMatchObject({ difference: 0, tenders: [{ tender: 'cash', overShort: 0 }, {}, {}, { tender: 'foreignCash:USD', expected: 4900, counted: 4900, overShort: 0, own: { expected: 700, counted: 700 } }] })
    expect(count(6)).toMatchObject({ difference: 700 })
    const short = till.close({ leave: 17_600 })
    expect(short).toMatchObject({ refusal: { params: { permission: 'acceptOverShort', amount: 700 } } })
    value(till.close({ leave: 17_600, approvals: [till.approved(short)] }))
    const [z] = till.zs()
    expect(z?.tenders.at(-1)).toEqual({ tender: 'foreignCash:USD', expected: 4900, counted: 4200, overShort: -700, own: { expected: 700, counted: 600 } })
    expect([z?.others, z && zHash(z, sha256) === z.hash]).toMatchObject([[{ type: 'foreignCash', key: 'USD', received: 700 }], true])
    const paper = JSON.stringify(papersOf(till.register, `z:${z?.number ?? 0}`))
    for (const part of ['USD', '6.00', '7.00', '42.00', '-7.00']) expect(paper).toContain(part)
    till.signOnAs('op-m')
    expect(value(queries['z-reports']({ reader: till.register.database, seat: 'counter', now: { at: till.register.now, monoMs: 1, bootId: 'boot' } }, { limit: 5 })).reports[0]).toMatchObject({ overShort: -700, difference: 700 })
  })

  test('[SHFC-5] a count that money moved after closes nothing', () => {
    till.sell()
    value(till.declare(pieces(200)))
    value(answeringCommands['open-drawer'](till.register.context(), { reason: 'check' }))
    expect(till.shift().shift?.declaration?.stale).toBe(false)
    till.sell()
    expect([till.shift().shift?.declaration?.stale, code(till.close({ leave: 200 }))]).toEqual([true, 'declaration.stale'])
    value(till.declare(pieces(400)))
    expect(code(till.close({ leave: 400 }))).toBe('accepted')
  })

  test('[SHFC-6] over and short beyond one’s limit needs another’s approval, of exactly that difference, each tender as a size', () => {
    till.sell([water])
    till.sell([tea], [{ type: 'card' }])
    value(till.declare(pieces(1000), [{ tender: 'card', amount: 450 }]))
    const asked = till.close({ leave: 1000 })
    expect(asked).toMatchObject({ refusal: { code: 'approval.needed', params: { permission: 'acceptOverShort', document: expect.stringMatching(/^shift:1#close-shift\./) as string, amount: 1600, limit: 500 } } })
    const z = value(till.close({ leave: 1000, approvals: [till.approved(asked)] }))
    expect([z.overShort, z.declaration?.difference, z.approverName]).toEqual([0, 1600, 'Sun'])
    till.sell([water])
    value(till.declare(pieces(700)))
    expect(code(till.close({ leave: 700 }))).toBe('accepted')
  })

  test('[SHFC-7] closes over a payment without an answer, a held basket and an open one, which it names and carries over', () => {
    till.sell()
    value(commands.scan(till.register.context(), { barcode: tea }))
    value(commands['suspend-basket'](till.register.context(), {}))
    value(commands.scan(till.register.context(), { barcode: water }))
    const { basketId = '' } = till.register.database.seat('counter')
    const { payment } = value(beginPayment(till.register.context(), { basketId, revision: till.register.database.basket(basketId)?.revision ?? 0, method: 'card' }))
    value(settlePayment(till.register.context(), { paymentId: payment.id, outcome: { status: 'unknown', reason: 'lineLost' } }))
    expect(till.shift().carried).toEqual({ payments: 1, baskets: 2 })
    const z = till.closeEven()
    expect(z.report.carried.payments).toEqual([{ id: payment.id, amount: 200 }])
    // As far as it is known: since when, whose, and what it is.
    expect(till.zs()[0]).toMatchObject({ carriedPayments: [{ id: payment.id, at: payment.startedAt, operator: 'op-1', kind: 'card' }] })
    expect(till.zs()[0]?.carriedBaskets.map(({ operator, kind }) => [operator, kind]).toSorted()).toEqual([['op-1', 'held'], ['op-1', 'open']])
    expect(z.report.carried.baskets.map(({ amount }) => amount).toSorted((a, b) => a - b)).toEqual([200, 1250])
    expect(z.unsynced).toBeGreaterThan(3)
    // And the money of that payment, when somebody says where it is, is the next shift's.
    till.signOnAs('op-s')
    value(commands['resolve-payment'](till.register.context(), { paymentId: payment.id, outcome: 'approved', seen: 'terminalSlip' }))
    expect(till.shift().shift).toMatchObject({ number: 2 })
    expect(till.shift().shift?.expected?.find(({ tender }) => tender === 'card')?.amount).toBe(200)
  })

  test('[SHFC-7] closes while the printer has no paper: its Z waits, and the next shift sells', () => {
    till.sell()
    const z = till.closeEven()
    const waiting = till.register.database.effectsOf('z:1')
    expect([z.effects, waiting.length]).toEqual([[{ kind: 'print', state: 'waiting' }], 1])
    value(till.register.database.unitOfWork(() => {
      till.register.database.effectStarted(waiting[0]?.id ?? 0)
      till.register.database.effectFinished(waiting[0]?.id ?? 0, 'waiting', 'paper-out')
      return accept(undefined)
    }))
    till.sell()
    till.closeEven()
    const shown = value(queries['z-report']({ reader: till.register.database, seat: 'counter' }, { number: 1 }))
    expect(shown.effects).toEqual([{ kind: 'print', state: 'waiting', fault: 'paper-out', again: true }])
  })

  test('[SHFC-8] closes without a count for whoever may, and the Z says that nobody counted', () => {
    till.sell()
    expect(code(till.close({ leave: 200 }))).toBe('declaration.missing')
    const asked = till.close({ leave: 150, toSafe: 50, bag: 'B-1', uncounted: true })
    expect(asked).toMatchObject({ refusal: { params: { permission: 'closeUncounted', document: expect.stringMatching(/^shift:1#close-shift\./) as string } } })
    const z = value(till.close({ leave: 150, toSafe: 50, bag: 'B-1', uncounted: true, approvals: [till.approved(asked)] }))
    expect([z.declaration, z.overShort, z.report.tenders[0]]).toEqual([undefined, undefined, { tender: 'cash', expected: 200 }])
    expect(JSON.stringify(z.document.blocks)).toContain('NOT COUNTED')
    expect(till.shift().left).toBe(150)
  })

  test('[SHFC-9] what goes to the safe and what stays are together what was counted, and a bag has its number', () => {
    till.sell()
    value(till.declare(pieces(200)))
    expect(till.close({ toSafe: 100, leave: 50, bag: 'B-1' })).toMatchObject({ refusal: { code: 'shift.cashSplit', params: { counted: 200 } } })
    expect(code(till.close({ toSafe: 100, leave: 100 }))).toBe('cash.bagMissing')
    expect(value(till.close({ toSafe: 100, leave: 100, bag: 'B-1' }))).toMatchObject({ toSafe: 100, leave: 100, bag: 'B-1' })
  })

  test('[SHFC-10] every act is done once however often its request is sent, also over a restart', () => {
    till.open({}, 'open')
    till.open({}, 'open')
    till.sell()
    till.declare(pieces(20_200), [], 'count')
    till.declare(pieces(20_200), [], 'count')
    const first = value(till.close({ leave: 20_200 }, 'close'))
    till.register.reopen()
    const again = value(answeringCommands['close-shift'](till.register.context('close'), { shift: 1, toSafe: 0, leave: 20_200 }))
    expect([again.number, again.hash]).toEqual([first.number, first.hash])
    expect(['shift.opened', 'shift.declared', 'shift.closed'].map((type) => till.entries(type).length)).toEqual([1, 1, 1])
    expect(till.register.database.effectsOf('z:1')).toHaveLength(1)
    expect(code(answeringCommands['close-shift'](till.register.context(), { shift: 1, toSafe: 0, leave: 0 }))).toBe('shift.none')
    till.sell()
    expect(code(answeringCommands['close-shift'](till.register.context(), { shift: 1, toSafe: 0, leave: 0 }))).toBe('shift.changed')
  })

  test('[SHFC-11] nothing of it is told to, or done for, somebody who is not signed on or has no right', () => {
    till.sell()
    value(commands['sign-off'](till.register.context()))
    const acts = [till.open(), till.declare([]), till.close(), till.move({ kind: 'payIn', amount: 1, reason: 'found' }), answeringCommands['print-x'](till.register.context()), answeringCommands['reprint-z'](till.register.context(), { number: 1 }), answeringCommands['suspend-shift'](till.register.context(), {})]
    expect(acts.map(code)).toEqual(acts.map(() => 'operator.notSignedOn'))
    till.signOnAs('op-3')
    const denied = [till.open(), till.declare([]), till.move({ kind: 'payIn', amount: 1, reason: 'found' }), answeringCommands['print-x'](till.register.context())]
    expect(denied.map(code)).toEqual(denied.map(() => 'request.notAllowed'))
  })
})

describe('a Z', () => {
  test('[Z-1] is numbered without a gap, hashed over all of it, and names the one before and the journal’s head', () => {
    till.sell()
    const head = till.register.database.journalHead()
    till.closeEven()
    value(till.register.database.unitOfWork(() => {
      till.register.database.saveFacts({ epoch: 2 })
      return accept(undefined)
    }))
    till.sell()
    till.closeEven()
    const [first, second] = [1, 2].map((number) => (JSON.parse(till.register.database.zDocument(number) ?? '{}') as { body: ZBody }).body)
    if (first === undefined || second === undefined) throw new Error('two Zs were written')
    expect([first.number, second.number, first.previous, second.previous]).toEqual([1, 2, GENESIS_HASH, first.hash])
    // The declaration is an entry too: the head is the one before the Z itself.
    expect([first.head.epoch, first.head.seq]).toEqual([1, head.seq + 1])
    expect(first.head.hash).toBe(till.register.database.entryHashAt(1, head.seq + 1))
    expect([zHash(second, sha256), second.head.epoch]).toEqual([second.hash, 2])
    expect(zHash({ ...second, leave: second.leave + 1 }, sha256)).not.toBe(second.hash)
  })

  test('[Z-2] is the X before it, and both are what was written', () => {
    value(till.open())
    till.sell([water, tea])
    till.sell([water], [{ type: 'card' }])
    value(till.move({ kind: 'payIn', amount: 500, reason: 'found' }))
    till.signOnAs('op-s')
    const x = value(queries['x-report']({ reader: till.register.database, seat: 'counter', now: { at: till.register.now, monoMs: 1, bootId: 'boot' } }))
    const z = till.closeEven()
    const { kind: _x, operators: _before, until: _read, tenders, ...read } = x.report
    const { kind: _z, operators: _after, until: _closed, tenders: counted, ...frozen } = z.report
    expect(frozen).toEqual(read)
    expect(counted.map(({ tender, expected }) => ({ tender, expected }))).toEqual(tenders)
    expect(z.report).toMatchObject({ gross: 1650, net: 1650, sales: { count: 2, amount: 1650 }, receipts: { first: '3-1', last: '3-2', gaps: [] }, taxes: [{ rate: 130_000, base: 1460, tax: 190 }] })
    expect(z.report.tenders).toEqual([{ tender: 'cash', expected: 21_950, counted: 21_950, overShort: 0 }, { tender: 'card', expected: 200, counted: 200, overShort: 0 }, { tender: 'wallet', expected: 0, counted: 0, overShort: 0 }])
  })

  test('[Z-8] an X tells what each tender should come to, on screen and on paper, only to those who may see it before the count', () => {
    expect(code(answeringCommands['print-x'](till.register.context()))).toBe('shift.none')
    till.sell()
    const x = () => value(queries['x-report']({ reader: till.register.database, seat: 'counter', now: { at: till.register.now, monoMs: 1, bootId: 'boot' } }))
    const paper = (request: string): string => {
      value(answeringCommands['print-x'](till.register.context(request)))
      value(answeringCommands['print-x'](till.register.context(request)))
      const papers = till.register.database.effectsOf(`x:${request}`)
      expect(papers).toHaveLength(1)
      return JSON.stringify(papers[0]?.work)
    }
    expect(x().report.tenders).toEqual([{ tender: 'cash' }, { tender: 'card' }, { tender: 'wallet' }])
    expect([JSON.stringify(x().document).includes('should be'), paper('blind').includes('should be')]).toEqual([false, false])
    till.signOnAs('op-s')
    expect(x().report.tenders[0]).toEqual({ tender: 'cash', expected: 200 })
    expect([JSON.stringify(x().document).includes('should be 2.00'), paper('seen').includes('should be 2.00')]).toEqual([true, true])
    expect(till.entries('xReport.printed').map(({ operator }) => operator)).toEqual(['op-1', 'op-s'])
  })

  test('[Z-9] says how many entries are missing from its figures, on screen and on paper', () => {
    till.sell()
    const { database } = till.register
    value(database.unitOfWork(() => accept(database.append(till.register.context().moment(), { type: 'sale.completed', schemaVersion: 9, businessDate: '2026-11-21', operator: 'op-1', body: 'of a later version' }))))
    const z = till.closeEven()
    expect([z.report.unread, JSON.stringify(z.document.blocks).includes('could not be read'), z.report.sales.count]).toEqual([1, true, 1])
    till.sell()
    expect(till.closeEven().report.unread).toBeUndefined()
  })

  test('[Z-3] its grand total is never reset', () => {
    for (const [count, total] of [[1, 200], [2, 400], [3, 600]] as const) {
      till.sell()
      till.closeEven()
      expect([till.zs().length, till.zs().at(-1)?.grandTotal]).toEqual([count, { sales: total, refunds: 0 }])
    }
  })

  test('[Z-4] days, months and years that are over are closed with the next Z or opening, each once, numbered by kind', () => {
    const day = 86_400_000
    till.sell()
    till.register.now = startOfTest + 11 * day
    till.signOnAs('op-1')
    till.sell()
    expect(till.entries('period.closed')).toEqual([])
    till.closeEven()
    const closed = (): unknown => till.entries<{ kind: string; number: number; period: string; sales: { amount: number } }>('period.closed').map(({ body }) => [body.kind, body.number, body.period, body.sales.amount])
    expect(closed()).toEqual([['day', 1, '2026-11-21', 200], ['month', 1, '2026-11', 200]])
    till.register.now = startOfTest + 50 * day
    value(till.open({ counts: pieces(400) }))
    expect(closed()).toEqual([['day', 1, '2026-11-21', 200], ['month', 1, '2026-11', 200], ['day', 2, '2026-12-02', 200], ['month', 2, '2026-12', 200], ['year', 1, '2026', 400]])
  })

  test('[Z-5] a shift past midnight is one business date until the cut-off, and what is completed after its day was closed belongs to the next', () => {
    const hour = 3_600_000
    const cutOff = till.register.database.facts().cutOffHour
    // 14:00 at the store; one hour before and after the cut-off of the night that follows.
    till.register.now = startOfTest + (10 + cutOff - 1) * hour
    value(commands.scan(till.register.context(), { barcode: water }))
    till.register.now = startOfTest + (10 + cutOff + 1) * hour
    till.sell([tea])
    expect(till.entries('sale.completed').map(({ businessDate }) => businessDate)).toEqual(['2026-11-21'])
    value(commands.scan(till.register.context(), { barcode: water }))
    till.register.now += 24 * hour
    value(till.declare(pieces(1450)))
    value(till.close({ leave: 1450 }))
    expect(till.zs()[0]).toMatchObject({ businessDate: '2026-11-21', sales: { count: 1, amount: 1450 }, carriedBaskets: [{ amount: 200 }] })
    // Of a business date that is closed by now: of the first open day.
    till.sell([])
    expect(till.entries('sale.completed').at(-1)?.businessDate).toBe('2026-11-22')
    const [entry] = till.entries<{ kind: string }>('period.closed')
    expect(entry?.body.kind).toBe('day')
    till.closeEven()
    expect(till.zs()[1]).toMatchObject({ day: { sales: { count: 1, amount: 200 } } })
  })

  test('[Z-10] in the list it says what was over and what was short each for itself, also where they come to nothing together', () => {
    till.sell()
    till.signOnAs('op-m')
    const [cash] = till.shift().shift?.expected ?? []
    value(till.declare(pieces((cash?.amount ?? 0) - 100), [{ tender: 'card', amount: 100 }]))
    value(till.close({ leave: (cash?.amount ?? 0) - 100 }))
    const { reports } = value(queries['z-reports']({ reader: till.register.database, seat: 'counter' }, { limit: 1 }))
    expect(reports[0]).toMatchObject({ overShort: 0, difference: 200 })
  })

  test('[Z-12] names the shifts that are still put aside, and leaves the word out where there are none', () => {
    till.sell()
    value(answeringCommands['suspend-shift'](till.register.context(), {}))
    till.sell()
    const second = till.closeEven()
    expect([second.shift, till.zs()[0]?.suspendedShifts, JSON.stringify(second.document)]).toEqual([2, [1], expect.stringContaining('Suspended shifts')])
    value(answeringCommands['resume-shift'](till.register.context(), { number: 1 }))
    till.closeEven()
    expect(till.zs()[1]).not.toHaveProperty('suspendedShifts')
  })

  test('[Z-6] is listed, shown and printed again marked as a copy, from its frozen figures', () => {
    till.sell()
    till.closeEven()
    till.sell()
    till.closeEven()
    const list = (before?: number) => value(queries['z-reports']({ reader: till.register.database, seat: 'counter' }, { limit: 1, ...(before === undefined ? {} : { before }) }))
    expect([list().reports[0]?.number, list().next, list(2).reports[0]?.number, list(2).next]).toEqual([2, 2, 1, undefined])
    till.signOnAs('op-s')
    const print = (request: string) => value(answeringCommands['reprint-z'](till.register.context(request), { number: 1 }))
    expect([print('again').effects, print('again').effects.length]).toEqual([[{ kind: 'print', state: 'waiting' }], 1])
    const paper = till.register.database.effectsOf('z:1:again')[0]
    expect(JSON.stringify(paper?.work)).toContain('DUPLICATE')
    expect(JSON.stringify(paper?.work)).toContain(till.zs()[0]?.hash.slice(0, 16))
    expect(code(answeringCommands['reprint-z'](till.register.context(), { number: 3 }))).toBe('zReport.unknown')
  })
})
