import { statSync } from 'node:fs'
import { type Server } from 'node:http'
import { Server as TlsServer } from 'node:https'
import { type Log } from '../log.ts'
import { readPair, type ReachOptions } from './reach.ts'

/**
 * A certificate is renewed every few weeks by a program, which puts new files in the place of the old ones: they are taken without a restart. A pair that does
 * not fit (half of it is written) is no reason to fall silent: the old one goes on, and it is looked at again. Returns what ends the looking.
 */
export function followCertificate(server: Server, { tls, certificateLookMs = 30_000 }: ReachOptions, log: Log): () => void {
  if (tls === undefined || !(server instanceof TlsServer)) return () => undefined
  const seenNow = (): string => [tls.certificate, tls.key].map((file) => statSync(file, { throwIfNoEntry: false })).map((stat) => `${stat?.mtimeMs} ${stat?.size} ${stat?.ino}`).join(' ')
  let seen = seenNow()
  let unfit = ''
  const looking = setInterval(() => {
    const now = seenNow()
    if (now === seen) return
    try {
      server.setSecureContext({ ...readPair(tls), minVersion: 'TLSv1.2' })
      seen = now
      log('tls.renewed')
    } catch {
      if (unfit !== now) log('tls.kept')
      unfit = now
    }
  }, certificateLookMs)
  looking.unref()
  return () => clearInterval(looking)
}
