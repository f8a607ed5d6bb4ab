import { type ActKit } from './act-kit.ts'
import { foundAt, type HeadOfficeWork } from './head-office-work.ts'
import { type PinWaits } from './pin-waits.ts'
import { screenOf } from './screen-state.ts'
import { typedPin } from './typed-pin.ts'

export const longestAddress = 200

/** What a person at the till asks of head office, and where it is. */
export function createHeadOfficeActs(kit: ActKit, waits: PinWaits, openStore: () => void) {
  const { api, store, set, enqueue, go, object, refused, sounds } = kit

  const workOf = <K extends HeadOfficeWork['kind']>(kind: K): Extract<HeadOfficeWork, { kind: K }> | undefined => {
    const { work } = store.getState()
    return work.kind === kind ? (work as Extract<HeadOfficeWork, { kind: K }>) : undefined
  }

  /** Nothing goes there for it but a question. */
  function look(asked: string): void {
    const work = workOf('headOffice')
    if (work === undefined || work.looking) return
    set({ work: { ...work, looking: true, asked, found: undefined, trouble: undefined }, notice: undefined })
    void api.call('look-at-head-office', { url: asked }).then((answer) => {
      const now = workOf('headOffice')
      if (now === undefined || now.asked !== asked) return
      if (!answer.ok) sounds.error()
      set({ work: { ...now, looking: false, ...(answer.ok ? { found: answer.value } : { trouble: answer.refusal }) } })
    })
  }

  return {
    /** What lies in quarantine there is read again; how it stands then comes with what is broadcast. */
    sendAgain: () => {
      enqueue(async () => {
        const answer = await api.call('send-again', {})
        if (answer.ok) sounds.ok()
        else refused(answer.refusal)
      })
    },
    /** Asked in no queue: the answer may be ten seconds away, and meanwhile a customer is served. */
    tryHeadOffice: () => {
      const { headOfficeTry, replication } = store.getState()
      if (headOfficeTry === 'asking') return
      if (replication === undefined || replication.state === 'unenrolled') return object({ words: 'refusal.headOffice.notJoined', code: 'headOffice.notJoined' })
      set({ headOfficeTry: 'asking', notice: undefined })
      void api.call('try-head-office', {}).then((answer) => {
        const gotThrough = answer.ok && answer.value.state !== 'offline'
        if (gotThrough) sounds.ok()
        else sounds.error()
        set({ headOfficeTry: answer.ok ? { at: Date.now(), gotThrough } : undefined })
        if (!answer.ok) refused(answer.refusal)
        // Nothing stands there where it could be read, but what is told.
        else if (screenOf(store.getState()) === 'sign-on' && store.getState().health?.locked === undefined) set({ notice: gotThrough ? { words: 'replication.itAnswered', calm: true } : { words: 'replication.nothingThrough' } })
      })
    },
    openHeadOffice: () => {
      const { work } = store.getState()
      if (work.kind !== 'store' || work.saving || work.view === undefined || work.view === 'refused') return
      const { headOfficeUrl = '' } = work.view
      go({ kind: 'headOffice', at: headOfficeUrl, looking: false, asked: '', found: undefined, trouble: undefined })
    },
    /** Who answers there, or with that read: on to the PIN. */
    enterHeadOffice: () => {
      const work = workOf('headOffice')
      const typed = store.getState().entry.trim()
      if (work === undefined || work.looking) return
      const found = foundAt(work, typed)
      if (typed === '') {
        // Said in its place, and gone with the first letter.
        sounds.error()
        set({ work: { ...work, asked: '', found: undefined, trouble: { code: 'headOffice.addressUnfit' } } })
      } else if (found?.url === work.at) sounds.error()
      else if (found === undefined) look(typed)
      else go({ kind: 'headOfficePin', at: work.at, found, sending: false, trouble: undefined })
    },
    sendHeadOfficePin: () => {
      const work = workOf('headOfficePin')
      if (work === undefined || work.sending) return
      const typed = typedPin(kit)
      if (typed === undefined) return
      const { url } = work.found
      set({ work: { ...work, sending: true, trouble: undefined }, entry: '', notice: undefined })
      enqueue(async () => {
        const answer = await api.call('set-head-office', { url, pin: typed.pin })
        if (!answer.ok && typed.operatorId !== undefined) waits.note(typed.operatorId, answer.refusal)
        const now = workOf('headOfficePin')
        if (now === undefined) return
        if (!answer.ok) {
          sounds.error()
          set({ work: { ...now, sending: false, trouble: answer.refusal } })
          return
        }
        sounds.ok()
        openStore()
        set({ notice: { words: 'headOffice.kept', calm: true, params: { url } } })
      })
    },
    /** One step back in here; false where there is none. */
    leaveHeadOffice: (): boolean => {
      const [typing, proving] = [workOf('headOffice'), workOf('headOfficePin')]
      if (typing !== undefined) openStore()
      else if (proving !== undefined) {
        if (!proving.sending) go({ kind: 'headOffice', at: proving.at, looking: false, asked: proving.found.url, found: proving.found, trouble: undefined }, proving.found.url)
      } else return false
      return true
    },
  }
}
