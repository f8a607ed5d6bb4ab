import { expect, test, vi } from 'vitest'
import { type JobView, type TilesView } from '../../contracts/ipc/index.ts'
import { followCatalogue } from './follow-catalogue.ts'
import { createScreenStore } from './screen-state.ts'
import { basketOf, counterOf, tile } from './screen.fixture.ts'
import { type NewItemWork } from './new-item-work.ts'

/** A core whose only tile has the price of `core.minor`, and the jobs that are told to every page. */
function followed() {
  const store = createScreenStore('en', 'light')
  const core = { minor: 850, asked: 0 }
  const told: ((job: JobView) => void)[] = []
  const answer = async (): Promise<{ ok: true; value: TilesView }> => {
    core.asked += 1
    return { ok: true, value: { pages: [{ id: 'p', names: { en: 'Page' }, tiles: [{ ...tile, price: { minor: core.minor, per: 1000 } }] }] } }
  }
  const call: Parameters<typeof followCatalogue>[0]['call'] = (name) => {
    expect(name).toBe('tiles')
    return answer() as never
  }
  const on: Parameters<typeof followCatalogue>[0]['on'] = (topic, listener) => {
    expect(topic).toBe('jobs')
    told.push(listener as (job: JobView) => void)
    return () => void told.pop()
  }
  const stop = followCatalogue({ call, on }, store)
  const job = (state: JobView['state'], kind: JobView['kind'] = 'import'): void => { for (const tell of told) tell({ id: 'j', kind, state, done: 1, part: 1000 }) }
  const shown = (): number | undefined => store.getState().pages[0]?.tiles[0]?.price?.minor
  return { store, core, stop, job, shown }
}

test.each(['done', 'stopped', 'failed'] as const)('[TILE-1] tiles show the prices of an import that is %s, without the page being loaded again', async (state) => {
  const { core, job, shown } = followed()
  core.minor = 990
  job('running')
  job(state, 'support')
  expect(core.asked).toBe(0)
  job(state)
  await vi.waitFor(() => expect(shown()).toBe(990), { timeout: 15_000 })
})

test('[TILE-1] and those of an item that was created or priced here', async () => {
  const { store, core, shown, stop, job } = followed()
  const work: NewItemWork = { kind: 'newItem', lineNo: 1, barcode: '1', options: { categories: [], taxClasses: [] }, name: '', unit: 'each', taxClass: undefined, category: undefined, naming: false, saving: true }
  store.setState({ work })
  expect(core.asked).toBe(0)
  core.minor = 120
  store.setState({ work: { kind: 'sell' } })
  await vi.waitFor(() => expect(shown()).toBe(120), { timeout: 15_000 })
  stop()
  job('done')
  expect(core.asked).toBe(1)
})

test('[TILE-1] and those of an item that another page of this register created or priced: its red line is one no more', async () => {
  const { store, core, shown } = followed()
  const red = { kind: 'unresolved' as const, lineNo: 1, barcode: '1', reason: 'unknown' as const, removed: false }
  const basket = basketOf(1, { lines: [red] })
  store.setState({ counter: counterOf({ basket }) })
  core.minor = 120
  store.setState({ counter: counterOf({ basket: { ...basket, revision: 2, lines: [red, { ...red, lineNo: 2, barcode: '2' }] } }) })
  expect(core.asked).toBe(0)
  store.setState({ counter: counterOf({ basket: { ...basket, revision: 3, lines: [{ ...red, removed: true }] } }) })
  await vi.waitFor(() => expect(shown()).toBe(120), { timeout: 15_000 })
  // The next customer's basket has none either, and made no item.
  store.setState({ counter: counterOf({ basket: { ...basket, revision: 4 } }) })
  store.setState({ counter: counterOf({ basket: { ...basket, id: 'b2', lines: [] } }) })
  expect(core.asked).toBe(1)
})
