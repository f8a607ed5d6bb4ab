import { type Page } from '@playwright/test'
import { systemTimer } from '../../src/drivers/device/index.ts'
import { startZvtSimulator, type ZvtSimulator } from '../../src/drivers/payment-terminal/index.ts'
import { expect, goods, outcomes, scan, test } from './fixture.ts'
import { approveByKeys, receiptCode, returned, sold, view } from './return-steps.ts'
import { startTill, type Till } from './till.ts'
import { keys, lines, signOnByKeys } from './walk-steps.ts'

/** A cola is sold and paid at a till begun with `more`, and its receipt is scanned. */
async function withReturn(page: Page, data: string, more: readonly string[], pay: () => Promise<void>, use: (till: Till) => Promise<void>): Promise<void> {
  const till = await startTill(data, 'gb', more)
  try {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto(till.address)
    await signOnByKeys(page, 'Mei Lin')
    await scan(page, goods.cola.gtin)
    await expect(lines(page)).toHaveCount(1)
    await pay()
    await scan(page, await receiptCode(page, till))
    await expect(sold(page)).toHaveCount(1)
    await use(till)
  } finally {
    await till.stop()
  }
}

/** All of it into the basket. */
async function comesBack(page: Page): Promise<void> {
  await keys(page, 'F6')
  await expect(returned(page)).toHaveCount(1)
}

interface Counter {
  readonly till: Till
  readonly simulator: ZvtSimulator
}

/** Paid by card at a terminal that is another process's, and it comes back. */
async function withCardSale(page: Page, data: string, use: (counter: Counter) => Promise<void>): Promise<void> {
  const simulator = await startZvtSimulator({ timer: systemTimer, currency: '0826' })
  const byCard = async (): Promise<void> => {
    await keys(page, 'F11')
    await expect(outcomes(page)).toContainText('Paid · Card')
  }
  try {
    await withReturn(page, data, ['--terminal', `zvt://127.0.0.1:${simulator.port}?currency=GBP`, '--wallet', 'simulated'], byCard, async (till) => {
      await comesBack(page)
      await use({ till, simulator })
    })
  } finally {
    await simulator.close()
  }
}

test('[RETS-50] with keys: the card that paid gets its money back at the terminal, and that completes it', async ({ page, data }) => {
  await withCardSale(page, data, async ({ till, simulator }) => {
    simulator.hold()
    await keys(page, 'F12')
    await expect(page.getByTestId('payout')).toContainText('To the card that paid')
    await keys(page, 'Enter')
    await expect(view(page, 'payment')).toContainText('Insert or hold the card')
    await expect(view(page, 'payment')).toContainText('The refund is completed by itself')
    simulator.release()
    await expect(page.getByTestId('given-back')).toContainText('Card £1.25')
    await expect(page.getByTestId('handed-over')).toContainText('Paid back, no cash')
    expect(simulator.heard).toContain('0631')
    await expect(() => expect(till.receipt()).toMatch(/Paid back to card +1\.25\s+VISA \.{4}1234/)).toPass()
  })
})

test('[RETS-51] with keys: declined is said; asked again it works, and by hand it wants a person\'s word', async ({ page, data }) => {
  await withCardSale(page, data, async ({ simulator }) => {
    simulator.play({ decides: 'decline' })
    await keys(page, 'F11')
    await expect(view(page, 'payment')).toContainText('Declined. Nothing was paid back')
    await keys(page, 'Enter')
    await expect(view(page, 'payBack')).toBeVisible()
    await expect(page.getByTestId('pay-back-complete')).toBeDisabled()
    await keys(page, 'F10')
    await expect(page.getByRole('alert')).toContainText('£1.25 still has to go back')
    await keys(page, 'F5')
    await expect(page.getByTestId('paid-by-hand')).toHaveAttribute('aria-pressed', 'true')
    await expect(page.getByTestId('pay-back-complete')).toBeEnabled()
    await keys(page, 'F5')
    await expect(page.getByTestId('paid-by-hand'), 'taking the word back asks').toContainText('Press once more')
    await expect(page.getByTestId('pay-back-complete')).toBeEnabled()
    await keys(page, 'F5')
    await expect(page.getByTestId('pay-back-complete'), 'the word is taken back').toBeDisabled()
    await keys(page, 'F5')
    await expect(page.getByTestId('pay-back-complete')).toBeEnabled()
    await keys(page, 'F10')
    await expect(page.getByTestId('given-back')).toContainText('Card £1.25')
  })
})

test('[RETS-52] cash instead of the card is asked of somebody who may, and nothing goes to the terminal', async ({ page, data }) => {
  await withCardSale(page, data, async ({ simulator }) => {
    await keys(page, 'F12', 'F4')
    await expect(page.getByTestId('in-cash')).toHaveAttribute('aria-pressed', 'true')
    await expect(page.getByTestId('cash-back')).toContainText('£1.25')
    await keys(page, 'F10')
    await expect(page.getByTestId('approval')).toContainText('Give back in cash what was paid otherwise')
    await expect(page.getByTestId('approval')).toContainText('Return of receipt 1-1')
    await approveByKeys(page, 'Dmitri')
    await expect(page.getByTestId('given-back')).toContainText('Cash £1.25')
    expect(simulator.heard).not.toContain('0631')
  })
})

test('[RETS-53] an answer that got lost blocks the refund, says what not to do, and is found out', async ({ page, data }) => {
  await withCardSale(page, data, async ({ simulator }) => {
    simulator.play(() => {
      simulator.busy(true)
      return { decides: 'approve', tells: 'cut' }
    })
    await keys(page, 'F11')
    await expect(view(page, 'payment')).toContainText('Do not pay this back again')
    for (const key of ['Escape', 'F10', 'F9']) await page.keyboard.press(key)
    await expect(view(page, 'payment'), 'there is no way out but the answer').toBeVisible()
    await page.reload()
    await expect(view(page, 'payment')).toContainText('Nobody knows yet whether this was given back')
    simulator.busy(false)
    await keys(page, 'Enter')
    await expect(page.getByTestId('given-back')).toContainText('Card £1.25')
    expect(simulator.heard.filter((command) => command === '0631')).toHaveLength(1)
  })
})

test('[RETS-54] a void of a card sale in cash touches two rights: each is approved by itself, and the dialog says which', async ({ page, data }) => {
  await withCardSale(page, data, async ({ simulator }) => {
    await keys(page, 'Escape', 'F9', 'F9')
    await expect(returned(page)).toHaveCount(0)
    await page.getByTestId('return-last').or(page.getByTestId('key-return')).first().click()
    await page.getByTestId('found-sale').first().click()
    await expect(sold(page)).toHaveCount(1)
    await keys(page, 'F9', 'ArrowDown', 'ArrowDown', 'Enter')
    await expect(page.getByTestId('payout')).toHaveCount(1)
    await keys(page, 'F4')
    await expect(page.getByTestId('in-cash')).toHaveAttribute('aria-pressed', 'true')
    await keys(page, 'F10')
    const dialog = page.getByTestId('approval')
    await expect(dialog).toContainText('Void a completed sale')
    await approveByKeys(page, 'Dmitri')
    await expect(page.getByTestId('approval-given')).toContainText('Void a completed sale')
    await expect(dialog).toContainText('Give back in cash what was paid otherwise')
    await approveByKeys(page, 'Dmitri')
    await expect(page.getByTestId('given-back')).toContainText('Voided £1.25')
    await expect(page.getByTestId('given-back')).toContainText('Cash £1.25')
    expect(simulator.heard).not.toContain('0631')
    await expect(page.getByTestId('outcome-print-printed')).toHaveCount(1)
    await page.getByRole('button', { name: 'Reprint' }).click()
    await expect(page.getByTestId('outcome-print-printed')).toHaveCount(2)
  })
})

test('[RETS-55] a wallet gets its money back from its provider', async ({ page, data }) => {
  const byWallet = async (): Promise<void> => {
    await scan(page, '134512345678901234')
    await expect(outcomes(page)).toContainText('Paid · QR payment')
  }
  await withReturn(page, data, ['--wallet', 'simulated'], byWallet, async () => {
    await comesBack(page)
    await expect(page.getByTestId('card-key')).toContainText('Refund QR payment')
    await keys(page, 'F11')
    await expect(page.getByTestId('given-back')).toContainText('QR payment £1.25')
  })
})

test('[RETS-56] without a terminal it is approved before it is paid on the device, and the word stays with the basket', async ({ page, data }) => {
  await withReturn(page, data, [], () => keys(page, 'F11', 'Enter'), async () => {
    await keys(page, 'F9')
    await expect(view(page, 'voidSale')).toBeVisible()
    await keys(page, 'ArrowDown', 'Enter')
    const word = page.getByTestId('paid-by-hand')
    await expect(word).toHaveAttribute('aria-pressed', 'false')
    await keys(page, 'F5')
    await expect(page.getByTestId('approval')).toContainText('Void a completed sale')
    await keys(page, 'Escape')
    await expect(page.getByTestId('approval')).toHaveCount(0)
    await expect(word, 'nobody approved it').toHaveAttribute('aria-pressed', 'false')
    await keys(page, 'F5')
    await approveByKeys(page, 'Dmitri')
    await expect(word).toHaveAttribute('aria-pressed', 'true')
    await keys(page, 'Escape', 'F9')
    await expect(page.getByRole('alert'), 'it is not dropped').toContainText('£1.25 went back to the card or by QR payment')
    await keys(page, 'Escape', 'F12', 'F4')
    await expect(page.getByRole('alert'), 'nor paid in cash as well').toContainText('£1.25 went back to the card or by QR payment')
    await page.reload()
    await expect(returned(page)).toHaveCount(1)
    await keys(page, 'F12')
    await expect(word, 'the core keeps it').toHaveAttribute('aria-pressed', 'true')
    await keys(page, 'F10')
    await expect(page.getByTestId('given-back')).toContainText('Voided £1.25')
    await expect(page.getByTestId('given-back')).toContainText('Card £1.25')
  })
})
