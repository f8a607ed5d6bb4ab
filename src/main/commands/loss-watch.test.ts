import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lossDocuments, lossPage, mostBehind, type Input, type Output } from '../../contracts/ipc/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { lossRuleNames } from '../../domain/loss-watch/index.ts'
import { queries, queriesInSteps, type QueryContext } from '../queries/index.ts'
import { answeringCommands, commands } from './index.ts'
import { code, value } from './register.fixture.ts'
import { shiftTest, type TestShift } from './shift.fixture.ts'

let till: TestShift
beforeEach(() => {
  till = shiftTest()
  return till.register.remove
})
let openings = 0
afterEach(() => { openings = 0 })

const context = (): QueryContext => ({ reader: till.register.database, seat: 'counter', now: { at: till.register.now, monoMs: 1, bootId: 'boot' } })
const opened = (times: number): void => {
  for (; times > 0; times -= 1) {
    till.register.now += 60_000
    till.register.monoMs += 60_000
    openings += 1
    value(answeringCommands['open-drawer'](till.register.context(), { reason: 'giveChange' }))
  }
  while (till.register.database.project(50) > 0);
}
const look = (days: 7 | 14 | 28 = 7): Output<'look-at-losses'> => value(answeringCommands['look-at-losses'](till.register.context(), { days }))
const losses = (looked = look().looked): Output<'losses'> => value(queries.losses(context(), { looked }))
const close = (id: string, note = 'asked them: change for the bus'): Result<unknown> => answeringCommands['close-loss-case'](till.register.context(), { id, note })
const project = (): void => { while (till.register.database.project(50) > 0); }

describe('the loss watch at the till', () => {
  test('[LOSW-1] a pattern in the real journal is a card with its person, its figure, its limit and the entries behind it', () => {
    opened(10)
    till.signOnAs('op-s')
    const { cards, from, to } = losses()
    expect([from, to]).toEqual(['2026-11-15', '2026-11-21'])
    expect(cards).toMatchObject([{ rule: 'noSales', unit: 'count', operatorId: 'op-1', operatorName: 'Li', day: '2026-11-21', found: 10, limit: 9 }])
    const { documents } = value(queries['loss-documents'](context(), { looked: look().looked, places: cards[0]?.places ?? [] }))
    expect(documents.map((document) => ('entry' in document ? document.entry.type : ''))).toEqual(Array(openings).fill('drawer.opened'))
  })

  test('[LOSW-2] a quick refund of one’s own cash sale speaks with its sale beside it, as documents that open', () => {
    till.signOnAs('op-m')
    for (let index = 0; index < 6; index += 1) {
      till.register.now += 600_000
      till.register.monoMs += 600_000
      const saleId = till.sell().lastSale?.id ?? ''
      value(commands['add-return'](till.register.context(), { saleId, lineNo: 1, quantity: 1000, condition: 'stock', reason: 'changedMind' }))
      const { basketId = '' } = till.register.database.seat('counter')
      value(commands['complete-sale'](till.register.context(), { basketId, revision: till.register.database.basket(basketId)?.revision ?? 0, tenders: [] }))
    }
    project()
    const card = losses().cards.find(({ rule }) => rule === 'ownRefunds')
    expect(card).toMatchObject({ operatorId: 'op-m', found: 6 })
    const { documents } = value(queries['loss-documents'](context(), { looked: look().looked, places: card?.places ?? [] }))
    expect(documents.slice(0, 2).map((document) => ('receipt' in document ? document.receipt.kind : 'entry'))).toEqual(['refund', undefined])
  })

  test('[LOSW-3] nobody sees a card about themselves but who sets the limits, and nobody puts their own away', () => {
    till.signOnAs('op-s')
    opened(10)
    expect(losses().cards).toEqual([])
    till.signOnAs('op-m')
    const [card] = losses().cards
    expect(card).toMatchObject({ operatorId: 'op-s' })
    till.signOnAs('op-s')
    expect(code(close(card?.id ?? ''))).toBe('lossCase.own')
    till.signOnAs('op-m')
    opened(10)
    const own = losses().cards.find(({ operatorId }) => operatorId === 'op-m')
    expect([own?.rule, code(close(own?.id ?? ''))]).toEqual(['noSales', 'lossCase.own'])
  })

  test('[LOSW-4] looked at with a word, a card says who and what, until one act more makes it another card', () => {
    opened(10)
    till.signOnAs('op-s')
    const id = losses().cards[0]?.id ?? ''
    value(close(id))
    project()
    expect(losses().cards).toMatchObject([{ id, looked: { operatorName: 'Sun', note: 'asked them: change for the bus' } }])
    expect(till.entries('lossCase.closed').map(({ operator, body }) => [operator, body])).toEqual([['op-s', { case: id, rule: 'noSales', operatorId: 'op-1', note: 'asked them: change for the bus' }]])
    till.signOnAs('op-1')
    opened(1)
    till.signOnAs('op-s')
    const { cards } = losses()
    expect([cards.length, cards[0]?.id === id, cards[0]?.looked]).toEqual([1, false, undefined])
    expect([close('noSales.op-1.1-99999'), close('noSales.nobody.1-1'), close('rubbish')].map(code)).toEqual(Array(3).fill('lossCase.unknown'))
  })

  test('[LOSW-9] what was looked at is opened again with a word, and looked at again: the last word stands, and all are in the journal', () => {
    opened(10)
    till.signOnAs('op-s')
    const id = losses().cards[0]?.id ?? ''
    const reopen = (note = 'the camera says otherwise', request?: string): Result<unknown> => answeringCommands['reopen-loss-case'](till.register.context(request), { id, note })
    expect(code(reopen())).toBe('lossCase.open')
    // Asked at once, before the list of the journal has it.
    value(close(id))
    expect(losses().cards).toMatchObject([{ looked: { operatorName: 'Sun' } }])
    value(reopen('the camera says otherwise', 'r1'))
    value(reopen('the camera says otherwise', 'r1'))
    expect(losses().cards).toMatchObject([{ reopened: { operatorName: 'Sun' } }])
    project()
    expect(losses().cards).toMatchObject([{ id, reopened: { operatorName: 'Sun', note: 'the camera says otherwise' } }])
    expect(losses().cards[0]).not.toHaveProperty('looked')
    expect(code(reopen())).toBe('lossCase.open')
    value(close(id, 'talked to both'))
    project()
    expect(losses().cards).toMatchObject([{ id, looked: { note: 'talked to both' } }])
    expect(losses().cards[0]).not.toHaveProperty('reopened')
    expect([till.entries('lossCase.closed').length, till.entries('lossCase.reopened').map(({ operator, body }) => [operator, body])]).toEqual([2, [['op-s', { case: id, rule: 'noSales', operatorId: 'op-1', note: 'the camera says otherwise' }]]])
    till.signOnAs('op-1')
    expect(code(reopen())).toBe('request.notAllowed')
  })

  test('[LOSW-10] of a register without an entry, and of one with one sale, nothing is said; found a piece at a time it is what is found at once', () => {
    till.signOnAs('op-s')
    expect(losses(look(28).looked).cards).toEqual([])
    till.sell()
    project()
    expect(losses(look(28).looked).cards).toEqual([])
    till.signOnAs('op-1')
    // More than a piece, over two days.
    opened(250)
    till.register.now += 24 * 3_600_000
    till.register.monoMs += 24 * 3_600_000
    opened(10)
    till.signOnAs('op-s')
    const { looked } = look(14)
    const steps = queriesInSteps.losses(context(), { looked })
    let taken = 0
    for (;;) {
      const { done, value: result } = steps.next()
      if (done === true) {
        expect(value(result).cards.map(({ rule, found }) => [rule, found])).toEqual([['noSales', 10], ['noSales', 250]])
        expect(result).toEqual(queries.losses(context(), { looked }))
        break
      }
      taken += 1
    }
    // A step for each day and piece, and one for each rule.
    expect(taken).toBe(15 + lossRuleNames.length)
  })

  test('[LOSW-11] a card says how many entries are behind it; the newest are opened a page at a time, and no more than a page', () => {
    opened(mostBehind + 10)
    till.signOnAs('op-s')
    const { looked } = look()
    const [card] = losses(looked).cards
    expect([card?.behind, card?.places.length]).toEqual([mostBehind + 10, mostBehind])
    const places = card?.places ?? []
    const pages = [0, lossPage].map((from) => value(queries['loss-documents'](context(), { looked, places: places.slice(from, from + lossPage) })).documents)
    const seqs = pages.flat().map((document) => ('entry' in document ? document.entry.seq : 0))
    expect([seqs.length, seqs]).toEqual([2 * lossPage, seqs.toSorted((one, other) => other - one)])
    expect(lossDocuments.input.safeParse({ looked, places: places.slice(0, lossPage + 1) }).success).toBe(false)
  })

  test('[LOSW-5] every look is in the journal before anything is shown; another’s look, an old one, or another entry opens nothing', () => {
    till.signOnAs('op-s')
    const { looked } = look()
    expect(till.entries('lossWatch.looked')).toMatchObject([{ operator: 'op-s', body: { from: '2026-11-15', to: '2026-11-21' } }])
    const ask = (place: Input<'losses'>['looked']): string[] => [code(queries.losses(context(), { looked: place })), code(queries['loss-documents'](context(), { looked: place, places: [] }))]
    expect(ask(looked)).toEqual(['accepted', 'accepted'])
    expect(ask({ epoch: 1, seq: looked.seq - 1 })).toEqual(['lossWatch.notLooked', 'lossWatch.notLooked'])
    till.signOnAs('op-m')
    expect(ask(looked)).toEqual(['lossWatch.notLooked', 'lossWatch.notLooked'])
    till.signOnAs('op-s')
    till.register.now += 16 * 60_000
    expect(ask(looked)).toEqual(['lossWatch.notLooked', 'lossWatch.notLooked'])
  })

  test('[LOSW-6] a manager sets a limit, which is in the journal and counts from then on; a supervisor does not, a cashier sees nothing', () => {
    const set = (limit?: number): Result<unknown> => answeringCommands['set-loss-limit'](till.register.context(), { rule: 'noSales', ...(limit === undefined ? {} : { limit }) })
    opened(4)
    expect([code(set(3)), code(answeringCommands['look-at-losses'](till.register.context(), { days: 7 }))]).toEqual(['request.notAllowed', 'request.notAllowed'])
    till.signOnAs('op-s')
    expect([code(set(3)), losses().cards.length, losses().maySet]).toEqual(['request.notAllowed', 0, false])
    till.signOnAs('op-m')
    value(set(3))
    value(set(3))
    expect(losses()).toMatchObject({ maySet: true, cards: [{ rule: 'noSales', found: 4, limit: 3 }] })
    expect(losses().limits.find(({ rule }) => rule === 'noSales')).toEqual({ rule: 'noSales', unit: 'count', preset: 9, limit: 3 })
    value(set())
    expect(losses().cards).toEqual([])
    expect(till.entries('setting.changed').map(({ body }) => body)).toEqual([{ setting: 'lossWatch.noSales', from: 9, to: 3 }, { setting: 'lossWatch.noSales', from: 3, to: 9 }])
  })
})
