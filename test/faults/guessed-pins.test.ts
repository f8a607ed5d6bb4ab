import { expect, test } from 'vitest'
import { guessPins } from './guessed-pins.ts'

/** 150 in every run; `npm run test:guesses -- 10000` for every PIN there is. */
const guesses = Number(process.env['TILLWRIGHT_GUESSES'] ?? 150)

test(`[GUESS-9] ${guesses} guesses at one name, with kills between and in them and the clock turned: a handful is ever compared, and the right PIN is refused`, { timeout: 20 * 60_000 }, async () => {
  const seed = Number(process.env['TILLWRIGHT_SEED'] ?? Date.now() % 1_000_000)
  const guessed = await guessPins({ guesses, seed })
  expect(guessed.asked, `seed ${seed}`).toBe(guesses)
  expect(guessed.kills).toBeGreaterThan(3)
  // Each kill may take the answer and the entry of one compare with it, and never its count. Four are compared at once, the
  // fifth waits for minutes; a slow run may see the seconds of the third and the fourth pass.
  expect(guessed.counted).toBeGreaterThanOrEqual(3)
  expect(guessed.counted).toBeLessThanOrEqual(10)
  expect(guessed.refused).toBeLessThanOrEqual(guessed.counted)
  expect(guessed.wrong).toBeLessThanOrEqual(guessed.refused)
  expect(['pin.wait', 'pin.locked']).toContain(guessed.right)
  expect(guessed.unlocked).toBe('signed on')
})
