import { expect } from './fixture.ts'
import { keys, paid, type Walk } from './walk-steps.ts'

/** Ways to the looks of the journal. Whoever signed on is the demo store's manager: nobody else may look through it. */
export const journalWalk: Pick<Walk, 'journal'> = {
  journal: {
    list: async (walker) => {
      await paid(walker, 'F10')
      await keys(walker.page, 'Control+k')
      await expect(walker.page.getByTestId('journal-row')).not.toHaveCount(0)
      await keys(walker.page, 'ArrowDown')
    },
    entry: async ({ page }) => {
      await keys(page, 'Control+k')
      await page.getByTestId('journal-sales').click()
      await expect(page.getByTestId('journal-row').first()).toContainText(/0-|1-/)
      // The list of before the filter begins with the same sale: what was chosen in it goes with it.
      await expect(async () => {
        await page.getByTestId('journal-row').first().click()
        await expect(page.getByTestId('journal-entry')).toBeVisible({ timeout: 1_000 })
      }).toPass()
    },
    nothing: async ({ page }) => {
      await keys(page, 'Control+k', '9', '9', '9', '9')
      await expect(page.getByTestId('journal-row')).toHaveCount(0)
    },
  },
}
