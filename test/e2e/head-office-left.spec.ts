import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { axe } from './look.ts'

const passphrase = 'gulls over wet slate'
const another = 'rusty kettle lid'

let office: HeadOffice
let folder: string

test.beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tillwright-left-'))
  office = await startHeadOffice({ dataDirectory: folder, store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }, clock: Date.now, log: () => undefined })
})
test.afterEach(async () => {
  await office.close()
  rmSync(folder, { recursive: true, force: true })
})

/** As the page itself asks, with the page's own session. */
async function say(page: Page, address: string, body: object): Promise<string> {
  return page.evaluate(`fetch(${JSON.stringify(address)}, { method: 'POST', headers: { 'content-type': 'application/json' }, body: ${JSON.stringify(JSON.stringify(body))} }).then((answer) => answer.text())`)
}

/** An owner at one page and a manager at another one. */
async function two(page: Page, browser: Browser, language: 'en' | 'zh-CN'): Promise<{ readonly max: Page; readonly id: string }> {
  await page.goto(office.pageUrl())
  await expect(page.getByRole('heading', { name: 'Nobody has an account here yet' })).toBeVisible()
  await say(page, '/api/first-owner', { signOnName: 'ann', name: 'Ann Lee', passphrase })
  const given = JSON.parse(await say(page, '/api/people', { signOnName: 'max', name: 'Max Moor', role: 'manager', passphrase })) as { readonly passphrase: string }
  const { people } = JSON.parse(await page.evaluate(`fetch('/api/people').then((answer) => answer.text())`)) as { readonly people: readonly { readonly id: string; readonly name: string }[] }
  const max = await (await browser.newContext()).newPage()
  await max.addInitScript(`localStorage.setItem('tillwright.language', '${language}')`)
  await max.goto(office.url)
  await say(max, '/api/sign-on', { name: 'max', passphrase: given.passphrase })
  await say(max, '/api/me/passphrase', { passphrase: given.passphrase, next: another })
  await max.reload()
  await expect(max.getByRole('button', { name: /Max Moor/ })).toBeVisible()
  return { max, id: people.find(({ name }) => name === 'Max Moor')?.id ?? '' }
}

const words = {
  en: { items: 'Items', add: 'New item', name: 'Sign-on name', off: 'Your account was turned off.', over: 'You were signed off.', enrol: 'Enrol a register', mayNot: 'Your account may not do this, or not any more.' },
  'zh-CN': { items: '商品', add: '新建商品', name: '登录名', off: '您的账号已停用。', over: '您已退出登录。', enrol: '登记收银机', mayNot: '您的账号没有或不再有此权限。' },
} as const

for (const language of ['en', 'zh-CN'] as const) {
  const word = words[language]
  test(`[HOP-10] a dialog that is open when its account is turned off or its session ends closes, and the sign-on says why (${language})`, async ({ page, browser }) => {
    const { max, id } = await two(page, browser, language)
    await max.getByRole('button', { name: word.items, exact: true }).click()
    await max.getByRole('button', { name: word.add }).click()
    await say(page, `/api/people/${id}/state`, { state: 'off', passphrase })
    await expect(max.getByText(word.off)).toBeVisible()
    await expect(max.getByRole('dialog')).toHaveCount(0)
    await expect(max.getByLabel(word.name)).toBeFocused()
    expect(await axe(max)).toEqual([])

    await say(page, `/api/people/${id}/state`, { state: 'on', passphrase })
    await max.keyboard.type('max')
    await max.keyboard.press('Tab')
    await max.keyboard.type(another)
    await max.keyboard.press('Enter')
    await max.getByRole('button', { name: /Max Moor/ }).click()
    await expect(max.getByRole('dialog')).toBeVisible()
    await say(max, '/api/sign-off', {})
    await expect(max.getByText(word.over)).toBeVisible()
    await expect(max.getByRole('dialog')).toHaveCount(0)
    await max.context().close()
  })

  test(`[HOP-9] who may not do it any more is told so, and the page looks anew at who is there (${language})`, async ({ page, browser }) => {
    const { max, id } = await two(page, browser, language)
    await expect(max.getByRole('button', { name: word.enrol })).toBeVisible()
    await say(page, `/api/people/${id}/role`, { role: 'viewer', passphrase })
    await max.getByRole('button', { name: word.enrol }).click()
    await expect(max.getByRole('alert').filter({ hasText: word.mayNot })).toBeVisible()
    await max.keyboard.press('Escape')
    await expect(max.getByRole('button', { name: word.enrol })).toHaveCount(0)
    await max.context().close()
  })
}

test('[HOP-1] the printed address opens the page also in a tab where the plain one is open', async ({ page }) => {
  await page.goto(office.url)
  await expect(page.getByRole('heading', { name: 'Open this page from its address' })).toBeVisible()
  await page.goto(office.pageUrl())
  await expect(page.getByRole('heading', { name: 'Nobody has an account here yet' })).toBeVisible()
  expect(page.url()).not.toContain('secret')
})

test('[REP-13] an item is asked about once before it is sold for nothing, and what is wrong with it is named, by keys', async ({ page }) => {
  await page.goto(office.pageUrl())
  await page.getByRole('button', { name: 'Items' }).click()
  const items = page.getByRole('dialog', { name: 'Items and prices' })
  await items.getByRole('button', { name: 'New item' }).click()
  for (const [label, text] of [['Name in English', 'Milk'], ['SKU', 'M1'], ['Barcodes, apart by spaces', '5000112637923'], ['Price', '0'], ['Your name', 'Ann']] as const) await items.getByLabel(label, { exact: true }).fill(text)
  await items.getByLabel('Currency').selectOption('GBP')
  const save = items.getByRole('button', { name: 'Save' })
  await save.focus()
  await page.keyboard.press('Enter')
  await expect(items.getByRole('alert')).toContainText('The barcode 5000112637923 has a wrong check digit')
  await expect(items.getByLabel('Barcodes, apart by spaces')).toBeFocused()
  await items.getByLabel('Barcodes, apart by spaces').fill('5000112637922')
  await save.focus()
  await page.keyboard.press('Enter')
  await expect(items.getByRole('alert')).toHaveText('The price is 0: it is sold for nothing. Save it all the same?')
  await expect(items.getByRole('button', { name: 'Save for nothing: press again' })).toBeFocused()
  expect(await axe(page)).toEqual([])
  await items.getByLabel('Price', { exact: true }).fill('1')
  await expect(items.getByRole('button', { name: 'Save', exact: true })).toBeVisible()
  await items.getByLabel('Price', { exact: true }).fill('0')
  await save.focus()
  await page.keyboard.press('Enter')
  await expect(items.getByRole('alert')).toContainText('sold for nothing')

  await page.route('**/items', (route) => route.abort())
  await page.keyboard.press('Enter')
  await expect(items.getByRole('alert')).toContainText('Head office did not answer')
  await page.unroute('**/items')
  await page.keyboard.press('Enter')
  await expect(items.getByRole('button', { name: /Milk/ })).toContainText('£0.00')
})
