import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { enrol, testRegister } from '../../src/headoffice/register.fixture.ts'
import { expect, goods, scan, test } from './fixture.ts'
import { axe } from './look.ts'
import { view } from './return-steps.ts'
import { keys, signOnByKeys } from './walk-steps.ts'

test.describe('head office’s page', () => {
  let office: HeadOffice
  let folder: string

  test.beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'tillwright-settings-'))
    office = await startHeadOffice({ dataDirectory: folder, store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }, clock: Date.now, log: () => undefined })
    await enrol(office.url, testRegister(), (await office.createEnrolmentCode()).code)
  })
  test.afterEach(async () => {
    await office.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('[REP-13] a setting is made, changed and given back by keys, and what is wrong with one is said where it is, in both languages', async ({ page }) => {
    await page.goto(office.pageUrl())
    await page.getByRole('button', { name: 'Settings' }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Settings of a store' })
    const returns = dialog.getByRole('button', { name: /Returns/ })
    await expect(returns, 'nothing is wrong with what nobody set').toHaveText(/^○.*the store’s own/)
    await expect(dialog).toContainText('Nothing was set here yet.')
    expect(await axe(page)).toEqual([])
    await returns.focus()
    await page.keyboard.press('Enter')
    const days = dialog.getByLabel('Days after a sale that goods come back without asking (empty: for ever)')
    await expect(days).toBeFocused()
    await page.keyboard.type('9999')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog.getByRole('alert')).toHaveText('Type a whole number from 0 to 3650.')
    await expect(days).toBeFocused()
    await days.fill('14')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog.getByRole('alert')).toContainText('Type your name first')
    await page.keyboard.type('Ann')
    expect(await axe(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog.getByRole('status')).toHaveText('Saved. The registers have it from their next contact on.')
    await expect(returns).toContainText('14 days · at 0 of 1 registers')
    await expect(returns).toBeFocused()
    await expect(dialog).toContainText('Register 1 has fetched no settings yet.')
    await expect(dialog.getByRole('listitem').filter({ hasText: '14 days · Ann' })).toHaveCount(1)

    // Head office does not know yet what the store sells in: of three roundings to 0.05 each says whose it is.
    await dialog.getByRole('button', { name: /Paid in cash/ }).click()
    const roundings = await dialog.getByRole('option').allTextContents()
    expect(new Set(roundings).size).toBe(roundings.length)
    expect(roundings).toContain('to the nearest 0.05 (CHF)')
    await dialog.getByRole('button', { name: 'Back to the list' }).click()

    // A tax rate: not from today, not twice, and then from a day to come.
    await dialog.getByLabel('Tax law of the store').fill('GB-2011')
    const standard = dialog.getByRole('button', { name: /Standard rate/ })
    await standard.click()
    await dialog.getByLabel('Counts from (business date)').fill('2020-01-01')
    await dialog.getByLabel('Rate (%)').fill('21')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog.getByRole('alert')).toContainText('baskets of today are priced already')
    await dialog.getByLabel('Counts from (business date)').fill('2099-01-01')
    await dialog.getByLabel('Rate (%)').fill('121')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog.getByRole('alert')).toContainText('This is no share in per cent')
    await dialog.getByLabel('Rate (%)').fill('21')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(standard).toContainText(/21 % from .*2099/)
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: '切换到中文' }).click()
    await page.getByRole('button', { name: '设置', exact: true }).click()
    const chinese = page.getByRole('dialog', { name: '门店设置' })
    await chinese.getByRole('button', { name: /标准税率/ }).click()
    await chinese.getByRole('button', { name: '移除' }).click()
    await chinese.getByRole('button', { name: '保存' }).click()
    await expect(chinese.getByRole('button', { name: /标准税率/ })).not.toContainText('2099')
    await chinese.getByRole('button', { name: /退货期限/ }).click()
    await chinese.getByRole('button', { name: '交还门店' }).click()
    await chinese.getByRole('button', { name: '确认交还，请再按一次' }).click()
    await expect(chinese.getByRole('status')).toHaveText('已交还：内容保持不变，门店可自行更改。')
    await expect(chinese.getByRole('button', { name: /退货期限/ })).toContainText('门店自定')
    expect(await axe(page)).toEqual([])
  })
})

test.describe('a Chinese till of a head office', () => {
  test.use({ store: 'cn' })

  test('[REP-13] what head office sets is so at the till after the next sale, which shows whose it is and lets nobody change it', async ({ counter: page, till, browser }) => {
    test.setTimeout(90_000)
    await signOnByKeys(page)
    const office = await browser.newPage()
    await office.goto(till.headOffice)
    await office.getByRole('button', { name: '设置', exact: true }).click()
    const dialog = office.getByRole('dialog', { name: '门店设置' })
    await dialog.getByRole('button', { name: /退货期限/ }).click()
    await dialog.getByLabel('售出后多少天内可直接退货（留空：不设期限）').fill('14')
    await dialog.getByLabel('您的姓名').fill('安')
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.getByLabel('门店适用的税法').fill('CN-2019')
    await dialog.getByRole('button', { name: /^.?低税率/ }).click()
    await dialog.getByLabel('生效营业日').fill('2099-01-01')
    await dialog.getByLabel('税率（%）').fill('8.5')
    await dialog.getByRole('button', { name: '保存' }).click()
    const kept = dialog.getByRole('button', { name: /低税率/ })
    await expect(kept).toContainText('8.5 %')

    // Whatever the till sends brings the news back.
    await scan(page, goods.milk.gtin)
    await keys(page, 'F10')
    await expect(view(page, 'finish')).toBeVisible()
    await keys(page, 'Enter')
    await expect(kept).toContainText('所有收银机均已收到', { timeout: 40_000 })

    await page.getByRole('navigation').getByRole('button', { name: '设置' }).click()
    await page.getByTestId('settings-store').click()
    await expect(page.getByTestId('store-returnDays')).toHaveValue('14')
    await expect(page.getByTestId('store-returnDays')).toBeDisabled()
    await expect(page.getByTestId('store-returns')).toContainText('此项由总部管理。如需更改，请联系总部，或请总部交还门店。')
    expect(await axe(page)).toEqual([])
    await keys(page, 'Escape')
    await page.getByTestId('settings-taxes').click()
    const reduced = page.getByRole('region', { name: '低税率' })
    await expect(reduced.getByTestId('tax-rate').first()).toContainText('8.5 %')
    await expect(reduced.getByTestId('of-head-office')).toBeVisible()
    await expect(page.getByTestId('tax-add-reduced')).toBeDisabled()
    await expect(reduced.getByTestId('rate-withdraw')).toHaveCount(0)
    await expect(page.getByTestId('tax-add-standard')).toBeEnabled()
    expect(await axe(page)).toEqual([])
    await office.close()
  })
})
