import { type ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { batchRequest } from '../../src/contracts/replication/index.ts'
import { GENESIS_HASH } from '../../src/domain/journal/index.ts'
import { heartbeatMs, type Replicator, startReplicator } from '../../src/main/replicator/index.ts'
import { manualTime, serve, settled, testJournal, type TestJournal, type TestServer } from './replication.fixture.ts'

const instance = '018f3c8e-0000-7000-8000-00000000000b'
let replicator: Replicator | undefined
let server: TestServer | undefined
afterEach(async () => {
  await server?.close()
  await replicator?.close()
})

/** A head office that answers each batch as it is told: `acknowledge` with what more it says, or refuse. */
async function officeThat(journal: TestJournal, answer: (entries: number, acknowledge: (more?: object) => void, response: ServerResponse) => void): Promise<TestServer> {
  journal.registerNumber = 1
  return serve((_request, body, response) => {
    const batch = batchRequest.parse(JSON.parse(body.toString()))
    const seq = batch.fromSeq + batch.entries.length - 1
    const acknowledge = (more: object = {}): void => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ epoch: 1, seq, hash: journal.entries[seq - 1]?.hash ?? GENESIS_HASH, instance, capabilities: [], ...more }))
    }
    answer(batch.entries.length, acknowledge, response)
  })
}

test('[REP-10] a batch holds what head office says it takes, from the next one on, and all of it again when it says so', async () => {
  const journal = testJournal()
  const sizes: number[] = []
  const words: (object | undefined)[] = [{ takes: { entries: 7, bytes: 512 * 1024 } }, { takes: { entries: 200, bytes: 1 } }, { takes: { entries: 1_000, bytes: 9e9 } }, undefined]
  server = await officeThat(journal, (entries, acknowledge) => {
    sizes.push(entries)
    acknowledge(words[sizes.length - 1])
  })
  journal.sell(600)
  const time = manualTime()
  replicator = startReplicator({ source: journal, headOfficeUrl: server.url, ...time })
  expect(await settled(time)).toBe(heartbeatMs)
  // 200 before anything was heard; then 7; then one that is larger than what is taken, alone; never more than the protocol's own.
  expect(sizes).toEqual([200, 7, 1, 200, 192])
})

test('[REP-10] what is too large on the way is sent in halves until it passes, and no word makes it larger again', async () => {
  const journal = testJournal()
  const sizes: number[] = []
  server = await officeThat(journal, (entries, acknowledge, response) => {
    sizes.push(entries)
    if (entries > 60) response.writeHead(413, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ type: '/problems/body-too-large', title: 't', status: 413 }))
    else acknowledge({ takes: { entries: 200, bytes: 512 * 1024 } })
  })
  journal.sell(120)
  const time = manualTime()
  replicator = startReplicator({ source: journal, headOfficeUrl: server.url, ...time })
  for (let wait = await settled(time); wait !== heartbeatMs; wait = await settled(time)) time.fire(wait)
  expect(sizes).toEqual([120, 100, 50, 50, 20])
  expect(journal.cursor?.seq).toBe(120)
})

test('[REP-10] told to come back later by 429 or 503 it does, no two at the same moment, and sends everything', async () => {
  const journal = testJournal()
  const answers = [503, 429, 200]
  const waits: number[] = []
  server = await officeThat(journal, (_entries, acknowledge, response) => {
    const status = answers.shift() ?? 200
    if (status === 200) acknowledge()
    else response.writeHead(status, { 'content-type': 'application/problem+json', 'retry-after': '4' }).end(JSON.stringify({ type: '/problems/busy', title: 't', status }))
  })
  journal.sell(3)
  const chances = [0.25, 0.75]
  const time = manualTime(() => chances.shift() ?? 0)
  replicator = startReplicator({ source: journal, headOfficeUrl: server.url, ...time })
  for (let wait = await settled(time); wait !== heartbeatMs; wait = await settled(time)) {
    waits.push(wait)
    time.fire(wait)
  }
  expect([waits, journal.cursor?.seq, replicator.view().state]).toEqual([[4_250, 5_500], 3, 'healthy'])
})

test('[REP-10] beside somebody at the counter a backlog goes a batch a second, however much is written meanwhile, and at once again when nobody writes', async () => {
  const journal = testJournal()
  const sizes: number[] = []
  server = await officeThat(journal, (entries, acknowledge) => {
    sizes.push(entries)
    acknowledge()
  })
  journal.sell(900)
  const time = manualTime()
  replicator = startReplicator({ source: journal, headOfficeUrl: server.url, ...time })
  replicator.wake()
  expect([await settled(time), sizes]).toEqual([1_000, [200]])
  replicator.wake()
  expect([await settled(time), sizes]).toEqual([1_000, [200]])
  time.fire(1_000)
  expect([await settled(time), sizes]).toEqual([1_000, [200, 200]])
  time.now += 3_000
  time.fire(1_000)
  expect([await settled(time), sizes]).toEqual([heartbeatMs, [200, 200, 200, 200, 100]])
})
