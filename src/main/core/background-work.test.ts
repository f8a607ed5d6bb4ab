import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openRegisterDatabase, openRegisterReader } from '../../db/index.ts'
import { nextSize } from './background-work.ts'
import { at, newFolder, readyToSell, startThreads, water, type TestCore } from './core.fixture.ts'
import { newId } from './uuid.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let folder: ReturnType<typeof newFolder>
beforeEach(() => {
  folder = newFolder()
})
afterEach(() => folder.remove())

async function sell({ core }: TestCore, times: number): Promise<void> {
  for (let sold = 0; sold < times; sold += 1) {
    const open = await core.call('scan', water, at())
    if (!open.ok || open.value.basket === undefined) throw new Error('no basket')
    const { id, revision } = open.value.basket
    await core.call('complete-sale', { basketId: id, revision, tenders: [{ type: 'cash' }] }, at())
  }
}

async function untilOnHand(quantity: number): Promise<unknown> {
  const reader = openRegisterReader({ path: folder.settings.databasePath })
  if (!reader.ok) throw new Error(reader.refusal.code)
  try {
    await vi.waitFor(() => expect(reader.value.onHand('water')).toBe(quantity), { timeout: 20_000, interval: 5 })
    return reader.value.projectionProblems()
  } finally {
    reader.value.close()
  }
}

describe('work between commands', () => {
  test('[PROJ-1] sales reach stock soon after they commit, with nobody asking for it', async () => {
    const test = startThreads(folder.settings)
    await readyToSell(test)
    await sell(test, 20)
    expect(await untilOnHand(-20_000)).toEqual([])
    await test.core.close()
    expect(test.log).toEqual([])
  })

  test('[PROJ-2] what the last run left unprojected, the next one does before anybody sells', async () => {
    const first = startThreads(folder.settings)
    await readyToSell(first)
    await sell(first, 3)
    await first.core.close()
    const between = openRegisterDatabase({ path: folder.settings.databasePath, newId })
    if (!between.ok) throw new Error(between.refusal.code)
    between.value.unitOfWork(() => ({ ok: true, value: between.value.resetProjections() }))
    expect(between.value.onHand('water')).toBe(0)
    between.value.close()
    // Nothing is asked of this one: any call would start the work as well.
    const second = startThreads(folder.settings)
    expect(await untilOnHand(-3_000)).toEqual([])
    await second.core.close()
    expect(second.log).toEqual([])
  })

  test('[PROJ-4] what search has still to look at is looked at between commands, without anybody asking', async () => {
    const first = startThreads(folder.settings)
    await readyToSell(first)
    await first.core.close()
    const between = openRegisterDatabase({ path: folder.settings.databasePath, newId })
    if (!between.ok) throw new Error(between.refusal.code)
    between.value.unitOfWork(() => ({ ok: true, value: between.value.restartSearch() }))
    expect(between.value.searchBacklog()).toBe(1)
    between.value.close()
    const second = startThreads(folder.settings)
    const reader = openRegisterReader({ path: folder.settings.databasePath })
    if (!reader.ok) throw new Error(reader.refusal.code)
    await vi.waitFor(() => expect(reader.value.searchBacklog()).toBe(0), { timeout: 20_000, interval: 5 })
    reader.value.close()
    await second.core.close()
    expect(second.log).toEqual([])
  })

  test('[PROJ-3] a slice that took too long halves the next one, a quick one doubles it, within bounds', () => {
    expect([nextSize(16, 11), nextSize(1, 11), nextSize(16, 5), nextSize(16, 1), nextSize(1_024, 1)]).toEqual([8, 1, 16, 32, 1_024])
  })

  test('[DB-13] once a day what sells now comes to the front of what a search finds, with nobody asking for it', async () => {
    const first = startThreads(folder.settings)
    await readyToSell(first)
    await sell(first, 3)
    await untilOnHand(-3_000)
    await first.core.close()
    // A register of before, or of yesterday: it was ranked on another date.
    const raw = new Database(folder.settings.databasePath)
    // Or the start would find a log that is not its own.
    rmSync(`${folder.settings.databasePath}-sums`, { force: true })
    raw.exec(`UPDATE catalogue_state SET ranked_on = '2000-01-01'`)
    const bucketOfWater = raw.prepare(`SELECT bucket FROM search_entry JOIN item USING (item_key) WHERE item.id = 'water'`).pluck()
    const before = bucketOfWater.get()
    const second = startThreads(folder.settings)
    await vi.waitFor(() => expect(raw.prepare('SELECT ranked_on FROM catalogue_state').pluck().get()).not.toBe('2000-01-01'), { timeout: 20_000, interval: 5 })
    await vi.waitFor(() => expect(bucketOfWater.get()).toBeLessThan(Number(before)), { timeout: 20_000, interval: 5 })
    raw.close()
    await second.core.close()
    expect(second.log).toEqual([])
  })
})
