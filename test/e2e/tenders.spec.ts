import { type Page } from '@playwright/test'
import { expect, goods, lines, scan, signOn, test } from './fixture.ts'
import { keys } from './walk-steps.ts'

const kept = (page: Page) => page.getByTestId('kept-tenders').getByRole('listitem')

/** £2.70. */
async function some(page: Page): Promise<void> {
  await scan(page, goods.milk.gtin)
  await scan(page, goods.cola.gtin)
  await expect(lines(page)).toHaveCount(2)
}

test('[TEND-1] by keys: an amount, F10 and F11 are cash and a card for the rest; a reload and a closed page change nothing', async ({ counter: page }) => {
  await signOn(page, 'Mei Lin')
  await some(page)
  await keys(page, '1', 'F10')
  await expect(kept(page)).toContainText('£1.00')
  await page.reload()
  await expect(kept(page)).toContainText('£1.00')
  await expect(page.getByRole('main').getByRole('status').filter({ hasText: 'Amount due' })).toContainText('£1.70')
  await page.screenshot({ path: test.info().outputPath('kept.png') })
  await keys(page, 'Control+F10')
  await expect(page.getByRole('status').filter({ hasText: 'Hand the cash back' })).toBeVisible()
  await expect(kept(page)).toHaveCount(0)
  await keys(page, '1', 'F10')
  await expect(kept(page)).toHaveCount(1)
  await keys(page, 'F11')
  await expect(page.getByTestId('view-card')).toContainText('1.70')
  await keys(page, 'Enter')
  await expect(page.getByTestId('view-finish')).toContainText('Cash + Card')
})

test('[TEND-5] a sale dropped with cash on it says what to hand back', async ({ counter: page }) => {
  await signOn(page, 'Mei Lin')
  await some(page)
  await keys(page, '1', 'F10')
  await expect(kept(page)).toHaveCount(1)
  await keys(page, 'Escape', 'F9')
  await expect(page.getByTestId('cancel-hand-back')).toContainText('£1.00')
  await page.screenshot({ path: test.info().outputPath('cancel.png') })
  await keys(page, 'F9')
  await expect(lines(page)).toHaveCount(0)
})

/** A manager takes dollars at 0.80 and two kinds of vouchers; by touch, in whatever language the page is in. */
async function takeMore(page: Page): Promise<void> {
  await page.getByTestId('rail-settings').or(page.getByRole('button', { name: 'Settings' })).first().click()
  await page.getByTestId('settings-store').click()
  await page.getByTestId('currency-rate').fill('0.80')
  await page.getByTestId('currency-save').click()
  await expect(page.getByTestId('currency-USD')).toContainText('1 USD = 0.8 GBP')
  await page.getByTestId('voucher-en').fill('Luncheon voucher')
  await page.getByTestId('voucher-zh').fill('餐券')
  await page.getByTestId('voucher-save').click()
  await expect(page.getByTestId('voucher-luncheon-voucher')).toBeVisible()
}

test('[FX-1] [VOUCH-1] the store takes dollars and vouchers: change in its own money, and a voucher once', async ({ counter: page }) => {
  await signOn(page, 'Dmitri K.')
  await takeMore(page)
  await page.screenshot({ path: test.info().outputPath('settings.png') })
  await keys(page, 'Escape', 'Escape')
  await some(page)
  await keys(page, 'F12', 'F8')
  await page.keyboard.type('LV-77', { delay: 60 })
  await keys(page, 'Enter', '1')
  await page.screenshot({ path: test.info().outputPath('voucher.png') })
  await keys(page, 'Enter')
  await expect(kept(page)).toContainText('LV77')
  await keys(page, '5')
  await expect(page.getByTestId('worth-USD')).toContainText('£4.00')
  await page.screenshot({ path: test.info().outputPath('foreign.png') })
  await keys(page, 'F4')
  await expect(page.getByTestId('view-finish')).toContainText('£2.30')
  await page.screenshot({ path: test.info().outputPath('finish.png') })
  await some(page)
  await keys(page, 'F12', 'F8')
  await page.keyboard.type('lv 77', { delay: 60 })
  await keys(page, 'Enter', '1', 'Enter')
  await expect(page.getByRole('alert')).toHaveAttribute('data-code', 'voucher.used')
})
