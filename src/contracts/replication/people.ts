import { z } from 'zod'

/** Who may do what on head office's page: everything and who else may; everything but that; looking alone. */
export const officeRoles = ['owner', 'manager', 'viewer'] as const
export type OfficeRole = (typeof officeRoles)[number]

export const officeStates = ['on', 'off'] as const
export type OfficeState = (typeof officeStates)[number]

export const shortestPassphrase = 12
export const longestPassphrase = 128
export const longestSignOnName = 32
export const longestDisplayName = 64
/** A one-time passphrase, made by head office and handed over by hand, is good for this long. */
export const oneTimePassphraseMs = 72 * 3_600_000

// Longer than any name or passphrase may be: what is too long is refused in words, not as a body nobody can read.
const typed = z.string().max(1024)
const role = z.enum(officeRoles)

export const signOnRequest = z.strictObject({ name: typed, passphrase: typed, code: z.exactOptional(z.string().max(64)) })
export type SignOnRequest = z.infer<typeof signOnRequest>
export const firstOwnerRequest = z.strictObject({ signOnName: typed, name: typed, passphrase: typed })
export type FirstOwnerRequest = z.infer<typeof firstOwnerRequest>
/** Whoever does something about others' accounts says their own passphrase once more: an open page that somebody left lets nobody in or out. */
const passphrase = typed
export const confirmedRequest = z.strictObject({ passphrase })
export const newPersonRequest = z.strictObject({ signOnName: typed, name: typed, role, passphrase })
export type NewPersonRequest = z.infer<typeof newPersonRequest>
export const roleRequest = z.strictObject({ role, passphrase })
export const stateRequest = z.strictObject({ state: z.enum(officeStates), passphrase })
export const ownPassphraseRequest = z.strictObject({ passphrase: typed, next: typed })
/** Who sits there, once more: with the passphrase, and where a second factor is on, a code of it. */
export const ownProofRequest = z.strictObject({ passphrase: typed, code: z.exactOptional(z.string().max(64)) })
export type OwnProofRequest = z.infer<typeof ownProofRequest>
export const factorCodeRequest = z.strictObject({ code: z.string().max(64) })

/** The person a session is of. */
export interface SignedOnPerson {
  readonly id: string
  readonly signOnName: string
  readonly name: string
  readonly role: OfficeRole
  readonly secondFactor: boolean
  /** The passphrase was made by head office: nothing else is open until they chose their own. */
  readonly passphraseDue: boolean
}

/** What GET /api/me answers, also to nobody. `machine`: whoever was handed the printed address, while nobody has an account. */
export interface WhoIsThere {
  readonly accounts: boolean
  readonly you?: { readonly kind: 'machine' } | ({ readonly kind: 'person' } & SignedOnPerson)
  /** Nobody, as the account of this session was turned off: whoever sat there is told why the page is over. */
  readonly turnedOff?: true
}

export interface OfficePerson extends Omit<SignedOnPerson, 'passphraseDue'> {
  readonly state: OfficeState
  readonly oneTimeUntil?: number
  readonly signedOnAt?: number
}

/** One line of what was done with accounts, and by them. */
export interface PersonEvent {
  readonly at: number
  readonly kind: string
  /** Display names, as they were then. Absent: nobody that head office knows. */
  readonly person?: string
  /** Absent: whoever sat at the machine, or nobody yet. */
  readonly by?: string
  readonly address?: string
  readonly detail?: string
}

/** What GET /api/people answers. */
export interface OfficePeople {
  readonly people: readonly OfficePerson[]
  /** The newest first. */
  readonly events: readonly PersonEvent[]
}

/** Shown once. */
export interface OneTimePassphrase {
  readonly passphrase: string
  readonly endsAt: number
}

/** A second factor that is not on yet. Shown once. */
export interface NewSecondFactor {
  readonly secret: string
  readonly uri: string
}

/** Shown once. */
export interface RecoveryCodes {
  readonly codes: readonly string[]
}
