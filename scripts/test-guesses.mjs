// `npm run test:guesses -- 10000 [seed]`: the guesses at a PIN of `npm test`, as many as you like.
import { ensureInstalled, nodePath, root } from './lib/toolchain.mjs'
import { spawnSync } from 'node:child_process'
import { realpathSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

ensureInstalled()
// The sources run as they are, which the Node that npm was started with may be too old for. Both paths as they really are: where
// node_modules is a link they differ by name alone, and each process started one more until the memory was gone.
if (realpathSync(process.execPath) !== realpathSync(nodePath())) {
  const { status } = spawnSync(nodePath(), [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
  process.exit(status ?? 1)
}

const guesses = Number(process.argv[2] ?? 10_000)
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000)
if (!Number.isInteger(guesses) || guesses < 1 || !Number.isInteger(seed)) {
  process.stderr.write('npm run test:guesses -- <how many> [seed]\n')
  process.exit(2)
}
const { guessPins } = await import(path.join(root, 'test', 'faults', 'guessed-pins.ts'))
const guessed = await guessPins({ guesses, seed, say: (line) => process.stdout.write(`${line}\n`) })
process.stdout.write(`${JSON.stringify(guessed)} (seed ${seed})\n`)
const held = guessed.counted <= 10 && guessed.refused <= guessed.counted && guessed.right !== 'signed on' && guessed.unlocked === 'signed on'
process.stdout.write(held ? 'held\n' : 'WRONG: more was compared than may be\n')
process.exit(held ? 0 : 1)
