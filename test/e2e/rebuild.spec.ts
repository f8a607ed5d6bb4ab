import path from 'node:path'
import { type Browser, type Page } from '@playwright/test'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { ask, sellMilk, signOn, startRegister } from '../integration/register.fixture.ts'
import { expect, goods, lines, scan, test } from './fixture.ts'
import { axe, drawn, picture, shapeFaults } from './look.ts'
import { ownTills } from './own-tills.ts'
import { slowly } from './walk-steps.ts'

const { open, stopAll } = ownTills()
const pin = '4829'

let office: HeadOffice
test.beforeEach(async ({ data }) => {
  office = await startHeadOffice({ dataDirectory: path.join(data, 'office'), store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 0 }, clock: Date.now, log: () => undefined })
})
test.afterEach(async () => office.close())

/** One that sold twice, sent all of it, and is gone. */
async function lostRegister(data: string, demoStore: 'gb' | 'cn'): Promise<void> {
  const { code } = await office.createEnrolmentCode()
  const { register } = await startRegister(path.join(data, 'lost'), { demoStore, headOffice: office.url, enrolmentCode: code })
  await signOn(register)
  for (let sold = 0; sold < 2; sold += 1) await sellMilk(register)
  await expect.poll(() => register.replicator.view().state === 'healthy' && register.replicator.view().waiting === 0, { timeout: 30_000 }).toBe(true)
  expect((await ask(register, 'receipts', { limit: 5 })).receipts).toHaveLength(2)
  await register.close()
}

/** As head office's page shows it, by keys in its own window. */
async function codeOf(browser: Browser, words: { readonly register: RegExp; readonly begin: string }, language: 'en' | 'zh-CN'): Promise<string> {
  const page = await browser.newPage()
  await page.addInitScript(`localStorage.setItem('tillwright.language', '${language}')`)
  await page.goto(office.pageUrl())
  const row = page.getByRole('button', { name: words.register })
  await row.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: words.begin }).focus()
  expect.soft(await axe(page)).toEqual([])
  await page.keyboard.press('Enter')
  const shown = page.locator('output.code')
  await expect(shown).toHaveText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  expect.soft(await axe(page)).toEqual([])
  const code = (await shown.textContent()) ?? ''
  await page.close()
  return code
}

async function look(page: Page, name: string): Promise<void> {
  await drawn(page)
  await picture(page, `rebuild-${name}`)
  expect.soft(await shapeFaults(page), name).toEqual([])
  expect.soft(await axe(page), name).toEqual([])
}

test('[REB-10] by keys alone, a code of head office’s page brings back a register whose machine is gone, and it sells on', async ({ page, data, browser }) => {
  test.setTimeout(180_000)
  await lostRegister(data, 'gb')
  const fresh = path.join(data, 'fresh')
  await open(page, fresh)
  for (let down = 0; down < 2; down += 1) await page.keyboard.press('ArrowDown')
  await expect(page.getByTestId('setup-way-rebuild')).toHaveAttribute('aria-pressed', 'true')
  await look(page, 'en-1-start')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('setup-ownerName')).toBeFocused()
  await page.keyboard.type('Mei', slowly)
  for (const _field of ['pin', 'pinAgain']) {
    await page.keyboard.press('Tab')
    await page.keyboard.type(pin, slowly)
  }
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('setup-headOfficeUrl')).toBeFocused()
  await page.keyboard.type(office.url, { delay: 5 })
  await page.keyboard.press('Tab')
  await page.keyboard.type('0000 0000 0000', slowly)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('setup-fault')).toContainText('does not know this code')
  await look(page, 'en-2-wrong')
  const code = await codeOf(browser, { register: /^Register 1/, begin: 'Rebuild on a new machine' }, 'en')
  await expect(page.getByTestId('setup-enrolmentCode')).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type(code, slowly)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('setup-rebuilt')).toContainText('Register 1', { timeout: 30_000 })
  await expect(page.getByTestId('setup-rebuilt')).toContainText('1-2001')
  await look(page, 'en-3-rebuilt')
  await page.reload()
  await expect(page.getByTestId('setup-rebuilt'), 'whoever opens the page is told').toContainText('Harbour')

  await stopAll()
  await open(page, fresh)
  await page.getByTestId('operator').filter({ hasText: 'Mei' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type(pin, slowly)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('view-sell')).toBeVisible()
  await scan(page, goods.milk.gtin)
  await expect(lines(page)).toHaveCount(1)
  await page.keyboard.press('F10')
  await expect(page.getByTestId('view-finish')).toBeVisible()
  await page.keyboard.press('Control+r')
  await expect(page.getByTestId('view-receipts')).toBeVisible()
  for (const number of ['1-2001', '1-2', '1-1']) await expect(page.getByText(number, { exact: true }).first()).toBeVisible()
})

test('[REB-11] by touch alone, in Chinese, on a narrow screen', async ({ page, data, browser }) => {
  test.setTimeout(180_000)
  await page.setViewportSize({ width: 1024, height: 768 })
  await lostRegister(data, 'cn')
  await open(page, path.join(data, 'fresh'))
  const tap = (testId: string) => page.getByTestId(testId).click()
  for (const each of ['setup-language-zh-CN', 'setup-way-rebuild']) await tap(each)
  await look(page, 'zh-1-start')
  await tap('setup-next')
  await page.getByTestId('setup-ownerName').fill('梅')
  for (const field of ['setup-pin', 'setup-pinAgain']) {
    await tap(field)
    for (const digit of pin) await page.getByRole('group', { name: 'PIN 键盘' }).getByRole('button', { name: digit, exact: true }).click()
  }
  await tap('setup-next')
  await page.getByTestId('setup-headOfficeUrl').fill(office.url)
  await page.getByTestId('setup-enrolmentCode').fill(await codeOf(browser, { register: /^1 号收银机/, begin: '在新电脑上重建' }, 'zh-CN'))
  await look(page, 'zh-2-code')
  await tap('setup-next')
  await expect(page.getByTestId('setup-rebuilt')).toContainText('下一张小票为 1-2001', { timeout: 30_000 })
  await look(page, 'zh-3-rebuilt')
})
