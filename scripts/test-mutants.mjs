// Plants small faults in the money code, one at a time, and counts which of them no test notices. Slow, so it is no part
// of `npm test`: run it after a change to money, tax, pricing or refund, or name other rooms: npm run test:mutants -- tender sale
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { environment, nodePath, root } from './lib/toolchain.mjs'

const wantedShare = 90
const rooms = process.argv.length > 2 ? process.argv.slice(2) : ['money', 'tax', 'pricing', 'refund']
const stryker = path.join(root, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js')
if (!existsSync(stryker)) {
  process.stderr.write('The mutation tool is not installed. Nothing was changed. Run `npm ci`, then this again.\n')
  process.exit(1)
}

// Mutants that change no result, each with the reason. They are counted as survivors all the same.
const stable = 'the sort asks only whether one comes before the other, and equals keep their places'
const unread = 'every place of the list is written before it is read'
const zero = 'zero times anything is zero, and a zero has no sign here'
const noNull = 'the compiler asks for it, no input leads there'
const equivalent = [
  { file: 'money/allocate.ts', text: 'one.index - other.index', why: stable },
  { file: 'money/allocate.ts', text: 'remainder > 0', why: 'who has no remainder stands behind all who are raised' },
  { file: 'money/allocate.ts', text: 'total < 0', by: 'total <= 0', why: zero },
  { file: 'money/amount-text.ts', text: "''", why: 'a text that is no amount is none by its digits either' },
  { file: 'money/arithmetic.ts', text: 'left.minor < right.minor', by: 'left.minor <= right.minor', why: 'equal amounts were answered a line above' },
  { file: 'money/mul-div.ts', text: 'Number.isSafeInteger(product)', by: 'false', why: 'the short way round for small numbers: the long way gives the same' },
  { file: 'money/mul-div.ts', text: '{\n    // Not trunc', why: 'the short way round for small numbers: the long way gives the same' },
  { file: 'money/mul-div.ts', text: "'down'", why: 'no other case takes it, and no answer is no' },
  { file: 'money/mul-div.ts', text: 'a < 0', by: 'a <= 0', why: zero },
  { file: 'money/mul-div.ts', text: 'b < 0', by: 'b <= 0', why: zero },
  { file: 'money/mul-div.ts', text: 'divisor < 0', by: 'divisor <= 0', why: 'a divisor of zero was refused above' },
  { file: 'pricing/price-basket.ts', text: 'taxGroup === undefined', by: 'false', why: 'a field left out and one that is undefined are read alike inside' },
  { file: 'pricing/by-rate.ts', text: 'left < right', by: 'left <= right', why: 'equal names were answered a line above' },
  { file: 'pricing/shared-discount.ts', text: 'one.index - other.index', why: stable },
  { file: 'pricing/shared-discount.ts', text: '() => minor(0)', why: unread },
  { file: 'pricing/tax-buckets.ts', text: '() => minor(0)', why: unread },
  { file: 'pricing/tax-buckets.ts', text: '[]', why: noNull },
  { file: 'pricing/tax-buckets.ts', text: 'line.parts?.[index]', why: noNull },
  { file: 'pricing/tax-buckets.ts', text: 'first === undefined', by: 'false', why: noNull },
  { file: 'pricing/tax-buckets.ts', text: "''", why: 'any text will do as the key of what has no parts' },
  { file: 'tax/rate.ts', text: 'pack.classes[taxClass]?.findLast', why: noNull },
]

const folder = path.join('.cache', 'mutants')
const at = (name) => path.join(root, folder, name)
rmSync(at(''), { recursive: true, force: true })
mkdirSync(at(''), { recursive: true })
// No projects and no integration: the rules, and the receipts that were reckoned by hand.
writeFileSync(at('vitest.config.ts'), `import { defineConfig } from 'vitest/config'\nexport default defineConfig({ test: { include: ['src/domain/**/*.test.ts', 'test/golden/**/*.test.ts'], environment: 'node' } })\n`)
const settings = {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: path.join(folder, 'vitest.config.ts') },
  mutate: rooms.flatMap((room) => [`src/domain/${room}/*.ts`, `!src/domain/${room}/*.test.ts`, `!src/domain/${room}/*.fixture.ts`]),
  // Stryker would rewrite paths in a tsconfig with an API that TypeScript 7 does not have: it is told of one that is not there.
  tsconfigFile: 'none.json',
  ignorePatterns: ['out', '.tsbuild', '.data', 'test-results', 'screenshots', 'docs', 'resources'],
  tempDirName: path.join(folder, 'sandbox'),
  symlinkNodeModules: true,
  coverageAnalysis: 'perTest',
  concurrency: 2,
  reporters: ['json', 'dots'],
  jsonReporter: { fileName: path.join(folder, 'report.json') },
  allowConsoleColors: false,
}
writeFileSync(at('stryker.config.json'), JSON.stringify(settings))
const { status } = spawnSync(nodePath(), [stryker, 'run', path.join(folder, 'stryker.config.json')], { cwd: root, stdio: ['ignore', 1, 2], env: environment() })
if (!existsSync(at('report.json'))) process.exit(status === 0 ? 1 : (status ?? 1))

/** What stands between two places of a source, as Stryker counts them: lines and columns from 1. */
function between(source, { start, end }) {
  const lines = source.split('\n').slice(start.line - 1, end.line)
  if (lines.length === 1) return lines[0].slice(start.column - 1, end.column - 1)
  return [lines[0].slice(start.column - 1), ...lines.slice(1, -1), lines.at(-1).slice(0, end.column - 1)].join('\n')
}

const short = (text) => (text.length > 70 ? `${text.slice(0, 67)}...` : text).replaceAll(/\s+/g, ' ')
const { files } = JSON.parse(readFileSync(at('report.json'), 'utf8'))
const caught = { Killed: true, Timeout: true, Survived: false, NoCoverage: false }
const counts = new Map()
const survivors = []
for (const [file, { source, mutants }] of Object.entries(files)) {
  const name = file.replace('src/domain/', '')
  const room = name.split('/')[0]
  const count = counts.get(room) ?? { all: 0, killed: 0 }
  counts.set(room, count)
  for (const { status: fate, location, replacement = '' } of mutants) {
    // A mutant that does not even load is no fault anybody could ship.
    if (!(fate in caught)) continue
    count.all += 1
    if (caught[fate]) count.killed += 1
    else survivors.push({ name, line: location.start.line, text: between(source, location), by: replacement, fate })
  }
}

process.stdout.write('\nSurvivors\n')
for (const { name, line, text, by, fate } of survivors) {
  const known = equivalent.find((one) => one.file === name && text.startsWith(one.text) && (one.by === undefined || one.by === by))
  process.stdout.write(`  ${name}:${line}  ${short(text)}  ->  ${short(by)}${fate === 'NoCoverage' ? '  (no test comes here)' : ''}${known ? `\n      changes nothing: ${known.why}` : ''}\n`)
}
const total = { all: 0, killed: 0 }
for (const [room, { all, killed }] of counts) {
  total.all += all
  total.killed += killed
  process.stdout.write(`\n${room.padEnd(10)} ${killed} of ${all} killed, ${((100 * killed) / all).toFixed(1)} %`)
}
const enough = total.all > 0 && total.killed * 100 >= total.all * wantedShare
process.stdout.write(`\n${'all'.padEnd(10)} ${total.killed} of ${total.all} killed, ${((100 * total.killed) / Math.max(total.all, 1)).toFixed(1)} %: ${enough ? 'enough' : `fewer than ${wantedShare} %`}\n`)
process.exitCode = enough ? 0 : 1
