import { expect } from './fixture.ts'
import { keys, type Walk } from './walk-steps.ts'

/** The way to the look of training: the frame, what is asked for, and the list. */
export const trainingWalk: Pick<Walk, 'training'> = {
  training: {
    list: async ({ page }) => {
      await keys(page, 'Control+.')
      await expect(page.getByTestId('scenario-busyQueue')).toBeVisible({ timeout: 30_000 })
      await page.getByTestId('scenario-paperOut').click()
      await expect(page.getByTestId('view-sell')).toBeVisible()
      await keys(page, 'Control+.')
      await expect(page.getByTestId('training-task')).toBeVisible()
    },
  },
}
