import { basket, expect, goods, lines, outcomes, payKey, scan, signOn, startTill, test } from './fixture.ts'

test('[E2E-1] a sale from sign-on to change, in the browser', async ({ counter: page, till }) => {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })

  await signOn(page, 'Mei Lin')
  await expect(basket(page)).toContainText('Scan to start')

  await scan(page, goods.milk.gtin)
  await expect(lines(page)).toHaveCount(1)
  await scan(page, goods.milk.gtin)
  await expect(lines(page), 'a second scan raises the quantity').toHaveCount(1)
  await expect(lines(page)).toContainText(['2'])
  await expect(lines(page)).toContainText(['2.90'])

  await scan(page, goods.croissant.gtin)
  await page.getByRole('group', { name: 'Items' }).getByRole('button', { name: 'Salad kit' }).click()
  await expect(lines(page)).toHaveCount(3)

  const croissant = lines(page).filter({ hasText: goods.croissant.en })
  await croissant.getByRole('button').first().click()
  await page.getByRole('button', { name: 'One more' }).click()
  await expect(croissant).toContainText('1.90')

  const salad = lines(page).filter({ hasText: 'Salad kit' })
  await salad.getByRole('button').first().click()
  await page.getByRole('button', { name: 'Remove' }).click()
  await expect(salad).toContainText('Removed')
  await expect(basket(page).getByRole('status')).toContainText('£4.80')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(salad).not.toContainText('Removed')
  await expect(basket(page).getByRole('status'), '2 x 1.45 + 2 x 0.95 + 2.25').toContainText('£7.05')

  // Cash, exact: one key.
  await page.keyboard.press('F10')
  await expect(page.getByText('No change. Paid')).toBeVisible()
  await expect(outcomes(page)).toContainText('Paid · Cash')
  await expect(outcomes(page)).toContainText('Drawer opened')
  await expect(outcomes(page)).toContainText('Receipt printed')
  await expect(basket(page).getByRole('heading')).toHaveText('1-1')
  expect(till.receipt()).toMatch(/DEMO - NOT A RECEIPT[\s\S]*Receipt 1-1[\s\S]*Served by Mei Lin[\s\S]*Pure milk[\s\S]*£7\.05[\s\S]*Cash/)

  await scan(page, goods.cola.gtin)
  await expect(lines(page), 'the next scan starts the next sale').toHaveCount(1)
  await expect(page.getByText('No change. Paid')).toBeHidden()
  await expect(basket(page).getByRole('status')).toContainText('£1.25')
  expect(complaints).toEqual([])
})

test('[E2E-2] cash with the amount typed: the change is in digits, notes and coins', async ({ counter: page, till }) => {
  await signOn(page, 'Mei Lin')
  await scan(page, goods.milk.gtin)
  await expect(lines(page)).toHaveCount(1)
  await page.keyboard.type('20')
  await page.keyboard.press('F10')
  await expect(page.getByText('Give change')).toBeVisible()
  await expect(page.getByRole('main').getByRole('status').filter({ hasText: 'Give change' })).toContainText('£18.55')
  await expect(page.getByRole('list', { name: 'Notes and coins' }).getByRole('listitem')).toHaveText(['10', '5', '2', '1', '0.50', '0.05'])
  await expect(outcomes(page)).toContainText('Receipt printed')
  expect(till.receipt()).toMatch(/Cash given +20\.00\s+[\s\S]*Change +18\.55/)
  await page.keyboard.press('Enter')
  await expect(basket(page)).toContainText('Last sale 1-1')
})

test('[E2E-3] a card approved on the terminal is charged once, and the drawer stays shut', async ({ counter: page }) => {
  await signOn(page, 'Mei Lin')
  await scan(page, goods.cola.gtin)
  await expect(lines(page)).toHaveCount(1)
  await page.keyboard.press('F11')
  const work = page.getByRole('main', { name: 'Work area' })
  await expect(work).toContainText('£1.25')
  // A scan while the card is in the terminal waits: the amount shown there must not move.
  await scan(page, goods.milk.gtin)
  await expect(work.getByRole('status').filter({ hasText: '1 scan waits' })).toBeVisible()
  await page.getByRole('button', { name: 'Approved on the terminal' }).click()
  await expect(lines(page), 'what waited is the next sale').toHaveCount(1)
  await expect(lines(page)).toContainText([goods.milk.en])
  await page.keyboard.press('F11')
  await page.keyboard.press('Enter')
  await expect(outcomes(page)).toContainText('Paid · Card')
  await expect(outcomes(page)).toContainText('Receipt printed')
  await expect(outcomes(page)).not.toContainText('Drawer')
  await expect(basket(page).getByRole('heading')).toHaveText('1-2')
})

test('[E2E-4] the tender screen takes a note, and not too little', async ({ counter: page }) => {
  await signOn(page, 'Mei Lin')
  await scan(page, goods.milk.gtin)
  await scan(page, goods.cola.gtin)
  await expect(lines(page)).toHaveCount(2)
  await page.keyboard.press('F12')
  await expect(page.getByRole('heading', { name: 'Payment' })).toBeVisible()
  await page.keyboard.type('2')
  await expect(page.getByRole('button', { name: 'Not enough yet' })).toBeDisabled()
  await page.getByRole('group', { name: 'Likely amounts' }).getByRole('button', { name: '5', exact: true }).click()
  await expect(page.getByRole('main').getByRole('status').filter({ hasText: 'Amount due' })).toContainText('£2.30')
  await page.getByRole('button', { name: 'Finish' }).click()
  await expect(page.getByText('Give change')).toBeVisible()
  await expect(page.getByRole('main')).toContainText('£2.30')
})

test('[E2E-5] an unknown barcode blocks Pay until its line is removed, and asks nothing', async ({ counter: page }) => {
  await signOn(page, 'Mei Lin')
  await scan(page, goods.milk.gtin)
  await scan(page, '4006381333931')
  const red = lines(page).filter({ hasText: 'Unknown barcode' })
  await expect(red).toContainText('4006381333931')
  await expect(payKey(page)).toHaveText(/Remove the red line first/)
  await expect(payKey(page)).toBeDisabled()
  await expect(page.getByRole('dialog').or(page.getByRole('alertdialog'))).toHaveCount(0)
  // F10 is as dead as the keys, and says why.
  await page.keyboard.press('F10')
  await expect(page.getByRole('alert')).toContainText('A red line is not resolved')
  await red.getByRole('button', { name: 'Remove' }).click()
  await expect(payKey(page)).toBeEnabled()
  await page.keyboard.press('F10')
  await expect(outcomes(page)).toContainText('Paid · Cash')
})

test('[E2E-6] cancelling a sale asks first, and Keep keeps it', async ({ counter: page }) => {
  await signOn(page, 'Mei Lin')
  await scan(page, goods.milk.gtin)
  await expect(lines(page)).toHaveCount(1)
  await page.keyboard.press('F9')
  const question = page.getByRole('alertdialog', { name: 'Void this sale?' })
  await question.getByRole('button', { name: 'Keep' }).click()
  await expect(question).toBeHidden()
  await expect(lines(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Void sale' }).click()
  await question.getByRole('button', { name: 'Void sale' }).click()
  await expect(basket(page)).toContainText('Scan to start')
  await expect(basket(page)).not.toContainText('Last sale')
})

test('[E2E-7] locking keeps the basket, and another operator finds it', async ({ counter: page, till }) => {
  await signOn(page, 'Mei Lin')
  await scan(page, goods.milk.gtin)
  await scan(page, goods.cola.gtin)
  await expect(lines(page)).toHaveCount(2)
  await page.getByRole('button', { name: 'Lock' }).click()
  await expect(page.getByText('A sale with 2 items is waiting. It is saved.')).toBeVisible()
  // Nobody is there: a scan rings up nothing, and says so.
  await scan(page, goods.croissant.gtin)
  await expect(page.getByRole('alert')).toContainText('nobody is signed on')
  await signOn(page, 'Jonas Otieno')
  await expect(lines(page)).toHaveCount(2)
  await expect(basket(page)).toContainText('Jonas Otieno')
  await page.keyboard.press('F10')
  await expect(outcomes(page)).toContainText('Receipt printed')
  expect(till.receipt()).toContain('Served by Jonas Otieno')
})

test('[E2E-8] a page that is loaded again shows the same basket', async ({ counter: page }) => {
  await signOn(page, 'Mei Lin')
  await scan(page, goods.milk.gtin)
  await scan(page, goods.milk.gtin)
  await expect(lines(page)).toContainText(['2.90'])
  await page.reload()
  await expect(lines(page)).toHaveCount(1)
  await expect(lines(page)).toContainText(['2.90'])
  await expect(basket(page)).toContainText('Mei Lin')
})

test('[E2E-9] a wrong PIN lets nobody in, and the right one still does', async ({ counter: page }) => {
  await page.getByRole('button', { name: 'Mei Lin' }).click()
  await page.keyboard.type('9999')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('The PIN is wrong')
  await expect(basket(page)).toHaveCount(0)
  await signOn(page, 'Mei Lin')
  await expect(basket(page)).toContainText('Mei Lin')
})

test('[E2E-10] a weight typed by hand is a line, priced by the kilogram', async ({ counter: page }) => {
  await signOn(page, 'Mei Lin')
  await page.getByRole('group', { name: 'Items' }).getByRole('button', { name: 'Bananas' }).click()
  await expect(page.getByRole('heading', { name: 'Weight' })).toBeVisible()
  await page.keyboard.type('1.284')
  await page.keyboard.press('Enter')
  await expect(lines(page)).toHaveCount(1)
  await expect(lines(page), '1.284 kg at 1.10').toContainText(['1.284 kg × 1.10'])
  await expect(basket(page).getByRole('status')).toContainText('£1.41')
})

test('[E2E-11] kill -9 in the middle of a sale: started again, every line is back', async ({ page, data, store }) => {
  const before = await startTill(data, store)
  try {
    await page.goto(before.address)
    await signOn(page, 'Mei Lin')
    await scan(page, goods.cola.gtin)
    // Paid is what the cashier sees: a key that overtakes the scan is refused, not guessed at.
    await expect(lines(page)).toHaveCount(1)
    await page.keyboard.press('F10')
    await expect(outcomes(page)).toContainText('Paid · Cash')
    for (const { gtin } of [goods.milk, goods.milk, goods.croissant, goods.cola]) await scan(page, gtin)
    await expect(basket(page).getByRole('status')).toContainText('£5.10')
  } finally {
    await before.kill()
  }
  await expect(page.getByRole('alert')).toContainText('What was rung up is saved')

  const after = await startTill(data, store)
  try {
    await page.goto(after.address)
    await expect(lines(page)).toHaveCount(3)
    await expect(lines(page)).toContainText([goods.milk.en, goods.croissant.en, goods.cola.en])
    await expect(basket(page).getByRole('status')).toContainText('£5.10')
    await page.keyboard.press('F10')
    await expect(basket(page).getByRole('heading'), 'the number goes on').toHaveText('1-2')
    await expect(outcomes(page)).toContainText('Receipt printed')
  } finally {
    await after.stop()
  }
})
