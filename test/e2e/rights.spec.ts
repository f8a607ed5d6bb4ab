import { type Page } from '@playwright/test'
import { expect, goods, scan, test } from './fixture.ts'
import { arrowTo, keys, lines, signOnByKeys } from './walk-steps.ts'

async function openMatrix(page: Page): Promise<void> {
  await keys(page, 'Control+,', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter')
  await expect(page.getByTestId('grant-sell-cashier')).toBeVisible()
}

test('[E2E-64] the matrix is changed with keys alone, counts at once, and is there again', async ({ counter: page }) => {
  await signOnByKeys(page)
  await openMatrix(page)
  // Down from the first row to discounts, in the cashiers' column.
  await arrowTo(page, page.getByTestId('grant-discount-cashier'))
  await keys(page, 'Enter')
  await expect(page.getByTestId('view-grant')).toContainText('Discount')
  await keys(page, '5', 'Enter')
  await expect(page.getByTestId('grant-discount-cashier')).toHaveAccessibleName('Discount, Cashier: up to 5 %')
  await keys(page, 'Escape')
  await expect(page.getByTestId('view-settings')).toBeVisible()
  await keys(page, 'Escape', 'Control+l')
  await signOnByKeys(page, 'Mei Lin')
  await scan(page, goods.milk.gtin)
  await expect(lines(page)).toHaveCount(1)
  await keys(page, 'F4', '6', 'ArrowDown', 'Enter')
  await expect(page.getByTestId('approval')).toContainText('your limit is 5 %')
  await keys(page, 'Escape', 'Escape')
  await keys(page, 'Control+,', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter')
  await expect(page.getByTestId('rights-refused'), 'who lacks the right sees why').toContainText('Ctrl L')
})

test.describe('with a finger', () => {
  test.use({ hasTouch: true, store: 'cn' })

  test('[E2E-65] by touch, in Chinese: two people above an amount, a right taken away, and what cannot be is not offered', async ({ counter: page }) => {
    await signOnByKeys(page)
    await page.getByRole('navigation').getByRole('button', { name: '设置' }).tap()
    await page.getByTestId('settings-rights').tap()
    await page.getByTestId('grant-cancelBasket-second').tap()
    await page.getByTestId('grant-way-upTo').tap()
    for (const digit of ['5', '0']) await page.getByRole('button', { name: digit, exact: true }).tap()
    await page.getByTestId('grant-save').tap()
    await expect(page.getByTestId('grant-cancelBasket-second')).toContainText('> ¥50')
    await page.getByTestId('grant-reprint-cashier').tap()
    await page.getByTestId('grant-way-ask').tap()
    await page.getByTestId('grant-save').tap()
    await expect(page.getByTestId('grant-reprint-cashier')).toContainText('需批准')
    await page.getByTestId('grant-managePeople-admin').tap()
    await expect(page.getByTestId('grant-way-no'), 'what would be refused is not offered').toBeDisabled()
    await expect(page.getByTestId('grant-kept')).toContainText('管理员始终可以管理人员')
    await page.getByRole('button', { name: '返回', exact: true }).tap()
    await expect(page.getByTestId('grant-managePeople-admin')).toContainText('可')
  })
})
