import { type Page } from '@playwright/test'
import { startSimulatedLabelPrinter, type SimulatedLabelPrinter } from '../../src/drivers/label-printer/index.ts'
import { expect, goods, test } from './fixture.ts'
import { startTill, type Store } from './till.ts'
import { signOnByKeys } from './walk-steps.ts'

/** A till whose label printer is ours, over TCP. */
async function withPrinter(page: Page, data: string, store: Store, language: 'zpl' | 'tspl', act: (printer: SimulatedLabelPrinter) => Promise<void>): Promise<void> {
  const printer = await startSimulatedLabelPrinter({ language })
  const till = await startTill(data, store, ['--label-printer', `tcp://127.0.0.1:${printer.port}?language=${language}&size=60x40`])
  try {
    await page.goto(till.address)
    await signOnByKeys(page)
    await act(printer)
    expect(printer.errors).toEqual([])
  } finally {
    await till.stop()
    await printer.close()
  }
}

async function priceOf(page: Page, barcode: string): Promise<void> {
  await page.keyboard.press('F3')
  await page.keyboard.type(barcode, { delay: 1 })
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('price-known')).toBeVisible()
}

/** What the preview shows: its texts, and what its code says. */
const shown = async (page: Page): Promise<{ readonly texts: readonly string[]; readonly code: string | null }> => {
  const preview = page.getByTestId('label-preview')
  return {
    texts: await preview.locator('text').allTextContents(),
    code: await preview.locator('[data-code]').getAttribute('data-code'),
  }
}

for (const language of ['zpl', 'tspl'] as const) {
  test(`[LABEL-1] ${language}: by keyboard from a price check to two labels on the printer, and they are what the screen showed`, async ({ page, data }) => {
    await withPrinter(page, data, 'gb', language, async (printer) => {
      await priceOf(page, goods.milk.gtin)
      await page.keyboard.press('Shift+F3')
      await expect(page.getByTestId('label-preview')).toBeVisible()
      // The roll in the printer is the size that is chosen.
      await expect(page.getByTestId('label-size-60x40')).toHaveAttribute('aria-pressed', 'true')
      await expect(page.getByTestId('label-printer')).toContainText('Label printer')
      const preview = await shown(page)
      await page.keyboard.press('2')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('outcome-label-printed')).toBeVisible()
      expect(printer.labels).toHaveLength(2)
      const [label] = printer.labels
      if (label === undefined) throw new Error('no label')
      expect([label.width, label.height]).toEqual([479, 319])
      const printed = label.items.filter((item) => item.kind === 'text').map((item) => item.text)
      const pictures = label.items.filter((item) => item.kind === 'picture')
      // A price with its sign is drawn: as many pictures came as the screen shows texts that are none of the printer's own.
      expect(preview.texts.filter((text) => printed.includes(text))).toEqual(printed)
      expect(preview.texts.length - printed.length).toBe(pictures.length)
      expect(pictures.length).toBeGreaterThan(0)
      expect(label.items.find((item) => item.kind === 'bars')).toMatchObject({ codeText: preview.code, symbology: 'ean13' })
      expect(preview.code).toBe(goods.milk.gtin)

      // Another kind and another roll, by the arrows; and back to selling.
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowLeft')
      await expect(page.getByTestId('label-size-50x30')).toHaveAttribute('aria-pressed', 'true')
      await expect.poll(async () => (await shown(page)).texts.length).toBeGreaterThan(2)
      // It is not the roll in the printer: that is said before, and again at the first press.
      await expect(page.getByTestId('label-other-roll')).toContainText('The roll in this printer is 60 × 40 mm')
      await page.keyboard.press('Shift+F3')
      await expect(page.getByRole('alert')).toContainText('a label of 50 × 30 mm does not fit it')
      await expect(page.getByTestId('label-print')).toContainText('Print 50 × 30 mm all the same')
      expect(printer.labels).toHaveLength(2)
      await page.keyboard.press('Shift+F3')
      await expect.poll(() => printer.labels.length).toBe(3)
      expect(printer.labels[2]?.width).toBe(399)
      await page.keyboard.press('Escape')
      await expect(page.getByTestId('view-sell')).toBeVisible()
    })
  })
}

test('[LABEL-2] a label printer without a roll says so, holds up no receipt, and prints when somebody puts one in', async ({ page, data }) => {
  await withPrinter(page, data, 'cn', 'zpl', async (printer) => {
    printer.set({ paperOut: true })
    await page.keyboard.type(goods.cola.gtin, { delay: 1 })
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('basket-lines').getByRole('listitem')).toHaveCount(1)
    // The chosen line's own label.
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Shift+F3')
    await expect(page.getByTestId('label-preview')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('outcome-label-waiting')).toContainText('缺纸')
    // A second press would be as many again when the roll comes.
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.keyboard.press('F10')
    await expect(page.getByTestId('outcome-print-printed')).toBeVisible()
    expect(printer.labels).toHaveLength(0)
    printer.set({ paperOut: false })
    await expect.poll(() => printer.labels.length, { timeout: 15_000 }).toBe(1)
    // Its name is Chinese, and the printer has no letters for it.
    expect(printer.labels[0]?.items.filter(({ kind }) => kind === 'picture').length).toBeGreaterThan(1)
  })
})

test('[LABEL-3] with nothing chosen there is nothing to label, and a hundred labels are a slip', async ({ page, data }) => {
  await withPrinter(page, data, 'gb', 'tspl', async (printer) => {
    await page.keyboard.press('Shift+F3')
    await expect(page.getByText('There is nothing to label')).toBeVisible()
    await page.keyboard.press('Escape')
    await priceOf(page, goods.milk.gtin)
    await page.getByTestId('price-label').click()
    await expect(page.getByTestId('label-preview')).toBeVisible()
    await page.keyboard.type('100')
    await page.getByTestId('label-print').click()
    await expect(page.getByText('Between 1 and 99')).toBeVisible()
    expect(printer.labels).toHaveLength(0)
  })
})
