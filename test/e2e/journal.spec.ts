import { readFileSync } from 'node:fs'
import { expect, goods, lines, scan, signOn, test } from './fixture.ts'
import { signOnByKeys } from './walk-steps.ts'

test('[JOURNAL-2] a manager finds by keyboard who did what, opens it, sees its receipt, and takes the list home as a table', async ({ counter: page }) => {
  await signOnByKeys(page)
  await scan(page, goods.croissant.gtin)
  await expect(lines(page)).toHaveCount(1)
  await page.keyboard.press('F10')
  await expect(page.getByTestId('view-finish')).toBeVisible()
  // A note that a spreadsheet would run.
  await page.keyboard.press('F8')
  await page.keyboard.press('5')
  await page.keyboard.type('=1+1', { delay: 60 })
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('outcome-kick-kicked')).toBeVisible()
  await page.keyboard.press('Escape')

  await page.keyboard.press('Control+k')
  const rows = page.getByTestId('journal-row')
  // The register's very first start is dated before it knows its store, by the machine's zone: east of the store's that is tomorrow, and stands on top.
  const drawer = rows.filter({ hasText: 'Drawer opened: Other · =1+1' })
  await expect(drawer).toContainText('Dmitri')

  await test.step('by group, then the sale itself and its receipt', async () => {
    await page.keyboard.press('ArrowRight')
    await expect(rows).toHaveCount(1)
    await expect(rows.first()).toContainText('Sale completed: ')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('journal-entry')).toContainText(goods.croissant.en)
    await page.keyboard.press('Control+r')
    await expect(page.getByTestId('receipt-paper')).toBeVisible()
  })

  await test.step('by receipt number, whole', async () => {
    await page.keyboard.press('Control+k')
    await expect(drawer).toBeVisible()
    const number = await page.locator('[data-testid=journal-row]', { hasText: 'Sale completed' }).first().innerText()
    await page.keyboard.type(/: (\d+-\d+)/.exec(number)?.[1] ?? 'no number', { delay: 60 })
    await expect(rows).toHaveCount(1)
    await page.keyboard.press('Escape')
  })

  await test.step('as a table, the formula harmless', async () => {
    await expect(rows).not.toHaveCount(1)
    const coming = page.waitForEvent('download')
    await page.keyboard.press('Control+s')
    const download = await coming
    expect(download.suggestedFilename()).toMatch(/^journal-\d{4}-\d\d-\d\d\.csv$/)
    const table = readFileSync(await download.path(), 'utf8')
    expect(table.startsWith('\u{feff}Time,Business date,What,Operator,')).toBe(true)
    expect(table).toContain('Drawer opened: Other · =1+1,Dmitri')
    expect(table.trimEnd().split('\r\n').length).toBe((await rows.count()) + 1)
    await expect(page.getByText(/entries were handed over/)).toBeVisible()
  })
})

test('[JOURNAL-2] a cashier is told that it is a manager’s', async ({ counter: page }) => {
  await signOn(page, 'Mei Lin')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('alert')).toHaveAttribute('data-code', 'request.notAllowed')
  await expect(page.getByTestId('journal-row')).toHaveCount(0)
})
