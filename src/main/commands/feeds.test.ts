import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { changedSetHash, emptySetHash, rowHash } from '../../domain/feed/index.ts'
import { applyFeed, commands, keepFeedPage, releaseFeed, type RowFeeds } from './index.ts'
import { staffedRegister, type TestRegister, value } from './register.fixture.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
let register: TestRegister
beforeEach(() => {
  register = staffedRegister()
})
afterEach(() => register.remove())

const entries = (type: string) => register.database.entriesAfter(1, 0, 999).filter((entry) => entry.type === type).map(({ text }) => (JSON.parse(text) as { body: Record<string, unknown> }).body)
const row = { id: 'one', text: 'a secret' }
const page = { instance: 'hq', from: 0, to: 1, snapshot: false, setHash: changedSetHash(emptySetHash, undefined, rowHash(row.id, row.text, sha256)), rows: [row] }

test('[REP-13] a feed of few rows is used in the transaction of its cursor and entry, which says its version and not its rows', () => {
  let isWell = false
  const known: RowFeeds = {
    settings: {
      applied: 'settings.fed',
      released: 'settings.released',
      use: ({ database }) => {
        database.saveFacts({ catalogueVersion: 99 })
        if (!isWell) throw new Error('a bug')
        return new Map()
      },
    },
  }
  value(keepFeedPage(register.context(), 'settings', page))
  const before = register.database.facts().catalogueVersion
  expect(() => applyFeed(register.context(), 'settings', known)).toThrow('a bug')
  expect([register.database.facts().catalogueVersion, register.database.feedState('settings').version, entries('settings.fed')]).toEqual([before, 0, []])
  isWell = true
  expect(value(applyFeed(register.context(), 'settings', known))).toMatchObject({ kind: 'applied', version: 1, changed: 1 })
  expect([register.database.facts().catalogueVersion, register.database.feedState('settings').version]).toEqual([99, 1])
  expect(entries('settings.fed')).toEqual([{ version: 1, setHash: page.setHash, changed: 1, withdrawn: 0, parked: 0 }])
  expect(value(releaseFeed(register.context(), 'settings', known))).toEqual({ released: 1 })
  expect(value(releaseFeed(register.context(), 'settings', known))).toEqual({ released: 0 })
  expect(entries('settings.released')).toEqual([{ released: 1 }])
})

test('[REP-12] a feed that this program knows nothing of is not used, and nothing is said of it', () => {
  value(keepFeedPage(register.context(), 'settings', page))
  expect(value(applyFeed(register.context(), 'settings', {}))).toEqual({ kind: 'nothing' })
  expect([register.database.feedState('settings').version, entries('settings.fed')]).toEqual([0, []])
})

test('[REP-12] what head office feeds of promotions waits, nothing is priced by it, and a program that knows them has all of them told anew', () => {
  const scan = () => value(commands.scan(register.context(), { barcode: '6901234567892' })).basket
  const before = scan()
  value(keepFeedPage(register.context(), 'promotions', page))
  expect(value(applyFeed(register.context(), 'promotions'))).toMatchObject({ kind: 'applied', version: 1, changed: 0, parked: 1 })
  expect(register.database.feedState('promotions')).toMatchObject({ version: 1, parked: { count: 1, named: [{ id: row.id, reason: 'promotion-unknown' }] } })
  value(commands['cancel-basket'](register.context(), { basketId: before?.id ?? '' }))
  expect(scan()?.total).toBe(before?.total)
  expect(entries('promotions.fed')).toEqual([{ version: 1, setHash: page.setHash, changed: 0, withdrawn: 0, parked: 1 }])
  const read: string[] = []
  const known: RowFeeds = { promotions: { applied: 'promotions.fed', released: 'promotions.released', use: (_context, rows) => (read.push(...rows.map(({ text }) => text ?? '')), new Map()) } }
  value(keepFeedPage(register.context(), 'promotions', { ...page, snapshot: true }))
  expect(value(applyFeed(register.context(), 'promotions', known))).toMatchObject({ changed: 1, parked: 0 })
  expect([read, register.database.feedState('promotions').parked.count]).toEqual([[row.text], 0])
  // One that is taken back is gone, and there is nothing to wait for.
  value(keepFeedPage(register.context(), 'promotions', { instance: 'hq', from: 1, to: 2, snapshot: false, setHash: emptySetHash, rows: [{ id: row.id, text: null }] }))
  expect(value(applyFeed(register.context(), 'promotions'))).toMatchObject({ version: 2, withdrawn: 1, parked: 0 })
})
