import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createPostgres, noPostgres, skippedTitle } from '../databases.fixture.ts'
import { askedOfEverything } from './everything.fixture.ts'
import { planFault, type PlanNode } from './plan-fault.fixture.ts'
import { openPostgresStore } from './store.ts'

// Head office can be spread over several databases by store (docs/explain/scale.md) for as long as this holds: what is a store's is found by its
// store, and is the only one of its kind within its store.

/** Tables of the chain, and what becomes of them where stores are spread. */
const ofTheChain: Readonly<Record<string, string>> = {
  instance: 'one row',
  chain_pepper: 'one row',
  head_office_version: 'one row a step',
  store: 'its own id is the store',
  rebuild_code: 'whoever has a code knows no store yet: a few rows, the same on every node',
  enrolment_code: 'whoever has a code knows no store yet: a few rows, the same on every node',
  person: 'people of head office',
  person_recovery_code: 'people of head office',
  person_event: 'people of head office',
  sign_on_wait: 'people of head office',
  stored_value: 'a gift card is good in every store: spread by its number',
  stored_value_move: 'a gift card is good in every store: spread by its number',
  stored_value_hold: 'a gift card is good in every store: spread by its number',
  stored_value_put_away: 'a gift card is good in every store: spread by its number',
}

/** Unique keys of a store’s tables that do not begin with it. */
const otherKeys: Readonly<Record<string, string>> = {
  register_id_key: 'a register asks with its id alone, and that leads to its store: where stores are spread it becomes a small table of (id, store) that every node has',
}

/** Statements about a store’s tables that do not name a store, by their name or how they begin. */
const ofEveryStore: Readonly<Record<string, string>> = {
  register: 'from a register’s id its store is found',
  'SELECT id FROM store ORDER BY name': 'the first start makes the first store',
  'SELECT id, name, chain_name, lines': 'from a code or a register’s id its store is found, at its enrolment',
  'UPDATE register SET retired_at': 'from a register’s id its store is found, once in its life',
}
/** The page of the whole chain asks every store at once, and joins within each. */
const fansOut = (name: string): boolean => name.startsWith('overview-')

interface Asked {
  readonly name: string
  readonly text: string
}

let database: Awaited<ReturnType<typeof createPostgres>>
const asked = new Map<string, Asked>()

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

if (noPostgres === undefined) describe('what is a store’s, on PostgreSQL', () => {
  beforeAll(async () => {
    database = await createPostgres()
    const store = await openPostgresStore(database.databaseUrl, Date.UTC(2026, 10, 21), () => {})
    const heard = vi.spyOn(pg.Client.prototype, 'query')
    try {
      await askedOfEverything(store)
    } finally {
      const calls: readonly (readonly unknown[])[] = heard.mock.calls
      for (const [query] of calls) {
        const { name = '', text = '' } = typeof query === 'string' ? { text: query } : (query as Partial<Asked>)
        if (/^(?:SELECT|INSERT|UPDATE|DELETE|WITH)\b/u.test(text)) asked.set(text, { name, text })
      }
      heard.mockRestore()
      await store.close()
    }
  })
  afterAll(() => database.drop())

  test('[REP-4] every unique key of a store’s tables begins with the store', async () => {
    const keys = (await database.rows(`SELECT c.relname AS "table", i.relname AS key, (SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attnum = x.indkey[0]) AS first
      FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE x.indisunique AND n.nspname = 'public' ORDER BY 1, 2`)) as readonly { readonly table: string; readonly key: string; readonly first: string }[]
    expect(keys.length).toBeGreaterThan(25)
    expect(keys.filter(({ table, key, first }) => first !== 'store' && ofTheChain[table] === undefined && otherKeys[key] === undefined)).toEqual([])
    // A reason for what is no longer there is nobody's.
    const there = new Set(keys.flatMap(({ table, key }) => [table, key]))
    expect([...Object.keys(ofTheChain), ...Object.keys(otherKeys)].filter((name) => !there.has(name))).toEqual([])
  })

  test('[REP-4] every table has a key', async () => {
    const bare = await database.rows(`SELECT c.relname AS "table" FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT EXISTS (SELECT 1 FROM pg_index x WHERE x.indrelid = c.oid AND x.indisprimary)`)
    expect(bare).toEqual([])
  })

  test('[REP-4] every statement about a store’s tables names its store, for each table that it reads', async () => {
    const client = await database.client()
    const faults: string[] = []
    const excused = new Set<string>()
    try {
      for (const { name, text } of asked.values()) {
        const { rows } = await client.query<{ 'QUERY PLAN': readonly [{ Plan: PlanNode }] }>(`EXPLAIN (GENERIC_PLAN, VERBOSE, FORMAT JSON) ${text}`)
        const plan = rows[0]?.['QUERY PLAN'][0].Plan
        const fault = plan === undefined ? 'it has no plan' : planFault(plan, { ofTheChain: new Set(Object.keys(ofTheChain)), fansOut: fansOut(name) })
        if (fault === undefined) continue
        const excuse = Object.keys(ofEveryStore).find((one) => one === name || text.startsWith(one))
        if (excuse === undefined) faults.push(`${name === '' ? text : name}: ${fault}`)
        else excused.add(excuse)
      }
    } finally {
      await client.end()
    }
    expect(faults).toEqual([])
    expect([...excused].toSorted()).toEqual(Object.keys(ofEveryStore).toSorted())
  })

  test('[REP-4] and these are all the statements that there are', () => {
    const named = readdirSync(import.meta.dirname).flatMap((file) => {
      if (!file.endsWith('.ts') || /\.(?:test|fixture)\.ts$/u.test(file)) return []
      return [...readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(/\bname: '([a-z-]+)'/gu)].map(([, name = '']) => name)
    })
    const heard = new Set([...asked.values()].map(({ name }) => name))
    expect(named.length).toBeGreaterThan(60)
    expect(named.filter((name) => !heard.has(name))).toEqual([])
  })
})
