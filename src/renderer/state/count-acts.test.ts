import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { perform, type Act } from './actions.ts'
import { type CountWork } from './cash-work.ts'
import { type Screen } from './screen.fixture.ts'
import { declarationOf, onShift, settled, shiftOf } from './shift.fixture.ts'

const press = (shown: Screen, ...acts: readonly Act[]): void => {
  for (const act of acts) perform(act, { acts: shown.acts, store: shown.store, focusField: () => undefined })
}
function counting(shown: Screen): CountWork {
  const { work } = shown.store.getState()
  if (work.kind !== 'count') throw new Error(`not counting but ${work.kind}`)
  return work
}

const approval = '00000000-0000-4000-8000-000000000001'

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) })
})
afterEach(() => vi.unstubAllGlobals())

async function toClose(view = shiftOf()): Promise<Screen> {
  const shown = await onShift(view)
  press(shown, 'closeShift')
  return shown
}

describe('counting', () => {
  test('[ACT-65] numbers and Enter: cash by pieces, slips by amounts, the last Enter confirms', async () => {
    const shown = await toClose()
    for (const typed of ['3', '', '12', '0', '41.5']) {
      shown.type(typed)
      press(shown, 'enter')
    }
    press(shown, 'enter', 'enter', 'enter')
    const sent = await shown.requestOf('declare-shift')
    expect(sent.input).toEqual({ shift: 4, cash: [{ minor: 100, pieces: 12 }, { minor: 10_000, pieces: 3 }], others: [{ tender: 'card', amount: 4150 }] })
    expect(shown.asked.filter(({ name }) => name === 'declare-shift')).toHaveLength(1)
  })

  test('[ACT-65] a tap adds one and takes the cell in hand; what was typed in another cell stays in it', async () => {
    const shown = await toClose()
    shown.type('7')
    shown.acts.addPieces(1, 1)
    shown.acts.addPieces(1, 10)
    press(shown, 'pieceLess')
    expect([counting(shown).counted.pieces, counting(shown).at]).toEqual([{ 10_000: 7, 5000: 10 }, 1])
    press(shown, 'clearCell', 'pieceLess')
    expect(counting(shown).counted.pieces[5000]).toBe(0)
  })

  test.each([['1.5', 0], ['999999', 0]] as const)('[ACT-65] %s is no number of pieces, and is not counted', async (typed, at) => {
    const shown = await toClose()
    shown.type(typed)
    press(shown, 'enter')
    expect([shown.store.getState().notice?.words, counting(shown).at, counting(shown).counted.pieces]).toEqual(['count.notValid', at, {}])
  })

  test('[ACT-66] arrows go by one and by rows, and stop at both ends', async () => {
    const shown = await toClose()
    press(shown, 'right', 'down')
    expect(counting(shown).at).toBe(4)
    press(shown, 'down', 'down', 'right')
    expect(counting(shown).at).toBe(6)
    press(shown, 'up', 'up', 'up')
    expect(counting(shown).at).toBe(0)
  })

  test('[ACT-67] an empty count is confirmed twice or not at all', async () => {
    const shown = await toClose()
    press(shown, 'confirmCount')
    expect([shown.store.getState().notice?.words, shown.asked.map(({ name }) => name)]).toEqual(['count.nothing', ['shift']])
    press(shown, 'confirmCount')
    expect((await shown.requestOf('declare-shift')).input).toEqual({ shift: 4, cash: [], others: [] })
  })

  test('[ACT-68] Esc takes what is typed, then asks, and Esc again goes on counting; only Enter lets it go', async () => {
    const shown = await toClose()
    shown.acts.addPieces(0, 2)
    shown.type('5')
    press(shown, 'back')
    expect([counting(shown).leaving, counting(shown).counted.pieces]).toEqual([undefined, { 10_000: 2 }])
    press(shown, 'back')
    expect(counting(shown).leaving).toBe(true)
    press(shown, 'back')
    expect(counting(shown).leaving).toBeUndefined()
    press(shown, 'back', 'enter')
    expect(shown.store.getState().work.kind).toBe('cash')
    press(shown, 'closeShift')
    expect(counting(shown).counted.pieces).toEqual({})
  })

  test('[ACT-68] typing answers the question with no', async () => {
    const shown = await toClose()
    shown.acts.addPieces(0, 2)
    press(shown, 'back')
    shown.type('1')
    expect([counting(shown).leaving, shown.store.getState().entry]).toEqual([undefined, '1'])
  })

  test('[ACT-69] a page loaded in the middle of a count goes on with it, for the same person and shift alone', async () => {
    const shown = await toClose()
    shown.acts.addPieces(0, 2)
    const again = await toClose()
    expect([counting(again).counted.pieces, counting(again).goesOn]).toEqual([{ 10_000: 2 }, true])
    const next = await toClose(shiftOf({ number: 5 }))
    expect(counting(next).counted.pieces).toEqual({})
  })

  test('[ACT-69] what was counted and confirmed is not there to be gone on with', async () => {
    const shown = await toClose()
    shown.acts.addPieces(0, 2)
    press(shown, 'confirmCount')
    ;(await shown.requestOf('declare-shift')).answer(shiftOf({ declaration: declarationOf(20_000, 20_350) }))
    await settled()
    expect(shown.store.getState().work.kind).toBe('cashClose')
    press(shown, 'countAgain')
    expect(counting(shown).counted.pieces).toEqual({})
  })
})

describe('closing', () => {
  async function declared(cash: number): Promise<Screen> {
    const shown = await toClose()
    shown.acts.addPieces(0, 1)
    press(shown, 'confirmCount')
    ;(await shown.requestOf('declare-shift')).answer(shiftOf({ declaration: declarationOf(cash, 20_350) }, { allows: ['declare', 'close'] }))
    await settled()
    return shown
  }

  test('[ACT-70] the float stays unless another amount is typed; the rest goes to the safe in a bag that is asked for', async () => {
    const shown = await declared(20_000)
    expect(shown.store.getState().work).toMatchObject({ kind: 'cashClose', usual: 10_000 })
    press(shown, 'enter')
    expect(shown.store.getState().work).toMatchObject({ kind: 'cashText', what: 'bag' })
    shown.type('B7')
    press(shown, 'enter', 'enter')
    expect((await shown.requestOf('close-shift')).input).toEqual({ shift: 4, leave: 10_000, toSafe: 10_000, bag: 'B7' })
    expect(shown.asked.filter(({ name }) => name === 'close-shift')).toHaveLength(1)
  })

  test('[ACT-70] another amount typed stays instead, from its first digit on', async () => {
    const shown = await declared(20_000)
    shown.type('50')
    press(shown, 'enter')
    shown.acts.scan('B8')
    expect((await shown.requestOf('close-shift')).input).toEqual({ shift: 4, leave: 5000, toSafe: 15_000, bag: 'B8' })
  })

  test('[ACT-70] where everything stays no bag is asked for; more than was counted cannot stay', async () => {
    const shown = await declared(9000)
    press(shown, 'enter')
    expect((await shown.requestOf('close-shift')).input).toEqual({ shift: 4, leave: 9000, toSafe: 0 })
    const more = await declared(9000)
    more.acts.setEntry('90.01')
    press(more, 'enter')
    expect([more.store.getState().notice?.words, more.asked.some(({ name }) => name === 'close-shift')]).toEqual(['cashClose.tooMuch', false])
  })

  test('[ACT-71] a count that still holds is closed on; one that money has moved after is counted again', async () => {
    const holds = await toClose(shiftOf({ declaration: declarationOf(20_000, 20_000) }, { allows: ['declare', 'close'] }))
    expect(holds.store.getState().work.kind).toBe('cashClose')
    const stale = await toClose(shiftOf({ declaration: { ...declarationOf(20_000, 20_000), stale: true } }))
    expect(stale.store.getState().work.kind).toBe('count')
  })

  test('[ACT-72] without a count what is typed goes to the safe, and the core is told that nobody counted', async () => {
    const shown = await toClose()
    press(shown, 'closeUncounted', 'enter')
    expect((await shown.requestOf('close-shift')).input).toEqual({ shift: 4, leave: 10_000, toSafe: 0, uncounted: true })
    const seeing = await toClose(shiftOf({ expected: [{ tender: 'cash', amount: 12_000 }] }))
    press(seeing, 'closeUncounted')
    seeing.type('50')
    press(seeing, 'enter')
    seeing.acts.scan('B9')
    expect((await seeing.requestOf('close-shift')).input, 'what should be there less what goes').toEqual({ shift: 4, leave: 7000, toSafe: 5000, bag: 'B9', uncounted: true })
  })

  test('[ACT-75] above the limit somebody else approves what is over or short, and says why: the very same close goes again with it', async () => {
    const shown = await declared(9000)
    press(shown, 'enter')
    const first = await shown.requestOf('close-shift')
    first.refuse('approval.needed', { permission: 'acceptOverShort', document: 'shift:4', amount: 11_350, limit: 500, approvers: 'supervisor' })
    await settled()
    expect(shown.store.getState().approval).toMatchObject({ needed: { permission: 'acceptOverShort', amount: 11_350 }, reason: undefined })
    shown.acts.chooseApprover('o9')
    shown.acts.chooseApprovalReason('mistake')
    shown.type('1234')
    press(shown, 'enter')
    ;(await shown.requestOf('approve')).answer({ approval })
    const second = await shown.requestOf('close-shift', 1)
    expect([second.id, second.input]).toEqual([first.id, { shift: 4, leave: 9000, toSafe: 0, approvals: [approval] }])
    second.refuse('declaration.stale')
    await settled()
    expect([shown.store.getState().work.kind, shown.store.getState().notice?.code]).toEqual(['cashClose', 'declaration.stale'])
  })
})

describe('hand-over, suspending and the X', () => {
  test('[ACT-73] nobody chosen is nobody; a spot count goes along without a word of what it comes to', async () => {
    const shown = await onShift()
    shown.store.setState({ register: undefined })
    press(shown, 'handOver', 'enter')
    expect(shown.store.getState().notice?.words).toBe('handOver.whoFirst')
    shown.acts.chooseTaker('o2')
    press(shown, 'countHandOver')
    shown.acts.addPieces(2, 10)
    press(shown, 'confirmCount', 'enter')
    const sent = await shown.requestOf('hand-over')
    expect(sent.input).toEqual({ to: 'o2', counts: [{ minor: 100, pieces: 10 }] })
    sent.answer(shiftOf())
    await settled()
    expect(shown.store.getState().operatorId).toBe('o2')
  })

  test('[ACT-74] one key suspends what is open, and takes up the chosen one where none is', async () => {
    const shown = await onShift()
    press(shown, 'suspendShift', 'suspendShift')
    const sent = await shown.requestOf('suspend-shift')
    const { shift, ...none } = shiftOf()
    if (shift === undefined) throw new Error('no shift to suspend')
    sent.answer({ ...none, allows: ['open', 'resume'], suspended: [{ ...shift, number: 3 }, shift] })
    await settled()
    press(shown, 'down', 'suspendShift')
    expect((await shown.requestOf('resume-shift')).input).toEqual({ number: 4 })
    expect(shown.asked.filter(({ name }) => name === 'suspend-shift')).toHaveLength(1)
  })

  test('[ACT-74] an open sale keeps its shift, and says so', async () => {
    const shown = await onShift(shiftOf({}, { allows: ['move'] }), true)
    press(shown, 'suspendShift')
    expect([shown.store.getState().notice?.words, shown.asked.map(({ name }) => name)]).toEqual(['cash.not.basketOpen', ['shift']])
  })
})
