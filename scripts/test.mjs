// Everything CI runs, in one command. The last line is summed from the runners' own JSON, and a run that skipped
// something nobody expected to be skipped has failed.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { ensureBuilt, ensureInstalled, environment, nodePath, root } from './lib/toolchain.mjs'
import { ensurePostgres } from './lib/postgres.mjs'
import { ensureBarcodeReader, ensureBrowser, ensureHid, ensureSerialPorts, ensureTracing } from './lib/system-packages.mjs'

ensureInstalled()
const chromium = ensureBrowser()
ensureBarcodeReader()
ensureSerialPorts()
ensureTracing()
ensureHid(root)
// Fetched before anything is timed. Without one the tests that need it are skipped, as test/expected-skips.json allows.
const postgres = process.env.TILLWRIGHT_TEST_DATABASE_URL ? {} : ensurePostgres()
if (postgres.why !== undefined) process.stderr.write(`${postgres.why}\n`)
const reports = path.join(root, 'test-results', 'reports')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
const report = (name) => path.join(reports, `${name}.json`)
/** What a run ends with when this machine has not got what it needs. It counts as skipped. */
const NOT_TO_BE_HAD = 3
// DATABASE_URL is emptied: the books it names are somebody's own, and no test writes into them. Some 700 processes of the till are
// started: what the first ones compiled, the others read.
const run = (label, script, args, extra = {}) => {
  const started = Date.now()
  process.stdout.write(`\n== ${label}\n`)
  const { status } = spawnSync(nodePath(), [path.join(root, script), ...args], { cwd: root, stdio: ['ignore', 1, 2], env: environment({ TILLWRIGHT_CHROMIUM: chromium, DATABASE_URL: '', NODE_COMPILE_CACHE: path.join(root, '.cache', 'compiled'), ...extra }) })
  process.stdout.write(`== ${label}: ${status === 0 ? 'ok' : status === NOT_TO_BE_HAD ? 'not run' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s\n`)
  return status
}
const read = (name) => (existsSync(report(name)) ? JSON.parse(readFileSync(report(name), 'utf8')) : undefined)

const firstLine = (message = '') => stripVTControlCharacters(message).split('\n')[0]
const total = { passed: 0, failed: 0, skipped: [] }
/** The names of what failed, said at the very end: a record that keeps the last lines alone does not say which of 6,000 it was. */
const broken = []
/** Passed at the second try: named at the end, and more than a few of them are a failure (docs/decisions/0077). */
const unsteady = []
const mostUnsteady = 3
/** `failed`: the titles of the tests that failed. */
function count(name, ok, passed, failed, skipped) {
  total.passed += passed
  total.skipped.push(...skipped)
  // A runner that ended badly without a failed test of its own (a crash, no test found) has failed all the same.
  const faults = failed.length > 0 ? failed : ok && passed + skipped.length > 0 ? [] : ['the run itself']
  total.failed += faults.length
  broken.push(...faults.map((title) => `${name}: ${title}`))
}

const checked = run('check', 'scripts/check.mjs', []) === 0
count('check', checked, checked ? 1 : 0, [], [])

ensureBuilt()
const vitest = run('unit and integration', 'node_modules/vitest/vitest.mjs', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report('vitest')}`], { TILLWRIGHT_TEST_BUILT: 'yes' }) === 0
const units = read('vitest')
const assertions = units?.testResults.flatMap((file) => file.assertionResults) ?? []
count(
  'vitest',
  vitest,
  assertions.filter(({ status }) => status === 'passed').length,
  assertions.filter(({ status }) => status === 'failed').map(({ fullName, failureMessages }) => `${fullName}: ${firstLine(failureMessages[0])}`),
  assertions.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ fullName }) => fullName),
)

function countPlaywright(name, status) {
  if (status === NOT_TO_BE_HAD) return count(name, true, 0, [], [name])
  const specs = []
  const walk = (suite) => {
    specs.push(...(suite.specs ?? []))
    suite.suites?.forEach(walk)
  }
  read(name)?.suites.forEach(walk)
  const tests = specs.flatMap((spec) => spec.tests.map((one) => ({ title: spec.title, status: one.status, why: firstLine(one.results[0]?.error?.message) })))
  const of = (...wanted) => tests.filter((one) => wanted.includes(one.status))
  const withWhy = ({ title, why }) => `${title}: ${why}`
  unsteady.push(...of('flaky').map((one) => `${name}: ${withWhy(one)}`))
  count(name, status === 0, of('expected', 'flaky').length, of('unexpected').map(withWhy), of('skipped').map(({ title }) => title))
}
countPlaywright('browser', run('e2e in the browser', 'node_modules/@playwright/test/cli.js', ['test', '--project=views', '--project=browser', '--project=pace', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: report('browser') }))
// Where no Electron is to be had this is the skip `electron`, which is not on the list of those we expect.
countPlaywright('electron', run('e2e in Electron, and the package', 'scripts/test-electron.mjs', ['--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: report('electron') }))

// CI has all that the tests need: nothing may be skipped there.
const expected = new Set(process.env.CI ? [] : JSON.parse(readFileSync(path.join(root, 'test', 'expected-skips.json'), 'utf8')))
const surprises = total.skipped.filter((title) => !expected.has(title))
if (surprises.length > 0) process.stdout.write(`\nskipped, and not on test/expected-skips.json:\n${surprises.join('\n')}\n`)
total.failed += surprises.length
if (unsteady.length > 0) process.stdout.write(`\nunsteady, passed at the second try (at most ${mostUnsteady} may):\n${unsteady.join('\n')}\n`)
if (unsteady.length > mostUnsteady) total.failed += unsteady.length
if (broken.length > 0) process.stdout.write(`\nfailed:\n${broken.join('\n')}\n`)
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped\n`)
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)
