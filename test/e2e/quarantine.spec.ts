import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { append, appendText, batchOf, enrol, post, saleBody, testRegister } from '../../src/headoffice/register.fixture.ts'
import { axe } from './look.ts'

let office: HeadOffice
let folder: string

test.beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tillwright-quarantine-'))
  office = await startHeadOffice({ dataDirectory: folder, store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }, clock: Date.now, log: () => undefined })
  const register = testRegister()
  const { code } = await office.createEnrolmentCode()
  await enrol(office.url, register, code)
  append(register, { body: { ...(saleBody('1-1', 500) as object), lines: 'none' } })
  appendText(register, '<b>no entry</b>')
  append(register, { body: saleBody('1-2', 700) })
  expect((await post(office.url, register, batchOf(register, 1, 3))).status).toBe(200)
})
test.afterEach(async () => {
  await office.close()
  rmSync(folder, { recursive: true, force: true })
})

test('[REP-8] what could not be read is opened by keys, read, sent again, discarded with a reason and put back, in both languages', async ({ page }) => {
  await page.goto(office.pageUrl())
  const row = page.getByRole('button', { name: /Sale 1-1 · Register 1.*Kept, not counted: its sale can not be read/ })
  await row.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Sale 1-1 · Register 1' })
  await expect(dialog.getByLabel('What the register wrote')).toContainText('"lines": "none"')
  expect(await axe(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Discard' }).click()
  await expect(dialog.getByRole('alert'), 'a name there has to be').toContainText('Type your name first')
  await page.keyboard.type('Ann')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('status')).toContainText('It stays in quarantine: its sale can not be read.')
  await expect(dialog).toContainText(/Ann sent it again, .*It stays: its sale can not be read/)

  await dialog.getByLabel('Your name').fill('Ann')
  await dialog.getByRole('button', { name: 'Discard' }).click()
  await expect(dialog.getByRole('alert'), 'and a reason').toContainText('Type why it is discarded first')
  await page.keyboard.type('Rung up by mistake')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('status')).toContainText('Discarded, not counted')
  await expect(dialog).toContainText(/Ann discarded it, .*Rung up by mistake/)
  await page.keyboard.press('Escape')
  await expect(page.getByText('its sale can not be read. Open')).toHaveCount(0)

  await page.getByRole('button', { name: '切换到中文' }).click()
  await page.getByRole('button', { name: /销售单 1-1.*已作废，不计入/ }).click()
  const again = page.getByRole('dialog', { name: '销售单 1-1 · 1 号收银机' })
  await again.getByLabel('您的姓名').fill('小林')
  await again.getByRole('button', { name: '放回隔离' }).click()
  await expect(again.getByRole('status')).toContainText('已放回隔离。')
  await expect(again).toContainText(/小林 于 .* 放回隔离/)
  expect(await axe(page)).toEqual([])
})

test('[REP-8] a text that is no entry is shown as it came and copied as it came, and is never taken for a part of the page', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(office.pageUrl())
  await page.getByRole('button', { name: /Entry 2 · Register 1.*it is no entry at all/ }).first().click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('What the register wrote')).toHaveText('<b>no entry</b>')
  await dialog.getByRole('button', { name: 'Copy it' }).click()
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible()
  await page.evaluate('navigator.clipboard.readText()').then((copied) => expect(copied).toBe('<b>no entry</b>'))
})
