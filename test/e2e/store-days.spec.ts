import { type Page } from '@playwright/test'
import path from 'node:path'
import { startHeadOffice } from '../../src/headoffice/index.ts'
import { expect, goods, scan, test } from './fixture.ts'
import { axe, shapeFaults } from './look.ts'
import { view } from './return-steps.ts'
import { keys, signOnByKeys } from './walk-steps.ts'

/** One sale, and the shift closed over it, by keys alone. Whoever does it may accept what is short. */
async function sellAndClose(page: Page): Promise<void> {
  await scan(page, goods.milk.gtin)
  await keys(page, 'F10')
  await expect(view(page, 'finish')).toBeVisible()
  await keys(page, 'Enter')
  await expect(view(page, 'sell')).toBeVisible()
  await keys(page, 'Shift+F8')
  await expect(page.getByTestId('shift-number')).toBeVisible()
  await keys(page, 'F10')
  await expect(view(page, 'count')).toBeVisible()
  await keys(page, '1', 'Enter', 'F10')
  await expect(page.getByTestId('over-short-cash')).toBeVisible()
  await keys(page, 'Enter')
  await expect(view(page, 'cashText')).toBeVisible()
  await keys(page, '4', '2', '7', '1', 'Enter')
  await expect(page.getByTestId('z-closed')).toContainText('Z 1')
}

test('[REP-16] a Z by keys, and both screens say that the day is complete at head office, in both languages', async ({ counter: page, till, browser }) => {
  test.setTimeout(90_000)
  await signOnByKeys(page, 'Dmitri K.')
  await sellAndClose(page)
  await expect(page.getByTestId('day-complete')).toContainText(/Day .*: complete at head office/, { timeout: 20_000 })
  await expect(page.getByTestId('day-complete')).toContainText('1 document')
  expect(await shapeFaults(page)).toEqual([])
  expect(await axe(page)).toEqual([])
  await keys(page, 'Escape')
  await keys(page, 'Shift+F8')
  await expect(page.getByRole('region', { name: 'Days at head office' }).getByTestId('day-complete')).toHaveCount(1)
  expect(await axe(page)).toEqual([])

  const office = await browser.newPage()
  await office.goto(till.headOffice)
  const day = office.getByRole('button', { name: /Complete: every register’s documents are all here.*Details/ })
  await day.focus()
  await office.keyboard.press('Enter')
  await expect(office.getByRole('dialog')).toContainText('Register 1: complete, 1 document.')
  await office.keyboard.press('Escape')
  await expect(day).toBeFocused()
  await office.getByRole('button', { name: '切换到中文' }).click()
  await office.getByRole('button', { name: /已完整：所有收银机的单据都已到齐/ }).click()
  await expect(office.getByRole('dialog')).toContainText('1 号收银机：已完整，共 1 张单据。')
  // The shop sells on, and what stands open follows.
  await keys(page, 'Escape')
  await expect(view(page, 'sell')).toBeVisible()
  await scan(page, goods.milk.gtin)
  await keys(page, 'F10')
  await expect(view(page, 'finish')).toBeVisible()
  await expect(office.getByRole('dialog')).toContainText('等待 1 号收银机的 Z 报表', { timeout: 20_000 })
  await office.close()
})

test('[REP-16] a Z with head office stopped waits, says so, and is complete after it is back', async ({ counter: page, till, data }) => {
  test.setTimeout(120_000)
  await signOnByKeys(page, 'Dmitri K.')
  const port = Number(new URL(till.headOffice).port)
  await till.stopHeadOffice()
  await sellAndClose(page)
  await expect(page.getByTestId('day-waiting')).toContainText(/not confirmed by head office yet/, { timeout: 20_000 })
  await expect(page.getByTestId('day-waiting')).toContainText('confirmed by itself when the line is back')
  const office = await startHeadOffice({ dataDirectory: path.join(data, 'head-office'), port, store: { name: 'unused', chainName: 'unused', language: 'en', timeZone: 'UTC', cutOffHour: 0 }, clock: Date.now, log: () => undefined })
  try {
    await expect(page.getByTestId('day-complete')).toContainText('complete at head office', { timeout: 60_000 })
  } finally {
    await office.close()
  }
})
