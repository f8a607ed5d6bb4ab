import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const specs = readdirSync(path.join(root, 'test/e2e')).filter((file) => file.endsWith('.spec.ts'))
const titles = specs.flatMap((file) => titlesIn(readFileSync(path.join(root, 'test/e2e', file), 'utf8')))

/** Each test's title behind those of the groups it stands in: what Playwright prints. A group ends where a line is as far in as its first. */
function titlesIn(text: string): string[] {
  let groups: readonly { readonly indent: number; readonly title: string }[] = []
  const found: string[] = []
  for (const line of text.split('\n')) {
    const indent = line.search(/\S/)
    if (indent < 0) continue
    groups = groups.filter((group) => group.indent < indent)
    const [, kind, , title] = /^ *test(\.describe)?\((['"`])(.*)\2, /.exec(line) ?? []
    if (title === undefined) continue
    if (kind === undefined) found.push([...groups.map((group) => group.title), title].join(' › '))
    else groups = [...groups, { indent, title }]
  }
  return found
}

const hands = { keys: /\b(?:keys?|keyboard)\b/i, touch: /\b(?:touch|finger)\b/i } as const
const languages = {
  // A title that names no language is in English; one in a loop over both names a variable, and a walk through both names both.
  English: (title: string): boolean => /\$\{language\}|English/.test(title) || !/Chinese|zh-CN/.test(title),
  Chinese: (title: string): boolean => /\$\{language\}|Chinese|zh-CN/.test(title),
} as const

const rows = readFileSync(path.join(root, 'docs/explain/flows.md'), 'utf8').split('\n').filter((line) => /^\| (?!flow )[a-z]/.test(line)).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))
const columns = [['keys', 'English'], ['keys', 'Chinese'], ['touch', 'English'], ['touch', 'Chinese']] as const
const cells = rows.flatMap(([flow = '', ...ids]) => columns.map(([hand, language], index) => ({ flow, hand, language, id: ids[index] ?? '' })))

test('[FLOW-4] each test that the table of flows names is there, and its title says this hand and this language', () => {
  const untrue = cells.filter(({ id, hand, language }) => id !== '-' && !titles.some((title) => title.includes(`[${id}]`) && hands[hand].test(title) && languages[language](title)))
  expect(untrue).toEqual([])
  expect(rows.length).toBeGreaterThan(20)
})

test('[FLOW-4] no flow loses a hand or a language unseen: these are the holes', () => {
  expect(cells.filter(({ id }) => id === '-').map(({ flow, hand, language }) => `${flow}, ${hand}, ${language}`)).toEqual([])
})

test('[FLOW-4] no test is missed by the way titles are read here', () => {
  for (const file of specs) {
    const text = readFileSync(path.join(root, 'test/e2e', file), 'utf8')
    expect(titlesIn(text).length, file).toBe(text.match(/^ *test\((?=['"`])/gm)?.length ?? 0)
  }
})
