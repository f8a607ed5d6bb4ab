import { type Page } from '@playwright/test'
import { expect, lines, test } from './fixture.ts'
import { drawn, picture } from './look.ts'
import { keys, shownPin, signOnByKeys } from './walk-steps.ts'

const word = (page: Page) => page.getByTestId('training-word')
const score = (page: Page) => page.getByTestId('training-score')

test.describe('in Chinese, with keys alone', () => {
  test.use({ store: 'cn', locale: 'zh-CN' })
  test('[TRN-30] in training, one task to its score, and back to a till where nobody is signed on', async ({ counter: page }) => {
    await signOnByKeys(page)
    await keys(page, 'Control+.')
    await expect(page.getByTestId('scenario-networkDown')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByTestId('training-frame')).toBeVisible()
    await expect(word(page)).toHaveText('培训')
    await keys(page, 'ArrowUp', 'Enter')
    const cards = page.getByTestId('training-card')
    await expect(page.getByTestId('training-task')).toBeVisible()
    for (const basket of [1, 2]) {
      await expect(cards).toHaveCount(basket)
      const skus = (await cards.locator('.number').allInnerTexts()).map((sku) => sku.trim())
      if (basket === 1) await keys(page, 'Escape')
      await expect(page.getByTestId(basket === 1 ? 'view-sell' : 'view-finish')).toBeVisible()
      for (const [index, sku] of skus.entries()) {
        await page.keyboard.type(sku, { delay: 60 })
        await page.keyboard.press('Enter')
        await expect(lines(page, '商品行')).toHaveCount(index + 1)
      }
      await keys(page, 'F10')
      await expect(page.getByTestId('view-finish')).toBeVisible()
      await expect(word(page)).toHaveText('培训')
    }
    await keys(page, 'Control+.')
    await expect(page.getByTestId('training-answer-goOn')).toBeVisible()
    await keys(page, 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter')
    await expect(score(page)).toContainText('100')
    await drawn(page)
    await picture(page, 'training-score-zh')
    await keys(page, 'Shift+F1')
    await expect(page.getByTestId('view-sign-on')).toBeVisible()
    await expect(page.getByTestId('training-bar')).toHaveCount(0)
  })
})

test('[TRN-31] by touch from the sign-on screen: paper runs out, its receipt comes out with a new roll, and training is left', async ({ counter: page }) => {
  await page.getByTestId('sign-on-training').click()
  await expect(page.getByTestId('sign-on-trains')).toBeVisible()
  const operator = page.getByTestId('operator').filter({ hasText: 'Mei Lin' })
  await operator.click()
  const pad = page.getByRole('group', { name: 'PIN keypad' })
  for (const digit of await shownPin(operator)) await pad.getByRole('button', { name: digit, exact: true }).click()
  await page.getByRole('button', { name: 'Sign on', exact: true }).click()
  await page.getByTestId('scenario-paperOut').click({ timeout: 30_000 })
  await page.getByTestId('training-card').click()
  await expect(lines(page)).toHaveCount(1)
  await drawn(page)
  await picture(page, 'training-cards')
  await page.getByTestId('cash-key').click()
  await expect(page.getByTestId('view-finish')).toBeVisible()
  await page.getByTestId('training-open').click()
  await page.getByTestId('training-answer-sellAgain').click()
  await page.getByTestId('training-answer-newRoll').click()
  await expect(score(page)).toContainText('95 of 100', { timeout: 20_000 })
  await drawn(page)
  await picture(page, 'training-score')
  await page.setViewportSize({ width: 1024, height: 768 })
  await drawn(page)
  await picture(page, 'training-score-1024')
  await expect(page.getByTestId('training-step').and(page.locator('[data-done=true]'))).toHaveCount(3)
  await page.getByTestId('training-end').click()
  await expect(page.getByTestId('view-sign-on')).toBeVisible()
  await expect(page.getByTestId('sign-on-trains')).toHaveCount(0)
})
