// The same till, driven in Electron's window, and the package people install. What follows is handed on to Playwright.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { ensureElectron } from './lib/electron-binary.mjs'
import { ensureBrowser, ensureDisplay } from './lib/system-packages.mjs'
import { ensureBuilt, ensureInstalled, environment, nodePath, root } from './lib/toolchain.mjs'

/** Told apart from a failure by test.mjs: no Electron is to be had on this machine. */
const NO_BINARY = 3

ensureInstalled()
ensureBuilt()
const electron = await ensureElectron()
if (electron.why !== undefined) {
  process.stdout.write(`Not run in Electron: ${electron.why}.\n`)
  process.exit(NO_BINARY)
}
process.stdout.write(`Electron ${electron.version}${electron.official ? '' : ', with its core under this Node'}\n`)
const playwright = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js')
const [command, ...args] = [...ensureDisplay(electron.binary), nodePath(), playwright, 'test', '--project=electron', ...process.argv.slice(2)]
const { status } = spawnSync(command, args, {
  cwd: root,
  stdio: ['ignore', 1, 2],
  env: environment({ TILLWRIGHT_CHROMIUM: ensureBrowser(), TILLWRIGHT_ELECTRON: electron.binary, TILLWRIGHT_NODE: nodePath(), TILLWRIGHT_CORE: electron.official ? 'threads' : 'process' }),
})
process.exitCode = status ?? 1
