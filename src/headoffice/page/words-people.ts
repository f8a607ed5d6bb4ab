import type { OfficeRole } from '../../contracts/replication/index.ts'

/** Every word about who may open this page. */
export interface PeopleWords {
  readonly signOn: string
  readonly whyOut: Readonly<Record<'turned-off' | 'over', string>>
  readonly signOnHow: string
  readonly signOnName: string
  readonly passphrase: string
  readonly code: string
  readonly codeHow: string
  readonly signOff: string
  readonly nobodyYet: string
  readonly nobodyYetHow: string
  readonly makeOwner: string
  readonly makeOwnerHow: string
  readonly displayName: string
  readonly newPassphrase: string
  readonly repeat: string
  readonly repeatDiffers: string
  readonly passphraseRule: string
  readonly chooseOwn: string
  readonly chooseOwnHow: string
  readonly oneTimePassphrase: string
  readonly choose: string
  readonly account: (name: string) => string
  readonly yourAccount: string
  readonly changePassphrase: string
  readonly changedPassphrase: string
  readonly secondFactor: string
  readonly secondFactorOff: string
  readonly secondFactorOn: string
  readonly addSecondFactor: string
  readonly scan: string
  readonly qrCode: string
  readonly secret: string
  readonly confirm: string
  readonly recoveryCodes: string
  readonly recoveryCodesHow: string
  readonly renewCodes: string
  readonly removeSecondFactor: string
  readonly removed: string
  readonly people: string
  /** Asked for whatever is done about accounts of others. */
  readonly ownPassphrase: string
  readonly ownPassphraseMissing: string
  readonly roles: Readonly<Record<OfficeRole, string>>
  readonly rolesHow: string
  readonly role: string
  readonly off: string
  readonly you: string
  readonly withSecondFactor: string
  readonly passphraseDue: (time: string) => string
  readonly lastSignedOn: (time: string) => string
  readonly neverSignedOn: string
  readonly changeOf: (name: string) => string
  readonly turnOff: string
  readonly turnOn: string
  readonly givePassphrase: string
  readonly takeSecondFactor: string
  readonly setRole: string
  readonly add: string
  readonly addTitle: string
  readonly handOver: (name: string, time: string) => string
  readonly history: string
  /** `by`: empty where it was the machine or nobody that is known. */
  readonly events: Readonly<Record<string, (about: string, by: string, detail: string) => string>>
  readonly acts: Readonly<Record<string, string>>
  /** With what it was about: a register's number, an item's SKU. */
  readonly actedOn: (act: string, on: string) => string
  readonly address: (address: string) => string
  readonly looksOnly: string
  readonly done: string
  readonly refusals: Readonly<Record<string, string>>
  readonly waits: (seconds: number) => string
  /** Counted down, in a line of its own. */
  readonly waitLeft: (seconds: number) => string
  readonly waitOver: string
  readonly failed: string
}
