import { type ContactState, type Grant, goesOnAway, type Permission, type Role, stricter } from '../domain/authority/index.ts'
import { type Connection } from './connection.ts'

/**
 * Since when head office did not answer, while it keeps a most time for that. `highestAt`: the highest that the clock showed since; `ranMs`: how long the register ran since, up to
 * `monoMs` of the start `bootId`.
 */
export interface OfficeContact {
  readonly mostHours: number
  readonly heardAt: number
  readonly highestAt: number
  readonly ranMs: number
  readonly bootId: string
  readonly monoMs: number
  readonly state: ContactState
}

interface Person {
  readonly id: string
  readonly role: Role
}

export interface OfficeContactReads {
  officeContact(): OfficeContact | undefined
  /** What somebody may do now: the cell of their role; and of those whom head office feeds, while it was away for too long, no more than a cashier's. */
  grantFor(person: Person, permission: Permission): Grant
  /** The most hours, where head office was away for longer and this person's rights are narrowed by that. */
  awayHoursOf(person: Person): number | undefined
}

export interface OfficeContactWrites {
  /** Undefined: head office keeps no such time. */
  keepOfficeContact(contact: OfficeContact | undefined): void
}

/** Of a contact as it was written down. */
export function awayMsOf({ heardAt, highestAt, ranMs }: Pick<OfficeContact, 'heardAt' | 'highestAt' | 'ranMs'>): number {
  return Math.max(highestAt - heardAt, ranMs)
}

export function readOfficeContact(db: Connection, grantOf: (role: Role, permission: Permission) => Grant): OfficeContactReads {
  const select = db.prepare<[], OfficeContact>('SELECT most_hours AS mostHours, heard_at AS heardAt, highest_at AS highestAt, ran_ms AS ranMs, boot_id AS bootId, mono_ms AS monoMs, state FROM office_contact')
  const overFor = db.prepare<[string], number>("SELECT most_hours FROM office_contact WHERE state = 'over' AND EXISTS (SELECT 1 FROM feed_row WHERE feed = 'operators' AND id = ?)").pluck()
  const read = {
    officeContact: () => select.get(),
    // Whoever may do no more than a cashier loses nothing, and is not looked up: they sell.
    awayHoursOf: ({ id, role }: Person) => (role === 'cashier' ? undefined : overFor.get(id)),
  }
  return {
    ...read,
    grantFor(person, permission) {
      const own = grantOf(person.role, permission)
      if (own === 'no' || goesOnAway.has(permission) || read.awayHoursOf(person) === undefined) return own
      return stricter(own, grantOf('cashier', permission))
    },
  }
}

export function writeOfficeContact(db: Connection): OfficeContactWrites {
  const drop = db.prepare('DELETE FROM office_contact')
  const put = db.prepare<[OfficeContact]>(
    'INSERT INTO office_contact (only, most_hours, heard_at, highest_at, ran_ms, boot_id, mono_ms, state) VALUES (1, @mostHours, @heardAt, @highestAt, @ranMs, @bootId, @monoMs, @state)',
  )
  return {
    keepOfficeContact(contact): void {
      drop.run()
      if (contact !== undefined) put.run(contact)
    },
  }
}
