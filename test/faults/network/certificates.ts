import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'

export interface Certificate {
  readonly key: string
  readonly cert: string
  /** Where `cert` lies, for NODE_EXTRA_CA_CERTS. */
  readonly file: string
}

export interface Certificates {
  /** What the registers were told to trust. */
  readonly own: Certificate
  /** For the same address, made by somebody else. */
  readonly strangers: Certificate
}

export const noTls: string | undefined = spawnSync('openssl', ['version']).status === 0 ? undefined : 'openssl missing: the lines are not encrypted, and no faults of TLS are tried'

/** Made below `folder`, for 127.0.0.1, good for two days. */
export function makeCertificates(folder: string): Certificates {
  const make = (name: string): Certificate => {
    const [key, cert] = [path.join(folder, `${name}.key`), path.join(folder, `${name}.pem`)]
    const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1']
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-keyout', key, '-out', cert, ...subject], { stdio: 'pipe' })
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8'), file: cert }
  }
  return { own: make('company'), strangers: make('stranger') }
}
