import { expect, test } from 'vitest'
import { isStampede, problemsOf, stampede } from './herd.ts'

const registers = 24

test(`[HERD-1] [REP-10] [REP-17] ${registers} registers whose head office was away come back one by one, as often as they always came, and with everything; without jitter most come in one second`, { timeout: 180_000 }, async () => {
  const seed = Number(process.env['TILLWRIGHT_SEED'] ?? Date.now() % 1_000_000)
  const said: string[] = []
  const { figures, control } = await stampede({ registers, seed, outageSeconds: 240, steadySeconds: 60 }, (line) => said.push(line))
  expect(problemsOf(figures), `seed ${seed}\n${said.join('\n')}`).toEqual([])
  expect(isStampede(figures, registers)).toBe(false)
  expect(isStampede(control, registers), said.join('\n')).toBe(true)
})
