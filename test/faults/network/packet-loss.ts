import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { type Books } from '../kill-oracle.ts'

export interface LossReport {
  readonly books: readonly Books[]
  readonly problems: readonly string[]
}

const script = new URL('./in-namespace.ts', import.meta.url).pathname

/** Why no packets can be lost here; undefined when they can. */
export function noPacketLoss(): string | undefined {
  if (process.platform !== 'linux') return 'only Linux has network namespaces'
  if (process.getuid?.() !== 0) return 'a network namespace needs root'
  const missing = ['ip', 'nft'].filter((tool) => spawnSync('which', [tool]).status !== 0)
  return missing.length === 0 ? undefined : `${missing.join(', ')} missing (Debian: apt-get install iproute2 nftables)`
}

/** Registers and a head office in a network of their own, in which the kernel drops what they say. The namespace is gone when it resolves. */
export async function losePackets(options: { readonly folder: string; readonly plays: number; readonly seed: number }, say: (line: string) => void): Promise<LossReport> {
  const namespace = `tillwright-${randomBytes(4).toString('hex')}`
  const made = spawnSync('ip', ['netns', 'add', namespace], { encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`no network namespace: ${made.stderr}`)
  const folder = path.join(options.folder, namespace)
  mkdirSync(folder)
  try {
    // The keeper of databases is outside, and can not be asked from in there.
    const { TILLWRIGHT_TEST_POSTGRES_KEEPER: _keeper, ...env } = process.env
    const child = spawn('ip', ['netns', 'exec', namespace, process.execPath, script, JSON.stringify({ ...options, folder })], { stdio: ['ignore', 'pipe', 'pipe'], env })
    let [last, complaint] = ['', '']
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString('utf8')))
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('say ')) say(`packets, ${line.slice(4)}`)
      else last = line
    })
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
    if (code !== 0) throw new Error(`what runs in the namespace ended with ${code}\n${complaint}`)
    return JSON.parse(last) as LossReport
  } finally {
    spawnSync('ip', ['netns', 'delete', namespace])
  }
}
