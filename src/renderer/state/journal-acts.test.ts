import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type JournalFactView, type JournalRowView, type RegisterView } from '../../contracts/ipc/index.ts'
import { typedDays } from './journal-acts.ts'
import { entryWords, factGroups, valueWords } from './journal-words.ts'
import { back, enter, move } from './perform.ts'
import { counterOf, screen, type Screen } from './screen.fixture.ts'
import { startWords } from './words.ts'

const row = (seq: number, changes: Partial<JournalRowView> = {}): JournalRowView => ({ epoch: 1, seq, at: Date.UTC(2026, 10, 21, 6), businessDate: '2026-11-21', type: 'drawer.opened', operatorName: 'Mei Lin', operatorId: 'o1', currency: 'CNY', said: { reason: 'giveChange' }, ...changes })
const page = (entries: readonly JournalRowView[], more = false) => ({ entries, listing: false, cutOffHour: 4, ...(more && { next: { businessDate: '2026-11-21', epoch: 1, seq: entries.at(-1)?.seq ?? 0 } }) })
const register = { mode: 'demo', registerId: 'r', registerNumber: 3, storeName: 'S', chainName: 'C', currency: 'CNY', timeZone: 'Asia/Shanghai', language: 'en', layout: 'tiles', operators: [{ id: 'o1', name: 'Mei Lin', role: 'cashier' }, { id: 'o2', name: 'Dmitri', role: 'manager' }] } satisfies RegisterView

/** What was answered has been taken in. */
const settled = async (): Promise<void> => { for (let turn = 0; turn < 20; turn += 1) await Promise.resolve() }
async function journal(entries: readonly JournalRowView[], more = false): Promise<Screen> {
  const shown = screen(counterOf())
  shown.store.setState({ register })
  shown.acts.openJournal()
  ;(await shown.requestOf('journal')).answer(page(entries, more))
  await vi.waitFor(() => expect(shown.store.getState().journal?.found).toHaveLength(entries.length), { timeout: 15_000 })
  return shown
}

beforeEach(() => {
  // Half past two at night of the 22nd in the store: the business date is still the 21st.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 21, 18, 30) })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('looking through', () => {
  test('[JOURNAL-4] every filter is asked for, days by the business date, typed ones before chosen ones', async () => {
    const shown = await journal([row(1)])
    expect(shown.asked.at(-1)?.input).toEqual({ limit: 50 })
    const asks = async (act: () => void): Promise<unknown> => {
      const before = shown.asked.length
      act()
      const asked = await shown.request(before)
      asked.answer(page([row(1)]))
      await settled()
      return asked.input
    }
    expect(await asks(shown.acts.nextJournalPeriod)).toEqual({ limit: 50, from: '2026-11-21', to: '2026-11-21' })
    expect(await asks(shown.acts.nextJournalPeriod)).toEqual({ limit: 50, from: '2026-11-20', to: '2026-11-20' })
    expect(await asks(shown.acts.nextJournalPeriod)).toEqual({ limit: 50, from: '2026-11-15', to: '2026-11-21' })
    expect(await asks(() => { move(shown.acts, shown.store, 1, true) })).toEqual({ limit: 50, from: '2026-11-15', to: '2026-11-21', group: 'sales' })
    expect(await asks(shown.acts.nextJournalOperator)).toMatchObject({ operatorId: 'o1', group: 'sales' })
    expect(await asks(() => { shown.acts.setEntry('1/11..20/11') })).toEqual({ limit: 50, from: '2026-11-01', to: '2026-11-20', group: 'sales', operatorId: 'o1' })
    expect(await asks(() => { shown.acts.setEntry('3-17') })).toMatchObject({ from: '2026-11-15', text: '3-17' })
    expect(await asks(shown.acts.nextJournalOperator)).toMatchObject({ operatorId: 'o2' })
    expect(await asks(shown.acts.nextJournalOperator)).not.toHaveProperty('operatorId')
  })

  test('[JOURNAL-4] two days are read in either order, and what is no day is something else', () => {
    const same = (text: string): string => text
    expect(typedDays('2026-11-21', same)).toEqual({ from: '2026-11-21', to: '2026-11-21' })
    for (const text of ['2026-11-21..2026-11-01', '2026-11-01 ... 2026-11-21', '2026-11-01~2026-11-21', '2026-11-01…2026-11-21']) expect(typedDays(text, same)).toEqual({ from: '2026-11-01', to: '2026-11-21' })
    expect([typedDays('', same), typedDays('3-17', same), typedDays('2026-11-01..', same), typedDays('2026-11-01..2026-11-02..2026-11-03', same)]).toEqual([undefined, undefined, undefined, undefined])
  })

  test('[JOURNAL-4] grows page by page, each asked for once, and never behind another list', async () => {
    const shown = await journal([row(3), row(2)], true)
    for (let told = 0; told < 3; told += 1) shown.acts.moreJournal()
    const next = await shown.requestOf('journal', 1)
    expect(next.input).toEqual({ limit: 50, before: { businessDate: '2026-11-21', epoch: 1, seq: 2 } })
    expect(shown.asked).toHaveLength(2)
    next.answer(page([row(1)]))
    await vi.waitFor(() => expect(shown.store.getState().journal?.found.map(({ seq }) => seq)).toEqual([3, 2, 1]), { timeout: 15_000 })

    const other = await journal([row(3), row(2)], true)
    other.acts.moreJournal()
    const late = await other.requestOf('journal', 1)
    other.acts.chooseJournalGroup('drawer')
    ;(await other.requestOf('journal', 2)).answer(page([row(9)]))
    await settled()
    late.answer(page([row(1)]))
    await settled()
    expect(other.store.getState().journal?.found.map(({ seq }) => seq)).toEqual([9])
  })

  test('[JOURNAL-4] an entry opens by keyboard, shows its receipt, and Esc goes back one step at a time', async () => {
    const shown = await journal([row(2, { saleId: 's1' }), row(1)])
    move(shown.acts, shown.store, 1, false)
    enter(shown.acts, shown.store)
    const asked = await shown.requestOf('journal-entry')
    expect(asked.input).toEqual({ epoch: 1, seq: 2 })
    asked.answer({ row: row(2, { saleId: 's1' }), hash: 'f', facts: [] })
    await vi.waitFor(() => expect(shown.store.getState().openEntry?.row.seq).toBe(2), { timeout: 15_000 })
    back(shown.acts, shown.store)
    expect([shown.store.getState().openEntry, shown.store.getState().work.kind]).toEqual([undefined, 'journal'])
    shown.acts.setEntry('x')
    back(shown.acts, shown.store)
    expect([shown.store.getState().entry, shown.store.getState().work.kind]).toEqual(['', 'journal'])
    back(shown.acts, shown.store)
    expect(shown.store.getState().work.kind).toBe('sell')
  })

  test('[JOURNAL-4] a refusal is told, and whoever signs on next sees nothing of it', async () => {
    const shown = screen(counterOf())
    shown.acts.openJournal()
    ;(await shown.requestOf('journal')).refuse('request.notAllowed')
    await vi.waitFor(() => expect(shown.store.getState().notice?.code).toBe('request.notAllowed'), { timeout: 15_000 })
    const other = await journal([row(1)])
    other.acts.receive({ currency: 'CNY', suspended: 0 })
    expect([other.store.getState().journal, other.store.getState().openEntry]).toEqual([undefined, undefined])
  })
})

describe('the table', () => {
  test('[JOURNAL-3] holds every page of what is filtered, in words', async () => {
    const shown = await journal([row(2)], true)
    shown.acts.exportJournal()
    const first = await shown.requestOf('journal', 1)
    expect(first.input).toEqual({ limit: 200 })
    first.answer(page([row(2, { type: 'sale.completed', said: { number: '3-7' }, amount: 1290, saleId: 's' })], true))
    const second = await shown.requestOf('journal', 2)
    expect([second.input, shown.store.getState().work]).toMatchObject([{ limit: 200, before: { seq: 2 } }, { exporting: 1 }])
    second.answer(page([row(1, { said: { reason: 'other', note: 'x' }, operatorName: '=cmd', operatorId: 'o9', approverName: 'Wu' })]))
    await vi.waitFor(() => expect(shown.saved).toHaveLength(1), { timeout: 15_000 })
    expect(shown.saved[0]?.name).toBe('journal-2026-11-22.csv')
    expect(shown.saved[0]?.text.split('\r\n')).toEqual([
      '\u{feff}Time,Business date,What,Operator,Approved by,Amount,Currency,Entry,Type',
      '2026-11-21 14:00:00,2026-11-21,Sale completed: 3-7,Mei Lin,,12.90,CNY,1-2,sale.completed',
      `2026-11-21 14:00:00,2026-11-21,Drawer opened: Other · x,"'=cmd",Wu,,,1-1,drawer.opened`,
      '',
    ])
    expect(shown.store.getState().notice).toMatchObject({ words: 'journal.exported', params: { count: 2 }, calm: true })
  })

  test('[JOURNAL-3] is stopped with Esc, and one that was stopped hands nothing over later', async () => {
    const shown = await journal([row(2)], true)
    shown.acts.exportJournal()
    const first = await shown.requestOf('journal', 1)
    back(shown.acts, shown.store)
    shown.acts.exportJournal()
    first.answer(page([row(2)]))
    await settled()
    expect(shown.saved).toEqual([])
    ;(await shown.requestOf('journal', 2)).answer(page([row(2)]))
    await vi.waitFor(() => expect(shown.saved).toHaveLength(1), { timeout: 15_000 })
  })
})

describe('the words', () => {
  const { t } = startWords('en')
  test('[JOURNAL-1] an entry is told in one line; a type without words is told by its own name', () => {
    expect(entryWords(t, row(1))).toBe('Drawer opened: Give change')
    expect(entryWords(startWords('zh-CN').t, row(1))).not.toMatch(/[a-z]/i)
    expect(entryWords(t, { type: 'moon.phased', said: { reason: 'full', other: 5 } })).toBe('moon.phased: full')
    expect(entryWords(t, { type: 'label.requested', said: { kind: 'shelf', copies: 3 } })).toMatch(/ · Copies 3$/)
    expect(entryWords(t, { type: 'payment.settled', said: { kind: 'sale', method: 'card', status: 'declined', reason: 'wrongPin' } })).toBe('Payment ended: payment · Card · declined · The PIN was wrong.')
    expect(entryWords(t, { type: 'setting.changed', said: { setting: 'device.printer', from: 'none', to: 'simulated' } })).toMatch(/^Setting changed: .+ · simulated$/)
    expect(entryWords(t, { type: 'recall.lifted', said: { itemId: 'demo-4011', goods: 'Bananas · 4011', lot: 'L7' } })).toBe('Recall lifted: Bananas · 4011 · L7')
    expect(entryWords(t, { type: 'recall.set', said: { itemId: 'demo-4011', goods: 'Bananas · 4011', reason: 'other' } })).toMatch(/^Sale of goods blocked: recall: Bananas · 4011 · [A-Z]/)
    expect(entryWords(t, { type: 'pin.refused', said: { purpose: 'approval', requester: 'Mei Lin', seat: 'counter' } })).toBe('Wrong PIN: at an approval · asked for by Mei Lin')
    for (const purpose of ['signOn', 'approval', 'changePin', 'secondFactor']) expect(entryWords(startWords('zh-CN').t, { type: 'pin.refused', said: { purpose } })).not.toMatch(/purpose|signOn|approval|changePin|secondFactor/)
    expect(entryWords(t, { type: 'basket.cancelled', said: { total: 0, wouldGoBack: 60_000 } })).toBe('Return dropped, not paid back')
    expect(entryWords(t, { type: 'basket.cancelled', said: { total: 500 } })).toBe('Sale cancelled')
    expect(valueWords(t, 'x.y', 'reason', '')).toBe('–')
  })

  test('[JOURNAL-1] what an entry says of itself stands before its lists, each list’s parts together', () => {
    const fact = (path: readonly string[]): JournalFactView => ({ path: [...path], kind: 'text', value: 'v' })
    expect(factGroups(t, [fact(['lines', '1', 'sku']), fact(['lines', '1', 'name']), fact(['lines', '2', 'sku']), fact(['number'])]).map(({ title, facts }) => [title, facts.length])).toEqual([['', 1], ['Line 1', 2], ['Line 2', 1]])
  })
})
