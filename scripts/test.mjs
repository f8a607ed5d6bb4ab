// Everything CI runs, in one command. The last line is summed from the runners' own JSON, and a run that skipped
// something nobody expected to be skipped has failed.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
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
// DATABASE_URL is emptied: the books it names are somebody's own, and no test writes into them.
const run = (label, script, args, extra = {}) => {
  const started = Date.now()
  process.stdout.write(`\n== ${label}\n`)
  const { status } = spawnSync(nodePath(), [path.join(root, script), ...args], { cwd: root, stdio: ['ignore', 1, 2], env: environment({ TILLWRIGHT_CHROMIUM: chromium, DATABASE_URL: '', ...extra }) })
  process.stdout.write(`== ${label}: ${status === 0 ? 'ok' : status === NOT_TO_BE_HAD ? 'not run' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s\n`)
  return status
}
const read = (name) => (existsSync(report(name)) ? JSON.parse(readFileSync(report(name), 'utf8')) : undefined)

const total = { passed: 0, failed: 0, skipped: [] }
function count(name, ok, passed, failed, skipped) {
  total.passed += passed
  total.skipped.push(...skipped)
  // A runner that ended badly without a failed test of its own (a crash, no test found) has failed all the same.
  total.failed += failed > 0 ? failed : ok && passed + skipped.length > 0 ? 0 : 1
}

const checked = run('check', 'scripts/check.mjs', []) === 0
count('check', checked, checked ? 1 : 0, checked ? 0 : 1, [])

ensureBuilt()
const vitest = run('unit and integration', 'node_modules/vitest/vitest.mjs', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report('vitest')}`], { TILLWRIGHT_TEST_BUILT: 'yes' }) === 0
const units = read('vitest')
const assertions = units?.testResults.flatMap((file) => file.assertionResults) ?? []
count(
  'vitest',
  vitest,
  assertions.filter(({ status }) => status === 'passed').length,
  assertions.filter(({ status }) => status === 'failed').length,
  assertions.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ fullName }) => fullName),
)

function countPlaywright(name, status) {
  if (status === NOT_TO_BE_HAD) return count(name, true, 0, 0, [name])
  const specs = []
  const walk = (suite) => {
    specs.push(...(suite.specs ?? []))
    suite.suites?.forEach(walk)
  }
  read(name)?.suites.forEach(walk)
  const tests = specs.flatMap((spec) => spec.tests.map((one) => ({ title: spec.title, status: one.status })))
  const titlesOf = (...wanted) => tests.filter((one) => wanted.includes(one.status)).map(({ title }) => title)
  count(name, status === 0, titlesOf('expected').length, titlesOf('unexpected', 'flaky').length, titlesOf('skipped'))
}
countPlaywright('browser', run('e2e in the browser', 'node_modules/@playwright/test/cli.js', ['test', '--project=views', '--project=browser', '--project=pace', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: report('browser') }))
// Where no Electron is to be had this is the skip `electron`, which is not on the list of those we expect.
countPlaywright('electron', run('e2e in Electron, and the package', 'scripts/test-electron.mjs', ['--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: report('electron') }))

// CI has all that the tests need: nothing may be skipped there.
const expected = new Set(process.env.CI ? [] : JSON.parse(readFileSync(path.join(root, 'test', 'expected-skips.json'), 'utf8')))
const surprises = total.skipped.filter((title) => !expected.has(title))
if (surprises.length > 0) process.stdout.write(`\nskipped, and not on test/expected-skips.json:\n${surprises.join('\n')}\n`)
total.failed += surprises.length
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped\n`)
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)
