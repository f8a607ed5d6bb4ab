import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { bundled } from './bundled.ts'
import { killAtSteps } from './kill-at-step.ts'
import { type Documents, judgeDocuments } from './steps/documents-oracle.ts'
import { killMigrations } from './steps/killed-migrations.ts'
import { nameOf } from './steps/watch-database.ts'

const root = path.resolve(import.meta.dirname, '../..')
const silent = (): void => undefined
const short = { seed: 0, say: silent, control: false } as const

describe('a register that is killed at a step of its own', () => {
  test('[KILL-6] [REP-1] of a sale, a batch, a refund and a Z loses nothing and doubles nothing', { timeout: 120_000 }, async () => {
    const points = ['sale/complete-sale: COMMIT', 'sale/pushing batches: answered', 'refund/print part 1: half', 'z/close-shift: after COMMIT']
    const result = await killAtSteps({ ...short, runs: points.length, among: (step) => points.includes(step) })
    expect(result).toMatchObject({ runs: points.length, lost: 0, doubled: 0, problems: [] })
    expect(result.acknowledged).toBeGreaterThan(points.length)
  })

  test('[KILL-6] [DB-3] of a migration has the file as it was or as it will be, and a whole copy of it', { timeout: 120_000 }, async () => {
    const points = ['INSERT migration 300', 'COMMIT', 'after rename to register.schema-80.TIME.db']
    const killed = await killMigrations(silent, (line) => points.some((point) => line.endsWith(`: ${point}`)))
    expect(killed).toEqual({ kills: points.length, sales: 2 * points.length, lost: 0, problems: [] })
  })
})

const flawless: Documents = {
  acknowledged: [{ title: 'Refund 1-2', proof: 'r 145' }, { title: 'Z report 1', proof: 'aa' }],
  journal: [{ title: 'Refund 1-2', proof: 'r 145', total: 145 }, { title: 'Z report 1', proof: 'aa', net: 220 }],
  papers: [{ other: 'Refund 1-2', duplicate: false, whole: false }, { other: 'Refund 1-2', duplicate: true, whole: true }, { other: 'Z report 1', duplicate: false, whole: true }],
}
const sales = [{ id: 'a', number: '1-1', total: 365 }]

describe('the judge of refunds and Zs', () => {
  test('[KILL-7] finds nothing where nothing is wrong', () => {
    expect(judgeDocuments(flawless, sales)).toEqual([])
  })

  const [refund, z] = flawless.journal
  if (refund === undefined || z === undefined) throw new Error('no documents')
  const wrong: readonly (readonly [string, Partial<Documents>, string])[] = [
    ['a refund that is gone', { journal: [{ ...z, net: 365 }] }, 'acknowledged Refund 1-2 (r 145) is in the journal as nothing'],
    ['a refund of another amount', { journal: [{ ...refund, proof: 'r 144' }, z] }, 'acknowledged Refund 1-2 (r 145) is in the journal as r 144'],
    ['a refund that is there twice', { journal: [refund, refund, z] }, 'Refund 1-2 is twice in the journal'],
    ['a Z of other figures', { journal: [refund, { ...z, proof: 'bb' }] }, 'acknowledged Z report 1 (aa) is in the journal as bb'],
    ['a Z too many', { journal: [refund, { ...z, title: 'Z report 2' }] }, 'Z report 2 is Z 1 of the journal'],
    ['a sale in no Z', { journal: [refund, { ...z, net: 0 }] }, 'the Zs come to 0, sales less refunds to 220'],
    ['a paper twice', { papers: [...flawless.papers, { other: 'Z report 1', duplicate: false, whole: true }] }, 'Z report 1 was printed twice without a mark'],
    ['a paper that never came', { papers: flawless.papers.slice(0, 2) }, 'Z report 1 was never printed whole'],
    ['a paper of nothing', { papers: [...flawless.papers, { other: 'Refund 1-9', duplicate: false, whole: true }] }, 'Refund 1-9 was printed, and there is no such document'],
  ]
  test.each(wrong)('[KILL-7] %s is reported', (_what, change, problem) => {
    expect(judgeDocuments({ ...flawless, ...change }, sales)).toContain(problem)
  })
})

test('[KILL-6] a step is called by its own statement', () => {
  const names = ['INSERT INTO sale (id) VALUES (?)', ' UPDATE effect SET state = 1', 'INSERT OR REPLACE INTO seat VALUES (1)', 'COMMIT', 'VACUUM INTO ?', 'CREATE UNIQUE INDEX one ON sale (id)']
  expect(names.map(nameOf)).toEqual(['INSERT sale', 'UPDATE effect', 'INSERT seat', 'COMMIT', 'VACUUM', 'CREATE one'])
})

/** What a program has in it that can be told to fail. */
const failpoint = /TILLWRIGHT_TEST_STEP|TILLWRIGHT_TEST_INK|fail-?point|process\.kill\(process\.pid/i
const programs = (folder: string): readonly string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(?:[cm]?js|tsx?)$/.test(file) && !/\.(?:test|fixture)\.tsx?$/.test(file))
const failing = (folder: string): readonly string[] => programs(folder).filter((file) => failpoint.test(readFileSync(path.join(folder, file), 'utf8')))

test('[KILL-8] nothing of the steps is in the program: neither in its sources nor in what is packed', { timeout: 60_000 }, async () => {
  expect(programs(path.join(root, 'src')).length).toBeGreaterThan(500)
  expect(failing(path.join(root, 'src'))).toEqual([])
  // A whole run has built what is packed; without one there is nothing to look at.
  if (process.env['TILLWRIGHT_TEST_BUILT'] !== undefined) expect([programs(path.join(root, 'out', 'main')).length > 10, failing(path.join(root, 'out'))]).toEqual([true, []])
  // What is packed is the built program, never a folder of tests.
  const packed = readFileSync(path.join(root, 'electron-builder.yml'), 'utf8').match(/^files:\n((?: .*\n)+)/m)?.[1] ?? ''
  expect(packed.match(/^ {2}- [^'!].*$/gm)).toEqual(['  - package.json', '  - out/main/**', '  - out/renderer/**', '  - resources/demo/**'])
  // The watched register, made by the same bundler, has what is looked for.
  expect(failing(await bundled({ watched: path.join(import.meta.dirname, 'steps', 'stepping-writer.ts') }))).not.toEqual([])
})
