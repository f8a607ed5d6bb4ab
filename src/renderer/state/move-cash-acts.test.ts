import { describe, expect, test } from 'vitest'
import { perform, type Act } from './actions.ts'
import { type Screen } from './screen.fixture.ts'
import { onShift, settled, shiftOf } from './shift.fixture.ts'
import { typingNow } from './typing-now.ts'

const press = (shown: Screen, ...acts: readonly Act[]): void => {
  for (const act of acts) perform(act, { acts: shown.acts, store: shown.store, focusField: () => undefined })
}
const work = (shown: Screen) => shown.store.getState().work
const movement = { id: 'm1', number: 7, kind: 'payOut', amount: 450, reason: 'supplies', at: 3, operatorName: 'Mei Lin' }

describe('cash without a sale', () => {
  test('[ACT-60] an amount and a reason: booked once, however often Enter is pressed', async () => {
    const shown = await onShift()
    press(shown, 'payOut')
    shown.type('4.5')
    press(shown, 'down', 'enter', 'enter')
    const sent = await shown.requestOf('move-cash')
    expect(sent.input).toEqual({ kind: 'payOut', amount: 450, reason: 'supplies' })
    sent.answer({ movement, effects: [{ kind: 'print', state: 'printed' }], shift: shiftOf() })
    await settled()
    expect(work(shown)).toMatchObject({ kind: 'cashMove', done: { movement: { number: 7 } } })
    expect(shown.asked.filter(({ name }) => name === 'move-cash')).toHaveLength(1)
  })

  test.each([['', 'down', 'cashMove.amountFirst'], ['0', 'down', 'cashMove.amountFirst'], ['4.5', 'keys', 'refusal.cash.reasonMissing']] as const)('[ACT-60] "%s" with %s is no movement, and nothing is asked of the core', async (typed, act, words) => {
    const shown = await onShift()
    press(shown, 'payOut')
    shown.type(typed)
    if (act === 'down') press(shown, act)
    press(shown, 'enter')
    expect(shown.store.getState().notice?.words).toBe(words)
    expect(shown.asked.map(({ name }) => name)).toEqual(['shift'])
  })

  test('[ACT-61] a pickup asks for its bag after the amount, and a scan is the bag and not goods', async () => {
    const shown = await onShift()
    press(shown, 'pickup')
    shown.type('100')
    press(shown, 'enter')
    expect(work(shown)).toMatchObject({ kind: 'cashText', what: 'bag' })
    shown.acts.scan('0042711')
    expect((await shown.requestOf('move-cash')).input).toEqual({ kind: 'pickup', amount: 10_000, bag: '0042711' })
    expect(shown.asked.some(({ name }) => name === 'scan')).toBe(false)
  })

  test('[ACT-61] the bag scanned while its amount stands there is its bag, and books it; read twice it is no goods either', async () => {
    const shown = await onShift()
    press(shown, 'pickup')
    shown.type('20')
    shown.acts.scan('0042711')
    const sent = await shown.requestOf('move-cash')
    expect(sent.input).toEqual({ kind: 'pickup', amount: 2000, bag: '0042711' })
    shown.acts.scan('0042711')
    sent.answer({ movement: { ...movement, kind: 'pickup', amount: 2000, bag: '0042711' }, effects: [], shift: shiftOf() })
    await settled()
    shown.acts.scan('0042711')
    await settled()
    expect(shown.asked.map(({ name }) => name)).toEqual(['shift', 'move-cash'])
  })

  test('[ACT-61] a bag scanned before its amount is kept, and asked for no more', async () => {
    const shown = await onShift()
    press(shown, 'pickup')
    shown.acts.scan('0042711')
    expect([shown.store.getState().notice?.words, work(shown)]).toEqual(['cashMove.amountFirst', expect.objectContaining({ kind: 'cashMove', bag: '0042711' })])
    shown.type('20')
    press(shown, 'enter')
    expect((await shown.requestOf('move-cash')).input).toEqual({ kind: 'pickup', amount: 2000, bag: '0042711' })
  })

  test('[ACT-61] a bag read by a scanner of the till’s own is its bag too', async () => {
    const shown = await onShift()
    press(shown, 'pickup')
    shown.type('20')
    shown.acts.scanRefused({ barcode: '0042711', refusal: { code: 'item.unknown', params: { code: '0042711' } } })
    expect((await shown.requestOf('move-cash')).input).toEqual({ kind: 'pickup', amount: 2000, bag: '0042711' })
    expect(shown.store.getState().notice).toBeUndefined()
  })

  test('[ACT-61] a bag’s number is told from its amount only where there is a bag', async () => {
    const shown = await onShift()
    press(shown, 'pickup')
    expect(typingNow(shown.store.getState())).toBe('bag')
    press(shown, 'back')
    press(shown, 'payOut')
    expect(typingNow(shown.store.getState())).toBe('amount')
  })

  test('[ACT-61] what has no bag leaves a scan to the sale', async () => {
    const shown = await onShift()
    press(shown, 'loan')
    shown.type('20')
    shown.acts.scan('6901028075831')
    expect((await shown.requestOf('scan')).input).toEqual({ barcode: '6901028075831' })
  })

  test('[ACT-61] without a bag nothing is booked; Esc goes back to the amount as it was typed', async () => {
    const shown = await onShift()
    press(shown, 'pickup')
    shown.type('100')
    press(shown, 'enter', 'enter')
    expect(shown.store.getState().notice?.words).toBe('cashText.bagFirst')
    press(shown, 'back', 'back')
    expect([work(shown).kind, shown.store.getState().entry]).toEqual(['cashMove', '100'])
    expect(shown.asked.map(({ name }) => name)).toEqual(['shift'])
  })

  test('[ACT-61] "other" asks what for, and is booked with it', async () => {
    const shown = await onShift()
    press(shown, 'payIn')
    shown.type('2')
    shown.acts.chooseCashReason('other')
    press(shown, 'enter')
    shown.type('raffle')
    press(shown, 'enter')
    expect((await shown.requestOf('move-cash')).input).toEqual({ kind: 'payIn', amount: 200, reason: 'other', note: 'raffle' })
  })

  test('[ACT-62] an answer that never came: the same again is the same movement, another amount another one', async () => {
    const shown = await onShift()
    press(shown, 'loan')
    shown.type('50')
    press(shown, 'enter')
    const first = await shown.requestOf('move-cash')
    first.refuse('request.failed')
    await settled()
    press(shown, 'enter')
    const second = await shown.requestOf('move-cash', 1)
    expect(second.id).toBe(first.id)
    second.refuse('request.failed')
    await settled()
    shown.type('0')
    press(shown, 'enter')
    const third = await shown.requestOf('move-cash', 2)
    expect([third.id === first.id, third.input]).toEqual([false, { kind: 'loan', amount: 50_000 }])
  })

  test('[ACT-63] counted notes are the amount, and go along; another amount typed over it is not those notes', async () => {
    const shown = await onShift()
    press(shown, 'loan', 'countMove')
    shown.acts.addPieces(0, 1)
    shown.acts.addPieces(3, 1)
    press(shown, 'confirmCount')
    expect([work(shown).kind, shown.store.getState().entry]).toEqual(['cashMove', '100.50'])
    press(shown, 'enter')
    const sent = await shown.requestOf('move-cash')
    expect(sent.input).toEqual({ kind: 'loan', amount: 10_050, counts: [{ minor: 50, pieces: 1 }, { minor: 10_000, pieces: 1 }] })
    sent.refuse('shift.none')
    await settled()
    shown.acts.setEntry('100')
    press(shown, 'enter')
    expect((await shown.requestOf('move-cash', 1)).input).toEqual({ kind: 'loan', amount: 10_000 })
  })

  test('[ACT-64] what the shift does not allow is said, and its panel stays shut', async () => {
    const shown = await onShift(shiftOf({ floatCounted: true }))
    press(shown, 'floatCount')
    expect([shown.store.getState().notice?.words, work(shown).kind]).toEqual(['cash.not.floatCounted', 'cash'])
  })
})
