import { type PersonEvent } from '../../contracts/replication/index.ts'
import { addressRule, countedOnce, nameRule, remainingMs, type WaitRow } from '../people/waits.ts'
import { type Actor, type EventRow, type NewPerson, peopleSql as sql, type PeopleOutcome, type Person, type PersonChange, personOf } from './people-rows.ts'
import { type Decided, type Sql, type Units } from './units.ts'

/** One try at somebody's name: counted on disk before anything is compared. */
export interface Attempt {
  /** A hash of the name as typed. */
  readonly who: string
  readonly address: string
  readonly name: WaitRow
  readonly from: WaitRow
  readonly person?: Person
}

export type AttemptOutcome = { readonly ok: true; readonly attempt: Attempt } | { readonly ok: false; readonly waitMs: number }

/** What proved it beside the passphrase. */
export interface Proof {
  readonly step?: number
  readonly recoveryHash?: string
}

/** Who may open the page, what they may, and what they did. Each method that writes is one unit of work. */
export interface PeopleStore {
  any(): Promise<boolean>
  person(id: string): Promise<Person | undefined>
  bySignOnKey(key: string): Promise<Person | undefined>
  list(): Promise<readonly Person[]>
  events(): Promise<readonly PersonEvent[]>
  /** `first`: only while there is nobody. */
  add(person: NewPerson, by: Actor, now: number, first: boolean): Promise<PeopleOutcome>
  /** `decide` says what becomes of them, or why nothing does. The last owner stays one, and on, whatever it says. */
  change(id: string, by: Actor, now: number, decide: (person: Person) => PersonChange | 'not-found' | 'second-factor-none' | 'second-factor-there'): Promise<PeopleOutcome>
  attempt(asked: { readonly signOnKey: string; readonly who: string; readonly address: string }, now: number): Promise<AttemptOutcome>
  /** It was wrong: written down, with the wait it brought. */
  failed(attempt: Attempt, now: number, kind?: 'sign-on-failed' | 'proof-failed'): Promise<void>
  /** It was no guess: right as far as it went. */
  takeBack(attempt: Attempt): Promise<void>
  /** It was right. `used`: but for its code, which was used already. Undefined: meanwhile it is not. Both stay counted. `kind`: a sign-on, or that somebody who sits there proved it again. */
  proven(attempt: Attempt, proof: Proof, now: number, kind: 'signed-on' | 'proven'): Promise<Person | 'used' | undefined>
  note(kind: string, person: string | null, by: Actor, now: number, detail?: string): Promise<void>
}

const shownEvents = 200

export function peopleStore(units: Units): PeopleStore {
  return {
    any: async () => (await units.read(sql.any)).length > 0,
    person: async (id) => (await units.read(sql.byId(id))).map(personOf).at(0),
    bySignOnKey: async (key) => (await units.read(sql.byKey(key))).map(personOf).at(0),
    list: async () => (await units.read(sql.all)).map(personOf),
    events: async () => (await units.read(sql.events(shownEvents))).map(eventOf),
    add: (person, by, now, first) =>
      units.change([sql.any, sql.taken(person.signOnKey, person.nameKey)], ([some, taken]): Decided<PeopleOutcome> => {
        if (first && some.length > 0) return refused('accounts-exist')
        if (taken.length > 0) return refused('name-taken')
        const { id, signOnName, name, role, passphrase, oneTimeUntil } = person
        return {
          // Whoever makes the first account sits there, and goes on with it.
          writes: [sql.addPerson(person, now), ...(first ? [sql.signedOn(id, 0, now)] : []), sql.addEvent(now, 'made', id, by, role)],
          outcome: { ok: true, person: { id, signOnName, name, role, state: 'on', passphrase, oneTimeUntil, factor: null, factorStep: 0, revision: 1, signedOnAt: first ? now : null } },
        }
      }),
    change: (id, by, now, decide) =>
      units.change([sql.byId(id), sql.otherOwners(id)], ([rows, others]): Decided<PeopleOutcome> => {
        const before = rows.map(personOf).at(0)
        const made = before === undefined ? 'not-found' : decide(before)
        if (before === undefined || typeof made === 'string') return refused(typeof made === 'string' ? made : 'not-found')
        const after: Person = { ...before, ...made.set, revision: before.revision + (made.endsSessions ? 1 : 0) }
        const isOwner = ({ role, state }: Person): boolean => role === 'owner' && state === 'on'
        if (isOwner(before) && !isOwner(after) && others.length === 0) return refused('last-owner')
        const recovery = made.recovery === undefined ? [] : [sql.dropRecovery(id), ...made.recovery.map((hash) => sql.addRecovery(id, hash))]
        const freed = made.freesName === undefined ? [] : [sql.freeName(made.freesName)]
        return { writes: [sql.setPerson(after, now), ...recovery, ...freed, sql.addEvent(now, made.kind, id, by, made.detail ?? null)], outcome: { ok: true, person: after } }
      }),
    attempt: ({ signOnKey, who, address }, now) =>
      units.change([sql.byKey(signOnKey), sql.wait('name', who), sql.wait('address', address)], ([rows, [ofName], [ofAddress]]): Decided<AttemptOutcome> => {
        const waitMs = Math.max(remainingMs(ofName, nameRule, now), remainingMs(ofAddress, addressRule, now))
        if (waitMs > 0) return { writes: [], outcome: { ok: false, waitMs } }
        const [name, from] = [countedOnce(ofName, nameRule, now), countedOnce(ofAddress, addressRule, now)]
        const person = rows.map(personOf).at(0)
        return {
          writes: [sql.forgetWaits(now - nameRule.forgottenMs), sql.setWait('name', who, name), sql.setWait('address', address, from)],
          outcome: { ok: true, attempt: { who, address, name, from, ...(person !== undefined && { person }) } },
        }
      }),
    failed: ({ person, address, name, from }, now, kind = 'sign-on-failed') => {
      const nobody: Actor = { id: null, address }
      const id = person?.id ?? null
      const writes: Sql[] = [sql.addEvent(now, kind, id, nobody, null)]
      if (name.until > now) writes.push(sql.addEvent(now, 'locked', id, nobody, String(Math.ceil((name.until - now) / 1000))))
      if (from.until > now) writes.push(sql.addEvent(now, 'address-locked', null, nobody, String(Math.ceil((from.until - now) / 1000))))
      return units.change([], () => ({ writes, outcome: undefined }))
    },
    takeBack: ({ who, address, name, from }) => units.change([], () => ({ writes: [sql.takeBack('name', who, name.until), sql.takeBack('address', address, from.until)], outcome: undefined })),
    proven: async ({ person, who, address, from }, { step, recoveryHash }, now, kind) => {
      if (person === undefined) return undefined
      const reads = [sql.byId(person.id), sql.recovery(person.id, recoveryHash ?? '')] as const
      return units.change(reads, ([rows, [code]]): Decided<Person | 'used' | undefined> => {
        const is = rows.map(personOf).at(0)
        const wrong = { writes: [], outcome: undefined }
        if (is === undefined || is.state !== 'on' || is.revision !== person.revision || is.factor !== person.factor) return wrong
        if (recoveryHash !== undefined && code === undefined) return wrong
        if ((step !== undefined && step <= is.factorStep) || (code !== undefined && code.usedAt !== null)) return { writes: [], outcome: 'used' }
        const by: Actor = { id: is.id, address }
        const used = recoveryHash === undefined ? [] : [sql.useRecovery(is.id, recoveryHash, now), sql.addEvent(now, 'recovery-code-used', is.id, by, null)]
        const signedOnAt = kind === 'signed-on' ? now : is.signedOnAt
        const factorStep = step ?? is.factorStep
        const told = kind === 'signed-on' ? [sql.addEvent(now, 'signed-on', is.id, by, null)] : []
        return {
          writes: [sql.freeName(who), sql.takeBack('address', address, from.until), ...used, sql.signedOn(is.id, factorStep, signedOnAt), ...told],
          outcome: { ...is, factorStep, signedOnAt },
        }
      })
    },
    note: (kind, person, by, now, detail) => units.change([], () => ({ writes: [sql.addEvent(now, kind, person, by, detail ?? null)], outcome: undefined })),
  }
}

function refused(slug: Extract<PeopleOutcome, { ok: false }>['slug']): Decided<PeopleOutcome> {
  return { writes: [], outcome: { ok: false, slug } }
}

function eventOf({ at, kind, person, by, address, detail }: EventRow): PersonEvent {
  return { at, kind, ...(person !== null && { person }), ...(by !== null && { by }), ...(address !== null && { address }), ...(detail !== null && { detail }) }
}
