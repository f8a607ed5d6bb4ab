// `npm run test:fuzz -- [--frames 100000] [--seed N] [--only WORDS] [--at N]`: random and broken frames for every protocol
// that brings bytes into the till; `npm test` runs 2,000 of the same. The seed is printed: with it the same frames come again,
// and with --only and --at one of them alone.
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ensureInstalled, goOnUnderOurNode, root } from './lib/toolchain.mjs'

ensureInstalled()
goOnUnderOurNode(import.meta.url)

const { values } = parseArgs({ options: { frames: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' }, at: { type: 'string' } } })
const whole = (text, otherwise) => (text === undefined ? otherwise : /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN)
const [seed, at] = [whole(values.seed, Date.now() % 1_000_000), whole(values.at, 0)]
const frames = whole(values.frames, values.at === undefined ? 100_000 : 1)
if ([seed, at, frames].some(Number.isNaN)) {
  process.stderr.write('npm run test:fuzz -- [--frames 100000] [--seed N] [--only WORDS] [--at N]\n')
  process.exit(2)
}

const folder = path.join(root, 'test', 'hardware', 'fuzz')
const { fuzzTargets } = await import(path.join(folder, 'targets.ts'))
const { fuzz } = await import(path.join(folder, 'run-fuzz.ts'))
const say = (line) => process.stdout.write(`${line}\n`)
const targets = fuzzTargets.filter(({ name }) => values.only === undefined || name.includes(values.only))
if (targets.length === 0) {
  process.stderr.write(`Nothing is called ${values.only}: ${fuzzTargets.map(({ name }) => name).join(', ')}\n`)
  process.exit(2)
}

say(`${frames} frames each of ${targets.length} protocols, seed ${seed}`)
let problems = 0
for (const target of targets) {
  const begun = performance.now()
  const found = await fuzz(target, { frames, seed, from: at })
  problems += found.length
  say(`${found.length === 0 ? 'well ' : 'WRONG'} ${target.name} (${Math.round(performance.now() - begun)} ms)`)
  for (const { at: number, what } of found) say(`      ${what}\n      again: npm run test:fuzz -- --seed ${seed} --only "${target.name}" --at ${number}`)
}
say(problems === 0 ? `nothing crashed, no wrong weight, nothing printed that was not (seed ${seed})` : `${problems} problems (seed ${seed})`)
process.exit(problems === 0 ? 0 : 1)
