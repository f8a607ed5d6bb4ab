import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { appendRefund, appendSale, refundedBody, soldBody } from '../../src/headoffice/refunds.fixture.ts'
import { batchOf, enrol, post, testRegister } from '../../src/headoffice/register.fixture.ts'
import { picture } from './look.ts'

let office: HeadOffice
let folder: string

test.beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tillwright-head-office-'))
  office = await startHeadOffice({ dataDirectory: folder, store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }, clock: Date.now, log: () => undefined })
  const register = testRegister()
  const { code } = await office.createEnrolmentCode()
  await enrol(office.url, register, code)
  const sale = soldBody('1-1', [{ price: 600, pieces: 3 }])
  appendSale(register, sale)
  for (const number of ['1-2', '1-3']) appendRefund(register, refundedBody(number, sale, [{ lineNo: 1, pieces: 3 }], [], 'known'))
  appendRefund(register, refundedBody('1-4', soldBody('9-1', [{ price: 500, pieces: 1 }]), [{ lineNo: 1, pieces: 1 }]))
  expect((await post(office.url, register, batchOf(register, 1, 4))).status).toBe(200)
})
test.afterEach(async () => {
  await office.close()
  rmSync(folder, { recursive: true, force: true })
})

test('[RETH-15] a contradicted refund is looked at and put away by keys, and what is not verified is marked in the list', async ({ page }) => {
  await page.goto(office.pageUrl())
  await expect(page.getByRole('button', { name: /Refund 1-4.*not verified yet/ })).toBeVisible()
  await expect(page.getByRole('button', { name: /Refund 1-3.*does not agree/ })).toBeVisible()
  const finding = page.getByRole('button', { name: /Refund 1-3, line 1.*Details/ })
  await finding.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Refund 1-3' })
  await dialog.getByRole('button', { name: /put it away/ }).click()
  await expect(dialog.getByRole('alert'), 'a name there has to be').toContainText('Type your name first')
  await page.keyboard.type('Ann')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Scanned twice')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(finding).toBeHidden()
  await page.getByRole('button', { name: /Refund 1-3.*looked at/ }).click()
  await expect(dialog).toContainText('had come back already, with refund 1-2')
  await expect(dialog).toContainText(/Looked at by Ann.*Scanned twice/)
  await expect(dialog.getByRole('textbox')).toHaveCount(0)
})

test('[HOP-16] on a small screen neither column stands empty beside the other, and in a dialog Save is the larger of Save and Close', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.goto(office.pageUrl())
  await expect(page.getByRole('button', { name: /Refund 1-4.*not verified yet/ })).toBeVisible()
  const columns = await page.locator('.columns > .side').all()
  const heights = await Promise.all(columns.map(async (one) => (await one.boundingBox())?.height ?? 0))
  expect(heights.length).toBe(2)
  expect(Math.min(...heights), `of ${heights.join(' and ')}`).toBeGreaterThan(Math.max(...heights) / 2)
  await picture(page, 'head-office-1366')
  // What needs a look comes before the day's sales, also where there is one column.
  for (const width of [1366, 600]) {
    await page.setViewportSize({ width, height: 768 })
    const [concerns, sales] = await Promise.all(['Needs a look', 'Sales as they arrive'].map(async (name) => (await page.getByRole('heading', { name, exact: true }).boundingBox())?.y ?? -1))
    expect(concerns).toBeLessThan(sales ?? -1)
  }
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Settings of a store' })
  await dialog.getByRole('button', { name: /Returns/ }).first().click()
  const [save, close] = await Promise.all(['Save', 'Close'].map(async (name) => (await dialog.getByRole('button', { name, exact: true }).boundingBox())?.width ?? 0))
  expect(save).toBeGreaterThan(close ?? Infinity)
})
