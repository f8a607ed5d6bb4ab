import { basket, expect, lines, payKey, scan, signOn, test } from './fixture.ts'
import { arrowTo, signOnByKeys } from './walk-steps.ts'

const unknown = '4006381333931'

/** What an item's own rules do at the counter: by the keyboard alone, by touch alone, and in Chinese. */
test.describe('by the keyboard', () => {
  test.beforeEach(async ({ counter }) => {
    await signOnByKeys(counter, 'Mei Lin')
  })

  test('[AGE-1] [LINK-2] beer asks once for the customer’s age while scanning goes on, and brings its deposit', async ({ counter, till }) => {
    await scan(counter, '4010')
    await expect(counter.getByTestId('age-question')).toContainText('Is the customer 18 or over?')
    await scan(counter, '4010')
    await expect(lines(counter)).toHaveCount(2)
    await expect(lines(counter).nth(1)).toContainText('Bottle deposit')
    await expect(payKey(counter)).toBeDisabled()
    await expect(payKey(counter)).toHaveText(/Confirm the customer’s age first/)
    await counter.keyboard.press('F10')
    await expect(counter.getByRole('alert')).toContainText('Nobody has confirmed')
    await counter.keyboard.press('Control+F6')
    await expect(counter.getByTestId('age-question')).toHaveCount(0)
    await counter.keyboard.press('F10')
    await expect(counter.getByTestId('view-finish')).toBeVisible()
    await expect(counter.getByTestId('outcome-print-printed')).toBeVisible()
    expect(till.receipt()).toContain('Bottle deposit')
    expect(till.receipt()).toContain('4.10')
  })

  test('[AGE-3] not old enough takes those goods off, and the rest is sold', async ({ counter }) => {
    await scan(counter, '4011')
    await scan(counter, '4010')
    await counter.keyboard.press('Shift+F9')
    await expect(counter.getByTestId('age-question')).toHaveCount(0)
    await expect(lines(counter).nth(2)).toContainText('Removed')
    await expect(lines(counter).nth(3)).toContainText('Removed')
    await counter.keyboard.press('F10')
    await expect(counter.getByTestId('view-finish')).toBeVisible()
  })

  test('[RECALL-1] recalled goods are a red line, and a supervisor’s approval blocks others from the price check', async ({ counter }) => {
    await scan(counter, '6009')
    await expect(counter.getByTestId('line-recalled')).toBeVisible()
    await expect(payKey(counter)).toHaveText(/Take the recalled goods off first/)
    await counter.keyboard.press('Delete')
    await counter.keyboard.press('F3')
    await scan(counter, '4011')
    await counter.keyboard.press('F9')
    await expect(counter.getByTestId('view-recall')).toBeVisible()
    await counter.keyboard.press('ArrowDown')
    await counter.keyboard.type('L7', { delay: 130 })
    await counter.keyboard.press('Enter')
    await expect(counter.getByTestId('view-approval')).toContainText(/glass bottle · Lot L7/)
    await arrowTo(counter, counter.getByTestId('approver').filter({ hasText: 'Sara Amin' }))
    await counter.keyboard.press('ArrowRight')
    await counter.keyboard.type('9164')
    await counter.keyboard.press('Enter')
    await expect(counter.getByTestId('recalls')).toContainText('Lot L7')
    await counter.keyboard.press('Escape')
    // The scan says no lot: somebody looks.
    await scan(counter, '4011')
    await expect(counter.getByTestId('line-lotAsked')).toContainText('L7')
    await counter.keyboard.press('Control+b')
    await expect(counter.getByTestId('line-lotAsked')).toHaveCount(0)
    await counter.keyboard.press('F10')
    await expect(counter.getByTestId('view-finish')).toBeVisible()
  })
})

test('[NEWI-1] a supervisor makes an item of a red line by the keyboard, and it is found by its name', async ({ counter }) => {
  await signOnByKeys(counter, 'Sara Amin')
  await scan(counter, unknown)
  await counter.keyboard.press('Insert')
  await expect(counter.getByTestId('new-item-name')).toBeFocused()
  await counter.keyboard.type('Oat bar', { delay: 130 })
  await counter.keyboard.press('Enter')
  await counter.keyboard.press('Shift+F6')
  await counter.keyboard.type('1.75', { delay: 130 })
  await counter.keyboard.press('Enter')
  await expect(lines(counter)).toHaveCount(1)
  await expect(lines(counter).first()).toContainText('Oat bar')
  await counter.keyboard.type('oat', { delay: 130 })
  await expect(counter.getByTestId('view-search')).toContainText('Oat bar')
})

test('[AGE-1] [NEWI-1] by touch alone: an answer, a removed line, and an item without a name', async ({ counter }) => {
  await signOn(counter, 'Sara Amin')
  await scan(counter, '4010')
  await counter.getByTestId('age-looksOlder').click()
  await expect(counter.getByTestId('age-question')).toHaveCount(0)
  // The deposit has no keys of its own.
  await lines(counter).nth(1).getByRole('button').first().click()
  await expect(counter.getByTestId('line-linked')).toBeVisible()
  await scan(counter, unknown)
  await lines(counter).nth(2).getByRole('button').first().click()
  await counter.getByTestId('line-new-item').click()
  for (const digit of ['9', '9']) await counter.getByTestId('view-newItem').getByRole('button', { name: digit, exact: true }).click()
  await counter.getByTestId('new-item-save').click()
  await expect(lines(counter).nth(2)).toContainText(unknown)
  await expect(basket(counter).getByText('99.00').first()).toBeVisible()
  await payKey(counter).click()
  await expect(counter.getByTestId('view-tender')).toBeVisible()
})

test.describe('in Chinese', () => {
  test.use({ store: 'cn' })

  test('[AGE-1] [RECALL-1] 啤酒先确认年龄，召回商品不得销售', async ({ counter }) => {
    await signOn(counter, 'Mei Lin')
    await scan(counter, '4010')
    await expect(counter.getByTestId('age-question')).toContainText('顾客是否年满 18 周岁？')
    await scan(counter, '6009')
    await expect(counter.getByTestId('line-recalled')).toHaveText(/已召回：不得销售/)
    await counter.keyboard.press('Delete')
    await expect(counter.getByTestId('basket-lines').getByRole('listitem').nth(2)).toContainText('已删除')
    await counter.getByTestId('age-document').click()
    await expect(counter.getByTestId('age-question')).toHaveCount(0)
    await counter.keyboard.press('F10')
    await expect(counter.getByTestId('view-finish')).toBeVisible()
  })
})
