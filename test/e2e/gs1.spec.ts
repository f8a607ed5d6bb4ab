import { type Page } from '@playwright/test'
import { basket, expect, goods, lines, signOn, test } from './fixture.ts'

const milk = `01${goods.milk.gtin.padStart(14, '0')}`

/** A gun that types: `|` stands for its separator, which it sends as `separator`. */
async function typeLabel(page: Page, label: string, separator: string): Promise<void> {
  for (const [index, part] of label.split('|').entries()) {
    if (index > 0) await page.keyboard.press(separator)
    await page.keyboard.type(part)
  }
  await page.keyboard.press('Enter')
}

test('[E2E-30] a GS1 label that a gun types is a line with its lot, last day and serial, and F8 in it opens no drawer', async ({ counter: page }) => {
  await signOn(page, 'Mei Lin')
  await typeLabel(page, `${milk}1730123110L7|21S1`, 'Control+]')
  await expect(lines(page)).toHaveCount(1)
  await page.keyboard.press('ArrowUp')
  await expect(page.getByTestId('line-detail')).toHaveText('Last day 31 Dec 2030 · Lot L7 · Serial S1')
  await expect(page.getByRole('textbox').first()).toHaveValue('')

  await typeLabel(page, `${milk}1730123110L8|21S2`, 'F8')
  await expect(lines(page)).toHaveCount(2)
  await expect(page.getByTestId('view-sell')).toBeVisible()
  await expect(lines(page).last()).toContainText('31 Dec 2030')

  await typeLabel(page, `https://id.example.com/01/${goods.milk.gtin.padStart(14, '0')}/10/L9/21/S3?17=301231`, 'F8')
  await expect(lines(page)).toHaveCount(3)

  await page.keyboard.press('F8')
  await expect(page.getByTestId('view-drawer')).toBeVisible()
  await page.keyboard.press('Escape')
})

test('[E2E-31] what is past its last day, and a serial number that is in the sale, are refused with their sentences', async ({ counter: page }) => {
  await signOn(page, 'Mei Lin')
  await typeLabel(page, `${milk}17200131`, 'F8')
  await expect(page.getByRole('alert')).toContainText('after 31 Jan 2020')
  await typeLabel(page, `${milk}21S1`, 'F8')
  await expect(lines(page)).toHaveCount(1)
  await typeLabel(page, `${milk}21S1`, 'F8')
  await expect(page.getByRole('alert')).toContainText('serial number S1')
  await expect(basket(page).getByRole('status')).toContainText('1.45')
})

test('[E2E-32] a label that cannot be read is a red line that says what is wrong with it', async ({ counter: page }) => {
  await signOn(page, 'Mei Lin')
  await typeLabel(page, `]C1${milk}17301331`, 'F8')
  await expect(lines(page)).toContainText(['The date on this label does not exist'])
  await page.keyboard.press('ArrowUp')
  await expect(page.getByTestId('line-detail')).toContainText('Put the item aside')
})
