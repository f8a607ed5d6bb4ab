import { type Page } from '@playwright/test'
import { expect, signOn, test } from './fixture.ts'
import { signOnByKeys } from './walk-steps.ts'
import { axe, drawn, picture, shapeFaults } from './look.ts'

const manager = 'Dmitri K.'
const marked = (page: Page) => page.locator('[data-marked]')

async function look(page: Page, name: string): Promise<void> {
  await drawn(page)
  await picture(page, `settings-${name}`)
  expect.soft(await shapeFaults(page), name).toEqual([])
  expect.soft(await axe(page), name).toEqual([])
}

test('[FIND-6] with keys: what an input method puts together arrives in the finder, and the arrows still choose', async ({ counter: page }) => {
  await signOnByKeys(page)
  await page.keyboard.press('Control+,')
  await expect(page.getByRole('textbox')).toBeVisible()
  await page.keyboard.insertText('打印')
  await expect(page.getByTestId('found-slot.printer')).toBeVisible()
  await expect(page.getByTestId('touch-keyboard')).toHaveCount(0)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('view-settings')).toHaveCount(0)
})

test('[FIND-6] a setting is found by typing, opened with Enter and marked where it stands', async ({ counter: page }) => {
  await signOn(page, manager)
  await page.keyboard.press('Control+,')
  await page.keyboard.press('F2')
  await page.keyboard.type('lock', { delay: 60 })
  await expect(page.getByTestId('found-lockAfter')).toBeVisible()
  await look(page, 'found')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('view-people')).toBeVisible()
  await expect(marked(page)).toHaveCount(1)
  await expect(marked(page).getByTestId('lock-after-300')).toBeVisible()

  // The other language finds it too, by touch; and what is looked for once is not marked for ever.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+,')
  await page.getByRole('textbox').fill('打印')
  await page.getByTestId('found-slot.printer').click()
  await expect(marked(page)).toHaveAttribute('data-testid', 'device-printer')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+,')
  await page.getByTestId('settings-people').click()
  await expect(page.getByTestId('lock-after-300')).toBeVisible()
  await expect(marked(page)).toHaveCount(0)

  // Its row among the rights, and nothing where nothing is called so. Esc takes the words back before it leaves.
  await page.keyboard.press('Control+,')
  await page.keyboard.type('xyzzy', { delay: 60 })
  await expect(page.getByTestId('settings-nothing')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('settings-store')).toBeVisible()
  await page.keyboard.type('set the store', { delay: 60 })
  await page.keyboard.press('Enter')
  await expect(marked(page).getByTestId('grant-setStore-manager')).toBeVisible()
})

test('[SETUP-27] the store\'s words are changed beside their paper, and the journal says so', async ({ counter: page }) => {
  await signOn(page, manager)
  await page.keyboard.press('Control+,')
  await page.keyboard.type('last lines', { delay: 60 })
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('view-store')).toBeVisible()
  await expect(marked(page)).toHaveAttribute('data-testid', 'setup-receiptFooter')
  await page.getByTestId('setup-receiptFooter-0').fill('Open every day from nine')
  await expect(page.getByTestId('setup-preview')).toContainText('Open every day from nine')
  await look(page, 'store')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await expect(page.getByText('last lines of receipts')).toBeVisible()
})

test('[SETUP-28] in Chinese on a narrow screen; a cashier is told that the store is not theirs to set', async ({ counter: page }) => {
  await page.setViewportSize({ width: 1024, height: 768 })
  await signOn(page, manager)
  await page.getByTestId('menu').click()
  await page.getByTestId('language').click()
  await page.getByTestId('menu').click()
  await page.keyboard.press('Control+,')
  await page.keyboard.type('xpmw', { delay: 60 })
  await page.keyboard.press('Enter')
  await expect(marked(page)).toHaveAttribute('data-testid', 'setup-receiptFooter')
  await look(page, 'store-zh')
  await page.keyboard.press('Control+l')
  await signOn(page, 'Mei Lin')
  await page.keyboard.press('Control+,')
  await page.getByTestId('settings-store').click()
  await expect(page.getByTestId('store-refused')).toBeVisible()
})
