import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import path from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { acknowledgement, commonProtocol, oldestProtocol, ownProtocols, problem, protocolVersion } from '../../src/contracts/replication/index.ts'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { batchOf, enrol, post, append, testRegister } from '../../src/headoffice/register.fixture.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from '../../src/headoffice/store/databases.fixture.ts'
import { openStore } from '../../src/headoffice/store/open-store.ts'
import { startReplicator, type Replicator } from '../../src/main/replicator/index.ts'
import { manualTime, settled, testJournal, untilState } from '../integration/replication.fixture.ts'

/*
 * What older programs really said and heard, byte by byte, recorded while they ran: a register of that version and a head office of that version,
 * through a proxy that wrote down both. Never written anew: whoever breaks one of these breaks a shop that has not been updated yet.
 */
interface Exchange {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** base64. */
  readonly request: string
  readonly status: number
  readonly answer: string
}
const folder = path.join(import.meta.dirname, 'wire')
const recordings = readdirSync(folder).map((file) => ({ name: file.replace('.json', ''), ...(JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { said: string; exchanges: readonly Exchange[] }) }))
const bytes = (text: string): Buffer => Buffer.from(text, 'base64')
const plain = ({ headers, request }: Exchange): Record<string, unknown> => JSON.parse((headers['content-encoding'] === 'zstd' ? zstdDecompressSync(bytes(request)) : bytes(request)).toString()) as Record<string, unknown>
const said = ({ answer }: Exchange): Record<string, unknown> => JSON.parse(bytes(answer).toString()) as Record<string, unknown>
const batches = (exchanges: readonly Exchange[]): readonly Exchange[] => exchanges.filter((one) => one.path.endsWith('/batches'))
const store = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 } as const

let office: HeadOffice | undefined
let database: TestDatabase | undefined
let older: Server | undefined
let replicator: Replicator | undefined
afterEach(async () => {
  older?.closeAllConnections()
  older?.close()
  await replicator?.close()
  await office?.close()
  await database?.drop()
  office = database = older = replicator = undefined
})

async function serve(answer: (path: string, body: Buffer) => { readonly status: number; readonly bytes: Buffer | string }): Promise<string> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { status, bytes: body } = answer(request.url ?? '', Buffer.concat(parts))
      response.writeHead(status, { 'content-type': status === 200 ? 'application/json' : 'application/problem+json' }).end(body)
    })
  })
  older = server
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

test('[REP-12] what is spoken is this program’s protocol and two back, and of each older one there is a recording', () => {
  expect(ownProtocols).toEqual({ oldest: Math.max(1, protocolVersion - 2), newest: protocolVersion })
  const recorded = new Set(recordings.map(({ name }) => Number(name.split('-')[0])))
  for (let protocol = oldestProtocol; protocol < protocolVersion; protocol += 1) expect(recorded.has(protocol), `protocol ${protocol}`).toBe(true)
  expect(recordings.length).toBeGreaterThanOrEqual(3)
})

test('[REP-12] two windows meet at the newest that both understand, or it is known who is too old', () => {
  const own = { oldest: 3, newest: 5 }
  expect([{ oldest: 4, newest: 9 }, { oldest: 1, newest: 3 }, { oldest: 3, newest: 5 }, { oldest: 6, newest: 8 }, { oldest: 1, newest: 2 }].map((other) => commonProtocol(own, other))).toEqual([5, 3, 5, 'own is older', 'other is older'])
})

describe.each(databaseKinds.flatMap(({ name, create }) => recordings.map((recording) => ({ ...recording, database: name, create }))))('an older register, "$name", at today’s head office on $database', ({ exchanges, create }) => {
  test('[REP-12] each byte it sent is understood, filed once, and answered so that it understands it', async () => {
    database = await create()
    office = await startHeadOffice({ ...database.location, store, clock: () => 1_795_300_000_000, log: () => undefined })
    // Its code was spent long ago: it is enrolled by the key and the id that it enrolled with.
    const [enrolment] = exchanges
    if (enrolment === undefined) throw new Error('nothing was recorded')
    const { register, publicKey } = plain(enrolment) as { register: string; publicKey: string }
    const side = await openStore(database.location, 0, () => {})
    await side.addCode(office.storeId, 'recorded', 10, 0)
    expect((await side.enrol({ codeHash: 'recorded', register, publicKey }, 1)).ok).toBe(true)
    await side.close()

    for (const one of [...batches(exchanges), ...batches(exchanges)]) {
      const reply = await fetch(`${office.url}${one.path}`, { method: 'POST', headers: one.headers, body: new Uint8Array(bytes(one.request)) })
      const today = (await reply.json()) as Record<string, unknown>
      expect([reply.status, plain(one)['protocol']]).toEqual([200, 1])
      const before = said(one)
      // All that it read of an answer then is there now, of the same kind; of what is new it knows nothing.
      for (const key of Object.keys(before)) expect([key, typeof today[key]]).toEqual([key, typeof before[key]])
      for (const encoding of before['capabilities'] as string[]) expect(today['capabilities']).toContain(encoding)
    }
    const last = batches(exchanges).at(-1)
    const heartbeat = await fetch(`${office.url}${last?.path ?? ''}`, { method: 'POST', headers: last?.headers ?? {}, body: new Uint8Array(bytes(last?.request ?? '')) })
    expect(await heartbeat.json()).toMatchObject({ epoch: said(last ?? enrolment)['epoch'], seq: 43, hash: said(last ?? enrolment)['hash'] })
    expect(await database.rows('SELECT count(*) AS n FROM sale')).toEqual([{ n: 43 }])
    expect(await database.rows('SELECT count(*) AS n FROM quarantine')).toEqual([{ n: 0 }])
  })
})

describe.each(recordings)('today’s register at an older head office, "$name"', ({ exchanges }) => {
  test('[REP-12] it speaks as that one understands, sends everything, and asks no door that is not there', async () => {
    const journal = testJournal()
    journal.registerNumber = 1
    const asked: Record<string, unknown>[] = []
    const doors = new Set<string>()
    // The words of then, about the journal of now: of an acknowledgement only seq and hash are the journal's own.
    const [template] = batches(exchanges)
    if (template === undefined) throw new Error('nothing was recorded')
    const capabilities = (said(template)['capabilities'] as string[]).filter((name) => ['gzip', 'zstd'].includes(name))
    const url = await serve((address, body) => {
      doors.add(address.split('/').at(-1) ?? '')
      const text = body.subarray(0, 4).equals(Buffer.from([0x28, 0xb5, 0x2f, 0xfd])) ? zstdDecompressSync(body) : body
      const batch = JSON.parse(text.toString()) as { fromSeq: number; entries: string[] }
      asked.push(batch)
      const seq = batch.fromSeq + batch.entries.length - 1
      return { status: 200, bytes: JSON.stringify({ ...said(template), capabilities, epoch: 1, seq, hash: journal.entries[seq - 1]?.hash ?? '0'.repeat(64) }) }
    })
    journal.sell(250)
    const time = manualTime()
    replicator = startReplicator({ source: journal, headOfficeUrl: url, ...time })
    await untilState(replicator, 'healthy')
    time.fire(await settled(time))
    await settled(time)
    expect([journal.cursor?.seq, replicator.view().state, [...doors]]).toEqual([250, 'healthy', ['batches']])
    const recorded = plain(template)
    for (const batch of asked) {
      for (const key of Object.keys(recorded).filter((name) => !['refundsAsked', 'contradictedAfter'].includes(name))) expect([key, typeof batch[key]]).toEqual([key, typeof recorded[key]])
      expect([batch['protocol'], batch['capabilities']]).toEqual([1, undefined])
    }
  })

  test('[REP-12] its answers, byte by byte, are acknowledgements today', () => {
    for (const one of batches(exchanges)) expect(acknowledgement.parse(said(one))).toMatchObject({ epoch: 1, seq: said(one)['seq'], hash: said(one)['hash'] })
  })
})

describe('of versions that do not understand each other', () => {
  test('[REP-12] a register that speaks what head office does not understand is refused in words, nothing of it is filed, and head office’s page says who has to be updated', async () => {
    const [kind] = databaseKinds
    database = await kind?.create()
    if (database === undefined) throw new Error('no database')
    office = await startHeadOffice({ ...database.location, store, clock: Date.now, log: () => undefined })
    const register = testRegister()
    await enrol(office.url, register, (await office.createEnrolmentCode()).code)
    append(register)
    for (const [protocol, who] of [[protocolVersion + 1, 'head office'], [0, 'the register']] as const) {
      const reply = await post(office.url, register, { ...batchOf(register, 1, 1), protocol })
      const refused = problem.parse(await reply.json())
      expect([reply.status, refused.type, refused.protocols]).toEqual([426, '/problems/protocol-unknown', ownProtocols])
      expect(refused.detail).toContain(`Update ${who}.`)
    }
    expect(await database.rows('SELECT count(*) AS n FROM ledger')).toEqual([{ n: 0 }])
    expect((await post(office.url, register, batchOf(register, 1, 1))).status).toBe(200)
  })

  test.each([
    { theirs: { oldest: 4, newest: 6 }, update: 'till', speaks: 1 },
    { theirs: { oldest: 2, newest: 3 }, update: undefined, speaks: 2 },
  ])('[REP-12] a register that is refused for its protocol speaks another that both understand, or says whose update it takes; selling goes on ($theirs.oldest to $theirs.newest)', async ({ theirs, update, speaks }) => {
    const journal = testJournal()
    journal.registerNumber = 1
    const spoken: number[] = []
    const url = await serve((_address, body) => {
      const batch = JSON.parse(body.toString()) as { protocol: number; fromSeq: number; entries: string[] }
      spoken.push(batch.protocol)
      if (batch.protocol < theirs.oldest) return { status: 426, bytes: JSON.stringify({ type: '/problems/protocol-unknown', title: 't', status: 426, protocols: theirs }) }
      const seq = batch.fromSeq + batch.entries.length - 1
      return { status: 200, bytes: JSON.stringify({ epoch: 1, seq, hash: journal.entries[seq - 1]?.hash, instance: '018f3c8e-0000-7000-8000-00000000000b', capabilities: [], protocols: theirs }) }
    })
    journal.sell(2)
    const time = manualTime()
    replicator = startReplicator({ source: journal, headOfficeUrl: url, ...time })
    await settled(time)
    expect([replicator.view().update, spoken.at(-1), journal.cursor?.seq]).toEqual([update, speaks, update === undefined ? 2 : undefined])
    journal.sell(1)
    replicator.wake()
    await settled(time)
    expect(replicator.view().waiting).toBe(update === undefined ? 0 : 3)
  })

  test('[REP-12] a register that is newer than this head office understands says that head office has to be updated, and goes on by itself once it was', async () => {
    const [kind] = databaseKinds
    database = await kind?.create()
    if (database === undefined) throw new Error('no database')
    office = await startHeadOffice({ ...database.location, store, clock: Date.now, log: () => undefined })
    const journal = testJournal()
    const time = manualTime()
    replicator = startReplicator({ source: journal, ...time, protocols: { oldest: protocolVersion + 1, newest: protocolVersion + 3 } })
    const { code } = await office.createEnrolmentCode()
    expect((await replicator.enrol(office.url, code)).ok).toBe(true)
    journal.sell(1)
    const wait = await settled(time)
    expect([replicator.view().update, replicator.view().state]).toEqual(['headOffice', 'offline'])
    expect(wait).toBeGreaterThan(0)
  })
})
