import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { type Clock } from '../log.ts'

/**
 * Who may look at the page. While nobody has an account that is whoever was handed its address: it carries a one-time secret in its
 * fragment, which a browser never sends by itself, and the page exchanges it once for a cookie that no script can read. From then on it
 * is a person who signed on. Nothing here is kept on disk: a restart of head office ends every session.
 */
export interface Sessions {
  /** A fresh one-time secret for one address. */
  newSecret(): string
  /** Spends a secret; the session's token, or undefined when it was never given out, already spent, or displaced by newer ones. */
  open(secret: string): string | undefined
  /** A new session with a new token, which nobody can have had before they signed on. */
  start(holder: Holder): string
  /** Who holds it; undefined when it is none, or over. `used`: somebody did something, as opposed to a page that only listens. */
  holder(token: string | undefined, used: boolean): Holder | undefined
  end(token: string | undefined): void
}

/** `revision`: of the person when they signed on; another one, and it is over. */
export type Holder = { readonly kind: 'machine' } | { readonly kind: 'person'; readonly id: string; readonly revision: number }

interface Session {
  readonly digest: Buffer
  readonly holder: Holder
  readonly startedAt: number
  usedAt: number
}

const openSecrets = 8
const openSessions = 256
/** A person who did nothing for so long is signed off, and whatever they do after a working day. */
export const idleMs = 60 * 60_000
export const longestSessionMs = 12 * 60 * 60_000

export function createSessions(clock: Clock): Sessions {
  const secrets: Buffer[] = []
  const sessions: Session[] = []

  function start(holder: Holder): string {
    const value = randomBytes(32).toString('base64url')
    const now = clock()
    sessions.push({ digest: digest(value), holder, startedAt: now, usedAt: now })
    if (sessions.length > openSessions) sessions.shift()
    return value
  }
  function find(token: string | undefined): number {
    return token === undefined ? -1 : indexOf(sessions.map((one) => one.digest), token)
  }
  return {
    newSecret: () => {
      const value = randomBytes(32).toString('base64url')
      secrets.push(digest(value))
      if (secrets.length > openSecrets) secrets.shift()
      return value
    },
    open: (secret) => {
      const at = indexOf(secrets, secret)
      if (at < 0) return undefined
      secrets.splice(at, 1)
      return start({ kind: 'machine' })
    },
    start,
    holder: (token, used) => {
      const at = find(token)
      const session = sessions[at]
      if (session === undefined) return undefined
      const now = clock()
      // Whichever way a clock jumped: what can not be told to be young is over.
      const over = session.holder.kind === 'person' && (Math.abs(now - session.usedAt) >= idleMs || Math.abs(now - session.startedAt) >= longestSessionMs)
      if (over) {
        sessions.splice(at, 1)
        return undefined
      }
      if (used) session.usedAt = now
      return session.holder
    },
    end: (token) => {
      const at = find(token)
      if (at >= 0) sessions.splice(at, 1)
    },
  }
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
