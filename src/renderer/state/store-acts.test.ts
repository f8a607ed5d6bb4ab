import { expect, test, vi } from 'vitest'
import { type StoreView } from '../../contracts/ipc/index.ts'
import { counterOf, screen, type Screen } from './screen.fixture.ts'

const view: StoreView = { chainName: 'Corner', storeName: 'Corner', storeLines: [], receiptFooter: [], currency: 'GBP', taxPack: 'GB-2026', cashRounding: '', timeZone: 'Europe/London', cutOffHour: 4, registerNumber: 0, returnDays: 30, layAway: { leastPercent: 20, days: 30 } }

async function opened(): Promise<Screen> {
  const shown = screen(counterOf())
  shown.acts.openStore()
  ;(await shown.requestOf('store')).answer(view)
  await vi.waitFor(() => expect(shown.store.getState().work).toMatchObject({ kind: 'store', returnDays: '30' }), { timeout: 15_000 })
  return shown
}

test.each([['14', 14], ['', null], ['0', 0], ['1x4', 30]] as const)('[STORE-8] the days to return goods in are written as %j and saved as %s', async (typed, saved) => {
  const shown = await opened()
  shown.acts.changeReturnDays(typed)
  shown.acts.saveStore()
  expect((await shown.requestOf('set-store')).input).toMatchObject({ returnDays: saved })
})

test('[STORE-8] more days than ten years are said to be too many, and nothing is saved', async () => {
  const shown = await opened()
  shown.acts.changeReturnDays('3651')
  shown.acts.saveStore()
  expect(shown.store.getState().notice?.words).toBe('store.returnDaysTooMany')
  expect(shown.asked.map(({ name }) => name)).not.toContain('set-store')
})
