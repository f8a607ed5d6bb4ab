import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Locator, type Page } from '@playwright/test'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { enrol, testRegister } from '../../src/headoffice/register.fixture.ts'
import { expect, goods, scan, test } from './fixture.ts'
import { axe } from './look.ts'
import { view } from './return-steps.ts'
import { keys, signOnByKeys, slowly } from './walk-steps.ts'

test.describe('head office’s page', () => {
  let office: HeadOffice
  let folder: string

  test.beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'tillwright-operators-'))
    office = await startHeadOffice({ dataDirectory: folder, store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }, clock: Date.now, log: () => undefined })
    await enrol(office.url, testRegister(), (await office.createEnrolmentCode()).code)
  })
  test.afterEach(async () => {
    await office.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('[REP-14] somebody who works at the tills is made by keys, what is wrong is said where it is, and their PIN stands nowhere, in both languages', async ({ page }) => {
    await page.goto(office.pageUrl())
    await page.getByRole('button', { name: 'Till staff' }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Who works at the tills' })
    await expect(dialog).toContainText('Head office keeps nobody of this store yet.')
    expect(await axe(page)).toEqual([])
    await dialog.getByRole('button', { name: 'New person' }).click()
    await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('alert')).toHaveText('Type a name first.')
    await page.keyboard.type('Zoe Marsh')
    const pin = dialog.getByLabel('PIN', { exact: true })
    const again = dialog.getByLabel('The same once more')
    await pin.fill('7305')
    await again.fill('7350')
    await dialog.getByLabel('Your name').fill('Ann')
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('alert')).toContainText('The two PINs are not the same.')
    await expect(pin).toBeFocused()
    await pin.fill('1234')
    await again.fill('1234')
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('alert')).toContainText('A row of digits is easy to guess.')
    await pin.fill('7305')
    await again.fill('7305')
    expect(await axe(page)).toEqual([])
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('status')).toContainText('Saved.')
    const row = dialog.getByRole('button', { name: /Zoe Marsh/ })
    await expect(row).toContainText('Cashier · May work · PIN set')
    await expect(dialog).toContainText('Register 1 has fetched nobody yet.')
    expect(await page.content()).not.toContain('7305')
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: '切换到中文' }).click()
    await page.getByRole('button', { name: '收银人员' }).click()
    const chinese = page.getByRole('dialog', { name: '收银人员' })
    await chinese.getByRole('button', { name: /Zoe Marsh/ }).click()
    await chinese.getByLabel('可以上岗').uncheck()
    await chinese.getByLabel('角色').selectOption({ label: '主管' })
    expect(await axe(page)).toEqual([])
    await chinese.getByRole('button', { name: '保存' }).click()
    await expect(chinese.getByRole('status')).toHaveText('已保存。收银机从下次联系起生效。')
    await expect(chinese.getByRole('button', { name: /Zoe Marsh/ })).toContainText('主管 · 已停用 · 已设 PIN')
    expect(await axe(page)).toEqual([])
  })
})

/** Whatever the till sends brings the news back. */
async function sell(page: Page): Promise<void> {
  await scan(page, goods.milk.gtin)
  await keys(page, 'F10')
  await expect(view(page, 'finish')).toBeVisible()
  await keys(page, 'Enter')
  await expect(view(page, 'sell')).toBeVisible()
}

const said = {
  gb: { open: 'Till staff', add: 'New person', name: 'Name', pin: 'PIN', again: 'The same once more', by: 'Your name', save: 'Save', mayWork: 'May work', person: 'Zoe Marsh', settings: 'Settings', kept: 'Head office keeps this person.' },
  cn: { open: '收银人员', add: '新增人员', name: '姓名', pin: 'PIN', again: '再输入一次', by: '您的姓名', save: '保存', mayWork: '可以上岗', person: '周雨', settings: '设置', kept: '此人员由总部管理。' },
} as const

for (const store of ['gb', 'cn'] as const) {
  test.describe(`a till of ${store}`, () => {
    test.use({ store })

    test(`[REP-14] ${store === 'gb' ? 'in English' : 'in Chinese'}: whom head office sends signs on with the PIN it gave, and is signed off ${store === 'gb' ? 'with an open sale' : 'after their sale'} when head office switches them off`, async ({ counter: page, till, browser }) => {
      test.setTimeout(120_000)
      const words = said[store]
      await signOnByKeys(page)
      const office = await browser.newPage()
      await office.goto(till.headOffice)
      await office.getByRole('button', { name: words.open }).click()
      const dialog: Locator = office.getByRole('dialog', { name: store === 'gb' ? 'Who works at the tills' : words.open })
      await dialog.getByRole('button', { name: words.add }).click()
      await dialog.getByLabel(words.name, { exact: true }).fill(words.person)
      await dialog.getByLabel(words.pin, { exact: true }).fill('7305')
      await dialog.getByLabel(words.again).fill('7305')
      await dialog.getByLabel(words.by).fill('Ann')
      await dialog.getByRole('button', { name: words.save }).click()
      await expect(dialog.getByRole('status')).not.toBeEmpty()
      await sell(page)

      await page.getByRole('navigation').getByRole('button', { name: words.settings }).click()
      await page.getByTestId('settings-people').click()
      await expect(page.getByText(words.person).first()).toBeVisible({ timeout: 40_000 })
      await page.getByText(words.person).first().click()
      await expect(page.getByText(words.kept).first()).toBeVisible()
      expect(await axe(page)).toEqual([])
      await keys(page, 'Escape', 'Escape', 'Escape')
      await expect(view(page, 'sell')).toBeVisible()
      await keys(page, 'Control+l')
      const chosen = page.getByTestId('operator').filter({ hasText: words.person })
      await chosen.click()
      await page.keyboard.type('7305', slowly)
      await keys(page, 'Enter')
      await expect(view(page, 'sell')).toBeVisible()
      await scan(page, goods.milk.gtin)
      await expect(page.getByTestId('basket').getByRole('listitem')).toHaveCount(1)

      await dialog.getByRole('button', { name: words.person }).click()
      await dialog.getByLabel(words.mayWork).uncheck()
      await dialog.getByRole('button', { name: words.save }).click()
      await expect(dialog.getByRole('status')).not.toBeEmpty()
      // With a sale open nothing is sent: it is the next heartbeat that brings it, where no sale is faster.
      const finished = view(page, 'finish')
      if (store === 'cn') {
        await keys(page, 'F10')
        await expect(finished.or(view(page, 'sign-on'))).toBeVisible()
        if (await finished.isVisible()) await keys(page, 'Enter')
      }
      await expect(view(page, 'sign-on'), 'at its next contact').toBeVisible({ timeout: 60_000 })
      await expect(chosen).toHaveCount(0)
      await signOnByKeys(page)
      if (store === 'gb') await expect(page.getByTestId('basket').getByRole('listitem'), 'the sale they had open').toHaveCount(1)
      await office.close()
    })
  })
}
