import { _electron, type ElectronApplication, expect, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { demoStoreNames } from '../../src/main/demo/demo-store.ts'
import { startHeadOfficeProcess } from '../../src/main/demo/head-office-process.ts'
import { type Store, type Till } from './till.ts'

export const root = path.resolve(fileURLToPath(new URL('../..', import.meta.url)))

/** What the shell's runner found out. Without it there is no project that could ask. */
export function fromRunner(name: 'TILLWRIGHT_ELECTRON' | 'TILLWRIGHT_NODE'): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: npm run test:electron finds out what it has to be`)
  return value
}

/** As root under Linux Chromium refuses its own sandbox; the package's test runs as somebody else, with it. */
export const asRoot = process.platform === 'linux' && process.getuid?.() === 0

/**
 * No display of a test has a graphics card. Left to find that out by itself, Chromium's process for it failed one start
 * in fourteen, and what was shown then stood still for ever.
 */
export const chromiumSwitches: readonly string[] = ['--disable-gpu']

export interface WindowTill extends Till {
  readonly app: ElectronApplication
  readonly page: Page
  /** The words it was started with, for a second one. */
  readonly words: readonly string[]
}

/** The till in Electron's window, with a head office beside it, on the same folders that `npm start` would use. */
export async function startWindowTill(data: string, store: Store, more: readonly string[] = []): Promise<WindowTill> {
  const register = path.join(data, 'register')
  const headOffice = await startHeadOfficeProcess({ script: path.join(root, 'out', 'headoffice', 'main.mjs'), data: path.join(data, 'head-office'), ...demoStoreNames(store) })
  const words = [
    root, ...chromiumSwitches, ...(asRoot ? ['--no-sandbox'] : []), '--',
    '--data', register, '--store', store, '--head-office', headOffice.url, '--enrolment-code', await headOffice.enrolmentCode(), ...more,
  ]
  let app: ElectronApplication | undefined
  try {
    app = await _electron.launch({ executablePath: fromRunner('TILLWRIGHT_ELECTRON'), args: words, chromiumSandbox: !asRoot, colorScheme: 'light', env: windowEnvironment() })
    const [running, page] = [app, await app.firstWindow()]
    const process = running.process()
    const ended = new Promise<number | null>((resolve) => process.once('exit', (code) => resolve(code)))
    const isOver = (): boolean => process.exitCode !== null || process.signalCode !== null
    return {
      app: running,
      words,
      page,
      address: 'app://till/',
      headOffice: headOffice.pageUrl,
      printed: () => words,
      receipt: () => readFileSync(path.join(register, 'papers', 'latest.txt'), 'utf8'),
      customerAddress: () => Promise.reject(new Error('a window has no invitation')),
      nextAddress: () => Promise.reject(new Error('a window has no invitation')),
      stopHeadOffice: () => headOffice.close(),
      async kill() {
        // The one process, and not its group: what it leaves behind has to end by itself, and let go of the database.
        process.kill('SIGKILL')
        await ended
        await headOffice.close()
      },
      async stop() {
        if (isOver()) return
        await running.close()
        await headOffice.close()
        expect(await ended, 'exit code').toBe(0)
      },
    }
  } catch (error) {
    await app?.close()
    await headOffice.close()
    throw error
  }
}

/** What Electron is started in. Its own switches, set by whoever runs the tests, would turn it into a Node. */
export function windowEnvironment(): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) => (value === undefined || name.startsWith('ELECTRON_') || name === 'NODE_OPTIONS' ? [] : [[name, value] as const]))
  return { ...Object.fromEntries(inherited), TILLWRIGHT_NODE: fromRunner('TILLWRIGHT_NODE') }
}
