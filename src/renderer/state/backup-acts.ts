import { type BackupsView } from '../../contracts/ipc/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { type ActKit } from './act-kit.ts'
import { filesOf, type BackupsWork } from './backup-work.ts'
import { neighbour } from './discount-acts.ts'
import { isShutOut } from './gates.ts'
import { type PinWaits } from './pin-waits.ts'
import { typedPin } from './typed-pin.ts'

export const longestFolder = 200

/** Backups: looked at, made, put elsewhere as well, and one of them put in the place of what is there. */
export function createBackupActs(kit: ActKit, waits: PinWaits) {
  const { api, store, set, enqueue, refused, go, sounds } = kit

  const workOf = <K extends BackupsWork['kind']>(kind: K): Extract<BackupsWork, { kind: K }> | undefined => {
    const { work } = store.getState()
    return work.kind === kind ? (work as Extract<BackupsWork, { kind: K }>) : undefined
  }

  function show(answer: Result<BackupsView>): void {
    const work = workOf('backups')
    if (work === undefined) return
    if (answer.ok) set({ work: { ...work, view: answer.value } })
    else if (isShutOut(answer.refusal)) set({ work: { ...work, view: 'refused' } })
    else refused(answer.refusal)
  }

  function load(): void {
    void api.call('backups', {}).then(show)
  }

  function open(chosen?: string): void {
    go({ kind: 'backups', view: undefined, chosen })
    load()
  }

  // One was made, or could not be: the list is another one.
  store.subscribe((state, before) => {
    if (state.work.kind === 'backups' && state.work.view !== undefined && JSON.stringify(state.health?.backup) !== JSON.stringify(before.health?.backup)) load()
  })

  function setFolder(folder: string | undefined): void {
    const typing = workOf('backupFolder')
    if (typing?.saving === true) return
    if (typing !== undefined) set({ work: { ...typing, saving: true, trouble: undefined } })
    enqueue(async () => {
      const answer = await api.call('set-second-folder', folder === undefined ? {} : { folder })
      const now = workOf('backupFolder')
      if (answer.ok) {
        sounds.ok()
        if (now !== undefined) go({ kind: 'backups', view: answer.value, chosen: undefined })
        else show(answer)
      } else if (now === undefined) refused(answer.refusal)
      else {
        sounds.error()
        set({ work: { ...now, saving: false, trouble: answer.refusal } })
      }
    })
  }

  /** Looked through from end to end before anything is said of it. */
  function look(file: string): void {
    go({ kind: 'backup', file, look: undefined, trouble: undefined })
    void api.call('look-at-backup', { file }).then((answer) => {
      const work = workOf('backup')
      if (work === undefined || work.file !== file) return
      set({ work: answer.ok ? { ...work, look: answer.value } : { ...work, trouble: answer.refusal } })
      if (!answer.ok) sounds.error()
    })
  }

  function sendPin(): void {
    const work = workOf('backupPin')
    if (work === undefined || work.sending || work.begun !== undefined) return
    const typed = typedPin(kit)
    if (typed === undefined) return
    const { pin, operatorId } = typed
    set({ work: { ...work, sending: true, trouble: undefined }, entry: '', notice: undefined })
    enqueue(async () => {
      const answer = await api.call('restore-backup', { file: work.look.backup.file, pin })
      if (!answer.ok && operatorId !== undefined) waits.note(operatorId, answer.refusal)
      const now = workOf('backupPin')
      if (now === undefined) return
      if (answer.ok) sounds.ok()
      else sounds.error()
      set({ work: answer.ok ? { ...now, sending: false, begun: answer.value.startsAgain ? 'byItself' : 'byHand' } : { ...now, sending: false, trouble: answer.refusal } })
    })
  }

  return {
    openBackups: () => open(),
    backUpNow: () => {
      if (workOf('backups') !== undefined) void api.call('back-up-now', {}).then(show)
    },
    moveBackup: (by: 1 | -1) => {
      const work = workOf('backups')
      if (work !== undefined) set({ work: { ...work, chosen: neighbour(filesOf(work.view), work.chosen, by) } })
    },
    openBackup: look,
    enterBackups: () => {
      const work = workOf('backups')
      if (work?.chosen !== undefined && filesOf(work.view).includes(work.chosen)) look(work.chosen)
    },
    askSecondFolder: () => {
      const work = workOf('backups')
      if (work === undefined || work.view === undefined || work.view === 'refused') return
      go({ kind: 'backupFolder', saving: false, trouble: undefined }, work.view.places.find(({ place }) => place === 'second')?.folder ?? '')
    },
    saveSecondFolder: () => {
      const typed = store.getState().entry.trim()
      if (typed === '') sounds.error()
      else setFolder(typed)
    },
    dropSecondFolder: () => {
      const work = workOf('backups')
      if (work?.view === undefined || work.view === 'refused' || !work.view.places.some(({ place }) => place === 'second')) return
      setFolder(undefined)
    },
    /** The first step of it: what is in it and what would become of the rest has been read. */
    askRestore: () => {
      const work = workOf('backup')
      if (work?.look !== undefined) go({ kind: 'backupPin', look: work.look, sending: false, trouble: undefined, begun: undefined })
      else if (work?.trouble !== undefined) look(work.file)
    },
    sendRestorePin: sendPin,
    /** One step back in here; false where there is none. */
    leaveBackups: (): boolean => {
      const { work } = store.getState()
      if (work.kind === 'backups') go({ kind: 'settings', chosen: 'backups' })
      else if (work.kind === 'backupFolder') open()
      else if (work.kind === 'backup') open(work.file)
      else if (work.kind === 'backupPin') {
        if (work.begun === undefined) go({ kind: 'backup', file: work.look.backup.file, look: work.look, trouble: undefined })
      } else return false
      return true
    },
    /** Whoever is signed on has read what a start did about damaged data, or with a backup: nobody is told again. */
    readMending: () => {
      enqueue(async () => {
        const answer = await api.call('read-mending', {})
        if (!answer.ok) {
          refused(answer.refusal)
          return
        }
        const register = await api.call('register', {})
        if (register.ok) set({ register: register.value })
      })
    },
  }
}
