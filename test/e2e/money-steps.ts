import { type Page } from '@playwright/test'
import { expect, goods, scan } from './fixture.ts'
import { view } from './return-steps.ts'
import { keys, lines } from './walk-steps.ts'

/** What stands under a number for money, and what finds the customer who has an account. */
export const giftCard = '6364000012345678'
export const member = '4006381333931'
export const kept = (page: Page) => page.getByTestId('kept-tenders').getByRole('listitem')
export const finished = (page: Page) => expect(view(page, 'finish')).toBeVisible()

/** A manager's work before the day: dollars and vouchers are taken, and a customer has an account. */
export async function setUp(page: Page): Promise<void> {
  await keys(page, 'Control+,')
  await page.getByTestId('settings-store').click()
  await page.getByTestId('currency-rate').fill('2')
  await page.getByTestId('currency-save').click()
  await expect(page.getByTestId('currency-USD')).toBeVisible()
  await page.getByTestId('voucher-en').fill('Lunch')
  await page.getByTestId('voucher-zh').fill('餐券')
  await page.getByTestId('voucher-save').click()
  await expect(page.getByTestId('voucher-lunch')).toBeVisible()
  await page.getByRole('navigation').getByRole('button').first().click()
  await expect(view(page, 'sell')).toBeVisible()
  await keys(page, 'Shift+F2')
  await expect(view(page, 'customers')).toBeVisible()
  await keys(page, 'Control+n')
  await page.getByTestId('customer-name').fill('Maria Santos')
  await page.getByTestId('customer-member').fill(member)
  await page.getByTestId('customer-limit').fill('500')
  await page.getByTestId('customer-save').click()
  await expect(page.getByTestId('basket-customer')).toBeVisible()
  await keys(page, 'Control+Delete')
  await expect(page.getByTestId('basket-customer')).toHaveCount(0)
  await keys(page, 'Control+l')
  await expect(view(page, 'sign-on')).toBeVisible()
}

export async function ring(page: Page): Promise<void> {
  await scan(page, goods.milk.gtin)
  await expect(lines(page)).toHaveCount(1)
}
