import { fork } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import path from 'node:path'

/** A head office in a process of its own, as a chain would run it. */
export interface HeadOfficeProcess {
  readonly url: string
  /** Opens the live page once. */
  readonly pageUrl: string
  enrolmentCode(): Promise<string>
  close(): Promise<void>
}

interface Told {
  readonly kind: string
  readonly url?: string
  readonly pageUrl?: string
  readonly code?: string
  readonly why?: string
}

function isTold(value: unknown): value is Told {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'
}

export interface HeadOfficeProcessOptions {
  /** Built head-office.cjs. */
  readonly script: string
  readonly data: string
  readonly storeName: string
  readonly chainName: string
  /** BCP 47, and the IANA zone its business dates are of. */
  readonly language: string
  readonly timeZone: string
  readonly port?: number
  /** PostgreSQL for its books. Absent: a file in `data`, whatever the environment names: a replay or a demo is no trade. */
  readonly databaseUrl?: string
}

export async function startHeadOfficeProcess({ script, data, storeName, chainName, language, timeZone, port, databaseUrl }: HeadOfficeProcessOptions): Promise<HeadOfficeProcess> {
  const args = ['--data', data, '--port', String(port ?? 0), '--store', storeName, '--chain', chainName, '--language', language, '--time-zone', timeZone]
  // Its diagnostics belong in a file of its own, not between the lines somebody reads here.
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const logFile = openSync(path.join(data, 'head-office.log'), 'a', 0o600)
  const env = { ...process.env, DATABASE_URL: databaseUrl ?? '' }
  const child = fork(script, args, { execArgv: [], env, stdio: ['ignore', 'ignore', logFile, 'ipc'] })
  closeSync(logFile)
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))

  function told(kind: string): Promise<Told> {
    return new Promise((resolve, reject) => {
      const done = (): void => {
        child.off('message', listen)
        child.off('exit', gone)
      }
      const listen = (message: unknown): void => {
        if (!isTold(message) || (message.kind !== kind && message.kind !== 'failed')) return
        done()
        if (message.kind === 'failed') reject(new Error(message.why))
        else resolve(message)
      }
      const gone = (): void => {
        done()
        reject(new Error('head office ended before it answered'))
      }
      child.on('message', listen)
      child.on('exit', gone)
    })
  }

  const { url, pageUrl } = await told('listening')
  return {
    url: url ?? '',
    pageUrl: pageUrl ?? '',
    async enrolmentCode() {
      const answer = told('enrolment-code')
      child.send({ kind: 'enrolment-code' })
      return (await answer).code ?? ''
    },
    async close() {
      child.kill('SIGTERM')
      await exited
    },
  }
}
