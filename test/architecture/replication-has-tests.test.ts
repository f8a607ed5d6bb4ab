import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
/** The properties of replication. REP-1 to REP-18 and no other: a nineteenth is added here with its test. */
const properties = Array.from({ length: 18 }, (_, at) => `REP-${at + 1}`)

const files = ['src', 'test'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:test|spec)\.tsx?$/u.test(file))
    .map((file) => path.join(folder, file)),
)
/** The ids that a test's name begins with; a skipped one shows nothing. */
const tested = new Map<string, string[]>()
for (const file of files) {
  for (const [, ids = ''] of readFileSync(path.join(root, file), 'utf8').matchAll(/^ *(?:test(?:\.each\b.*)?\(|.*\]\)\()['"`]((?:\[[A-Z]+-\d+\] )+)/gmu)) {
    for (const [id] of ids.matchAll(/REP-\d+/gu)) tested.set(id, [...(tested.get(id) ?? []), file])
  }
}

test('every property of replication has a test that is named after it', () => {
  expect(files.length).toBeGreaterThan(200)
  expect(properties.filter((id) => !tested.has(id))).toEqual([])
})

test('no test is named after a property of replication that is none', () => {
  expect([...tested.keys()].filter((id) => !properties.includes(id))).toEqual([])
})
