import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { axe } from './look.ts'

let office: HeadOffice
let folder: string

test.beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tillwright-office-backups-'))
  office = await startHeadOffice({ dataDirectory: folder, store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }, clock: Date.now, log: () => undefined })
})
test.afterEach(async () => {
  await office.close()
  rmSync(folder, { recursive: true, force: true })
})

test('[HOB-7] the page says that there is no backup yet, has one made by keys, and says in both languages what is in it', async ({ page }) => {
  await page.goto(office.pageUrl())
  const panel = page.locator('section.panel', { has: page.getByRole('heading', { name: 'Backups' }) })
  await expect(panel).toContainText('Beside the books: none yet')
  const make = panel.getByRole('button', { name: 'Back up now' })
  expect((await make.boundingBox())?.height).toBeGreaterThanOrEqual(47.5)
  await make.focus()
  await page.keyboard.press('Enter')
  await expect(panel).toContainText('made just now, looked through: 0 entries')
  expect(readdirSync(path.join(folder, 'backups')).filter((name) => name.endsWith('.backup.db'))).toHaveLength(1)
  expect(await axe(page)).toEqual([])
  await page.getByRole('button', { name: '中文' }).click()
  await expect(page.locator('section.panel', { has: page.getByRole('heading', { name: '备份' }) })).toContainText('刚刚备份，已核验：0 条记录')
})
