import { type Page } from '@playwright/test'
import { expect } from './fixture.ts'

interface OnPage {
  readonly page: Page
}

/** Ways to the looks of the weigh view: the walk's own file has no room left. */
export const weighWalk = {
  item: async ({ page }: OnPage): Promise<void> => {
    await page.getByTestId('tile-kg').first().click()
    await page.keyboard.type('1.284', { delay: 60 })
    await expect(page.getByTestId('view-weigh')).toBeVisible()
  },
  empty: async ({ page }: OnPage): Promise<void> => {
    await page.getByTestId('tile-kg').first().click()
    // What an earlier look put on it lies there still.
    const takeOff = page.getByTestId('scale-take-off')
    await expect(page.getByTestId('scale-put-500')).toBeVisible()
    await takeOff.click()
    await expect(page.getByTestId('scale-state')).toHaveAttribute('data-kind', 'empty')
  },
  settled: async ({ page }: OnPage): Promise<void> => {
    await page.getByTestId('tile-kg').first().click()
    await page.getByTestId('scale-put-1285').click()
    await expect(page.getByTestId('scale-state')).toHaveAttribute('data-kind', 'stable')
  },
  choosing: async ({ page }: OnPage): Promise<void> => {
    for (const key of ['F7', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key)
    await expect(page.getByTestId('view-weigh')).toBeVisible()
  },
  tared: async ({ page }: OnPage): Promise<void> => {
    await page.getByTestId('tile-kg').first().click()
    await page.getByTestId('scale-put-500').click()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect(page.getByTestId('scale-tared')).toBeVisible()
  },
  /** Last of the looks with a scale: its own tare stays on it. */
  'tared-twice': async ({ page }: OnPage): Promise<void> => {
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
