// What the tests need of the system: a browser, a display, the libraries Electron links to, a barcode reader, serial
// ports. On Debian as root it is installed, and said; elsewhere we say what to install.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** The first is the same Chromium without windows: the browser tests take a tenth less of the processors' time with it. */
const browsers = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']
const debianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

// Some have two names: Debian 13 renamed what has a 64-bit time in it, and left the old name as one nobody can install.
const shellPackages = [['xvfb'], ['xauth'], ['libgtk-3-0', 'libgtk-3-0t64'], ['libnss3'], ['libasound2', 'libasound2t64'], ['libgbm1']]

function install(packages, purpose) {
  process.stderr.write(`Installing ${packages.flat().filter((name) => !name.endsWith('t64')).join(', ')} with apt-get (once, for ${purpose}) ...\n`)
  const options = { stdio: ['ignore', 'ignore', 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  spawnSync('apt-get', ['update', '-qq'], options)
  const exists = (name) => /Candidate: \d/.test(spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' }).stdout)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages.map((names) => names.find(exists) ?? names[0])], options)
}

/** Path of a Chromium, installed if need be; exits with what to do when there is none. */
export function ensureBrowser() {
  const asked = process.env.TILLWRIGHT_CHROMIUM
  if (asked && existsSync(asked)) return asked
  if (debianRoot && !existsSync(browsers[0])) install([['chromium-headless-shell'], ['fonts-noto-cjk']], 'the browser tests')
  const found = browsers.find((file) => existsSync(file))
  if (found) return found
  process.stderr.write('The browser tests need Chromium. Install it (Debian: apt-get install chromium fonts-noto-cjk) or name it in TILLWRIGHT_CHROMIUM.\n')
  process.exit(1)
}

const missingLibraries = (binary) => [...spawnSync('ldd', [binary], { encoding: 'utf8' }).stdout.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name)
const hasDisplayServer = () => existsSync('/usr/bin/xvfb-run') && existsSync('/usr/bin/xauth')

/**
 * The words that have to stand before a command that opens windows, so that they open on a display of their own: a test
 * must not type into what somebody is doing. Exits with what to do when there can be none.
 */
export function ensureDisplay(binary) {
  if (process.platform !== 'linux') return []
  const complete = () => hasDisplayServer() && missingLibraries(binary).length === 0
  if (!complete() && debianRoot) install(shellPackages, 'the tests in Electron')
  if (complete()) return ['/usr/bin/xvfb-run', '-a', '-s', '-screen 0 1600x1000x24']
  const lacking = [...(hasDisplayServer() ? [] : ['xvfb-run']), ...missingLibraries(binary)]
  process.stderr.write(`The tests in Electron lack ${lacking.join(', ')}. Install them (Debian: apt-get install ${shellPackages.map(([name]) => name).join(' ')}).\n`)
  process.exit(1)
}

/** A reader of barcodes that is not ours. Without one its tests are skipped, as test/expected-skips.json allows. */
export function ensureBarcodeReader() {
  const there = () => spawnSync('zbarimg', ['--version']).status === 0
  if (!there() && debianRoot) install([['zbar-tools']], 'the barcode tests')
  if (!there()) process.stderr.write('Without zbarimg the tests that read codes with it are skipped. Install it (Debian: apt-get install zbar-tools; macOS: brew install zbar).\n')
}

/** What makes pseudo-terminals, which are serial ports to whoever opens them. Without it the tests of serial lines are skipped. */
export function ensureSerialPorts() {
  const there = () => spawnSync('socat', ['-V']).status === 0
  if (process.platform === 'win32') return
  if (!there() && debianRoot) install([['socat']], 'the tests of serial lines')
  if (!there()) process.stderr.write('Without socat the tests of serial lines are skipped. Install it (Debian: apt-get install socat; macOS: brew install socat).\n')
}

const hidLibrary = 'node_modules/node-hid/prebuilds/HID-linux-x64/node-napi-v4.node'

/** What the driver of HID devices is linked to. A package of ours asks for it; where the program runs from its sources nobody does. */
export function ensureHid(root) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return
  const lacking = () => missingLibraries(`${root}/${hidLibrary}`)
  if (lacking().length > 0 && debianRoot) install([['libusb-1.0-0'], ['libudev1']], 'HID devices')
  if (lacking().length > 0) process.stderr.write(`The driver of HID devices lacks ${lacking().join(', ')}. Install them (Debian: apt-get install libusb-1.0-0 libudev1).\n`)
}

/** What makes a disk whose power can be cut. Without it the power cuts are skipped, and say so. */
export function ensurePowerDisk() {
  const there = () => ['mkfs.ext4', 'mkfs.xfs', 'xfs_io'].every((tool) => spawnSync('which', [tool]).status === 0)
  if (!there() && debianRoot) install([['xfsprogs'], ['e2fsprogs']], 'the power cuts')
}

/** What lets the clock of one process jump. Without it that fault is skipped, and says so. */
export function ensureFakeClock() {
  if (!existsSync('/usr/bin/faketime') && debianRoot) install([['faketime']], 'the clocks that jump')
}

/** What loses packets in a network of its own. Without it those faults are skipped, and say so. */
export function ensurePacketLoss() {
  const there = () => ['ip', 'nft'].every((tool) => spawnSync('which', [tool]).status === 0)
  if (!there() && debianRoot) install([['nftables'], ['iproute2']], 'the lost packets')
}

/** What makes one write of many fail. Without it the tests of that are skipped, and say so. */
export function ensureTracing() {
  const there = () => spawnSync('strace', ['-V']).status === 0
  if (process.platform !== 'linux') return
  if (!there() && debianRoot) install([['strace']], 'the tests of failing writes')
  if (!there()) process.stderr.write('Without strace the tests of failing writes are skipped. Install it (Debian: apt-get install strace).\n')
}
