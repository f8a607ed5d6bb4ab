import { expect } from './fixture.ts'
import { type Walker } from './walk-steps.ts'

/** Ways to the looks of weighing with a tare: the walk's own file has no room left. */
export const tareWalk = {
  tared: async ({ page }: Walker): Promise<void> => {
    await page.getByTestId('tile-kg').first().click()
    await page.getByTestId('scale-put-500').click()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect(page.getByTestId('scale-tared')).toBeVisible()
  },
  /** Last of the looks with a scale: its own tare stays on it. */
  'tared-twice': async ({ page }: Walker): Promise<void> => {
    const state = page.getByTestId('scale-state')
    await page.getByTestId('tile-kg').first().click()
    await page.getByTestId('scale-put-500').click()
    // What lay there before may still be shown, and a load that swings is not tared.
    await expect(async () => {
      await page.getByTestId('scale-tare').click()
      await expect(state).toHaveAttribute('data-kind', 'empty', { timeout: 500 })
    }).toPass({ timeout: 8000 })
    await page.getByTestId('scale-put-1285').click()
    await page.getByTestId('tare-tub').click()
    await expect(page.getByTestId('scale-tare-refused')).toBeVisible()
  },
}
