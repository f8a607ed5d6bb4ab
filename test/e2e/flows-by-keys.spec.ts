import { type Page } from '@playwright/test'
import { generateSync } from 'otplib'
import { expect, goods, scan, test } from './fixture.ts'
import { badge, unknown, withTerminal } from './flow-steps.ts'
import { approveByKeys, receiptCode, returned, sell, sold, view } from './return-steps.ts'
import { arrowTo, keys, lines, shownPin, signOnByKeys, slowly } from './walk-steps.ts'

// What stands in docs/explain/flows.md where no test of its own goes a flow with this hand in this language. Long walks, since
// each start of a till costs more than ten flows on it; each step leaves an empty counter.
const typed = (page: Page, text: string): Promise<void> => page.keyboard.type(text, { delay: 120 })

/** The receipt is scanned, and its goods are there to be taken back. */
async function openSale(page: Page, code: string): Promise<void> {
  await scan(page, code)
  await expect(sold(page).first()).toBeVisible()
}

async function comesBack(page: Page): Promise<void> {
  await keys(page, 'F6')
  await expect(returned(page)).toHaveCount(1)
}

async function nextCustomer(page: Page): Promise<void> {
  await keys(page, 'Enter')
  await expect(view(page, 'sell')).toBeVisible()
}

test('[FLOW-1] with keys alone, in Chinese: what a cashier does with goods, returns and cards', async ({ page, data }) => {
  test.setTimeout(180_000)
  await withTerminal(page, data, 'cn', async (till, terminal) => {
    await signOnByKeys(page, 'Mei Lin')
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')

    await test.step('age, deposit, and goods that are recalled', async () => {
      await scan(page, '4010')
      await expect(page.getByTestId('age-question')).toContainText('18')
      await expect(lines(page)).toHaveCount(2)
      await keys(page, 'Control+F6')
      await expect(page.getByTestId('age-question')).toHaveCount(0)
      await scan(page, '6009')
      await expect(page.getByTestId('line-recalled')).toBeVisible()
      await keys(page, 'Delete', 'F10')
      await expect(view(page, 'finish')).toBeVisible()
      await nextCustomer(page)
      await keys(page, 'F3')
      await scan(page, '4011')
      await keys(page, 'F9')
      await expect(view(page, 'recall')).toBeVisible()
      await keys(page, 'ArrowDown')
      await typed(page, 'L7')
      await keys(page, 'Enter')
      await expect(page.getByTestId('approval')).toBeVisible()
      await keys(page, 'ArrowRight')
      await approveByKeys(page, 'Sara Amin')
      await expect(page.getByTestId('recalls')).toContainText('L7')
      await keys(page, 'Escape')
    })

    await test.step('a return by its number, above what a cashier may give back alone', async () => {
      await typed(page, '50*')
      await sell(page, till, [goods.cola], 'F10')
      await nextCustomer(page)
      await keys(page, 'F6')
      await typed(page, '1-2')
      await expect(page.getByTestId('found-sale')).toHaveCount(1)
      await keys(page, 'Enter')
      await expect(sold(page)).toHaveCount(1)
      await comesBack(page)
      await keys(page, 'F10')
      await approveByKeys(page, 'Dmitri')
      await expect(page.getByTestId('given-back')).toBeVisible()
      await nextCustomer(page)
    })

    await test.step('a return by the receipt, an exchange, and a void', async () => {
      const code = await sell(page, till, [goods.milk], 'F10')
      await openSale(page, code)
      await comesBack(page)
      await keys(page, 'F10')
      await expect(page.getByTestId('given-back')).toBeVisible()

      await nextCustomer(page)
      await openSale(page, await sell(page, till, [goods.croissant], 'F10'))
      await comesBack(page)
      await keys(page, 'Escape')
      await scan(page, goods.cola.gtin)
      await expect(lines(page)).toHaveCount(2)
      await keys(page, 'F10')
      await expect(page.getByTestId('given-back')).toBeVisible()

      await nextCustomer(page)
      await openSale(page, await sell(page, till, [goods.cola], 'F10'))
      await keys(page, 'F9')
      await expect(view(page, 'voidSale')).toBeVisible()
      await keys(page, 'ArrowDown', 'Enter')
      await expect(returned(page)).toHaveCount(1)
      await keys(page, 'F10')
      await approveByKeys(page, 'Dmitri')
      await expect(page.getByTestId('given-back')).toBeVisible()
      await nextCustomer(page)
    })

    await test.step('without a receipt', async () => {
      await keys(page, 'F6', 'F7')
      await scan(page, goods.cola.gtin)
      await expect(view(page, 'returnPrice')).toContainText(goods.cola.zh)
      await keys(page, 'Enter')
      await expect(returned(page)).toHaveCount(1)
      await keys(page, 'F10')
      await approveByKeys(page, 'Dmitri')
      await expect(page.getByTestId('given-back')).toBeVisible()
      await nextCustomer(page)
    })

    await test.step('to the card that paid, and by hand where it declines', async () => {
      const byCard = async (): Promise<string> => {
        await scan(page, goods.cola.gtin)
        await expect(lines(page)).toHaveCount(1)
        await keys(page, 'F11')
        return receiptCode(page, till)
      }
      await openSale(page, await byCard())
      await comesBack(page)
      await keys(page, 'F11')
      await expect(page.getByTestId('given-back')).toBeVisible()
      expect(terminal.heard.filter((command) => command === '0631')).toHaveLength(1)

      await nextCustomer(page)
      await openSale(page, await byCard())
      await comesBack(page)
      terminal.play({ decides: 'decline' })
      await keys(page, 'F11')
      await expect(view(page, 'payment')).toContainText('被拒绝，未退款')
      await keys(page, 'Enter')
      await expect(view(page, 'payBack')).toBeVisible()
      await keys(page, 'F5')
      await expect(page.getByTestId('paid-by-hand')).toHaveAttribute('aria-pressed', 'true')
      await keys(page, 'F10')
      await expect(page.getByTestId('given-back')).toBeVisible()
    })
  })
})

test.describe('with keys alone, in Chinese', () => {
  test.use({ store: 'cn' })

  test('[FLOW-2] people, rights, settings, journal, support file, second factor and moving', async ({ counter: page }) => {
    test.setTimeout(180_000)
    const passphrase = 'river stone lamp four'
    const pin = await shownPin(page.getByTestId('operator').first())
    await signOnByKeys(page)

    await test.step('a new person; the badge switches to them over an open sale, and signs them on at the door', async () => {
      await keys(page, 'Control+,', 'ArrowDown', 'ArrowDown', 'Enter')
      await expect(page.getByTestId('person')).toHaveCount(4)
      await keys(page, 'Control+n')
      await page.keyboard.type('Zoe', { delay: 130 })
      await scan(page, badge)
      await expect(page.getByTestId('person-badge')).toHaveText(badge)
      await keys(page, 'Enter')
      for (const stage of ['pin-new', 'pin-again']) {
        await expect(page.getByTestId(stage)).toBeVisible()
        await page.keyboard.type('8305')
        await keys(page, 'Enter')
      }
      await expect(page.getByTestId('person')).toHaveCount(5)
      await keys(page, 'Escape', 'Escape')
      await scan(page, goods.milk.gtin)
      await expect(lines(page)).toHaveCount(1)
      await scan(page, badge)
      await expect(page.getByTestId('operator').filter({ hasText: 'Zoe' })).toHaveAttribute('aria-pressed', 'true')
      await page.keyboard.type('8305')
      await keys(page, 'Enter')
      await expect(page.getByTestId('basket')).toContainText('Zoe')
      await expect(lines(page)).toHaveCount(1)
      await keys(page, 'Control+l')
      await expect(view(page, 'sign-on')).toBeVisible()
      // Whoever sold last is chosen already, and nothing would tell that the badge was read.
      await keys(page, 'ArrowUp')
      await expect(page.getByTestId('operator').filter({ hasText: 'Sara' })).toHaveAttribute('aria-pressed', 'true')
      await scan(page, badge)
      await expect(page.getByTestId('operator').filter({ hasText: 'Zoe' })).toHaveAttribute('aria-pressed', 'true')
      await page.keyboard.type('8305')
      await keys(page, 'Enter')
      await expect(page.getByTestId('basket')).toContainText('Zoe')
      await keys(page, 'F10')
      await expect(view(page, 'finish')).toBeVisible()
      await keys(page, 'Enter', 'Control+l')
      await signOnByKeys(page)
    })

    await test.step('a new item of a red line', async () => {
      await scan(page, unknown)
      await expect(lines(page)).toHaveCount(1)
      await keys(page, 'Insert')
      await expect(page.getByTestId('new-item-name')).toBeFocused()
      await typed(page, 'Oat bar')
      await keys(page, 'Enter', 'Shift+F6')
      await typed(page, '1.75')
      await keys(page, 'Enter')
      await expect(lines(page).first()).toContainText('Oat bar')
      await keys(page, 'F10')
      await expect(view(page, 'finish')).toBeVisible()
      await nextCustomer(page)
    })

    await test.step('the matrix', async () => {
      await keys(page, 'Control+,', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter')
      await expect(page.getByTestId('grant-sell-cashier')).toBeVisible()
      await arrowTo(page, page.getByTestId('grant-discount-cashier'))
      await keys(page, 'Enter')
      await expect(view(page, 'grant')).toContainText('折扣')
      await keys(page, '5', 'Enter')
      await expect(page.getByTestId('grant-discount-cashier')).toContainText('5 %')
      await keys(page, 'Escape', 'Escape')
      await expect(view(page, 'sell')).toBeVisible()
    })

    await test.step('a setting that is looked for, and the journal', async () => {
      await keys(page, 'Control+,')
      await page.keyboard.type('xpmw', slowly)
      await keys(page, 'Enter')
      await expect(page.locator('[data-marked]')).toHaveAttribute('data-testid', 'setup-receiptFooter')
      await keys(page, 'Escape', 'Escape', 'Escape', 'Control+k')
      const rows = page.getByTestId('journal-row')
      await expect(rows.first()).toBeVisible()
      await keys(page, 'ArrowRight')
      await expect(rows).toHaveCount(2)
      await keys(page, 'ArrowDown', 'Enter')
      await expect(page.getByTestId('journal-entry')).toContainText('Oat bar')
      await keys(page, 'Escape', 'Escape', 'Escape')
      await expect(view(page, 'sell')).toBeVisible()
    })

    await test.step('the support file', async () => {
      await keys(page, 'Control+,')
      await arrowTo(page, page.getByTestId('settings-support'), 'ArrowUp')
      await keys(page, 'Enter')
      await expect(page.getByTestId('support-file').first()).toBeVisible()
      const download = page.waitForEvent('download')
      await keys(page, 'Enter')
      await download
      await expect(page.getByTestId('support-saved')).toBeVisible()
      await keys(page, 'Escape', 'Escape')
      await expect(view(page, 'sell')).toBeVisible()
    })

    await test.step('moved away and taken back', async () => {
      await keys(page, 'Control+,')
      await arrowTo(page, page.getByTestId('settings-move'), 'ArrowUp')
      await keys(page, 'Enter')
      for (const time of ['first', 'again']) {
        await expect(page.getByRole('textbox'), time).toBeFocused()
        await expect(page.getByRole('textbox'), time).toHaveValue('')
        await page.keyboard.type(passphrase, slowly)
        await keys(page, 'Enter')
      }
      await expect(page.getByTestId('moved-file')).toBeVisible({ timeout: 30_000 })
      await keys(page, 'Enter')
      await expect(page.getByRole('textbox')).toBeFocused()
      await page.keyboard.type(passphrase, slowly)
      await keys(page, 'Enter')
      await expect(view(page, 'sign-on')).toBeVisible({ timeout: 30_000 })
      await signOnByKeys(page)
    })

    await test.step('a second factor, which is asked for before a tax rate is looked at', async () => {
      await keys(page, 'Control+,', ...Array.from({ length: 6 }, () => 'ArrowDown'), 'Enter')
      await expect(page.getByTestId('factor-state')).toBeVisible()
      await keys(page, 'Enter')
      await expect(view(page, 'factorPin')).toBeVisible()
      await page.keyboard.type(pin)
      await keys(page, 'Enter')
      const secret = (await page.getByTestId('factor-secret').innerText()).replaceAll(' ', '')
      // Of the step to come the second time: one that was used is none, and one of the step before may end while it is typed.
      const code = (ahead: number): string => generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + ahead })
      await page.keyboard.type(code(0), slowly)
      await keys(page, 'Enter')
      await expect(page.getByTestId('recovery-codes').getByRole('listitem')).toHaveCount(10)
      await keys(page, 'Enter')
      await expect(page.getByTestId('factor-state')).toBeVisible()
      await keys(page, 'Escape', 'Control+l')
      await signOnByKeys(page)
      await keys(page, 'Control+,', ...Array.from({ length: 4 }, () => 'ArrowDown'), 'Enter')
      await expect(view(page, 'factorAsk')).toBeVisible()
      await page.keyboard.type(code(30), slowly)
      await keys(page, 'Enter')
      await expect(page.getByTestId('tax-class').first()).toBeVisible()
    })
  })
})
