import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faults } from './faults.ts'

// A fence nobody has seen hold is a drawing of a fence. Each fault is planted in a copy of the tree and has to be caught
// by name; then the checkers are blinded one by one, and each belt has to notice by itself that it saw nothing.
const root = path.resolve(fileURLToPath(new URL('../..', import.meta.url)))
const made: string[] = []

function copyOfTheTree(): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'tillwright-fences-'))
  made.push(copy)
  // With what the compiler knew of this tree already: it has to find the planted files, not to read all others again.
  for (const entry of ['src', 'test', 'bench', 'scripts', 'package.json', 'tsconfig.json', 'tsconfig.base.json', '.oxlintrc.json', '.dependency-cruiser.mjs', '.tsbuild'].filter((name) => existsSync(path.join(root, name)))) {
    cpSync(path.join(root, entry), path.join(copy, entry), { recursive: true, preserveTimestamps: true, filter: (file) => !/[\\/]bench[\\/](?:node_modules|\.cache)$/.test(file) })
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
  return copy
}

function check(copy: string, ...belts: readonly string[]): { readonly status: number | null; readonly report: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/check.mjs', ...belts], { cwd: copy, encoding: 'utf8', maxBuffer: 64 << 20 })
  return { status, report: stdout + stderr }
}

function edit(copy: string, file: string, change: (text: string) => string): void {
  const whole = path.join(copy, file)
  const before = readFileSync(whole, 'utf8')
  const after = change(before)
  expect(after, `the edit of ${file} changed nothing`).not.toBe(before)
  writeFileSync(whole, after)
}

afterAll(() => {
  for (const copy of made) rmSync(copy, { recursive: true, force: true })
}, 420_000)

describe('the three belts', () => {
  let report = ''
  beforeAll(() => {
    const copy = copyOfTheTree()
    for (const { file, text } of faults) writeFileSync(path.join(copy, file), text)
    const result = check(copy)
    expect(result.status).toBe(1)
    report = result.report
  }, 420_000)

  test.each(faults)('[FENCE-1] $name is caught', ({ file }) => {
    expect(report).toContain(file)
  })
})

describe('a checker that checks nothing', () => {
  test('[FENCE-2] a dependency-cruiser that sees no module is noticed', () => {
    const copy = copyOfTheTree()
    edit(copy, '.dependency-cruiser.mjs', (text) => text.replace("exclude: { path: [", "exclude: { path: ['^src/', "))
    const { status, report } = check(copy, 'imports')
    expect(status).toBe(1)
    expect(report).toContain('not cruised')
  }, 420_000)

  test('[FENCE-3] a linter that ignores the sources is noticed', () => {
    const copy = copyOfTheTree()
    edit(copy, '.oxlintrc.json', (text) => text.replace('"ignorePatterns": [', '"ignorePatterns": ["src/**", '))
    const { status, report } = check(copy, 'lint')
    expect(status).toBe(1)
    expect(report).toMatch(/oxlint read \S+ files of/)
  }, 420_000)

  test('[FENCE-4] a room that no TypeScript project covers is noticed', () => {
    const copy = copyOfTheTree()
    edit(copy, 'tsconfig.json', (text) => text.replace('{ "path": "src/preload" }, ', ''))
    const { status, report } = check(copy, 'types')
    expect(status).toBe(1)
    expect(report).toContain('no project of the root tsconfig covers')
  }, 420_000)
})

describe('a script that goes on under the Node of the lockfile', () => {
  test('[FENCE-5] goes on once, though node_modules is a link', () => {
    const copy = mkdtempSync(path.join(tmpdir(), 'tillwright-fences-'))
    made.push(copy)
    mkdirSync(path.join(copy, 'scripts'))
    cpSync(path.join(root, 'scripts', 'lib'), path.join(copy, 'scripts', 'lib'), { recursive: true })
    symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
    const counts = "if (process.env.STARTS === 'xx') process.exit(9)\nprocess.env.STARTS += 'x'\n"
    writeFileSync(path.join(copy, 'scripts', 'counts.mjs'), `import { goOnUnderOurNode } from './lib/toolchain.mjs'\n${counts}goOnUnderOurNode(import.meta.url)\nprocess.stdout.write(process.env.STARTS)\n`)
    const { status, stdout } = spawnSync(process.execPath, ['scripts/counts.mjs'], { cwd: copy, encoding: 'utf8', env: { ...process.env, STARTS: '' } })
    expect([status, stdout]).toEqual([0, 'x'])
  })
})
