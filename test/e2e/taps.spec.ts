import { type Page } from '@playwright/test'
import { expect, goods, lines, payKey, signOn, test } from './fixture.ts'
import { countHands, expectWritten, type Hands } from './hands.ts'
import { keys, shownPin, unknown } from './walk-steps.ts'

// Each figure of docs/explain/taps.md is counted here, by the page, while the act is done.
const view = (page: Page, name: string) => page.getByTestId(`view-${name}`)

async function three(page: Page, hands: Hands): Promise<void> {
  for (const { gtin } of [goods.milk, goods.croissant, goods.cola]) await hands.scan(gtin)
  await expect(lines(page)).toHaveCount(3)
}

/** Signed on, with three things in the sale: what follows is counted. */
async function rungUp(page: Page): Promise<Hands> {
  await signOn(page, 'Mei Lin')
  const hands = await countHands(page)
  await three(page, hands)
  return hands
}

/** Ready for the next: its first scan opens the next sale. */
async function nextSale(page: Page, hands: Hands): Promise<void> {
  await hands.scan(goods.milk.gtin)
  await expect(lines(page)).toHaveCount(1)
}

test.describe('by keys', () => {
  test('[TAPS-1] exact cash, a note, and a price by keys take as many as is written', async ({ counter: page }) => {
    const hands = await rungUp(page)
    await keys(page, 'F10')
    await expect(view(page, 'finish')).toBeVisible()
    await nextSale(page, hands)
    await expectWritten('three scans, exact cash', 'keys', hands)

    await keys(page, '2', '0', 'F10')
    await expect(view(page, 'finish')).toBeVisible()
    await nextSale(page, hands)
    await expectWritten('a note of 20 for it', 'keys', hands)

    await keys(page, 'F3')
    await expect(view(page, 'priceCheck')).toBeVisible()
    await hands.scan(goods.cola.gtin)
    await expect(page.getByTestId('price-known')).toBeVisible()
    await hands.scan(goods.croissant.gtin)
    await expect(lines(page), 'the next scan is rung up').toHaveCount(2)
    await expectWritten('price check', 'keys', hands)

    await keys(page, 'F5', 'Enter')
    await expect(lines(page)).toHaveCount(0)
    await keys(page, 'F5')
    await expect(page.getByTestId('held')).toHaveAttribute('aria-pressed', 'true')
    await keys(page, 'Enter')
    await expect(lines(page)).toHaveCount(2)
    await expectWritten('hold and take up again', 'keys', hands)
  })

  test('[TAPS-2] a discount that somebody else approves, by keys', async ({ counter: page }) => {
    const hands = await rungUp(page)
    await keys(page, 'F4', '2', '0', 'ArrowDown', 'Enter')
    const dialog = page.getByTestId('approval')
    await expect(dialog).toBeVisible()
    await keys(page, 'ArrowDown')
    const chosen = page.getByTestId('approver').and(page.locator('[aria-pressed=true]'))
    const pin = await shownPin(chosen)
    await hands.pin(async () => page.keyboard.type(pin))
    await keys(page, 'Enter')
    await expect(page.getByTestId('discount-done')).toBeVisible()
    await nextLine(page, hands)
    await expectWritten('discount with approval', 'keys', hands)
  })
})

test.describe('by touch', () => {
  test.use({ hasTouch: true })

  test('[TAPS-3] exact cash, a note, and a price by touch take as many as is written', async ({ counter: page }) => {
    const hands = await rungUp(page)
    await page.getByTestId('basket').getByRole('button', { name: /^Cash/ }).tap()
    await expect(view(page, 'finish')).toBeVisible()
    await nextSale(page, hands)
    await expectWritten('three scans, exact cash', 'touch', hands)

    await payKey(page).tap()
    await page.getByRole('group', { name: 'Likely amounts' }).getByRole('button', { name: '20', exact: true }).tap()
    await page.getByRole('button', { name: 'Finish' }).tap()
    await expect(view(page, 'finish')).toBeVisible()
    await nextSale(page, hands)
    await expectWritten('a note of 20 for it', 'touch', hands)

    await page.getByTestId('key-priceCheck').tap()
    await expect(view(page, 'priceCheck')).toBeVisible()
    await hands.scan(goods.cola.gtin)
    await expect(page.getByTestId('price-known')).toBeVisible()
    await hands.scan(goods.croissant.gtin)
    await expect(lines(page), 'the next scan is rung up').toHaveCount(2)
    await expectWritten('price check', 'touch', hands)

    await page.getByTestId('key-suspend').tap()
    await page.getByTestId('suspend-confirm').tap()
    await expect(lines(page)).toHaveCount(0)
    await page.getByTestId('key-suspend').tap()
    await expect(view(page, 'suspended')).toBeVisible()
    await page.getByTestId('held').tap()
    await expect(lines(page)).toHaveCount(2)
    await expectWritten('hold and take up again', 'touch', hands)
  })

  test('[TAPS-4] a discount that somebody else approves, by touch', async ({ counter: page }) => {
    const hands = await rungUp(page)
    await page.getByTestId('key-discountLine').tap()
    await page.getByRole('button', { name: '20%' }).tap()
    await page.getByTestId('view-discount').getByRole('button', { name: 'Damaged' }).tap()
    await page.getByTestId('discount-apply').tap()
    const sara = page.getByTestId('approver').filter({ hasText: 'Sara Amin' })
    const pin = await shownPin(sara)
    await sara.tap()
    await hands.pin(async () => {
      for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).tap()
    })
    await page.getByTestId('approve').tap()
    await expect(page.getByTestId('discount-done')).toBeVisible()
    await nextLine(page, hands)
    await expectWritten('discount with approval', 'touch', hands)
  })
})

/** Ready for the next line of the same sale. */
async function nextLine(page: Page, hands: Hands): Promise<void> {
  await hands.scan(unknown)
  await expect(lines(page)).toHaveCount(4)
}
