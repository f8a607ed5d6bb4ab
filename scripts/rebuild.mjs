// Makes a register of what head office has of one whose machine is gone.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { ensureBuilt, ensureInstalled, environment, nodePath, root } from './lib/toolchain.mjs'

ensureInstalled()
ensureBuilt()
const child = spawn(nodePath(), [path.join(root, 'out', 'main', 'rebuild.cjs'), ...process.argv.slice(2)], { stdio: 'inherit', env: environment() })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
