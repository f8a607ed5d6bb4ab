import { type Locator, type Page } from '@playwright/test'
import { generateSync } from 'otplib'
import { expect, goods, scan, test } from './fixture.ts'
import { badge, unknown, withTerminal } from './flow-steps.ts'
import { receiptCode, returned, signOnByTouch, sold, tapAll, tapDigits, view } from './return-steps.ts'
import { lines, shownPin } from './walk-steps.ts'

// What stands in docs/explain/flows.md where no test of its own goes a flow with this hand in this language: one walk for each
// language, since each start of a till costs more than ten flows on it.
const passphrase = 'riverstonelamp'

/** A page of the rail, by its shortcut, which is written alike in both languages. */
const rail = (page: Page, shortcut: string): Locator => page.getByRole('navigation').getByRole('button').filter({ hasText: shortcut })
const back = (page: Page): Locator => page.getByRole('main').getByRole('button', { name: /^(?:Back|返回)/ }).first()
const settings = (page: Page, name: string): Promise<void> => tapAll(rail(page, 'Ctrl ,'), page.getByTestId(`settings-${name}`))

async function tapLetters(page: Page, text: string): Promise<void> {
  await page.getByTestId('keyboard-key').first().tap()
  for (const letter of text) await page.getByTestId('touch-keyboard').getByRole('button', { name: letter, exact: true }).tap()
  await page.getByTestId('keyboard-done').tap()
}

async function nextCustomer(page: Page): Promise<void> {
  await view(page, 'finish').getByRole('button').filter({ hasText: 'Enter' }).tap()
  await expect(view(page, 'sell')).toBeVisible()
}

async function switchTo(page: Page, name: string): Promise<void> {
  await rail(page, 'Ctrl L').tap()
  await expect(view(page, 'sign-on')).toBeVisible()
  await signOnByTouch(page, name)
}

/** With the PIN of whoever the badge chose. */
async function enterBy(page: Page, pin: string): Promise<void> {
  await expect(page.getByTestId('operator').filter({ hasText: 'zoe' })).toHaveAttribute('aria-pressed', 'true')
  await tapDigits(page, pin)
  await view(page, 'sign-on').getByRole('button').filter({ hasText: 'Enter' }).tap()
  await expect(page.getByTestId('basket')).toContainText('zoe')
}

for (const [store, language, html] of [['cn', 'Chinese', 'zh-CN'], ['gb', 'English', 'en']] as const) {
  test.describe(`by touch alone, in ${language}`, () => {
    test.use({ hasTouch: true })

    test(`[FLOW-3] every flow that has no test of its own (${language})`, async ({ page, data }) => {
      test.setTimeout(240_000)
      page.setDefaultTimeout(15_000)
      await withTerminal(page, data, store, async (till, terminal) => {
        const pin = await shownPin(page.getByTestId('operator').filter({ hasText: 'Dmitri' }))
        await signOnByTouch(page, 'Mei Lin')
        await expect(page.locator('html')).toHaveAttribute('lang', html)

        await test.step('age, deposit, and goods that are recalled', async () => {
          await scan(page, '4010')
          await expect(lines(page)).toHaveCount(2)
          await page.getByTestId('age-looksOlder').tap()
          await expect(page.getByTestId('age-question')).toHaveCount(0)
          await page.getByTestId('cash-key').tap()
          await nextCustomer(page)
          await page.getByTestId('key-priceCheck').tap()
          await scan(page, '4011')
          await page.getByTestId('price-recall').tap()
          await tapAll(view(page, 'recall').getByRole('group').getByRole('button').first(), page.getByTestId('recall-block'))
          await tapAll(page.getByTestId('approver').filter({ hasText: 'Sara Amin' }), page.getByTestId('approval-other'))
          await tapDigits(page, await shownPin(page.getByTestId('approver').filter({ hasText: 'Sara Amin' })))
          await page.getByTestId('approve').tap()
          await expect(page.getByTestId('price-recall-lift')).toBeVisible()
          await back(page).tap()
          await expect(view(page, 'sell')).toBeVisible()
        })

        await test.step('a return by its number', async () => {
          await scan(page, goods.cola.gtin)
          await page.getByTestId('cash-key').tap()
          await nextCustomer(page)
          await page.getByTestId('key-return').tap()
          await tapLetters(page, '1-2')
          await expect(page.getByTestId('found-sale')).toHaveCount(1)
          await tapAll(page.getByTestId('found-sale'), page.getByTestId('return-all'))
          await expect(returned(page)).toHaveCount(1)
          await page.getByTestId('cash-key').tap()
          await expect(page.getByTestId('given-back')).toBeVisible()
          await nextCustomer(page)
        })

        await test.step('to the card that paid, and by hand where it declines', async () => {
          for (const way of ['card', 'byHand'] as const) {
            await scan(page, goods.cola.gtin)
            await expect(lines(page)).toHaveCount(1)
            await page.getByTestId('card-key').tap()
            await scan(page, await receiptCode(page, till))
            await expect(sold(page)).toHaveCount(1)
            await page.getByTestId('return-all').tap()
            await expect(returned(page)).toHaveCount(1)
            if (way === 'byHand') terminal.play({ decides: 'decline' })
            await page.getByTestId('card-key').tap()
            if (way === 'byHand') {
              await expect(view(page, 'payment')).toContainText(language === 'Chinese' ? '被拒绝，未退款' : 'Declined. Nothing was paid back')
              await view(page, 'payment').getByRole('button').filter({ hasText: 'Enter' }).tap()
              await page.getByTestId('paid-by-hand').tap()
              await page.getByTestId('pay-back-complete').tap()
            }
            await expect(page.getByTestId('given-back')).toBeVisible()
            await nextCustomer(page)
          }
          expect(terminal.heard.filter((command) => command === '0631')).toHaveLength(2)
        })

        await switchTo(page, 'Dmitri')

        await test.step('a new person; the badge switches to them over an open sale, and signs them on at the door', async () => {
          await settings(page, 'people')
          await page.getByTestId('new-person').tap()
          await tapLetters(page, 'zoe')
          await scan(page, badge)
          await expect(page.getByTestId('person-badge')).toHaveText(badge)
          await page.getByTestId('person-save').tap()
          for (const stage of ['pin-new', 'pin-again']) {
            await expect(page.getByTestId(stage)).toBeVisible()
            await tapDigits(page, '8305')
            await page.getByTestId('pin-enter').tap()
          }
          await expect(page.getByTestId('person')).toHaveCount(5)
          await scan(page, goods.milk.gtin)
          await expect(lines(page)).toHaveCount(1)
          await scan(page, badge)
          await enterBy(page, '8305')
          await expect(lines(page)).toHaveCount(1)
          await rail(page, 'Ctrl L').tap()
          await expect(view(page, 'sign-on')).toBeVisible()
          await scan(page, badge)
          await enterBy(page, '8305')
          await page.getByTestId('cash-key').tap()
          await nextCustomer(page)
          await switchTo(page, 'Dmitri')
        })

        await test.step('a new item of a red line', async () => {
          await scan(page, unknown)
          await lines(page).first().getByRole('button').first().tap()
          await page.getByTestId('line-new-item').tap()
          for (const digit of ['9', '9']) await view(page, 'newItem').getByRole('button', { name: digit, exact: true }).tap()
          await page.getByTestId('new-item-save').tap()
          await expect(lines(page).first()).toContainText('99.00')
          await page.getByTestId('cash-key').tap()
          await nextCustomer(page)
        })

        await test.step('the matrix, and a setting that is looked for', async () => {
          await settings(page, 'rights')
          await tapAll(page.getByTestId('grant-reprint-cashier'), page.getByTestId('grant-way-ask'), page.getByTestId('grant-save'))
          await expect(page.getByTestId('grant-reprint-cashier')).toContainText(language === 'Chinese' ? '需批准' : 'Asks')
          await back(page).tap()
          await expect(view(page, 'settings')).toBeVisible()
          await tapLetters(page, language === 'Chinese' ? 'xpmw' : 'lock')
          await page.locator('[data-testid^="found-"]').first().tap()
          await expect(page.locator('[data-marked]')).toHaveCount(1)
        })

        await test.step('the journal, and the support file', async () => {
          await page.getByRole('navigation').getByRole('button').first().tap()
          await rail(page, 'Ctrl K').tap()
          await page.getByTestId('journal-row').first().tap()
          await expect(page.getByTestId('journal-entry')).toBeVisible()
          await page.getByRole('navigation').getByRole('button').first().tap()
          await settings(page, 'support')
          const download = page.waitForEvent('download')
          await page.getByTestId('support-save').tap()
          await download
          await expect(page.getByTestId('support-saved')).toBeVisible()
          await page.getByRole('navigation').getByRole('button').first().tap()
        })

        await test.step('moved away and taken back', async () => {
          await settings(page, 'move')
          for (const time of ['first', 'again']) {
            await expect(page.getByRole('textbox'), time).toHaveValue('')
            await tapLetters(page, passphrase)
            await page.getByTestId('move-next').tap()
          }
          await expect(page.getByTestId('moved-file')).toBeVisible({ timeout: 30_000 })
          await page.getByTestId('take-back').tap()
          await tapLetters(page, passphrase)
          await page.getByTestId('take-back').tap()
          await expect(view(page, 'sign-on')).toBeVisible({ timeout: 30_000 })
          await signOnByTouch(page, 'Dmitri')
        })

        await test.step('a second factor, which is asked for before a tax rate is looked at', async () => {
          await settings(page, 'secondFactor')
          await page.getByTestId('factor-begin').tap()
          await tapDigits(page, pin)
          await page.getByTestId('factor-pin-ok').tap()
          const secret = (await page.getByTestId('factor-secret').innerText()).replaceAll(' ', '')
          // Of the step to come the second time: one that was used is none, and one of the step before may end while it is typed.
          const code = (ahead: number): string => generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + ahead })
          await tapDigits(page, code(0))
          await page.getByTestId('factor-confirm').tap()
          await page.getByTestId('factor-written').tap()
          await switchTo(page, 'Dmitri')
          await settings(page, 'taxes')
          await expect(view(page, 'factorAsk')).toBeVisible()
          await tapDigits(page, code(30))
          await page.getByTestId('factor-prove').tap()
          await expect(page.getByTestId('tax-class').first()).toBeVisible()
        })
      })
    })
  })
}
