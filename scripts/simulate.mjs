// A device made of software in a process of its own: `npm run simulate -- printer`, `--help` for the rest.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { ensureInstalled, environment, nodePath, root } from './lib/toolchain.mjs'

ensureInstalled()
const child = spawn(nodePath(), [path.join(root, 'src', 'drivers', 'simulate', 'main.ts'), ...process.argv.slice(2)], { stdio: 'inherit', env: environment() })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
