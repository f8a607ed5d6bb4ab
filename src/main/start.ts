import { spawn } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { lockHolder, takeWriterLock } from '../db/index.ts'
import { alreadyRunning } from './already-running.ts'
import { demoStoreNames } from './demo/demo-store.ts'
import { startHeadOfficeProcess, type HeadOfficeProcess } from './demo/head-office-process.ts'
import { startHeadless } from './headless.ts'
import { makeFolder } from './make-folder.ts'
import { filesFrom, readOptions, type StartOptions } from './options.ts'
import { untilTold } from './until-told.ts'
import { startWords } from './words/index.ts'

/** `npm start`: a demo head office, and a register with a seeded store, in a window where there can be one. */
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const root = path.join(__dirname, '..', '..')

void run().catch(fail)

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

async function run(): Promise<void> {
  const locale = process.env['LC_ALL'] ?? process.env['LANG'] ?? ''
  const preferred = locale.startsWith('zh') ? 'cn' : 'gb'
  const words = startWords(locale)
  const read = readOptions(process.argv.slice(2), { data: path.join(root, '.data', 'demo'), demoStore: preferred }, words)
  if (read.kind === 'help') return say(words.startHelp)
  if (read.kind === 'wrong') throw new Error(read.sentence)
  const options = { ...read.options, ...filesFrom(process.env['INIT_CWD'] ?? process.cwd(), read.options) }
  prepareFolder(options)

  const headOffice =
    options.headOffice === undefined
      ? await startHeadOfficeProcess({ script: path.join(__dirname, '..', 'headoffice', 'main.mjs'), data: path.join(options.data, 'head-office'), databaseUrl: process.env['DATABASE_URL'] ?? '', ...demoStoreNames(options.demoStore ?? 'gb') })
      : undefined
  if (headOffice !== undefined) say(`head office: ${headOffice.pageUrl}`)
  const registerOptions = await withHeadOffice(options, headOffice)

  const shell = options.browser ? 'Asked for a browser' : findShell()
  if (typeof shell === 'string') {
    say(`${shell}: serving the same till to a browser instead.`)
    await inBrowser(registerOptions, headOffice)
  } else {
    await inWindow(shell.binary, registerOptions, headOffice)
  }
}

/** --reset clears what this program made for a demo, and nothing else: one day somebody names their home folder. */
function prepareFolder({ data, reset }: StartOptions): void {
  const mark = path.join(data, '.tillwright-demo')
  if (reset && existsSync(data)) {
    if (!existsSync(mark)) throw new Error(`${data} was not made by npm start: it is left as it is. Choose another --data, or remove it yourself.`)
    removeUnused(data)
  }
  const isThere = existsSync(data)
  makeFolder(data)
  refuseWhenRunning(data)
  if (isThere) return
  writeFileSync(mark, '')
}

/**
 * Only with the writer's lock in hand. A till whose folder was removed under it went on selling, said "paid" and
 * "printed", and kept every sale in files that no longer had a name.
 */
function removeUnused(data: string): void {
  const database = path.join(data, 'register', 'register.db')
  const lock = existsSync(path.dirname(database)) ? takeWriterLock(database) : undefined
  if (lock === undefined && existsSync(database)) throw new Error(`A till is running on ${data}: nothing was removed. Stop it first, then start with --reset again.`)
  try {
    rmSync(data, { recursive: true })
  } finally {
    lock?.release()
  }
}

/** Before head office is started: a second start opened a second one on the running one's books, and only then said no. */
function refuseWhenRunning(data: string): void {
  const database = path.join(data, 'register', 'register.db')
  if (!existsSync(database)) return
  const lock = takeWriterLock(database)
  if (lock === undefined) throw new Error(alreadyRunning(lockHolder(database)))
  lock.release()
}

async function withHeadOffice(options: StartOptions, headOffice: HeadOfficeProcess | undefined): Promise<StartOptions> {
  if (headOffice === undefined) return options
  return { ...options, headOffice: headOffice.url, enrolmentCode: options.enrolmentCode ?? (await headOffice.enrolmentCode()) }
}

async function inBrowser(options: StartOptions, headOffice: HeadOfficeProcess | undefined): Promise<void> {
  // An address opens the till once; the next one is shown as soon as it was used, for a second browser or a lost cookie.
  const started = await startHeadless({ ...options, data: path.join(options.data, 'register') }, __dirname, {
    onAdmitted: () => say(`till (another browser): ${started.door.invitation()}`),
    onCustomerAdmitted: () => say(`customer display (another browser): ${started.door.customerInvitation()}`),
    onCoreLost: () => fail(new Error('The register stopped by itself (its log says why). Every sale that was shown as paid is saved. Start it again.')),
  })
  // A printer of one's own keeps its paper: the folder would not be there.
  if (started.register.devices.simulators.printer) say(`receipts: ${started.register.papers}`)
  const told = untilTold()
  say(`customer display: ${started.door.customerInvitation()}`)
  say(`till: ${started.door.invitation()}`)
  await told
  await started.close()
  await headOffice?.close()
}

async function inWindow(binary: string, options: StartOptions, headOffice: HeadOfficeProcess | undefined): Promise<void> {
  const own = ['--data', path.join(options.data, 'register'), '--store', options.demoStore ?? 'gb', '--head-office', options.headOffice ?? '']
  if (options.enrolmentCode !== undefined) own.push('--enrolment-code', options.enrolmentCode)
  if (options.headOfficeCa !== undefined) own.push('--head-office-ca', options.headOfficeCa)
  if (options.headOfficeProxy !== undefined) own.push('--head-office-proxy', options.headOfficeProxy)
  if (options.printer !== undefined) own.push('--printer', options.printer)
  if (options.secondPrinter !== undefined) own.push('--second-printer', options.secondPrinter)
  if (options.scanner !== undefined) own.push('--scanner', options.scanner)
  if (options.scale !== undefined) own.push('--scale', options.scale)
  if (options.labelPrinter !== undefined) own.push('--label-printer', options.labelPrinter)
  if (options.terminal !== undefined) own.push('--terminal', options.terminal)
  if (options.wallet !== undefined) own.push('--wallet', options.wallet)
  if (options.display !== undefined) own.push('--display', options.display)
  if (options.customerWindow !== undefined) own.push('--customer-window', options.customerWindow)
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  const window = spawn(binary, [...(asRoot ? ['--no-sandbox'] : []), root, '--', ...own], { stdio: 'inherit', env: { ...process.env, TILLWRIGHT_NODE: process.execPath } })
  const closed = new Promise<void>((resolve) => window.once('exit', () => resolve()))
  await Promise.race([closed, untilTold()])
  window.kill('SIGTERM')
  await closed
  await headOffice?.close()
}

/** The Electron binary to open a window with, or why there is none. It is never fetched here: that is the installer's work. */
function findShell(): { readonly binary: string } | string {
  const hasScreen = process.platform !== 'linux' || process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined
  if (!hasScreen) return 'No display here'
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const binaryName = process.platform === 'win32' ? 'electron.exe' : process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron'
  const binary = path.join(override ?? path.join(root, 'node_modules', 'electron', 'dist'), binaryName)
  return existsSync(binary) ? { binary } : 'No Electron binary here (npx install-electron fetches it)'
}
