import { readdirSync, readFileSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type HealthView } from '../../contracts/ipc/index.ts'
import { type SupportFacts, type SupportTable } from '../../db/index.ts'
import { createScrubber, isLogFile, type Scrubber } from '../../diagnostics/index.ts'
import { logsFolder } from '../log.ts'
import { type TarFile } from './tar.ts'

/** How the register's file is asked: by the reader of a running core, or without one. */
export interface SupportSource {
  facts(): Promise<{ readonly facts: SupportFacts; readonly personal: readonly string[] }>
  table(name: string): Promise<SupportTable>
}

export interface GatherOptions {
  /** Data folder of the register. */
  readonly data: string
  readonly appVersion: string
  readonly at: number
  readonly source: SupportSource
  /** Of a running till: what it knows and the file does not. */
  readonly running?: { readonly devices: readonly DeviceState[]; readonly replication: Readonly<Record<string, unknown>>; readonly health: HealthView }
  /** Thousandths. */
  readonly onProgress?: (part: number) => void
}

export interface DeviceState {
  readonly id: string
  readonly kind: string
  readonly health: string
  readonly faults: readonly string[]
  readonly simulated?: boolean
}

/** Only what was written in a day's file lately: a till that fails over and over fills thirty megabytes. */
const largestLog = 4 << 20
const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`)

/**
 * What a bundle holds, file by file. Counts, codes and shapes; of what people typed nothing, and whatever a text might
 * hold all the same goes through the scrubber once more, which knows the names in this register by now.
 */
export async function gather({ data, appVersion, at, source, running, onProgress = () => undefined }: GatherOptions): Promise<readonly TarFile[]> {
  const read = await readDatabase(source, onProgress)
  const clean = createScrubber(read.personal)
  const { facts, tables, fault } = read
  const files: TarFile[] = [
    { name: 'versions.json', content: json(versions(data, appVersion, at)) },
    { name: 'database.json', content: json(facts === undefined ? { unreadable: clean(fault ?? '') } : databaseOf(facts, tables, data)) },
  ]
  if (facts !== undefined) {
    files.push({ name: 'settings.json', content: json({ register: settingsOf(facts.settings, clean), operatorsByRole: facts.roles }) })
    files.push({ name: 'schema.sql', content: Buffer.from(`${facts.schema.join(';\n\n')};\n`) })
    files.push({ name: 'devices.json', content: json({ now: running?.devices.map((device) => deviceOf(device)) ?? 'not known: this file was made without asking the till', chosen: facts.devices.map(({ slot, address }) => ({ slot: word(slot), address: clean(address) })), events: facts.deviceEvents.map((event) => ({ ...event, device: word(event.device), kind: word(event.kind), code: word(clean(event.code)) })) }) })
  }
  if (running !== undefined) files.push({ name: 'health.json', content: json(running.health) })
  if (running !== undefined) files.push({ name: 'replication.json', content: json(Object.fromEntries(Object.entries(running.replication).map(([name, value]) => [name, typeof value === 'string' ? clean(value) : value]))) })
  files.push(...logsIn(data, clean))
  onProgress(1000)
  return files
}

interface ReadDatabase {
  readonly facts?: SupportFacts
  readonly tables: readonly SupportTable[]
  readonly personal: readonly string[]
  readonly fault?: string
}

/** A file that cannot be read is what a bundle is asked for most; its logs say why. */
async function readDatabase(source: SupportSource, onProgress: (part: number) => void): Promise<ReadDatabase> {
  try {
    const { facts, personal } = await source.facts()
    const tables: SupportTable[] = []
    for (const name of facts.tables) {
      tables.push(await source.table(name))
      onProgress(Math.floor((tables.length * 900) / facts.tables.length))
    }
    return { facts, tables, personal }
  } catch (error) {
    return { tables: [], personal: [], fault: error instanceof Error ? error.message : typeof error }
  }
}

function versions(data: string, appVersion: string, at: number): unknown {
  const { node, electron, chrome, v8, napi } = process.versions as Readonly<Record<string, string | undefined>>
  return {
    madeAt: new Date(at).toISOString(),
    app: appVersion,
    node,
    ...(electron !== undefined && { electron, chrome }),
    v8,
    napi,
    // Not the machine's name: it is often somebody's.
    system: { platform: process.platform, release: os.release(), arch: process.arch, cores: os.cpus().length, memoryMb: Math.round(os.totalmem() / 1e6), freeMemoryMb: Math.round(os.freemem() / 1e6), upHours: Math.round(os.uptime() / 3600), timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
    files: readdirSync(data).filter((name) => /^register\.[\w.-]+$/.test(name)).toSorted().map((name) => ({ name, bytes: statSync(path.join(data, name), { throwIfNoEntry: false })?.size ?? 0 })),
  }
}

function databaseOf(facts: SupportFacts, tables: readonly SupportTable[], data: string): unknown {
  const { schemaVersion, migrations, pages, pageSize, journal, acknowledged } = facts
  const head = journal.at(-1)
  return {
    schemaVersion,
    pages,
    pageSize,
    writeAheadBytes: statSync(path.join(data, 'register.db-wal'), { throwIfNoEntry: false })?.size ?? 0,
    quickCheck: tables.length > 0 && tables.every(({ check }) => check.length === 1 && check[0] === 'ok') ? 'ok' : 'not ok',
    journal,
    ...(acknowledged !== undefined && { acknowledged }),
    outboxEntries: (head?.seq ?? 0) - (acknowledged !== undefined && acknowledged.epoch === head?.epoch ? acknowledged.seq : 0),
    // What SQLite says of a fault quotes no row: places and names of ours only.
    tables: tables.map(({ name, rows, check }) => ({ name: word(name), rows, check: check.map((said) => (said === 'ok' ? said : said.replaceAll(/[^\w .,:-]/g, ' ').slice(0, 200))) })),
    migrations: migrations.map(({ id, name, appliedAt }) => ({ id, name, appliedAt: new Date(appliedAt).toISOString() })),
  }
}

/**
 * Ids that no person is found by, and that a fault is: whose sales these are, and what they are taxed with. An own pack's id is
 * its rates (OWN-IN-190000-70000), which the scrubber took for a code, and a store's id for its name.
 */
const keptWhole: ReadonlySet<string> = new Set(['wedge', 'store_id', 'tax_pack'])

function settingsOf(settings: SupportFacts['settings'], clean: Scrubber): unknown {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, typeof value === 'string' && !keptWhole.has(name) ? clean(value) : value]))
}

function deviceOf({ id, kind, health, faults, simulated }: DeviceState): unknown {
  return { id: word(id), kind: word(kind), health: word(health), faults: faults.map(word), ...(simulated !== undefined && { simulated }) }
}

/** Ids and codes of ours. What is longer, or has a space in it, somebody typed. */
function word(text: string): string {
  return /^[A-Za-z][\w.:/‹›-]{0,63}$/.test(text) && !/\d{4}/.test(text) ? text : '‹text›'
}

function logsIn(data: string, clean: Scrubber): readonly TarFile[] {
  try {
    const folder = logsFolder(data)
    return readdirSync(folder).filter(isLogFile).toSorted().map((name) => ({ name: `logs/${name}`, content: Buffer.from(scrubLines(readFileSync(path.join(folder, name)).subarray(-largestLog).toString('utf8'), clean)) }))
  } catch {
    return []
  }
}

/** Each value of a line by itself: as one text, every one of them would be something in quotes. A line that is no object goes. */
function scrubLines(text: string, clean: Scrubber): string {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      try {
        return JSON.stringify(scrubValue(JSON.parse(line), '', clean))
      } catch {
        return '"‹line›"'
      }
    })
    .join('\n')
    .concat('\n')
}

function scrubValue(value: unknown, name: string, clean: Scrubber): unknown {
  if (typeof value === 'string') return name === 'at' && /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/.test(value) ? value : clean(value)
  // The time in milliseconds and a card have as many digits; a log line has its time in words.
  if (typeof value === 'number') return Math.abs(value) < 1_000_000_000 ? value : '‹digits›'
  if (Array.isArray(value)) return value.map((one) => scrubValue(one, '', clean))
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, one]) => [clean(key), scrubValue(one, key, clean)]))
  return value
}
