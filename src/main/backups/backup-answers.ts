import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { type BackupsView, type BackupView, type HealthView, type Input, type Output } from '../../contracts/ipc/index.ts'
import { type Backup, type BackupSetting } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { type CoreInternal } from '../core/index.ts'
import { type BackupDesk, type BackupPlace, type BackupState } from './backup-desk.ts'

interface From {
  readonly seat: string
  readonly request: string
}

export interface BackupAnswers {
  backups(input: Input<'backups'>, from: From): Promise<Result<BackupsView>>
  'back-up-now'(input: Input<'back-up-now'>, from: From): Promise<Result<BackupsView>>
  'set-second-folder'(input: Input<'set-second-folder'>, from: From): Promise<Result<BackupsView>>
  'look-at-backup'(input: Input<'look-at-backup'>, from: From): Promise<Result<Output<'look-at-backup'>>>
}

type Asked = Pick<CoreInternal, 'hasRight' | 'facts' | 'backupSetting' | 'setBackups' | 'seeBackups' | 'chooseFolder' | 'backupAt' | 'lookAtBackup'>

export interface BackupAnswersParts {
  readonly core: Asked
  readonly desk: Pick<BackupDesk, 'state' | 'now'>
  /** Where the register's files lie. */
  readonly data: string
  readonly isCopy: boolean
}

const order = ['own', 'second'] as const satisfies readonly BackupPlace[]

/** How backups go, for the screen: of all places the newest, and the first that fails. */
export function healthOf(state: BackupState): Pick<HealthView, 'backup'> {
  const places = order.flatMap((place) => (state[place] === undefined ? [] : [{ place, ...state[place] }]))
  if (places.length === 0) return {}
  const newestAt = Math.max(0, ...places.map((one) => one.newestAt ?? 0))
  const [failing] = places.flatMap(({ place, failing: refusal }) => (refusal === undefined ? [] : [{ place, code: refusal.code, ...(refusal.params === undefined ? {} : { params: { ...refusal.params } }) }]))
  return { backup: { running: places.some(({ running }) => running), ...(newestAt > 0 ? { newestAt } : {}), ...(failing === undefined ? {} : { failing }) } }
}

/** Before a PIN is asked for: what was whole when it was made may not be now. */
export async function lookFirst(core: Pick<CoreInternal, 'hasRight' | 'backupAt' | 'lookAtBackup'>, seat: string, input: unknown): Promise<Result<unknown>> {
  const allowed = await core.hasRight(seat, 'manageBackups')
  if (!allowed.ok) return allowed
  const file = typeof input === 'object' && input !== null && 'file' in input ? String(input.file) : ''
  const backup = await core.backupAt(file)
  return backup === undefined ? refuse('backup.unknown') : core.lookAtBackup(backup)
}

/** What the page of backups asks. Making them is no command's work: it takes seconds of a disk, and the counter waits for none of it. */
export function backupAnswers({ core, desk, data, isCopy }: BackupAnswersParts): BackupAnswers {
  async function allowed(seat: string): Promise<Result<unknown>> {
    return isCopy ? refuse('training.notHere') : core.hasRight(seat, 'manageBackups')
  }

  async function view(): Promise<Result<BackupsView>> {
    const [{ registerId }, setting] = await Promise.all([core.facts(), core.backupSetting()])
    const seen = await core.seeBackups(registerId, setting.second)
    const state = desk.state()
    return accept({
      everyMinutes: setting.everyMinutes,
      places: seen.map(({ folder, reachable, unmarked, onSameDisk, backups, notWhole }, index) => {
        const place = order[index] ?? 'second'
        const { running = false, failing } = state[place] ?? {}
        return { place, folder, reachable, unmarked, onSameDisk, running, ...(failing === undefined ? {} : { failing: { code: failing.code, ...(failing.params === undefined ? {} : { params: { ...failing.params } }) } }), backups: backups.map(backupViewOf), notWhole }
      }),
      keptAside: asideIn(data),
    })
  }

  return {
    async backups(_input, { seat }) {
      const may = await allowed(seat)
      return may.ok ? view() : may
    },
    async 'back-up-now'(_input, { seat }) {
      const may = await allowed(seat)
      if (!may.ok) return may
      void desk.now().catch(() => undefined)
      return view()
    },
    async 'set-second-folder'({ folder }, from) {
      const may = await allowed(from.seat)
      if (!may.ok) return may
      const { everyMinutes } = await core.backupSetting()
      let setting: BackupSetting = { everyMinutes }
      if (folder !== undefined) {
        const chosen = await core.chooseFolder({ folder: unquoted(folder), mark: randomUUID() })
        if (!chosen.ok) return chosen
        setting = { everyMinutes, second: chosen.value }
      }
      const set = await core.setBackups(setting, from)
      if (!set.ok) return set
      // The first one now: a folder that was chosen and holds nothing for an hour is no second place.
      void desk.now().catch(() => undefined)
      return view()
    },
    async 'look-at-backup'({ file }, { seat }) {
      const may = await allowed(seat)
      if (!may.ok) return may
      const backup = await core.backupAt(file)
      if (backup === undefined) return refuse('backup.unknown')
      const looked = await core.lookAtBackup(backup)
      if (!looked.ok) return looked
      const { since } = looked.value
      return accept({ backup: backupViewOf(backup), since: { ...since, receipts: since.receipts.map((one) => ({ ...one })), again: since.again.map((one) => ({ ...one })) } })
    },
  }
}

/** Windows puts quotes around a path that is copied there. */
function unquoted(text: string): string {
  const typed = text.trim()
  return /^"(.+)"$/.exec(typed)?.[1] ?? typed
}

function backupViewOf({ file, inside }: Backup): BackupView {
  const { at, bytes, entries, sales, refunds, lastReceipt, lastZ } = inside
  return { file, at, bytes, entries, sales, refunds, ...(lastReceipt && { lastReceipt: { ...lastReceipt } }), ...(lastZ && { lastZ: { ...lastZ } }) }
}

/** What a start, or somebody at this page, put something else in the place of. */
function asideIn(data: string): string[] {
  try {
    return readdirSync(data).filter((name) => /^(?:damaged|replaced)-\d{8}T\d{6}Z(?:-\d+)?$/.test(name)).toSorted((a, b) => (a.replace(/^\w+-/, '') < b.replace(/^\w+-/, '') ? 1 : -1)).map((name) => path.join(data, name))
  } catch {
    // The disk is away: the till says so, and louder.
    return []
  }
}
