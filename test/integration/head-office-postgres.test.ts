import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problem } from '../../src/contracts/replication/index.ts'
import { type HeadOffice, startHeadOffice } from '../../src/headoffice/index.ts'
import { append, batchOf, enrol, post, testRegister } from '../../src/headoffice/register.fixture.ts'
import { createPostgres, noPostgres, ownServer, type OwnServer, skippedTitle } from '../../src/headoffice/store/databases.fixture.ts'
import { startHeadOfficeProcess } from '../../src/main/demo/head-office-process.ts'
import { startReplicator } from '../../src/main/replicator/index.ts'
import { manualTime, settled, testJournal, until, untilState } from './replication.fixture.ts'

// A server of somebody else's is not ours to stop and start.
const canRestart = noPostgres === undefined && (process.env['TILLWRIGHT_TEST_DATABASE_URL'] ?? '') === ''
if (noPostgres !== undefined) test.skip(skippedTitle, () => {})
else if (!canRestart) test.skip('PostgreSQL: the server is not ours to stop, so its outages were not tried', () => {})

const store = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }

if (canRestart) describe('head office whose PostgreSQL goes away', () => {
  let server: OwnServer
  let database: Awaited<ReturnType<typeof createPostgres>>
  let office: HeadOffice

  beforeAll(async () => {
    server = await ownServer()
    database = await createPostgres(server.url)
    office = await startHeadOffice({ ...database.location, store, clock: () => Date.UTC(2026, 10, 21, 12), log: () => {}, watchTimes: { everyMs: 20, graceMs: 200 } })
  })

  afterAll(async () => {
    await office.close()
  })

  test('[REP-17] an open page is told that the books are away and since when, and when they are back', async () => {
    const secret = new URL(office.pageUrl()).hash.replace('#secret=', '')
    const opened = await fetch(`${office.url}/api/session`, { method: 'POST', headers: { origin: office.url, 'content-type': 'application/json' }, body: JSON.stringify({ secret }) })
    const page = await fetch(`${office.url}/api/events`, { headers: { cookie: opened.headers.getSetCookie()[0]?.split(';')[0] ?? '' } })
    const parts = page.body?.pipeThrough(new TextDecoderStream()).getReader()
    let heard = ''
    const hear = async (text: string): Promise<void> => {
      while (!heard.includes(text)) heard += (await parts?.read())?.value ?? ''
    }
    await hear('event: overview')
    await server.stop()
    await hear(`event: books\ndata: {"awaySince":${Date.UTC(2026, 10, 21, 12)}}`)
    await server.start()
    await hear('event: books\ndata: {}')
    await parts?.cancel()
  })

  test('[REP-17] a register that sells on through two outages has everything there once, and the pool comes back by itself', async () => {
    const time = manualTime()
    const journal = testJournal()
    const replicator = startReplicator({ source: journal, ...time })
    expect((await replicator.enrol(office.url, (await office.createEnrolmentCode()).code)).ok).toBe(true)
    await untilState(replicator, 'healthy')
    for (const sold of [3, 5]) {
      journal.sell(sold)
      replicator.wake()
      // In the middle of it, and without goodbye.
      await server.stop()
      await settled(time)
      journal.sell(2)
      replicator.wake()
      await untilState(replicator, 'offline')
      expect(replicator.view().waiting).toBeGreaterThan(0)
      await server.start()
      while (replicator.view().state !== 'healthy' || replicator.view().waiting > 0) {
        const ms = await settled(time)
        time.fire(ms)
        await until(() => time.waiting().every((waiting) => waiting !== ms) || time.waiting().length === 1)
      }
    }
    await replicator.close()
    expect(await database.rows('SELECT text, hash FROM ledger WHERE register = ? ORDER BY seq', journal.id)).toEqual(journal.entries.map(({ text, hash }) => ({ text, hash })))
    expect(await database.rows('SELECT count(*) AS n FROM sale WHERE register = ?', journal.id)).toEqual([{ n: 12 }])
  })

  test('[REP-10] while it is away a batch is answered 503, to be sent again, and says nothing of the database', async () => {
    const register = testRegister()
    append(register)
    await enrol(office.url, register, (await office.createEnrolmentCode()).code)
    await server.stop()
    const answer = await post(office.url, register, batchOf(register, 1, 1))
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    const said = await answer.text()
    expect(problem.parse(JSON.parse(said)).type).toBe('/problems/database-away')
    expect(said).not.toMatch(/postgres|127\.0\.0\.1|ECONN/iu)
    await server.start()
    expect((await post(office.url, register, batchOf(register, 1, 1))).status).toBe(200)
  })
})

if (noPostgres === undefined) describe('head office as a process', () => {
  const main = path.join(import.meta.dirname, '..', '..', 'src', 'headoffice', 'main.ts')

  async function run(databaseUrl: string, done: (said: string) => boolean): Promise<{ readonly said: string; readonly code: number | null; readonly files: readonly string[] }> {
    const data = mkdtempSync(path.join(tmpdir(), 'head-office-process-'))
    const child = spawn(process.execPath, [main, '--data', data, '--port', '0'], { env: { ...process.env, DATABASE_URL: databaseUrl }, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (part: string) => {
        said += part
        if (done(said)) child.kill('SIGTERM')
      })
    }
    const [code] = (await once(child, 'exit')) as [number | null]
    const files = readdirSync(data)
    rmSync(data, { recursive: true })
    return { said, code, files }
  }

  test('[REP-6] DATABASE_URL puts its books there, and no file is made', async () => {
    const database = await createPostgres()
    const { said, code, files } = await run(database.databaseUrl, (text) => text.includes('page (opens once)'))
    expect(said).toMatch(/head office {2}http:\/\/127\.0\.0\.1:\d+/u)
    expect(code).toBe(0)
    expect(files).toEqual([])
    expect(await database.rows('SELECT name FROM store')).toEqual([{ name: 'Quay Street' }])
    expect(said).not.toContain(new URL(database.databaseUrl).password)
    await database.drop()
  })

  test('[REP-12] a database that can not be used ends it at once, with what to do and without the password', async () => {
    const database = await createPostgres()
    for (const [change, words] of [
      [(url: URL) => (url.password = 'wrong-secret'), /head office did not start: the database test_\w+ .* refused the user or the password/u],
      [(url: URL) => (url.password = ''), /asks for a password/u],
      [(url: URL) => (url.port = '1'), /nothing answers/u],
      [(url: URL) => (url.pathname = '/nowhere'), /CREATE DATABASE/u],
    ] as const) {
      const url = new URL(database.databaseUrl)
      change(url)
      const { said, code } = await run(url.href, () => false)
      expect(said).toMatch(words)
      expect(said).not.toContain('wrong-secret')
      expect(code).toBe(1)
    }
    await database.drop()
  })

  test('[REP-12] whoever starts it is told the same words', async () => {
    const data = mkdtempSync(path.join(tmpdir(), 'head-office-process-'))
    const starting = startHeadOfficeProcess({ script: main, data, storeName: 'a', chainName: 'b', language: 'en', timeZone: 'UTC', databaseUrl: 'postgresql://a:wrong-secret@127.0.0.1:1/x' })
    await expect(starting).rejects.toThrow(/head office did not start: nothing answers for the database x at 127\.0\.0\.1:1 as a/u)
    rmSync(data, { recursive: true })
  })
})
