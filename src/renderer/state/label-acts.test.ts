import { describe, expect, test, vi } from 'vitest'
import { actOf, perform } from './actions.ts'
import { copiesOf } from './label-acts.ts'
import { basketOf, counterOf, croissant, screen, type Screen } from './screen.fixture.ts'
import { screenOf } from './screen-state.ts'

const preview = { language: 'en', layout: { width: 399, height: 239, dpi: 203, texts: [] }, millimetres: { width: 50, height: 30 } }
const printed = (state: string, fault?: string) => ({ itemId: 'i1', kind: 'shelf', copies: 1, label: { kind: 'label', state, ...(fault === undefined ? {} : { fault }) } })
const reach = (shown: Screen) => ({ acts: shown.acts, store: shown.store, focusField: () => undefined })
const enter = (shown: Screen): void => perform('enter', reach(shown))
const workOf = (shown: Screen) => {
  const { work } = shown.store.getState()
  if (work.kind !== 'label') throw new Error(`not a label but ${work.kind}`)
  return work
}

/** The label of the line in hand, with its preview there. */
async function open(): Promise<Screen> {
  const shown = screen()
  perform('label', reach(shown))
  ;(await shown.requestOf('label-preview')).answer(preview)
  await vi.waitFor(() => expect(workOf(shown).preview).toBeDefined(), { timeout: 15_000 })
  return shown
}

describe('a label', () => {
  test('[ACT-40] of the line in hand is laid out for the roll in the printer, in the store’s own date', async () => {
    const shown = screen()
    shown.acts.receiveDevices([{ id: 'labelPrinter:1', kind: 'labelPrinter', name: '', simulated: true, health: 'ready', faults: [], roll: { size: '60x40', dpi: 300 } }])
    perform('label', reach(shown))
    const { input } = await shown.requestOf('label-preview')
    expect(input).toMatchObject({ itemId: 'i1', kind: 'shelf', size: '60x40', dpi: 300 })
    expect(JSON.stringify(input)).toMatch(/"today":"\d{4}-\d\d-\d\d"/)
    expect(screenOf(shown.store.getState())).toBe('label')
  })

  test('[ACT-40] of nothing, of a department’s sale or of a removed line there is none', () => {
    for (const lines of [[], [{ ...croissant, department: 'flowers' }], [{ ...croissant, removed: true }]]) {
      const shown = screen(counterOf({ basket: basketOf(1, { lines }) }))
      perform('label', reach(shown))
      expect([shown.store.getState().notice?.words, shown.asked]).toEqual(['label.chooseFirst', []])
    }
  })

  test('[ACT-41] of another kind or size is laid out again, and an answer that is late is not shown for it', async () => {
    const shown = await open()
    perform('down', reach(shown))
    perform('right', reach(shown))
    const [late, newest] = [await shown.requestOf('label-preview', 1), await shown.requestOf('label-preview', 2)]
    expect(newest.input).toMatchObject({ kind: 'item', size: '60x40' })
    newest.answer({ ...preview, millimetres: { width: 60, height: 40 } })
    await vi.waitFor(() => expect(workOf(shown).preview?.millimetres.width).toBe(60), { timeout: 15_000 })
    late.answer(preview)
    await new Promise((resolve) => setTimeout(resolve))
    expect(workOf(shown).preview?.millimetres.width).toBe(60)
  })

  test('[ACT-42] Enter and its key print the typed number, once, and its end is heard', async () => {
    const shown = await open()
    shown.type('12')
    enter(shown)
    perform('label', reach(shown))
    const asked = await shown.requestOf('print-label')
    expect(asked.input).toEqual({ itemId: 'i1', kind: 'shelf', size: '50x30', copies: 12 })
    asked.answer(printed('waiting'))
    await vi.waitFor(() => expect(workOf(shown).asked?.effect.state).toBe('waiting'), { timeout: 15_000 })
    // Under way: as many again would come out when somebody puts a roll in.
    enter(shown)
    shown.pass()
    const again = await shown.requestOf('print-label', 1)
    expect([again.id, again.input]).toEqual([asked.id, asked.input])
    again.answer(printed('printed'))
    await vi.waitFor(() => expect(workOf(shown).asked?.effect.state).toBe('printed'), { timeout: 15_000 })
    expect(shown.heard).toEqual(['attention', 'ok'])
    expect(shown.store.getState().entry).toBe('')
    enter(shown)
    expect((await shown.requestOf('print-label', 2)).id).not.toBe(asked.id)
  })

  test('[ACT-42] an answer that did not come is asked for under the same id', async () => {
    const shown = await open()
    enter(shown)
    const first = await shown.requestOf('print-label')
    first.refuse('request.failed')
    await vi.waitFor(() => expect(workOf(shown).asking).toBe(false), { timeout: 15_000 })
    enter(shown)
    expect((await shown.requestOf('print-label', 1)).id).toBe(first.id)
  })

  test('[ACT-44] of another size than the roll in the printer is printed by a second press, which says so, and not by the first', async () => {
    const shown = screen()
    shown.acts.receiveDevices([{ id: 'labelPrinter:1', kind: 'labelPrinter', name: '', simulated: true, health: 'ready', faults: [], roll: { size: '50x30', dpi: 203 } }])
    perform('label', reach(shown))
    ;(await shown.requestOf('label-preview')).answer(preview)
    await vi.waitFor(() => expect(workOf(shown).preview).toBeDefined(), { timeout: 15_000 })
    shown.acts.chooseLabelSize('80x50')
    enter(shown)
    expect([workOf(shown).otherSize, shown.store.getState().notice]).toEqual([true, { words: 'label.otherRoll', params: { roll: '50 × 30', size: '80 × 50' } }])
    // Another size meanwhile: that one was not asked about.
    shown.acts.chooseLabelSize('60x40')
    enter(shown)
    expect(shown.asked.filter(({ name }) => name === 'print-label')).toEqual([])
    enter(shown)
    const asked = await shown.requestOf('print-label')
    expect(asked.input).toMatchObject({ size: '60x40' })
    asked.answer(printed('printed'))
    await vi.waitFor(() => expect(workOf(shown).asked?.effect.state).toBe('printed'), { timeout: 15_000 })
    // Opened anew, the printer's own roll is chosen, and prints at once.
    perform('back', reach(shown))
    perform('label', reach(shown))
    expect(workOf(shown)).toMatchObject({ size: '50x30', asking: false })
    enter(shown)
    await shown.requestOf('print-label', 1)
  })

  test('[ACT-43] that was left and did not print is told where the person is by then', async () => {
    const shown = await open()
    enter(shown)
    ;(await shown.requestOf('print-label')).answer(printed('waiting'))
    await vi.waitFor(() => expect(workOf(shown).asked).toBeDefined(), { timeout: 15_000 })
    perform('back', reach(shown))
    shown.pass()
    ;(await shown.requestOf('print-label', 1)).answer(printed('failed', 'connection-lost'))
    await vi.waitFor(() => expect(shown.store.getState().notice?.words).toBe('label.told.failed'), { timeout: 15_000 })
  })

  test('[ACT-43] a scan goes back to the goods', async () => {
    const shown = await open()
    shown.acts.scan('6901028075831')
    await shown.requestOf('scan')
    expect(screenOf(shown.store.getState())).toBe('sell')
  })

  test('[ACT-42] copies are 1 to 99, and nothing typed is one', async () => {
    expect(['', '1', '99', '0', '100', '1.5', '.'].map(copiesOf)).toEqual([1, 1, 99, undefined, undefined, undefined, undefined])
    const shown = await open()
    shown.type('100')
    enter(shown)
    expect(shown.store.getState().notice?.words).toBe('label.badCopies')
    expect(actOf({ key: 'F3', ctrlKey: false, altKey: false, metaKey: false, shiftKey: true }, 'tender', '')).toBeUndefined()
  })
})
