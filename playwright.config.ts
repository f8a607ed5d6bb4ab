import { defineConfig, type PlaywrightTestProject } from '@playwright/test'
import path from 'node:path'
import { type Options } from './test/e2e/fixture.ts'

// Each test starts a till: with what Node made of its code kept, the next one starts sooner.
process.env['NODE_COMPILE_CACHE'] ??= path.join(import.meta.dirname, '.cache', 'compiled')

// Each test starts a register, a head office and a printer of its own, so that they share nothing but two cores. Three at
// once: two left half of the processors' time unused, waiting for pages, papers and drawers.
const browser: PlaywrightTestProject<Options> = { name: 'browser', testDir: 'test/e2e', outputDir: 'test-results/e2e', workers: 3, testIgnore: ['gun.spec.ts', 'all-views.spec.ts'], use: { shell: 'browser' } }

// The longest of all tests go first: they are what the others' workers waited for at the end. A trace of each step would take as long again.
const views: PlaywrightTestProject<Options> = { ...browser, name: 'views', outputDir: 'test-results/views', testIgnore: [], testMatch: 'all-views.spec.ts', use: { shell: 'browser', trace: 'off' } }

// What measures the pace of keys has the machine to itself, after all others: beside a second browser a gun looks slow.
const pace: PlaywrightTestProject<Options> = { ...browser, name: 'pace', outputDir: 'test-results/pace', testIgnore: [], testMatch: 'gun.spec.ts', workers: 1, dependencies: ['views', 'browser'] }

// The same sales in Electron's window. Which Electron, and on which display, `npm run test:electron` finds out; without
// it there is no such project, and asking for it is an error.
const electron: PlaywrightTestProject<Options> = {
  name: 'electron',
  testDir: 'test',
  testMatch: ['e2e/sale.spec.ts', 'e2e/chinese.spec.ts', 'electron/*.spec.ts'],
  outputDir: 'test-results/electron',
  // One: its windows share a display, and one focus.
  workers: 1,
  use: { shell: 'electron' },
}

export default defineConfig<Options>({
  workers: 3,
  // Whatever passes at the second try alone is named by scripts/test.mjs, which lets a few of them pass (docs/decisions/0077).
  retries: 1,
  timeout: 60_000,
  projects: process.env['TILLWRIGHT_ELECTRON'] === undefined ? [views, browser, pace] : [views, browser, pace, electron],
  use: {
    browserName: 'chromium',
    viewport: { width: 1366, height: 768 },
    launchOptions: {
      executablePath: process.env['TILLWRIGHT_CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
    },
    // Pictures of every step cost a third of the time, and the text of the page, which each failure keeps, says as much.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
  },
})
