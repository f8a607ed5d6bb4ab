import Database from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { append, batchOf, enrol, post, saleBody, testRegister } from '../../src/headoffice/register.fixture.ts'

let office: HeadOffice
let folder: string

test.beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tillwright-books-away-'))
  office = await startHeadOffice({ dataDirectory: folder, store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }, clock: Date.now, log: () => undefined, watchTimes: { everyMs: 50, graceMs: 400 } })
  const register = testRegister()
  const { code } = await office.createEnrolmentCode()
  await enrol(office.url, register, code)
  append(register, { body: { ...(saleBody('1-1', 500) as object), lines: 'none' } })
  expect((await post(office.url, register, batchOf(register, 1, 1))).status).toBe(200)
})
test.afterEach(async () => {
  await office.close()
  rmSync(folder, { recursive: true, force: true })
})

test('[REP-17] while its books are away the open page says so and of when its figures are, claims nothing of now, and goes on by itself when they are back', async ({ page }) => {
  await page.goto(office.pageUrl())
  const status = page.getByRole('status').first()
  await expect(status).toHaveText('● live')
  const calm = page.getByText('Every register is heard from')
  await expect(calm.first()).toBeVisible()
  const other = new Database(path.join(folder, 'head-office.db'))
  other.exec('BEGIN IMMEDIATE')
  try {
    await expect(page.getByRole('alert')).toContainText(/can not read or write its books just now\. What you see is of \d+ \w+ \d{4}, \d\d:\d\d\. Registers go on selling and keep everything/)
    await expect(status).toHaveText('▲ books away')
    await expect(calm).toHaveCount(0)
    await expect(page.getByText('Nothing is missing')).toHaveCount(0)
    await page.getByRole('button', { name: '中文' }).click()
    await expect(page.getByRole('alert')).toContainText('目前无法读写账簿')
    await expect(status).toHaveText('▲ 账簿不可用')
    await page.getByRole('button', { name: 'English' }).click()
  } finally {
    other.exec('ROLLBACK')
    other.close()
  }
  await expect(status).toHaveText('● live')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(calm.first()).toBeVisible()
})

test('[REP-17] a page that is opened while nobody can be looked up shows words, and the figures once that is over', async ({ page }) => {
  let away = true
  for (const address of ['**/api/me', '**/api/overview', '**/api/events']) {
    await page.route(address, (route) => (away ? route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ type: '/problems/database-away', title: 'away', status: 503 }) }) : route.continue()))
  }
  await page.goto(office.pageUrl())
  await expect(page.getByRole('alert')).toContainText('can not read or write its books just now. Registers go on selling')
  await expect(page.getByText('There is nothing to show until head office has its books again')).toBeVisible()
  away = false
  await expect(page.getByRole('status').first()).toHaveText('● live', { timeout: 10_000 })
  await expect(page.getByText('Every register is heard from').first()).toBeVisible()
})
