import { type Input, type LossRule, type Output, type PermissionsView } from '../../contracts/ipc/index.ts'
import { roles, type Grant, type Permission, type Role } from '../../contracts/ipc/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { parseAmount } from '../../domain/money/index.ts'
import { type ActKit } from './act-kit.ts'
import { inEveryLanguage } from './catalogue-words.ts'
import { neighbour } from './discount-acts.ts'
import { isTooLongLimit } from './entry.ts'
import { isShutOut } from './gates.ts'
import { settingsPages, type GrantWay, type RightsCell, type RightsRow, type SettingsPage } from './rights.ts'
import { screenOf } from './screen-state.ts'
import { findSettings, type Setting } from './settings-search.ts'
import { parsePercent } from './percent.ts'

/** What a cell may hold, in the order the arrow keys go through it. Nothing: there is no such cell. */
export function grantWays({ unit, approvable }: Pick<RightsRow, 'unit' | 'approvable'>, role: Role | undefined): readonly GrantWay[] {
  const sized = unit !== 'none'
  if (role === undefined) return sized && approvable ? ['none', 'upTo'] : []
  return ['no', ...(approvable ? (['ask'] as const) : []), ...(sized ? (['upTo'] as const) : []), 'yes']
}

/** Those of them that would not be refused: a cell that is kept holds what it holds. */
export function offeredWays(row: RightsRow, role: Role | undefined): readonly GrantWay[] {
  return keptOf(row, role) === undefined ? grantWays(row, role) : [wayOf(grantOf(row, role))]
}

/** Why nothing else may stand in it; undefined where something may. */
export function keptOf(row: RightsRow, role: Role | undefined): 'admins' | 'headOffice' | 'last' | undefined {
  return role === undefined ? row.secondPersonKept : row.grants.find((one) => one.role === role)?.kept
}

export function grantOf(row: RightsRow, role: Role | undefined): Grant | undefined {
  return role === undefined ? row.secondPersonAbove : row.grants.find((one) => one.role === role)?.grant
}

export function wayOf(grant: Grant | undefined): GrantWay {
  return grant === undefined ? 'none' : typeof grant === 'number' ? 'upTo' : grant
}

/** Settings: the way to what is set on this till, and the store's matrix of who may do what. */
export function createRightsActs(kit: ActKit, pages: { readonly openDevices: () => void; readonly openPeople: () => void; readonly openCustomerFile: () => void; readonly openCustomer: (id: string | undefined) => void; readonly openOwnPin: () => void; readonly openSecondFactor: () => void; readonly openTaxes: () => void; readonly openSupport: () => void; readonly openMove: () => void; readonly openBackups: () => void; readonly openTraining: () => void; readonly openStore: () => void; readonly openTemplates: () => void; readonly openMail: () => void; readonly openLossLimits: (rule?: LossRule) => void; readonly openDeviceFind: () => void; readonly openDeviceLog: () => void; readonly openGun: () => void; readonly openPerson: (id: string | undefined) => void }) {
  const { api, store, set, enqueue, object, refused, go, sounds } = kit

  function openRights(chosen?: RightsCell): void {
    go({ kind: 'rights', chosen })
    void api.call('permissions', {}).then((answer) => {
      if (store.getState().work.kind !== 'rights') return
      if (answer.ok) set({ rights: answer.value })
      else if (isShutOut(answer.refusal)) set({ rights: 'refused' })
      else refused(answer.refusal)
    })
  }

  function rowOf(permission: Permission): RightsRow | undefined {
    const { rights } = store.getState()
    return rights === undefined || rights === 'refused' ? undefined : rights.permissions.find((row) => row.permission === permission)
  }

  function openGrant(cell: RightsCell): void {
    const row = rowOf(cell.permission)
    if (row === undefined || grantWays(row, cell.role).length === 0) return
    go({ kind: 'grant', ...cell, way: wayOf(grantOf(row, cell.role)), saving: false })
  }

  function chooseWay(way: GrantWay | undefined): boolean {
    const { work, entry } = store.getState()
    const row = work.kind === 'grant' ? rowOf(work.permission) : undefined
    if (work.kind !== 'grant' || work.saving || row === undefined || way === undefined || !offeredWays(row, work.role).includes(way)) return false
    set({ work: { ...work, way }, entry: way === 'upTo' ? entry : '', notice: undefined })
    return true
  }

  function ask(work: Extract<ReturnType<typeof store.getState>['work'], { kind: 'grant' }>, limit: number | undefined): Promise<Result<PermissionsView>> {
    const { permission, role, way } = work
    if (role === undefined) {
      const input: Input<'set-second-person'> = way === 'upTo' && limit !== undefined ? { permission, above: limit } : { permission }
      return api.call('set-second-person', input)
    }
    return api.call('set-permission', { permission, role, grant: way === 'no' || way === 'ask' || way === 'yes' ? way : (limit ?? 'no') })
  }

  /** An empty field beside a limit that stands keeps it. */
  function save(): void {
    const { work, entry, counter } = store.getState()
    const row = work.kind === 'grant' ? rowOf(work.permission) : undefined
    if (work.kind !== 'grant' || work.saving || row === undefined || counter === undefined) return
    if (keptOf(row, work.role) === 'headOffice') {
      object({ words: 'refusal.setting.ofHeadOffice', code: 'setting.ofHeadOffice' })
      return
    }
    const stands = grantOf(row, work.role)
    const typed = row.unit === 'ppm' ? parsePercent(entry) : parseAmount(entry, counter.currency)
    if (work.way === 'upTo' && row.unit === 'minor' && isTooLongLimit(entry)) {
      object({ words: 'rights.tooLarge', params: { typed: entry } })
      return
    }
    const limit = entry === '' && typeof stands === 'number' ? stands : typed
    if (work.way === 'upTo' && limit === undefined) {
      object({ words: `rights.notValid.${row.unit}` })
      return
    }
    const { permission, role } = work
    set({ work: { ...work, saving: true } })
    enqueue(async () => {
      const answer: Result<Output<'set-permission'>> = await ask(work, limit)
      const now = store.getState().work
      if (now.kind !== 'grant') return
      set({ work: { ...now, saving: false } })
      if (!answer.ok) {
        refused(answer.refusal)
        return
      }
      set({ rights: answer.value })
      sounds.ok()
      go({ kind: 'rights', chosen: { permission, role } })
    })
  }

  function openPage(page: SettingsPage): void {
    if (page === 'devices') pages.openDevices()
    else if (page === 'customers') pages.openCustomerFile()
    else if (page === 'people') pages.openPeople()
    else if (page === 'ownPin') pages.openOwnPin()
    else if (page === 'taxes') pages.openTaxes()
    else if (page === 'secondFactor') pages.openSecondFactor()
    else if (page === 'support') pages.openSupport()
    else if (page === 'training') pages.openTraining()
    else if (page === 'move') pages.openMove()
    else if (page === 'backups') pages.openBackups()
    else if (page === 'store') pages.openStore()
    else if (page === 'templates') pages.openTemplates()
    else if (page === 'mail') pages.openMail()
    else if (page === 'lossWatch') pages.openLossLimits()
    else openRights()
  }

  const found = (): readonly Setting[] => findSettings(store.getState().entry, inEveryLanguage)

  /** To where it is set; what is set in a row or on a card is marked there, and its own key opens it. */
  function openSetting({ page, view, at, rule }: Setting): void {
    if (view === 'deviceFind') pages.openDeviceFind()
    else if (view === 'deviceLog') pages.openDeviceLog()
    else if (view === 'gun') pages.openGun()
    else if (view === 'person') pages.openPerson(undefined)
    else if (view === 'customer') pages.openCustomer(undefined)
    else if (rule !== undefined) pages.openLossLimits(rule)
    else openPage(page)
    set({ marked: at === undefined ? undefined : { view: screenOf(store.getState()), at } })
  }

  return {
    openSettings: () => {
      go({ kind: 'settings', chosen: undefined })
      set({ marked: undefined })
    },
    openSettingsPage: openPage,
    openSetting,
    moveSettings: (by: 1 | -1) => {
      const { work } = store.getState()
      if (work.kind !== 'settings') return
      if (store.getState().entry.trim() === '') set({ work: { ...work, chosen: neighbour(settingsPages, work.chosen, by) } })
      else set({ work: { ...work, hit: Math.max(0, Math.min(found().length - 1, (work.hit ?? 0) + by)) } })
    },
    enterSettings: () => {
      const { work, entry } = store.getState()
      if (work.kind !== 'settings') return
      const hits = found()
      const hit = hits[work.hit ?? 0] ?? hits[0]
      if (hit !== undefined) openSetting(hit)
      else if (entry.trim() === '' && work.chosen !== undefined) openPage(work.chosen)
    },
    openRights: () => openRights(),
    openGrant,
    moveRights: (by: 1 | -1, sideways: boolean) => {
      const { work, rights } = store.getState()
      if (work.kind !== 'rights' || rights === undefined || rights === 'refused') return
      const rows = rights.permissions.map(({ permission }) => permission)
      const [first] = rows
      if (first === undefined) return
      const { permission, role } = work.chosen ?? { permission: first, role: roles[0] }
      const columns: readonly (Role | undefined)[] = [...roles, undefined]
      const at = columns.indexOf(role)
      const column = sideways && work.chosen !== undefined ? Math.min(columns.length - 1, Math.max(0, at + by)) : at
      const row = sideways || work.chosen === undefined ? permission : (rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(permission) + by))] ?? permission)
      set({ work: { ...work, chosen: { permission: row, role: columns[column] } } })
    },
    /** The chosen cell; with none chosen, or one that holds nothing, it does nothing. */
    enterRights: () => {
      const { work } = store.getState()
      if (work.kind === 'rights' && work.chosen !== undefined) openGrant(work.chosen)
    },
    chooseGrantWay: chooseWay,
    moveGrantWay: (by: 1 | -1) => {
      const { work } = store.getState()
      const row = work.kind === 'grant' ? rowOf(work.permission) : undefined
      if (work.kind === 'grant' && row !== undefined) chooseWay(neighbour(offeredWays(row, work.role), work.way, by))
    },
    saveGrant: save,
    /** One step back in here; false where there is none. */
    leaveSettings: (): boolean => {
      const { work } = store.getState()
      if (work.kind === 'grant') openRights({ permission: work.permission, role: work.role })
      else if (work.kind === 'rights' || work.kind === 'support' || work.kind === 'move') go({ kind: 'settings', chosen: work.kind })
      else if (work.kind === 'store' || work.kind === 'templates' || work.kind === 'mail' || (work.kind === 'lossWatch' && work.fromSettings)) go({ kind: 'settings', chosen: work.kind })
      else return false
      return true
    },
  }
}
