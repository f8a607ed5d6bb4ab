// Packs the till with electron-builder; what follows is handed on to it (`npm run package -- --dir`). Where the official
// Electron cannot be had the tests' Electron is packed, which makes a folder to test and nothing to give to anybody.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ensureElectron } from './lib/electron-binary.mjs'
import { ensureBuilt, ensureInstalled, environment, nodePath, root } from './lib/toolchain.mjs'

const words = process.argv.slice(2)
if (words.includes('--help') || words.includes('-h')) {
  process.stdout.write('npm run package -- --dir       an unpacked folder, to try or to test\nnpm run package                this system\'s installers; needs the official Electron (npx install-electron)\n\nEverything else is handed on to electron-builder.\n')
  process.exit(0)
}
ensureInstalled()
ensureBuilt()
const electron = await ensureElectron()
if (electron.why !== undefined) {
  process.stderr.write(`Nothing to pack: ${electron.why}.\n`)
  process.exit(1)
}
if (!electron.official && !words.includes('--dir')) {
  process.stderr.write('The official Electron is not here (npx install-electron fetches it), and the one the tests use is never shipped: only --dir can be packed with it.\n')
  process.exit(1)
}
const builder = path.join(root, 'node_modules', 'electron-builder', 'cli.js')
const { status } = spawnSync(nodePath(), [builder, 'build', '--publish', 'never', ...configuration(electron), ...words], { cwd: root, stdio: ['ignore', 1, 2], env: environment() })
process.exitCode = status ?? 1

/** Which electron-builder.yml: ours, or for the tests' Electron a copy without the one fuse that came after it. */
function configuration({ official, folder, version }) {
  const ours = path.join(root, 'electron-builder.yml')
  if (official) return ['--config', ours]
  process.stderr.write(`Packing the tests' Electron ${version}: for testing only. It needs a Node 24 named in TILLWRIGHT_NODE.\n`)
  const without = readFileSync(ours, 'utf8').replace(/^ +grantFileProtocolExtraPrivileges: .*\n/m, '')
  const copy = path.join(path.dirname(folder), 'electron-builder.yml')
  writeFileSync(copy, `${without}electronDist: ${JSON.stringify(folder)}\nelectronVersion: ${version}\n`)
  return ['--config', copy]
}
