import { type Page } from '@playwright/test'
import { expect, goods, lines, scan, test } from './fixture.ts'
import { axe, shapeFaults } from './look.ts'
import { signOnByTouch, view } from './return-steps.ts'

// Reports and the loss watch by fingers on a small screen, with head office stopped. Both hands and languages: flows-of-figures.spec.ts.

const row = (page: Page) => page.getByTestId('report-row')

async function lookAt(page: Page): Promise<void> {
  expect(await shapeFaults(page)).toEqual([])
  expect(await axe(page)).toEqual([])
}

test.describe(() => {
  test.use({ hasTouch: true, viewport: { width: 1024, height: 768 } })
  test('[RPT-6] figures and limits by fingers in English on a small screen; a cashier is told whose it is', async ({ counter: page, till }) => {
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
