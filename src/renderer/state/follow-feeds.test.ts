import { expect, test, vi } from 'vitest'
import { type PermissionsView, type ReplicationView } from '../../contracts/ipc/index.ts'
import { refuse } from '../../domain/errors/index.ts'
import { followFeeds } from './follow-feeds.ts'
import { createScreenStore } from './screen-state.ts'
import { tile } from './screen.fixture.ts'

const matrix: PermissionsView = { permissions: [{ permission: 'sell', unit: 'none', approvable: false, grants: [{ role: 'cashier', grant: 'no', kept: 'headOffice' }] }] }

/** A core whose only tile has the price of `core.minor`. */
function followed() {
  const store = createScreenStore('en', 'light')
  const core = { minor: 850, asked: [] as string[], mayLook: true }
  const call: Parameters<typeof followFeeds>[0]['call'] = (name) => {
    core.asked.push(name)
    if (name === 'permissions') return Promise.resolve(core.mayLook ? { ok: true, value: matrix } : refuse('request.notAllowed')) as never
    const value = name === 'tiles' ? { pages: [{ id: 'p', names: { en: 'Page' }, tiles: [{ ...tile, price: { minor: core.minor, per: 1000 } }] }] } : name === 'people' ? { people: [], lockAfterSeconds: 60 } : { storeName: 'Quay Street' }
    return Promise.resolve({ ok: true, value }) as never
  }
  followFeeds({ call }, store)
  const told = (fed?: number, waiting = 0): void => {
    const replication: ReplicationView = { enrolled: true, state: 'healthy', waiting, waitingSales: 0, ...(fed !== undefined && { fed }) }
    store.setState({ replication })
  }
  return { store, core, told }
}

test('[REP-13] what head office changed stands on an open page by itself: names, the shop and the tiles’ prices, once for each change', async () => {
  const { store, core, told } = followed()
  told()
  told(undefined, 3)
  expect(core.asked).toEqual([])
  core.minor = 990
  told(1)
  told(1, 2)
  await vi.waitFor(() => expect([store.getState().register?.storeName, store.getState().pages[0]?.tiles[0]?.price?.minor]).toEqual(['Quay Street', 990]), { timeout: 15_000 })
  expect(core.asked).toEqual(['register', 'tiles'])
  told(2)
  expect(core.asked).toHaveLength(4)
})

test('[REP-14] an open list of people is read again as well', async () => {
  const { store, core, told } = followed()
  store.setState({ work: { kind: 'people', chosen: undefined } })
  told(1)
  await vi.waitFor(() => expect(store.getState().people).toMatchObject({ lockAfterSeconds: 60 }), { timeout: 15_000 })
  expect(core.asked).toEqual(['register', 'tiles', 'people'])
})

test('[REP-14] an open matrix of rights is read again as well, and left by whom head office took the right to look at it from', async () => {
  const { store, core, told } = followed()
  store.setState({ work: { kind: 'grant', permission: 'sell', role: 'cashier', way: 'yes', saving: false } })
  told(1)
  await vi.waitFor(() => expect(store.getState().rights).toEqual(matrix), { timeout: 15_000 })
  expect(store.getState().work.kind).toBe('grant')
  core.mayLook = false
  told(2)
  await vi.waitFor(() => expect(store.getState()).toMatchObject({ rights: 'refused', work: { kind: 'rights' } }), { timeout: 15_000 })
})
