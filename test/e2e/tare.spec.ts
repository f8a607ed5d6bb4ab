import { expect, signOn, test } from './fixture.ts'

const bananas = { name: 'Bananas' } as const

test('[E2E-40] a tare by key comes off what the scale shows, and the receipt says net, tare and what was typed', async ({ counter: page, till }) => {
  const lines = page.getByTestId('basket-lines').getByRole('listitem')
  const face = page.getByTestId('scale-face')
  const tile = page.getByRole('group', { name: 'Items' }).getByRole('button', bananas)
  await signOn(page, 'Mei Lin')
  await tile.click()
  await page.getByTestId('scale-put-500').click()
  await expect(page.getByTestId('scale-state')).toContainText('Stable')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByTestId('tare-paper-bag')).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('ArrowRight')
  // 12 g on a scale of 5 g are 15; 0.485 kg at 1.10.
  await expect(page.getByTestId('scale-tared')).toContainText('On the scale 0.500 kg · Tare 0.015 kg')
  await expect(face).toContainText('0.485')
  await expect(face).toContainText('£0.53')
  await page.keyboard.press('Delete')
  await expect(page.getByTestId('scale-tared')).toHaveCount(0)
  await expect(face).toContainText('£0.55')
  await page.getByTestId('tare-tray').click()
  await expect(face).toContainText('£0.53')
  await page.keyboard.press('Enter')
  await expect(lines).toContainText(['0.485 kg × 1.10'])
  await expect(lines).toContainText(['Tare 0.015 kg'])
  await tile.click()
  await expect(page.getByTestId('tare-none'), 'the next goods lie in nothing').toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.type('0.3')
  await page.keyboard.press('Enter')
  await expect(lines).toHaveCount(2)
  await expect(lines.nth(1)).toContainText('Typed')
  await page.keyboard.press('F10')
  await expect(page.getByTestId('outcome-print-printed')).toBeVisible()
  const paper = till.receipt()
  expect(paper).toMatch(/Net 0\.485 kg x 1\.10\/kg +0\.53/)
  expect(paper).toContain('Preset tare 0.015 kg')
  expect(paper).toMatch(/0\.300 kg x 1\.10\/kg +0\.33/)
  expect(paper).toContain('Manual weight (typed)')
})

test('[E2E-47] on a screen of 1280 x 800 no word of the weigh screen is cut, before an item is chosen and with a weight beside it', async ({ counter: page }) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await signOn(page, 'Mei Lin')
  await page.keyboard.press('F7')
  await expect(page.getByTestId('view-weigh')).toBeVisible()
  const cut = () =>
    page.getByTestId('view-weigh').locator('p, button span, h1').evaluateAll((all) =>
      all.filter((one) => one.clientWidth > 0 && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 3)).map((one) => one.textContent),
    )
  await page.getByTestId('scale-put-1285').click()
  await expect(page.getByTestId('scale-state')).toContainText('Stable')
  expect(await cut()).toEqual([])
  await page.getByRole('button', { name: /Fuji/ }).click()
  await expect(page.getByTestId('scale-face')).toContainText('Amount')
  expect(await cut()).toEqual([])
})
