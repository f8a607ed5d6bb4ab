import { expect, test, vi } from 'vitest'
import { type ReplicationView } from '../../contracts/ipc/index.ts'
import { followFeeds } from './follow-feeds.ts'
import { createScreenStore } from './screen-state.ts'
import { tile } from './screen.fixture.ts'

/** A core whose only tile has the price of `core.minor`. */
function followed() {
  const store = createScreenStore('en', 'light')
  const core = { minor: 850, asked: [] as string[] }
  const call: Parameters<typeof followFeeds>[0]['call'] = (name) => {
    core.asked.push(name)
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
  await vi.waitFor(() => expect([store.getState().register?.storeName, store.getState().pages[0]?.tiles[0]?.price?.minor]).toEqual(['Quay Street', 990]))
  expect(core.asked).toEqual(['register', 'tiles'])
  told(2)
  expect(core.asked).toHaveLength(4)
})

test('[REP-14] an open list of people is read again as well', async () => {
  const { store, core, told } = followed()
  store.setState({ work: { kind: 'people', chosen: undefined } })
  told(1)
  await vi.waitFor(() => expect(store.getState().people).toMatchObject({ lockAfterSeconds: 60 }))
  expect(core.asked).toEqual(['register', 'tiles', 'people'])
})
