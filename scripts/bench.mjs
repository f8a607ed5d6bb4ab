// `npm run bench`: our hot paths beside their floors and beside other people's software, as ratios in one run.
// --quick: once instead of three times, and smaller; --family NAME: one of them. bench/README.md says how to read it.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt, ensureInstalled, environment, goOnUnderOurNode, nodePath, root } from './lib/toolchain.mjs'

const bench = path.join(root, 'bench')
const families = ['commit', 'look-up', 'search', 'pricing', 'receipt', 'replication', 'ingest', 'painted']
const usage = `npm run bench -- [--quick] [--family ${families.join('|')}]...\n\n--quick          once instead of three times, and smaller\n--family NAME    that one only; may be given again\n`
const { values: asked } = readWords()
if (asked.help) {
  process.stdout.write(usage)
  process.exit(0)
}
const wanted = asked.family ?? families
const unknown = wanted.filter((name) => !families.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`--family is one of ${families.join(', ')}, not ${unknown.join(', ')}\n`)
  process.exit(2)
}

ensureInstalled()
goOnUnderOurNode(import.meta.url)
ensurePeers()
const env = environment()
if (wanted.includes('painted')) {
  ensureBuilt()
  const { ensureBrowser } = await import('./lib/system-packages.mjs')
  env.TILLWRIGHT_CHROMIUM = ensureBrowser()
}
const { goalsTable, tableOf, verdicts } = await import(path.join(bench, 'report.ts'))
const { machine } = await import(path.join(bench, 'machine.ts'))

const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout.trim()
const commit = git('rev-parse', '--short=12', 'HEAD') || 'unknown'
const report = {
  date: new Date().toISOString().slice(0, 10),
  commit,
  changed: git('status', '--porcelain', '--', 'src', 'bench', 'package-lock.json') !== '',
  quick: asked.quick,
  machine: machine(),
  goals: [],
  families: [],
}
const say = (text) => process.stdout.write(`${text}\n`)
const { cpu, cores, memoryGiB, platform, node, load } = report.machine
say(`${commit}${report.changed ? ' with changes' : ''}, ${cpu}, ${cores} cores, ${memoryGiB} GiB, ${platform}, Node ${node}, load ${load}`)
if (load > cores / 2) say(`The machine is busy: ratios of medians hold within 15 %, p99 does not.`)

let broken = 0
for (const family of wanted) {
  const runs = []
  for (let run = 1; run <= (asked.quick ? 1 : 3); run += 1) {
    process.stderr.write(`\n${family}, run ${run}\n`)
    const result = await runFamily(family)
    if (result === undefined) break
    runs.push(result)
  }
  if (runs.length < (asked.quick ? 1 : 3)) {
    say(`\n== ${family}\n  BROKEN: it ended without a result (its error is above)`)
    broken += 1
    continue
  }
  report.families.push({ family, runs })
  say(tableOf({ family, runs }))
}
report.goals = report.families.flatMap(verdicts)
say(goalsTable(report.goals))

// Only whole runs are for the record: a quick one is a look, and lies with what git does not see.
const folder = asked.quick ? path.join(bench, '.cache', 'quick') : path.join(bench, 'results')
const file = path.join(folder, `${report.date}-${commit}${asked.family ? `-${wanted.join('-')}` : ''}.json`)
mkdirSync(folder, { recursive: true })
writeFileSync(file, `${JSON.stringify(report, undefined, 1)}\n`)
const failed = report.goals.filter(({ verdict }) => verdict === 'failed')
const over = report.goals.filter(({ verdict }) => verdict === 'over')
say(`\n${path.relative(root, file)}\n${report.goals.length - failed.length - over.length} goals kept, ${over.length} over, ${failed.length} failed (past 1.5 times the goal${asked.quick ? '' : ' in two of three runs'})${broken > 0 ? `, ${broken} families broken` : ''}`)
process.exitCode = failed.length > 0 || broken > 0 ? 1 : 0

/** `npm ci` in bench/ when its lockfile is not the one that was installed. */
function ensurePeers() {
  const hash = createHash('sha256').update(readFileSync(path.join(bench, 'package-lock.json'))).digest('hex')
  const stamp = path.join(bench, 'node_modules', '.tillwright-install')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  process.stderr.write('Installing the peers into bench/ (npm ci, once) ...\n')
  const windows = process.platform === 'win32'
  const result = spawnSync(windows ? 'npm.cmd' : 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: bench, stdio: ['ignore', 2, 2], shell: windows })
  if (result.status !== 0) {
    process.stderr.write('\nThe peers could not be installed. Nothing was changed outside bench/node_modules. See the npm message above.\n')
    process.exit(1)
  }
  writeFileSync(stamp, hash)
}

/** One family in a process of its own; undefined when it failed. */
function runFamily(family) {
  return new Promise((resolve) => {
    // The collector stays as it is in the product; only the heap may grow, for some peers keep a million items in it.
    const child = spawn(nodePath(), ['--max-old-space-size=8192', path.join(bench, 'run-family.ts'), family, ...(asked.quick ? ['--quick'] : [])], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.on('data', (chunk) => (text += chunk))
    child.on('close', (code) => {
      try {
        resolve(code === 0 ? JSON.parse(text) : undefined)
      } catch {
        resolve(undefined)
      }
    })
  })
}

function readWords() {
  try {
    return parseArgs({ options: { quick: { type: 'boolean', default: false }, family: { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h', default: false } } })
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${usage}`)
    process.exit(2)
  }
}
