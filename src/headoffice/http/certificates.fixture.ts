import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'

/** Real certificates of a company's own authority, by OpenSSL's program, which every machine that builds this has: git and curl bring it. */
export interface Authority {
  /** PEM file of the authority itself. */
  readonly ca: string
  /** Files of a certificate for these names. */
  /** `from` and `to` (`20200101000000Z`): days that are over, or to come. */
  issue(name: string, options?: { readonly names?: string; readonly days?: number; readonly from?: string; readonly to?: string }): { readonly certificate: string; readonly key: string }
}

export function authorityIn(folder: string, called = 'authority'): Authority {
  const at = (name: string): string => path.join(folder, name)
  const openssl = (...args: readonly string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', `${called}.key`, '-out', `${called}.pem`, '-days', '30', '-subj', `/CN=${called}`)
  return {
    ca: at(`${called}.pem`),
    issue: (name, { names = 'DNS:localhost,IP:127.0.0.1', days = 10, from, to } = {}) => {
      writeFileSync(at(`${name}.ext`), `subjectAltName=${names}\n`)
      openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`)
      if (from !== undefined && to !== undefined) {
        // Only this part of the program takes days of which none is today.
        writeFileSync(at('ca.conf'), `[ca]\ndefault_ca=own\n[own]\ndatabase=${at(`${name}.index`)}\nnew_certs_dir=${folder}\nrand_serial=yes\ndefault_md=sha256\npolicy=any\n[any]\ncommonName=supplied\n`)
        writeFileSync(at(`${name}.index`), '')
        openssl('ca', '-batch', '-notext', '-config', 'ca.conf', '-in', `${name}.csr`, '-cert', `${called}.pem`, '-keyfile', `${called}.key`, '-startdate', from, '-enddate', to, '-extfile', `${name}.ext`, '-out', `${name}.pem`)
      } else openssl('x509', '-req', '-in', `${name}.csr`, '-CA', `${called}.pem`, '-CAkey', `${called}.key`, '-CAcreateserial', '-days', String(days), '-extfile', `${name}.ext`, '-out', `${name}.pem`)
      return { certificate: at(`${name}.pem`), key: at(`${name}.key`) }
    },
  }
}
