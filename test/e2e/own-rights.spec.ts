import { type Page } from '@playwright/test'
import { expect, goods, scan, test } from './fixture.ts'
import { keys, lines, signOnByKeys } from './walk-steps.ts'

async function grant(page: Page, permission: string, way: string): Promise<void> {
  await page.getByTestId(`grant-${permission}-cashier`).click()
  await page.getByTestId(`grant-way-${way}`).click()
  await page.getByTestId('grant-save').click()
  await expect(page.getByTestId(`grant-${permission}-cashier`)).toBeVisible()
}

test('[E2E-165] a key that needs an approval has a shield, one that is never done by this role is shut and says so, on every way to it', async ({ counter: page }) => {
  await signOnByKeys(page)
  await keys(page, 'Control+i')
  await expect(page.getByTestId('devices-open-drawer')).toBeVisible()
  await expect(page.getByTestId('gate-ask').or(page.getByTestId('gate-never')), 'a manager has them all').toHaveCount(0)
  await keys(page, 'Escape', 'Control+,')
  await page.getByTestId('settings-rights').click()
  await grant(page, 'cancelBasket', 'ask')
  await grant(page, 'openDrawer', 'no')
  await keys(page, 'Escape', 'Escape', 'Escape', 'Control+l')

  await signOnByKeys(page, 'Mei Lin')
  await scan(page, goods.milk.gtin)
  await expect(lines(page)).toHaveCount(1)
  await expect(page.getByTestId('key-cancelBasket').getByTestId('gate-ask')).toHaveAttribute('title', 'needs an approval')
  const drawer = page.getByTestId('key-openDrawer')
  await expect(drawer).toBeDisabled()
  await expect(drawer).toHaveAccessibleName(/Drawer.*not among your rights/)
  await expect(drawer).toContainText('Not yours')
  await expect(page.getByTestId('key-discountLine').locator('[data-testid^=gate]'), 'up to a limit alone').toHaveCount(0)
  await keys(page, 'F8')
  await expect(page.getByRole('alert'), 'the shortcut says it, too').toHaveAttribute('data-code', 'request.notAllowed')
  await expect(page.getByTestId('view-sell')).toBeVisible()
  await keys(page, 'Escape', 'ArrowDown')
  await expect(lines(page).first().getByTestId('gate-ask'), 'another price').toHaveCount(1)
  await keys(page, 'F9', 'F9')
  await expect(page.getByTestId('approval')).toBeVisible()
  await keys(page, 'Escape', 'Escape', 'Control+i')
  await expect(page.getByTestId('devices-open-drawer')).toBeDisabled()
})

test.describe('with a finger', () => {
  test.use({ hasTouch: true, store: 'cn', viewport: { width: 1024, height: 768 } })

  test('[E2E-166] one\'s own PIN is behind one\'s own name; set, it is shown no more, and the others\' stay', async ({ counter: page }) => {
    await expect(page.getByTestId('operator').filter({ hasText: 'PIN' })).toHaveCount(4)
    await signOnByKeys(page, 'Mei Lin')
    await page.getByTestId('operator-chip').tap()
    await page.getByTestId('chip-own-pin').tap()
    await expect(page.getByTestId('pin-old')).toBeVisible()
    for (const pin of ['4821', '9374', '9374']) {
      for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).tap()
      await page.keyboard.press('Enter')
    }
    await expect(page.getByTestId('view-settings')).toBeVisible()
    await page.getByTestId('operator-chip').tap()
    await page.getByTestId('chip-lock').tap()
    const shown = page.getByTestId('operator').filter({ hasText: 'PIN' })
    await expect(page.getByTestId('operator')).toHaveCount(4)
    await expect(shown).toHaveCount(3)
    await expect(page.getByTestId('operator').filter({ hasText: 'PIN 4821' })).toHaveCount(0)
  })
})

test('[E2E-167] Ctrl U is the same, and there is none while money is taken', async ({ counter: page }) => {
  await signOnByKeys(page, 'Mei Lin')
  await keys(page, 'Control+u')
  await expect(page.getByTestId('pin-old')).toBeVisible()
  await keys(page, 'Escape', 'Escape')
  await scan(page, goods.milk.gtin)
  await expect(lines(page)).toHaveCount(1)
  await keys(page, 'F12')
  await expect(page.getByTestId('view-tender')).toBeVisible()
  await keys(page, 'Control+u')
  await expect(page.getByTestId('view-tender')).toBeVisible()
  await page.getByTestId('operator-chip').click()
  await expect(page.getByTestId('chip-own-pin')).toBeDisabled()
})

test('[E2E-194] settings that a supervisor may not use say whom to ask, before the tap and among what is found', async ({ counter: page }) => {
  await signOnByKeys(page, 'Sara')
  await keys(page, 'Control+,')
  for (const locked of ['people', 'rights', 'taxes', 'store', 'support', 'move']) await expect(page.getByTestId(`settings-${locked}`)).toContainText('Only for: Store manager, Administrator')
  for (const open of ['devices', 'ownPin', 'secondFactor']) await expect(page.getByTestId(`settings-${open}`)).not.toContainText('Only for')
  await page.keyboard.type('zone', { delay: 130 })
  await expect(page.getByTestId('found-timeZone')).toContainText('Only for: Store manager, Administrator')
})

test('[E2E-195] a right taken from whoever is signed on is gone from the keys at once; who may not sell sees it on the tiles', async ({ counter: page }) => {
  await signOnByKeys(page)
  await keys(page, 'Control+,')
  await page.getByTestId('settings-rights').click()
  await page.getByTestId('grant-sell-manager').click()
  await page.getByTestId('grant-way-no').click()
  await page.getByTestId('grant-save').click()
  await expect(page.getByTestId('grant-sell-manager')).toHaveAccessibleName(/: No$/)
  await keys(page, 'Escape', 'Escape')
  await expect(page.getByTestId('view-sell')).toContainText('Selling is not among your rights')
  await expect(page.getByTestId('shut-sell')).toContainText('Cashier')
  await expect(page.getByTestId('tile-each').first()).toBeDisabled()
  for (const shut of ['priceCheck', 'weigh', 'department', 'suspend']) await expect(page.getByTestId(`key-${shut}`), shut).toBeDisabled()
})
