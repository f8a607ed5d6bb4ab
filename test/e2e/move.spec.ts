import { existsSync } from 'node:fs'
import { expect, goods, scan, test } from './fixture.ts'
import { arrowTo, keys, lines, signOnByKeys, slowly } from './walk-steps.ts'

const passphrase = 'river stone lamp four'

test('[MOVE-10] with keys alone: moved under a passphrase typed twice, nothing is sold here any more, and taken back it sells again', async ({ counter: page }) => {
  await signOnByKeys(page)
  await scan(page, goods.milk.gtin)
  await expect(lines(page)).toHaveCount(1)
  await keys(page, 'Control+,')
  await arrowTo(page, page.getByTestId('settings-move'), 'ArrowUp')
  await keys(page, 'Enter')
  await expect(page.getByTestId('move-blocked'), 'an open sale is told before anything is typed').toContainText('A sale is open')
  await keys(page, 'Escape', 'Escape', 'F9', 'F9')
  await expect(lines(page)).toHaveCount(0)

  await keys(page, 'Control+,')
  await arrowTo(page, page.getByTestId('settings-move'), 'ArrowUp')
  await keys(page, 'Enter')
  await expect(page.getByLabel(/at least 12/)).toBeFocused()
  await page.keyboard.type(passphrase, slowly)
  await keys(page, 'Enter')
  await page.keyboard.type('another one altogether', slowly)
  await keys(page, 'Enter')
  await expect(page.getByRole('alert')).toContainText('not the same')
  for (const time of ['first', 'again']) {
    await expect(page.getByLabel(time === 'first' ? /at least 12/ : /again/)).toBeFocused()
    await page.keyboard.type(passphrase, slowly)
    await keys(page, 'Enter')
  }
  await expect(page.getByTestId('moved-file')).toBeVisible({ timeout: 20_000 })
  expect(existsSync((await page.getByTestId('moved-file').textContent()) ?? '')).toBe(true)

  await page.reload()
  await expect(page.getByTestId('view-moved'), 'nobody signs on here, whoever opens the page').toBeVisible()
  await keys(page, 'Enter')
  await page.keyboard.type('not the passphrase', slowly)
  await keys(page, 'Enter')
  await expect(page.getByRole('alert')).toContainText('not the passphrase', { timeout: 20_000 })
  await page.keyboard.type(passphrase, slowly)
  await keys(page, 'Enter')
  await expect(page.getByTestId('view-sign-on')).toBeVisible({ timeout: 20_000 })
  await signOnByKeys(page)
  await scan(page, goods.milk.gtin)
  await expect(lines(page)).toHaveCount(1)
})

test('[MOVE-11] by touch, as somebody who may not: the page says who may', async ({ counter: page }) => {
  await signOnByKeys(page, 'Mei Lin')
  await page.getByRole('button', { name: /Settings/ }).first().click()
  await page.getByTestId('settings-move').click()
  await expect(page.getByTestId('move-refused')).toContainText('manager')
})
