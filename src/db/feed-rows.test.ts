import Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { changedSetHash, emptySetHash, rowHash } from '../domain/feed/index.ts'
import { type FedRow, type FeedApplied, type RowPage } from './feed.ts'
import { freshRegister, openForTest, type TestFolder, write } from './fixture.ts'
import { type RegisterWriter } from './register-database.ts'
import { sha256 } from './sha256.ts'

let folder: TestFolder
let register: RegisterWriter
let office: Map<string, string>
let version: number
let used: Map<string, string>
beforeEach(() => {
  ({ folder, register } = freshRegister())
  office = new Map()
  version = 0
  used = new Map()
  return folder.remove
})

function page(rows: readonly FedRow[], change: Partial<RowPage> = {}): RowPage {
  if (change.snapshot === true) office.clear()
  for (const { id, text } of rows) {
    if (text === null) office.delete(id)
    else office.set(id, text)
  }
  version += 1
  const setHash = [...office].reduce((hash, [id, text]) => changedSetHash(hash, undefined, rowHash(id, text, sha256)), emptySetHash)
  return { feed: 'operators', instance: 'hq', from: register.feedState('operators').version, to: version, snapshot: false, setHash, rows, ...change }
}
const keep = (one: RowPage): void => write(register, () => { register.keepFeedRows(one) })
/** What a row says is used, but where it says nothing good. */
const apply = (at = 9): FeedApplied =>
  write(register, () =>
    register.applyFeedRows('operators', at, (rows) => {
      for (const { id, text } of rows) if (text === null) used.delete(id)
      for (const { id, text } of rows) if (text !== null && text !== 'odd') used.set(id, text)
      return new Map(rows.filter(({ text }) => text === 'odd').map(({ id }) => [id, 'odd']))
    }),
  )
function feed(...rows: readonly FedRow[]): FeedApplied {
  keep(page(rows))
  return apply()
}
const rehashed = (): string => register.feedRehash({ feed: 'operators', after: '', setHash: emptySetHash, limit: 10 }).setHash

test('[REP-13] rows of a feed of few are used at once with the cursor, and not before the last page, also over a restart', () => {
  const { rows, ...of } = page([{ id: 'ann', text: 'Ann' }, { id: 'bea', text: 'Bea' }])
  keep({ ...of, rows: rows.slice(0, 1), after: { version: 1, id: 'ann' } })
  expect([apply(), [...used], register.feedState('operators').pull]).toEqual([{ kind: 'nothing' }, [], { instance: 'hq', to: 1, snapshot: false, after: { version: 1, id: 'ann' } }])
  register.close()
  register = openForTest(folder.path)
  keep({ ...of, rows: rows.slice(1) })
  expect(apply(77)).toMatchObject({ kind: 'applied', version: 1, changed: 2, withdrawn: 0, parked: 0 })
  expect([[...used], register.feedState('operators')]).toEqual([[['ann', 'Ann'], ['bea', 'Bea']], { instance: 'hq', version: 1, setHash: of.setHash, heardAt: 77, parked: { count: 0, named: [] } }])
  expect([register.isRowFed('operators', 'ann'), register.isRowFed('settings', 'ann'), rehashed()]).toEqual([true, false, of.setHash])
  // Nothing of it is the items'.
  expect(register.feedState('items')).toEqual({ version: 0, setHash: emptySetHash, parked: { count: 0, named: [] } })
})

test('[REP-13] what came is kept nowhere but where it is used', () => {
  feed({ id: 'ann', text: 'a hash that nobody needs twice' })
  register.close()
  const db = new Database(folder.path, { readonly: true })
  expect(db.prepare('SELECT id FROM feed_row_stage').all()).toEqual([])
  db.close()
})

test('[REP-13] a set that would be another one than head office’s is not used; all of it takes away what it does not name', () => {
  feed({ id: 'ann', text: 'Ann' }, { id: 'bea', text: 'Bea' })
  keep({ ...page([{ id: 'ann', text: 'Anna' }]), setHash: 'f'.repeat(64) })
  expect([apply(), used.get('ann'), register.feedState('operators').version, apply()]).toEqual([{ kind: 'differs' }, 'Ann', 1, { kind: 'nothing' }])
  keep(page([{ id: 'ann', text: 'Anna' }], { snapshot: true }))
  expect(apply()).toMatchObject({ kind: 'applied', changed: 1, withdrawn: 1 })
  expect([[...used], register.isRowFed('operators', 'bea'), rehashed()]).toEqual([[['ann', 'Anna']], false, register.feedState('operators').setHash])
})

test('[REP-13] a row that cannot be used is in the set with its reason, and leaves what it was as it is', () => {
  feed({ id: 'ann', text: 'Ann' })
  expect(feed({ id: 'ann', text: 'odd' }, { id: 'bea', text: 'Bea' })).toMatchObject({ changed: 1, parked: 1 })
  expect([[...used], register.feedState('operators').parked]).toEqual([[['ann', 'Ann'], ['bea', 'Bea']], { count: 1, named: [{ id: 'ann', reason: 'odd' }] }])
  feed({ id: 'ann', text: 'Anna' }, { id: 'bea', text: null })
  expect([[...used], register.feedState('operators').parked.count]).toEqual([[['ann', 'Anna']], 0])
})

test('[REP-13] what is let go of is named, and nothing of it is left; when head office was last heard is', () => {
  feed({ id: 'ann', text: 'Ann' })
  write(register, () => register.feedProved('operators', 90))
  expect(register.feedState('operators')).toMatchObject({ provedAt: 90, heardAt: 90 })
  expect(write(register, () => register.releaseFeedRows('operators'))).toEqual(['ann'])
  expect([register.feedState('operators'), register.isRowFed('operators', 'ann')]).toEqual([{ version: 0, setHash: emptySetHash, parked: { count: 0, named: [] } }, false])
})
