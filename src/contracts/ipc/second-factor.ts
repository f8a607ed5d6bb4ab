import { z } from 'zod'
import { command, query } from './define.ts'

/** Six digits of an authenticator, or a recovery code. Spaces, dashes and case are nothing. */
const code = z.string().min(6).max(32)

export const secondFactorView = z.strictObject({
  /** Whoever is signed on has one. */
  enrolled: z.boolean(),
  /** And has proven it at this seat, lately enough. */
  proven: z.boolean(),
  recoveryCodesLeft: z.int().nonnegative(),
  /** The store demands one of everybody who changes settings or manages people. */
  required: z.boolean(),
  /** Everybody's ids who has one. Only for whoever may manage people. */
  operators: z.array(z.string()).optional(),
  /** What the till's clock shows, at the store: `2026-11-22 14:03`. */
  clock: z.string(),
  clockSuspect: z.boolean(),
})
export type SecondFactorView = z.infer<typeof secondFactorView>

/** Of whoever is signed on at the seat. Refuses `operator.notSignedOn`. */
export const secondFactor = query('second-factor', { who: 'anyone', input: z.strictObject({}), output: secondFactorView })

/** A new secret for whoever is signed on, once their own PIN was right. It counts for nothing until `confirm-second-factor`, and is shown this once. */
export const beginSecondFactor = command('begin-second-factor', {
  who: 'sell',
  input: z.strictObject({ pin: z.string().regex(/^\d{4,8}$/) }),
  output: z.strictObject({
    /** For a QR code: otpauth://totp/... */
    uri: z.string(),
    /** The same secret for typing, base32. */
    secret: z.string(),
  }),
})

/** The first code of the new secret. The recovery codes are answered this once, in the clear, and kept as hashes. */
export const confirmSecondFactor = command('confirm-second-factor', { who: 'sell', input: z.strictObject({ code }), output: z.strictObject({ recoveryCodes: z.array(z.string()) }) })

/** Whoever is signed on has the recovery codes that are shown. A seat that is emptied before takes a second factor just made away again. */
export const keepRecoveryCodes = command('keep-recovery-codes', { who: 'sell', input: z.strictObject({}), output: secondFactorView })

/** Ten new ones for a code of one's own second factor, answered this once; those before are void. Proves it at this seat, too. */
export const renewRecoveryCodes = command('renew-recovery-codes', { who: 'sell', input: z.strictObject({ code }), output: z.strictObject({ recoveryCodes: z.array(z.string()) }) })

/** Proves it at this seat, for ten minutes or until somebody signs on or off. */
export const proveSecondFactor = command('prove-second-factor', { who: 'sell', input: z.strictObject({ code }), output: secondFactorView })

/** One's own with a code; somebody else's, who lost it, by whoever may manage people. */
export const dropSecondFactor = command('drop-second-factor', {
  who: 'sell',
  input: z.strictObject({ operatorId: z.string().max(64), code: z.exactOptional(code) }),
  output: secondFactorView,
})

/** Only by somebody who has one: nobody locks the shop out by demanding what nobody can show. */
export const setSecondFactorRequired = command('set-second-factor-required', { who: 'managePeople', input: z.strictObject({ required: z.boolean() }), output: secondFactorView })
