import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { codeAlphabet, type FirstOwnerRequest, type NewPersonRequest, type NewSecondFactor, type OfficePeople, type OfficeRole, type OfficeState, type OneTimePassphrase, oneTimePassphraseMs, type OwnProofRequest, type ProblemSlug, type RecoveryCodes, type SignOnRequest } from '../../contracts/replication/index.ts'
import { secondFactorKeeper } from '../../second-factor/index.ts'
import { type Clock, type Log } from '../log.ts'
import { type Actor, officePersonOf, type Person, type PersonChange } from '../store/people-rows.ts'
import { type Attempt, type PeopleStore, type Proof } from '../store/people-store.ts'
import { displayNameOf, nameKey, signOnNameOf } from './names.ts'
import { type OfficeKey } from './office-key.ts'
import { passphraseDesk, passphraseFault } from './passphrases.ts'

/** Refused, in a problem of the page's. `waitMs`: when it may be tried again. */
export interface Refused {
  readonly ok: false
  readonly slug: ProblemSlug
  readonly waitMs?: number
}
export type Answer<Value> = { readonly ok: true; readonly value: Value } | Refused

/** Whoever does something about others, with their own passphrase once more. No code: each is good once, and five people let go would take minutes. */
export interface Confirming {
  readonly person: Person
  readonly passphrase: string
  readonly address: string
}

export interface PeopleDesk {
  signOn(asked: SignOnRequest, address: string): Promise<Answer<Person>>
  firstOwner(asked: FirstOwnerRequest, address: string): Promise<Answer<Person>>
  signedOff(person: Person, address: string): Promise<void>
  /** The person with what ends their other sessions. */
  choosePassphrase(person: Person, passphrase: string, next: string, address: string): Promise<Answer<Person>>
  beginSecondFactor(person: Person, proof: OwnProofRequest, address: string): Promise<Answer<NewSecondFactor>>
  confirmSecondFactor(person: Person, code: string, address: string): Promise<Answer<RecoveryCodes>>
  renewCodes(person: Person, proof: OwnProofRequest, address: string): Promise<Answer<RecoveryCodes>>
  dropSecondFactor(person: Person, proof: OwnProofRequest, address: string): Promise<Answer<Person>>
  list(): Promise<OfficePeople>
  add(asked: NewPersonRequest, by: Confirming): Promise<Answer<OneTimePassphrase>>
  setRole(id: string, role: OfficeRole, by: Confirming): Promise<Answer<Person>>
  setState(id: string, state: OfficeState, by: Confirming): Promise<Answer<Person>>
  newPassphrase(id: string, by: Confirming): Promise<Answer<OneTimePassphrase>>
  takeSecondFactor(id: string, by: Confirming): Promise<Answer<Person>>
  /** Somebody did something here: kept with who it was by id, beside the name that stays with what they did. */
  acted(person: Person, door: string, address: string, on?: string): Promise<void>
  /** From the machine's own command line: this person is an owner, on, without a second factor, and has a one-time passphrase. */
  letIn(name: string): Promise<Answer<OneTimePassphrase>>
}

interface DeskParts {
  readonly people: PeopleStore
  readonly key: OfficeKey
  /** The chain's: what is kept of a name that was typed is a hash under it. */
  readonly chainPepper: string
  readonly issuer: string
  readonly clock: Clock
  readonly log: Log
}

const pendingMs = 10 * 60_000
const machine: Actor = { id: null, address: null }

export function peopleDesk({ people, key, chainPepper, issuer, clock, log }: DeskParts): PeopleDesk {
  const passphrases = passphraseDesk()
  /** Second factors that wait for their first code: of a person the newest, in memory alone. */
  const pending = new Map<string, { readonly sealed: string; readonly until: number }>()
  const whoOf = (signOnKey: string): string => createHmac('sha256', Buffer.from(chainPepper, 'base64')).update(`sign-on ${signOnKey}`).digest('hex')
  const at = (person: Person, address: string): Actor => ({ id: person.id, address })

  function unreadable(person: string): Refused {
    log('second-factor.unreadable', { person })
    return refused('second-factor-unreadable')
  }

  /** A new key only where nothing is sealed with another one: that could come back, and would open nothing that was sealed meanwhile. */
  async function keyToSeal(): Promise<Uint8Array | undefined> {
    const found = key.existing()
    if (typeof found !== 'string') return found
    if (found === 'unreadable' || (await people.list()).some(({ factor }) => factor !== null)) return undefined
    const made = key.make()
    return typeof made === 'string' ? undefined : made
  }

  /** What `proof` says of this person beyond the name. `needsCode`: also the second factor, where there is one. */
  async function judged(attempt: Attempt, proof: OwnProofRequest, needsCode: boolean): Promise<Proof | Refused> {
    const { person } = attempt
    const fits = await passphrases.verify(person?.passphrase, (person?.oneTimeUntil ?? null) === null ? proof.passphrase : asOneTime(proof.passphrase))
    if (person === undefined || !fits || person.state !== 'on') return refused('sign-on-wrong')
    if (person.oneTimeUntil !== null && clock() >= person.oneTimeUntil) return refused('one-time-over')
    if (person.factor === null || !needsCode) return {}
    if (proof.code === undefined || proof.code.trim() === '') return refused('second-factor-needed')
    const own = key.existing()
    if (typeof own === 'string') return unreadable(person.id)
    const keeper = secondFactorKeeper(own)
    try {
      const step = keeper.stepOf(person.factor, person.id, proof.code, clock())
      if (step !== undefined) return { step }
      // Six digits are no recovery code: the key is tried by opening, so that another one's is not called a wrong code.
      keeper.open(person.factor, person.id)
    } catch {
      return unreadable(person.id)
    }
    const recoveryHash = keeper.recoveryHash(person.id, proof.code)
    return recoveryHash === undefined ? refused('sign-on-wrong') : { recoveryHash }
  }

  async function prove(signOnKey: string, proof: OwnProofRequest, address: string, kind: 'signed-on' | 'proven', needsCode = true): Promise<Answer<Person>> {
    if (passphrases.busy()) return refused('busy')
    // Whoever is on and mistypes their own passphrase did not fail to sign on; it is counted as a wrong try all the same.
    const failure = kind === 'signed-on' ? 'sign-on-failed' : 'proof-failed'
    // What can be nobody's name is not asked of the database, which keeps no NUL in a text; it is counted all the same.
    const asked = signOnNameOf(signOnKey) === undefined ? '' : signOnKey
    const outcome = await people.attempt({ signOnKey: asked, who: whoOf(signOnKey), address }, clock())
    if (!outcome.ok) return { ok: false, slug: 'sign-on-waits', waitMs: outcome.waitMs }
    const { attempt } = outcome
    const made = await judged(attempt, proof, needsCode)
    if ('ok' in made) {
      if (made.slug === 'sign-on-wrong') {
        await people.failed(attempt, clock(), failure)
        log(`${failure.replace('-failed', '')}.failed`, { person: attempt.person?.id ?? 'unknown' })
      } else await people.takeBack(attempt)
      return made
    }
    const person = await people.proven(attempt, made, clock(), kind)
    if (person === 'used') {
      // Said to nobody who does not have the passphrase, and no guess of theirs.
      await people.takeBack(attempt)
      return refused('second-factor-used')
    }
    if (person !== undefined) return { ok: true, value: person }
    await people.failed(attempt, clock(), failure)
    return refused('sign-on-wrong')
  }

  const proveAgain = (person: Person, proof: OwnProofRequest, address: string, needsCode = true): Promise<Answer<Person>> => prove(nameKey(person.signOnName), proof, address, 'proven', needsCode)

  async function change(id: string, by: Actor, decide: (person: Person) => PersonChange | 'second-factor-none' | 'second-factor-there'): Promise<Answer<Person>> {
    if (!/^[\da-f-]{36}$/u.test(id)) return refused('not-found')
    const made = await people.change(id, by, clock(), decide)
    return made.ok ? { ok: true, value: made.person } : refused(made.slug)
  }

  async function withCodes(person: Person, by: Actor, made: Pick<PersonChange, 'set' | 'kind'>, mayBe: (person: Person) => boolean, otherwise: 'second-factor-none' | 'second-factor-there'): Promise<Answer<RecoveryCodes>> {
    const own = await keyToSeal()
    if (own === undefined) return unreadable(person.id)
    const keeper = secondFactorKeeper(own)
    const codes = keeper.newRecoveryCodes()
    const recovery = codes.map((code) => keeper.recoveryHash(person.id, code) ?? '')
    const done = await change(person.id, by, (is) => (mayBe(is) ? { ...made, endsSessions: false, recovery } : otherwise))
    return done.ok ? { ok: true, value: { codes } } : done
  }

  async function oneTime(): Promise<OneTimePassphrase & { readonly hash: string }> {
    const letters = Array.from(randomBytes(20), (byte) => codeAlphabet.charAt(byte % codeAlphabet.length)).join('')
    const passphrase = letters.match(/.{5}/gu)?.join('-') ?? letters
    return { passphrase, endsAt: clock() + oneTimePassphraseMs, hash: await passphrases.hash(asOneTime(passphrase)) }
  }

  async function confirmed<Value>({ person, passphrase, address }: Confirming, work: (by: Actor) => Promise<Answer<Value>>): Promise<Answer<Value>> {
    const proven = await proveAgain(person, { passphrase }, address, false)
    return proven.ok ? work(at(person, address)) : proven
  }

  /** Not of oneself: under Your account the same asks for more of a proof. */
  const ofOthers = <Value>(id: string, by: Confirming, work: (by: Actor) => Promise<Answer<Value>>): Promise<Answer<Value>> => (id === by.person.id ? Promise.resolve(refused('own-account')) : confirmed(by, work))

  async function reset(id: string, by: Actor, kind: string, more: Pick<PersonChange, 'set'> & { readonly recovery?: readonly string[]; readonly freesName?: string } = { set: {} }): Promise<Answer<OneTimePassphrase>> {
    const { passphrase, endsAt, hash } = await oneTime()
    const done = await change(id, by, () => ({ ...more, set: { ...more.set, passphrase: hash, oneTimeUntil: endsAt }, endsSessions: true, kind }))
    return done.ok ? { ok: true, value: { passphrase, endsAt } } : done
  }

  async function addPerson(asked: { readonly signOnName: string; readonly name: string; readonly role: OfficeRole }, by: Actor, passphrase: { readonly hash: string; readonly until: number | null }, first: boolean): Promise<Answer<Person>> {
    const [signOnName, name] = [signOnNameOf(asked.signOnName), displayNameOf(asked.name)]
    if (signOnName === undefined || name === undefined) return refused('name-unfit')
    const made = await people.add(
      { id: randomUUID(), signOnName, signOnKey: nameKey(signOnName), name, nameKey: nameKey(name), role: asked.role, passphrase: passphrase.hash, oneTimeUntil: passphrase.until },
      by,
      clock(),
      first,
    )
    return made.ok ? { ok: true, value: made.person } : refused(made.slug)
  }

  return {
    signOn: (asked, address) => prove(nameKey(asked.name), asked, address, 'signed-on'),
    firstOwner: async (asked, address) => {
      if (signOnNameOf(asked.signOnName) === undefined || displayNameOf(asked.name) === undefined) return refused('name-unfit')
      const fault = passphraseFault(asked.passphrase, [asked.signOnName, asked.name, issuer])
      if (fault !== undefined) return refused(fault)
      const hash = await passphrases.hash(asked.passphrase)
      return addPerson({ ...asked, role: 'owner' }, { id: null, address }, { hash, until: null }, true)
    },
    signedOff: (person, address) => people.note('signed-off', person.id, at(person, address), clock()),
    choosePassphrase: async (person, passphrase, next, address) => {
      const proven = await proveAgain(person, { passphrase }, address, false)
      if (!proven.ok) return proven
      const fault = passphraseFault(next, [person.signOnName, person.name, issuer]) ?? (next.normalize('NFKC') === passphrase.normalize('NFKC') ? 'passphrase-hopeless' : undefined)
      if (fault !== undefined) return refused(fault)
      const hash = await passphrases.hash(next)
      return change(person.id, at(person, address), () => ({ set: { passphrase: hash, oneTimeUntil: null }, endsSessions: true, kind: 'passphrase-changed' }))
    },
    beginSecondFactor: async (person, proof, address) => {
      if (person.factor !== null) return refused('second-factor-there')
      const proven = await proveAgain(person, proof, address)
      if (!proven.ok) return proven
      const own = await keyToSeal()
      if (own === undefined) return unreadable(person.id)
      const keeper = secondFactorKeeper(own)
      const { secret, sealed } = keeper.newSecret(person.id)
      pending.set(person.id, { sealed, until: clock() + pendingMs })
      return { ok: true, value: { secret, uri: keeper.uriOf(secret, issuer, person.signOnName) } }
    },
    confirmSecondFactor: async (person, code, address) => {
      const waits = pending.get(person.id)
      if (waits === undefined || waits.until < clock()) return refused('second-factor-none')
      const own = key.existing()
      if (typeof own === 'string') return unreadable(person.id)
      const step = secondFactorKeeper(own).stepOf(waits.sealed, person.id, code, clock())
      if (step === undefined) return refused('code-wrong')
      pending.delete(person.id)
      return withCodes(person, at(person, address), { set: { factor: waits.sealed, factorStep: step }, kind: 'factor-made' }, ({ factor }) => factor === null, 'second-factor-there')
    },
    renewCodes: async (person, proof, address) => {
      const proven = await proveAgain(person, proof, address)
      return proven.ok ? withCodes(person, at(person, address), { set: {}, kind: 'codes-renewed' }, ({ factor }) => factor !== null, 'second-factor-none') : proven
    },
    dropSecondFactor: async (person, proof, address) => {
      const proven = await proveAgain(person, proof, address)
      return proven.ok ? change(person.id, at(person, address), withoutFactor) : proven
    },
    list: async () => {
      const [all, events] = await Promise.all([people.list(), people.events()])
      return { people: all.map(officePersonOf), events }
    },
    add: (asked, confirming) =>
      confirmed(confirming, async (by) => {
        const { passphrase, endsAt, hash } = await oneTime()
        const made = await addPerson(asked, by, { hash, until: endsAt }, false)
        return made.ok ? { ok: true, value: { passphrase, endsAt } } : made
      }),
    setRole: (id, role, confirming) => confirmed(confirming, (by) => change(id, by, ({ role: before }) => ({ set: { role }, endsSessions: false, kind: 'role', detail: `${before} ${role}` }))),
    setState: (id, state, confirming) => confirmed(confirming, (by) => change(id, by, () => ({ set: { state }, endsSessions: true, kind: state === 'on' ? 'turned-on' : 'turned-off' }))),
    newPassphrase: (id, confirming) => ofOthers(id, confirming, (by) => reset(id, by, 'passphrase-reset')),
    takeSecondFactor: (id, confirming) => ofOthers(id, confirming, (by) => change(id, by, withoutFactor)),
    acted: (person, door, address, on) => people.note('acted', null, at(person, address), clock(), on === undefined ? door : `${door} ${on}`),
    letIn: async (name) => {
      const known = await people.bySignOnKey(nameKey(name))
      if (known !== undefined) return reset(known.id, machine, 'let-in', { set: { role: 'owner', state: 'on', factor: null, factorStep: 0 }, recovery: [], freesName: whoOf(nameKey(name)) })
      const { passphrase, endsAt, hash } = await oneTime()
      const made = await addPerson({ signOnName: name, name, role: 'owner' }, machine, { hash, until: endsAt }, false)
      return made.ok ? { ok: true, value: { passphrase, endsAt } } : made
    },
  }
}

function withoutFactor({ factor }: Person): PersonChange | 'second-factor-none' {
  return factor === null ? 'second-factor-none' : { set: { factor: null, factorStep: 0 }, endsSessions: false, kind: 'factor-removed', recovery: [] }
}

function refused(slug: ProblemSlug): Refused {
  return { ok: false, slug }
}

/** A one-time passphrase as it was made, however it was read off a slip of paper. */
function asOneTime(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/[\s-]/gu, '').toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/gu, '1')
}
