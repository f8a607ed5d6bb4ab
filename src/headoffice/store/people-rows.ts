import { officeRoles, officeStates, type OfficePerson, type OfficeRole, type OfficeState, type ProblemSlug } from '../../contracts/replication/index.ts'
import { type Sql } from './units.ts'

/** A person as kept. `passphrase` is an argon2id hash; `factor` is sealed. */
export interface Person {
  readonly id: string
  readonly signOnName: string
  readonly name: string
  readonly role: OfficeRole
  readonly state: OfficeState
  readonly passphrase: string
  /** Head office made the passphrase, and it is good until then. */
  readonly oneTimeUntil: number | null
  readonly factor: string | null
  /** The step of the last code that was taken: none is taken twice. */
  readonly factorStep: number
  /** Counted up by whatever ends this person's sessions. */
  readonly revision: number
  readonly signedOnAt: number | null
}

export type PersonRow = Omit<Person, 'role' | 'state'> & { readonly role: string; readonly state: string }

export function personOf({ role, state, ...row }: PersonRow): Person {
  // What is none of ours could be read as nothing but the least.
  return { ...row, role: officeRoles.find((one) => one === role) ?? 'viewer', state: officeStates.find((one) => one === state) ?? 'off' }
}

export function officePersonOf({ id, signOnName, name, role, state, factor, oneTimeUntil, signedOnAt }: Person): OfficePerson {
  return { id, signOnName, name, role, state, secondFactor: factor !== null, ...(oneTimeUntil !== null && { oneTimeUntil }), ...(signedOnAt !== null && { signedOnAt }) }
}

export interface Actor {
  /** Null: whoever sits at the machine, or nobody that is known. */
  readonly id: string | null
  readonly address: string | null
}

export interface EventRow {
  readonly at: number
  readonly kind: string
  readonly person: string | null
  readonly by: string | null
  readonly address: string | null
  readonly detail: string | null
}

export interface NewPerson {
  readonly id: string
  readonly signOnName: string
  readonly signOnKey: string
  readonly name: string
  readonly nameKey: string
  readonly role: OfficeRole
  readonly passphrase: string
  readonly oneTimeUntil: number | null
}

/** What becomes of a person, and the word it is recorded by. */
export interface PersonChange {
  readonly set: Partial<Pick<Person, 'role' | 'state' | 'passphrase' | 'oneTimeUntil' | 'factor' | 'factorStep'>>
  /** True: their sessions are over. */
  readonly endsSessions: boolean
  readonly kind: string
  readonly detail?: string
  /** Hashes that replace the recovery codes there are; empty takes all away. */
  readonly recovery?: readonly string[]
  /** True: who waits after failed sign-ons waits no more. */
  readonly freesName?: string
}

export type PeopleOutcome = { readonly ok: true; readonly person: Person } | { readonly ok: false; readonly slug: ProblemSlug }

const columns = 'id, sign_on_name AS "signOnName", name, role, state, passphrase, one_time_until AS "oneTimeUntil", factor, factor_step AS "factorStep", revision, signed_on_at AS "signedOnAt"'

export const peopleSql = {
  any: { text: 'SELECT 1 AS found FROM person LIMIT 1', values: [] } satisfies Sql as Sql<{ found: number }>,
  all: { text: `SELECT ${columns} FROM person ORDER BY sign_on_key`, values: [] } satisfies Sql as Sql<PersonRow>,
  byId: (id: string): Sql<PersonRow> => ({ text: `SELECT ${columns} FROM person WHERE id = ?`, values: [id] }),
  byKey: (key: string): Sql<PersonRow> => ({ text: `SELECT ${columns} FROM person WHERE sign_on_key = ?`, values: [key] }),
  taken: (signOnKey: string, nameKey: string): Sql<{ found: number }> => ({ text: 'SELECT 1 AS found FROM person WHERE sign_on_key = ? OR name_key = ? LIMIT 1', values: [signOnKey, nameKey] }),
  otherOwners: (id: string): Sql<{ found: number }> => ({ text: "SELECT 1 AS found FROM person WHERE role = 'owner' AND state = 'on' AND id <> ? LIMIT 1", values: [id] }),
  wait: (kind: 'name' | 'address', who: string): Sql<{ failures: number; lastAt: number; until: number }> => ({ text: 'SELECT failures, last_at AS "lastAt", until FROM sign_on_wait WHERE kind = ? AND who = ?', values: [kind, who] }),
  recovery: (person: string, hash: string): Sql<{ usedAt: number | null }> => ({ text: 'SELECT used_at AS "usedAt" FROM person_recovery_code WHERE person = ? AND hash = ?', values: [person, hash] }),
  events: (most: number): Sql<EventRow> => ({
    text: `SELECT e.at, e.kind, p.name AS person, b.name AS by, e.address, e.detail FROM person_event e
      LEFT JOIN person p ON p.id = e.person LEFT JOIN person b ON b.id = e.by_person ORDER BY e.place DESC LIMIT ?`,
    values: [most],
  }),
  addPerson: ({ id, signOnName, signOnKey, name, nameKey, role, passphrase, oneTimeUntil }: NewPerson, now: number): Sql => ({
    text: "INSERT INTO person (id, sign_on_name, sign_on_key, name, name_key, role, state, passphrase, one_time_until, made_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, 'on', ?, ?, ?, ?)",
    values: [id, signOnName, signOnKey, name, nameKey, role, passphrase, oneTimeUntil, now, now],
  }),
  setPerson: ({ id, role, state, passphrase, oneTimeUntil, factor, factorStep, revision }: Person, now: number): Sql => ({
    text: 'UPDATE person SET role = ?, state = ?, passphrase = ?, one_time_until = ?, factor = ?, factor_step = ?, revision = ?, changed_at = ? WHERE id = ?',
    values: [role, state, passphrase, oneTimeUntil, factor, factorStep, revision, now, id],
  }),
  signedOn: (id: string, step: number, now: number | null): Sql => ({ text: 'UPDATE person SET signed_on_at = ?, factor_step = ? WHERE id = ?', values: [now, step, id] }),
  useRecovery: (person: string, hash: string, now: number): Sql => ({ text: 'UPDATE person_recovery_code SET used_at = ? WHERE person = ? AND hash = ?', values: [now, person, hash] }),
  dropRecovery: (person: string): Sql => ({ text: 'DELETE FROM person_recovery_code WHERE person = ?', values: [person] }),
  addRecovery: (person: string, hash: string): Sql => ({ text: 'INSERT INTO person_recovery_code (person, hash) VALUES (?, ?)', values: [person, hash] }),
  setWait: (kind: 'name' | 'address', who: string, { failures, lastAt, until }: { readonly failures: number; readonly lastAt: number; readonly until: number }): Sql => ({
    text: `INSERT INTO sign_on_wait (kind, who, failures, last_at, until) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (kind, who) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at, until = excluded.until`,
    values: [kind, who, failures, lastAt, until],
  }),
  // Its own try alone: what others added meanwhile stands.
  takeBack: (kind: 'name' | 'address', who: string, until: number): Sql => ({
    text: 'UPDATE sign_on_wait SET failures = failures - 1, until = CASE WHEN until = ? THEN 0 ELSE until END WHERE kind = ? AND who = ? AND failures > 0',
    values: [until, kind, who],
  }),
  freeName: (who: string): Sql => ({ text: "DELETE FROM sign_on_wait WHERE kind = 'name' AND who = ?", values: [who] }),
  forgetWaits: (before: number): Sql => ({ text: 'DELETE FROM sign_on_wait WHERE last_at < ?', values: [before] }),
  addEvent: (at: number, kind: string, person: string | null, by: Actor, detail: string | null): Sql => ({
    text: 'INSERT INTO person_event (at, kind, person, by_person, address, detail) VALUES (?, ?, ?, ?, ?, ?)',
    values: [at, kind, person, by.id, by.address, detail],
  }),
} as const
