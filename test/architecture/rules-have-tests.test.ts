import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const source = path.resolve(import.meta.dirname, '../../src')
const domain = path.join(source, 'domain')
// Two letters to five: a rule that was written with four stood here for weeks with nobody asking for its test.
const rules = [...readFileSync(path.join(domain, 'README.md'), 'utf8').matchAll(/^- \[([A-Z][A-Z0-9]{1,4}-\d+)\] (.*)$/gm)].map(([, id, text]) => ({ id: id ?? '', text: text ?? '' }))
const tests = readdirSync(domain, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .flatMap((file) => namesIn(readFileSync(path.join(domain, file), 'utf8')).map((name) => ({ file, name, ids: idsOf(name) })))

/** The names of tests as they stand in the text, those of tables included. */
function namesIn(text: string): string[] {
  return [...text.matchAll(/^ *(?:test(?:\.each.*)?\(|\](?: as const)?\)\()(['"`])(.*?)\1, /gm)].map(([, , name]) => name ?? '')
}

/** Those that tests outside the domain begin with, in this tree and among the integration tests. */
function idsElsewhere(): string[] {
  const folders = [source, path.resolve(source, '../test/integration')]
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .flatMap((file) => namesIn(readFileSync(path.join(folder, file), 'utf8')).flatMap(idsOf)),
  )
}

/** The ids a name begins with: "[TND-2] [TND-3] a card ..." has two. */
function idsOf(name: string): string[] {
  return [...(/^(?:\[[A-Z][A-Z0-9]{1,4}-\d+\] )+/.exec(name)?.[0] ?? '').matchAll(/[A-Z][A-Z0-9]{1,4}-\d+/g)].map(([id]) => id)
}

test('every rule of the domain has a test that is named after it', () => {
  const tested = new Set(tests.flatMap(({ ids }) => ids))
  const untested = rules.filter(({ id }) => !tested.has(id)).map(({ id }) => id)
  // What has three letters the domain itself can show. The others need a basket on disk, and are shown where it is: by a command.
  expect(untested.filter((id) => /^[A-Z0-9]{3}-/.test(id))).toEqual([])
  const elsewhere = new Set(idsElsewhere())
  expect(untested.filter((id) => !elsewhere.has(id))).toEqual([])
  expect(rules.length).toBeGreaterThan(60)
})

test('every test of the domain is named after rules that exist', () => {
  const known = new Set(rules.map(({ id }) => id))
  const strays = tests.filter(({ ids }) => ids.length === 0 || ids.some((id) => !known.has(id)))
  expect(strays.map(({ file, name }) => `${file}: ${name}`)).toEqual([])
  expect(tests.length).toBeGreaterThan(100)
})

test('no rule id stands twice, and each is a sentence', () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
  expect(rules.filter(({ text }) => !/^[A-Z].{15,}[.*]$/.test(text)).map(({ id }) => id)).toEqual([])
})

test('no test is missed by the way names are read here', () => {
  for (const file of readdirSync(domain, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'))) {
    const text = readFileSync(path.join(domain, file), 'utf8')
    const written = [...text.matchAll(/^ *test(?:\.each\b.*|\b.*)$/gm)].length
    expect(namesIn(text).length, file).toBe(written)
  }
})
