import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { BlockList, createServer, isIP } from 'node:net'

/** How head office is reached. Without a word of its owner: by this machine alone, in the clear. */
export interface ReachOptions {
  /** The address it listens at. Absent: 127.0.0.1. */
  readonly listen?: string
  /** PEM files: the certificate with those between it and its authority, and its key. */
  readonly tls?: { readonly certificate: string; readonly key: string }
  /** What registers and browsers call it, as https://head-office.example or with a port of its own. */
  readonly address?: string
  /** Addresses or networks (10.0.0.0/8) of the proxies in front of it: what they say of a client is believed, and nobody else is let in. */
  readonly proxies?: readonly string[]
  /** Between two looks whether the certificate is another one. Absent: half a minute. */
  readonly certificateLookMs?: number
}

export interface CertifiedPair {
  readonly cert: string
  readonly key: string
}

/** Throws, in words, for whoever starts it: nothing listens beyond this machine by a slip. */
export function assertReach({ listen = '127.0.0.1', tls, address, proxies }: ReachOptions): void {
  if (isIP(listen) === 0) throw new Error(`--listen takes an address of this machine, as 0.0.0.0 or 192.0.2.10, and not ${listen}`)
  const url = address === undefined ? undefined : urlOf(address)
  if (address !== undefined && (url?.protocol !== 'https:' || url.origin !== address.replace(/\/$/, ''))) throw new Error(`--address is what registers call head office, as https://head-office.example, and nothing behind it; ${address} is not`)
  for (const proxy of proxies ?? []) if (!isNetwork(proxy)) throw new Error(`--behind-proxy takes addresses or networks, as 127.0.0.1 or 10.0.0.0/8, with commas between them; ${proxy} is none`)
  if (proxies !== undefined && address === undefined) throw new Error('--behind-proxy needs --address: what browsers call head office is known to nobody else')
  if (!isLoopback(listen) && tls === undefined && proxies === undefined) throw new Error(`in the clear head office listens to this machine alone: for ${listen} name a certificate (--tls-cert and --tls-key), or the proxy in front of it (--behind-proxy)`)
}

/** Rejects, in words, where head office could not listen there. Another program may still be faster: then nothing is lost but these words. */
export function assertPortFree(listen: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (cause) => reject(new Error(whyNotListening('code' in cause ? String(cause.code) : '', listen, port) ?? cause.message, { cause })))
    probe.listen({ host: listen, port }, () => probe.close(() => resolve()))
  })
}

function whyNotListening(code: string, listen: string, port: number): string | undefined {
  if (code === 'EADDRINUSE') return `port ${port} is taken by another program, or by a head office that runs already: stop that one, or give another --port`
  if (code === 'EACCES') return `this account may not listen on port ${port}: give a --port above 1023, or let a proxy have that one`
  return code === 'EADDRNOTAVAIL' ? `${listen} is no address of this machine: --listen takes one of its own, or 0.0.0.0 for all of them` : undefined
}

/** Both files, fitting each other. Throws, in words and never with the key. */
export function readPair({ certificate, key }: NonNullable<ReachOptions['tls']>): CertifiedPair {
  const [cert, secret] = [readText(certificate, 'certificate'), readText(key, 'key')]
  let read: X509Certificate
  try {
    read = new X509Certificate(cert)
  } catch {
    throw new Error(`${certificate} holds no certificate: a PEM file is wanted, which begins with -----BEGIN CERTIFICATE-----`)
  }
  let fits: boolean
  try {
    fits = read.checkPrivateKey(createPrivateKey(secret))
  } catch {
    throw new Error(`${key} holds no key that can be read: a PEM file without a passphrase is wanted`)
  }
  if (!fits) throw new Error(`${key} is not the key of ${certificate}`)
  return { cert, key: secret }
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.')
}

/** Whether a connection comes from one of these. */
export function fromAnyOf(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const network of networks) {
    const [base = '', bits] = network.split('/')
    const family = isIP(base) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(base, family)
    else list.addSubnet(base, Number(bits), family)
  }
  return (address) => {
    const plain = address.replace(/^::ffff:/, '')
    return list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4')
  }
}

function isNetwork(text: string): boolean {
  const [base = '', bits, ...more] = text.split('/')
  const family = isIP(base)
  return family !== 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (family === 4 ? 32 : 128)))
}

function readText(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Error(`the ${what} ${file} can not be read: ${cause instanceof Error && 'code' in cause ? String(cause.code) : 'failed'}`, { cause })
  }
}

function urlOf(address: string): URL | undefined {
  try {
    return new URL(address)
  } catch {
    return undefined
  }
}
