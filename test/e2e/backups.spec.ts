import { type Locator, type Page } from '@playwright/test'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { expect, goods, scan, test } from './fixture.ts'
import { signOnByTouch, tapAll, tapDigits, view } from './return-steps.ts'
import { startTill, type Store } from './till.ts'
import { arrowTo, keys, lines, shownPin, signOnByKeys } from './walk-steps.ts'

const typed = (page: Page, text: string): Promise<void> => page.keyboard.type(text, { delay: 120 })
const rows = (page: Page, place: 'own' | 'second' = 'own'): Locator => page.getByTestId(`backup-place-${place}`).getByTestId('backup-row')
const rail = (page: Page, shortcut: string): Locator => page.getByRole('navigation').getByRole('button').filter({ hasText: shortcut })
const back = (page: Page): Locator => page.getByRole('main').getByRole('button', { name: /^(?:Back|返回)/ }).first()

/** A till of this test's own, opened, and a folder that could be a disk: named by small letters alone, so that a finger can type it. */
async function withTill(page: Page, data: string, store: Store, act: (disk: string) => Promise<void>): Promise<void> {
  const till = await startTill(data, store)
  const made = mkdtempSync('/tmp/tw')
  const disk = `/tmp/tw${Array.from(path.basename(made), (sign) => String.fromCodePoint(97 + ((sign.codePointAt(0) ?? 0) % 26))).join('')}`
  mkdirSync(disk)
  page.setDefaultTimeout(15_000)
  try {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto(till.address)
    await act(disk)
  } finally {
    await till.stop()
    for (const each of [made, disk]) rmSync(each, { recursive: true, force: true })
  }
}

/** `/name`: the stroke stands among the signs. */
async function tapFolder(page: Page, name: string): Promise<void> {
  const letter = (sign: string): Locator => page.getByTestId('touch-keyboard').getByRole('button', { name: sign, exact: true })
  await tapAll(page.getByTestId('keyboard-signs'), letter('/'), page.getByTestId('keyboard-signs'))
  for (const sign of name) await letter(sign).tap()
}

/** What the till says once it has started again with the backup: what was done, and where the files are that were there. */
async function toldOf(page: Page, chinese: boolean, data: string): Promise<void> {
  // A sale of before does not look just paid.
  await expect(view(page, 'sell')).toBeVisible()
  await expect(page.getByTestId('mended')).toContainText(chinese ? '已换上备份' : 'A backup was put in place')
  const [aside = ''] = readdirSync(path.join(data, 'register')).filter((name) => name.startsWith('replaced-'))
  await expect(page.getByTestId('mended')).toContainText(aside)
  expect(readdirSync(path.join(data, 'register', aside))).toContain('register.db')
}

for (const [store, language] of [['gb', 'English'], ['cn', 'Chinese']] as const) {
  const chinese = language === 'Chinese'

  test(`[BAKE-1] by keys, in ${language}: a backup made, put on a second disk too, and put in place with every sale since behind it`, async ({ page, data }) => {
    test.setTimeout(120_000)
    await withTill(page, data, store, async (disk) => {
      const pin = await shownPin(page.getByTestId('operator').filter({ hasText: 'Dmitri' }))
      await signOnByKeys(page, 'Dmitri')
      await scan(page, goods.milk.gtin)
      await expect(lines(page)).toHaveCount(1)
      await keys(page, 'F10')
      await expect(view(page, 'finish')).toBeVisible()
      await keys(page, 'Enter', 'Control+,')
      await typed(page, chinese ? 'beifen' : 'backups')
      await keys(page, 'Enter')
      await expect(page.getByTestId('backup-no-second')).toBeVisible()
      await keys(page, 'F6')
      await expect(rows(page)).toHaveCount(1, { timeout: 30_000 })
      await expect(rows(page)).toContainText(chinese ? '截至小票 1-1' : 'Up to receipt 1-1')

      await keys(page, 'F4')
      await typed(page, `${disk}x`)
      await keys(page, 'Enter')
      await expect(page.getByTestId('backup-folder-trouble')).toContainText(chinese ? '没有文件夹' : 'There is no folder')
      await keys(page, 'Backspace', 'Enter')
      await expect(page.getByTestId('backup-place-second')).toContainText(disk)
      await expect(rows(page, 'second')).toHaveCount(1, { timeout: 30_000 })
      await expect(page.getByTestId('backup-running')).toHaveCount(0)

      // Sold since: it is behind the backup when that was put in place.
      await keys(page, 'Escape', 'Escape')
      await scan(page, goods.cola.gtin)
      await expect(lines(page)).toHaveCount(1)
      await keys(page, 'F10')
      await expect(view(page, 'finish')).toBeVisible()
      await keys(page, 'Enter', 'Control+,')
      await typed(page, chinese ? 'beifen' : 'backups')
      await keys(page, 'Enter')
      await expect(rows(page)).not.toHaveCount(0)
      await arrowTo(page, rows(page).last())
      await keys(page, 'Enter')
      await expect(page.getByTestId('since-receipt')).toHaveCount(1)
      await expect(page.getByTestId('since-receipt')).toContainText('1-2')
      await expect(page.getByTestId('since-put-back')).toContainText(chinese ? '不会丢失' : 'Nothing of this is lost')
      await keys(page, 'Enter')
      await typed(page, pin)
      await keys(page, 'Enter')
      await expect(view(page, 'sign-on')).toBeVisible({ timeout: 45_000 })
      await signOnByKeys(page, 'Dmitri')
      await toldOf(page, chinese, data)
      await keys(page, 'Control+r')
      await expect(page.getByTestId('receipt-row')).toHaveCount(2)
      // Where it went is what the backup knew.
      await keys(page, 'Escape', 'Control+,')
      await typed(page, chinese ? 'beifen' : 'backups')
      await keys(page, 'Enter')
      await expect(page.getByTestId('backup-aside')).toContainText('replaced-')
    })
  })

  test(`[BAKE-5] on a screen of 800 by 600, in ${language}: the title of the page is not cut, and no word of it is broken`, async ({ page, data }) => {
    test.setTimeout(60_000)
    await withTill(page, data, store, async () => {
      await page.setViewportSize({ width: 800, height: 600 })
      await signOnByKeys(page, 'Dmitri')
      await keys(page, 'Control+,')
      await typed(page, chinese ? 'beifen' : 'backups')
      await keys(page, 'Enter')
      const title = page.getByRole('heading', { level: 1 })
      await expect(title).toHaveText(chinese ? '备份' : 'Backups')
      await page.evaluate('document.fonts.ready.then(() => undefined)')
      const shape = await page.evaluate("(() => { const h1 = document.querySelector('main h1'); return { cut: h1.scrollWidth > h1.clientWidth || h1.scrollHeight > h1.clientHeight + 1, rows: Math.round(h1.clientHeight / parseFloat(getComputedStyle(h1).lineHeight)) } })()")
      expect(shape).toEqual({ cut: false, rows: 1 })
      await expect(page.getByTestId('backup-now')).toBeInViewport()
    })
  })

  test.describe(`by touch, in ${language}`, () => {
    test.use({ hasTouch: true })

    test(`[BAKE-2] by touch, in ${language}: a backup made, put on a second disk and not any more, and put in place`, async ({ page, data }) => {
      test.setTimeout(120_000)
      await withTill(page, data, store, async (disk) => {
        const pin = await shownPin(page.getByTestId('operator').filter({ hasText: 'Dmitri' }))
        await signOnByTouch(page, 'Dmitri')
        await tapAll(rail(page, 'Ctrl ,'), page.getByTestId('settings-backups'))
        await page.getByTestId('backup-now').tap()
        await expect(rows(page)).toHaveCount(1, { timeout: 30_000 })
        await page.getByTestId('backup-second').tap()
        await page.getByTestId('keyboard-key').first().tap()
        for (const part of disk.split('/').slice(1)) await tapFolder(page, part)
        await page.getByTestId('keyboard-done').tap()
        await page.getByTestId('backup-folder-save').tap()
        await expect(rows(page, 'second')).toHaveCount(1, { timeout: 30_000 })
        await expect(page.getByTestId('backup-running')).toHaveCount(0)
        await page.getByTestId('backup-drop').tap()
        await expect(page.getByTestId('backup-place-second')).toHaveCount(0)
        await expect(page.getByTestId('backup-running')).toHaveCount(0)

        // In the middle of a sale nothing is restored.
        await page.getByRole('navigation').getByRole('button').first().tap()
        await scan(page, goods.milk.gtin)
        await expect(lines(page)).toHaveCount(1)
        await tapAll(rail(page, 'Ctrl ,'), page.getByTestId('settings-backups'), rows(page).last(), page.getByTestId('backup-restore'))
        await tapDigits(page, pin)
        await page.getByTestId('restore-go').tap()
        await expect(page.getByTestId('restore-trouble')).toHaveAttribute('data-code', 'backup.basketOpen')
        await tapAll(back(page), back(page), back(page))
        await page.getByRole('navigation').getByRole('button').first().tap()
        await page.getByTestId('cash-key').tap()
        await expect(view(page, 'finish')).toBeVisible()
        await view(page, 'finish').getByRole('button').filter({ hasText: 'Enter' }).tap()

        await tapAll(rail(page, 'Ctrl ,'), page.getByTestId('settings-backups'), rows(page).last(), page.getByTestId('backup-restore'))
        await tapDigits(page, pin)
        await page.getByTestId('restore-go').tap()
        await expect(view(page, 'sign-on')).toBeVisible({ timeout: 45_000 })
        await signOnByTouch(page, 'Dmitri')
        await toldOf(page, chinese, data)
        await page.getByTestId('mended-read').tap()
        await expect(page.getByTestId('mended')).toHaveCount(0)
        await rail(page, 'Ctrl R').tap()
        await expect(page.getByTestId('receipt-row')).toHaveCount(1)
      })
    })
  })
}
