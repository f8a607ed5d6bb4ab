import { expect, test } from 'vitest'
import { failingRegister } from './writes/failing-lives.ts'
import { judge } from './kill-oracle.ts'
import { judgeDocuments } from './steps/documents-oracle.ts'
import { type Injection, noTracing } from './writes/traced.ts'

/** In the middle of the sale, of its commit, of the start, and of what comes after them. */
const points: readonly Injection[] = [
  { call: 'pwrite64', what: 'full', nth: 60 },
  { call: 'fsync', what: 'EIO', nth: 9 },
  { call: 'pwrite64', what: 'EIO', nth: 110 },
  { call: 'pwrite64', what: 'kill', nth: 70 },
]

test.skipIf(noTracing() !== undefined)('[KILL-9] a write or an fsync that fails, or ends the process: what was acknowledged is there, what was refused is not', { timeout: 120_000 }, async () => {
  const register = await failingRegister()
  try {
    for (const point of points) {
      const { life, problems } = await register.live(point)
      expect({ point, hit: life.hit, problems }).toEqual({ point, hit: true, problems: [] })
    }
    const evidence = await register.evidence()
    expect([...judge(evidence), ...judgeDocuments(evidence.documents, evidence.journal)]).toEqual([])
    expect(evidence.acknowledged.length).toBeGreaterThan(0)
  } finally {
    await register.close()
  }
})
