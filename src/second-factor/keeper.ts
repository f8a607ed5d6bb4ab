import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { generateSecret, generateURI, verifySync } from 'otplib'
import { recoveryCodeCount } from '../domain/authority/index.ts'

/** Second factors of a register's or head office's people. `personId`: what a sealed secret and a recovery code are bound to. */
export interface Keeper {
  newSecret(personId: string): { readonly secret: string; readonly sealed: string }
  /** Throws on what another key sealed, or for somebody else. */
  open(sealed: string, personId: string): string
  uriOf(secret: string, issuer: string, label: string): string
  stepOf(sealed: string, personId: string, code: string, at: number): number | undefined
  newRecoveryCodes(): readonly string[]
  /** Undefined where the text cannot be one. */
  recoveryHash(personId: string, code: string): string | undefined
}

/** One step of RFC 6238, in seconds. A code of the step before or after is taken: a phone's clock, and a slow hand. */
const period = 30
const sealedWith = 'gcm256:'
// Without I, L, O and U: written down in a hurry they are 1, 1, 0 and V.
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const recoveryLength = 10

/** `key`: 32 bytes that are not in the database. Two keys are made of it, so that what seals never hashes. */
export function secondFactorKeeper(key: Uint8Array): Keeper {
  const derived = (use: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', `tillwright ${use}`, 32))
  const sealing = derived('second factor secret')
  const hashing = derived('recovery code')

  function seal(secret: string, personId: string): string {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', sealing, nonce)
    // A row copied to somebody else's does not open.
    cipher.setAAD(Buffer.from(personId, 'utf8'))
    const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
    return sealedWith + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
  }

  function open(sealed: string, personId: string): string {
    const bytes = Buffer.from(sealed.slice(sealedWith.length), 'base64')
    const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12), { authTagLength: 16 })
    decipher.setAAD(Buffer.from(personId, 'utf8'))
    decipher.setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  }

  return {
    newSecret(personId) {
      const secret = generateSecret()
      return { secret, sealed: seal(secret, personId) }
    },
    open,
    uriOf: (secret, issuer, label) => generateURI({ issuer, label, secret }),
    stepOf(sealed, personId, code, at) {
      const token = code.replaceAll(/[\s-]/g, '')
      return /^\d{6}$/.test(token) ? stepOf(open(sealed, personId), token, at) : undefined
    },
    newRecoveryCodes: () => Array.from({ length: recoveryCodeCount }, newRecoveryCode),
    recoveryHash(personId, code) {
      const typed = code.replaceAll(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1')
      if (typed.length !== recoveryLength || !new RegExp(`^[${letters}]*$`).test(typed)) return undefined
      // Fifty random bits under a key: a slow hash would guard nothing more.
      return createHmac('sha256', hashing).update(`${personId}\n${typed}`).digest('hex')
    },
  }
}

/** The step that the six digits are of, within one of `at` (epoch milliseconds). */
export function stepOf(secret: string | Uint8Array, token: string, at: number): number | undefined {
  const found = verifySync({ secret, token, epoch: Math.floor(at / 1000), period, epochTolerance: period })
  return found.valid && 'timeStep' in found ? found.timeStep : undefined
}

function newRecoveryCode(): string {
  // Five bits of each byte: 256 is a multiple of 32, so each letter is as likely as any.
  const text = [...randomBytes(recoveryLength)].map((byte) => letters.charAt(byte % 32)).join('')
  return `${text.slice(0, recoveryLength / 2)}-${text.slice(recoveryLength / 2)}`
}
