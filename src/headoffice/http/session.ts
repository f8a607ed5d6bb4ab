import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Who may look at the page: whoever was handed its address. The address carries a one-time secret in its fragment, which a
 * browser never sends by itself; the page exchanges it once for a cookie that no script can read. Nothing here is kept on
 * disk: a restart of head office ends every session.
 */
export interface Sessions {
  /** A fresh one-time secret for one address. */
  newSecret(): string
  /** Spends a secret; the session's token, or undefined when it was never given out, already spent, or displaced by newer ones. */
  open(secret: string): string | undefined
  holds(token: string | undefined): boolean
}

const openSecrets = 8
const openSessions = 32

export function createSessions(): Sessions {
  const secrets: Buffer[] = []
  const tokens: Buffer[] = []
  return {
    newSecret: () => issue(secrets, openSecrets),
    open: (secret) => {
      const at = indexOf(secrets, secret)
      if (at < 0) return undefined
      secrets.splice(at, 1)
      return issue(tokens, openSessions)
    },
    holds: (token) => token !== undefined && indexOf(tokens, token) >= 0,
  }
}

function issue(held: Buffer[], most: number): string {
  const value = randomBytes(32).toString('base64url')
  held.push(digest(value))
  if (held.length > most) held.shift()
  return value
}

/** Looks at every one, in the same time wherever it is: digests have one length, so timingSafeEqual always applies. */
function indexOf(held: readonly Buffer[], value: string): number {
  const wanted = digest(value)
  let found = -1
  for (const [index, one] of held.entries()) if (timingSafeEqual(one, wanted)) found = index
  return found
}

function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest()
}
