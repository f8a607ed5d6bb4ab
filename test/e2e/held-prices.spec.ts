import { type Page } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, goods, scan, test } from './fixture.ts'
import { keys, lines, signOnByKeys } from './walk-steps.ts'

/** Other prices, into the till while it sells: the way a shop would. */
function reprice(data: string, rows: readonly string[]): void {
  const file = path.join(data, 'prices.csv')
  writeFileSync(file, `gtin,name,price\n${rows.join('\n')}\n`)
  const { status, stderr } = spawnSync(process.execPath, [path.resolve('out/main/import-items.cjs'), file, '--data', data], { encoding: 'utf8' })
  expect(status, stderr).toBe(0)
}
const dearer = [`${goods.milk.gtin},Milk,7.77`, `${goods.cola.gtin},Cola,8.88`]

async function hold(page: Page): Promise<void> {
  for (const { gtin } of [goods.milk, goods.cola, goods.croissant]) await scan(page, gtin)
  await expect(lines(page)).toHaveCount(3)
  await keys(page, 'F5', 'F5')
  await expect(lines(page)).toHaveCount(0)
}

test('[E2E-163] a held sale says what holds of its prices, shows both, and goes over to today\'s with one key', async ({ counter: page, data }) => {
  await signOnByKeys(page, 'Mei Lin')
  await hold(page)
  reprice(data, dearer)
  await keys(page, 'F5')
  await expect(page.getByTestId('held-rule')).toContainText('keeps the prices the customer was told')
  await keys(page, 'Enter')
  await expect(lines(page)).toHaveCount(3)
  await expect(page.getByTestId('price-today')).toContainText('2 prices are others today')
  await expect(lines(page).first()).toContainText(/told \d+\.\d\d, today 7\.77/)
  await expect(lines(page).last(), 'what costs the same is not marked').not.toContainText('today')
  // The first line alone, by its key; a cashier needs nobody for the shop's own price.
  await keys(page, 'ArrowDown')
  await expect(page.getByTestId('line-detail')).toContainText(/The customer was told £\d+\.\d\d\. Today it costs £7\.77\./)
  await keys(page, 'Control+e')
  await expect(page.getByTestId('price-today')).toContainText('1 price is another today')
  await expect(lines(page).first()).toContainText('Today’s price')
  await keys(page, 'Shift+F5')
  await expect(page.getByTestId('price-today')).toBeHidden()
  await expect(lines(page).nth(1)).toContainText('8.88')
  await keys(page, 'F10')
  await expect(page.getByTestId('view-finish')).toBeVisible()
})

test.describe('with a finger', () => {
  test.use({ hasTouch: true, store: 'cn', viewport: { width: 1024, height: 768 } })

  test('[E2E-164] by touch, in Chinese: one line, then all', async ({ counter: page, data }) => {
    await signOnByKeys(page, 'Mei Lin')
    await hold(page)
    reprice(data, dearer)
    await page.getByTestId('held-pill').tap()
    await expect(page.getByTestId('held-rule')).toContainText('告诉顾客的价格')
    await page.getByTestId('held').tap()
    await expect(page.getByTestId('price-today')).toContainText('2 件今天价格不同')
    await expect(lines(page).first()).toContainText(/原告知 \d+\.\d\d, 今日 7\.77/)
    await lines(page).first().getByRole('button').first().tap()
    await expect(page.getByTestId('price-today-line')).toContainText('改为今日 ¥7.77')
    await page.getByTestId('price-today-line').tap()
    await expect(page.getByTestId('price-today')).toContainText('1 件今天价格不同')
    await page.getByTestId('price-today-all').tap()
    await expect(page.getByTestId('price-today')).toBeHidden()
  })
})
