import { type EnrolmentAnswer, type RegisterLock } from '../../contracts/replication/index.ts'

export interface RegisterRecord {
  readonly id: string
  readonly storeId: string
  readonly number: number
  /** Ed25519, SPKI DER, base64. */
  readonly publicKey: string
  readonly retired: boolean
  readonly lock?: RegisterLock
  /** It said so itself. */
  readonly lockHeard: boolean
  /** Out of service, and somebody had what it still has taken: `now` until it says that nothing is left, and `taken` from then on. */
  readonly rest?: 'now' | 'taken'
}

export interface RegisterRow {
  readonly id: string
  readonly store: string
  readonly number: number
  readonly public_key: string
  readonly retired_at: number | null
  readonly locked_at: number | null
  readonly locked_reason: string | null
  readonly lock_heard_at: number | null
  readonly rest_taken_at: number | null
  readonly rest_over_at: number | null
}

/** What a register's row is read by, on every database. */
export const registerColumns = 'id, store, number, public_key, retired_at, locked_at, locked_reason, lock_heard_at, rest_taken_at, rest_over_at'

export interface StoreRow {
  readonly id: string
  readonly name: string
  readonly chain_name: string
  readonly lines: string
  readonly next_register_number: number
}

export interface Binding {
  readonly ok: true
  readonly answer: EnrolmentAnswer
}

export function recordOf(row: RegisterRow): RegisterRecord {
  return { id: row.id, storeId: row.store, number: row.number, publicKey: row.public_key, retired: row.retired_at !== null, ...lockIn(row), lockHeard: row.lock_heard_at !== null, ...(row.retired_at !== null && row.rest_taken_at !== null && { rest: row.rest_over_at === null ? 'now' : 'taken' }) }
}

export function lockIn({ locked_at: at, locked_reason: reason }: Pick<RegisterRow, 'locked_at' | 'locked_reason'>): { readonly lock?: RegisterLock } {
  return at === null ? {} : { lock: { at, reason: reason ?? 'other' } }
}

/** What is made once, with head office's database. */
export interface HeadOfficeFacts {
  readonly instance: string
  /** The chain's, 32 bytes, base64. For enrolled registers alone: never in a log or on the page. */
  readonly pepper: string
}

/** What a register is told when it is enrolled, or asks again. */
export function bindingOf(store: StoreRow, registerNumber: number, { instance, pepper }: HeadOfficeFacts): Binding {
  const lines: readonly unknown[] = JSON.parse(store.lines) as unknown[]
  return {
    ok: true,
    answer: { storeId: store.id, storeName: store.name, chainName: store.chain_name, storeLines: lines.filter((line) => typeof line === 'string'), registerNumber, instance, chainPepper: pepper },
  }
}
