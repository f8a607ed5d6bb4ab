import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { minor } from '../../domain/money/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'
import { type CallOptions, type Core, type CoreLogLine, type Seed } from './core-api.ts'
import { connectCore } from './core-client.ts'
import { type CoreSettings } from './messages.ts'
import { type CorePort } from './ports.ts'
import { startCoreChild, startCoreThreads } from './start-core.ts'

const here = dirname(fileURLToPath(import.meta.url))
const paths = { writerPath: join(here, 'core-writer.ts'), readerPath: join(here, 'core-reader.ts') }

/** A core over real threads or a real child, from the sources, for tests. */
export interface TestCore {
  readonly core: Core
  readonly port: CorePort
  readonly settings: CoreSettings
  readonly log: CoreLogLine[]
}

export const seed: Seed = {
  facts: { storeName: 'Corner', language: 'en' },
  items: [{ item: { id: 'water', sku: 'w', names: { en: 'Water' }, unit: 'each', taxClass: 'standard', price: { minor: minor(200), per: thousandths(1000) } }, barcodes: ['6901234567892'] }],
  tilePages: [{ id: 'all', names: { en: 'All' }, tiles: [{ itemId: 'water', icon: 'drop', hue: 1 }] }],
  operators: [{ operator: { id: 'op-1', name: 'Li', role: 'cashier' }, pin: '4711' }],
}

export const water = { barcode: '6901234567892' }

export function newFolder(): { readonly settings: CoreSettings; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'tillwright-'))
  return {
    settings: { databasePath: join(folder, 'register.db'), keyPath: join(folder, 'keys.json'), mode: 'demo', appVersion: '0.1.0' },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export function startThreads(settings: CoreSettings): TestCore {
  return connected(startCoreThreads({ ...paths, settings }), settings)
}

export function startChild(settings: CoreSettings): TestCore {
  return connected(startCoreChild({ ...paths, childPath: join(here, 'core-child.ts'), node: process.execPath, settings }), settings)
}

function connected(port: CorePort, settings: CoreSettings): TestCore {
  const log: CoreLogLine[] = []
  return { core: connectCore(port, { log: (line) => log.push(line) }), port, settings, log }
}

/** A request of its own, at the counter unless told. */
export function at(seat = 'counter', request: string = randomUUID()): CallOptions {
  return { seat, request }
}

/** Seeded, with the cashier signed on at the counter. */
export async function readyToSell({ core }: TestCore): Promise<void> {
  await core.internal.seed(seed)
  const entered = await core.call('sign-on', { operatorId: 'op-1', pin: '4711' }, at())
  if (!entered.ok) throw new Error(entered.refusal.code)
}
