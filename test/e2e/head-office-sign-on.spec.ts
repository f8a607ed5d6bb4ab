import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'

let office: HeadOffice
let folder: string

test.beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tillwright-sign-on-'))
  office = await startHeadOffice({ dataDirectory: folder, store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }, clock: Date.now, log: () => undefined })
})
test.afterEach(async () => {
  await office.close()
  rmSync(folder, { recursive: true, force: true })
})

test('[HOP-9] another language at the sign-on leaves what was typed and says what was refused in it, and whoever pressed stands there still', async ({ page }) => {
  const headers = { origin: office.url, 'content-type': 'application/json' }
  const opened = await fetch(`${office.url}/api/session`, { method: 'POST', headers, body: JSON.stringify({ secret: new URL(office.pageUrl()).hash.replace('#secret=', '') }) })
  const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  expect((await fetch(`${office.url}/api/first-owner`, { method: 'POST', headers: { ...headers, cookie }, body: JSON.stringify({ signOnName: 'ann', name: 'Ann', passphrase: 'gulls over wet slate' }) })).status).toBe(204)
  await page.goto(office.url)
  await page.getByLabel('Sign-on name').fill('ann')
  await page.getByLabel('Passphrase').fill('gulls over dry slate')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'That does not fit' })).toBeVisible()
  await page.getByLabel('Passphrase').fill('gulls over wet slate')
  const other = page.getByRole('button', { name: '中文' })
  await other.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible()
  await expect(page.locator('form input').nth(0)).toHaveValue('ann')
  await expect(page.locator('form input').nth(1)).toHaveValue('gulls over wet slate')
  await expect(page.getByRole('alert').filter({ hasText: /\p{Script=Han}/u })).toBeVisible()
  await expect(page.locator('header button:focus')).toBeVisible()
  await page.locator('form button[type=submit]').click()
  await expect(page.getByRole('button', { name: 'Ann' })).toBeVisible()
})
