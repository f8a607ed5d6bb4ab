import { type Locator, type Page } from '@playwright/test'
import { expect, goods, scan, test } from './fixture.ts'
import { toEmptyCounter, signOnByKeys } from './walk-steps.ts'

const lines = (page: Page): Locator => page.getByTestId('basket-lines').getByRole('listitem')
const total = (page: Page): Locator => page.getByTestId('basket').getByRole('status')
const view = (page: Page, name: string): Locator => page.getByTestId(`view-${name}`)

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

async function ring(page: Page, ...items: readonly { readonly gtin: string }[]): Promise<void> {
  const before = await lines(page).count()
  for (const { gtin } of items) await scan(page, gtin)
  await expect(lines(page)).toHaveCount(before + items.length)
}

test('[KEY-7] each key of the counter does what the overlay says, and Esc never loses the basket', async ({ counter: page }) => {
  test.slow()
  await signOnByKeys(page)

  await test.step('F1 shows the keys of this view, and goes away again', async () => {
    await press(page, 'F1')
    await expect(page.getByTestId('keys')).toContainText('F10')
    await expect(page.getByTestId('keys')).toContainText('Ctrl Z')
    await press(page, 'Escape')
    await expect(page.getByTestId('keys')).toHaveCount(0)
  })

  await test.step('F2 goes to the scan field, and typing there searches', async () => {
    await press(page, 'F2')
    await expect(page.getByRole('textbox')).toBeFocused()
    await page.keyboard.type('oreo', { delay: 100 })
    await expect(view(page, 'search')).toBeVisible()
    await press(page, 'Enter')
    await expect(lines(page)).toHaveCount(1)
  })

  await test.step('a quantity, a star and a scan; nought is refused and does not stay', async () => {
    await page.keyboard.type('3*', { delay: 120 })
    await scan(page, goods.milk.gtin)
    await expect(lines(page)).toContainText(['', '4.35'])
    await page.keyboard.type('0*', { delay: 120 })
    await scan(page, goods.croissant.gtin)
    await expect(page.getByRole('alert')).toHaveAttribute('data-code', 'quantity.invalid')
    await expect(lines(page)).toHaveCount(2)
    await press(page, 'Escape')
    await ring(page, goods.croissant)
  })

  await test.step('arrows choose a line, + and - change it, Del removes it, Ctrl Z takes each back', async () => {
    await press(page, 'ArrowUp', 'ArrowUp')
    const milk = lines(page).nth(1)
    await expect(milk.getByRole('button').first()).toHaveAttribute('aria-expanded', 'true')
    await press(page, '+')
    await expect(milk).toContainText('5.80')
    await press(page, '-', '-')
    await expect(milk).toContainText('2.90')
    await press(page, 'Control+z')
    await expect(milk).toContainText('4.35')
    await press(page, 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowDown', 'Delete')
    await expect(milk).toContainText('Removed')
    await press(page, 'Control+z')
    await expect(milk).not.toContainText('Removed')
  })

  await test.step('a PLU and Enter is that item; F7 weighs', async () => {
    await page.keyboard.type('1002', { delay: 120 })
    await press(page, 'Enter')
    await expect(view(page, 'weigh')).toBeVisible()
    await press(page, 'Escape')
    await press(page, 'F7', 'ArrowDown')
    await page.keyboard.type('0.5', { delay: 120 })
    await press(page, 'Enter')
    await expect(lines(page)).toHaveCount(4)
    await press(page, 'Control+z')
    await expect(lines(page).nth(3)).toContainText('Removed')
  })

  await test.step('F4 is the line, Shift F4 the sale, and Ctrl Z takes the discount back', async () => {
    const before = await total(page).innerText()
    await press(page, 'Shift+F4', '1', '0', 'ArrowDown', 'Enter')
    await expect(page.getByTestId('discount-done')).toBeVisible()
    await press(page, 'Enter')
    await expect(total(page)).not.toHaveText(before)
    await press(page, 'Control+z')
    await expect(total(page)).toHaveText(before, { useInnerText: true })
  })

  await test.step('F3, Ctrl D, Ctrl R, Ctrl I, F12: each opens, Esc goes back, the basket stays', async () => {
    const before = await total(page).innerText()
    for (const [key, name] of [['F3', 'priceCheck'], ['Control+d', 'department'], ['Control+r', 'receipts'], ['Control+i', 'devices'], ['F12', 'tender'], ['F11', 'card'], ['F4', 'discount'], ['F5', 'suspend'], ['F7', 'weigh'], ['F8', 'drawer']] as const) {
      await press(page, key)
      await expect(view(page, name), key).toBeVisible()
      await press(page, 'F1')
      await expect(page.getByTestId('keys'), `F1 on ${name}`).toBeVisible()
      await press(page, 'Escape')
      await expect(view(page, name), key).toBeVisible()
      await press(page, 'Escape')
      await expect(view(page, 'sell'), key).toBeVisible()
      await expect(total(page), key).toHaveText(before, { useInnerText: true })
    }
  })

  await test.step('F9 asks, Esc keeps, F9 F9 voids', async () => {
    await press(page, 'F9')
    await expect(page.getByRole('alertdialog')).toBeVisible()
    await press(page, 'Escape')
    await expect(page.getByRole('alertdialog')).toHaveCount(0)
    await expect(lines(page)).toHaveCount(4)
    await press(page, 'F9', 'F9')
    await expect(lines(page)).toHaveCount(0)
  })

  await test.step('F10 is exact cash, an amount and F10 is that much, F11 a card', async () => {
    await ring(page, goods.cola)
    await press(page, 'F10')
    await expect(view(page, 'finish')).toContainText('£1.25')
    await press(page, 'Enter')
    await ring(page, goods.cola)
    await press(page, '5', 'F10')
    await expect(view(page, 'finish')).toContainText('£3.75')
    await press(page, 'Enter')
    await ring(page, goods.cola)
    await press(page, 'F11', 'Enter')
    await expect(view(page, 'finish')).toBeVisible()
    await toEmptyCounter(page)
  })
})

test('[KEY-8] a day at the counter without a mouse: the focus is always to be seen, and never where no key works', async ({ counter: page, till }) => {
  test.slow()
  await signOnByKeys(page)
  await ring(page, goods.milk, goods.croissant)
  await press(page, 'F4', '2', '0', 'ArrowDown', 'Enter')
  await expect(page.getByTestId('discount-done')).toBeVisible()
  await press(page, 'Enter', 'F3')
  await scan(page, goods.cola.gtin)
  await expect(page.getByTestId('price-known')).toBeVisible()
  await press(page, 'Escape', 'F5')
  await expect(view(page, 'suspend')).toBeVisible()
  await expect(page.getByRole('textbox')).toBeFocused()
  await press(page, 'F5')
  await expect(lines(page)).toHaveCount(0)
  await ring(page, goods.cola)
  await press(page, 'F10')
  await expect(page.getByTestId('outcome-print-printed')).toBeVisible()
  await press(page, 'Enter', 'F5')
  await expect(page.getByTestId('held')).toHaveCount(1)
  await press(page, 'Enter')
  await expect(lines(page)).toHaveCount(2)

  // Tab walks the screen: every stop is drawn, and the keys of the counter go on working from each.
  const stops = new Set<string>()
  for (let step = 0; step < 12; step += 1) {
    await press(page, 'Tab')
    const stop = await page.evaluate<{ readonly tag: string; readonly outline: string; readonly name: string }>(
      `(() => { const it = document.activeElement; return { tag: it.tagName, outline: getComputedStyle(it.closest('[data-focus-visible]') ?? it).outlineStyle, name: it.getAttribute('aria-label') ?? it.innerText ?? '' } })()`,
    )
    expect(stop.tag, `step ${step}`).not.toBe('BODY')
    if (stop.tag === 'BUTTON') expect(stop.outline, stop.name).toBe('solid')
    stops.add(stop.name)
  }
  expect(stops.size).toBeGreaterThan(8)
  await press(page, 'F12')
  await expect(view(page, 'tender')).toBeVisible()
  await press(page, '5', 'Enter')
  await expect(view(page, 'finish')).toBeVisible()
  await expect(page.getByTestId('outcome-print-printed')).toBeVisible()

  await press(page, 'Control+r')
  await expect(page.getByTestId('receipt-row')).toHaveCount(2)
  await press(page, 'ArrowDown', 'Enter')
  await expect(page.getByTestId('receipt-paper')).toBeVisible()
  expect(till.receipt()).not.toContain('DUPLICATE')
  await press(page, 'Control+p')
  await expect.poll(() => till.receipt()).toContain('DUPLICATE')
  await press(page, 'Escape', 'Escape')
  await expect(view(page, 'sell')).toBeVisible()
  await press(page, 'Control+l')
  await expect(view(page, 'sign-on')).toBeVisible()
})
