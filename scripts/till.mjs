// A register of one's own in a browser: installs, builds what changed, and starts one that belongs to no demo store.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { ensureBuilt, ensureInstalled, environment, nodePath, root } from './lib/toolchain.mjs'

ensureInstalled()
ensureBuilt()
const child = spawn(nodePath(), [path.join(root, 'out', 'main', 'till.cjs'), ...process.argv.slice(2)], { cwd: root, stdio: 'inherit', env: environment() })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
