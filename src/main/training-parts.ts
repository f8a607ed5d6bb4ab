import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { connectCore, type Core, type CoreInternal, type CorePort, type CoreSettings } from './core/index.ts'
import { type Log } from './log.ts'
import { type StartOptions } from './options.ts'
import { version } from './version.ts'
import { trainingWords } from './words/index.ts'

/** Who approves on a copy that knows nobody else. Its PIN stands on the screen, and opens nothing anywhere else. */
export const trainer = { id: 'trainer', role: 'manager', pin: '2468' } as const

interface Begun {
  readonly operatorId: string
  readonly startedAt: number
}

/** Where a training lies: a folder beside the shop's database, there for as long as somebody is in training. */
export interface TrainingPlace {
  readonly folder: string
  mark(begun: Begun): void
  remove(): void
}

function markOf(folder: string): string {
  return path.join(folder, 'begun.json')
}

export function trainingPlace(data: string): TrainingPlace {
  const folder = path.join(data, 'training')
  return {
    folder,
    mark: (begun) => writeFileSync(markOf(folder), JSON.stringify(begun), { mode: 0o600 }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/**
 * A training that this process was killed in is over: said in the shop's journal, and its copy removed. A mark that cannot be
 * read was not whole yet: then all there is to be said is that it began.
 */
export async function endInterrupted(core: Pick<CoreInternal, 'endTraining'>, { folder, remove }: TrainingPlace): Promise<void> {
  if (!existsSync(folder)) return
  const begun = begunIn(folder)
  if (begun !== undefined) await core.endTraining({ ...begun, reason: 'interrupted', results: [] })
  remove()
}

function begunIn(folder: string): Begun | undefined {
  try {
    const { operatorId, startedAt } = JSON.parse(readFileSync(markOf(folder), 'utf8')) as Partial<Begun>
    return typeof operatorId === 'string' && typeof startedAt === 'number' && Number.isSafeInteger(startedAt) ? { operatorId, startedAt } : undefined
  } catch {
    return undefined
  }
}

interface OpenTraining {
  readonly place: TrainingPlace
  /** Folder of the shop's database. */
  readonly data: string
  readonly operatorId: string
  readonly startCore: (settings: CoreSettings) => CorePort
  readonly log: Log
}

/** A core of its own, over a copy made anew. Rejects when there is none to be had. */
export async function openTrainingCore({ place, data, operatorId, startCore, log }: OpenTraining): Promise<Core> {
  place.remove()
  mkdirSync(place.folder, { recursive: true, mode: 0o700 })
  const port = startCore({
    databasePath: path.join(place.folder, 'training.db'),
    keyPath: path.join(place.folder, 'training.keys'),
    mode: 'demo',
    training: { from: path.join(data, 'register.db'), operatorId },
    appVersion: version,
  })
  const core = connectCore(port, { log })
  try {
    const opened = await core.ready()
    if (!opened.ok) throw new Error(opened.refusal.code)
    const { id, role, pin } = trainer
    const seeded = await core.internal.seed({ operators: [{ operator: { id, role, name: trainingWords(opened.value.language).trainer }, pin }] })
    if (!seeded.ok) throw new Error(seeded.refusal.code)
    return core
  } catch (error) {
    await core.close()
    place.remove()
    throw error
  }
}

/** Nothing of how the shop's register was started: whatever prints, opens, shows or takes money is made of software, and there is no head office. */
export function trainingOptions(folder: string): StartOptions {
  return { data: folder, printer: 'simulated', terminal: 'simulated', wallet: 'simulated', display: 'simulated', scanner: 'none', scale: 'none', labelPrinter: 'none', port: 0, reset: false, json: false, browser: false }
}
