import { createHash, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type FeedAnswer, feedMark, type FeedRequest } from '../../contracts/replication/index.ts'
import { type FeedApplied, type FeedState } from '../../db/index.ts'
import { emptySetHash, type FeedName } from '../../domain/feed/index.ts'
import { feedPuller } from './pull-feed.ts'

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
const instance = randomUUID()

/** A register that keeps what it is told to, and a head office that says what a test says. */
function rig(answers: readonly (Partial<FeedAnswer> | 'silent' | 'unreadable')[], held: Partial<FeedState> = {}, feeds?: readonly FeedName[]) {
  const state: FeedState = { version: 0, setHash: emptySetHash, parked: { count: 0, named: [] }, ...held }
  const world = { now: 1_000, state, calls: [] as string[], looked: [] as FeedName[], asked: [] as FeedRequest[], applied: [] as FeedApplied[], answered: 0, sound: true, waits: false }
  const left = [...answers]
  const puller = feedPuller(
    {
      feedState: async (feed) => {
        world.calls.push('state')
        world.looked.push(feed)
        return world.state
      },
      feedRehash: async () => ({ setHash: world.sound ? world.state.setHash : hash('damaged') }),
      keepFeedPage: async (_feed, { to, after, snapshot }) => {
        world.calls.push(`kept ${to}`)
        const { pull: _pull, ...whole } = world.state
        world.state = { ...whole, ...(after !== undefined && { pull: { instance, to, snapshot, after } }) }
      },
      applyFeed: async () => {
        const applied = world.applied.shift() ?? { kind: 'applied', version: 1, setHash: hash('1'), changed: 1, withdrawn: 0, parked: 0 }
        world.calls.push(applied.kind)
        const { provedAt: _provedAt, ...unproved } = world.state
        if (applied.kind === 'applied') world.state = { ...unproved, instance, version: applied.version, setHash: applied.setHash }
        return applied
      },
      feedProved: async () => {
        world.calls.push('proved')
        world.state = { ...world.state, provedAt: world.now }
      },
      releaseFeed: async () => world.calls.push('released'),
      sign: async () => '',
    },
    { clock: () => world.now, log: () => {} },
    { keep: async (kind) => void world.calls.push(`unread ${kind}`), answered: async () => void (world.answered += 1) },
    feeds,
  )
  const door = {
    post: async (_path: string, _headers: object, body: Uint8Array) => {
      world.asked.push(JSON.parse(Buffer.from(body).toString('utf8')) as FeedRequest)
      const next = left.shift()
      if (next === undefined || next === 'silent') throw new Error('silent')
      return { status: 200, retryAfterMs: 0, body: next === 'unreadable' ? { odd: true } : { from: 0, to: 1, snapshot: false, setHash: hash('1'), rows: [], ...next } }
    },
  }
  const pull = (mark = feedMark(1, hash('1')), capabilities: readonly string[] = ['feeds']): Promise<boolean> => puller.pull(door, randomUUID(), { instance, capabilities: [...capabilities], feeds: { items: mark } }, () => !world.waits)
  return { world, pull, puller, door }
}
const row = { id: randomUUID(), text: '{}' }
const page = { to: 1, rows: [row] }
const nothing = { from: 1, to: 1, rows: [] }

test('[REP-13] what is new is fetched, applied, and reported; after that nobody is asked until head office names another mark', async () => {
  const { world, pull } = rig([page, nothing])
  expect(await pull()).toBe(true)
  expect(world.calls).toEqual(['state', 'kept 1', 'applied', 'state', 'proved'])
  expect(world.asked.map(({ cursor }) => cursor)).toEqual([{ version: 0, setHash: emptySetHash }, { version: 1, setHash: hash('1') }])
  expect([await pull(), await pull(), world.calls.length, world.asked.length]).toEqual([false, false, 6, 2])
})

test('[REP-12] a head office without the door is never asked, one that says nothing of feeds neither', async () => {
  const { world, pull, puller, door } = rig([page])
  expect([await pull(undefined, ['quarantine']), await puller.pull(door, randomUUID(), { instance, capabilities: ['feeds'] }, () => true), world.calls]).toEqual([false, false, []])
})

test('[REP-13] a pull makes way for what has to be sent, and goes on where it was the next time', async () => {
  const after = { version: 1, id: row.id }
  const { world, pull } = rig([{ ...page, after }, page, nothing])
  world.waits = true
  expect([await pull(), world.calls]).toEqual([false, ['state', 'kept 1', 'state']])
  world.waits = false
  expect(await pull()).toBe(true)
  expect(world.asked[1]?.page).toEqual({ to: 1, snapshot: false, after })
})

test('[REP-13] changes that lead to another set are not applied: all of the set is asked for, and where that differs too it is left for a minute', async () => {
  const { world, pull } = rig([page, { ...page, snapshot: true }, page, nothing])
  world.applied.push({ kind: 'differs' }, { kind: 'differs' })
  expect([await pull(), world.asked.map(({ snapshot }) => snapshot)]).toEqual([false, [undefined, true]])
  expect([await pull(), world.asked.length]).toEqual([false, 2])
  world.now += 60_000
  expect([await pull(), world.asked.length]).toEqual([true, 4])
})

test('[REP-13] every day the set is added up again: where a row was damaged, or something could not be used, all of it is fetched anew', async () => {
  const held = { instance, version: 1, setHash: hash('1'), provedAt: 1_000 }
  const well = rig([nothing], held)
  expect([await well.pull(), well.world.asked.length]).toEqual([false, 0])
  well.world.now += 20 * 3_600_000
  expect([await well.pull(), well.world.asked[0]?.snapshot, well.world.calls.at(-1)]).toEqual([false, undefined, 'proved'])
  for (const change of [{ sound: false }, { parked: { count: 1, named: [{ id: row.id, reason: 'currency-differs' }] } }]) {
    const { world, pull } = rig([{ ...page, snapshot: true }, nothing], { ...held, ...('parked' in change && change) })
    if ('sound' in change) world.sound = false
    world.now += 20 * 3_600_000
    expect([await pull(), world.asked[0]?.snapshot, world.asked[0]?.parked?.count]).toEqual([true, true, 'parked' in change ? 1 : undefined])
  }
})

test('[REP-13] of another head office the cursor is worth nothing; one that keeps no items lets go of what it fed', async () => {
  const other = rig([{ ...page, snapshot: true }, nothing], { instance: randomUUID(), version: 9, setHash: hash('9') })
  await other.pull()
  expect(other.world.asked[0]?.cursor).toEqual({ version: 0, setHash: emptySetHash })
  const none = feedMark(0, emptySetHash)
  const holding = rig([], { instance, version: 9, setHash: hash('9') })
  expect([await holding.pull(none), holding.world.calls]).toEqual([true, ['state', 'released']])
  const empty = rig([])
  expect([await empty.pull(none), empty.world.calls]).toEqual([false, ['state']])
})

test('[REP-8] an answer that cannot be read is kept, no answer is none, and both are asked again after a minute', async () => {
  const { world, pull } = rig(['unreadable', 'silent', page, nothing])
  expect([await pull(), world.calls]).toEqual([false, ['state', 'unread feedAnswer']])
  expect([await pull(), world.asked.length]).toEqual([false, 1])
  world.now += 60_000
  expect([await pull(), world.asked.length]).toEqual([false, 2])
  world.now += 60_000
  expect([await pull(), world.asked.length]).toEqual([true, 4])
})

test('[REP-13] one feed after the other, each with a cursor and a wait of its own: what is wrong with one keeps no other back, and as soon as something waits to be sent the rest waits', async () => {
  const { world, puller, door } = rig(['silent', page, nothing, page, nothing], {}, ['operators', 'items'])
  const feeds = { operators: feedMark(1, hash('1')), settings: feedMark(4, hash('4')), items: feedMark(1, hash('1')) }
  const pull = (): Promise<boolean> => puller.pull(door, randomUUID(), { instance, capabilities: ['feeds'], feeds }, () => !world.waits)
  expect([await pull(), world.asked.map(({ feed }) => feed)]).toEqual([true, ['operators', 'items', 'items']])
  // Nothing of the one for a minute, and of the other nothing is new.
  expect([await pull(), world.asked.length]).toEqual([false, 3])
  world.now += 60_000
  world.state = { version: 0, setHash: emptySetHash, parked: { count: 0, named: [] } }
  world.looked.length = 0
  world.waits = true
  expect([await pull(), world.asked[3]?.feed, new Set(world.looked)]).toEqual([true, 'operators', new Set(['operators'])])
})

test('[REP-14] a setting that waited for somebody is asked for again as soon as people came, and nobody asks for one that waits for nobody', async () => {
  const of = (version: number, parked: number): FeedState => ({ instance, version, setHash: hash(`${version}`), provedAt: 1_000, parked: { count: parked, named: parked === 0 ? [] : [{ id: 'grant.manager.managePeople', reason: 'last-manager' }] } })
  const states: Record<FeedName, FeedState> = { operators: of(1, 0), settings: of(1, 1), promotions: of(1, 1), items: of(1, 1), layouts: of(1, 0) }
  const asked: FeedRequest[] = []
  const laid = new Map<FeedName, number>()
  const puller = feedPuller(
    {
      feedState: async (feed) => states[feed],
      feedRehash: async () => ({ setHash: hash('1') }),
      keepFeedPage: async (feed, { to }) => void laid.set(feed, to),
      applyFeed: async (feed) => {
        const version = laid.get(feed) ?? 0
        states[feed] = { ...of(version, 0), provedAt: 1_000 }
        return { kind: 'applied', version, setHash: hash(`${version}`), changed: 1, withdrawn: 0, parked: 0 }
      },
      feedProved: async () => undefined,
      releaseFeed: async () => undefined,
      sign: async () => '',
    },
    { clock: () => 1_000, log: () => {} },
    { keep: async () => undefined, answered: async () => undefined },
  )
  const newest: Record<FeedName, number> = { operators: 1, settings: 1, promotions: 1, items: 1, layouts: 1 }
  const door = {
    post: async (_path: string, _headers: object, body: Uint8Array) => {
      const request = JSON.parse(Buffer.from(body).toString('utf8')) as FeedRequest
      asked.push(request)
      const [from, to] = [request.snapshot === true ? 0 : request.cursor.version, newest[request.feed]]
      return { status: 200, retryAfterMs: 0, body: { from, to, snapshot: request.snapshot === true, setHash: hash(`${to}`), rows: from === to ? [] : [row] } }
    },
  }
  const pull = (): Promise<boolean> => {
    const feeds = Object.fromEntries(Object.entries(newest).map(([feed, version]) => [feed, feedMark(version, hash(`${version}`))]))
    return puller.pull(door, randomUUID(), { instance, capabilities: ['feeds'], feeds }, () => true)
  }
  expect([await pull(), asked.length]).toEqual([false, 0])
  newest.operators = 2
  expect([await pull(), asked.map(({ feed, snapshot = false }) => [feed, snapshot])]).toEqual([true, [['operators', false], ['operators', false], ['settings', true], ['settings', false]]])
  expect([states.settings.parked.count, states.promotions.parked.count]).toEqual([0, 1])
  asked.length = 0
  expect([await pull(), asked.length]).toEqual([false, 0])
})

test('[REP-8] an answer of one feed that cannot be read stays kept until one of that feed can be', async () => {
  const { world, puller, door } = rig(['unreadable', page, nothing, page, nothing], {}, ['operators', 'items'])
  const pull = (): Promise<boolean> => puller.pull(door, randomUUID(), { instance, capabilities: ['feeds'], feeds: { operators: feedMark(1, hash('1')), items: feedMark(1, hash('1')) } }, () => true)
  expect([await pull(), world.answered]).toEqual([true, 0])
  world.now += 60_000
  world.state = { version: 0, setHash: emptySetHash, parked: { count: 0, named: [] } }
  expect([await pull(), world.answered]).toEqual([true, 2])
})
