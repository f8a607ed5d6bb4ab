// The three belts: the compiler's rooms, who imports whom, and lint. Each is told apart from a checker that checked nothing.
// `node scripts/check.mjs imports lint`: those alone.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(fileURLToPath(new URL('..', import.meta.url)))
const bin = (name) => path.join(root, 'node_modules', '.bin', name)
const environment = { ...process.env, PATH: `${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH}` }

function run(name, args) {
  const result = spawnSync(bin(name), args, { cwd: root, env: environment, encoding: 'utf8', maxBuffer: 64 << 20 })
  return { status: result.status ?? 1, out: result.stdout ?? '', err: result.stderr ?? '' }
}

const belts = ['types', 'imports', 'lint', 'words']
const asked = process.argv.slice(2)
const unknown = asked.filter((belt) => !belts.includes(belt))
if (unknown.length > 0) {
  process.stderr.write(`The belts are ${belts.join(', ')}, not ${unknown.join(', ')}\n`)
  process.exit(2)
}
const worn = asked.length > 0 ? asked : belts

function sources(directory) {
  return readdirSync(path.join(root, directory), { recursive: true })
    .map((file) => path.join(directory, file))
    .filter((file) => !/(^|[\\/])(node_modules|\.cache)[\\/]/.test(file) && /\.tsx?$/.test(file) && !file.endsWith('.d.ts') && statSync(path.join(root, file)).isFile())
}

const failures = []
const fail = (belt, text) => failures.push(`${belt}\n${text.trim()}\n`)
const onDisk = sources('src')
const measured = sources('bench')

const belt = {
  // One composite project per room, each with its own lib and types, so that a room cannot even name what it may not use.
  types() {
    const types = run('tsc', ['-b', '--pretty', 'false'])
    if (types.status !== 0) fail('types', types.out + types.err)
    const projects = JSON.parse(readFileSync(path.join(root, 'tsconfig.json'), 'utf8')).references.map(({ path: folder }) => folder)
    // What a project names, and not what it reads: a composite one has to name all that it reads, and naming is ten times as fast.
    const typed = new Set(projects.flatMap((project) => JSON.parse(run('tsc', ['-p', project, '--showConfig']).out).files.map((file) => path.join(project, file))))
    const untyped = [...onDisk, ...measured].filter((file) => !typed.has(file))
    if (untyped.length > 0) fail('types', `no project of the root tsconfig covers ${untyped.join(', ')}`)
  },

  // Who may import whom. Beside TypeScript 7 dependency-cruiser reads through swc; without it, it reads nothing and is pleased.
  imports() {
    const cruise = run('depcruise', ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src', 'bench'])
    try {
      const report = JSON.parse(cruise.out)
      for (const { from, to, rule } of report.summary.violations) fail('imports', `${rule.name}: ${from} -> ${to}`)
      const cruised = new Set(report.modules.map((module) => path.normalize(module.source)))
      const missed = [...onDisk, ...measured].filter((file) => !cruised.has(file))
      if (missed.length > 0 || onDisk.length === 0) fail('imports', `not cruised: ${missed.join(', ') || 'everything'}`)
    } catch {
      fail('imports', cruise.out.slice(0, 2000) + cruise.err)
    }
  },

  // Type-aware. Zero warnings, and it has to have read as many files as there are: its own words, for a second run only to count cost as much as the first.
  lint() {
    const lint = run('oxlint', ['--deny-warnings', 'src', 'test', 'bench', 'scripts'])
    if (lint.status !== 0) fail('lint', lint.out + lint.err)
    const counted = lint.out.match(/on (\d+) files/)
    const there = onDisk.length + measured.length + sources('test').length
    if (!counted || Number(counted[1]) < there) fail('lint', `oxlint read ${counted?.[1] ?? 'no'} files of ${there}`)
  },

  // What no compiler knows: suppressions without a dated reason, and this machine's own paths.
  words() {
    for (const file of [...onDisk, ...measured, ...sources('test')].filter((name) => name !== path.join('test', 'architecture', 'faults.ts'))) {
      const text = readFileSync(path.join(root, file), 'utf8')
      text.split('\n').forEach((line, index) => {
        if (/oxlint-disable|eslint-disable|@ts-ignore|@ts-nocheck/.test(line) && !/20\d\d-\d\d-\d\d/.test(line)) fail('suppressions', `${file}:${index + 1} has no dated reason`)
        if (/\bas unknown as\b|\b(TODO|FIXME|XXX)\b/.test(line)) fail('words', `${file}:${index + 1} ${line.trim()}`)
      })
    }
  },
}
for (const name of worn) belt[name]()

for (const text of failures) process.stderr.write(`\n${text}`)
process.stdout.write(failures.length === 0 ? `check: ${onDisk.length} source files, ${asked.length === 0 ? 'types, imports and lint are' : `${asked.join(', ')}:`} clean\n` : `\ncheck: ${failures.length} failed\n`)
// Not process.exit: a pipe would lose what is not flushed yet, and with it the one line somebody needs.
process.exitCode = failures.length === 0 ? 0 : 1
