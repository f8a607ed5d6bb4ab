import { type Page } from '@playwright/test'
import Database from 'better-sqlite3'
import path from 'node:path'
import { expect, goods, lines, test } from './fixture.ts'
import { startTill } from './till.ts'
import { signOnByKeys } from './walk-steps.ts'

/** As a gun with that gap between its keys. */
async function shoot(page: Page, barcode: string, delay: number): Promise<void> {
  await page.keyboard.type(barcode, { delay })
  await page.keyboard.press('Enter', { delay: 1 })
}
function settings(data: string): unknown[] {
  const database = new Database(path.join(data, 'register', 'register.db'), { readonly: true })
  try {
    return database.prepare<[], { text: string }>("SELECT text FROM journal WHERE type = 'setting.changed' ORDER BY position").all().map(({ text }) => (JSON.parse(text) as { body: unknown }).body)
  } finally {
    database.close()
  }
}
const three = [goods.milk.gtin, goods.croissant.gtin, goods.cola.gtin] as const

test('[WEDGE-20] a gun is measured by keyboard alone, nothing of it is rung up, and the counter is set to it and back', async ({ counter: page, data }) => {
  test.setTimeout(90_000)
  await signOnByKeys(page)
  await page.keyboard.press('Control+i')
  await page.keyboard.press('Control+g')
  await expect(page.getByTestId('view-gun')).toBeVisible()

  await test.step('one that types as fast as it can needs no setting', async () => {
    for (const gtin of three) await shoot(page, gtin, 1)
    await expect(page.getByTestId('gun-scan')).toHaveText(three.map((gtin) => `${gtin}<CR>`))
    await expect(page.getByTestId('gun-fine')).toBeVisible()
    await expect(page.getByTestId('gun-use')).toBeDisabled()
    await expect(page.getByTestId('gun-suffix')).toHaveText('<CR>')
    await expect(page.getByTestId('gun-layout')).toHaveText('matches this computer')
  })

  await test.step('nor does one with 10 ms, whose separator and AIM identifier are seen', async () => {
    await page.keyboard.press('F9')
    await expect(page.getByTestId('gun-scan')).toHaveCount(0)
    for (const gtin of three) {
      await page.keyboard.type(`]C101${gtin.padStart(14, '0')}10LOT`, { delay: 10 })
      await page.keyboard.press('Control+]')
      await shoot(page, '21S1', 10)
    }
    await expect(page.getByTestId('gun-scan').first()).toHaveText(`]C101${goods.milk.gtin.padStart(14, '0')}10LOT<GS>21S1<CR>`)
    await expect(page.getByTestId('gun-fine')).toBeVisible()
    await expect(page.getByTestId('gun-separator')).toHaveText('arrives')
    await expect(page.getByTestId('gun-aim')).toHaveText('sent')
  })

  await test.step('one with 80 ms does: set to it, a code without a check digit is a scan', async () => {
    await page.getByTestId('gun-clear').click()
    for (const gtin of three) await shoot(page, gtin, 80)
    await expect(page.getByTestId('gun-slow')).toBeVisible()
    await page.keyboard.press('F12')
    await expect(page.getByTestId('gun-pace')).toContainText('set to its gun')
    expect(settings(data)).toMatchObject([{ setting: 'wedge', from: '' }])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('view-sell')).toBeVisible()
    await expect(lines(page)).toHaveCount(0)
    // In a list nothing is typed, and only a scan takes the screen away: at 80 ms it was typing before.
    await page.keyboard.press('Control+i')
    await shoot(page, 'AB-1204', 80)
    await expect(page.getByTestId('view-sell')).toBeVisible()
    await expect(lines(page)).toHaveCount(1)
  })

  await test.step('and back to the standard', async () => {
    await page.keyboard.press('Control+i')
    await page.keyboard.press('Control+g')
    await page.keyboard.press('Delete')
    await expect(page.getByTestId('gun-pace')).toContainText('standard setting:')
    expect(settings(data)).toHaveLength(2)
    expect(settings(data)[1]).toMatchObject({ setting: 'wedge', to: '' })
  })
})

test('[E2E-48] no title is cut in Chinese on a screen of 1280 x 800, whatever stands beside it', async ({ page, data }) => {
  const till = await startTill(data, 'cn')
  try {
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(till.address)
    await signOnByKeys(page)
    await page.keyboard.press('Control+i')
    await page.keyboard.press('Control+g')
    await expect(page.getByTestId('view-gun')).toBeVisible()
    const title = page.getByRole('heading', { level: 1 })
    await expect(title).toHaveText('扫码枪设置')
    expect(await page.evaluate(`[...document.querySelectorAll('h1')].filter((one) => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight + 3).map((one) => one.textContent)`)).toEqual([])
  } finally {
    await till.stop()
  }
})
