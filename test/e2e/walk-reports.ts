import { expect } from './fixture.ts'
import { keys, paid, type Walk } from './walk-steps.ts'

/** Ways to the looks of the reports. Whoever signed on is the demo store's manager. */
export const reportWalk: Pick<Walk, 'reports' | 'lossWatch'> = {
  reports: {
    table: async (walker) => {
      await paid(walker, 'F10')
      await keys(walker.page, 'Control+o')
      await expect(walker.page.getByTestId('report-row')).not.toHaveCount(0)
      await keys(walker.page, 'ArrowRight')
      await expect(walker.page.getByTestId('report-total-quantity')).toBeVisible()
      await expect(walker.page.getByTestId('report-row').nth(2)).toBeVisible()
      await keys(walker.page, 'ArrowDown')
    },
  },
  lossWatch: {
    card: async ({ page }) => {
      await keys(page, 'Control+o')
      await expect(page.getByTestId('report-row')).not.toHaveCount(0)
      await keys(page, 'F7')
      await expect(page.getByTestId('loss-card').or(page.getByTestId('loss-none')).first()).toBeVisible()
    },
  },
}
