import { expect, type Page } from '@playwright/test'

/** Tab until that is where the focus is: what a hand without a mouse does. */
export async function tabTo(page: Page, testId: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await page.evaluate('document.activeElement?.dataset?.testid ?? ""')) === testId) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never came to ${testId}`)
}

/** Letters and spaces into a field by the keyboard of the screen, which is put away again. */
export async function writtenByTouch(page: Page, field: string, text: string): Promise<void> {
  const keyboard = page.getByTestId('touch-keyboard')
  await page.locator('[data-field]').filter({ has: page.getByTestId(field) }).getByTestId('keyboard-key').tap()
  for (const letter of text) await keyboard.getByRole('button', { name: letter === ' ' ? 'Space' : letter, exact: true }).tap()
  await expect(page.getByTestId(field)).toHaveValue(text)
  await page.getByTestId('keyboard-done').tap()
  await expect(keyboard).toBeHidden()
}
