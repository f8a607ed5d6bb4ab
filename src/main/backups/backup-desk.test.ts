import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Backup } from '../../db/index.ts'
import { accept } from '../../domain/errors/index.ts'
import { type Core } from '../core/index.ts'
import { createBackupDesk, type BackupDesk, type BackupKeeper } from './backup-desk.ts'
import { startBackups, type Backups } from './start-backups.ts'

const minute = 60_000
const start = Date.UTC(2026, 10, 23, 9)

let now: number
let waiting: { readonly at: number; readonly run: () => void } | undefined
let made: number[]
let mended: { readonly at: number; readonly how: string } | undefined
let desk: BackupDesk | undefined
let backups: Backups | undefined
beforeEach(() => {
  now = start
  waiting = undefined
  made = []
  mended = undefined
})
afterEach(() => {
  desk?.close()
  backups?.close()
})

const backupOf = (at: number): Backup => ({ file: `/data/backups/${at}`, inside: { registerId: 'r', registerNumber: 1, storeName: 'Corner', at, schema: 1, bytes: 1, sha256: '', epoch: 1, seq: 1, hash: '', entries: 1, sales: 0, refunds: 0 } })
const keeper: BackupKeeper = {
  makeBackup: (at) => {
    made.push(at)
    return Promise.resolve(accept(backupOf(at)))
  },
  listBackups: () => Promise.resolve(made.map(backupOf)),
  backupSetting: () => Promise.resolve({ everyMinutes: 60 }),
  noteBackup: () => Promise.resolve(undefined),
  facts: () => Promise.resolve({ registerId: 'r' }),
  lastMending: () => Promise.resolve(mended && { report: mended }),
}
const timer = {
  after(milliseconds: number, run: () => void): () => void {
    const one = { at: now + milliseconds, run }
    waiting = one
    return () => {
      if (waiting === one) waiting = undefined
    }
  },
}
function started(): void {
  desk = createBackupDesk({ core: keeper, now: () => now, timer, log: () => undefined, changed: () => undefined })
}
/** What waits, at its time, to its end: until something waits again. */
async function next(): Promise<void> {
  const due = waiting
  if (due === undefined) throw new Error('nothing waits')
  waiting = undefined
  now = due.at
  due.run()
  await expect.poll(() => waiting).toBeDefined()
}

describe('the schedule of backups', () => {
  test('[BAK-9] a start with a young backup waits until that one is an hour old', async () => {
    made.push(start - 10 * minute)
    started()
    await next()
    expect([made.length, waiting?.at]).toEqual([1, start + 50 * minute])
  })

  test('[BAK-9] a start that put the data right makes one at once, however young the newest is, and then each hour: it holds what the register goes on with', async () => {
    made.push(start - 10 * minute)
    mended = { at: start - 1000, how: 'kept' }
    started()
    await next()
    expect(made.slice(1)).toEqual([now])
    await next()
    expect(made.slice(1)).toEqual([now - 60 * minute, now])
  })

  test('[BAK-9] one that changed nothing, and one that stands in a backup by now, make none', async () => {
    made.push(start - 10 * minute)
    for (const before of [{ at: start - 1000, how: 'notDone' }, { at: start - 11 * minute, how: 'backup' }]) {
      mended = before
      started()
      await next()
      desk?.close()
    }
    expect(made).toHaveLength(1)
  })
})

test('[BAK-10] a Z makes one backup, however often the counter asks for it with the same request until its paper is out', async () => {
  const health = { state: 'well' }
  const core: Core = { internal: { ...keeper, health: () => Promise.resolve(health) }, on: () => () => undefined, call: () => Promise.resolve(accept({})) } as never
  backups = startBackups({ core, beneath: core, data: '/data', isCopy: false, timer, log: () => undefined, tellHealth: () => undefined, tellJob: () => undefined })
  const close = (request: string): Promise<unknown> => (backups as Backups).core.call('close-shift', {} as never, { seat: 'counter', request })
  for (const request of ['first', 'first', 'first']) await close(request)
  await expect.poll(() => made.length).toBe(1)
  await close('second')
  await expect.poll(() => made.length).toBe(2)
})
