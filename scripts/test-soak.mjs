// `npm run test:soak -- 20000 [first seed]`: the schedules of registers and head office of `npm test`, as many as you
// like. Each is found again by its seed, which is printed.
import { ensureInstalled, goOnUnderOurNode, root } from './lib/toolchain.mjs'
import path from 'node:path'

ensureInstalled()
goOnUnderOurNode(import.meta.url)

const schedules = Number(process.argv[2] ?? 20_000)
const first = Number(process.argv[3] ?? Date.now() % 1_000_000_000)
if (!Number.isInteger(schedules) || schedules < 1 || !Number.isInteger(first)) {
  process.stderr.write('npm run test:soak -- <how many> [first seed]\n')
  process.exit(2)
}

const { runSchedule } = await import(path.join(root, 'test', 'faults', 'simulation', 'schedule.ts'))
const say = (line) => process.stdout.write(`${line}\n`)
const started = Date.now()
let sales = 0
let wrong = 0
say(`${schedules} schedules from seed ${first}`)
for (let seed = first; seed < first + schedules; seed += 1) {
  const outcome = await runSchedule(seed)
  sales += outcome.sales
  if (outcome.violations.length > 0) {
    wrong += 1
    say(`WRONG, seed ${seed}: ${outcome.violations.join('; ')}`)
  }
  const done = seed - first + 1
  if (done % 1000 === 0) say(`${done} schedules, ${sales} sales, ${wrong} wrong, ${Math.round((Date.now() - started) / 1000)} s`)
}
say(`${schedules} schedules, ${sales} sales: ${wrong === 0 ? 'nothing lost, nothing doubled' : `${wrong} wrong`} (from seed ${first})`)
process.exit(wrong === 0 ? 0 : 1)
