import { type Page } from '@playwright/test'
import { basket, expect, goods, lines, scan, test } from './fixture.ts'
import { view } from './return-steps.ts'
import { keys, signOnByKeys } from './walk-steps.ts'

async function sell(page: Page): Promise<void> {
  await scan(page, goods.milk.gtin)
  await expect(lines(page)).toHaveCount(1)
  await keys(page, 'F10')
  await expect(view(page, 'finish')).toBeVisible()
  await keys(page, 'Enter')
  await expect(view(page, 'sell')).toBeVisible()
}

test('[REP-13] a price that is changed at head office is that of the till’s next scan, head office sees it arrive, and the journal says which version it was', async ({ counter: page, till, browser }) => {
  test.setTimeout(90_000)
  await signOnByKeys(page, 'Dmitri K.')
  const office = await browser.newPage()
  await office.goto(till.headOffice)
  await office.getByRole('button', { name: 'Items' }).click()
  await office.getByRole('button', { name: 'New item' }).click()
  await office.getByLabel('Name in English').fill('Fresh milk')
  await office.getByLabel('SKU').fill('MILK')
  await office.getByLabel('Barcodes, apart by spaces').fill(goods.milk.gtin)
  await office.getByLabel('Currency').selectOption('GBP')
  await office.getByLabel('Price', { exact: true }).fill('7.77')
  await office.getByLabel('Your name').fill('Ann')
  await office.getByRole('button', { name: 'Save' }).click()
  const row = office.getByRole('button', { name: /Fresh milk/ })
  await expect(row).toContainText('£7.77')

  // Whatever the till sends brings the news back.
  await sell(page)
  await expect(row).toContainText('at every register', { timeout: 40_000 })
  await scan(page, goods.milk.gtin)
  await expect(basket(page)).toContainText('Fresh milk')
  await expect(basket(page)).toContainText('7.77')

  // Changed again, the basket that is open keeps what it was rung up with.
  await row.click()
  await office.getByLabel('Price', { exact: true }).fill('8.88')
  await office.getByRole('button', { name: 'Save' }).click()
  await expect(row).toContainText('£8.88')
  await keys(page, 'F10')
  await expect(view(page, 'finish')).toBeVisible()
  await keys(page, 'Enter')
  await expect(row).toContainText('at every register', { timeout: 40_000 })
  await scan(page, goods.milk.gtin)
  await expect(basket(page)).toContainText('8.88')
  await keys(page, 'Control+k')
  await expect(page.getByTestId('journal-row').filter({ hasText: /Items received from head office: .*Head office’s version 2/ })).toHaveCount(1)
  await office.close()
})
