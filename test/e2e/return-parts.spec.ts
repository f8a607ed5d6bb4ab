import { type Page } from '@playwright/test'
import { expect, goods, scan, test } from './fixture.ts'
import { drawn, languages, picture, shapeFaults } from './look.ts'
import { returned, sell, signOnByTouch, sold, tapAll, view } from './return-steps.ts'
import { keys, lines, signOnByKeys } from './walk-steps.ts'
import { holdWire } from './wire.ts'

/** A picture in both languages at the two sizes that are tight, and what is wrong with its shape. */
async function faultsOf(page: Page, name: string): Promise<string[]> {
  const found: string[] = []
  for (const language of languages) {
    if ((await page.locator('html').getAttribute('lang')) !== language) await page.evaluate(`document.querySelector('[data-testid=language]').click()`)
    for (const [width, height] of [[1366, 768], [1024, 768]] as const) {
      await page.setViewportSize({ width, height })
      await drawn(page)
      await picture(page, `${width}-${language}-${name}`)
      found.push(...(await shapeFaults(page)).map((fault) => `${width} ${language}: ${fault}`))
    }
  }
  await page.evaluate(`document.querySelector('[data-testid=language]').click()`)
  await page.setViewportSize({ width: 1366, height: 768 })
  return found
}

const pad = (page: Page) => page.getByTestId('count-pad')
const padKeys = async (page: Page, typed: string): Promise<void> => {
  for (const key of typed) await pad(page).getByRole('button', { name: key, exact: true }).tap()
}

test.describe('by touch', () => {
  test.use({ hasTouch: true })

  test('[RETS-49] a pad says how many pieces or how heavy a part comes back, the scale says it too, and one line has its own reason', async ({ counter: page, till }) => {
    await signOnByTouch(page, 'Mei Lin')
    await page.keyboard.type('1.2*1002', { delay: 120 })
    await keys(page, 'Enter')
    await expect(lines(page)).toHaveCount(1)
    await page.keyboard.type('3*', { delay: 120 })
    const code = await sell(page, till, [goods.milk], 'F10')
    await keys(page, 'F7')
    await page.getByTestId('scale-put-500').tap()
    await expect(page.getByTestId('scale-state')).toContainText('Stable')
    await keys(page, 'Escape')
    await scan(page, code)
    const [weighed, milk] = [sold(page).nth(0).getByRole('button').first(), sold(page).nth(1).getByRole('button').first()]
    await expect(page.getByTestId('goods-for-next')).toContainText('For the goods you tap next')

    await tapAll(page.getByTestId('return-count'))
    await padKeys(page, '0.2')
    await tapAll(weighed)
    await expect(returned(page)).toContainText('0.200 kg')
    await tapAll(page.getByTestId('return-from-scale'))
    await expect(pad(page).getByRole('status')).toHaveText('0.5')
    await tapAll(weighed)
    await expect(returned(page), 'the same goods in the same state are one line').toContainText('0.700 kg')
    await tapAll(milk)
    await padKeys(page, '2')
    await tapAll(page.getByTestId('count-enter'))
    await expect(sold(page).nth(1)).toContainText('0 of 3')
    expect(await faultsOf(page, 'return-count-pad')).toEqual([])

    await tapAll(page.getByTestId('return-count'))
    await tapAll(returned(page).nth(1))
    await tapAll(page.getByTestId('line-reason'))
    await expect(returned(page).nth(1)).toContainText('Faulty')
    await expect(returned(page).nth(1)).toContainText('To waste')
    await tapAll(page.getByTestId('line-condition'))
    await expect(returned(page).nth(1)).toContainText('To stock')
    await expect(returned(page).nth(0), 'the other keeps its own').not.toContainText('Faulty')
    await expect(page.getByTestId('return-changedMind'), 'and so do the goods tapped next').toHaveAttribute('aria-pressed', 'true')
    expect(await faultsOf(page, 'return-line-state')).toEqual([])
    await keys(page, 'Control+y')
    await expect(returned(page).nth(1), 'by keys as well').not.toContainText('Faulty')
  })
})

test('[RETS-57] of another register\'s sale the list shows what is known of it, and a limit that was used before is said where it is approved', async ({ page, open }) => {
  const wire = await holdWire(page)
  const { till } = await open()
  await signOnByKeys(page, 'Mei Lin')
  await page.keyboard.type('60*', { delay: 120 })
  const code = await sell(page, till, [goods.cola], 'F10')
  for (const time of ['first', 'second']) {
    await scan(page, code)
    await expect(sold(page)).toHaveCount(1)
    await keys(page, '3', '0', 'Enter')
    await expect(returned(page)).toHaveCount(1)
    await keys(page, 'F10')
    if (time === 'first') await expect(page.getByTestId('given-back')).toContainText('£37.50')
  }
  await expect(page.getByTestId('approval-earlier')).toContainText('£37.50 + now £37.50')
  await expect(page.getByTestId('approval')).toContainText('£75.00')
  expect(await faultsOf(page, 'approval-earlier')).toEqual([])
  await keys(page, 'Escape', 'Escape', 'Control+r')
  await page.getByTestId('receipt-row').filter({ has: page.getByTestId('receipt-refund') }).first().click()
  await expect(page.getByTestId('show-sale')).toBeVisible()
  // Its own paper is somewhere else, as of a sale of another register.
  wire.alter((text) => text.replace(/"ok":true,"value":\{"sale":\{"id":"[^"]*","number":"1-1".*$/s, '"ok":false,"refusal":{"code":"sale.unknown"}}'))
  await page.getByTestId('show-sale').click()
  await expect(page.getByTestId('other-sale')).toContainText('The sale itself is on the register that made it')
  await expect(page.getByTestId('other-sale')).toContainText('30 ×')
  expect(await faultsOf(page, 'other-sale')).toEqual([])
  wire.letGo()
  await keys(page, 'Escape')
  await expect(page.getByTestId('show-sale')).toBeVisible()
  await expect(view(page, 'receipts')).toBeVisible()
})
