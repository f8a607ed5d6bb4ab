import { type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { expect, goods, lines, scan, test } from './fixture.ts'
import { axe, shapeFaults } from './look.ts'
import { signOnByTouch, view } from './return-steps.ts'
import { keys, signOnByKeys } from './walk-steps.ts'

// Reports and the loss watch, once by keys in Chinese and once by fingers in English, with head office stopped.

const row = (page: Page) => page.getByTestId('report-row')
const total = (page: Page, column: string) => page.getByTestId(`report-total-${column}`)

async function lookAt(page: Page): Promise<void> {
  expect(await shapeFaults(page)).toEqual([])
  expect(await axe(page)).toEqual([])
}

async function sellOne(page: Page, gtin: string): Promise<void> {
  await scan(page, gtin)
  await expect(lines(page, '商品行')).toHaveCount(1)
  await keys(page, 'F10')
  await expect(view(page, 'finish')).toBeVisible()
  await keys(page, 'Enter')
  await expect(view(page, 'sell')).toBeVisible()
}

test('[RPT-6] figures of the day from the whole to the paper of one sale, and home as a table, by keyboard alone in Chinese', async ({ counter: page, till }) => {
  test.setTimeout(120_000)
  page.setDefaultTimeout(8000)
  await signOnByKeys(page)
  await till.stopHeadOffice()
  await page.evaluate(`document.querySelector('[data-testid=language]').click()`)
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  for (const gtin of [goods.milk.gtin, goods.croissant.gtin]) await sellOne(page, gtin)

  await keys(page, 'Control+o')
  await expect(row(page)).toHaveCount(1)
  await expect(total(page, 'documents')).toHaveText('2')
  const net = await total(page, 'net').innerText()
  await keys(page, 'ArrowRight')
  await expect(total(page, 'quantity')).toBeVisible()
  await expect(row(page)).toHaveCount(2)
  await expect(total(page, 'net')).toHaveText(net)
  await lookAt(page)

  await keys(page, 'ArrowDown', 'Enter')
  await expect(view(page, 'reports').getByTestId('documents')).toBeVisible()
  await expect(page.getByTestId('receipt-row')).toHaveCount(1)
  await keys(page, 'Enter')
  await expect(page.getByTestId('receipt-paper')).toBeVisible()
  await keys(page, 'Escape')
  await expect(page.getByTestId('receipt-row')).toHaveCount(1)
  await keys(page, 'Escape')
  await expect(row(page)).toHaveCount(2)

  const coming = page.waitForEvent('download')
  await keys(page, 'Control+s')
  const download = await coming
  expect(download.suggestedFilename()).toMatch(/^report-item-\d{4}-\d\d-\d\d\.csv$/)
  const table = readFileSync(await download.path(), 'utf8').trimEnd().split('\r\n')
  expect([table.length, table[1]?.startsWith('商品,数量,')]).toEqual([5, true])
  await keys(page, 'F6')
  await expect(page.getByTestId('report-period')).toContainText('昨天')
  await expect(page.getByTestId('report-nothing')).toBeVisible()
  await keys(page, 'Escape', 'Escape')
  await expect(view(page, 'sell')).toBeVisible()
})

test('[LOSW-7] a limit set, a card opened with its entries, one of them read, and a word written about it, by keyboard alone in Chinese', async ({ counter: page, till }) => {
  test.setTimeout(120_000)
  page.setDefaultTimeout(8000)
  await signOnByKeys(page, 'Mei Lin')
  await till.stopHeadOffice()
  await keys(page, 'F8')
  await expect(view(page, 'drawer')).toBeVisible()
  await keys(page, '1', 'Enter')
  await expect(page.getByTestId('outcome-kick-kicked')).toBeVisible()
  await keys(page, 'Enter', 'Control+l')
  await signOnByKeys(page, 'Dmitri')
  await page.evaluate(`document.querySelector('[data-testid=language]').click()`)
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')

  await keys(page, 'Control+o')
  await expect(page.getByTestId('report-span')).toBeVisible()
  await keys(page, 'F7')
  await expect(page.getByTestId('loss-none')).toBeVisible()
  await keys(page, 'F4')
  await expect(page.getByTestId('loss-limit-noSales')).toBeVisible()
  await keys(page, 'ArrowDown', '1', 'Enter')
  await expect(page.getByTestId('loss-limit-noSales')).toContainText('预设 9')
  await lookAt(page)
  await keys(page, 'F4')
  await expect(page.getByTestId('loss-card')).toHaveCount(1)
  await expect(page.getByTestId('loss-open')).toBeVisible()
  await lookAt(page)

  await keys(page, 'Enter')
  await expect(page.getByTestId('journal-row')).toHaveCount(1)
  await keys(page, 'ArrowDown', 'Enter')
  await expect(page.getByRole('region', { name: '记录内容' })).toBeVisible()
  await keys(page, 'Escape')
  await expect(page.getByTestId('journal-row')).toHaveCount(1)
  await page.keyboard.type('asked', { delay: 60 })
  await expect(page.getByRole('textbox')).toHaveValue('asked')
  await keys(page, 'Enter')
  await expect(page.getByTestId('loss-looked')).toBeVisible()
  await expect(page.getByTestId('loss-card')).toContainText('asked')
  // Opened again with another word, and read once more.
  await keys(page, 'Escape', 'Enter')
  await expect(page.getByTestId('loss-reopen')).toBeVisible()
  await page.keyboard.type('more', { delay: 60 })
  await expect(page.getByRole('textbox')).toHaveValue('more')
  await keys(page, 'F9')
  await expect(page.getByTestId('loss-open')).toBeVisible()
  await expect(page.getByTestId('loss-card')).toContainText('重新打开：more')
  await keys(page, 'Escape', 'Escape')
  await expect(view(page, 'sell')).toBeVisible()
})

test.describe(() => {
  test.use({ hasTouch: true, viewport: { width: 1024, height: 768 } })
  test('[RPT-6] the same by fingers in English on a small screen; a cashier is told whose it is', async ({ counter: page, till }) => {
    test.setTimeout(120_000)
    page.setDefaultTimeout(8000)
    await signOnByTouch(page, 'Dmitri')
    await till.stopHeadOffice()
    const tap = (id: string): Promise<void> => page.getByTestId(id).first().tap()
    await scan(page, goods.milk.gtin)
    await expect(lines(page)).toHaveCount(1)
    await tap('cash-key')
    await expect(view(page, 'finish')).toBeVisible()
    await tap('menu')
    await tap('rail-reports')
    await expect(row(page)).toHaveCount(1)
    await lookAt(page)
    for (const kind of ['category', 'operator', 'tender', 'tax', 'discount', 'void', 'noSale'] as const) {
      await tap(`report-${kind}`)
      await expect(page.getByTestId(`report-${kind}`)).toHaveAttribute('aria-pressed', 'true')
      await expect(page.getByTestId('report-span')).toBeVisible()
    }
    await tap('report-tender')
    await row(page).first().getByRole('button').tap()
    await expect(page.getByTestId('receipt-row')).toHaveCount(1)
    await lookAt(page)
    await tap('receipt-row')
    await expect(page.getByTestId('receipt-paper')).toBeVisible()
    await tap('document-receipt')
    await expect(view(page, 'receipts')).toBeVisible()

    await tap('rail-reports')
    await tap('loss-watch')
    await expect(page.getByTestId('loss-none')).toBeVisible()
    await tap('loss-limits')
    await tap('loss-limit-lowSales')
    await expect(page.getByTestId('loss-limit-lowSales')).toHaveAttribute('aria-pressed', 'true')
    await lookAt(page)
    await tap('loss-days')
    await expect(page.getByTestId('loss-days')).toContainText('14')

    await tap('operator-chip')
    await tap('chip-lock')
    await signOnByTouch(page, 'Mei Lin')
    await tap('menu')
    await expect(page.getByTestId('rail-reports')).toBeDisabled()
    await expect(page.getByTestId('rail-reports').getByTestId('gate-never')).toBeVisible()
  })
})
