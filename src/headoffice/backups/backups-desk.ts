import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { type BackupsOverview } from '../../contracts/replication/index.ts'
import { type Clock, type Log } from '../log.ts'
import { backupFolderOf, backupsIn, isBackupName, isSameFolder, markFolder, type OfficeBackup, reasonOf, writeSmall } from './backup-file.ts'
import { type BackupMade, instanceIn, type Made, type MakeBackup, type SecondFolder } from './make-backup.ts'
import { reasonWords } from './reason-words.ts'

export interface BackupsOptions {
  readonly dataDirectory: string
  /** The books as a file; undefined: they are in PostgreSQL, whose server makes backups of its own. */
  readonly database: string | undefined
  /** A second disk or a share. */
  readonly secondFolder?: string
  /** Between two of them. Absent: every six hours. */
  readonly everyMs?: number
  /** Until the first look at books that were put back. Absent: three seconds. */
  readonly soonMs?: number
  readonly clock: Clock
  readonly log: Log
  readonly changed: () => void
}

export interface BackupsDesk {
  overview(): BackupsOverview
  /** One made now, or the one that is being made; undefined where the books are not a file of ours. */
  makeNow(): Promise<BackupsOverview | undefined>
  close(): Promise<void>
}

export const usualEveryMs = 6 * 3_600_000
const lookMs = 60_000
/** After one that failed: soon enough for a disk that is plugged in again, and seldom enough for one that is full. */
const againMs = 10 * 60_000

type Place = NonNullable<BackupsOverview['own']>['first']

/** Throws as assertSecondFolder does. */
export function backupsDesk({ dataDirectory, database, secondFolder, everyMs = usualEveryMs, soonMs = 3_000, clock, log, changed }: BackupsOptions): BackupsDesk {
  if (database === undefined) return { overview: () => ({}), makeNow: async () => undefined, close: async () => undefined }
  const folder = backupFolderOf(dataDirectory)
  const second = secondFolder === undefined ? undefined : secondOf(dataDirectory, path.resolve(secondFolder))
  const since = clock()
  let first: Place = { folder: path.resolve(folder), ...lastIn(folder, database) }
  let beside: Place | undefined = second === undefined ? undefined : { folder: second.folder, ...lastIn(second.folder, database) }
  let running: Promise<void> | undefined

  async function run(file: string): Promise<void> {
    const at = clock()
    const made = await inThread({ database: file, folder, at, ...(second !== undefined && { second }) })
    first = after(first, made.first, at)
    if (beside !== undefined && made.second !== undefined) beside = after(beside, made.second, at)
    for (const [place, one] of [['first', made.first], ['second', made.second]] as const) if (one !== undefined) log(one.ok ? 'backup.made' : 'backup.failed', { place, ...(one.ok ? { bytes: one.value.inside.bytes, entries: one.value.inside.entries } : { reason: one.reason }) })
    changed()
  }
  function start(): Promise<void> {
    running ??= run(database ?? '').finally(() => {
      running = undefined
      changed()
    })
    changed()
    return running
  }
  function isDue(): boolean {
    const now = clock()
    const tried = Math.max(first.failed?.at ?? 0, beside?.failed?.at ?? 0)
    // By a clock that was set back nothing is too young for ever.
    if (tried > 0 && Math.abs(now - tried) < againMs) return false
    const oldest = Math.min(first.last?.at ?? 0, beside === undefined ? Infinity : (beside.last?.at ?? 0))
    return Math.abs(now - oldest) >= everyMs
  }
  const looking = setInterval(() => {
    if (running === undefined && isDue()) void start()
  }, lookMs)
  looking.unref()
  // Books that were put back have none by their new instance, beside all those of the one before: somebody who looks would take them for lost.
  const soon = first.last === undefined && holdsAny(folder) ? setTimeout(() => void start(), soonMs) : undefined
  soon?.unref()
  const overview = (): BackupsOverview => ({ own: { everyMs, since, running: running !== undefined, first, ...(beside !== undefined && { second: beside }) } })
  return {
    overview,
    makeNow: async () => {
      await start()
      return overview()
    },
    close: async () => {
      clearInterval(looking)
      clearTimeout(soon)
      await running
    },
  }
}

function holdsAny(folder: string): boolean {
  try {
    return readdirSync(folder).some(isBackupName)
  } catch {
    return false
  }
}

function after(place: Place, made: Made<OfficeBackup>, at: number): Place {
  if (!made.ok) return { ...place, failed: { at, reason: made.reason } }
  return { folder: place.folder, last: lastOf(made.value) }
}

function lastOf({ inside: { at, bytes, entries, sales } }: OfficeBackup): NonNullable<Place['last']> {
  return { at, bytes, entries, sales }
}

function lastIn(folder: string, database: string): Pick<Place, 'last'> {
  try {
    const [newest] = backupsIn(folder, instanceIn(database))
    return newest === undefined ? {} : { last: lastOf(newest) }
  } catch {
    // No folder yet, or a disk that is not there: the next backup says which.
    return {}
  }
}

/** Before anything is made: throws, in words, where the second folder that is named for the first time is not there or is the first one. */
export function assertSecondFolder(dataDirectory: string, named: string): void {
  const folder = path.resolve(named)
  if (remembered(noteIn(dataDirectory))?.folder === folder) return
  if (isSameFolder(folder, backupFolderOf(dataDirectory)) || isSameFolder(folder, dataDirectory)) throw new Error(`${folder} is where the books are: name a folder on another disk for the second backups`)
  const found = statSync(folder, { throwIfNoEntry: false })
  if (found?.isDirectory() !== true) throw new Error(`the folder for second backups, ${folder}, can not be used: ${found === undefined ? 'it is not there' : 'it is a file'}. Make it first, on another disk, or plug that disk in`)
}

/** The mark is kept beside the books: a disk that was chosen once is known again, and one that is not there is no reason not to start. */
function secondOf(dataDirectory: string, folder: string): SecondFolder {
  const note = noteIn(dataDirectory)
  const known = remembered(note)
  if (known?.folder === folder) return known
  assertSecondFolder(dataDirectory, folder)
  try {
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 })
    const chosen = { folder, mark: markFolder(folder, randomUUID()) }
    writeSmall(note, chosen)
    return chosen
  } catch (cause) {
    throw new Error(`the folder for second backups, ${folder}, can not be used: ${reasonOf(cause) === 'ENOENT' ? 'no files can be kept in it' : reasonWords(reasonOf(cause))}`, { cause })
  }
}

/** A backup made there by hand says that this is the disk: from then on it is known by the mark it has now. */
export function chooseFolderAgain(dataDirectory: string, folder: string): void {
  const note = noteIn(dataDirectory)
  if (remembered(note)?.folder === folder) writeSmall(note, { folder, mark: markFolder(folder, randomUUID()) })
}

const noteIn = (dataDirectory: string): string => path.join(dataDirectory, 'backup-folder.json')

function remembered(note: string): SecondFolder | undefined {
  try {
    const said = JSON.parse(readFileSync(note, 'utf8')) as Partial<SecondFolder>
    return typeof said.folder === 'string' && typeof said.mark === 'string' ? { folder: said.folder, mark: said.mark } : undefined
  } catch {
    return undefined
  }
}

/** From the sources while they are tried, from beside the built program otherwise. */
function inThread(asked: MakeBackup): Promise<BackupMade> {
  const file = new URL(import.meta.url.endsWith('.ts') ? './backup-worker.ts' : './backup-worker.mjs', import.meta.url)
  return new Promise((resolve) => {
    const worker = new Worker(file, { workerData: asked })
    worker.once('message', resolve)
    worker.once('error', (error) => resolve({ first: { ok: false, reason: reasonOf(error) } }))
    worker.once('exit', (code) => resolve({ first: { ok: false, reason: `the thread ended with ${code}` } }))
  })
}
