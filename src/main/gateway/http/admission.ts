import { randomBytes, timingSafeEqual } from 'node:crypto'
import { type IncomingMessage } from 'node:http'

/**
 * Who may come in by the loopback door. A page in another tab, or a name rebound to 127.0.0.1, must not ring up a sale:
 * the Host and Origin are compared to the letter, and a one-time secret from the printed address's fragment (which no
 * server log and no Referer ever sees) is exchanged, once, for a cookie that scripts cannot read.
 */
export interface Admission {
  /** A fresh one-time secret. */
  invite(): string
  /** True once per secret. */
  redeem(secret: string): string | undefined
  hostIsOurs(request: IncomingMessage): boolean
  originIsOurs(request: IncomingMessage): boolean
  isAdmitted(request: IncomingMessage): boolean
  readonly cookieName: string
}

/** `room`: a door of its own behind the same port, whose secrets and cookies open no other. */
export function createAdmission(port: number, room = ''): Admission {
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`])
  const origins = new Set([...hosts].map((host) => `http://${host}`))
  // Cookies do not keep ports apart: two tills on one machine need two names.
  const cookieName = `tillwright-${port}${room === '' ? '' : `-${room}`}`
  const invitations: Buffer[] = []
  const sessions: Buffer[] = []

  const indexOf = (list: readonly Buffer[], text: string): number => {
    const wanted = Buffer.from(text)
    return list.findIndex((known) => known.length === wanted.length && timingSafeEqual(known, wanted))
  }

  return {
    cookieName,
    invite() {
      const secret = randomBytes(32).toString('base64url')
      invitations.push(Buffer.from(secret))
      return secret
    },
    redeem(secret) {
      const index = indexOf(invitations, secret)
      if (index < 0) return undefined
      invitations.splice(index, 1)
      const session = randomBytes(32).toString('base64url')
      sessions.push(Buffer.from(session))
      return session
    },
    hostIsOurs: (request) => hosts.has(request.headers.host ?? ''),
    originIsOurs: (request) => origins.has(request.headers.origin ?? '') && request.headers.origin === `http://${request.headers.host}`,
    isAdmitted(request) {
      const cookies = (request.headers.cookie ?? '').split(';').map((part) => part.trim())
      return cookies.some((part) => part.startsWith(`${cookieName}=`) && indexOf(sessions, part.slice(cookieName.length + 1)) >= 0)
    },
  }
}
