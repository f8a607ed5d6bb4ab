import { type Page } from '@playwright/test'
import { systemTimer } from '../../src/drivers/device/index.ts'
import { startZvtSimulator, type ZvtSimulator } from '../../src/drivers/payment-terminal/index.ts'
import { basket, expect, goods, lines, outcomes, scan, signOn, test } from './fixture.ts'
import { startTill, type Till } from './till.ts'
import { shownPin } from './walk-steps.ts'

interface Counter {
  readonly page: Page
  till: Till
  readonly simulator: ZvtSimulator
  /** After a kill: the same till again, and its page. */
  restart(): Promise<void>
}

/** A till whose terminal is another process's, as a real one is: it outlives the till. */
async function withTerminal(page: Page, data: string, use: (counter: Counter) => Promise<void>): Promise<void> {
  const simulator = await startZvtSimulator({ timer: systemTimer, currency: '0826' })
  const start = (): Promise<Till> => startTill(data, 'gb', ['--terminal', `zvt://127.0.0.1:${simulator.port}?currency=GBP`, '--wallet', 'simulated'])
  const counter: Counter = {
    page,
    till: await start(),
    simulator,
    async restart() {
      counter.till = await start()
      await page.goto(counter.till.address)
    },
  }
  try {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto(counter.till.address)
    await signOn(page, 'Mei Lin')
    await scan(page, goods.cola.gtin)
    await expect(lines(page)).toHaveCount(1)
    await use(counter)
  } finally {
    await counter.till.stop()
    await simulator.close()
  }
}

const work = (page: Page) => page.getByRole('main', { name: 'Work area' })

test('[E2E-20] a card is asked for at the terminal, the sale completes by itself, and the receipt says where to find it', async ({ page, data }) => {
  await withTerminal(page, data, async ({ till, simulator }) => {
    simulator.hold()
    await page.keyboard.press('F11')
    await expect(page.getByTestId('view-payment')).toContainText('Insert or hold the card')
    await expect(work(page)).toContainText('£1.25')
    // Goods wait: what the customer was shown on the terminal must not move.
    await scan(page, goods.milk.gtin)
    await expect(work(page).getByRole('status').filter({ hasText: '1 scan waits' })).toBeVisible()
    await expect(lines(page)).toHaveCount(1)
    simulator.release()
    await expect(lines(page), 'what waited is the next sale').toContainText([goods.milk.en])
    await expect(basket(page)).toContainText('1 item')
    expect(simulator.charged()).toBe(125)
    await expect(() => expect(till.receipt()).toMatch(/Card +1\.25\s+VISA \.{4}1234\s+Terminal 68001234 +Slip 0077/)).toPass()
    expect(till.receipt()).not.toContain('492912')
  })
})

test('[E2E-21] declined is said with its reason, nothing was charged, and cash still pays', async ({ page, data }) => {
  await withTerminal(page, data, async ({ simulator }) => {
    simulator.play({ decides: 'decline' })
    await page.keyboard.press('F11')
    await expect(page.getByTestId('view-payment')).toContainText('Declined. Nothing was charged')
    await expect(page.getByTestId('view-payment')).toContainText('Another card may work.')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('view-sell')).toBeVisible()
    await page.keyboard.press('F10')
    await expect(outcomes(page)).toContainText('Paid · Cash')
    expect(simulator.charged()).toBe(0)
  })
})

test('[E2E-22] an approval that got lost blocks the sale and says what not to do; asked, the terminal tells it, and nobody is charged twice', async ({ page, data }) => {
  await withTerminal(page, data, async ({ simulator }) => {
    simulator.play((amount) => {
      // From here on it is at work on something: whoever asks is told to wait.
      simulator.busy(true)
      return amount > 0 ? { decides: 'approve', tells: 'cut' } : { decides: 'decline' }
    })
    await page.keyboard.press('F11')
    const view = page.getByTestId('view-payment')
    await expect(view).toContainText('Do not take this payment again')
    for (const key of ['Escape', 'F10', 'F9']) await page.keyboard.press(key)
    await expect(view, 'there is no way out but the answer').toBeVisible()
    await page.reload()
    await expect(view).toContainText('Nobody knows yet whether this was charged')
    simulator.busy(false)
    await page.keyboard.press('Enter')
    await expect(outcomes(page)).toContainText('Paid · Card')
    expect([simulator.charged(), simulator.transactions.length]).toEqual([125, 1])
  })
})

test('[E2E-45] a terminal that approved and fell silent: the wait is told, Esc is answered at once, and soon after the terminal is asked', async ({ page, data }) => {
  await withTerminal(page, data, async ({ simulator }) => {
    simulator.play({ decides: 'approve', tells: 'silent' })
    await page.keyboard.press('F11')
    const view = page.getByTestId('view-payment')
    await expect(view).toContainText('Asking the bank')
    await expect(page.getByTestId('payment-silence'), 'how long, and what to press').toContainText(/said nothing for \d+ s\. Esc asks it to stop/, { timeout: 15_000 })
    await page.keyboard.press('Escape')
    await expect(view).toContainText('Asked to cancel')
    await expect(page.getByTestId('payment-silence')).toContainText(/No answer for \d+ s/, { timeout: 15_000 })
    // A second Esc buys a dead terminal no more time.
    await page.keyboard.press('Escape')
    await expect(outcomes(page)).toContainText('Paid · Card', { timeout: 25_000 })
    expect([simulator.charged(), simulator.heard.filter((command) => command === '0601').length]).toEqual([125, 1])
  })
})

test('[E2E-46] cancelled from the till it says so, and of a wallet no word is about a terminal', async ({ page, data }) => {
  await withTerminal(page, data, async ({ simulator }) => {
    simulator.hold()
    const view = page.getByTestId('view-payment')
    await page.keyboard.press('F11')
    await expect(view).toContainText('Insert or hold the card')
    await page.keyboard.press('Escape')
    await expect(view).toContainText('It was cancelled at this till.')
    await page.keyboard.press('Enter')
    // Every word the view shows of a payment by our code, from its first to its last.
    await page.evaluate(`
      window.seen = ''
      new MutationObserver(() => (window.seen += (document.querySelector('[data-testid="view-payment"]')?.textContent ?? '') + '\\n')).observe(document.body, { subtree: true, childList: true, characterData: true })
    `)
    for (const key of ['F12', 'F7', 'Enter']) await page.keyboard.press(key)
    await expect(outcomes(page)).toContainText('Paid · QR payment')
    const seen = await page.evaluate<string>('window.seen')
    expect(seen).toContain('The customer scans this code')
    expect(seen).not.toMatch(/terminal/i)
  })
})

test('[E2E-23] the till is killed while the card is in the terminal: started again it asks, and the sale is there, charged once', async ({ page, data }) => {
  await withTerminal(page, data, async (counter) => {
    const { simulator } = counter
    simulator.hold()
    simulator.play({ decides: 'approve', tells: 'silent' })
    await page.keyboard.press('F11')
    await expect(page.getByTestId('view-payment')).toContainText('Insert or hold the card')
    await counter.till.kill()
    simulator.release()
    await expect(() => expect(simulator.charged()).toBe(125)).toPass()
    await counter.restart()
    await signOn(page, 'Mei Lin')
    await expect(outcomes(page)).toContainText('Paid · Card')
    await expect(outcomes(page)).toContainText('Receipt printed')
    expect([simulator.charged(), simulator.heard.filter((command) => command === '0601').length]).toEqual([125, 1])
  })
})

test('[E2E-24] a part by card and the rest in cash; taken back first, the sale can be voided', async ({ page, data }) => {
  await withTerminal(page, data, async ({ simulator }) => {
    const part = async (): Promise<void> => {
      await page.keyboard.press('F12')
      await page.keyboard.press('1')
      await page.keyboard.press('Shift+F11')
      await expect(page.getByTestId('taken-payments')).toContainText('1234')
    }
    await part()
    expect(simulator.charged()).toBe(100)
    await page.keyboard.press('Delete')
    await expect(page.getByTestId('view-sell')).toBeVisible()
    expect(simulator.charged()).toBe(0)
    await part()
    await page.keyboard.press('F10')
    await expect(outcomes(page)).toContainText('Paid · Card + Cash')
    expect(simulator.charged()).toBe(100)
  })
})

test('[E2E-25] a supervisor says how it ended when the terminal is gone', async ({ page, data }) => {
  await withTerminal(page, data, async ({ simulator }) => {
    simulator.play(() => {
      simulator.busy(true)
      return { decides: 'approve', tells: 'cut' }
    })
    await page.keyboard.press('F11')
    const view = page.getByTestId('view-payment')
    await expect(view).toContainText('Do not take this payment again')
    await page.keyboard.press('F4')
    await page.keyboard.press('F3')
    const dialog = page.getByTestId('approval')
    await expect(dialog).toContainText('Settle an unanswered payment')
    // Left, nobody knows any more than before.
    await page.keyboard.press('Escape')
    await expect(view).toContainText('Do not take this payment again')
    await page.keyboard.press('F4')
    await expect(view).toContainText('You say it was approved')
    await page.keyboard.press('F3')
    const sara = page.getByTestId('approver').filter({ hasText: 'Sara Amin' })
    await sara.click()
    await page.getByTestId('approval-deviceFault').click()
    await page.keyboard.type(await shownPin(sara))
    await page.keyboard.press('Enter')
    await expect(outcomes(page)).toContainText('Paid · Card')
  })
})

test('[E2E-26] a payer\'s code pays wherever it is scanned, and never becomes goods', async ({ page, data }) => {
  await withTerminal(page, data, async ({ till }) => {
    await scan(page, '134512345678901234')
    await expect(outcomes(page)).toContainText('Paid · QR payment')
    await expect(() => expect(till.receipt()).toMatch(/QR payment +1\.25\s+WeChat Pay/)).toPass()
    await page.keyboard.press('Enter')
    await scan(page, goods.cola.gtin)
    await expect(lines(page)).toHaveCount(1)
    await page.keyboard.press('F12')
    await page.keyboard.press('F7')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('img', { name: /scans to pay/ })).toBeVisible()
    await expect(outcomes(page)).toContainText('Paid · QR payment')
  })
})

test('[CUS-9] our code stands on the customer’s page with its amount while it can be paid, and is gone however that ends', async ({ page, data, browser }) => {
  await withTerminal(page, data, async ({ till }) => {
    const customer = await (await browser.newContext({ viewport: { width: 1024, height: 600 }, reducedMotion: 'reduce' })).newPage()
    await customer.goto(await till.customerAddress())
    const code = customer.getByTestId('customer-code')
    await expect(customer.getByTestId('customer-basket')).toBeVisible()
    await expect(code).toHaveCount(0)

    for (const key of ['F12', 'F7', 'Enter']) await page.keyboard.press(key)
    await expect(code).toContainText('Scan to pay')
    await expect(code).toContainText('£1.25')
    const path = (where: Page): Promise<string | null> => where.getByRole('img', { name: /code/i }).locator('path').first().getAttribute('d')
    // The same code as the cashier's, dot for dot.
    expect(await path(customer)).toBe(await work(page).getByRole('img').locator('path').first().getAttribute('d'))
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('view-payment')).toContainText('Cancelled')
    await expect(code).toHaveCount(0)
    await expect(customer.getByTestId('customer-basket'), 'the sale is still there').toContainText(goods.cola.en)

    for (const key of ['Escape', 'F12', 'F7', 'Enter']) await page.keyboard.press(key)
    await expect(code).toContainText('£1.25')
    await expect(customer.getByTestId('customer-finished')).toContainText('Thank you')
    await expect(code).toHaveCount(0)
    await customer.context().close()
  })
})

test('[PAY-15] a supervisor closes the terminal’s day on the devices screen: its total, its slip, and a line in the log', async ({ page, data }) => {
  await withTerminal(page, data, async ({ simulator }) => {
    await page.keyboard.press('F11')
    await expect(outcomes(page)).toContainText('Paid · Card')
    await page.keyboard.press('Control+i')
    await expect(page.getByTestId('end-of-day'), 'a cashier never does').toBeDisabled()
    await expect(page.getByTestId('end-of-day')).toHaveAccessibleName(/not among your rights/)
    await expect(page.getByTestId('end-of-day')).toContainText('(Not yours)')
    expect(simulator.heard).not.toContain('0650')

    await page.keyboard.press('Control+l')
    await signOn(page, 'Dmitri')
    await page.keyboard.press('Control+i')
    await page.getByTestId('end-of-day').click()
    const card = page.getByTestId('device-paymentTerminal')
    await expect(card.getByTestId('day-done')).toContainText('The terminal has closed its day')
    await expect(card.getByTestId('day-done')).toContainText('£1.25')
    await expect(card.getByTestId('day-slip')).toContainText('END OF DAY')
    await expect(card.getByTestId('last-event')).toContainText('End of day: closed')
    expect(simulator.heard.filter((name) => name === '0650')).toHaveLength(1)
  })
})
