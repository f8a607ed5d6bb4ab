import { expect, goods, scan, test } from './fixture.ts'
import { keys, lines, signOnByKeys } from './walk-steps.ts'

// Told by their check digits: a burst of letters is told by its pace, which a busy machine does not keep.
test('[E2E-66] a new person with keys alone: name, badge by a scan, a PIN typed twice; the badge then switches to them over an open sale', async ({ counter: page }) => {
  await signOnByKeys(page)
  await keys(page, 'Control+,', 'ArrowDown', 'ArrowDown', 'Enter')
  await expect(page.getByTestId('person')).toHaveCount(4)
  await keys(page, 'Control+n')
  await page.keyboard.type('Zoe', { delay: 130 })
  await scan(page, '4006381333931')
  await expect(page.getByTestId('person-badge')).toHaveText('4006381333931')
  await expect(page.getByRole('textbox'), 'the scan is no part of the name').toHaveValue('Zoe')
  await keys(page, 'Enter')
  await expect(page.getByTestId('pin-new')).toBeVisible()
  await page.keyboard.type('1234')
  await keys(page, 'Enter')
  await expect(page.getByTestId('pin-again')).toBeVisible()
  await page.keyboard.type('1234')
  await keys(page, 'Enter')
  await expect(page.getByRole('alert'), 'a row of digits').toContainText('A row of digits')
  await keys(page, 'Escape')
  for (const pin of ['8305', '8306']) {
    await page.keyboard.type(pin)
    await keys(page, 'Enter')
  }
  await expect(page.getByRole('alert'), 'not the same twice').toContainText('not the same')
  await keys(page, 'Escape')
  for (const pin of ['8305', '8305']) {
    await page.keyboard.type(pin)
    await keys(page, 'Enter')
  }
  await expect(page.getByTestId('person')).toHaveCount(5)
  await keys(page, 'Escape', 'Escape', 'Escape')
  await scan(page, goods.milk.gtin)
  await expect(lines(page)).toHaveCount(1)

  // A badge among the goods: the sale stays, and only the PIN is left to type.
  await scan(page, '4006381333931')
  await expect(page.getByTestId('view-sign-on')).toContainText('A sale with 1 item is waiting')
  await expect(page.getByTestId('operator').filter({ hasText: 'Zoe' })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.type('8305')
  await keys(page, 'Enter')
  await expect(page.getByTestId('basket')).toContainText('Zoe')
  await expect(lines(page)).toHaveCount(1)
})

test('[E2E-67] a badge at the door chooses the name, and one\'s own PIN is changed by the old one', async ({ counter: page }) => {
  await signOnByKeys(page, 'Mei Lin')
  await keys(page, 'Control+,', 'ArrowDown', 'ArrowDown', 'Enter')
  await expect(page.getByTestId('people-refused'), 'who lacks the right sees why').toContainText('Ctrl L')
  await keys(page, 'Escape', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter')
  await expect(page.getByTestId('pin-old')).toBeVisible()
  for (const pin of ['4821', '9374', '9374']) {
    await page.keyboard.type(pin)
    await keys(page, 'Enter')
  }
  await expect(page.getByTestId('view-settings')).toBeVisible()
  await keys(page, 'Control+l')
  await expect(page.getByTestId('view-sign-on')).toBeVisible()
  await scan(page, '5901234123457')
  await expect(page.getByRole('alert')).toContainText('nobody is signed on')
  const mei = page.getByTestId('operator').filter({ hasText: 'Mei Lin' })
  await mei.click()
  await page.keyboard.type('9374')
  await keys(page, 'Enter')
  await expect(page.getByTestId('basket')).toContainText('Mei Lin')
})
