import { type Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { signOnByTouch, view } from './return-steps.ts'
import { arrowTo, keys, lines, shownPin } from './walk-steps.ts'

const id = (page: Page, name: string) => page.getByTestId(name)
const score = (page: Page) => id(page, 'training-score')

for (const [store, locale, language] of [['gb', 'en-GB', 'English'], ['cn', 'zh-CN', 'Chinese']] as const) {
  test.describe(`training in ${language}`, () => {
    test.use({ store, locale, hasTouch: true })

    test(`[TRN-40] by keys alone, in ${language}: the paper ends, the receipt is printed again, and the task is begun over`, async ({ counter: page }) => {
      await keys(page, 'Control+.')
      const operator = id(page, 'operator').filter({ hasText: 'Mei Lin' })
      const pin = await shownPin(operator)
      await arrowTo(page, operator)
      await page.keyboard.type(pin)
      await keys(page, 'Enter')
      await expect(id(page, 'scenario-paperOut')).toBeVisible({ timeout: 30_000 })
      await expect(page.locator('html')).toHaveAttribute('lang', language === 'English' ? 'en' : 'zh-CN')
      await keys(page, 'ArrowDown', 'ArrowDown', 'Enter')
      await expect(id(page, 'training-card')).toHaveCount(1)
      const sku = (await id(page, 'training-sku').innerText()).trim()
      await expect(view(page, 'sell')).toBeVisible()
      await page.keyboard.type(sku, { delay: 60 })
      await keys(page, 'Enter')
      await expect(lines(page)).toHaveCount(1)
      await keys(page, 'F10')
      await expect(id(page, 'paper-torn')).toBeVisible({ timeout: 20_000 })
      await keys(page, 'Control+F2')
      await expect(id(page, 'training-paper-out')).toHaveCount(0)
      await keys(page, 'Control+p', 'Control+.')
      await expect(score(page)).toContainText('100', { timeout: 20_000 })
      await keys(page, 'Control+F1')
      await expect(view(page, 'sell')).toBeVisible()
      await expect(id(page, 'training-card')).toHaveCount(1)
      await keys(page, 'Shift+F1')
      await expect(view(page, 'sign-on')).toBeVisible()
    })

    test(`[TRN-41] by touch alone, in ${language}: the paper ends, the receipt is printed again, and the task is begun over`, async ({ counter: page }) => {
      await id(page, 'sign-on-training').tap()
      await signOnByTouch(page, 'Mei Lin')
      await id(page, 'scenario-paperOut').tap({ timeout: 30_000 })
      await id(page, 'training-card').tap()
      await expect(lines(page)).toHaveCount(1)
      await id(page, 'cash-key').tap()
      await expect(id(page, 'paper-torn')).toBeVisible({ timeout: 20_000 })
      await id(page, 'training-new-roll').tap()
      await expect(id(page, 'training-paper-out')).toHaveCount(0)
      await view(page, 'finish').getByRole('button').filter({ hasText: 'Ctrl P' }).tap()
      await id(page, 'training-open').tap()
      await expect(score(page)).toContainText('100', { timeout: 20_000 })
      await id(page, 'training-again').tap()
      await expect(view(page, 'sell')).toBeVisible()
      await expect(id(page, 'training-card')).toHaveCount(1)
      await id(page, 'training-end').tap()
      await expect(view(page, 'sign-on')).toBeVisible()
    })
  })
}
