import { isProfileName, type ProfileName } from '../../drivers/printer/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'

export type PrinterConfig =
  | { readonly transport: 'tcp'; readonly host: string; readonly port: number; readonly profile: ProfileName }
  | { readonly transport: 'file'; readonly path: string; readonly profile: ProfileName }
  /** A printer, and the drawer plugged into it, made of software: started and stopped with the devices. */
  | { readonly simulator: true; readonly profile?: ProfileName }

export interface DevicesConfig {
  /** Absent: this register has no printer, and what should print or open is recorded as failed at once. */
  readonly printer?: PrinterConfig
  readonly scanner?: { readonly simulator: true }
}

const usualPort = 9100
const usualProfile: ProfileName = 'generic-80'

/**
 * `tcp://HOST[:PORT]` or `file:PATH`, either with `?profile=NAME`. Refuses with `request.malformed` and, in `reason`,
 * which part is wrong: scheme, host, port, path or profile.
 */
export function parsePrinterUrl(url: string): Result<PrinterConfig> {
  const [address = '', query, ...more] = url.trim().split('?')
  const bad = (reason: 'scheme' | 'host' | 'port' | 'path' | 'profile') => refuse('request.malformed', { field: 'printer', reason })
  const profile = profileOf(query)
  if (profile === undefined || more.length > 0) return bad('profile')

  const tcp = /^tcp:\/\/(.*)$/i.exec(address)
  if (tcp) {
    // A name, an IPv4 address, or an IPv6 address in brackets; no user, no password, no path.
    const parts = /^(\[[\da-f:.]+\]|[\da-z](?:[\da-z.-]*[\da-z])?)(?::(.*))?$/i.exec(tcp[1] ?? '')
    if (!parts) return bad('host')
    const port = parts[2] === undefined ? usualPort : /^\d{1,5}$/.test(parts[2]) ? Number(parts[2]) : 0
    if (port < 1 || port > 65_535) return bad('port')
    return accept({ transport: 'tcp', host: (parts[1] ?? '').replaceAll(/[[\]]/g, ''), port, profile })
  }
  const file = /^file:(?:\/\/(?=\/))?(.*)$/i.exec(address)
  if (!file) return bad('scheme')
  const path = file[1] ?? ''
  // file://dev/usb/lp0 names a host "dev"; it is a slip of the pen, and no file of that path.
  if (path === '' || path.startsWith('//') || path.includes('\0')) return bad('path')
  return accept({ transport: 'file', path, profile })
}

function profileOf(query: string | undefined): ProfileName | undefined {
  if (query === undefined) return usualProfile
  const name = /^profile=(.*)$/.exec(query)?.[1] ?? ''
  return isProfileName(name) ? name : undefined
}
