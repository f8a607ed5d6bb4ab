import { afterEach, expect, test } from 'vitest'
import { batchRequest } from '../../src/contracts/replication/index.ts'
import { GENESIS_HASH } from '../../src/domain/journal/index.ts'
import { heartbeatMs, type Replicator, startReplicator } from '../../src/main/replicator/index.ts'
import { manualTime, serve, settled, testJournal, type TestJournal, type TestServer, untilState } from './replication.fixture.ts'

const instance = '018f3c8e-0000-7000-8000-00000000000b'
let replicator: Replicator | undefined
let server: TestServer | undefined
afterEach(async () => {
  await server?.close()
  await replicator?.close()
})

interface Said {
  readonly status?: number
  readonly body: unknown
}

/** A head office of which each answer is what a test says: to a batch the acknowledgement of all of it with `more`, or another thing altogether. */
async function officeThat(journal: TestJournal, say: (door: string, acknowledged: object) => Said): Promise<TestServer> {
  return serve((request, body, response) => {
    const door = (request.url ?? '').split('/').at(-1) ?? ''
    const batch = door === 'batches' ? batchRequest.parse(JSON.parse(body.toString())) : undefined
    const seq = batch === undefined ? 0 : batch.fromSeq + batch.entries.length - 1
    const said = say(door, { epoch: 1, seq, hash: journal.entries[seq - 1]?.hash ?? GENESIS_HASH, instance, capabilities: [] })
    response.writeHead(said.status ?? 200, { 'content-type': 'application/json' }).end(typeof said.body === 'string' ? said.body : JSON.stringify(said.body))
  })
}

function enrolled(): TestJournal {
  const journal = testJournal()
  journal.registerNumber = 1
  return journal
}

const verdict = { refundId: '0192b1f0-0000-7000-8000-00000000000c', result: 'confirmed' }

test('[REP-8] what a newer head office says in words this register does not know is kept as it came, and blocks nothing that follows', async () => {
  const journal = enrolled()
  journal.unverified = [verdict.refundId]
  const newer = { refundId: 'x', result: 'disputed', ofOwnSale: { at: 41, of: 'next year' } }
  const asked: unknown[] = []
  server = await serve((_request, body, response) => {
    const batch = batchRequest.parse(JSON.parse(body.toString()))
    asked.push(batch.contradictedAfter)
    const seq = batch.fromSeq + batch.entries.length - 1
    const acknowledged = { epoch: 1, seq, hash: journal.entries[seq - 1]?.hash ?? GENESIS_HASH, instance, capabilities: ['next-years-door'], earlier: 'of another shape', refunds: [newer, verdict], quarantine: { heldBack: 2 }, more: {} }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(acknowledged))
  })
  const time = manualTime()
  journal.sell(450)
  replicator = startReplicator({ source: journal, headOfficeUrl: server.url, ...time })
  expect(await settled(time)).toBe(heartbeatMs)
  expect([replicator.view().state, journal.cursor?.seq, journal.heard.map(({ refundId }) => refundId)]).toEqual(['healthy', 450, [verdict.refundId]])
  expect(journal.unread.map(({ kind, reason, text }) => [kind, reason, text])).toEqual([
    ['acknowledgementPart', 'earlier', '"of another shape"'],
    ['acknowledgementPart', 'quarantine', '{"heldBack":2}'],
    ['refundVerdict', 'kind-unknown', JSON.stringify(newer)],
  ])
  // The ones behind it are asked for: it does not stand in their way for ever.
  expect(asked.at(-1)).toEqual({ at: 41, refundId: 'x' })
  expect(replicator.view().words?.unread).toBe(3)
})

test('[REP-8] an answer that is none is kept and shown, tried again, and settled by the first that can be read; selling waits for nothing', async () => {
  const journal = enrolled()
  let proxy = true
  server = await officeThat(journal, (_door, acknowledged) => ({ body: proxy ? '<html>Sign in to the guest network</html>' : acknowledged }))
  const time = manualTime()
  journal.sell(3)
  replicator = startReplicator({ source: journal, headOfficeUrl: server.url, ...time })
  await untilState(replicator, 'offline')
  expect(journal.unread.map(({ kind, reason, text, read }) => [kind, reason, text, read])).toEqual([['acknowledgement', 'no-json', '<html>Sign in to the guest network</html>', false]])
  expect(replicator.view().words?.unread).toBe(1)
  proxy = false
  time.fire(await settled(time))
  await untilState(replicator, 'healthy')
  await settled(time)
  expect([journal.cursor?.seq, journal.unread[0]?.read, replicator.view().words?.unread]).toEqual([3, true, 0])
})

test('[REP-8] after an update what could not be read is read, once, and what still cannot be stays', async () => {
  const journal = enrolled()
  journal.unverified = [verdict.refundId]
  for (const said of [verdict, { refundId: 'x', result: 'disputed' }]) journal.unread.push({ kind: 'refundVerdict', reason: 'kind-unknown', text: JSON.stringify(said), program: '1.0.0', read: false })
  server = await officeThat(journal, (_door, acknowledged) => ({ body: acknowledged }))
  const time = manualTime()
  replicator = startReplicator({ source: journal, headOfficeUrl: server.url, program: '1.0.0', ...time })
  await settled(time)
  expect([journal.heard.length, journal.unread.map(({ read }) => read)]).toEqual([0, [false, false]])
  await replicator.close()
  const later = manualTime()
  replicator = startReplicator({ source: journal, headOfficeUrl: server.url, program: '1.1.0', ...later })
  await settled(later)
  expect([journal.heard.map(({ refundId }) => refundId), journal.unread.map(({ read }) => read)]).toEqual([[verdict.refundId], [true, false]])
})

test('[REP-8] the list of what lies in quarantine is asked for when its mark is another one, and not before', async () => {
  const journal = enrolled()
  let mark = '1.0'
  const asked: string[] = []
  const entry = { epoch: 1, seq: 1, reason: 'sale-unreadable', state: 'quarantined', receivedAt: 5 }
  server = await officeThat(journal, (door, acknowledged) => {
    asked.push(door)
    return { body: door === 'quarantine' ? { held: 1, mark, entries: [entry, { of: 'next year' }] } : { ...acknowledged, capabilities: ['quarantine'], quarantine: { held: 1, mark } } }
  })
  const time = manualTime()
  journal.sell(1)
  replicator = startReplicator({ source: journal, headOfficeUrl: server.url, ...time })
  time.fire(await settled(time))
  await settled(time)
  expect([asked, journal.quarantine?.entries, journal.unread.map(({ kind }) => kind)]).toEqual([['batches', 'quarantine', 'batches'], [entry], ['quarantineEntry']])
  mark = '1.1'
  time.fire(await settled(time))
  await settled(time)
  expect(asked.slice(3)).toEqual(['batches', 'quarantine'])
})
