import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { enrol, testRegister } from '../../src/headoffice/register.fixture.ts'
import { axe } from './look.ts'

let office: HeadOffice
let folder: string

test.beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tillwright-items-'))
  office = await startHeadOffice({ dataDirectory: folder, store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }, clock: Date.now, log: () => undefined })
  await enrol(office.url, testRegister(), (await office.createEnrolmentCode()).code)
})
test.afterEach(async () => {
  await office.close()
  rmSync(folder, { recursive: true, force: true })
})

/** To the next field, and what is typed there. */
async function next(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Tab')
  await page.keyboard.type(text)
}

test('[REP-13] an item is made, found, priced for a later day and withdrawn by keys, and what is wrong is said where it is, in both languages', async ({ page }) => {
  await page.goto(office.pageUrl())
  await page.getByRole('button', { name: 'Items' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Items and prices' })
  await expect(dialog).toContainText('Head office has no items for this store yet.')
  await expect(dialog.getByLabel('Search by name, SKU or barcode')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Name in English')).toBeFocused()
  await page.keyboard.type('Oat milk')
  await next(page, '燕麦奶')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toHaveText('An item needs an SKU and a name.')
  await expect(dialog.getByLabel('SKU')).toBeFocused()
  await page.keyboard.type('OAT1')
  await next(page, '5000112637922')
  await dialog.getByLabel('Currency').selectOption('GBP')
  await dialog.getByLabel('Price', { exact: true }).fill('1.999')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toContainText('This is no price in this currency')
  await dialog.getByLabel('Price', { exact: true }).fill('1.80')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Type your name first')
  await page.keyboard.type('Ann')
  expect(await axe(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('status')).toContainText('Saved. The registers have it from their next contact on.')
  await expect(dialog).toContainText('Register 1 has fetched no items yet.')

  await dialog.getByLabel('Search by name, SKU or barcode').fill('燕麦')
  const row = dialog.getByRole('button', { name: /Oat milk.*OAT1 · £1\.80 · at 0 of 1 registers/ })
  await row.focus()
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Price', { exact: true })).toBeFocused()
  await expect(dialog.getByLabel('Price', { exact: true })).toHaveValue('1.80')
  await dialog.getByLabel('Price', { exact: true }).fill('2.10')
  await dialog.getByLabel('From (empty: at once)').fill('2020-01-01T08:00')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toContainText('This moment has passed')
  // The day alone, as the browser's own field takes it key by key.
  await dialog.getByLabel('From (empty: at once)').fill('')
  await dialog.getByLabel('From (empty: at once)').focus()
  await page.keyboard.type('12252099')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Type the whole moment')
  await dialog.getByLabel('From (empty: at once)').fill('2099-12-01T08:00')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('button', { name: /£1\.80 · £2\.10 from 1 Dec 2099, 08:00/ })).toBeVisible()
  expect(await axe(page)).toEqual([])
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: '切换到中文' }).click()
  await page.getByRole('button', { name: '商品', exact: true }).click()
  const chinese = page.getByRole('dialog', { name: '商品与价格' })
  await chinese.getByRole('button', { name: /燕麦奶/ }).click()
  await chinese.getByRole('button', { name: '移除' }).click()
  await chinese.getByRole('button', { name: '保存' }).click()
  await expect(chinese.getByRole('status')).toContainText('已保存。')
  const again = chinese.getByRole('button', { name: /燕麦奶/ })
  await expect(again).not.toContainText('2099')
  await again.click()
  await chinese.getByRole('button', { name: '下架' }).click()
  await chinese.getByRole('button', { name: '确认下架，请再按一次' }).click()
  await expect(chinese.getByRole('status')).toContainText('已下架')
  await expect(chinese).toContainText('总部尚无此门店的商品')
  expect(await axe(page)).toEqual([])
})

test('[REP-13] what somebody else changed meanwhile, and a barcode of another item, are said, and nothing is saved', async ({ page, context }) => {
  await page.goto(office.pageUrl())
  const make = async (where: Page, name: string, barcode: string): Promise<void> => {
    const dialog = where.getByRole('dialog')
    await dialog.getByRole('button', { name: 'New item' }).click()
    await dialog.getByLabel('Name in English').fill(name)
    await dialog.getByLabel('SKU').fill(name)
    await dialog.getByLabel('Barcodes, apart by spaces').fill(barcode)
    await dialog.getByLabel('Currency').selectOption('GBP')
    await dialog.getByLabel('Price', { exact: true }).fill('1')
    await dialog.getByLabel('Your name').fill('Ann')
    await dialog.getByRole('button', { name: 'Save' }).click()
  }
  await page.getByRole('button', { name: 'Items' }).click()
  await make(page, 'Tea', '5000112637922')
  await expect(page.getByRole('button', { name: /Tea.*£1\.00/ })).toBeVisible()
  await make(page, 'Coffee', '05000112637922')
  await expect(page.getByRole('alert')).toHaveText('05000112637922 belongs to another item already (SKU Tea). Nothing was saved.')
  await page.getByRole('button', { name: 'Back to the list' }).click()
  await page.getByRole('button', { name: /Tea/ }).click()

  const other = await context.newPage()
  await other.goto(office.pageUrl())
  await other.getByRole('button', { name: 'Items' }).click()
  await other.getByRole('button', { name: /Tea/ }).click()
  await other.getByLabel('Price', { exact: true }).fill('1.50')
  await other.getByLabel('Your name').fill('Bo')
  await other.getByRole('button', { name: 'Save' }).click()
  await expect(other.getByRole('button', { name: /Tea.*£1\.50/ })).toBeVisible()
  await page.getByLabel('Price', { exact: true }).fill('1.20')
  await page.getByLabel('Your name').fill('Ann')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('alert')).toContainText('Somebody else changed this item meanwhile')
})
