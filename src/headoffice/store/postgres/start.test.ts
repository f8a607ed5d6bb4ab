import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createPostgres, noPostgres, skippedTitle } from '../databases.fixture.ts'
import { openPool, readDatabaseUrl } from './connect.ts'
import { explain } from './explain.ts'
import { prepareDatabase } from './migrate.ts'
import { boundsOf } from './partitions.ts'
import { openPostgresStore } from './store.ts'

let database: Awaited<ReturnType<typeof createPostgres>>

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

const open = (url: string) => openPostgresStore(url, 1, () => {})

/** What a person is told, and nothing of the password in it. */
async function refusalOf(url: string): Promise<string> {
  const said = await open(url).then(
    async (store) => {
      await store.close()
      return 'it started'
    },
    (cause: unknown) => String(cause),
  )
  const { password } = new URL(url)
  if (password !== '') expect(said).not.toContain(password)
  return said
}

function changed(change: (url: URL) => void): string {
  const url = new URL(database.databaseUrl)
  change(url)
  return url.href
}

if (noPostgres === undefined) describe('a head office that can not start on this PostgreSQL says why and what to do', () => {
  beforeEach(async () => {
    database = await createPostgres()
  })

  afterEach(async () => {
    await database.drop()
  })

  test('[REP-12] a wrong password, an unknown database, nobody listening, an unknown host', async () => {
    expect(await refusalOf(changed((url) => (url.password = 'not-the-password')))).toMatch(/refused the user or the password.*DATABASE_URL/u)
    expect(await refusalOf(changed((url) => (url.username = 'nobody-of-this-name')))).toMatch(/refused the user or the password/u)
    expect(await refusalOf(changed((url) => (url.password = '')))).toMatch(/asks for a password/u)
    expect(await refusalOf(changed((url) => (url.pathname = '/no_such_database')))).toMatch(/no database no_such_database at 127\.0\.0\.1:\d+ as postgres.*CREATE DATABASE/u)
    expect(await refusalOf(changed((url) => (url.port = '1')))).toMatch(/nothing answers.*Is PostgreSQL running/u)
    expect(await refusalOf(changed((url) => url.searchParams.set('sslmode', 'verify-full')))).toMatch(/speaks no TLS/u)
  })

  test('[REP-12] a user who may make no tables is told the right that is missing, and nothing is left behind', async () => {
    await database.rows("CREATE ROLE till_guest LOGIN PASSWORD 'guest-password'").catch(() => undefined)
    const guest = changed((url) => {
      url.username = 'till_guest'
      url.password = 'guest-password'
    })
    expect(await refusalOf(guest)).toMatch(/GRANT CREATE, USAGE ON SCHEMA public/u)
    await database.rows('GRANT CREATE, USAGE ON SCHEMA public TO till_guest')
    expect(await refusalOf(guest)).toBe('it started')
    await database.rows('DROP OWNED BY till_guest CASCADE')
    await database.rows('DROP ROLE till_guest')
  })

  test('[REP-12] a database of a newer version is refused, untouched', async () => {
    await (await open(database.databaseUrl)).close()
    const versions = () => database.rows('SELECT version FROM head_office_version ORDER BY version')
    const before = await versions()
    await database.rows('INSERT INTO head_office_version (version, applied_at) VALUES (99, 1)')
    expect(await refusalOf(database.databaseUrl)).toContain(`version 99, this program knows ${before.length}. Start the newer program`)
    expect(await versions()).toEqual([...before, { version: 99 }])
  })

  test('[REP-12] somebody else’s tables of our names are left alone', async () => {
    await database.rows('CREATE TABLE store (theirs text)')
    expect(await refusalOf(database.databaseUrl)).toMatch(/tables of these names that are not head office's/u)
    expect(await database.rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")).toEqual([{ table_name: 'store' }])
  })

  test('[REP-12] steps are applied once, in order, whole or not at all, also by four at the same time', async () => {
    const pools = [1, 2, 3, 4].map(() => openPool(new URL(database.databaseUrl), () => {}))
    const base = 'CREATE TABLE instance (singleton integer PRIMARY KEY, id text, created_at bigint); CREATE TABLE chain_pepper (singleton integer PRIMARY KEY, pepper text); CREATE TABLE steps (step integer);'
    const prepare = ({ pool }: (typeof pools)[number], ...steps: string[]) => prepareDatabase(pool, 1, [base, ...steps])
    try {
      const instances = await Promise.all(pools.map((pool) => prepare(pool, 'INSERT INTO steps VALUES (2)')))
      expect(new Set(instances.map(({ instance, pepper }) => `${instance} ${pepper}`)).size).toBe(1)
      const [pool] = pools
      if (pool === undefined) throw new Error('no pool')
      await expect(prepare(pool, 'INSERT INTO steps VALUES (2)', 'INSERT INTO steps VALUES (3)', 'INSERT INTO nowhere VALUES (4)')).rejects.toThrow('nowhere')
      expect(await database.rows('SELECT step FROM steps')).toEqual([{ step: 2 }])
      expect(await prepare(pool, 'INSERT INTO steps VALUES (2)', 'INSERT INTO steps VALUES (3)')).toEqual(instances[0])
      expect(await database.rows('SELECT step FROM steps')).toEqual([{ step: 2 }, { step: 3 }])
      expect(await database.rows('SELECT version FROM head_office_version ORDER BY version')).toEqual([{ version: 1 }, { version: 2 }, { version: 3 }])
    } finally {
      await Promise.all(pools.map((pool) => pool.end()))
    }
  })
})

describe('DATABASE_URL', () => {
  test.each([
    ['postgresql://user:se#cret@host/db', 'percent-encoded'],
    ['postgresql://user:100%secret@host/db', 'percent-encoded'],
    ['user:secret@host/db', 'begins with user:'],
    ['mysql://user:secret@host/db', 'begins with mysql:'],
    ['secret', 'percent-encoded'],
  ])('[REP-12] %s is refused in words without its password', (url, words) => {
    let said = ''
    try {
      readDatabaseUrl(url)
    } catch (cause) {
      said = String(cause)
    }
    expect(said).toContain(words)
    expect(said).not.toMatch(/secret|se#cret/u)
  })

  test('[REP-12] whatever a driver says, the password is taken out of it', () => {
    const said = explain(new Error('could not use postgresql://user:p%40ss@host or p@ss'), 'database x', 'p@ss')
    expect(said.message).toBe('could not use postgresql://user:***@host or ***')
  })

  test('[REP-16] a month ends where the next one begins, also in December', () => {
    expect(boundsOf('2026-11')).toEqual({ from: '2026-11-01', to: '2026-12-01' })
    expect(boundsOf('2026-12')).toEqual({ from: '2026-12-01', to: '2027-01-01' })
  })
})
