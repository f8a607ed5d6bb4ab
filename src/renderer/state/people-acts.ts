import { badgeView, type PeopleView, type PersonView } from '../../contracts/ipc/index.ts'
import { roles, type Role } from '../../contracts/ipc/index.ts'
import { type Refusal, type Result } from '../../domain/errors/index.ts'
import { type ActKit } from './act-kit.ts'
import { neighbour } from './discount-acts.ts'
import { isShutOut } from './gates.ts'
import { type Work } from './screen-state.ts'

const usualLockAfter = [0, 60, 120, 300, 600, 900] as const
/** Seconds that are offered, the present ones among them: a register that began with other ones would show no choice as its own. */
export function lockAfterChoices(present: number): readonly number[] {
  return [...new Set([...usualLockAfter, present])].sort((one, other) => one - other)
}
/** As long as the core takes a name. */
export const longestName = 64

type PinWork = Extract<Work, { kind: 'pin' }>

/** The people of this till: who they are, their badges and PINs. And one's own PIN, which is everybody's. */
export function createPeopleActs(kit: ActKit) {
  const { api, store, set, enqueue, object, refused, go, sounds } = kit
  /** What was typed on the stages before. Not in the state: only what is being typed is there. */
  let typed: { readonly old?: string; readonly first?: string } = {}

  function personNow(id: string | undefined): PersonView | undefined {
    const { people } = store.getState()
    return people === undefined || people === 'refused' ? undefined : people.people.find((person) => person.id === id)
  }

  function openPeople(chosen?: string): void {
    go({ kind: 'people', chosen })
    void api.call('people', {}).then((answer) => {
      if (store.getState().work.kind !== 'people') return
      if (answer.ok) set({ people: answer.value })
      else if (isShutOut(answer.refusal)) set({ people: 'refused' })
      else refused(answer.refusal)
    })
  }

  /** The sign-on screen offers people by name. */
  async function reload(): Promise<void> {
    const register = await api.call('register', {})
    if (register.ok) set({ register: register.value })
  }

  async function take(answer: Result<PeopleView>): Promise<boolean> {
    if (!answer.ok) {
      tell(answer.refusal)
      return false
    }
    const { people, lockAfterSeconds, lockAfterOfHeadOffice } = answer.value
    set({ people: { people, lockAfterSeconds, ...(lockAfterOfHeadOffice === true && { lockAfterOfHeadOffice }) }, notice: undefined })
    sounds.ok()
    await reload()
    return true
  }

  /** A weak PIN says what is weak about it. */
  function tell(refusal: Refusal): void {
    const reason = refusal.params?.['reason']
    if (refusal.code === 'pin.weak' && typeof reason === 'string') object({ words: `pin.weak.${reason}`, code: refusal.code })
    else refused(refusal)
  }

  function openPerson(id: string | undefined): void {
    const person = personNow(id)
    if (id !== undefined && person === undefined) return
    go({ kind: 'person', id, role: person?.role ?? 'cashier', badge: person?.badge, active: person?.active ?? true, saving: false }, person?.name ?? '')
  }

  /** Whom head office keeps, head office changes: said before anything is typed, and not after. */
  function isOurs(id: string | undefined): boolean {
    if (personNow(id)?.ofHeadOffice !== true) return true
    return ofHeadOffice()
  }

  function ofHeadOffice(): false {
    object({ words: 'refusal.operator.ofHeadOffice', code: 'operator.ofHeadOffice' })
    return false
  }

  function change(changes: { readonly role?: Role; readonly badge?: string | undefined; readonly active?: boolean }): void {
    const { work } = store.getState()
    if (work.kind === 'person' && !work.saving && isOurs(work.id)) set({ work: { ...work, ...changes }, notice: undefined })
  }

  function save(): void {
    const { work, entry } = store.getState()
    if (work.kind !== 'person' || work.saving || !isOurs(work.id)) return
    const name = entry.trim()
    if (name === '') {
      object({ words: 'people.nameFirst' })
      return
    }
    const { id, role, badge, active } = work
    set({ work: { ...work, saving: true } })
    enqueue(async () => {
      const answer = await api.call('save-operator', { ...(id === undefined ? {} : { id }), name, role, active, ...(badge === undefined ? {} : { badge }) })
      const now = store.getState().work
      if (now.kind === 'person') set({ work: { ...now, saving: false } })
      if (!(await take(answer)) || !answer.ok || store.getState().work.kind !== 'person') return
      // Without a PIN nobody can sign on: it is what comes next.
      if (id === undefined) openPin({ id: answer.value.operatorId, name })
      else openPeople(id)
    })
  }

  function openPin(person: PinWork['person']): void {
    typed = {}
    go({ kind: 'pin', person, stage: person === undefined ? 'old' : 'new', saving: false })
  }

  function stage(work: PinWork, next: PinWork['stage']): void {
    set({ work: { ...work, stage: next, saving: false }, entry: '' })
  }

  function leavePin({ person }: PinWork): void {
    typed = {}
    if (person === undefined) go({ kind: 'settings', chosen: 'ownPin' })
    else openPeople(person.id)
  }

  function enterPin(): void {
    const { work, entry } = store.getState()
    if (work.kind !== 'pin' || work.saving) return
    if (!/^\d{4,8}$/.test(entry)) {
      object({ words: 'pin.weak.digits' })
      return
    }
    set({ notice: undefined })
    if (work.stage === 'old') {
      typed = { old: entry }
      stage(work, 'new')
    } else if (work.stage === 'new') {
      typed = { ...typed, first: entry }
      stage(work, 'again')
    } else if (typed.first === entry) send(work, entry)
    else {
      stage(work, 'new')
      object({ words: 'people.pinsDiffer' })
    }
  }

  function send(work: PinWork, newPin: string): void {
    const { person } = work
    const { old = '' } = typed
    typed = {}
    set({ work: { ...work, saving: true }, entry: '' })
    enqueue(async () => {
      const answer = person === undefined ? await api.call('change-pin', { pin: old, newPin }) : await api.call('set-pin', { operatorId: person.id, pin: newPin })
      const now = store.getState().work
      if (now.kind !== 'pin') return
      if (!answer.ok) {
        stage(now, person === undefined ? 'old' : 'new')
        tell(answer.refusal)
        return
      }
      sounds.ok()
      await reload()
      leavePin(now)
      set({ notice: { words: 'people.pinSet', calm: true } })
    })
  }

  function ids(): readonly string[] {
    const { people } = store.getState()
    return people === undefined || people === 'refused' ? [] : people.people.map(({ id }) => id)
  }

  return {
    openPeople: () => openPeople(),
    openPerson,
    /** Three PINs are typed for nothing where the last of them is refused: whom head office keeps is told at once. */
    openOwnPin: () => {
      const { register, counter } = store.getState()
      const self = register?.operators.find(({ id }) => id === counter?.operator?.id)
      if (self?.ofHeadOffice === true) ofHeadOffice()
      else openPin(undefined)
    },
    openPinOf: (id: string) => {
      const person = personNow(id)
      if (person !== undefined) openPin({ id, name: person.name })
    },
    movePeople: (by: 1 | -1) => {
      const { work } = store.getState()
      if (work.kind === 'people') set({ work: { ...work, chosen: neighbour(ids(), work.chosen, by) } })
    },
    enterPeople: () => {
      const { work } = store.getState()
      if (work.kind === 'people' && work.chosen !== undefined) openPerson(work.chosen)
    },
    choosePersonRole: (role: Role) => change({ role }),
    movePersonRole: (by: 1 | -1) => {
      const { work } = store.getState()
      if (work.kind === 'person') change({ role: neighbour<Role>(roles, work.role, by) ?? work.role })
    },
    toggleActive: () => {
      const { work } = store.getState()
      if (work.kind === 'person') change({ active: !work.active })
    },
    takeOffBadge: () => change({ badge: undefined }),
    /** A scan while a person is open is their badge. True: it was taken. */
    takesBadge: (scanned: string): boolean => {
      const { work } = store.getState()
      if (work.kind !== 'person') return false
      if (badgeView.safeParse(scanned).success) {
        if (!isOurs(work.id)) return true
        change({ badge: scanned })
        sounds.ok()
      } else object({ words: 'people.noBadge' })
      return true
    },
    savePerson: save,
    setPinOfPerson: () => {
      const { work } = store.getState()
      const person = work.kind === 'person' ? personNow(work.id) : undefined
      if (person !== undefined && isOurs(person.id)) openPin({ id: person.id, name: person.name })
    },
    unlockPerson: () => {
      const { work } = store.getState()
      if (work.kind !== 'person' || work.id === undefined) return
      const operatorId = work.id
      enqueue(async () => {
        if (await take(await api.call('unlock-operator', { operatorId }))) set({ notice: { words: 'people.unlocked', calm: true } })
      })
    },
    setLockAfter: (seconds: number) => enqueue(async () => void (await take(await api.call('set-lock-after', { seconds })))),
    moveLockAfter: (by: 1 | -1) => {
      const { people } = store.getState()
      if (people === undefined || people === 'refused') return
      const choices = lockAfterChoices(people.lockAfterSeconds)
      const next = choices[choices.indexOf(people.lockAfterSeconds) + by]
      if (next !== undefined) enqueue(async () => void (await take(await api.call('set-lock-after', { seconds: next }))))
    },
    enterPin,
    /** One step back in here; false where there is none. */
    leavePeople: (): boolean => {
      const { work } = store.getState()
      if (work.kind === 'pin') leavePin(work)
      else if (work.kind === 'person') openPeople(work.id)
      else if (work.kind === 'people') go({ kind: 'settings', chosen: 'people' })
      else return false
      return true
    },
  }
}
