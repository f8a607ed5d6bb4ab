import { expect, test, vi } from 'vitest'
import { type OwnRightsView } from '../../contracts/ipc/index.ts'
import { type Refusal } from '../../domain/errors/index.ts'
import { followRights } from './follow-rights.ts'
import { createScreenStore } from './screen-state.ts'
import { counterOf, operator } from './screen.fixture.ts'

/** A core that counts how often it is asked, and answers with what stands in `grant` then. */
function followed() {
  const store = createScreenStore('en', 'light')
  const core = { asked: 0, grant: 'yes' as 'yes' | 'no' }
  const answer: () => Promise<{ ok: true; value: OwnRightsView } | { ok: false; refusal: Refusal }> = async () => {
    core.asked += 1
    return { ok: true, value: { rights: [{ permission: 'openDrawer', grant: core.grant }] } }
  }
  // The one name it asks for: any other would be answered with rights.
  const call: Parameters<typeof followRights>[0]['call'] = (name) => {
    expect(name).toBe('own-rights')
    return answer() as never
  }
  const stop = followRights({ call }, store)
  const shown = (): unknown => store.getState().ownRights?.[0]?.grant
  return { store, core, stop, shown }
}

/** Everything that a change sets going at once has been asked by then. */
async function soon(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
}

test('[GATE-6] a right changed elsewhere stands on the keys at the next act that begins, or once one was refused', async () => {
  const { store, core, shown } = followed()
  store.setState({ counter: counterOf() })
  await vi.waitFor(() => expect(shown()).toBe('yes'), { timeout: 15_000 })
  for (const begins of [
    () => store.setState({ work: { kind: 'settings', chosen: undefined } }),
    () => store.setState({ confirmingCancel: true }),
    () => store.setState({ notice: { words: 'refusal.request.notAllowed', code: 'request.notAllowed' } }),
    () => store.setState({ people: 'refused' }),
    () => store.setState({ rights: 'refused' }),
    () => store.setState({ replication: { enrolled: true, state: 'healthy', waiting: 0, waitingSales: 0, fed: 1 } }),
  ]) {
    core.grant = core.grant === 'yes' ? 'no' : 'yes'
    begins()
    await vi.waitFor(() => expect(shown()).toBe(core.grant), { timeout: 15_000 })
  }
})

test('[GATE-6] another role of the same person is another set of rights; a scan asks nothing', async () => {
  const { store, core, shown } = followed()
  store.setState({ counter: counterOf() })
  await vi.waitFor(() => expect(shown()).toBe('yes'), { timeout: 15_000 })
  core.grant = 'no'
  store.setState({ counter: counterOf({ operator: { ...operator, role: 'stockKeeper' } }) })
  await vi.waitFor(() => expect(shown()).toBe('no'), { timeout: 15_000 })
  const before = core.asked
  for (const suspended of [1, 2, 3]) store.setState({ counter: counterOf({ operator: { ...operator, role: 'stockKeeper' }, suspended }), entry: String(suspended) })
  await soon()
  expect(core.asked).toBe(before)
})

test('[GATE-6] nobody signed on asks nothing, and an answer for who went is dropped', async () => {
  const { store, core, stop } = followed()
  store.setState({ work: { kind: 'settings', chosen: undefined } })
  await soon()
  expect(core.asked).toBe(0)
  store.setState({ counter: counterOf() })
  store.setState({ counter: { currency: 'CNY', suspended: 0 } })
  await vi.waitFor(() => expect(core.asked).toBe(1), { timeout: 15_000 })
  await soon()
  expect(store.getState().ownRights).toBeUndefined()
  stop()
  store.setState({ counter: counterOf() })
  await soon()
  expect(core.asked).toBe(1)
})
