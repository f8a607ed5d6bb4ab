import { readFileSync } from 'node:fs'
import type * as https from 'node:https'
import * as tls from 'node:tls'

/** What this machine was told about the way to head office. */
export interface Line {
  /** Certificates of the company's own authority, PEM, beside those that every program here trusts. */
  readonly authority?: string
  /** Absent: straight. */
  readonly proxy?: Proxy
}

/** A company's proxy, asked by CONNECT. */
export interface Proxy {
  readonly host: string
  readonly port: number
  /** Name and password as the header wants them. Nowhere but in that header, and in the file that keeps them. */
  readonly credentials?: string
}

/** `http://NAME:PASSWORD@HOST:PORT`, name and password where it wants them; undefined: it is none. */
export function proxyOf(text: string): Proxy | undefined {
  try {
    const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text)
    if (protocol !== 'http:' || hostname === '' || !['', '/'].includes(pathname) || search !== '' || hash !== '') return undefined
    const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`, 'utf8').toString('base64')
    return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? 80 : Number(port), ...(username !== '' && { credentials }) }
  } catch {
    return undefined
  }
}

/** Made once: several hundred certificates are read for it. */
const contexts = new Map<string, tls.SecureContext>()

/** What a TLS line to head office is made with. Nothing of it makes a certificate count that does not verify. */
export function trustOf({ authority }: Line): Pick<https.AgentOptions, 'secureContext'> {
  if (authority === undefined) return {}
  const known = contexts.get(authority) ?? tls.createSecureContext({ ca: [...usual(), authority] })
  contexts.set(authority, known)
  return { secureContext: known }
}

/** Whoever names an authority of their own would otherwise lose the public ones, and those of NODE_EXTRA_CA_CERTS. */
function usual(): readonly string[] {
  // Not in the Node of an older shell.
  const asked: unknown = Reflect.get(tls, 'getCACertificates')
  if (typeof asked === 'function') return tls.getCACertificates('default')
  const more = process.env['NODE_EXTRA_CA_CERTS']
  try {
    return more === undefined ? tls.rootCertificates : [...tls.rootCertificates, readFileSync(more, 'utf8')]
  } catch {
    return tls.rootCertificates
  }
}
