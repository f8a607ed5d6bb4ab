import { createHash, randomUUID } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { mendAtStart, openRegisterDatabase, type MendReport } from '../../src/db/index.ts'
import { connectCore, startCoreThreads, type Core } from '../../src/main/core/index.ts'
import { coreParts } from '../program-parts.ts'
import { minor } from '../../src/domain/money/index.ts'
import { thousandths } from '../../src/domain/quantity/index.ts'
import { chanceOf } from './chance.ts'
import { type Fault, type FaultResult } from './fault.ts'

const page = 4096
const frame = page + 24
const sales = 90

interface Sold {
  readonly id: string
  readonly total: number
}

/** A register's files as a power cut leaves them, with what its cashier was told. */
interface Master {
  readonly folder: string
  readonly sold: readonly Sold[]
  /** SHA-256 of the file with its log folded in, as it must come back. */
  readonly whole: string
  readonly free: ReadonlySet<number>
  /** Pages that the log speaks of later than the file does: what is in the file is never read again. */
  readonly later: ReadonlySet<number>
  /** Bytes of the log that belong to its present round. */
  readonly logged: number
  readonly sizes: { readonly file: number; readonly log: number }
  remove(): void
}

const at = Date.UTC(2026, 10, 23)

/**
 * One bit turned over in a register's file or its log, anywhere; then a start. Every flip that could ever be read has to be found, and
 * the file that comes back has to be the one that was, byte for byte, with every sale that was acknowledged.
 */
export const bitFlip: Fault = { name: 'bit-flip', runs: 500, run }

async function run(runs: number, seed: number, say: (line: string) => void): Promise<FaultResult> {
  const chance = chanceOf(seed)
  const master = await makeMaster()
  const problems: string[] = []
  let lost = 0
  let doubled = 0
  const seen = { live: 0, found: 0, mended: 0, free: 0, freeFound: 0, superseded: 0 }
  const control = { flips: 0, unseen: 0, lostSales: 0 }
  const work = mkdtempSync(path.join(tmpdir(), 'tillwright-bits-'))
  const database = path.join(work, 'register.db')
  try {
    for (let one = 0; one < runs; one += 1) {
      const byte = chance.below(master.sizes.file + master.logged)
      const where = byte < master.sizes.file ? { end: '', byte } as const : { end: '-wal', byte: byte - master.sizes.file } as const
      const kind = kindOf(master, where)
      lay(master, work)
      const bit = chance.below(8)
      flip(`${database}${where.end}`, where.byte, bit)
      const report = start(database, master.folder)
      const told = `flip ${one} at ${where.end === '' ? 'file' : 'log'} ${where.byte} bit ${bit} (${kind})`
      if (kind === 'free') {
        seen.free += 1
        if (report !== undefined) seen.freeFound += 1
      } else if (kind === 'superseded') seen.superseded += 1
      else {
        seen.live += 1
        if (report === undefined) problems.push(`${told} was not found`)
        else seen.found += 1
        if (report?.how === 'exact' && sha256(database) === master.whole) seen.mended += 1
        else if (report !== undefined) problems.push(`${told} came back otherwise: ${report.how}, ${report.damage.join(' ')}`)
      }
      const held = salesIn(database)
      const missing = master.sold.filter(({ id, total }) => held.find((sale) => sale.id === id)?.total !== total).length
      if (missing > 0) problems.push(`${told}: ${missing} acknowledged sales are missing or altered`)
      lost += missing
      doubled += held.length - new Set(held.map(({ id }) => id)).size
      if (kind === 'live' && one % 5 === 0) watchControl(where, bit)
    }
  } finally {
    rmSync(work, { recursive: true, force: true })
    master.remove()
  }
  say(`live ${seen.live}: found ${seen.found}, mended byte for byte ${seen.mended}; in free pages ${seen.free} (${seen.freeFound} found and mended), in pages the log has later ${seen.superseded}`)
  say(`control, SQLite's own look and the chain alone: of ${control.flips} live flips ${control.unseen} went unseen, and ${control.lostSales} sales were gone without a word`)
  return { name: 'bit-flip', runs, acknowledged: master.sold.length, lost, doubled, controlCaught: control.unseen > 0, skipped: null, problems }

  /** The same flip, with nobody looking but SQLite's quick_check and the opening's own walk along the chain. */
  function watchControl(where: { readonly end: '' | '-wal'; readonly byte: number }, bit: number): void {
    lay(master, work)
    rmSync(`${database}-sums`)
    flip(`${database}${where.end}`, where.byte, bit)
    control.flips += 1
    try {
      const opened = openRegisterDatabase({ path: database, newId: randomUUID })
      if (!opened.ok) return
      const fault = opened.value.verifyChain()
      opened.value.close()
      const raw = new Database(database, { readonly: true })
      const sound = raw.pragma('quick_check(1)', { simple: true }) === 'ok'
      raw.close()
      if (!sound || fault !== undefined) return
      control.unseen += 1
      control.lostSales += master.sold.length - salesIn(database).length
    } catch {
      // It did not open, and so it was seen.
    }
  }
}

function start(database: string, folder: string): MendReport | undefined {
  const done = mendAtStart({ database, folders: [path.join(folder, 'backups')], at, newId: randomUUID })
  if (!done.ok) throw new Error(`the start refused: ${done.refusal.code}`)
  return done.value
}

const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

function flip(file: string, byte: number, bit: number): void {
  const handle = openSync(file, 'r+')
  const one = Buffer.alloc(1)
  readSync(handle, one, 0, 1, byte)
  writeSync(handle, Buffer.of(one.readUInt8(0) ^ (1 << bit)), 0, 1, byte)
  closeSync(handle)
}

/** A fresh set of the files, and nothing else. */
function lay({ folder }: Master, work: string): void {
  rmSync(work, { recursive: true, force: true })
  copy(folder, work, true)
}

/** By another process: closing a database's file here would give up SQLite's locks on it. */
function copy(from: string, to: string, whole = false): void {
  const made = spawnSync('sh', ['-c', whole ? 'mkdir -p "$2" && cp "$1"/register.db "$1"/register.db-wal "$1"/register.db-sums "$2"' : 'cp "$1"/register.db "$1"/register.db-wal "$1"/register.db-sums "$2"', 'copy', from, to])
  if (made.status !== 0) throw new Error(made.stderr.toString())
}

function kindOf({ free, later }: Master, { end, byte }: { readonly end: '' | '-wal'; readonly byte: number }): 'live' | 'free' | 'superseded' {
  if (end === '-wal') return 'live'
  const number = Math.floor(byte / page) + 1
  // The first bytes say to SQLite what the file is before it looks into the log.
  if (later.has(number)) return number === 1 && byte < 16 ? 'live' : 'superseded'
  return free.has(number) ? 'free' : 'live'
}

function salesIn(database: string): readonly Sold[] {
  const raw = new Database(database, { readonly: true })
  try {
    const entries = raw.prepare<[], string>("SELECT text FROM journal WHERE type = 'sale.completed'").pluck().all()
    const told = entries.map((text) => (JSON.parse(text) as { readonly body: { readonly saleId: string } }).body.saleId)
    const rows = raw.prepare<[], Sold>('SELECT id, total FROM sale').all()
    // Each by its entry and by its row.
    return told.flatMap((id) => rows.find((row) => row.id === id) ?? [])
  } finally {
    raw.close()
  }
}

async function makeMaster(): Promise<Master> {
  const live = mkdtempSync(path.join(tmpdir(), 'tillwright-flipped-'))
  const folder = path.join(live, 'cut')
  const core = connectCore(startCoreThreads({ ...coreParts, settings: { databasePath: path.join(live, 'register.db'), keyPath: path.join(live, 'register.keys'), mode: 'demo', appVersion: '0' } }), { log: () => undefined })
  try {
    const sold: Sold[] = []
    await seed(core)
    for (let one = 0; one < sales; one += 1) {
      // Two thirds of the way a backup; it and what is sold until the end are what a start has to work with.
      if (one === Math.floor((sales * 2) / 3)) {
        const made = await core.internal.makeBackup(at)
        if (!made.ok) throw new Error(JSON.stringify(made.refusal))
      }
      sold.push(await sell(core))
    }
    spawnSync('mkdir', ['-p', folder])
    copy(live, folder)
    spawnSync('cp', ['-r', path.join(live, 'backups'), folder])
    return { folder, sold, ...(await measured(folder)), remove: () => rmSync(live, { recursive: true, force: true }) }
  } finally {
    await core.close()
  }
}

/** What of the files is live, asked of a copy that SQLite has put together. */
async function measured(folder: string): Promise<Omit<Master, 'folder' | 'sold' | 'remove'>> {
  const sizes = { file: statSync(path.join(folder, 'register.db')).size, log: statSync(path.join(folder, 'register.db-wal')).size }
  const log = readFileSync(path.join(folder, 'register.db-wal'))
  const later = new Set<number>()
  let logged = 32
  for (let from = 32; from + frame <= log.length && log.subarray(from + 8, from + 16).equals(log.subarray(16, 24)); from += frame) {
    later.add(log.readUInt32BE(from))
    logged = from + frame
  }
  const copied = path.join(folder, 'whole')
  spawnSync('mkdir', ['-p', copied])
  copy(folder, copied)
  const file = path.join(copied, 'register.db')
  const raw = new Database(file)
  raw.pragma('wal_checkpoint(TRUNCATE)')
  raw.close()
  const free = freePages(readFileSync(file))
  const whole = sha256(file)
  rmSync(copied, { recursive: true })
  return { sizes, later, logged, free, whole }
}

/** The trunk pages of the free list, and the leaves each names. */
function freePages(bytes: Buffer): ReadonlySet<number> {
  const free = new Set<number>()
  for (let trunk = bytes.readUInt32BE(32); trunk !== 0; trunk = bytes.readUInt32BE((trunk - 1) * page)) {
    const from = (trunk - 1) * page
    for (let leaf = 0; leaf < bytes.readUInt32BE(from + 4); leaf += 1) free.add(bytes.readUInt32BE(from + 8 + 4 * leaf))
  }
  return free
}

async function seed(core: Core): Promise<void> {
  const items = Array.from({ length: 400 }, (_, index) => ({
    item: { id: `item-${index}`, sku: `S${index}`, names: { en: `Green tea ${index}`, 'zh-CN': `绿茶 ${index}` }, unit: 'each' as const, taxClass: 'standard', price: { minor: minor(350 + index), per: thousandths(1000) } },
    barcodes: [`69${String(index).padStart(10, '0')}`],
  }))
  const seeded = await core.internal.seed({ facts: { storeName: 'Corner', registerNumber: 3, language: 'en' }, items, operators: [{ operator: { id: 'op-1', name: 'Li', role: 'cashier' }, pin: '4711' }] })
  if (!seeded.ok) throw new Error(seeded.refusal.code)
  const entered = await core.call('sign-on', { operatorId: 'op-1', pin: '4711' }, { seat: 'counter', request: randomUUID() })
  if (!entered.ok) throw new Error(entered.refusal.code)
}

async function sell(core: Core): Promise<Sold> {
  const from = (): { readonly seat: string; readonly request: string } => ({ seat: 'counter', request: randomUUID() })
  let basket: { readonly id: string; readonly revision: number } | undefined
  for (let line = 0; line < 3; line += 1) {
    const added = await core.call('add-item', { itemId: `item-${(line * 131) % 400}` }, from())
    if (!added.ok) throw new Error(added.refusal.code)
    basket = added.value.basket
  }
  if (basket === undefined) throw new Error('no basket')
  const done = await core.call('complete-sale', { basketId: basket.id, revision: basket.revision, tenders: [{ type: 'cash' }] }, from())
  if (!done.ok || done.value.lastSale === undefined) throw new Error('not sold')
  return { id: done.value.lastSale.id, total: done.value.lastSale.total }
}
