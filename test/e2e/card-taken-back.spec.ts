import { type Page } from '@playwright/test'
import { expect, goods, scan, test } from './fixture.ts'
import { finished, giftCard, kept } from './money-steps.ts'
import { approveByKeys, approveByTouch, receiptCode, returned, signOnByTouch, sold, tapDigits, view } from './return-steps.ts'
import { keys, lines, signOnByKeys } from './walk-steps.ts'

// A card that was sold by mistake is taken back at the counter, alone and with its goods, and one that was spent is not. Head
// office is stopped: what this register saw is enough.
const walks = [['English', undefined, 'Off the card', 'is spent or kept'], ['Chinese', '中文', '从卡中退回', '已被使用']] as const
const shot = (page: Page, name: string) => page.screenshot({ path: test.info().outputPath(`${name}.png`) })
const spent = async (page: Page, said: string): Promise<void> => {
  await expect(page.getByRole('alert')).toHaveAttribute('data-code', 'return.cardSpent')
  await expect(page.getByRole('alert')).toContainText(said)
}

test.describe('with keys', () => {
  const givenBack = async (page: Page, asks: boolean): Promise<void> => {
    await keys(page, 'F10')
    if (asks) await approveByKeys(page, 'Dmitri')
    await expect(page.getByTestId('given-back')).toBeVisible()
  }
  const issue = async (page: Page): Promise<void> => {
    await keys(page, 'Control+x')
    await expect(view(page, 'storedValue')).toBeVisible()
    await scan(page, giftCard)
    await expect(page.getByTestId('stored-value-do')).toBeVisible()
    await keys(page, '5', 'Enter')
    await expect(view(page, 'sell')).toBeVisible()
  }

  for (const [language, key, off, why] of walks) {
    test(`[TBK-1] by keys, in ${language}: a card sold by itself comes back, one with goods is voided, and one that was spent stays`, async ({ counter: page, till }) => {
      page.setDefaultTimeout(15_000)
      await till.stopHeadOffice()
      await signOnByKeys(page, 'Mei Lin')
      if (key !== undefined) await page.getByRole('button', { name: key }).click()
      await issue(page)
      await keys(page, 'F10')
      const alone = await receiptCode(page, till)
      await keys(page, 'Enter')
      await scan(page, alone)
      await expect(page.getByTestId('sold-card')).toBeVisible()
      await shot(page, 'on-the-card')
      await keys(page, 'F6')
      await expect(returned(page)).toContainText(off)
      await expect(returned(page)).toContainText('....5678')
      await shot(page, 'in-the-basket')
      await keys(page, 'F12')
      await expect(view(page, 'payBack')).toBeVisible()
      await givenBack(page, false)
      await expect(page.getByTestId('outcome-print-printed').last()).toBeVisible()
      expect(till.receipt()).toContain('....5678')
      await shot(page, 'given-back')

      await keys(page, 'Enter')
      await scan(page, goods.milk.gtin)
      await expect(lines(page)).toHaveCount(1)
      await issue(page)
      await expect(lines(page)).toHaveCount(2)
      await keys(page, 'F10')
      const both = await receiptCode(page, till)
      await keys(page, 'Enter')
      await scan(page, both)
      await expect(sold(page)).toHaveCount(2)
      await keys(page, 'F9')
      await expect(view(page, 'voidSale')).toBeVisible()
      await keys(page, 'ArrowDown', 'Enter')
      await expect(returned(page)).toHaveCount(2)
      await expect(view(page, 'payBack')).toBeVisible()
      await givenBack(page, true)

      await keys(page, 'Enter')
      await issue(page)
      await keys(page, 'F10')
      const third = await receiptCode(page, till)
      await keys(page, 'Enter')
      await scan(page, goods.milk.gtin)
      await expect(lines(page)).toHaveCount(1)
      await keys(page, 'F12', 'Shift+F6')
      await scan(page, giftCard)
      await expect(page.getByTestId('stored-value-left')).toContainText('5.00')
      await keys(page, '1', 'Enter')
      await expect(kept(page)).toContainText('1.00')
      await keys(page, 'F10')
      await finished(page)
      await keys(page, 'Enter')
      await scan(page, third)
      await expect(sold(page)).toHaveCount(1)
      await keys(page, 'F6')
      await spent(page, why)
      await expect(page.getByRole('alert')).toContainText('1.00')
      await shot(page, 'spent')
    })
  }
})

test.describe('with a finger', () => {
  test.use({ hasTouch: true })
  const tap = async (page: Page, ...ids: readonly string[]): Promise<void> => {
    for (const id of ids) await page.getByTestId(id).tap()
  }
  const givenBack = async (page: Page, asks: boolean): Promise<void> => {
    await tap(page, 'pay-back-complete')
    if (asks) await approveByTouch(page, 'Dmitri')
    await expect(page.getByTestId('given-back')).toBeVisible()
  }
  const toSell = async (page: Page): Promise<void> => {
    await view(page, 'finish').getByRole('button').filter({ hasText: 'Enter' }).tap()
    await expect(view(page, 'sell')).toBeVisible()
  }
  const issue = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: /^(?:Dept\.|部门)/ }).first().tap()
    await tap(page, 'gift-card-key')
    await expect(view(page, 'storedValue')).toBeVisible()
    await scan(page, giftCard)
    await expect(page.getByTestId('stored-value-do')).toBeVisible()
    await tapDigits(page, '5')
    await tap(page, 'stored-value-do')
    await expect(view(page, 'sell')).toBeVisible()
  }

  for (const [language, key, off, why] of walks) {
    test(`[TBK-2] by touch, in ${language}: a card sold by itself comes back, one with goods is voided, and one that was spent stays`, async ({ counter: page, till }) => {
      page.setDefaultTimeout(15_000)
      await till.stopHeadOffice()
      await signOnByTouch(page, 'Mei Lin')
      if (key !== undefined) await page.getByRole('button', { name: key }).tap()
      await issue(page)
      await tap(page, 'cash-key')
      const alone = await receiptCode(page, till)
      await toSell(page)
      await scan(page, alone)
      await expect(page.getByTestId('sold-card')).toBeVisible()
      await sold(page).getByRole('button').first().tap()
      await expect(returned(page)).toContainText(off)
      await tap(page, 'pay-key')
      await expect(view(page, 'payBack')).toBeVisible()
      await givenBack(page, false)

      await toSell(page)
      await scan(page, goods.milk.gtin)
      await expect(lines(page)).toHaveCount(1)
      await issue(page)
      await expect(lines(page)).toHaveCount(2)
      await tap(page, 'cash-key')
      const both = await receiptCode(page, till)
      await toSell(page)
      await scan(page, both)
      await expect(sold(page)).toHaveCount(2)
      await tap(page, 'void-sale', 'void-rungTwice', 'void-confirm')
      await expect(returned(page)).toHaveCount(2)
      await givenBack(page, true)

      await toSell(page)
      await issue(page)
      await tap(page, 'cash-key')
      const third = await receiptCode(page, till)
      await toSell(page)
      await scan(page, goods.milk.gtin)
      await expect(lines(page)).toHaveCount(1)
      await tap(page, 'pay-key', 'pay-stored')
      await scan(page, giftCard)
      await expect(page.getByTestId('stored-value-left')).toContainText('5.00')
      await tap(page, 'stored-value-do')
      await finished(page)
      await toSell(page)
      await scan(page, third)
      await sold(page).getByRole('button').first().tap()
      await spent(page, why)
    })
  }
})
