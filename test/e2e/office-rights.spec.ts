import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { enrol, testRegister } from '../../src/headoffice/register.fixture.ts'
import { expect, test } from './fixture.ts'
import { axe } from './look.ts'
import { arrowTo, keys, signOnByKeys } from './walk-steps.ts'

test.describe('head office’s page', () => {
  let office: HeadOffice
  let folder: string

  test.beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'tillwright-rights-'))
    office = await startHeadOffice({ dataDirectory: folder, store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }, clock: Date.now, log: () => undefined })
    await enrol(office.url, testRegister(), (await office.createEnrolmentCode()).code)
  })
  test.afterEach(async () => {
    await office.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('[REP-14] a right is kept, changed and given back by keys, role by role, and what no cell may hold is said where it is, in both languages', async ({ page }) => {
    await page.goto(office.pageUrl())
    await page.getByRole('button', { name: 'Settings' }).click()
    const dialog = page.getByRole('dialog', { name: 'Settings of a store' })
    await dialog.locator('summary').filter({ hasText: 'Who may do what' }).focus()
    await page.keyboard.press('Enter')
    const discount = dialog.getByRole('button', { name: /Discount/ })
    await expect(discount).toHaveText(/the store’s own/)
    expect(await axe(page)).toEqual([])

    // A share: as a cashier's till has it until somebody sets it.
    await discount.focus()
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('heading', { name: 'Discount (Cashier)' })).toBeVisible()
    const may = dialog.getByLabel('May they?')
    await expect(may).toBeFocused()
    await expect(may).toHaveValue('upTo')
    const share = dialog.getByLabel('Limit, in per cent')
    await expect(share).toHaveValue('10')
    for (const wrong of ['0', '101', 'ten']) {
      await share.fill(wrong)
      await dialog.getByRole('button', { name: 'Save' }).click()
      await expect(dialog.getByRole('alert')).toContainText('above 0 and up to 100 %')
      await expect(share).toBeFocused()
    }
    await share.fill('12.5')
    await dialog.getByLabel('Your name').fill('Ann')
    expect(await axe(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(discount).toContainText('alone up to 12.5 % · at 0 of 1 registers')
    await expect(discount).toBeFocused()
    await expect(dialog.getByRole('listitem').filter({ hasText: 'Who may do what: Cashier, Discount' })).toContainText('Ann')

    // An amount: in whose money, since head office does not know yet what the store sells in.
    const refund = dialog.getByRole('button', { name: /Give money back/ })
    await refund.click()
    const [amount, currency] = [dialog.getByLabel('Limit, as an amount'), dialog.getByLabel('Currency')]
    await amount.fill('25')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog.getByRole('alert')).toContainText('Type the currency')
    await expect(currency).toBeFocused()
    await page.keyboard.type('gbp')
    await amount.fill('1234567890')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog.getByRole('alert')).toContainText('nine digits at most')
    await amount.fill('12.345')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog.getByRole('alert')).toContainText('This is no amount in this currency')
    await amount.fill('25')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(refund).toContainText('alone up to £25.00')
    await refund.click()
    await may.selectOption('ask')
    await expect(amount).toBeHidden()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(refund).toContainText('with an approval each time')

    // What has no size has no limit, what nobody may approve is not asked about, and the administrators' own cell is not there.
    await dialog.getByLabel('Of whom').selectOption('Administrator')
    await expect(dialog.getByRole('button', { name: /People and rights/ })).toHaveCount(0)
    await dialog.getByRole('button', { name: /See the journal/ }).click()
    expect(await may.getByRole('option').allTextContents()).toEqual(['Not at all', 'Alone'])
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: '切换到中文' }).click()
    await page.getByRole('button', { name: '设置', exact: true }).click()
    const chinese = page.getByRole('dialog', { name: '门店设置' })
    await chinese.locator('summary').filter({ hasText: '角色权限' }).click()
    await chinese.getByRole('button', { name: /折扣/ }).click()
    await chinese.getByRole('button', { name: '交还门店' }).click()
    await chinese.getByRole('button', { name: '确认交还，请再按一次' }).click()
    await expect(chinese.getByRole('button', { name: /折扣/ })).toContainText('门店自定')
    await chinese.getByLabel('适用对象').selectOption('超过此数需两人')
    const two = chinese.getByRole('button', { name: /折扣/ })
    await two.click()
    await chinese.getByLabel('是否允许').selectOption('above')
    await chinese.getByLabel('上限（百分比）').fill('30')
    await chinese.getByRole('button', { name: '保存' }).click()
    await expect(two).toContainText('超过 30 % 需两人')
    expect(await axe(page)).toEqual([])
  })
})

const tills = [
  { store: 'gb', language: 'English', settings: 'Settings', dialog: 'Settings of a store', rights: 'Who may do what', discount: /Discount/, may: 'May they?', name: 'Your name', save: 'Save', arrived: 'at every register', kept: 'Discount, Cashier: No (head office)', note: 'Head office keeps this.', refused: 'Head office keeps this setting', back: 'Back' },
  { store: 'cn', language: 'Chinese', settings: '设置', dialog: '门店设置', rights: '角色权限', discount: /折扣/, may: '是否允许', name: '您的姓名', save: '保存', arrived: '所有收银机均已收到', kept: '折扣, 收银员: 否 (总部)', note: '此项由总部管理。', refused: '此设置由总部管理', back: '返回' },
] as const

for (const { store, language, ...words } of tills) {
  test.describe(`a till of a head office, in ${language}`, () => {
    test.use({ store, hasTouch: true })

    test(`[RGT-2] a right that head office takes stands on the open matrix by itself, and neither keys nor touch give it back, in ${language}`, async ({ counter: page, till, browser }) => {
      test.setTimeout(120_000)
      await signOnByKeys(page)
      const office = await browser.newPage()
      await office.goto(till.headOffice)
      await office.getByRole('button', { name: words.settings, exact: true }).click()
      const dialog = office.getByRole('dialog', { name: words.dialog })
      await dialog.locator('summary').filter({ hasText: words.rights }).click()
      const discount = dialog.getByRole('button', { name: words.discount })
      await discount.click()
      await dialog.getByLabel(words.may).selectOption('no')
      await dialog.getByLabel(words.name).fill('Ann')

      await keys(page, 'Control+,', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter')
      const cell = page.getByTestId('grant-discount-cashier')
      await expect(cell).toBeVisible()
      await expect(page.getByTestId('of-head-office')).toHaveCount(0)
      await dialog.getByRole('button', { name: words.save }).click()
      // Another cell is the store's own: it is set, and what goes up for it brings the news back.
      await page.getByTestId('grant-reprint-cashier').tap()
      await page.getByTestId('grant-way-ask').tap()
      await page.getByTestId('grant-save').tap()
      await expect(cell).toHaveAccessibleName(words.kept, { timeout: 40_000 })
      await expect(page.getByTestId('of-head-office')).toBeVisible()
      await expect(discount).toContainText(words.arrived, { timeout: 40_000 })
      expect(await axe(page)).toEqual([])

      // By keys.
      await arrowTo(page, cell, 'ArrowUp')
      await keys(page, 'Enter')
      await expect(page.getByTestId('view-grant')).toContainText(words.note)
      await expect(page.getByTestId('grant-way-yes')).toBeDisabled()
      await expect(page.getByTestId('grant-save')).toHaveCount(0)
      expect(await axe(page)).toEqual([])
      await keys(page, 'ArrowDown', 'Enter')
      await expect(page.getByTestId('view-grant')).toContainText(words.refused)
      // The notice first, then the cell.
      await keys(page, 'Escape', 'Escape')
      await expect(cell).toHaveAccessibleName(words.kept)

      // With a finger.
      await cell.tap()
      await expect(page.getByTestId('grant-way-yes')).toBeDisabled()
      await page.getByRole('button', { name: words.back, exact: true }).tap()
      await expect(cell).toHaveAccessibleName(words.kept)
      await office.close()
    })
  })
}
