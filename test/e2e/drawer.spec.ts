import Database from 'better-sqlite3'
import path from 'node:path'
import { expect, goods, lines, scan, test } from './fixture.ts'
import { signOnByKeys } from './walk-steps.ts'

/** What the register's journal says of openings without a sale, read from its file as an auditor would. */
function openings(data: string): unknown[] {
  const database = new Database(path.join(data, 'register', 'register.db'), { readonly: true })
  try {
    return database.prepare<[], { text: string }>("SELECT text FROM journal WHERE type = 'drawer.opened' ORDER BY position").all().map(({ text }) => (JSON.parse(text) as { body: unknown }).body)
  } finally {
    database.close()
  }
}

test('[DRAWER-6] the drawer is opened by keyboard alone, with a reason that the journal keeps, and says what became of it', async ({ counter: page, data }) => {
  await signOnByKeys(page)
  await scan(page, goods.milk.gtin)
  await expect(lines(page)).toHaveCount(1)

  await test.step('a reason by its digit, Enter, and the drawer is open', async () => {
    await page.keyboard.press('F8')
    await expect(page.getByTestId('view-drawer')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toContainText('The reason is missing')
    await page.keyboard.press('2')
    await expect(page.getByTestId('drawer-countCash')).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('outcome-kick-kicked')).toBeVisible()
    await expect(page.getByTestId('drawer-is-open')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('view-sell')).toBeVisible()
    expect(openings(data)).toEqual([{ reason: 'countCash' }])
  })

  await test.step('"other" wants a note, digits and all; without one the drawer stays shut', async () => {
    await page.keyboard.press('F8')
    await page.keyboard.press('5')
    await expect(page.getByRole('textbox')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toHaveAttribute('data-code', 'drawer.noteMissing')
    await expect(page.getByTestId('drawer-note-needed')).toContainText('The drawer stays shut')
    // A hand's pace: faster, and it is taken for a scanner.
    await page.keyboard.type('2 rolls of 10p', { delay: 130 })
    await expect(page.getByRole('textbox')).toHaveValue('2 rolls of 10p')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('drawer-outcome')).toBeVisible()
    await page.keyboard.press('Escape')
    expect(openings(data)).toEqual([{ reason: 'countCash' }, { reason: 'other', note: '2 rolls of 10p' }])
  })

  await test.step('Esc opens nothing, a scan goes into the basket and opens nothing', async () => {
    await page.keyboard.press('F8')
    await page.keyboard.press('1')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('view-sell')).toBeVisible()
    await page.keyboard.press('F8')
    await scan(page, goods.cola.gtin)
    await expect(page.getByTestId('view-sell')).toBeVisible()
    await expect(lines(page)).toHaveCount(2)
    expect(openings(data)).toHaveLength(2)
  })
})
