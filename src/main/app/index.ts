import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { app, dialog } from 'electron'
import { composeRegister, type Register } from '../composition.ts'
import { startCore } from '../core-location.ts'
import { driversFile, fontsFolder } from '../drivers-location.ts'
import { readCatalogue } from '../demo/read-catalogue.ts'
import { openCustomerDoor, openIpcDoor } from '../gateway/ipc/ipc-door.ts'
import { FolderFault, makeFolder } from '../make-folder.ts'
import { BooksFault } from '../open-register-core.ts'
import { filesFrom, readOptions, type StartOptions } from '../options.ts'
import { ProvisionFault } from '../provision.ts'
import { startWords } from '../words/index.ts'
import { keepCustomerWindow } from './customer-window.ts'
import { lockDown } from './lock-down.ts'
import { launchUtility } from './utility-drivers.ts'
import { CUSTOMER_PAGE_URL, declarePageScheme, isOurPage, servePage } from './page-protocol.ts'
import { loadCounterPage, openCounterWindow, showWindow } from './window.ts'

/** The counter as an Electron window. Everything it does is composed elsewhere; this joins it to a page. */
declarePageScheme()
lockDown()
// As root under Linux Chromium only starts without its sandbox, and forcing it then kills every child in a loop.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()

try {
  const options = optionsOfThisStart()
  keepProfileIn(options.data)
  if (app.requestSingleInstanceLock()) run(options).catch(fail)
  else app.quit()
} catch (error) {
  fail(error)
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  // Whoever put the file there looks at this screen, and at no terminal.
  if (error instanceof ProvisionFault || error instanceof FolderFault || error instanceof BooksFault) dialog.showErrorBox('Tillwright', error.message)
  app.exit(1)
}

/** Our own words come after `--`, so that Chromium's switches are not taken for ours. */
function optionsOfThisStart(): StartOptions {
  const separator = process.argv.indexOf('--')
  const read = readOptions(separator < 0 ? [] : process.argv.slice(separator + 1), { data: app.getPath('userData') })
  if (read.kind === 'help') throw new Error(startWords(app.getLocale()).startHelp)
  if (read.kind === 'wrong') throw new Error(read.sentence)
  const { options } = read
  return { ...options, ...filesFrom(process.cwd(), options), data: path.resolve(options.data) }
}

/**
 * Chromium's own files lie with the register's. They are also what the single-instance lock is taken on: one window per
 * register, where a lock on the program's name let nobody try a second register on the same machine.
 */
function keepProfileIn(data: string): void {
  makeFolder(data)
  const profile = path.join(data, 'window')
  mkdirSync(profile, { recursive: true, mode: 0o700 })
  app.setPath('userData', profile)
}

async function run(options: StartOptions): Promise<void> {
  await app.whenReady()
  let restart = (): void => undefined
  const register = await composeRegister({ options, startCore: (settings) => startCore(__dirname, settings), launchDrivers: launchUtility(driversFile(__dirname)), fonts: fontsFolder(__dirname), catalogue: readCatalogue(__dirname), onCoreLost: startAgain, startAgain: () => restart() })
  servePage(path.join(__dirname, '..', 'renderer'))
  const window = openCounterWindow(__dirname)
  const closeDoor = openIpcDoor({ gate: register.gate, broadcast: register.broadcast, seat: register.seat, webContents: window.webContents, isOurPage })

  // Before the page is there: a window closed while it loaded was a failed start, and the register was not closed.
  let closing = false
  app.on('window-all-closed', () => app.quit())
  restart = () => {
    app.relaunch()
    app.quit()
  }
  app.on('before-quit', (event) => {
    if (closing) return
    closing = true
    event.preventDefault()
    void close(register, closeDoor)
  })
  try {
    await loadCounterPage(window)
  } catch (error) {
    // There is no window left to load it into.
    if (closing || window.isDestroyed()) return
    throw error
  }
  if (window.isDestroyed()) return
  app.on('second-instance', () => showWindow(window))
  showWindow(window)
  keepCustomerWindow({
    directory: __dirname,
    counter: window,
    ...(options.customerWindow && { mode: options.customerWindow }),
    openDoor: (webContents) => openCustomerDoor({ gate: register.gate, broadcast: register.broadcast, seat: register.seat, webContents, isOurPage: (url) => url === CUSTOMER_PAGE_URL }),
  })
}

/** The basket and every sale are on disk: a fresh process finds them. */
function startAgain(): void {
  app.relaunch()
  app.exit(1)
}

/** Commands in flight are finished and the database is closed before the process goes. */
async function close(register: Register, closeDoor: () => void): Promise<void> {
  closeDoor()
  await register.close()
  app.exit(0)
}
