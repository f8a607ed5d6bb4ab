import { type IncomingMessage, type ServerResponse } from 'node:http'
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Acknowledgement, batchRequest, type BatchRequest, batchTextBytes } from '../../src/contracts/replication/index.ts'
import { GENESIS_HASH } from '../../src/domain/journal/index.ts'
import { deadlineMs, heartbeatMs, type Replicator, startReplicator } from '../../src/main/replicator/index.ts'
import { type ManualTime, manualTime, serve, settled, testJournal, type TestJournal, type TestServer, until, untilState } from './replication.fixture.ts'

interface Exchange {
  readonly batch: BatchRequest
  readonly request: IncomingMessage
  readonly body: Buffer
  /** Answers it: by default with the acknowledgement of everything in the batch. */
  answer(change?: Partial<Acknowledgement>): void
  readonly response: ServerResponse
}

let time: ManualTime
let journal: TestJournal
let replicator: Replicator
let server: TestServer
let exchanges: Exchange[]
let held: boolean
let capabilities: string[]

const instance = '018f3c8e-0000-7000-8000-00000000000b'

function plain(request: IncomingMessage, body: Buffer): Buffer {
  const encoding = request.headers['content-encoding']
  return encoding === 'gzip' ? gunzipSync(body) : encoding === 'zstd' ? zstdDecompressSync(body) : body
}

beforeEach(async () => {
  time = manualTime()
  journal = testJournal()
  journal.registerNumber = 1
  exchanges = []
  held = false
  capabilities = []
  server = await serve((request, body, response) => {
    if (request.url?.endsWith('/journal') === true) {
      const head = journal.entries.at(-1)
      const own = { epoch: 1, heads: head === undefined ? [] : [{ epoch: 1, seq: journal.entries.length, hash: head.hash }], latest: [], agreed: 0, entries: [] }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(own))
      return
    }
    const batch = batchRequest.parse(JSON.parse(plain(request, body).toString()))
    const seq = batch.fromSeq + batch.entries.length - 1
    const exchange: Exchange = {
      batch,
      request,
      body,
      response,
      answer: (change) => {
        const acknowledged: Acknowledgement = { epoch: 1, seq, hash: journal.entries[seq - 1]?.hash ?? GENESIS_HASH, instance, capabilities, ...change }
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(acknowledged))
      },
    }
    exchanges.push(exchange)
    if (!held) exchange.answer()
  })
})

afterEach(async () => {
  // The server first: what a failed test left in flight must not keep close() waiting.
  const closing = replicator.close()
  await server.close()
  await closing
})

const start = (random?: () => number): void => {
  if (random !== undefined) time = manualTime(random)
  replicator = startReplicator({ source: journal, headOfficeUrl: server.url, ...time })
}

const refuseNext = (status: number, headers: Record<string, string> = {}): void => void exchanges.at(-1)?.response.writeHead(status, headers).end('{}')

describe('when the replicator sends', () => {
  test('[REP-10] at once on a sale when healthy, and only one batch in flight', async () => {
    start()
    await untilState(replicator, 'healthy')
    held = true
    journal.sell()
    replicator.wake()
    await until(() => exchanges.length === 2)
    for (let sale = 0; sale < 5; sale += 1) {
      journal.sell()
      replicator.wake()
    }
    expect(replicator.view().state).toBe('sending')
    // Nothing but the deadline of the one request waits: no second one was begun.
    expect(time.waiting()).toEqual([deadlineMs])
    exchanges[1]?.answer()
    await until(() => exchanges.length === 3)
    expect(exchanges[2]?.batch.entries).toHaveLength(5)
    exchanges[2]?.answer()
    await untilState(replicator, 'healthy')
    expect(exchanges).toHaveLength(3)
  })

  test('[REP-10] nothing is polled: while all is sent only the heartbeat waits, and a commit sends without any timer', async () => {
    start()
    await untilState(replicator, 'healthy')
    expect(time.waiting()).toEqual([heartbeatMs])
    for (let sale = 1; sale <= 3; sale += 1) {
      journal.sell()
      replicator.wake()
      await until(() => exchanges.length === sale + 1)
      await untilState(replicator, 'healthy')
      expect(exchanges.at(-1)?.batch.entries).toHaveLength(1)
      expect(time.waiting()).toEqual([heartbeatMs])
    }
    // Nobody woke it: it hears of it with the heartbeat, and asks for nothing before.
    journal.sell()
    expect(exchanges).toHaveLength(4)
    time.fire(heartbeatMs)
    await until(() => exchanges.length === 5)
    expect(exchanges[4]?.batch.entries).toHaveLength(1)
  })

  test('[REP-10] it backs off with full jitter, 1 s doubling to 300 s, and a sale does not break into the pause', async () => {
    start(() => 0.999_999)
    await untilState(replicator, 'healthy')
    held = true
    journal.sell()
    replicator.wake()
    const pauses: number[] = []
    for (let failure = 0; failure < 11; failure += 1) {
      await until(() => exchanges.length === failure + 2)
      refuseNext(500)
      const pause = await settled(time)
      pauses.push(pause)
      journal.sell()
      replicator.wake()
      await until(() => replicator.view().waiting === journal.entries.length)
      expect(exchanges).toHaveLength(failure + 2)
      time.fire(pause)
    }
    expect(pauses.map((pause) => Math.ceil(pause / 1000))).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
    expect(replicator.view().state).toBe('offline')
    await until(() => exchanges.length === 13)
    // After an error no connection is used again, not even one that answered.
    expect(new Set(exchanges.slice(1).map(({ request }) => request.socket)).size).toBe(12)
    exchanges[12]?.answer()
    await untilState(replicator, 'healthy')
    // Healthy again: the next failure starts from the first step.
    journal.sell()
    replicator.wake()
    await until(() => exchanges.length === 14)
    refuseNext(500)
    expect(await settled(time)).toBeLessThan(1000)
  })

  test('[REP-10] Retry-After is waited for, and the jitter of the pause comes on top of it', async () => {
    start()
    await untilState(replicator, 'healthy')
    held = true
    time.fire(heartbeatMs)
    await until(() => exchanges.length === 2)
    refuseNext(503, { 'retry-after': '7' })
    expect(await settled(time)).toBe(7500)
    time.fire(7500)
    await until(() => exchanges.length === 3)
    refuseNext(429, { 'retry-after': new Date(time.now + 90_000).toUTCString() })
    expect(await settled(time)).toBe(91_000)
  })

  test('[REP-11] a half-open socket ends at the deadline, and the next try has a new connection', async () => {
    start()
    await untilState(replicator, 'healthy')
    held = true
    journal.sell()
    replicator.wake()
    await until(() => exchanges.length === 2)
    // Kept alive until the first error.
    expect(exchanges[1]?.request.socket).toBe(exchanges[0]?.request.socket)
    time.fire(deadlineMs)
    await untilState(replicator, 'offline')
    time.fire(await settled(time))
    await until(() => exchanges.length === 3)
    expect(exchanges[2]?.request.socket).not.toBe(exchanges[1]?.request.socket)
    exchanges[2]?.answer()
    await untilState(replicator, 'healthy')
  })

  test('[REP-11] who answers with a page is not head office: the next try has a new connection', async () => {
    start()
    await untilState(replicator, 'healthy')
    held = true
    journal.sell()
    replicator.wake()
    await until(() => exchanges.length === 2)
    exchanges[1]?.response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Please accept our terms.')
    await untilState(replicator, 'offline')
    time.fire(await settled(time))
    await until(() => exchanges.length === 3)
    expect(exchanges[2]?.request.socket).not.toBe(exchanges[1]?.request.socket)
    exchanges[2]?.answer()
    await untilState(replicator, 'healthy')
  })

  test('[REP-11] idle, it goes on asking, so that the age of the last acknowledgement is true', async () => {
    start()
    await untilState(replicator, 'healthy')
    expect(replicator.view().lastAcknowledgedAt).toBe(1_000)
    time.now = 31_000
    time.fire(await settled(time))
    await until(() => replicator.view().lastAcknowledgedAt === 31_000)
    expect(exchanges.map(({ batch }) => batch.entries)).toEqual([[], []])
  })

  test('[REP-11] closing sends nothing new and waits for what is in flight', async () => {
    start()
    await untilState(replicator, 'healthy')
    held = true
    journal.sell(2)
    replicator.wake()
    await until(() => exchanges.length === 2)
    const closing = replicator.close()
    journal.sell()
    replicator.wake()
    exchanges[1]?.answer()
    await closing
    expect(journal.cursor?.seq).toBe(2)
    expect(exchanges).toHaveLength(2)
    expect(time.waiting()).toEqual([])
  })
})

describe('what it sends and believes', () => {
  test('[REP-5] at most 200 entries or 512 KB, every text verbatim and in order', async () => {
    journal.sell(450)
    journal.sell(3, 'x'.repeat(300 * 1024))
    journal.sell(1, 'x'.repeat(batchTextBytes))
    start()
    await until(() => replicator.view().state === 'healthy' && replicator.view().waiting === 0)
    expect(exchanges.map(({ batch }) => batch.entries.length)).toEqual([200, 200, 51, 1, 1, 1])
    expect(exchanges.flatMap(({ batch }) => batch.entries)).toEqual(journal.entries.map(({ text }) => text))
  })

  test('[REP-12] plain until head office names an encoding, then the best it named, and plain again after a 415', async () => {
    capabilities = ['brotli-of-the-future', 'gzip', 'zstd']
    journal.sell(20)
    start()
    await untilState(replicator, 'healthy')
    journal.sell(20)
    replicator.wake()
    await until(() => exchanges.length === 2)
    await untilState(replicator, 'healthy')
    capabilities = ['gzip']
    time.fire(await settled(time))
    await until(() => exchanges.length === 3 && replicator.view().waiting === 0)
    await settled(time)
    held = true
    journal.sell(20)
    replicator.wake()
    await until(() => exchanges.length === 4)
    refuseNext(415)
    time.fire(await settled(time))
    await until(() => exchanges.length === 5)
    expect(exchanges.map(({ request }) => request.headers['content-encoding'] ?? 'plain')).toEqual(['plain', 'zstd', 'plain', 'gzip', 'plain'])
    exchanges[4]?.answer()
  })

  test('[REP-7] an acknowledgement ahead of the journal, or with another hash, moves nothing', async () => {
    journal.sell(2)
    held = true
    start()
    await until(() => exchanges.length === 1)
    exchanges[0]?.answer({ seq: 3 })
    await untilState(replicator, 'conflict')
    time.fire(await settled(time))
    await until(() => exchanges.length === 2)
    // No entries any more, and it says why.
    expect(exchanges[1]?.batch).toMatchObject({ entries: [], conflict: { ownSeq: 2, ownHash: journal.entries[1]?.hash } })
    exchanges[1]?.answer({ seq: 2, hash: 'f'.repeat(64) })
    await settled(time)
    expect([replicator.view().state, journal.cursor]).toEqual(['conflict', undefined])
    // Each is told apart: the one is a lost tail, the other another history.
    expect(time.events.map((event) => /"reason":"(\w+)"/u.exec(event)?.[1])).toEqual(['ahead', 'differs'])
  })

  test('[REP-7] an answer that head office’s books do not bear out is asked for again, and raises no alarm of a second machine', async () => {
    capabilities = ['register-journal']
    journal.sell(2)
    held = true
    start()
    await until(() => exchanges.length === 1)
    exchanges[0]?.answer({ seq: 3, hash: 'f'.repeat(64) })
    await untilState(replicator, 'offline')
    time.fire(await settled(time))
    await until(() => exchanges.length === 2)
    expect(exchanges[1]?.batch.conflict).toBeUndefined()
    exchanges[1]?.answer()
    await untilState(replicator, 'healthy')
    expect([journal.cursor?.epoch, journal.cursor?.seq]).toEqual([1, 2])
  })

  test('[REP-6] a broken chain of its own is not fed to a new head office', async () => {
    journal.sell(2)
    start()
    await untilState(replicator, 'healthy')
    await until(() => journal.cursor?.seq === 2)
    const [first] = journal.entries
    if (first !== undefined) journal.entries[0] = { ...first, text: first.text.replace('Tea', 'Tee') }
    held = true
    time.fire(await settled(time))
    await until(() => exchanges.length === 2)
    exchanges[1]?.answer({ seq: 0, hash: GENESIS_HASH, instance: '018f3c8e-0000-7000-8000-00000000000c' })
    await untilState(replicator, 'conflict')
    expect(journal.cursor).toMatchObject({ seq: 2, instance })
  })

  test('[REP-5] an answer of another epoch, or one that never gets on, is followed by a pause, not by a storm', async () => {
    journal.sell(1)
    held = true
    start()
    await until(() => exchanges.length === 1)
    exchanges[0]?.answer({ epoch: 2 })
    time.fire(await settled(time))
    await until(() => exchanges.length === 2)
    exchanges[1]?.answer({ seq: 0, hash: GENESIS_HASH })
    await settled(time)
    expect([replicator.view().state, exchanges.length]).toEqual(['offline', 2])
  })

  test('[REP-11] a core that fails for a moment is a failure like any other', async () => {
    start()
    await untilState(replicator, 'healthy')
    const journalHead = journal.journalHead.bind(journal)
    journal.journalHead = () => Promise.reject(new Error('core stopped'))
    replicator.wake()
    await untilState(replicator, 'offline')
    journal.journalHead = journalHead
    time.fire(await settled(time))
    await untilState(replicator, 'healthy')
  })
})

describe('the clock of a register beside head office’s', () => {
  test('[REP-9] is told of while it is more than two minutes off, and no longer; what is sent is acknowledged all the same', async () => {
    held = true
    start()
    const answeredAt = async (at: number): Promise<number | undefined> => {
      const before = exchanges.length
      journal.sell()
      replicator.wake()
      await until(() => exchanges.length > before)
      exchanges.at(-1)?.response.setHeader('date', new Date(at).toUTCString())
      exchanges.at(-1)?.answer()
      await until(() => replicator.view().state === 'healthy')
      return replicator.view().clockAheadSeconds
    }
    await until(() => exchanges.length === 1)
    exchanges[0]?.answer()
    await untilState(replicator, 'healthy')
    const day = 86_400_000
    expect(Math.round(((await answeredAt(time.now - 400 * day)) ?? 0) / 86_400)).toBe(400)
    expect(Math.round(((await answeredAt(time.now + 7 * day)) ?? 0) / 86_400)).toBe(-7)
    expect(await answeredAt(time.now + 60_000)).toBeUndefined()
    expect(replicator.view()).toMatchObject({ waiting: 0 })
  })
})

describe('enrolment from the register', () => {
  test('[REP-14] an address that would carry takings over the network in plain text is refused, and nothing is sent', async () => {
    journal.registerNumber = 0
    start()
    await until(() => replicator.view().state === 'unenrolled')
    for (const url of ['http://192.0.2.1:80', 'http://head-office.example', 'ftp://127.0.0.1', 'http://name:word@127.0.0.1', 'nonsense']) {
      expect(await replicator.enrol(url, '0123-4567-89AB')).toEqual({ ok: false, refusal: { code: 'enrolment.refused', params: { reason: 'address-refused' } } })
    }
    expect(await replicator.enrol(server.url, 'too short')).toMatchObject({ refusal: { params: { reason: 'code-unknown' } } })
    expect(exchanges).toEqual([])
  })

  test('[REP-14] a head office that is not there is unreachable, not a refusal', async () => {
    journal.registerNumber = 0
    start()
    const gone = await serve(() => {})
    await gone.close()
    expect(await replicator.enrol(gone.url, '0123-4567-89AB')).toEqual({ ok: false, refusal: { code: 'headOffice.unreachable' } })
    expect(replicator.view()).toMatchObject({ enrolled: false, state: 'unenrolled' })
  })
})
