import { mkdirSync } from 'node:fs'
import { loadavg } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import pg from 'pg'
import { startHeadOfficeProcess } from '../../src/main/demo/head-office-process.ts'
import { armIn, type ArmResult, type Family, type Goal, type GroupResult, median, quantile, rounded } from '../harness.ts'
import { headOffice } from '../lib/backlog.ts'
import { enrolAll, type Fleet, fleet, inParallel, lineTo, type PackedBatch, someSales } from '../lib/ingest-load.ts'
import { type BenchPostgres, cpuOf, startPostgres } from '../lib/postgres.ts'

/** Somebody who takes batches. */
interface Taker {
  readonly name: string
  readonly kind: 'floor' | 'ours'
  readonly fleet: Fleet
  send(batch: PackedBatch): Promise<number>
  /** What is in it: sales, and bytes of tables with their keys. */
  held(): Promise<{ readonly sales: number; readonly bytes: number }>
  close(): Promise<void>
}

interface Shape {
  readonly name: string
  readonly batches: number
  readonly size: number
}

/** Head office takes batches of many registers at once: in processes of their own the database, head office, and here those who send. */
export const ingest: Family = async ({ quick, scratch, say }) => {
  const sales = await someSales(scratch, 200)
  const rounds = quick ? 3 : 6
  const registers = 16
  const shapes: readonly Shape[] = [
    { name: `batches of 200 sales, ${registers} registers at once`, batches: 1, size: 200 },
    { name: `batches of 50 sales, ${registers} registers at once`, batches: 3, size: 50 },
    { name: `single sales, ${registers} registers at once`, batches: quick ? 15 : 30, size: 1 },
  ]
  const groups: GroupResult[] = []
  const goals: Goal[] = []
  const facts: Record<string, number | string> = { linesOfASale: 5, registers }
  const postgres = await startPostgres(say)
  const kinds = [...(postgres === undefined ? [] : [{ kind: 'PostgreSQL', open: () => onPostgres(postgres, scratch, fleetOf) }]), { kind: 'SQLite', open: () => onSqlite(path.join(scratch, 'sqlite'), fleetOf) }]
  function fleetOf(): Fleet {
    return fleet(registers, sales)
  }
  try {
    for (const { kind, open } of kinds) {
      const takers = await open()
      for (const shape of shapes) {
        const group = await measured(`${kind}: ${shape.name}`, takers, shape, rounds, facts)
        groups.push(group)
        const [floor, ours] = [armIn(group, 'floor: the texts alone'), armIn(group, 'ours, through HTTP')]
        goals.push({ name: `${kind}, ${shape.size === 1 ? 'single sales' : `batches of ${shape.size}`}: time a sale to its text alone`, value: ours.p50 / floor.p50, limit: limitOf(kind, shape.size), unit: 'ratio' })
        say(`${group.name}: ${group.arms.map(({ name, p50 }) => `${name} ${rounded(1e6 / p50)}/s`).join(', ')}`)
      }
      for (const taker of takers) {
        const { sales, bytes } = await taker.held()
        facts[`${kind}: bytes a sale on disk with keys, ${taker.name}`] = Math.round(bytes / sales)
        await taker.close()
      }
    }
  } finally {
    await postgres?.close()
  }
  const [one] = await fleet(1, sales).more(1, 1)
  facts['bytes of a sale’s text'] = Buffer.byteLength(one?.[0]?.register.entries[0]?.text ?? '')
  for (const size of [1, 50, 200]) {
    const [batches] = await fleet(1, sales).more(1, size)
    facts[`bytes a sale on the line, batches of ${size}`] = Math.round((batches?.[0]?.bytes.byteLength ?? 0) / size)
  }
  return { groups, goals, facts }
}

/** Of what was measured when it was written, rounded up: what it is to hold, not what it could be one day. */
function limitOf(kind: string, size: number): number {
  if (kind === 'SQLite') return 8
  return size === 1 ? 6 : 5
}

async function measured(name: string, takers: readonly Taker[], { batches, size }: Shape, rounds: number, facts: Record<string, number | string>): Promise<GroupResult> {
  const perSale = new Map<Taker, number[]>(takers.map((taker) => [taker, []]))
  const waits = new Map<Taker, number[]>(takers.map((taker) => [taker, []]))
  const cpu = { headOffice: 0, database: 0, sales: 0 }
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < takers.length; turn += 1) {
      const taker = takers[(turn + round) % takers.length]
      if (taker === undefined) continue
      const work = await taker.fleet.more(batches, size)
      const before = cpuOf()
      const { ms, each } = await inParallel(work, (batch) => taker.send(batch))
      // The first is what compiles and connects.
      if (round === 0) continue
      const sales = batches * size * work.length
      perSale.get(taker)?.push((ms * 1e3) / sales)
      waits.get(taker)?.push(...each)
      if (taker.name !== 'ours, through HTTP') continue
      const after = cpuOf()
      cpu.headOffice += after.headOffice - before.headOffice
      cpu.database += after.database - before.database
      cpu.sales += sales
    }
  }
  const floor = median([...perSale].flatMap(([{ kind }, times]) => (kind === 'floor' ? times : [])))
  const arms = takers.map((taker): ArmResult => {
    const [times, each] = [perSale.get(taker) ?? [], waits.get(taker) ?? []]
    const p50 = median(times)
    facts[`${name}: ${taker.name}, sales a second`] = rounded(1e6 / p50)
    facts[`${name}: ${taker.name}, ms of a request p50, p99`] = `${rounded(quantile(each, 0.5))}, ${rounded(quantile(each, 0.99))}`
    return { name: taker.name, kind: taker.kind, p50: rounded(p50), p99: rounded(Math.max(...times)), toFloor: rounded(p50 / floor), samples: times.length, verdict: 'right', note: 'µs of wall time a sale: median and slowest round' }
  })
  const aSale = (ms: number): string => (cpu.headOffice === 0 ? 'nobody counted' : `${rounded((ms * 1e3) / cpu.sales)}`)
  facts[`${name}: µs of head office’s processor a sale`] = aSale(cpu.headOffice)
  if (!name.startsWith('SQLite')) facts[`${name}: µs of the database’s processor a sale`] = aSale(cpu.database)
  return { name, load: loadavg()[0] ?? 0, arms }
}

async function overHttp(of: Fleet, data: string, databaseUrl: string | undefined, held: Taker['held']): Promise<Taker> {
  const office = await startHeadOfficeProcess({ script: headOffice, data, storeName: 'Corner', chainName: 'Corner', language: 'en', timeZone: 'UTC', ...(databaseUrl !== undefined && { databaseUrl }) })
  await enrolAll(of.registers, office)
  const line = lineTo(office.url, of.registers.length)
  return {
    name: 'ours, through HTTP',
    kind: 'ours',
    fleet: of,
    send: line.send,
    held,
    close: async () => {
      line.close()
      await office.close()
    },
  }
}

async function onPostgres(postgres: BenchPostgres, scratch: string, fleetOf: () => Fleet): Promise<readonly Taker[]> {
  const bare = new pg.Pool({ connectionString: await postgres.database('bare'), max: 10 })
  await bare.query('CREATE TABLE entry (store text, register text, epoch bigint, seq bigint, text bytea NOT NULL, PRIMARY KEY (store, register, epoch, seq))')
  const sizeOf = async (pool: pg.Pool, tables: string): Promise<number> => Number((await pool.query<{ bytes: string }>(`SELECT sum(pg_total_relation_size(c.oid)) AS bytes FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND ${tables}`)).rows[0]?.bytes)
  const countOf = async (pool: pg.Pool, table: string): Promise<number> => Number((await pool.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n)
  const floor: Taker = {
    name: 'floor: the texts alone',
    kind: 'floor',
    fleet: fleetOf(),
    send: async ({ register, from, to }) => {
      const began = performance.now()
      const texts = register.entries.slice(from - 1, to).map(({ text }) => Buffer.from(text))
      await bare.query({ name: 'add', text: `INSERT INTO entry SELECT $1, $2, 1, $3 + n - 1, t FROM unnest($4::bytea[]) WITH ORDINALITY AS x (t, n)`, values: ['the store', register.id, from, texts] })
      return performance.now() - began
    },
    held: async () => ({ sales: await countOf(bare, 'entry'), bytes: await sizeOf(bare, 'true') }),
    close: () => bare.end(),
  }
  const url = await postgres.database('office')
  const data = path.join(scratch, 'postgres-office')
  const looker = new pg.Pool({ connectionString: url, max: 1 })
  const ours = await overHttp(fleetOf(), data, url, async () => ({ sales: await countOf(looker, 'sale'), bytes: await sizeOf(looker, 'true') }))
  return [floor, { ...ours, close: async () => {
    await looker.end()
    await ours.close()
  } }]
}

async function onSqlite(folder: string, fleetOf: () => Fleet): Promise<readonly Taker[]> {
  mkdirSync(folder, { recursive: true })
  const bare = new Database(path.join(folder, 'bare.db'))
  bare.pragma('journal_mode = WAL')
  bare.pragma('synchronous = FULL')
  bare.exec('CREATE TABLE entry (store TEXT, register TEXT, epoch INTEGER, seq INTEGER, text TEXT NOT NULL, PRIMARY KEY (store, register, epoch, seq)) STRICT, WITHOUT ROWID')
  const add = bare.prepare('INSERT INTO entry VALUES (?, ?, 1, ?, ?)')
  const addAll = bare.transaction(({ register, from, to }: PackedBatch) => {
    for (let seq = from; seq <= to; seq += 1) add.run('the store', register.id, seq, register.entries[seq - 1]?.text)
  })
  const held = (database: Database.Database, table: string): { readonly sales: number; readonly bytes: number } => ({
    sales: database.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? 0,
    bytes: database.prepare<[], { n: number }>('SELECT page_count * page_size AS n FROM pragma_page_count(), pragma_page_size()').get()?.n ?? 0,
  })
  const floor: Taker = {
    name: 'floor: the texts alone',
    kind: 'floor',
    fleet: fleetOf(),
    send: async (batch) => {
      const began = performance.now()
      addAll.immediate(batch)
      return performance.now() - began
    },
    held: async () => held(bare, 'entry'),
    close: async () => void bare.close(),
  }
  const data = path.join(folder, 'office')
  const ours = await overHttp(fleetOf(), data, undefined, async () => {
    const looker = new Database(path.join(data, 'head-office.db'), { readonly: true })
    try {
      return held(looker, 'sale')
    } finally {
      looker.close()
    }
  })
  return [floor, ours]
}
