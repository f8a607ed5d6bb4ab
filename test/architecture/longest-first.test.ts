import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { longest, longestFirst } from '../longest-first.ts'

const files = (...names: readonly string[]) => names.map((name) => ({ moduleId: `/somewhere/${name}`, project: { name: name.startsWith('src') ? 'unit' : 'integration' } }))

test('[FENCE-6] what takes longest is there, and is begun first of its project', () => {
  expect(longest.filter((file) => !existsSync(path.join(import.meta.dirname, '..', '..', file)))).toEqual([])
  const asEver = files('test/a.test.ts', 'test/integration/scale.test.ts', 'test/b.test.ts', 'test/integration/replay.test.ts', 'src/a.test.ts', 'src/db/mend/mend.test.ts')
  const wanted = files('test/integration/replay.test.ts', 'test/integration/scale.test.ts', 'test/a.test.ts', 'test/b.test.ts', 'src/db/mend/mend.test.ts', 'src/a.test.ts')
  expect(longestFirst(asEver)).toEqual(wanted)
})
