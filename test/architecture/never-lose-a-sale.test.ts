import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')

/** Where the suite names them, read as text: to load it would start half a shop. */
const sources = ['suite.ts', 'disk-full.ts', 'network/network.ts', 'clock.ts', 'two-registers/two-registers.ts', 'herd/herd.ts', 'kill-at-step.ts', 'nth-write.ts', 'stale-backup.ts', 'clone.ts', 'bit-flip.ts']

test('[FENCE-7] the page of the promise has a row for each fault of the suite, and each row the command that repeats it', () => {
  const named = sources.flatMap((file) => [...read(`test/faults/${file}`).matchAll(/\bname: '([a-z-]+)', runs: |\n {2}name: '([a-z-]+)',\n {2}runs: /g)].map(([, one, other]) => one ?? other ?? ''))
  const suite = [...new Set(named), ...[...read('test/faults/suite.ts').matchAll(/powerCut\('(\w+)'\)/g)].map(([, disk]) => `power-cut-${String(disk)}`)].toSorted()
  const rows = [...read('docs/explain/never-lose-a-sale.md').matchAll(/^\| `([a-z0-9-]+)` \|.*$/gm)]
  expect(suite.length).toBeGreaterThan(10)
  expect(rows.map(([, name = '']) => name).toSorted()).toEqual(suite)
  for (const [row, name = ''] of rows) expect(row).toMatch(new RegExp(`\`--only ${name}(?: --runs \\d+)?(?: --seed \\d+)?\` \\|$`))
})
