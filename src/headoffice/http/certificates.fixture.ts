import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'

/** Real certificates of a company's own authority, by OpenSSL's program, which every machine that builds this has: git and curl bring it. */
export interface Authority {
  /** PEM file of the authority itself. */
  readonly ca: string
  /** Files of a certificate for these names. */
  issue(name: string, options?: { readonly names?: string; readonly days?: number }): { readonly certificate: string; readonly key: string }
}

export function authorityIn(folder: string, called = 'authority'): Authority {
  const at = (name: string): string => path.join(folder, name)
  const openssl = (...args: readonly string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', `${called}.key`, '-out', `${called}.pem`, '-days', '30', '-subj', `/CN=${called}`)
  return {
    ca: at(`${called}.pem`),
    issue: (name, { names = 'DNS:localhost,IP:127.0.0.1', days = 10 } = {}) => {
      writeFileSync(at(`${name}.ext`), `subjectAltName=${names}\n`)
      openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`)
      openssl('x509', '-req', '-in', `${name}.csr`, '-CA', `${called}.pem`, '-CAkey', `${called}.key`, '-CAcreateserial', '-days', String(days), '-extfile', `${name}.ext`, '-out', `${name}.pem`)
      return { certificate: at(`${name}.pem`), key: at(`${name}.key`) }
    },
  }
}
