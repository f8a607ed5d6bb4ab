import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { feedMark, type FeedRequest, feedRequest } from '../../src/contracts/replication/index.ts'
import { openRegisterDatabase, type RegisterWriter } from '../../src/db/index.ts'
import { type Result } from '../../src/domain/errors/index.ts'
import { type FeedName } from '../../src/domain/feed/index.ts'
import { type FeedEditRow } from '../../src/headoffice/store/feed-rows.ts'
import { openStore } from '../../src/headoffice/store/open-store.ts'
import { type HeadOfficeStore } from '../../src/headoffice/store/port.ts'
import { applyFeed, type CommandContext, keepFeedPage, releaseFeed } from '../../src/main/commands/index.ts'
import { feedPuller } from '../../src/main/replicator/pull-feed.ts'
import { type Reply } from '../../src/main/replicator/index.ts'

const demo = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }
const ids = Array.from({ length: 6 }, (_, index) => `0192f6a0-0000-7000-8000-00000000000${index}`)
const currency = 'CNY'

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

/** `pairs`: two items at a time get the same price, in one version: a register that ever has only one of the two saw half a price change. */
type Step =
  | { readonly kind: 'edit'; readonly pair: number; readonly price: number; readonly gone: boolean; readonly unreadable: boolean }
  | { readonly kind: 'pull'; readonly lost: readonly number[]; readonly doubled: boolean; readonly stopAfter: number }
  | { readonly kind: 'restart' | 'backup' | 'restore' | 'wanted' }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('edit' as const), pair: fc.nat(2), price: fc.integer({ min: 1, max: 9_000 }), gone: fc.boolean(), unreadable: fc.boolean() }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('pull' as const), lost: fc.array(fc.nat(6), { maxLength: 3 }), doubled: fc.boolean(), stopAfter: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ kind: 'restart' }, { kind: 'backup' }, { kind: 'restore' }, { kind: 'wanted' }) },
)

function itemText(id: string, price: number): string {
  const at = ids.indexOf(id)
  // Long, so that a set of six is several pages.
  return JSON.stringify({ id, sku: `S${at}`, barcodes: [`C${at}`], names: { en: `Item ${at}` }, unit: 'each', taxClass: 'standard', currency, prices: [{ from: 1, minor: price, per: 1000 }], note: 'x'.repeat(7_500) })
}

interface World {
  readonly folder: string
  store: HeadOfficeStore
  readonly storeId: string
  register: RegisterWriter
  now: number
  /** What a restored head office goes back to. */
  backup: string | undefined
}

async function openWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'converge-'))
  const store = await openStore({ dataDirectory: join(folder, 'office') }, 1, () => {})
  return { folder, store, storeId: await store.ensureStore(demo, 1), register: openRegister(folder), now: 1_000, backup: undefined }
}

function openRegister(folder: string): RegisterWriter {
  return value(openRegisterDatabase({ path: join(folder, 'register.db'), newId: () => randomUUID() }))
}

/** Every pair that has a price has it twice. */
function untorn({ register }: World): void {
  for (const [at, id] of ids.entries()) {
    if (at % 2 === 1) continue
    const [one, two] = [id, ids[at + 1] ?? ''].map((key) => register.itemByBarcode(`C${ids.indexOf(key)}`)?.price?.minor)
    expect(one, `items ${at} and ${at + 1}`).toBe(two)
  }
}

async function pull(world: World, faults: Extract<Step, { kind: 'pull' }>): Promise<void> {
  const { store, storeId, register } = world
  const context: Pick<CommandContext, 'database' | 'moment'> = { database: register, moment: () => ({ at: world.now, tzOffset: 0, bootId: 'b', monoMs: world.now }) }
  let asked = 0
  const door = {
    post: async (_path: string, _headers: object, body: Uint8Array): Promise<Reply> => {
      const request: FeedRequest = feedRequest.parse(JSON.parse(Buffer.from(body).toString('utf8')))
      const number = (asked += 1)
      if (faults.doubled) await store.readFeed(storeId, request)
      const answer = await store.readFeed(storeId, request)
      // Head office answered, and nobody heard it.
      if (faults.lost.includes(number)) throw new Error('lost')
      return { status: 200, body: JSON.parse(JSON.stringify(answer)), retryAfterMs: 0 }
    },
  }
  const source = {
    feedState: async (feed: FeedName) => register.feedState(feed),
    feedRehash: async (from: Parameters<typeof register.feedRehash>[0]) => register.feedRehash(from),
    keepFeedPage: async (feed: FeedName, page: Parameters<typeof keepFeedPage>[2]) => {
      value(keepFeedPage(context, feed, page))
      untorn(world)
    },
    applyFeed: async (feed: FeedName) => {
      const applied = value(applyFeed(context, feed))
      untorn(world)
      return applied
    },
    feedProved: async (feed: FeedName) => value(register.unitOfWork(() => ({ ok: true, value: register.feedProved(feed, world.now) }))),
    releaseFeed: async (feed: FeedName) => value(releaseFeed(context, feed)),
    sign: async () => '',
  }
  const puller = feedPuller(source, { clock: () => world.now, log: () => {} }, { keep: async () => undefined, answered: async () => undefined })
  const { version, setHash } = await store.feedHead(storeId, 'items')
  let turns = 0
  await puller.pull(door, randomUUID(), { instance, capabilities: ['feeds'], feeds: { items: feedMark(version, setHash) } }, () => (turns += 1) < faults.stopAfter)
  untorn(world)
}

const instance = randomUUID()
const calm = { kind: 'pull', lost: [], doubled: false, stopAfter: 99 } as const

async function take(world: World, one: Step): Promise<void> {
  world.now += 1
  if (one.kind === 'edit') {
    const pair = [ids[one.pair * 2] ?? '', ids[one.pair * 2 + 1] ?? '']
    const rows: FeedEditRow[] = []
    for (const id of pair) {
      const seenVersion = (await world.store.feedRow(world.storeId, 'items', id))?.version ?? 0
      rows.push({ id, text: one.gone ? null : one.unreadable ? `{"odd":${one.price}}` : itemText(id, one.price), seenVersion, search: '', codes: [] })
    }
    expect(await world.store.editFeed(world.storeId, { feed: 'items', rows, by: 'Ann' }, world.now)).toMatchObject({ ok: true })
  } else if (one.kind === 'pull') await pull(world, one)
  else if (one.kind === 'restart') {
    world.register.close()
    world.register = openRegister(world.folder)
  } else if (one.kind === 'wanted') world.now += 86_400_000
  else if (one.kind === 'backup') {
    await world.store.close()
    world.backup = join(world.folder, `backup-${createHash('sha256').update(String(world.now)).digest('hex').slice(0, 8)}`)
    await copy(join(world.folder, 'office'), world.backup)
    world.store = await openStore({ dataDirectory: join(world.folder, 'office') }, 1, () => {})
  } else if (world.backup !== undefined) {
    await world.store.close()
    await copy(world.backup, join(world.folder, 'office'))
    world.store = await openStore({ dataDirectory: join(world.folder, 'office') }, 1, () => {})
  }
}

async function copy(from: string, to: string): Promise<void> {
  const { cpSync } = await import('node:fs')
  rmSync(to, { recursive: true, force: true })
  cpSync(from, to, { recursive: true })
}

test('[REP-13] whatever is edited, lost, doubled, broken off, restarted and restored, in whatever order: no price change is ever seen by half, and in the end the register has head office’s set', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
      const world = await openWorld()
      try {
        for (const one of steps) await take(world, one)
        // Then nothing goes wrong any more.
        for (let last = 0; last < 3; last += 1) {
          world.now += 120_000
          await pull(world, calm)
        }
        const { version, setHash } = await world.store.feedHead(world.storeId, 'items')
        const state = world.register.feedState('items')
        expect([state.version, state.setHash, state.pull]).toEqual([version, setHash, undefined])
        for (const [at, id] of ids.entries()) {
          const text = (await world.store.feedRow(world.storeId, 'items', id))?.text ?? null
          const here = world.register.itemByBarcode(`C${at}`)
          if (text === null) expect(version === 0 ? undefined : here, id).toBeUndefined()
          else if (!text.startsWith('{"odd"')) expect(here?.price?.minor).toBe((JSON.parse(text) as { prices: { minor: number }[] }).prices[0]?.minor)
          else expect(state.parked.named.map((parked) => parked.id)).toContain(id)
        }
      } finally {
        world.register.close()
        await world.store.close()
        rmSync(world.folder, { recursive: true, force: true })
      }
    }),
    { numRuns: Number(process.env['TILLWRIGHT_CONVERGE_RUNS'] ?? 15) },
  )
})
