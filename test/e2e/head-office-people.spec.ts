import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { generateSync } from 'otplib'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { append, batchOf, enrol, post, saleBody, testRegister } from '../../src/headoffice/register.fixture.ts'
import { axe } from './look.ts'

const passphrase = 'gulls over wet slate'
const another = 'rusty kettle lid'

let office: HeadOffice
let folder: string

test.beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tillwright-people-'))
  office = await startHeadOffice({ dataDirectory: folder, store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }, clock: Date.now, log: () => undefined })
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

/** What a hand can not hit, by name. In the page, whose types this program has not got. */
const smallOnes = `[...document.querySelectorAll('button, input, select, summary')]
  .filter((one) => one.checkVisibility() && (one.getBoundingClientRect().width < 47.5 || one.getBoundingClientRect().height < 47.5))
  .map((one) => one.tagName + ' ' + one.textContent)`

async function fine(page: Page): Promise<void> {
  expect(await page.evaluate(smallOnes)).toEqual([])
  expect(await axe(page)).toEqual([])
}

/** From field to field by Tab, and off with Enter. */
async function type(page: Page, ...texts: readonly string[]): Promise<void> {
  for (const [at, text] of texts.entries()) {
    if (at > 0) await page.keyboard.press('Tab')
    await page.keyboard.type(text)
  }
  await page.keyboard.press('Enter')
}

async function signOn(page: Page, labels: { readonly name: string; readonly passphrase: string }, ...texts: readonly [string, string]): Promise<void> {
  await page.getByLabel(labels.name).fill(texts[0])
  await page.getByLabel(labels.passphrase).fill(texts[1])
  await page.keyboard.press('Enter')
}

test('[HOP-1] [HOP-12] the owner’s account is made at the printed address by keys, others get theirs, and a second factor is asked for', async ({ page }) => {
  await page.goto(office.pageUrl())
  await expect(page.getByRole('heading', { name: 'Nobody has an account here yet' })).toBeVisible()
  await fine(page)
  await page.getByRole('button', { name: 'Make the owner’s account' }).focus()
  await page.keyboard.press('Enter')
  const making = page.getByRole('dialog', { name: 'Make the owner’s account' })
  await expect(making.getByLabel('Sign-on name')).toBeFocused()
  await type(page, 'ann', 'Ann Lee', passphrase, `${passphrase}s`)
  await expect(making.getByRole('alert')).toHaveText('The two passphrases are not the same.')
  for (const label of ['New passphrase', 'The same once more']) await making.getByLabel(label).fill('Password 2026')
  await page.keyboard.press('Enter')
  await expect(making.getByRole('alert')).toContainText('among the first to be tried')
  await fine(page)
  for (const label of ['New passphrase', 'The same once more']) await making.getByLabel(label).fill(passphrase)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Your account: Ann Lee' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Nobody has an account here yet' })).toBeHidden()

  await page.getByRole('button', { name: 'People' }).click()
  const people = page.getByRole('dialog', { name: 'People' })
  await people.getByLabel('Sign-on name').fill('max')
  await people.getByLabel('Your name, as others see it').fill('Max Moor')
  await people.getByLabel('Role').last().selectOption('viewer')
  await people.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(people.getByRole('alert').filter({ hasText: 'Type your own passphrase first' })).toBeVisible()
  await expect(people.getByLabel('Your own passphrase').last()).toBeFocused()
  await page.keyboard.type(passphrase)
  await people.getByRole('button', { name: 'Add', exact: true }).click()
  const given = people.getByRole('group', { name: 'One-time passphrase' })
  await expect(given).toBeFocused()
  const oneTime = await given.locator('output').innerText()
  await expect(people.getByRole('listitem').first()).toContainText('Ann Lee')
  await people.locator('summary', { hasText: 'Max Moor' }).focus()
  await page.keyboard.press('Enter')
  await expect(people.getByRole('button', { name: 'New one-time passphrase' })).toBeVisible()
  await expect(people).toContainText('Ann Lee made the account of Max Moor (Viewer)')
  await fine(page)
  await people.locator('summary', { hasText: 'Ann Lee' }).click()
  await people.getByRole('button', { name: 'Turn off' }).first().click()
  await expect(people.getByLabel('Your own passphrase').first()).toBeFocused()
  await page.keyboard.type(passphrase)
  await people.getByRole('button', { name: 'Turn off' }).first().click()
  await expect(people.getByRole('alert').filter({ hasText: 'The last owner stays' })).toBeVisible()
  await page.keyboard.press('Escape')

  const english = { name: 'Sign-on name', passphrase: 'Passphrase' }
  await page.getByRole('button', { name: 'Sign off' }).click()
  await expect(page.getByLabel('Sign-on name')).toBeFocused()
  await fine(page)
  await signOn(page, english, 'max', oneTime.toLowerCase())
  await expect(page.getByRole('heading', { name: 'Choose a passphrase of your own' })).toBeVisible()
  for (const label of ['New passphrase', 'The same once more']) await page.getByLabel(label).fill(another)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Your account: Max Moor' })).toBeVisible()
  await expect(page.getByRole('button', { name: /Enrol a register|People/ })).toHaveCount(0)
  await page.getByRole('button', { name: /Sale 1-1 · Register 1/ }).click()
  await expect(page.getByRole('dialog')).toContainText('Your account may look, and not do this.')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Sign off' }).click()
  await signOn(page, english, 'ann', 'wrong')
  await expect(page.getByRole('alert').filter({ hasText: 'That does not fit' })).toBeVisible()
  await signOn(page, english, 'ann', passphrase)
  await page.getByRole('button', { name: 'Your account: Ann Lee' }).click()
  const account = page.getByRole('dialog', { name: 'Your account: Ann Lee' })
  await account.getByLabel('Passphrase', { exact: true }).last().fill(passphrase)
  await account.getByRole('button', { name: 'Add a second factor' }).click()
  await expect(account.getByRole('img', { name: 'QR code of the secret' })).toBeVisible()
  const secret = (await account.locator('output').innerText()).replaceAll(/\s/g, '')
  await fine(page)
  const used = generateSync({ secret, epoch: Math.floor(Date.now() / 1000) })
  await account.getByRole('textbox', { name: 'Code' }).fill(used)
  await page.keyboard.press('Enter')
  const listed = account.getByRole('group', { name: 'Recovery codes' }).getByRole('listitem')
  await expect(listed).toHaveCount(10)
  const codes = await listed.allInnerTexts()
  await fine(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Sign off' }).click()
  await signOn(page, english, 'ann', passphrase)
  await expect(page.getByRole('alert').filter({ hasText: 'Now the code of your second factor.' })).toBeVisible()
  await expect(page.getByLabel('Code')).toBeFocused()
  await type(page, used)
  await expect(page.getByRole('alert').filter({ hasText: 'This code was used already.' })).toBeVisible()
  await expect(page.getByLabel('Code')).toHaveValue('')
  await type(page, codes[0] ?? '')
  await expect(page.getByRole('button', { name: 'Your account: Ann Lee' })).toBeVisible()
})

test('[HOP-1] [HOP-13] in Chinese: the account is made, what is done is in its name and asked for nowhere, and a page whose account is turned off is over', async ({ page, browser }) => {
  await page.addInitScript(() => localStorage.setItem('tillwright.language', 'zh-CN'))
  await page.goto(office.pageUrl())
  await expect(page.getByRole('heading', { name: '这里还没有任何账号' })).toBeVisible()
  await page.getByRole('button', { name: '创建所有者账号' }).click()
  await type(page, '小林', '林小燕', passphrase, passphrase)
  await expect(page.getByRole('button', { name: '我的账号：林小燕' })).toBeVisible()
  await fine(page)
  await page.getByRole('button', { name: /销售单 1-1/ }).click()
  const dialog = page.getByRole('dialog', { name: '销售单 1-1 · 1 号收银机' })
  await expect(dialog.getByLabel('您的姓名')).toHaveCount(0)
  await dialog.getByLabel('作废原因').fill('录错')
  await dialog.getByRole('button', { name: '作废' }).click()
  await expect(dialog).toContainText(/林小燕 于 .* 作废：\s*录错/)
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: '商品', exact: true }).click()
  const items = page.getByRole('dialog', { name: '商品与价格' })
  await items.getByRole('button', { name: '新建商品' }).click()
  await expect(items.getByLabel('您的姓名')).toHaveCount(0)
  for (const [label, text] of [['中文名称', '燕麦奶'], ['货号', 'OAT1'], ['价格', '1.80']] as const) await items.getByLabel(label, { exact: true }).fill(text)
  await items.getByLabel('币种').selectOption('GBP')
  await items.getByRole('button', { name: '保存' }).click()
  await expect(items.getByRole('status')).toContainText('已保存。')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: '人员', exact: true }).click()
  const people = page.getByRole('dialog', { name: '人员' })
  await expect(people).toContainText('林小燕：作废了隔离记录')
  await expect(people).toContainText('林小燕：保存了商品')
  await people.getByLabel('登录名').fill('wang')
  await people.getByLabel('姓名（其他人可见）').fill('王芳')
  await people.getByLabel('您本人的密码短语').last().fill(passphrase)
  await people.getByRole('button', { name: '添加', exact: true }).click()
  const oneTime = await people.getByRole('group', { name: '一次性密码短语' }).locator('output').innerText()
  const other = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
  await other.addInitScript(() => localStorage.setItem('tillwright.language', 'zh-CN'))
  await other.goto(office.url)
  await expect(other.getByText('只有在此拥有账号的人员才能打开总部页面。')).toBeVisible()
  await signOn(other, { name: '登录名', passphrase: '密码短语' }, 'wang', oneTime)
  for (const label of ['新密码短语', '再输入一次']) await other.getByLabel(label).fill(another)
  await other.keyboard.press('Enter')
  await expect(other.getByRole('button', { name: '我的账号：王芳' })).toBeVisible()
  await expect(other.getByRole('button', { name: '登记收银机' })).toBeVisible()
  await people.locator('summary', { hasText: '王芳' }).click()
  await people.getByLabel('您本人的密码短语').filter({ visible: true }).first().fill(passphrase)
  await people.getByRole('button', { name: '停用账号' }).filter({ visible: true }).click()
  await expect(people).toContainText('林小燕 停用了 王芳 的账号')
  await expect(other.getByRole('heading', { name: '登录' })).toBeVisible()
  await fine(page)
  await fine(other)
  await other.context().close()
})

for (const [language, labels, said] of [
  ['en', { name: 'Sign-on name', passphrase: 'Passphrase' }, [/^Too many failed sign-ons. Try again in \d\d s.$/, /^2[0-7] s to go$/, /^You can try again now.$/]],
  ['zh-CN', { name: '登录名', passphrase: '密码短语' }, [/^登录失败次数过多，请在 \d\d 秒后重试。$/, /^还需等待 2[0-7] 秒$/, /^现在可以重试。$/]],
] as const)
  test(`[HOP-4] the wait after failed sign-ons runs down before one's eyes, and is read out once and when it is over (${language})`, async ({ page }) => {
    await page.addInitScript(`localStorage.setItem('tillwright.language', '${language}')`)
    await page.goto(office.pageUrl())
    await page.evaluate(`fetch('/api/first-owner', { method: 'POST', headers: { 'content-type': 'application/json' }, body: ${JSON.stringify(JSON.stringify({ signOnName: 'ann', name: 'Ann Lee', passphrase }))} }).then(() => fetch('/api/sign-off', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }))`)
    await page.clock.install()
    await page.reload()
    const button = page.locator('form button.primary')
    for (let count = 0; count < 6; count += 1) {
      await signOn(page, labels, 'ann', `wrong ${count}`)
      await expect(button).toBeEnabled()
    }
    await expect(page.getByRole('alert').filter({ hasText: said[0] })).toBeVisible()
    await page.clock.runFor(3_000)
    await expect(page.getByRole('timer').filter({ visible: true })).toHaveText(said[1])
    await fine(page)
    await page.clock.runFor(30_000)
    await expect(page.getByRole('alert').filter({ hasText: said[2] })).toBeVisible()
    await expect(page.getByRole('timer').filter({ visible: true })).toHaveCount(0)
  })
