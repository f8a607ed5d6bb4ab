import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Browser, type Page } from '@playwright/test'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { ask, sellMilk, signOn, startRegister } from '../integration/register.fixture.ts'
import { expect, goods, scan, test } from './fixture.ts'
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

const said = {
  en: { store: 'gb', name: 'Mei', unknown: 'does not know this code', register: /^Register 1/, begin: 'Rebuild on a new machine', here: 'Register 1', pad: 'PIN keypad', network: 'This till has to reach head office', next: 'What to do next', again: 'This register was rebuilt' },
  'zh-CN': { store: 'cn', name: '梅', unknown: '总部不认识这个代码', register: /^1 号收银机/, begin: '在新电脑上重建', here: '收银机 1', pad: 'PIN 键盘', network: '须能连接总部', next: '接下来请在“设置”中完成', again: '本收银机已由总部的副本重建' },
} as const

for (const language of ['en', 'zh-CN'] as const) {
  const words = said[language]
  test(`[REB-10] by keys alone, a code of head office’s page brings back a register whose machine is gone, it says what to do next, and it sells on (${language})`, async ({ page, data, browser }) => {
    test.setTimeout(180_000)
    await lostRegister(data, words.store)
    const fresh = path.join(data, 'fresh')
    await page.addInitScript(`localStorage.setItem('tillwright.language', '${language}')`)
    await open(page, fresh, ['--head-office', office.url])
    await expect(page.getByTestId('setup-way-new')).toHaveAttribute('aria-pressed', 'true')
    for (const next of ['takeOver', 'rebuild']) {
      await page.keyboard.press('ArrowDown')
      await expect(page.getByTestId(`setup-way-${next}`)).toHaveAttribute('aria-pressed', 'true')
    }
    await expect(page.getByTestId('view-setup')).toContainText(words.network)
    await look(page, `${language}-1-start`)
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('setup-ownerName')).toBeFocused()
    await page.keyboard.type('Mei', slowly)
    for (const _field of ['pin', 'pinAgain']) {
      await page.keyboard.press('Tab')
      await page.keyboard.type(pin, slowly)
    }
    await page.keyboard.press('Enter')
    // The program was started with head office's address: nobody types it anew.
    await expect(page.getByTestId('setup-headOfficeUrl')).toHaveValue(office.url)
    await expect(page.getByTestId('setup-enrolmentCode')).toBeFocused()
    await page.keyboard.type('0000 0000 0000', slowly)
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('setup-fault')).toContainText(words.unknown)
    await look(page, `${language}-2-wrong`)
    const code = await codeOf(browser, words, language)
    await expect(page.getByTestId('setup-enrolmentCode')).toBeFocused()
    await page.keyboard.press('Control+a')
    await page.keyboard.type(code, slowly)
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('setup-rebuilt')).toContainText(words.here, { timeout: 30_000 })
    await expect(page.getByTestId('setup-rebuilt')).toContainText('1-2001')
    await expect(page.getByTestId('setup-rebuilt')).toContainText(words.next)
    await look(page, `${language}-3-rebuilt`)
    await page.reload()
    await expect(page.getByTestId('setup-rebuilt'), 'whoever opens the page is told').toContainText('Harbour')

    await stopAll()
    await open(page, fresh)
    await page.getByTestId('operator').filter({ hasText: 'Mei' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type(pin, slowly)
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('view-sell')).toBeVisible()
    await expect(page.getByTestId('rebuilt-next').getByRole('listitem')).toHaveCount(7)
    await look(page, `${language}-4-next`)
    await page.getByTestId('rebuilt-settings').focus()
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('settings-devices')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.getByTestId('mended-read').focus()
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('mended')).toHaveCount(0)
    await scan(page, goods.milk.gtin)
    await expect(page.getByTestId('basket-lines').getByRole('listitem')).toHaveCount(1)
    await page.keyboard.press('F10')
    await expect(page.getByTestId('view-finish')).toBeVisible()
    await page.keyboard.press('Control+r')
    await expect(page.getByTestId('view-receipts')).toBeVisible()
    for (const number of ['1-2001', '1-2', '1-1']) await expect(page.getByText(number, { exact: true }).first()).toBeVisible()
  })

  test(`[REB-11] by touch alone, on a narrow screen (${language})`, async ({ page, data, browser }) => {
    test.setTimeout(180_000)
    await page.setViewportSize({ width: 1024, height: 768 })
    await lostRegister(data, words.store)
    await open(page, path.join(data, 'fresh'))
    const tap = (testId: string) => page.getByTestId(testId).click()
    for (const each of [`setup-language-${language}`, 'setup-way-rebuild']) await tap(each)
    await look(page, `${language}-touch-1-start`)
    await tap('setup-next')
    await page.getByTestId('setup-ownerName').fill(words.name)
    for (const field of ['setup-pin', 'setup-pinAgain']) {
      await tap(field)
      for (const digit of pin) await page.getByRole('group', { name: words.pad }).getByRole('button', { name: digit, exact: true }).click()
    }
    await tap('setup-next')
    await page.getByTestId('setup-headOfficeUrl').fill(office.url)
    await page.getByTestId('setup-enrolmentCode').fill(await codeOf(browser, words, language))
    await look(page, `${language}-touch-2-code`)
    await tap('setup-next')
    await expect(page.getByTestId('setup-rebuilt')).toContainText('1-2001', { timeout: 30_000 })
    await look(page, `${language}-touch-3-rebuilt`)

    await stopAll()
    // At its next start the till has another address here, and with it forgets which language this page was in.
    await page.addInitScript(`localStorage.setItem('tillwright.language', '${language}')`)
    await open(page, path.join(data, 'fresh'))
    await page.getByTestId('operator').filter({ hasText: words.name }).click()
    for (const digit of pin) await page.getByRole('group', { name: words.pad }).getByRole('button', { name: digit, exact: true }).click()
    await page.getByTestId('view-sign-on').getByRole('button').filter({ hasText: 'Enter' }).click()
    await expect(page.getByTestId('mended')).toContainText(words.again)
    await look(page, `${language}-touch-4-next`)
    await tap('mended-read')
    await expect(page.getByTestId('mended')).toHaveCount(0)
  })
}

test('[REB-20] where a file says the language, a register is rebuilt from the wizard all the same, and back is the way that was there before', async ({ page, data }) => {
  const file = path.join(data, 'till.json')
  writeFileSync(file, JSON.stringify({ language: 'en', headOffice: { url: office.url, enrolmentCode: 'ABCD-EFGH-JKMN' } }))
  await page.setViewportSize({ width: 1024, height: 768 })
  await open(page, path.join(data, 'register'), ['--provision', file])
  await expect(page.getByTestId('setup-chainName')).toBeVisible()
  await look(page, 'file-1-ways')
  await page.getByTestId('setup-rebuild-instead').click()
  await expect(page.getByTestId('setup-ownerName')).toBeFocused()
  await page.getByTestId('setup-back').click()
  await expect(page.getByTestId('setup-chainName')).toBeVisible()
  await page.getByTestId('setup-rebuild-instead').click()
  await page.getByTestId('setup-ownerName').fill('Mei')
  for (const field of ['setup-pin', 'setup-pinAgain']) await page.getByTestId(field).fill(pin)
  await page.getByTestId('setup-next').click()
  await expect(page.getByTestId('setup-headOfficeUrl')).toHaveValue(office.url)
  // A code that enrols a new register makes none of an old one.
  await expect(page.getByTestId('setup-enrolmentCode')).toHaveValue('')
})
