// `npm run test:kills -- 200 [seed]`: the random kills of `npm test`, as many as you like. The seed is printed: with it
// the same moments come again.
import { ensureInstalled, goOnUnderOurNode, root } from './lib/toolchain.mjs'
import path from 'node:path'

ensureInstalled()
goOnUnderOurNode(import.meta.url)

const kills = Number(process.argv[2] ?? 20)
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000)
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
  process.stderr.write('npm run test:kills -- <how many> [seed]\n')
  process.exit(2)
}

const faults = path.join(root, 'test', 'faults')
const { killAtRandom, killWhileMade } = await import(path.join(faults, 'random-kills.ts'))
const { judge } = await import(path.join(faults, 'kill-oracle.ts'))
const say = (line) => process.stdout.write(`${line}\n`)

say(`${kills} kills, seed ${seed}`)
const evidence = await killAtRandom({ kills, seed, say })
const problems = [...judge(evidence), ...(await killWhileMade(say))]
const pulses = evidence.lives.reduce((sum, life) => sum + life.pulses, 0)
const duplicates = evidence.papers.filter(({ duplicate }) => duplicate).length
const torn = evidence.papers.filter(({ whole }) => !whole).length
say(`${evidence.acknowledged.length} sales acknowledged, ${evidence.register.length} in the register, ${evidence.headOffice.length} at head office`)
say(`${evidence.papers.length} papers, of which ${duplicates} marked as duplicates and ${torn} torn off; ${pulses} drawer pulses`)
for (const problem of problems) say(`WRONG: ${problem}`)
say(problems.length === 0 ? `nothing lost, nothing doubled (seed ${seed})` : `${problems.length} problems (seed ${seed})`)
process.exit(problems.length === 0 ? 0 : 1)
