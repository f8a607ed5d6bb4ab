import { expect } from '@playwright/test'
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = path.resolve(fileURLToPath(new URL('../..', import.meta.url)))
const built = path.join(root, 'out', 'main', 'start.cjs')

/** A running till, whatever shows its page. */
export interface Till {
  /** Opens the till once. */
  readonly address: string
  readonly headOffice: string
  /** The text of the paper printed last. */
  receipt(): string
  /** Opens the customer's page once. */
  customerAddress(): Promise<string>
  /** Everything it has printed so far, line by line. */
  printed(): readonly string[]
  /** The address that is printed when the one before was used. */
  nextAddress(): Promise<string>
  /** Head office's process ends at once, as when its machine is switched off. The till goes on. */
  stopHeadOffice(): Promise<void>
  /** The power cut. */
  kill(): Promise<void>
  stop(): Promise<void>
}

export type Store = 'cn' | 'gb'
export type OwnTill = Pick<Till, 'address' | 'nextAddress' | 'stop'>

/** What `npm run till` starts: a register of one's own, with no head office and nothing in it. */
export async function startOwnTill(data: string, more: readonly string[] = []): Promise<OwnTill> {
  const child = spawn(process.execPath, [path.join(root, 'out', 'main', 'till.cjs'), '--data', data, ...more], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, TZ: 'Europe/London' } })
  const printed = linesOf(child)
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  return {
    address: await printed.until('till: '),
    nextAddress: () => printed.until('till (another browser): '),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      expect(await ended, 'exit code').toBe(0)
    },
  }
}

/** What `npm start` starts, as a person would: one process, its addresses read from what it prints. */
export async function startTill(data: string, store: Store, more: readonly string[] = []): Promise<Till> {
  const child = spawn(process.execPath, [built, '--browser', '--data', data, '--store', store, ...more], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const printed = linesOf(child)
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> => {
    child.kill(signal)
    return ended
  }
  try {
    const headOffice = await printed.until('head office: ')
    return {
      headOffice,
      printed: () => printed.lines,
      address: await printed.until('till: '),
      // The first paper is seconds away on a busy machine: until then there is none, and whoever waits asks again.
      receipt: () => (existsSync(path.join(data, 'register', 'papers', 'latest.txt')) ? readFileSync(path.join(data, 'register', 'papers', 'latest.txt'), 'utf8') : ''),
      customerAddress: () => printed.until('customer display: '),
      nextAddress: () => printed.until('till (another browser): '),
      stopHeadOffice: async () => void process.kill(headOfficeOf(child), 'SIGKILL'),
      kill: async () => void (await end('SIGKILL')),
      stop: async () => {
        // Told to stop, it stops by itself and calls that success.
        if (child.exitCode === null && child.signalCode === null) expect(await end('SIGTERM'), 'exit code').toBe(0)
      },
    }
  } catch (error) {
    await end('SIGKILL')
    throw error
  }
}

/** The process that the till started as its head office. */
function headOfficeOf({ pid }: ChildProcess): number {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
  const found = rows.map((row) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row)).find((row) => Number(row?.[2]) === pid && row?.[3]?.includes('headoffice') === true)
  if (found === undefined || found === null) throw new Error('this till has no head office of its own')
  return Number(found[1])
}

/** Waits for a line that begins with `label`, whether it came already or not, and gives what follows it. Rejects when the process ends first. */
function linesOf(child: ChildProcess): { readonly lines: readonly string[]; readonly until: (label: string) => Promise<string> } {
  const lines: string[] = []
  const waiting = new Set<() => void>()
  let complaint = ''
  let over = false
  const look = (): void => {
    for (const one of waiting) one()
  }
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString('utf8')))
  if (child.stdout !== null) createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    look()
  })
  child.once('close', () => {
    over = true
    look()
  })
  const until = (label: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const check = (): void => {
        const found = lines.find((line) => line.startsWith(label))
        if (found === undefined && !over) return
        waiting.delete(check)
        if (found === undefined) reject(new Error(`the till ended before it printed "${label}"\n${lines.join('\n')}\n${complaint}`))
        else resolve(found.slice(label.length))
      }
      waiting.add(check)
      check()
    })
  return { lines, until }
}
