import { afterEach, beforeEach, expect, test } from 'vitest'
import { batchRequest } from '../../src/contracts/replication/index.ts'
import { GENESIS_HASH } from '../../src/domain/journal/index.ts'
import { deadlineMs, heartbeatMs, type Replicator, startReplicator } from '../../src/main/replicator/index.ts'
import { type ManualTime, manualTime, serve, settled, testJournal, type TestServer, until, untilState } from './replication.fixture.ts'

const instance = '018f3c8e-0000-7000-8000-00000000000b'
let time: ManualTime
let replicator: Replicator
let server: TestServer
/** One for each batch that came: ends it with this status. */
let answers: ((status: number, headers?: Record<string, string>) => void)[]
let held: boolean

beforeEach(async () => {
  answers = []
  held = false
  server = await serve((_request, body, response) => {
    const { fromSeq, entries } = batchRequest.parse(JSON.parse(body.toString()))
    answers.push((status, headers = {}) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(status === 200 ? JSON.stringify({ epoch: 1, seq: fromSeq + entries.length - 1, hash: GENESIS_HASH, instance, capabilities: [] }) : '{}'))
    if (!held) answers.at(-1)?.(200)
  })
})

afterEach(async () => {
  // The server first: what a failed test left in flight must not keep close() waiting.
  const closing = replicator.close()
  await server.close()
  await closing
})

function start(random?: () => number): void {
  time = manualTime(random)
  const journal = testJournal()
  journal.registerNumber = 1
  replicator = startReplicator({ source: journal, headOfficeUrl: server.url, ...time })
}

const refuse = (status: number, headers?: Record<string, string>): void => answers.at(-1)?.(status, headers)

test('[REP-10] asked by a person it tries at once in any pause, and in vain that makes no pause longer and no later', async () => {
  start(() => 0.999_999)
  await untilState(replicator, 'healthy')
  held = true
  time.fire(heartbeatMs)
  for (let failure = 0; failure < 8; failure += 1) {
    await until(() => answers.length === failure + 2)
    refuse(500)
    const pause = await settled(time)
    if (failure < 7) time.fire(pause)
  }
  const pausing = time.waiting()
  expect(pausing.map((pause) => Math.ceil(pause / 1000))).toEqual([128])
  for (let press = 0; press < 5; press += 1) {
    const answered = replicator.tryNow()
    // Whoever presses twice asks once.
    void replicator.tryNow()
    await until(() => answers.length === press + 10)
    expect(time.waiting()).toEqual([...pausing, deadlineMs])
    refuse(500)
    expect((await answered).state).toBe('offline')
    expect(time.waiting()).toEqual(pausing)
  }
  expect(answers).toHaveLength(14)
  // The pause runs on to its own end, and the next is twice as long as it was, however often somebody pressed.
  time.fire(pausing[0] ?? 0)
  await until(() => answers.length === 15)
  refuse(500)
  expect(Math.ceil((await settled(time)) / 1000)).toBe(256)
  const answered = replicator.tryNow()
  await until(() => answers.length === 16)
  answers.at(-1)?.(200)
  expect((await answered).state).toBe('healthy')
  await until(() => time.waiting().join() === String(heartbeatMs))
})

test('[REP-10] a pause that ends while a person’s try is under way begins anew after it, and a Retry-After said to a person holds', async () => {
  start()
  await untilState(replicator, 'healthy')
  held = true
  time.fire(heartbeatMs)
  await until(() => answers.length === 2)
  refuse(500)
  const pause = await settled(time)
  const first = replicator.tryNow()
  await until(() => answers.length === 3)
  time.fire(pause)
  refuse(500)
  await first
  expect(await settled(time)).toBe(1000)
  const second = replicator.tryNow()
  await until(() => answers.length === 4)
  refuse(503, { 'retry-after': '20' })
  await second
  expect(await settled(time)).toBe(21_000)
  expect(answers).toHaveLength(4)
})

test('[REP-10] another address that somebody chose while a person’s try is under way is tried at once, and waits for no pause of the old one', async () => {
  start(() => 0.999_999)
  await untilState(replicator, 'healthy')
  held = true
  time.fire(heartbeatMs)
  for (let failure = 0; failure < 9; failure += 1) {
    await until(() => answers.length === failure + 2)
    refuse(500)
    const pause = await settled(time)
    if (failure < 8) time.fire(pause)
  }
  const answered = replicator.tryNow()
  await until(() => answers.length === 11)
  replicator.goTo(server.url)
  refuse(500)
  await answered
  expect(await settled(time)).toBeLessThan(1000)
})
