import { type Locator, type Page } from '@playwright/test'
import { expect, goods, scan, signOn, test } from './fixture.ts'
import { arrowTo, keys, lines, shownPin, signOnByKeys } from './walk-steps.ts'

const dialog = (page: Page): Locator => page.getByTestId('approval')
const approver = (page: Page, name: string): Locator => page.getByTestId('approver').filter({ hasText: name })
const total = (page: Page): Locator => page.getByTestId('basket').getByRole('status')

/** Two cartons of milk as the cashier, and a discount of 20 % on them, which is twice what a cashier may give. */
async function askByKeys(page: Page): Promise<void> {
  await signOnByKeys(page, 'Mei Lin')
  await scan(page, goods.milk.gtin)
  await scan(page, goods.cola.gtin)
  await expect(lines(page)).toHaveCount(2)
  await keys(page, 'F4', '2', '0', 'ArrowDown', 'Enter')
  await expect(dialog(page)).toBeVisible()
}

for (const [language, store, words, off] of [['en', 'gb', 'your limit is 10 %', '£2.45'], ['zh-CN', 'cn', '您的上限为 10 %', '-']] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ store })

    test(`[E2E-60] a discount above the limit, approved with keys alone (${language})`, async ({ counter: page }) => {
      await askByKeys(page)
      const before = await total(page).innerText()
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      await expect(dialog(page)).toContainText(words)
      await expect(dialog(page), 'the reason of the act').toContainText(language === 'en' ? 'Damaged' : '破损')
      await expect(page.getByTestId('approval-priceMatch'), 'is not asked for a second time').toHaveCount(0)
      await expect(lines(page), 'the basket stays to be read').toHaveCount(2)
      await arrowTo(page, approver(page, 'Sara Amin'))
      await page.keyboard.type(await shownPin(approver(page, 'Sara Amin')))
      await keys(page, 'Enter')
      await expect(page.getByTestId('discount-done')).toBeVisible()
      await expect(total(page)).not.toHaveText(before, { useInnerText: true })
      if (off !== '-') await expect(total(page)).toContainText(off)
      await keys(page, 'Enter')
      await expect(page.getByTestId('basket'), 'one act, and nobody else is signed on by it').toContainText('Mei Lin')
    })

    test.describe('with a finger', () => {
      test.use({ hasTouch: true })

      test(`[E2E-61] a discount above the limit, approved by touch alone (${language})`, async ({ counter: page }) => {
        const mei = page.getByTestId('operator').filter({ hasText: 'Mei Lin' })
        const pin = await shownPin(mei)
        await mei.tap()
        await tapDigits(page, pin)
        await page.getByTestId('view-sign-on').getByRole('button').filter({ hasText: 'Enter' }).tap()
        await expect(page.getByTestId('basket')).toBeVisible()
        await scan(page, goods.milk.gtin)
        await expect(lines(page)).toHaveCount(1)
        const before = await total(page).innerText()
        await page.getByTestId('key-discountLine').tap()
        await page.getByRole('button', { name: '20%' }).tap()
        await page.getByTestId('view-discount').getByRole('button', { name: /^(?:Damaged|破损)$/ }).tap()
        await page.getByTestId('discount-apply').tap()
        await expect(dialog(page)).toBeVisible()
        await approver(page, 'Dmitri').tap()
        await expect(page.getByTestId('approve')).toBeDisabled()
        await tapDigits(page, await shownPin(approver(page, 'Dmitri')))
        await page.getByTestId('approve').tap()
        await expect(page.getByTestId('discount-done')).toBeVisible()
        await expect(total(page)).not.toHaveText(before, { useInnerText: true })
      })
    })
  })
}

async function tapDigits(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).tap()
}

test('[E2E-62] a wrong PIN is said in the dialog and nothing is lost; Esc leaves the basket and what was typed', async ({ counter: page }) => {
  await askByKeys(page)
  const before = await total(page).innerText()
  await arrowTo(page, approver(page, 'Sara Amin'))
  await page.keyboard.type('0000')
  await keys(page, 'Enter')
  await expect(dialog(page).getByRole('alert')).toHaveAttribute('data-code', 'operator.wrongPin')
  await expect(approver(page, 'Sara Amin')).toHaveAttribute('aria-pressed', 'true')
  await expect(dialog(page)).toContainText('Damaged')
  await expect(total(page)).toHaveText(before, { useInnerText: true })
  await keys(page, 'Escape')
  await expect(page.getByTestId('view-discount')).toContainText('20')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(total(page)).toHaveText(before, { useInnerText: true })
  await expect(lines(page)).toHaveCount(2)
  // The same again, and this time it is the right one.
  await keys(page, 'Enter')
  await arrowTo(page, approver(page, 'Sara Amin'))
  await page.keyboard.type(await shownPin(approver(page, 'Sara Amin')))
  await keys(page, 'Enter')
  await expect(total(page)).toContainText('£2.45')
})

test('[E2E-63] another price needs somebody else each time, and a scan meanwhile waits its turn', async ({ counter: page }) => {
  await signOn(page, 'Mei Lin')
  await scan(page, goods.milk.gtin)
  await expect(lines(page)).toHaveCount(1)
  await keys(page, 'F4', 'ArrowRight', 'ArrowRight', '1', 'ArrowDown', 'Enter')
  await expect(dialog(page)).toContainText('Another price')
  await expect(dialog(page)).toContainText('not alone')
  await scan(page, goods.cola.gtin)
  await expect(lines(page)).toHaveCount(1)
  await arrowTo(page, approver(page, 'Sara Amin'))
  await page.keyboard.type(await shownPin(approver(page, 'Sara Amin')))
  await keys(page, 'Enter')
  await expect(lines(page), 'what waited is rung up').toHaveCount(2)
  await expect(total(page), '1.00 for the milk and 1.25').toContainText('£2.25')
})
