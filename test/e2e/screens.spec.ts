import AxeBuilder from '@axe-core/playwright'
import { type Page } from '@playwright/test'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, goods, lines, outcomes, scan, signOn, test } from './fixture.ts'

const folder = path.resolve(fileURLToPath(new URL('../../screenshots', import.meta.url)))

/** A picture for people, and a look by axe that finds nothing. Both after the fonts are there. */
async function lookAt(page: Page, name: string): Promise<void> {
  await page.evaluate('document.fonts.ready.then(() => undefined)')
  await page.screenshot({ path: path.join(folder, `${name}.png`) })
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`).join(' | ')}`)
  expect(found, name).toEqual([])
}

test('[E2E-18] every screen of a sale is one a screen reader and weak eyes can use', async ({ counter: page, till, context }) => {
  test.slow()
  await expect(page.getByRole('button', { name: 'Mei Lin' })).toBeVisible()
  await page.getByRole('button', { name: 'Mei Lin' }).click()
  await lookAt(page, 'sign-on')

  await signOn(page, 'Mei Lin')
  for (const { gtin } of [goods.milk, goods.milk, goods.croissant, goods.cola]) await scan(page, gtin)
  await expect(lines(page)).toHaveCount(3)
  await scan(page, '4006381333931')
  await lines(page).filter({ hasText: 'Unknown barcode' }).getByRole('button', { name: 'Remove' }).click()
  await lines(page).filter({ hasText: goods.cola.en }).getByRole('button').first().click()
  await lookAt(page, 'checkout-light')
  await page.getByRole('button', { name: 'Dark' }).click()
  await lookAt(page, 'checkout-dark')
  await page.getByRole('button', { name: 'Light' }).click()
  await page.getByRole('button', { name: '中文' }).click()
  await expect(lines(page, '商品行')).toHaveCount(4)
  await lookAt(page, 'checkout-zh')
  await page.getByRole('button', { name: 'English' }).click()

  await page.keyboard.press('F12')
  await page.getByRole('group', { name: 'Likely amounts' }).getByRole('button', { name: '20', exact: true }).click()
  await lookAt(page, 'tender')
  await page.keyboard.press('Enter')
  await expect(outcomes(page)).toContainText('Receipt printed')
  await lookAt(page, 'finish')

  const office = await context.newPage()
  await office.goto(till.headOffice)
  await expect(office.getByRole('listitem').filter({ hasText: '1-1' })).toBeVisible()
  await lookAt(office, 'head-office')
})
