import { expect, test } from 'vitest'
import { BALLAST_BYTES, type Ballast } from '../../db/index.ts'
import { keepLastRoom } from './last-room.ts'

const MIB = 1024 * 1024

/** A disk and a ballast of numbers, and a timer that runs when it is told. */
function disk(free: number, held = 0) {
  const now = { free, held, told: [] as string[], waits: [] as number[] }
  let next: (() => void) | undefined
  const ballast: Ballast = {
    bytes: () => now.held,
    give() {
      if (now.held === 0) return false
      const slice = Math.min(now.held, 4 * MIB)
      now.held -= slice
      now.free += slice
      return true
    },
    add() {
      if (now.held >= BALLAST_BYTES) return false
      if (now.free < MIB) throw new Error('ENOSPC')
      now.held += MIB
      now.free -= MIB
      return now.held < BALLAST_BYTES
    },
  }
  const timer = { after: (ms: number, run: () => void) => ((next = run), now.waits.push(ms), () => (next = undefined)) }
  const room = keepLastRoom({ databasePath: '/shop/register.db', ballast, timer, changed: () => void now.told.push(room.view().disk), free: () => now.free })
  const ring = (times = 1): void => {
    for (let time = 0; time < times; time += 1) next?.()
  }
  return { now, room, ring, waits: () => next !== undefined }
}

test('[DB-31] a disk that is crowded is told of in good time, at 2 GB and at 500 MB, and full is only one that was drawn on', () => {
  const { now, room, ring } = disk(3_000_000_000, BALLAST_BYTES)
  for (const free of [3_000_000_000, 1_999_000_000, 499_000_000, 0, 600_000_000, 2_000_000_000]) {
    now.free = free
    ring()
  }
  expect(now.told).toEqual(['low', 'veryLow', 'low', 'ok'])
  // Whoever stands at the till sees it while the disk fills, and not a minute later.
  expect(Math.max(...now.waits.slice(1))).toBeLessThanOrEqual(5_000)
  expect([room.isFull(), room.view()]).toEqual([false, { disk: 'ok', freeMegabytes: 2_000 }])
})

test('[DB-31] the ballast is made in pieces, and once drawn on nothing new begins until there is room to make it again', () => {
  const { now, room, ring } = disk(10_000_000_000)
  ring(70)
  expect([now.held, room.isFull()]).toEqual([BALLAST_BYTES, false])
  now.free = 0
  expect([room.isFull(), room.isOut(), room.give(), room.isFull(), room.isOut()]).toEqual([false, true, true, true, false])
  ring(5)
  expect(now.held).toBe(60 * MIB)
  // Somebody makes room: that counts at once, and the ballast is made whole.
  now.free = 4 * MIB + 16 * MIB
  expect(room.isFull()).toBe(false)
  ring(6)
  expect([now.held, now.told]).toEqual([BALLAST_BYTES, ['full', 'veryLow']])
})

test('[DB-31] a disk too small for a ballast begins nothing, and says so from the start; given up, nothing rings any more', () => {
  const { room, ring, waits } = disk(50 * MIB)
  expect([room.isFull(), room.give()]).toEqual([true, false])
  ring(3)
  expect(waits()).toBe(true)
  room.stop()
  expect(waits()).toBe(false)
})
