import { createHash, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { changedSetHash, emptySetHash, rowHash } from '../../domain/feed/index.ts'
import { applyFeed, keepFeedPage } from '../commands/index.ts'
import { newFolder } from './core.fixture.ts'
import { type FromCore } from './messages.ts'
import { openWriter } from './open-writer.ts'

const start = Date.UTC(2026, 10, 23, 9)
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

let folder: ReturnType<typeof newFolder>
beforeEach(() => {
  folder = newFolder()
})
afterEach(() => {
  vi.useRealTimers()
  folder.remove()
})

test('[FED-2] when a dated price comes into force it is told, once, so that open pages read their tiles anew and its entry is sent', () => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
  const posted: FromCore[] = []
  let minute: (() => void) | undefined
  const opened = openWriter(
    folder.settings,
    {
      timer: {
        monotonic: () => 0,
        after: (ms, run) => {
          if (ms === 60_000) minute = run
          return () => undefined
        },
      },
      post: (message) => void posted.push(message),
      log: () => undefined,
      backgroundFailed: (error) => {
        throw error
      },
      lockIdle: () => false,
      eachMinute: (waits) => void waits(),
    },
    true,
  )
  if (!opened.ok) throw new Error(opened.refusal.code)
  const { database, moment, background, minutes, lock, clock } = opened.value
  let now = start
  clock.set(now)
  const id = randomUUID()
  const text = JSON.stringify({ id, sku: 'W1', barcodes: ['06901234567908'], names: { en: 'Spring water' }, unit: 'each', taxClass: 'standard', currency: database.facts().currency, prices: [{ from: 5, minor: 900, per: 1000 }, { from: start + 90_000, minor: 800, per: 1000 }] })
  const setHash = changedSetHash(emptySetHash, undefined, rowHash(id, text, sha256))
  expect(keepFeedPage({ database, moment }, 'items', { instance: 'hq', from: 0, to: 1, snapshot: false, setHash, rows: [{ id, text }] }).ok).toBe(true)
  expect(applyFeed({ database, moment }, 'items').ok).toBe(true)
  const told = (): readonly string[] => posted.splice(0).flatMap((message) => (message.kind === 'event' ? [`${message.event} ${JSON.stringify(message.payload)}`] : []))
  told()
  const pass = (): readonly string[] => {
    clock.set((now += 60_000))
    minute?.()
    return told()
  }
  expect(pass()).toEqual([])
  expect(pass()).toEqual([expect.stringMatching(/^committed /u), 'prices-due {"changed":1}'])
  expect(pass()).toEqual([])
  for (const one of [background, minutes, lock]) one.stop()
  database.close()
})
