import { beforeEach, describe, expect, test } from 'vitest'
import { perform, type Act } from './actions.ts'
import { counterOf, sale, screen, type Screen } from './screen.fixture.ts'
import { createTypeAhead } from './type-ahead.ts'

const held = (basketId: string) => ({ basketId, label: basketId, total: 100, currency: 'GBP', itemCount: 1, operatorName: 'Mei Lin', suspendedAt: 1 }) as const

let shown: Screen
let soon: (() => void)[]
let now: number
let ahead: ReturnType<typeof createTypeAhead>
const press = (...acts: readonly Act[]): void => {
  for (const act of acts) ahead.press(act)
}
/** What start.ts does with each call that fills a list. */
const listing = (underWay: boolean): void => shown.store.setState({ listing: underWay })
const arrives = (...ids: readonly string[]): void => {
  shown.store.setState({ suspended: ids.map(held) })
  listing(false)
  for (const then of soon.splice(0)) then()
}
const resumed = (): readonly unknown[] => shown.asked.filter(({ name }) => name === 'resume-basket').map(({ input }) => input)

beforeEach(() => {
  shown = screen(counterOf({ suspended: 2 }))
  soon = []
  now = 0
  ahead = createTypeAhead(shown.store, { perform: (act) => perform(act, { acts: shown.acts, store: shown.store, focusField: () => undefined }), soon: (then) => soon.push(then), now: () => now })
  press('suspend')
  expect(shown.store.getState().work.kind).toBe('suspended')
  listing(true)
})

describe('keys that choose in a list which is on its way', () => {
  test('[E2E-311] wait for it, and choose and take what they were pressed for', async () => {
    press('down', 'enter')
    expect(resumed()).toEqual([])
    arrives('first', 'second')
    await expect.poll(resumed).toEqual([{ basketId: 'second' }])
  })

  test('[E2E-311] wait on while what was typed since is looked for', () => {
    press('enter')
    listing(false)
    listing(true)
    for (const then of soon.splice(0)) then()
    expect(resumed()).toEqual([])
  })

  test.each<readonly [string, () => void]>([
    ['another key', () => press('scanField')],
    ['a tap, or a gun’s first digit', () => ahead.drop()],
    ['something typed', () => shown.store.setState({ entry: '6' })],
    ['three seconds', () => void (now = 3001)],
    ['another view', () => shown.store.setState({ work: { kind: 'receipts' }, receipts: { text: '', found: [{ ...sale, businessDate: '2026-11-22', currency: 'GBP', operatorName: 'Mei Lin' }], next: undefined, chosen: 0 } })],
    ['a question', () => shown.store.setState({ confirmingCancel: true })],
  ])('[E2E-312] are dropped after %s', async (_, comesBetween) => {
    press('enter')
    comesBetween()
    arrives('first')
    await Promise.resolve()
    expect(shown.asked.map(({ name }) => name).filter((name) => name === 'resume-basket' || name === 'receipt')).toEqual([])
  })

  test('[E2E-312] in a dialog nothing waits: a gun’s Enter is not kept for it', () => {
    shown.store.setState({ approval: { act: { name: 'open-drawer', input: {} }, needed: { permission: 'openDrawer', document: 'd', amount: 0, approvers: [] }, given: [], approverId: undefined, reason: undefined, sending: false, trouble: undefined } })
    press('enter')
    expect(shown.heard).toContain('error')
    shown.store.setState({ approval: undefined })
    arrives('first')
    expect(resumed()).toEqual([])
  })
})
