/** A place in the journal. */
export interface EntryPlace {
  readonly epoch: number
  readonly seq: number
}

/** What knows of entries beside the chain itself. `given`: whoever runs the verification was told of one by head office. */
export type Witness = 'outbox' | 'verifiedHead' | 'sales' | 'refunds' | 'receipts' | 'dayTotals' | 'projections' | 'seats' | 'suspendedBaskets' | 'payments' | 'register' | 'given'

/**
 * Why an entry is bad. `prevHash`: does not follow the one before; one of the two was changed, or what stood between was
 * taken out. `hash`: its text or hash was changed. `text`: no entry. `seq`, `register`: of another place, of another register.
 * `place`: a row where no entry can stand. `missing`: taken out. `columns`, `counters`: the row says something else than its
 * text. `sale`: entry and sale header disagree. `cutOff`: a witness knows of it, and the journal ends before it.
 * `rewritten`: a witness remembers another entry there. `unreadable`: the file is damaged there.
 * `zReport`: a Z that is not the next one, or whose hash is not that of what it says.
 */
export type EntryFaultReason =
  | 'prevHash' | 'hash' | 'text' | 'seq' | 'register' | 'place' | 'missing' | 'columns' | 'counters' | 'sale' | 'cutOff' | 'rewritten' | 'unreadable' | 'zReport'

export interface EntryFault extends EntryPlace {
  readonly reason: EntryFaultReason
  readonly witness?: Witness
}

/** An entry that somebody else was told of: its hash, or how far the journal (its last epoch, or the one named) must reach. */
export type GivenHead = { readonly hash: string } | { readonly epoch?: number; readonly seq: number }

export interface Verification {
  readonly register: string
  /** Sound entries: all of them, or those before the fault. */
  readonly entries: number
  readonly epochs: readonly { readonly epoch: number; readonly entries: number; readonly hash: string }[]
  readonly fault?: EntryFault
  /** Beside the chain itself, what was there to ask. */
  readonly witnesses: readonly Witness[]
  /** What head office acknowledged, as this file remembers it. */
  readonly acknowledged?: EntryPlace
  /** Triggers that keep the journal from being changed and are not there. No entry need be bad for it. */
  readonly missingGuards: readonly string[]
}

export type CannotVerify = 'missing' | 'folder' | 'notRegister' | 'unreadable' | 'busy'
