// `npm run test:faults -- [--json] [--only NAME] [--runs N] [--seed N]`: the long faults, each with what it must not do and
// with a control that must fail. Needs root for the power cuts, the full disk and the lost packets, which are skipped, and said, elsewhere. With --json the
// last line is {"faults": [...]}.
import { parseArgs } from 'node:util'
import { ensureInstalled, goOnUnderOurNode, root } from './lib/toolchain.mjs'
import { ensureFakeClock, ensurePacketLoss, ensurePowerDisk, ensureTracing } from './lib/system-packages.mjs'
import path from 'node:path'

ensureInstalled()
goOnUnderOurNode(import.meta.url)
ensurePowerDisk()
ensurePacketLoss()
ensureTracing()
ensureFakeClock()

const { faults } = await import(path.join(root, 'test', 'faults', 'suite.ts'))
const usage = () => {
  process.stderr.write(`npm run test:faults -- [--json] [--only ${faults.map(({ name }) => name).join('|')}] [--runs N] [--seed N]\n`)
  process.exit(2)
}
const whole = (text) => (text === undefined || /^[1-9]\d*$/u.test(text) ? Number(text ?? 0) : usage())
const options = { json: { type: 'boolean' }, only: { type: 'string' }, runs: { type: 'string' }, seed: { type: 'string' } }
const asked = (() => {
  try {
    return parseArgs({ options }).values
  } catch {
    return usage()
  }
})()
const chosen = faults.filter(({ name }) => asked.only === undefined || name === asked.only)
if (chosen.length === 0) usage()
const [runs, seed] = [whole(asked.runs), whole(asked.seed) || Date.now() % 1_000_000]

const say = (line) => process.stderr.write(`  ${line}\n`)
const results = []
for (const fault of chosen) {
  process.stderr.write(`${fault.name}, seed ${seed}\n`)
  const result = await fault.run(runs || fault.runs, seed, say)
  results.push(result)
  for (const problem of result.problems) process.stdout.write(`WRONG: ${problem}\n`)
  process.stdout.write(
    result.skipped === null
      ? `${result.name}: ${result.runs} runs, ${result.acknowledged} sales acknowledged, ${result.lost} lost, ${result.doubled} doubled, control ${result.controlCaught ? 'caught' : 'NOT CAUGHT'}\n`
      : `${result.name}: SKIPPED, ${result.skipped}\n`,
  )
}
if (asked.json) process.stdout.write(`${JSON.stringify({ faults: results.map(({ problems: _told, ...result }) => result) })}\n`)
process.exit(results.every(({ skipped, problems, lost, doubled, controlCaught }) => skipped !== null || (problems.length === 0 && lost === 0 && doubled === 0 && controlCaught)) ? 0 : 1)
