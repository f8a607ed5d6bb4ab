import { defineConfig, type PlaywrightTestProject } from '@playwright/test'
import { type Options } from './test/e2e/fixture.ts'

const browser: PlaywrightTestProject<Options> = { name: 'browser', testDir: 'test/e2e', outputDir: 'test-results/e2e', use: { shell: 'browser' } }

// The same sales in Electron's window. Which Electron, and on which display, `npm run test:electron` finds out; without
// it there is no such project, and asking for it is an error.
const electron: PlaywrightTestProject<Options> = {
  name: 'electron',
  testDir: 'test',
  testMatch: ['e2e/sale.spec.ts', 'e2e/chinese.spec.ts', 'electron/*.spec.ts'],
  outputDir: 'test-results/electron',
  // Pictures of every step cost a third of the time, and the text of the page says as much.
  use: { shell: 'electron', trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false } },
}

// One worker: each test starts a register, a head office and a printer of its own, on two cores.
export default defineConfig<Options>({
  workers: 1,
  retries: 0,
  timeout: 60_000,
  projects: process.env['TILLWRIGHT_ELECTRON'] === undefined ? [browser] : [browser, electron],
  use: {
    browserName: 'chromium',
    viewport: { width: 1366, height: 768 },
    launchOptions: {
      executablePath: process.env['TILLWRIGHT_CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
    },
    trace: 'retain-on-failure',
  },
})
