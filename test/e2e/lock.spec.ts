import { type Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { systemTimer } from '../../src/drivers/device/index.ts'
import { startZvtSimulator } from '../../src/drivers/payment-terminal/index.ts'
import { expect, goods, scan, test } from './fixture.ts'
import { startTill } from './till.ts'
import { arrowTo, keys, lines, signOnByKeys } from './walk-steps.ts'

const lockAfterSeconds = 3
const badge = '4006381333931'

/** Shorter than the screen offers, while nobody has the file open. */
function lockSoon(data: string): void {
  const database = new Database(path.join(data, 'register', 'register.db'))
  database.prepare('UPDATE register SET lock_after = ?').run(lockAfterSeconds)
  database.close()
  // Or the start would find a page that is not what it was, and put it right.
  rmSync(path.join(data, 'register', 'register.db-sums'), { force: true })
}

/** So long that an idle counter would have locked twice over, by the clock of the page. */
async function idle(page: Page): Promise<void> {
  const until = Date.now() + lockAfterSeconds * 2000
  await expect.poll(() => Date.now() >= until, { timeout: 20_000 }).toBe(true)
  await expect(page.getByTestId('view-sign-on')).toBeHidden()
}

test('[E2E-168] a counter left alone does not lock over a payment that is asked for, locks when it is over, and keeps the sale', async ({ page, data }) => {
  test.setTimeout(90_000)
  await (await startTill(data, 'gb')).stop()
  lockSoon(data)
  const simulator = await startZvtSimulator({ timer: systemTimer, currency: '0826' })
  const till = await startTill(data, 'gb', ['--terminal', `zvt://127.0.0.1:${simulator.port}?currency=GBP`])
  try {
    await page.goto(till.address)
    await signOnByKeys(page, 'Mei Lin')
    await scan(page, goods.cola.gtin)
    await expect(lines(page)).toHaveCount(1)
    simulator.hold()
    await keys(page, 'F11')
    await expect(page.getByTestId('view-payment')).toBeVisible()
    await idle(page)
    await expect(page.getByTestId('view-payment'), 'the payment stands where it stood').toContainText('£1.25')
    simulator.release()
    await expect(page.getByTestId('view-finish')).toBeVisible()
    expect(simulator.charged()).toBe(125)
    await expect(page.getByTestId('view-sign-on'), 'and now it locks').toBeVisible({ timeout: 20_000 })

    await signOnByKeys(page, 'Mei Lin')
    await scan(page, goods.milk.gtin)
    await expect(lines(page)).toHaveCount(1)
    await expect(page.getByTestId('view-sign-on')).toContainText('A sale with 1 item is waiting', { timeout: 20_000 })
    await signOnByKeys(page, 'Mei Lin')
    await expect(lines(page)).toContainText([goods.milk.en])
  } finally {
    await till.stop()
    await simulator.close()
  }
})

test('[E2E-169] with keys: a known badge at the locked screen chooses its owner, and the PIN is still asked', async ({ counter: page }) => {
  await signOnByKeys(page)
  await keys(page, 'Control+,', 'ArrowDown', 'ArrowDown', 'Enter')
  await arrowTo(page, page.getByTestId('person').filter({ hasText: 'Mei Lin' }))
  await keys(page, 'Enter')
  await scan(page, badge)
  await expect(page.getByTestId('person-badge')).toHaveText(badge)
  await keys(page, 'Enter')
  await expect(page.getByTestId('view-people')).toBeVisible()
  await keys(page, 'Escape', 'Escape', 'Control+l')
  const mei = page.getByTestId('operator').filter({ hasText: 'Mei Lin' })
  await expect(mei).toBeVisible()
  await scan(page, badge)
  await expect(mei).toHaveAttribute('aria-pressed', 'true')
  // A second shot of it is no PIN, and no guess at one.
  await scan(page, badge)
  await expect(mei).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByTestId('view-sign-on'), 'it authorises nothing').toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await page.keyboard.type('4821')
  await keys(page, 'Enter')
  await expect(page.getByTestId('operator-chip')).toContainText('Mei Lin')
})

test('[E2E-170] the third wrong PIN waits a second, counted down where it is typed, and the right one is taken after it', async ({ counter: page }) => {
  await page.getByTestId('operator').filter({ hasText: 'Mei Lin' }).click()
  for (const pin of ['9101', '9102', '9103']) {
    await page.keyboard.type(pin)
    await keys(page, 'Enter')
    await expect(page.getByTestId('view-sign-on').getByRole('alert').first()).toBeVisible()
    if (pin !== '9103') await keys(page, 'Escape')
  }
  const waits = page.getByTestId('sign-on-waits')
  await expect(waits).toContainText('in 1 s')
  await page.keyboard.type('4821')
  await expect(page.getByRole('button', { name: /Sign on/ })).toBeDisabled()
  await expect(waits).toBeHidden()
  await expect(page.getByRole('button', { name: /Sign on/ })).toBeEnabled()
  await keys(page, 'Enter')
  await expect(page.getByTestId('operator-chip')).toContainText('Mei Lin')
})
