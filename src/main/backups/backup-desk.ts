import { type Backup, type BackupSetting } from '../../db/index.ts'
import { refuse, type Refusal, type Result } from '../../domain/errors/index.ts'

export type BackupPlace = 'own' | 'second'

/** How backups into one of the two places go. */
export interface PlaceState {
  /** Of the newest that is whole, epoch milliseconds. */
  readonly newestAt?: number
  readonly running: boolean
  /** Why the last one was not made; none was since. */
  readonly failing?: Refusal
}

export interface BackupKeeper {
  makeBackup(at: number, second?: { readonly folder: string; readonly mark: string }): Promise<Result<Backup>>
  listBackups(registerId: string, second?: { readonly folder: string; readonly mark: string }): Promise<readonly Backup[]>
  backupSetting(): Promise<BackupSetting>
  noteBackup(note: { readonly state: 'failing' | 'well'; readonly place: BackupPlace; readonly reason?: string }): Promise<unknown>
  /** What the last start did that had to put the data right, or a chosen backup in place. */
  lastMending(): Promise<{ readonly report: { readonly at: number; readonly how: string } } | undefined>
  facts(): Promise<{ readonly registerId: string; readonly moved?: unknown }>
}

export interface BackupDeskOptions {
  readonly core: BackupKeeper
  readonly now: () => number
  readonly timer: { after(milliseconds: number, run: () => void): () => void }
  readonly log: (event: 'backup.made' | 'backup.failed', facts: Readonly<Record<string, string | number>>) => void
  readonly changed: (state: BackupState) => void
}

export type BackupState = Readonly<Partial<Record<BackupPlace, PlaceState>>>

export interface BackupDesk {
  /** Of the places there are. */
  state(): BackupState
  /** Into both, one after the other; at once when none runs, else as soon as it is done. */
  now(): Promise<BackupState>
  close(): void
}

/** Not in the first seconds of a start: the counter opens first. */
const firstMs = 15_000
/** One that failed is tried again before the next is due. */
const againMs = 5 * 60_000

/**
 * Makes backups on a schedule: the first soon after the start when none is young enough or the data were put right since, and then each so many minutes, into the folder
 * beside the data and, where there is one, the second place. What fails is told once, tried again by itself, and told once more when
 * it goes well.
 */
export function createBackupDesk({ core, now, timer, log, changed }: BackupDeskOptions): BackupDesk {
  let state: BackupState = {}
  let cancel = timer.after(firstMs, () => void due())
  let closed = false
  let running: Promise<BackupState> | undefined

  const put = (place: BackupPlace, change: PlaceState): void => {
    state = { ...state, [place]: change }
    changed(state)
  }

  /** What lies there already counts: a till that is started ten times a day is not copied ten times. */
  async function due(): Promise<void> {
    try {
      const setting = await core.backupSetting()
      const period = setting.everyMinutes * 60_000
      await look(setting)
      const oldest = Math.min(...places(setting).map(([place]) => state[place]?.newestAt ?? 0))
      const wait = oldest + period - now()
      // A clock that jumped back makes the newest one come from the future.
      if (wait > 0 && wait <= period && !isFailing() && !(await isBeforeMending(oldest))) again(wait)
      else {
        await run()
        again(isFailing() ? Math.min(againMs, period) : period)
      }
    } catch {
      // The core is gone, or going: whoever starts it again starts this again.
      again(againMs)
    }
  }

  /** The disk is known to be bad, and what the register goes on with is in no backup. */
  async function isBeforeMending(newestAt: number): Promise<boolean> {
    const mended = (await core.lastMending())?.report
    return mended !== undefined && mended.how !== 'notDone' && newestAt <= mended.at
  }

  const isFailing = (): boolean => Object.values(state).some(({ failing }) => failing !== undefined)

  function again(ms: number): void {
    if (closed) return
    cancel()
    cancel = timer.after(ms, () => void due())
  }

  async function look(setting: BackupSetting): Promise<void> {
    const { registerId } = await core.facts()
    for (const [place, second] of places(setting)) {
      const found = await core.listBackups(registerId, second)
      const newest = found.filter(({ file }) => second === undefined || file.startsWith(second.folder)).reduce((at, { inside }) => Math.max(at, inside.at), 0)
      const { failing } = state[place] ?? {}
      put(place, { running: false, ...(newest > 0 ? { newestAt: newest } : {}), ...(failing === undefined ? {} : { failing }) })
    }
  }

  function run(): Promise<BackupState> {
    running ??= both().finally(() => (running = undefined))
    return running
  }

  async function both(): Promise<BackupState> {
    // Its journal is closed, and goes on elsewhere.
    if ((await core.facts()).moved !== undefined) return state
    const setting = await core.backupSetting()
    const { second: _gone, ...own } = state
    if (setting.second === undefined) state = own
    for (const [place, second] of places(setting)) await one(place, second)
    return state
  }

  async function one(place: BackupPlace, second?: { readonly folder: string; readonly mark: string }): Promise<void> {
    const before = state[place]
    put(place, { ...before, running: true })
    const began = now()
    const made = await core.makeBackup(began, second)
    if (closed) return
    if (made.ok) {
      put(place, { running: false, newestAt: made.value.inside.at })
      log('backup.made', { place, bytes: made.value.inside.bytes, seq: made.value.inside.seq, milliseconds: now() - began })
      if (before?.failing !== undefined) await core.noteBackup({ state: 'well', place })
      return
    }
    const failing = made.refusal.code === 'request.failed' ? refuse('backup.failed', { folder: second?.folder ?? '', reason: 'stopped' }).refusal : made.refusal
    put(place, { ...(before?.newestAt === undefined ? {} : { newestAt: before.newestAt }), running: false, failing })
    const reason = String(failing.params?.['reason'] ?? failing.code)
    log('backup.failed', { place, reason })
    if (before?.failing === undefined) await core.noteBackup({ state: 'failing', place, reason: reason.slice(0, 80) })
  }

  return {
    state: () => state,
    async now() {
      if (running !== undefined) await running
      const done = await run()
      again(isFailing() ? againMs : (await core.backupSetting()).everyMinutes * 60_000)
      return done
    },
    close() {
      closed = true
      cancel()
    },
  }
}

function places({ second }: BackupSetting): readonly (readonly [place: BackupPlace, second?: { readonly folder: string; readonly mark: string }])[] {
  return second === undefined ? [['own']] : [['own'], ['second', second]]
}
