import { chromium, expect, type Page } from '@playwright/test'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'

// A till started as a person starts one, and not through Playwright: that one loads itself into main first, which a
// package's fuses forbid, and holds a process back until it is told to go on, which nobody tells one that came by itself.

export interface SpawnedTill {
  readonly child: ChildProcess
  /** Of its `--remote-debugging-port`, which it keeps when it starts itself again. */
  readonly port: number
  /** What it printed so far. */
  readonly said: () => string
}

/** `command` gets a debugging port for its page; chosen here, for Chromium tells nobody the one it chose itself when it is started again. */
export async function spawnTill(command: (port: number) => readonly string[], env: NodeJS.ProcessEnv, cwd: string): Promise<SpawnedTill> {
  const port = await freePort()
  const [binary = '', ...words] = command(port)
  const child = spawn(binary, words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
  return { child, port, said: () => text }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Runs `act` on the till's page. Tried again until it goes through, for the page, or all of it, may just be dying. */
export async function onPageOf({ port }: SpawnedTill, act: (page: Page) => Promise<void>): Promise<void> {
  await expect(async () => {
    // Without noDefaults Playwright wants to make contexts of its own, which Electron has none of.
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true, timeout: 5_000 })
    try {
      const page = browser.contexts()[0]?.pages()[0]
      if (page === undefined) throw new Error('no page yet')
      await act(page)
    } finally {
      await browser.close()
    }
  }).toPass({ timeout: 25_000 })
}

export interface Process {
  readonly id: number
  readonly parent: number
  /** Its command line; what Chromium forks writes its own, with blanks. */
  readonly line: string
  /** /proc/ID/status. */
  readonly status: string
}

export function processes(): Process[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8')
      return [{ id: Number(name), parent: Number(/^PPid:\t(\d+)/m.exec(status)?.[1]), line: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' '), status }]
    } catch {
      // It ended while we looked.
      return []
    }
  })
}

/** Tills on that register folder: their helpers say what type they are, a till itself does not. */
export function tillsOn(register: string): Process[] {
  return processes().filter(({ line }) => line.includes(` --data ${register} `) && !line.includes('--type='))
}

/** The processes that one started, and theirs. */
function below(id: number, all: readonly Process[] = processes()): Process[] {
  return all.filter(({ parent }) => parent === id).flatMap((one) => [one, ...below(one.id, all)])
}

/** The process that draws the page of that till, holds its core, or drives its devices. Throws when there is none. */
export function helperOf({ child, said }: SpawnedTill, what: '--type=renderer' | 'core-child.cjs' | 'node.mojom.NodeService'): Process {
  const found = below(child.pid ?? -1).find(({ line }) => line.includes(what))
  if (found === undefined) throw new Error(`no ${what} below ${child.pid}\n${said()}`)
  return found
}
