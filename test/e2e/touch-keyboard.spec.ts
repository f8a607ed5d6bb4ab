import { type Page } from '@playwright/test'
import { generateSync } from 'otplib'
import { expect, test } from './fixture.ts'
import { shownPin, signOnByKeys } from './walk-steps.ts'

/** Taps a text on the keyboard of the screen, Shift before each capital. */
async function tapText(page: Page, text: string): Promise<void> {
  const keyboard = page.getByTestId('touch-keyboard')
  for (const character of text) {
    if (/[A-Z]/.test(character)) await page.getByTestId('keyboard-shift').tap()
    await keyboard.getByRole('button', { name: character === ' ' ? 'Space' : character, exact: true }).tap()
  }
}

/** That the whole field is on the screen and nothing lies over it. */
async function expectInSight(page: Page): Promise<void> {
  const box = await page.getByRole('textbox').boundingBox()
  const points = box === null ? [] : [[box.x + 4, box.y + 4], [box.x + box.width - 4, box.y + box.height - 4]]
  const seen: unknown = await page.evaluate(`${JSON.stringify(points)}.map(([x, y]) => document.elementFromPoint(x, y)?.tagName)`)
  expect(seen, 'the field is not covered').toEqual(['INPUT', 'INPUT'])
}

test.describe('with a finger alone', () => {
  test.use({ hasTouch: true, viewport: { width: 1024, height: 768 } })

  test('[OSK-5] a person\'s name is typed on the screen, under the field and not over it', async ({ counter: page }) => {
    await signOnByKeys(page)
    await page.getByTestId('menu').tap()
    await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).tap()
    await page.getByTestId('settings-people').tap()
    await page.getByTestId('new-person').tap()
    await expect(page.getByTestId('touch-keyboard')).toBeHidden()
    await page.getByTestId('keyboard-key').tap()
    await tapText(page, 'Zoe-L')
    await page.getByTestId('keyboard-erase').tap()
    await tapText(page, 'M Ray')
    await expect(page.getByRole('textbox')).toHaveValue('Zoe-M Ray')
    await expectInSight(page)
    await page.getByTestId('keyboard-done').tap()
    await expect(page.getByTestId('touch-keyboard')).toBeHidden()
    await page.getByTestId('person-save').tap()
    await expect(page.getByTestId('view-pin')).toContainText('Zoe-M Ray')
  })

  test('[OSK-8] goods are looked for by their name, and the keyboard stays while they are found', async ({ counter: page }) => {
    await signOnByKeys(page)
    await page.getByTestId('menu').tap()
    await page.getByTestId('menu').tap()
    await page.getByTestId('keyboard-key').tap()
    await tapText(page, 'mil')
    await expect(page.getByTestId('view-search')).toContainText('Pure milk')
    await tapText(page, 'k')
    await expect(page.getByRole('textbox')).toHaveValue('milk')
  })

  test('[OSK-6] and a recovery code, where the second factor is asked for', async ({ counter: page }) => {
    const pin = await shownPin(page.getByTestId('operator').filter({ hasText: 'Dmitri' }))
    await signOnByKeys(page)
    await page.getByTestId('menu').tap()
    await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).tap()
    await page.getByTestId('settings-secondFactor').tap()
    await page.getByTestId('factor-begin').tap()
    await expect(page.getByTestId('factor-pin-ok'), 'it proves who sits here and signs nobody on').not.toContainText('Sign on')
    for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).tap()
    await page.getByTestId('factor-pin-ok').tap()
    const secret = (await page.getByTestId('factor-secret').innerText()).replaceAll(' ', '')
    for (const digit of generateSync({ secret, epoch: Math.floor(Date.now() / 1000) })) await page.getByRole('button', { name: digit, exact: true }).tap()
    await page.getByTestId('factor-confirm').tap()
    const code = await page.getByTestId('recovery-codes').getByRole('listitem').first().innerText()
    await page.getByTestId('factor-written').tap()
    // The proof of a moment ago counts for this sign-on: another one has to prove it again.
    await page.getByTestId('operator-chip').tap()
    await page.getByTestId('chip-lock').tap()
    await signOnByKeys(page)
    await page.getByTestId('menu').tap()
    await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).tap()
    await page.getByTestId('settings-taxes').tap()
    await expect(page.getByTestId('view-factorAsk')).toBeVisible()
    await page.getByTestId('keyboard-key').tap()
    await tapText(page, code)
    await expect(page.getByRole('textbox')).toHaveValue(code)
    await expectInSight(page)
    await page.getByTestId('keyboard-done').tap()
    await page.getByTestId('factor-prove').tap()
    await expect(page.getByTestId('tax-class').first()).toBeVisible()
  })
})

test('[OSK-7] a mouse shows no key for it', async ({ counter: page }) => {
  await signOnByKeys(page)
  await page.getByTestId('key-priceCheck').click()
  await expect(page.getByRole('textbox')).toBeVisible()
  await expect(page.getByTestId('keyboard-key')).toHaveCount(0)
})
