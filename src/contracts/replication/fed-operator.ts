import { z } from 'zod'
import { badgeShape, longestPersonName, roles, type WeakPin } from '../../domain/authority/index.ts'
import { hasHiddenSigns } from '../../domain/catalogue/index.ts'
import { type ItemsArrival } from './fed-item.ts'

const personId = z.uuid()
const personName = z.string().trim().min(1).max(longestPersonName).regex(/^\P{Cc}*$/u)

/**
 * What is fed of somebody who works at a store's tills. Open: a newer head office may say more. `pin`: an argon2id hash made with the chain's pepper, which is named, since a register that
 * has another one could tell no right PIN from a wrong one; absent: head office set none, and what is there stays. `by`: the account that said so last; absent: a head office without accounts.
 */
export const fedOperator = z.object({
  id: personId,
  name: personName,
  role: z.enum(roles),
  badge: z.exactOptional(z.string().regex(badgeShape)),
  active: z.boolean(),
  pin: z.exactOptional(z.object({ hash: z.string().regex(/^\$argon2id\$[\x21-\x7e]{20,400}$/u), pepperId: z.string().regex(/^[0-9a-f]{16}$/u) })),
  by: z.exactOptional(z.uuid()),
  /** All stores they work at: each has a row of its own, and all say the same. */
  stores: z.exactOptional(z.array(z.string().max(64)).max(200)),
})
export type FedOperator = z.infer<typeof fedOperator>

/** Head office's page says this: somebody new or changed, what they were when they were looked at (0: new), where they work, and where one is given, a new PIN. Never logged. */
export const operatorEdit = z.strictObject({
  operator: fedOperator.omit({ pin: true, by: true, stores: true }).strict().refine(({ name }) => !hasHiddenSigns(name)),
  stores: z.array(z.string().min(1).max(64)).max(200),
  pin: z.exactOptional(z.string().regex(/^\d{1,12}$/u)),
  seenVersion: z.int().nonnegative(),
  by: z.string().trim().min(1).max(64),
})
export type OperatorEdit = z.infer<typeof operatorEdit>

/** Somebody as head office's page shows them: that there is a PIN, and nothing of it. */
export interface OperatorOverview extends Omit<FedOperator, 'pin' | 'by' | 'stores'> {
  readonly version: number
  readonly hasPin: boolean
  /** Ids of all stores whose tills they work at. */
  readonly stores: readonly string[]
}

/** What GET /api/stores/:store/operators answers. */
export interface OperatorsOverview {
  readonly version: number
  readonly count: number
  readonly operators: readonly OperatorOverview[]
  readonly more: boolean
  readonly arrivals: readonly ItemsArrival[]
  /** May whoever asks make, change or give a PIN to an admin. */
  readonly mayAdmins: boolean
}

/** What became of an edit. `badgeTaken`: by somebody of that name, at that store. */
export type OperatorEdited =
  | { readonly ok: true; readonly version: number }
  | { readonly ok: false; readonly reason: 'changedMeanwhile' | 'adminsOnly' | 'unknownStore' }
  | { readonly ok: false; readonly reason: 'badgeTaken'; readonly by: string; readonly store: string }
  | { readonly ok: false; readonly reason: 'pinWeak'; readonly why: WeakPin }
