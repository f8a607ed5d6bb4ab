import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { basket, expect, goods, lines, outcomes, scan, signOn, test } from './fixture.ts'
import { startTill } from './till.ts'

test('[E2E-12] head office shows the register, and each sale the moment it arrives', async ({ counter: page, till, context }) => {
  const office = await context.newPage()
  await office.goto(till.headOffice)
  await expect(office.getByRole('heading', { name: 'Harbour Market' })).toBeVisible()
  await expect(office.getByRole('listitem').filter({ hasText: 'Register 1' })).toContainText('Quay Street')
  await expect(office.getByText('Sales appear here the moment a register sends them.')).toBeVisible()

  await signOn(page, 'Mei Lin')
  await scan(page, goods.milk.gtin)
  await expect(lines(page)).toHaveCount(1)
  await page.keyboard.press('F10')
  await expect(outcomes(page)).toContainText('Paid · Cash')

  // Nothing is loaded again there: it is told.
  const sale = office.getByRole('listitem').filter({ hasText: '1-1' })
  await expect(sale).toContainText('£1.45')
  await expect(sale).toContainText('Cash')
  await expect(office.getByRole('heading', { name: 'Sales today' }).locator('..')).toContainText('£1.45')
  await expect(page.getByRole('main').getByRole('status').filter({ hasText: 'Synced' })).toBeVisible()
})

test('[E2E-13] a second window of the same till sees the same basket, and each change at once', async ({ counter: page, till, context }) => {
  await signOn(page, 'Mei Lin')
  await scan(page, goods.milk.gtin)
  await expect(lines(page)).toHaveCount(1)
  const second = await context.newPage()
  await second.goto(new URL('/', till.address).href)
  await expect(lines(second)).toContainText([goods.milk.en])
  await scan(page, goods.cola.gtin)
  await expect(lines(second)).toHaveCount(2)
  await scan(second, goods.croissant.gtin)
  await expect(lines(page)).toHaveCount(3)
  await second.keyboard.press('F10')
  await expect(outcomes(second)).toContainText('Paid · Cash')
  await expect(outcomes(page)).toContainText('Paid · Cash')
})

test('[E2E-14] an address opens the till once; the next browser needs the next one', async ({ counter: page, till, browser }) => {
  await expect(page.getByRole('button', { name: 'Mei Lin' })).toBeVisible()
  expect(page.url(), 'the secret does not stay in the address').not.toContain('k=')

  const stranger = await browser.newContext()
  const refused = await stranger.newPage()
  await refused.goto(till.address)
  await expect(refused.getByRole('alert')).toContainText('This page has no key to the till')
  await expect(refused.getByRole('button', { name: 'Mei Lin' })).toHaveCount(0)
  await stranger.close()

  const invited = await browser.newContext()
  const second = await invited.newPage()
  await second.goto(await till.nextAddress())
  await signOn(second, 'Mei Lin')
  await expect(basket(second)).toContainText('Mei Lin')
  await invited.close()
})

test('[E2E-25] --reset leaves the folder of a running till alone, and clears it once it has stopped', async ({ data, page }) => {
  const folder = path.join(data, 'shop')
  const reset = (): { readonly status: number | null; readonly stderr: string } =>
    spawnSync(process.execPath, [path.resolve('out/main/start.cjs'), '--browser', '--data', folder, '--reset'], { encoding: 'utf8', env: { ...process.env, DATABASE_URL: 'nonsense' } })
  const till = await startTill(folder, 'gb')
  try {
    const refused = reset()
    expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('A till is running on')])
    await page.goto(till.address)
    await signOn(page, 'Mei Lin')
    await scan(page, goods.milk.gtin)
    await expect(lines(page)).toHaveCount(1)
    await page.keyboard.press('F10')
    await expect(outcomes(page)).toContainText('Paid · Cash')
    expect(existsSync(path.join(folder, 'register', 'register.db'))).toBe(true)
  } finally {
    await till.stop()
  }
  // Nothing sells there any more: now it is cleared, and the start goes on as far as head office's database that is none.
  expect(reset().stderr).toContain('DATABASE_URL')
  expect(existsSync(path.join(folder, 'register', 'register.db'))).toBe(false)
})
