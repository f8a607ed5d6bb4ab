import { describe, expect, test, vi } from 'vitest'
import { drawerReasons } from '../../contracts/ipc/index.ts'
import { perform } from './actions.ts'
import { screen, type Screen } from './screen.fixture.ts'

const opening = (state: string, fault?: string) => ({ reason: 'check', kick: { kind: 'kick', state, ...(fault === undefined ? {} : { fault }) } })
const workOf = (shown: Screen) => {
  const { work } = shown.store.getState()
  if (work.kind !== 'drawer') throw new Error(`not the drawer but ${work.kind}`)
  return work
}
const enter = (shown: Screen): void => perform('enter', { acts: shown.acts, store: shown.store, focusField: () => undefined })

/** The panel with a reason chosen, asked for, and not answered. */
async function asking(): Promise<Screen> {
  const shown = screen()
  shown.acts.openDrawerPanel()
  shown.acts.chooseDrawerReasonAt(3)
  enter(shown)
  await shown.requestOf('open-drawer')
  return shown
}

describe('opening the drawer', () => {
  test('[ACT-30] without a reason nothing is asked of the core, aloud', () => {
    const shown = screen()
    shown.acts.openDrawerPanel()
    enter(shown)
    expect([shown.store.getState().notice?.words, shown.asked, shown.heard]).toEqual(['drawer.reasonFirst', [], ['error']])
  })

  test('[ACT-30] digits are the reasons in the order of the contract, and arrows go round them', () => {
    const shown = screen()
    shown.acts.openDrawerPanel()
    const chosen = drawerReasons.map((_, index) => {
      shown.acts.chooseDrawerReasonAt(index)
      return workOf(shown).reason
    })
    expect(chosen).toEqual([...drawerReasons])
    shown.acts.moveDrawerReason(1)
    expect(workOf(shown).reason).toBe('giveChange')
  })

  test('[ACT-30] a note is written for "other" only, and goes with it', async () => {
    const shown = screen()
    shown.acts.openDrawerPanel()
    shown.acts.chooseDrawerReasonAt(0)
    shown.type('float')
    expect(shown.store.getState().entry).toBe('')
    shown.acts.chooseDrawerReasonAt(4)
    shown.type('float')
    enter(shown)
    expect((await shown.requestOf('open-drawer')).input).toEqual({ reason: 'other', note: 'float' })
  })

  test('[ACT-30] "other" without a note is refused in words, beside the field too, and nothing is asked of the core', () => {
    const shown = screen()
    shown.acts.openDrawerPanel()
    shown.acts.chooseDrawerReasonAt(4)
    shown.type('  ')
    enter(shown)
    expect([shown.store.getState().notice, workOf(shown).noteMissed, shown.asked, shown.heard]).toEqual([{ words: 'refusal.drawer.noteMissing', code: 'drawer.noteMissing' }, true, [], ['error']])
    // Another reason needs none, and nothing is said of one.
    shown.acts.chooseDrawerReasonAt(3)
    expect([shown.store.getState().notice, workOf(shown).noteMissed]).toEqual([undefined, undefined])
  })

  test('[ACT-31] Enter twice asks once', async () => {
    const shown = await asking()
    enter(shown)
    ;(await shown.requestOf('open-drawer')).answer(opening('waiting'))
    await vi.waitFor(() => expect(workOf(shown).opened?.kick.state).toBe('waiting'), { timeout: 15_000 })
    expect(shown.asked).toHaveLength(1)
  })

  test('[ACT-31] the kick is asked after under its own id until its end is known, and that is shown and heard', async () => {
    const shown = await asking()
    const first = await shown.requestOf('open-drawer')
    first.answer(opening('waiting'))
    await vi.waitFor(() => expect(workOf(shown).opened).toBeDefined(), { timeout: 15_000 })
    shown.pass()
    const second = await shown.requestOf('open-drawer', 1)
    expect([second.id, second.input]).toEqual([first.id, first.input])
    second.answer(opening('failed', 'paper-out'))
    await vi.waitFor(() => expect(workOf(shown).opened?.kick).toEqual({ kind: 'kick', state: 'failed', fault: 'paper-out' }), { timeout: 15_000 })
    shown.pass()
    expect([shown.asked.length, shown.heard]).toEqual([2, ['error']])
  })

  test.each([['failed', 'drawer.told.failed'], ['unconfirmed', 'drawer.told.unconfirmed']])('[ACT-31] %s is told when the panel was left before', async (state, words) => {
    const shown = await asking()
    ;(await shown.requestOf('open-drawer')).answer(opening('working'))
    await vi.waitFor(() => expect(workOf(shown).opened).toBeDefined(), { timeout: 15_000 })
    shown.acts.leaveWork()
    shown.pass()
    ;(await shown.requestOf('open-drawer', 1)).answer(opening(state))
    await vi.waitFor(() => expect([shown.store.getState().notice?.words, shown.heard]).toEqual([words, ['error']]), { timeout: 15_000 })
    expect(shown.store.getState().work.kind).toBe('sell')
  })

  test('[ACT-32] an opening nobody answered is the same opening when it is asked again: never two kicks', async () => {
    const shown = await asking()
    const first = await shown.requestOf('open-drawer')
    first.refuse('request.failed')
    await vi.waitFor(() => expect([workOf(shown).asking, shown.store.getState().notice?.code]).toEqual([false, 'request.failed']), { timeout: 15_000 })
    enter(shown)
    expect((await shown.requestOf('open-drawer', 1)).id).toBe(first.id)
  })

  test('[ACT-32] what the core refused was no opening: the next one is its own', async () => {
    const shown = await asking()
    const first = await shown.requestOf('open-drawer')
    first.refuse('request.notAllowed')
    await vi.waitFor(() => expect(workOf(shown).asking).toBe(false), { timeout: 15_000 })
    enter(shown)
    expect((await shown.requestOf('open-drawer', 1)).id).not.toBe(first.id)
  })

  test('[ACT-33] a scan leaves the panel: its digits chose reasons in it', async () => {
    const shown = screen()
    shown.acts.openDrawerPanel()
    shown.acts.chooseDrawerReasonAt(2)
    shown.acts.scan('6901028075831')
    expect(shown.store.getState().work.kind).toBe('sell')
    expect((await shown.requestOf('scan')).input).toEqual({ barcode: '6901028075831' })
    enter(shown)
    expect(shown.asked.map(({ name }) => name)).toEqual(['scan'])
  })
})
