import { basket, expect, goods, lines, outcomes, scan, signOn, test } from './fixture.ts'
import { shownPin } from './walk-steps.ts'

/** A label of the demo store's scale: prefix, PLU, value, check digit. */
function label(prefix: string, plu: string, value: string): string {
  const digits = `${prefix}${plu.padStart(5, '0')}${value}`
  const sum = digits.split('').reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

test('[E2E-19] an item is found by its name in Latin, Chinese and pinyin, and added without a mouse', async ({ counter: page }) => {
  await signOn(page, 'Mei Lin')
  for (const [typed, found] of [['oreo', 'Oreo chocolate'], ['镇江', 'Zhenjiang vinegar'], ['kkkl', goods.cola.en]] as const) {
    await page.keyboard.press('F2')
    await page.getByRole('textbox').first().fill(typed)
    await expect(page.getByText(found).first()).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(lines(page).filter({ hasText: found })).toHaveCount(1)
  }
})

test('[E2E-20] a weight and a price label of the scale are lines of that weight and that price', async ({ counter: page }) => {
  await signOn(page, 'Mei Lin')
  await scan(page, label('20', '1001', '01284'))
  await expect(lines(page).filter({ hasText: 'Fuji apples' })).toContainText('3.34')
  await scan(page, label('21', '1007', '00950'))
  await expect(lines(page).filter({ hasText: 'Salmon fillet' })).toContainText('9.50')
  await page.keyboard.press('F10')
  await expect(outcomes(page)).toContainText('Paid · Cash')
})

test('[E2E-21] a discount on a line and a new price are on the screen, on the paper and in the total', async ({ counter: page, till }) => {
  await signOn(page, 'Mei Lin')
  await scan(page, goods.milk.gtin)
  await scan(page, goods.cola.gtin)
  await expect(lines(page)).toHaveCount(2)
  await page.keyboard.press('F4')
  await page.keyboard.type('20')
  await page.getByText(/damaged/i).click()
  await page.keyboard.press('Enter')
  // Twice what a cashier may give.
  const sara = page.getByTestId('approver').filter({ hasText: 'Sara Amin' })
  await sara.click()
  await page.keyboard.type(await shownPin(sara))
  await page.keyboard.press('Enter')
  await expect(basket(page).getByRole('status')).toContainText('£2.45')
  await page.keyboard.press('Escape')
  await page.keyboard.press('F10')
  await expect(outcomes(page)).toContainText('Receipt printed')
  expect(till.receipt()).toMatch(/-0\.25/)
})

test('[E2E-22] a basket put aside waits under Held, and comes back with every line', async ({ counter: page }) => {
  await signOn(page, 'Mei Lin')
  await scan(page, goods.milk.gtin)
  await scan(page, goods.croissant.gtin)
  await expect(lines(page)).toHaveCount(2)
  await page.keyboard.press('F5')
  // A hand's pace: faster, and it is taken for a scanner.
  await page.keyboard.type('blue jacket', { delay: 130 })
  await page.keyboard.press('Enter')
  await expect(lines(page)).toHaveCount(0)
  await scan(page, goods.cola.gtin)
  await expect(lines(page)).toHaveCount(1)
  await page.keyboard.press('F10')
  await expect(outcomes(page)).toContainText('Paid · Cash')
  await page.keyboard.press('Enter')
  await page.keyboard.press('F5')
  await page.getByText('blue jacket').click()
  await expect(lines(page)).toHaveCount(2)
})

test('[E2E-23] a receipt is found by its number and printed again, marked DUPLICATE, and the drawer stays shut', async ({ counter: page, till }) => {
  await signOn(page, 'Mei Lin')
  await scan(page, goods.milk.gtin)
  await expect(lines(page)).toHaveCount(1)
  await page.keyboard.press('F10')
  await expect(outcomes(page)).toContainText('Receipt printed')
  expect(till.receipt()).not.toContain('DUPLICATE')
  await page.getByRole('button', { name: 'Receipts' }).click()
  await page.getByRole('group', { name: 'Receipts' }).getByRole('button', { name: /1-1/ }).click()
  const receipt = page.getByRole('region', { name: 'Receipt 1-1', exact: true })
  await expect(receipt.getByRole('region', { name: 'The paper' })).toContainText('Harbour Market')
  await receipt.getByRole('button', { name: /Reprint/ }).click()
  await expect.poll(() => till.receipt()).toContain('DUPLICATE')
})

test('[E2E-24] a price is told without selling, and what has no record is sold by department', async ({ counter: page }) => {
  await signOn(page, 'Mei Lin')
  await page.keyboard.press('F3')
  await scan(page, goods.croissant.gtin)
  await expect(page.getByText('0.95').first()).toBeVisible()
  await expect(lines(page)).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+d')
  await page.keyboard.type('4.50')
  await page.getByText('Flowers').click()
  await expect(lines(page).filter({ hasText: 'Flowers' })).toContainText('4.50')
})
