import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { refusalKinds } from '../../src/domain/errors/index.ts'

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
const page = read('docs/reference/refusals.md')
const catalogues = ['en', 'zh-CN'].map((language) => JSON.parse(read(`src/renderer/words/${language}.json`)) as Record<string, string>)

test.each(Object.entries(refusalKinds))('[REF-1] %s stands in the reference as it is said on screen, in both languages', (code, { moneyMoved, retry }) => {
  const row = page.split('\n').find((line) => line.startsWith(`| \`${code}\` |`))
  const sentences = catalogues.map((words) => words[`refusal.${code}`])
  expect(sentences.every((sentence) => sentence !== undefined && sentence.length > 10)).toBe(true)
  // Out of step? `npm run docs:refusals` writes the page anew.
  expect(row).toBe(`| \`${code}\` | ${sentences.join(' | ')} | ${moneyMoved} | ${retry} |`)
})

test('[REF-1] the reference has no code that the registry does not know', () => {
  const listed = new Set([...page.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1]))
  expect(listed).toEqual(new Set(Object.keys(refusalKinds)))
})
