import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { GENESIS_HASH, verifyChain } from '../../src/domain/journal/index.ts'
import { startHeadOffice } from '../../src/headoffice/index.ts'
import { type Evidence, type HeldSale, type Life } from './kill-oracle.ts'
import { type FileSystem, type PowerDisk, powerDisk } from './power-disk.ts'
import { type SellingOptions, type SellingProcess, startSelling } from './selling-process.ts'
import { startStation } from './station.ts'

export interface KillsOptions {
  readonly kills: number
  /** The same seed kills after the same times; what the process was doing then is the machine's own. */
  readonly seed: number
  readonly say?: (line: string) => void
  /** Then it is the power of this register's disk that is cut each time, and the process ends with it. */
  readonly disk?: FileSystem
}

/** Milliseconds. */
const fromFirstSale = { least: 150, most: 1500 }
const patience = 120_000
/** What the demo store has when nobody disturbs its making. */
const whole = { operators: 4, pages: 8 }
/** The part of the lives in which drawer and printer keep up. */
const keepingUp = 0.8

/**
 * Kills a selling register again and again, lets it finish what it owes, and brings together who holds what. The
 * printer, the drawer and head office live here, in the process that survives.
 */
export async function killAtRandom({ kills, seed, say = () => undefined, disk: fileSystem }: KillsOptions): Promise<Evidence> {
  const between = chance(seed)
  const { folder, station, start, close } = await surroundings()
  const disk = fileSystem === undefined ? undefined : powerDisk(folder, fileSystem)
  const data = path.join(disk?.folder ?? folder, 'register')
  const file = path.join(data, 'register.db')
  try {
    const acknowledged: HeldSale[] = []
    const lives: Life[] = []
    const kickAttempts = new Map<string, number>()
    let pulsesBefore = 0
    let cashBefore = 0
    const endLife = async (): Promise<void> => {
      await station.quiet()
      const pulses = station.pulses()
      const now = kicksOf(file, kickAttempts)
      lives.push({ pulses: pulses - pulsesBefore, begun: now.cashSales - cashBefore - now.neverBegun })
      pulsesBefore = pulses
      cashBefore = now.cashSales
    }

    for (let kill = 1; kill <= kills; kill += 1) {
      // The heaps come last: a life after one would only print.
      const process = await start(data, kill <= kills * keepingUp ? 'keepingUp' : 'flatOut')
      await process.firstSale()
      if (disk === undefined) await process.killAfter(between(fromFirstSale))
      else await cutAfter(between(fromFirstSale), disk, process)
      acknowledged.push(...process.sold())
      await endLife()
      say(`kill ${kill}: ${process.sold().length} sales, ${acknowledged.length} in all`)
    }

    const last = await start(data, 'nothing')
    await last.ready()
    await until(() => waitingIn(file) === 0 && entriesIn(file) === ledgerOf(folder).length, 50)
    const code = await last.stop()
    if (code !== 0) throw new Error(`told to stop, the register ended with ${code}`)
    await endLife()
    return { acknowledged, ...held(file), headOffice: salesOf(folder), ledger: ledgerOf(folder), papers: station.papers(), lives, kickAttempts, unfinished: waitingIn(file) }
  } finally {
    disk?.remove()
    await close()
  }
}

async function cutAfter(ms: number, disk: PowerDisk, process: SellingProcess): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms))
  // Frozen first. A process that lives on beside a disk without power is nothing that happens, and the kernel told it of some
  // syncs that they were done: SQLite itself, with synchronous=FULL and nothing around it, then lost one commit in 3 of 50 cuts.
  process.freeze()
  disk.cut()
  await process.killAfter(0)
  disk.restore()
}

/** How far the making of a register has come, seen from outside. */
const stages = [
  { name: 'keys and no database', reached: (data: string) => existsSync(path.join(data, 'register.keys')) },
  { name: 'an empty file', reached: (data: string) => existsSync(path.join(data, 'register.db')) },
  { name: 'tables and nothing in them', reached: (data: string) => countIn(data, 'register') > 0 },
  { name: 'items without tiles', reached: (data: string) => countIn(data, 'item') > 0 },
  { name: 'tiles and nobody to sign on', reached: (data: string) => countIn(data, 'tile') > 0 },
  { name: 'one operator of four', reached: (data: string) => countIn(data, 'operator') > 0 },
  { name: 'three operators of four', reached: (data: string) => countIn(data, 'operator') > 2 },
] as const

/**
 * Kills a register at each stage of its making, every time a new one. Each has to come up whole at its next start. What
 * each could not do, as sentences.
 */
export async function killWhileMade(say: (line: string) => void = () => undefined): Promise<readonly string[]> {
  const { folder, start, close } = await surroundings()
  const problems: string[] = []
  try {
    for (const [index, { name, reached }] of stages.entries()) {
      const data = path.join(folder, `register-${index}`)
      const first = await start(data, 'nothing')
      await until(() => reached(data), 0)
      await first.killAfter(0)
      const second = await start(data, 'flatOut')
      try {
        const { operators, pages } = await second.ready()
        if (operators !== whole.operators || pages !== whole.pages) problems.push(`killed with ${name}: ${operators} operators and ${pages} tile pages, for good`)
        await second.firstSale()
      } catch (error) {
        problems.push(`killed with ${name}: ${error instanceof Error ? error.message : String(error)}`)
      }
      await second.stop()
      say(`killed with ${name}: ${second.sold().length} sales after it`)
    }
    return problems
  } finally {
    await close()
  }
}

/** 0 also when there is no such table, or nothing that can be read yet. */
function countIn(data: string, table: string): number {
  try {
    return reading(path.join(data, 'register.db'), (all) => all<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)[0]?.n ?? 0)
  } catch {
    return 0
  }
}

async function surroundings() {
  const folder = mkdtempSync(path.join(tmpdir(), 'tillwright-kills-'))
  const station = await startStation()
  const office = await startHeadOffice({
    dataDirectory: path.join(folder, 'head-office'),
    store: { name: 'Quay Street', chainName: 'Harbour Market', language: 'en', timeZone: 'Europe/London', cutOffHour: 4 },
    clock: Date.now,
    log: () => undefined,
  })
  return {
    folder,
    station,
    async start(data: string, sells: SellingOptions['sells']) {
      const { code } = await office.createEnrolmentCode()
      return startSelling({ data, printer: station.url, headOffice: office.url, enrolmentCode: code, sells })
    },
    async close() {
      await office.close()
      await station.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function reading<T>(file: string, read: (all: <Row>(sql: string) => Row[]) => T): T {
  const db = new Database(file, { readonly: true })
  try {
    return read(<Row>(sql: string) => db.prepare<[], Row>(sql).all())
  } finally {
    db.close()
  }
}

/** Kicks of cash sales so far, those among the unfinished that never began, and how often each was begun. */
function kicksOf(file: string, attempts: Map<string, number>): { readonly cashSales: number; readonly neverBegun: number } {
  return reading(file, (all) => {
    for (const row of all<{ sale: string; attempts: number }>("SELECT sale_id AS sale, attempts FROM effect WHERE kind = 'kick'")) {
      attempts.set(row.sale, Math.max(row.attempts, attempts.get(row.sale) ?? 0))
    }
    return {
      // A part in cash opened the drawer when it was taken; the card that then paid the rest did not.
      cashSales: (all<{ n: number }>(`SELECT count(*) AS n FROM sale WHERE tenders LIKE '%"type":"cash"%' AND tenders NOT LIKE '%"type":"card"%'`)[0]?.n ?? 0) + (all<{ n: number }>("SELECT count(*) AS n FROM journal WHERE type = 'tender.taken'")[0]?.n ?? 0),
      neverBegun: all<{ n: number }>("SELECT count(*) AS n FROM effect WHERE kind = 'kick' AND state = 'waiting'")[0]?.n ?? 0,
    }
  })
}

const waitingIn = (file: string): number =>
  reading(file, (all) => all<{ n: number }>("SELECT count(*) AS n FROM effect WHERE state IN ('waiting', 'working')")[0]?.n ?? 0)

const entriesIn = (file: string): number => reading(file, (all) => all<{ n: number }>('SELECT count(*) AS n FROM journal')[0]?.n ?? 0)

interface EntryRow {
  readonly seq: number
  readonly type: string
  readonly prevHash: string
  readonly hash: string
  readonly text: string
}

function held(file: string): Pick<Evidence, 'register' | 'journal' | 'entries' | 'chainFault'> {
  return reading(file, (all) => {
    const entries = all<EntryRow>('SELECT seq, type, prev_hash AS prevHash, hash, text FROM journal ORDER BY position')
    const fault = verifyChain(entries, GENESIS_HASH, (text) => createHash('sha256').update(text).digest('hex'))
    return {
      register: all<HeldSale>('SELECT id, number, total FROM sale ORDER BY epoch, seq'),
      journal: entries.filter(({ type }) => type === 'sale.completed').map(({ text }) => saleIn(text)),
      entries: entries.map(({ seq, hash }) => `${seq} ${hash}`),
      ...(fault === undefined ? {} : { chainFault: JSON.stringify(fault) }),
    }
  })
}

function saleIn(text: string): HeldSale {
  const { body } = JSON.parse(text) as { body: { saleId: string; number: string; total: number } }
  return { id: body.saleId, number: body.number, total: body.total }
}

const officeFile = (folder: string): string => path.join(folder, 'head-office', 'head-office.db')
const salesOf = (folder: string): readonly HeldSale[] => reading(officeFile(folder), (all) => all<HeldSale>('SELECT sale_id AS id, number, total FROM sale ORDER BY epoch, seq'))
const ledgerOf = (folder: string): readonly string[] =>
  reading(officeFile(folder), (all) => all<{ seq: number; hash: string }>('SELECT seq, hash FROM ledger ORDER BY epoch, seq').map(({ seq, hash }) => `${seq} ${hash}`))

/** Looks until it is so. What never comes is an error, with what was waited for. */
async function until(condition: () => boolean, everyMs: number): Promise<void> {
  const giveUpAt = performance.now() + patience
  while (!condition()) {
    if (performance.now() > giveUpAt) throw new Error(`waited in vain: ${condition.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}

interface Span {
  readonly least: number
  readonly most: number
}

/** Times out of a seed. */
function chance(seed: number): (span: Span) => number {
  const random = mulberry32(seed)
  return ({ least, most }) => least + Math.floor(random() * (most - least))
}

/** A small generator with a seed: a run that failed can be asked for again. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
