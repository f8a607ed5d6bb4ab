import { z } from 'zod'
import { badgeShape, longestPersonName } from '../../domain/authority/index.ts'
import { settingBounds } from '../../domain/settings/index.ts'
import { command, query } from './define.ts'
import { roleView } from './permissions.ts'
import { longestScan } from './scan.ts'
import { operatorView } from './views.ts'

// Said once, in the domain: a page that asks for a PIN refuses a weak one at its first typing, and main looks again.
export { weakPin } from '../../domain/authority/index.ts'

export const pinView = z.string().regex(/^\d{4,8}$/)
/** Printable: what a gun or a card reader types as one line. */
export const badgeView = z.string().regex(badgeShape)
export const personName = z.string().trim().min(1).max(longestPersonName)
/** 0: never. */
export const lockAfterView = z.int().min(0).max(settingBounds.lockAfter)

export const personView = operatorView.extend({
  badge: z.string().optional(),
  /** Somebody who is not active can neither sign on nor approve, and is not offered on the sign-on screen. */
  active: z.boolean(),
  /** Without one nobody can sign on, either. */
  hasPin: z.boolean(),
  /** Until somebody unlocks: too many wrong PINs. */
  locked: z.boolean(),
  /** Head office says who they are, what they may and with which PIN: not to be changed here. */
  ofHeadOffice: z.boolean(),
})
export type PersonView = z.infer<typeof personView>

export const peopleView = z.strictObject({
  /** By name. */
  people: z.array(personView),
  /** Seconds without a command or a touch until the seat locks itself. */
  lockAfterSeconds: lockAfterView,
  /** Head office keeps it. */
  lockAfterOfHeadOffice: z.exactOptional(z.literal(true)),
})
export type PeopleView = z.infer<typeof peopleView>

/** Everybody known on this register. */
export const people = query('people', { who: 'managePeople', input: z.strictObject({}), output: peopleView })

/**
 * Adds somebody (without an id), or changes them: what is absent of `badge` is taken off. Whoever is added has no PIN yet.
 * Refuses `operator.unknown`, `operator.ofHeadOffice`, `operator.adminsOnly`, `operator.lastManager`, `badge.taken` and `badge.invalid`.
 */
export const saveOperator = command('save-operator', {
  who: 'managePeople',
  input: z.strictObject({ id: z.exactOptional(z.string().min(1).max(64)), name: personName, role: roleView, badge: z.exactOptional(badgeView), active: z.boolean() }),
  output: peopleView.extend({ operatorId: z.string() }),
})

/** A PIN for somebody else, who is unlocked by it. Refuses `pin.weak` {reason}, `pin.ownByOld` for one's own, `operator.adminsOnly`, `operator.ofHeadOffice`. */
export const setPin = command('set-pin', { who: 'managePeople', input: z.strictObject({ operatorId: z.string().max(64), pin: pinView }), output: peopleView })

/** A new PIN for whoever is signed on, by the old one: refused like a sign-on, or with `pin.weak`; `operator.ofHeadOffice` where head office sets it. */
export const changePin = command('change-pin', { who: 'signedOn', input: z.strictObject({ pin: pinView, newPin: pinView }), output: z.strictObject({}) })

export const unlockOperator = command('unlock-operator', { who: 'managePeople', input: z.strictObject({ operatorId: z.string().max(64) }), output: peopleView })

export const setLockAfter = command('set-lock-after', { who: 'managePeople', input: z.strictObject({ seconds: lockAfterView }), output: peopleView })

/** Somebody is there: sent at most every 20 s while they touch the page. Nothing is written. */
export const stay = command('stay', { who: 'signedOn', input: z.strictObject({}), output: z.strictObject({}) })

/** Whose badge it is, for the PIN that follows: a badge identifies, it never authorises. Refuses `badge.unknown`, and that also for a receipt scanned at the door. */
export const badge = query('badge', { who: 'anyone', input: z.strictObject({ badge: z.string().min(1).max(longestScan) }), output: z.strictObject({ operatorId: z.string() }) })
export type BadgeView = z.infer<typeof badge.output>
