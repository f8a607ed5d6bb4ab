import { type Locator, type Page } from '@playwright/test'
import { expect, scan } from './fixture.ts'
import { type Till } from './till.ts'
import { arrowTo, keys, lines, shownPin } from './walk-steps.ts'

export const view = (page: Page, name: string): Locator => page.getByTestId(`view-${name}`)
export const returned = (page: Page): Locator => page.getByTestId('return-line')
export const sold = (page: Page): Locator => page.getByTestId('sold-line')
export const approver = (page: Page, name: string): Locator => page.getByTestId('approver').filter({ hasText: name })

/** One after another, as a finger does. */
export async function tapAll(...wanted: readonly Locator[]): Promise<void> {
  for (const each of wanted) await each.tap()
}

/** By touch alone, with the PIN that a demo store shows. */
export async function signOnByTouch(page: Page, name: string): Promise<void> {
  const operator = page.getByTestId('operator').filter({ hasText: name })
  const pin = await shownPin(operator)
  await operator.tap()
  await tapDigits(page, pin)
  await page.getByTestId('view-sign-on').getByRole('button').filter({ hasText: 'Enter' }).tap()
  await expect(page.getByTestId('basket')).toBeVisible()
}

export async function tapDigits(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).tap()
}

/** Sells these for `by` (F10 cash, F11 card), one line each, and gives the code of the receipt that was printed. */
export async function sell(page: Page, till: Till, items: readonly { readonly gtin: string }[], ...by: readonly string[]): Promise<string> {
  const before = await lines(page).count()
  for (const { gtin } of items) await scan(page, gtin)
  await expect(lines(page)).toHaveCount(before + items.length)
  await keys(page, ...by)
  return receiptCode(page, till)
}

/** What the square code of the newest paper says. Waits for the paper, and leaves the finish screen. */
export async function receiptCode(page: Page, till: Till): Promise<string> {
  await expect(view(page, 'finish')).toBeVisible()
  await expect(page.getByTestId('outcome-print-printed').last()).toBeVisible()
  const code = /\[QR ((?:tw1|TW2):[^\]]+)\]/.exec(till.receipt())?.[1]
  if (code === undefined) throw new Error('the paper has no code')
  return code
}

/** Whoever is named approves what the dialog asks: by keys alone, or by taps alone. */
export async function approveByKeys(page: Page, name: string): Promise<void> {
  await expect(page.getByTestId('approval')).toBeVisible()
  const wanted = approver(page, name)
  if ((await wanted.getAttribute('aria-pressed')) !== 'true') await arrowTo(page, wanted)
  await page.keyboard.type(await shownPin(wanted))
  await keys(page, 'Enter')
}

export async function approveByTouch(page: Page, name: string): Promise<void> {
  await approver(page, name).tap()
  await tapDigits(page, await shownPin(approver(page, name)))
  await page.getByTestId('approve').tap()
}
