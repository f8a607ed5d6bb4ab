// Verifies the journal in a register's database, of a running till or a copy.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { ensureBuilt, ensureInstalled, environment, nodePath, root } from './lib/toolchain.mjs'

// 1 says that a journal is not whole. What could not be installed or built says nothing of it.
let began = false
process.on('exit', (code) => {
  if (!began && code !== 0) process.exitCode = 2
})
ensureInstalled()
ensureBuilt()
began = true
const child = spawn(nodePath(), [path.join(root, 'out', 'main', 'verify-journal.cjs'), ...process.argv.slice(2)], { stdio: 'inherit', env: environment() })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 2 : (code ?? 2)))
