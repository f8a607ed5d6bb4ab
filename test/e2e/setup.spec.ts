import { type Page } from '@playwright/test'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from './fixture.ts'
import { axe, drawn, picture, shapeFaults } from './look.ts'
import { ownTills } from './own-tills.ts'
import { startOwnTill } from './till.ts'
import { tabTo, writtenByTouch } from './written-by-hand.ts'

/** A register that is nobody's yet, and its page. No head office is there, in any of these tests. */
const { open } = ownTills()

const progress = (page: Page) => page.getByTestId('setup-progress')

/** Nothing wrong with a page for axe, a thumb and a reader, and a picture of it. */
async function look(page: Page, name: string): Promise<void> {
  await drawn(page)
  await picture(page, `setup-${name}`)
  expect.soft(await shapeFaults(page), name).toEqual([])
  expect.soft(await axe(page), name).toEqual([])
}

test('[SETUP-11] from an empty folder to the first sale by keyboard alone', async ({ page, data }) => {
  test.setTimeout(120_000)
  await open(page, data)
  await expect(progress(page)).toHaveText('1 of 8')
  await look(page, 'en-1-start')
  await page.keyboard.press('Enter')

  // A shop needs a name, and is told so at the field.
  await expect(page.getByTestId('setup-chainName')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('setup-fault')).toContainText('needs a name')
  await page.keyboard.type('Harbour Books', { delay: 15 })
  await tabTo(page, 'setup-storeLines-0')
  await page.keyboard.type('3 Narrow Quay', { delay: 15 })
  await page.keyboard.press('Tab')
  await page.keyboard.type('Bristol BS1 4QA', { delay: 15 })
  await tabTo(page, 'setup-receiptFooter-0')
  await page.keyboard.type('Open every day from nine', { delay: 15 })
  await expect(page.getByTestId('setup-preview')).toContainText('Open every day from nine')
  await look(page, 'en-2-store')
  await page.keyboard.press('Enter')

  // The machine's own clock says where it stands.
  await expect(page.getByTestId('setup-country-GB')).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByTestId('setup-currency-GBP')).toHaveAttribute('aria-pressed', 'true')
  await look(page, 'en-3-country')
  await page.keyboard.press('Enter')

  await expect(page.getByTestId('setup-tax-GB-2011')).toHaveAttribute('aria-pressed', 'true')
  await look(page, 'en-4-tax')
  await tabTo(page, 'setup-timeZone')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Europe/Nowhere', { delay: 15 })
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('setup-fault')).toContainText('no such time zone')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Europe/London', { delay: 15 })
  // Back without loss, and on again.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('setup-chainName')).toHaveValue('Harbour Books')
  for (const step of ['3 of 8', '4 of 8', '5 of 8']) {
    await page.keyboard.press('Enter')
    await expect(progress(page)).toHaveText(step)
  }
  await look(page, 'en-5-goods')
  await page.keyboard.press('Enter')

  // A printer, and what hangs on it, tried before anything is saved.
  const state = (slot: string) => page.getByTestId(`setup-device-${slot}`).getByTestId('setup-device-state')
  for (const slot of ['printer', 'scanner', 'scale', 'customerDisplay', 'paymentTerminal']) await expect(state(slot)).toHaveText('Not now')
  await tabTo(page, 'setup-find-printer')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('setup-devices')).toBeFocused()
  await page.keyboard.type('tcp://127.0.0.1:99999', { delay: 15 })
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('setup-fault')).toContainText('port')
  await look(page, 'en-6-devices-wrong')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('simulated', { delay: 15 })
  await page.keyboard.press('Enter')
  await expect(state('printer')).toContainText('Ready')
  await expect(page.getByTestId('setup-try-printer')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('outcome-print-printed')).toBeVisible()
  await tabTo(page, 'setup-try-cashDrawer')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('outcome-kick-kicked')).toBeVisible()
  await look(page, 'en-6-devices')
  await tabTo(page, 'setup-next')
  await page.keyboard.press('Enter')
  await expect(progress(page)).toHaveText('7 of 8')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('setup-fault')).toContainText('no address')
  await look(page, 'en-7-head-office')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')

  await expect(page.getByTestId('setup-ownerName')).toBeFocused()
  await page.keyboard.type('Ada', { delay: 15 })
  const typePin = async (pin: string, again: string): Promise<void> => {
    for (const [field, digits] of [['setup-pin', pin], ['setup-pinAgain', again]] as const) {
      await page.getByTestId(field).focus()
      await page.keyboard.press('Control+a')
      await page.keyboard.type(digits, { delay: 15 })
    }
    await page.keyboard.press('Enter')
  }
  // Refused where it was typed first, and typed over there.
  await tabTo(page, 'setup-pin')
  await page.keyboard.type('1234', { delay: 15 })
  await page.keyboard.press('Tab')
  await expect(page.getByTestId('setup-fault')).toContainText('easy to guess')
  await expect(page.getByTestId('setup-pin')).toBeFocused()
  await page.keyboard.type('4711', { delay: 15 })
  await expect(page.getByTestId('setup-pin')).toHaveValue('4711')
  await typePin('4711', '4712')
  await expect(page.getByTestId('setup-fault')).toContainText('not the same')
  await look(page, 'en-8-owner')
  await typePin('4711', '4711')

  // Signed on as the owner, before a store with nothing in it that says what to do next.
  await expect(page.getByTestId('view-sell')).toBeVisible()
  await expect(page.getByTestId('empty-store')).toBeVisible()
  await look(page, 'en-9-first-day')
  await page.keyboard.press('Control+d')
  await page.keyboard.type('1250', { delay: 15 })
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('basket-lines').getByRole('listitem')).toHaveCount(1)
  await page.keyboard.press('F10')
  await expect(page.getByTestId('view-finish')).toBeVisible()
  // The printer that was chosen in the setup is the shop's.
  await expect(page.getByTestId('outcome-print-printed')).toBeVisible()
  await page.keyboard.press('Control+r')
  await expect(page.getByTestId('receipt-row')).toHaveCount(1)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByText('3 Narrow Quay')).toBeVisible()
  await expect(page.getByText('Open every day from nine')).toBeVisible()
})

test('[SETUP-12] by touch alone, in Chinese, with the example catalogue and a narrow screen', async ({ page, data }) => {
  test.setTimeout(120_000)
  await page.setViewportSize({ width: 1024, height: 768 })
  await open(page, data)
  const tap = (testId: string) => page.getByTestId(testId).click()
  const next = () => tap('setup-next')
  await tap('setup-language-zh-CN')
  await expect(progress(page)).toHaveText('第 1 步，共 8 步')
  await look(page, 'zh-1-start')
  await next()
  await page.getByTestId('setup-chainName').fill('码头书店')
  await page.getByTestId('setup-storeLines-0').fill('上海市黄浦区码头街 18 号')
  await page.getByTestId('setup-receiptFooter-0').fill('欢迎再来')
  await expect(page.getByTestId('setup-preview')).toContainText('欢迎再来')
  await look(page, 'zh-2-store')
  await next()
  await tap('setup-country-CN')
  await look(page, 'zh-3-country')
  await next()
  await look(page, 'zh-4-tax')
  await next()
  await tap('setup-goods-example')
  await look(page, 'zh-5-goods')
  await next()
  await tap('setup-find-scale')
  await expect(page.getByTestId('setup-look-again')).toBeEnabled()
  await look(page, 'zh-6-devices')
  await page.getByTestId('setup-devices').fill('simulated')
  await tap('setup-device-use')
  await tap('setup-try-scale')
  // The only test of a scale that convinces anybody is a weight.
  await expect(page.getByTestId('scale-face')).toContainText('0.000')
  await look(page, 'zh-6-scale')
  await next()
  await look(page, 'zh-7-head-office')
  await next()
  await page.getByTestId('setup-ownerName').fill('林梅')
  const keypad = page.getByRole('group', { name: 'PIN 键盘' })
  const digits = async (pin: string): Promise<void> => {
    for (const digit of pin) await keypad.getByRole('button', { name: digit, exact: true }).click()
  }
  await tap('setup-pin')
  await digits('4711')
  await tap('setup-pinAgain')
  await digits('4711')
  await look(page, 'zh-8-owner')
  await next()
  await expect(page.getByTestId('view-sell')).toBeVisible()
  // A shop without devices: said once and calmly, and the receipt is on the screen for whoever asks.
  for (const sale of [1, 2]) {
    await page.getByTestId('tile-each').first().click()
    await expect(page.getByTestId('basket-lines').getByRole('listitem')).toHaveCount(1)
    await tap('cash-key')
    await expect(page.getByTestId('view-finish')).toBeVisible()
    await expect(page.getByTestId('outcome-print-failed')).toContainText('尚未设置打印机')
    await expect(page.getByTestId('outcome-kick-failed')).toBeHidden()
    await expect(page.getByTestId('no-printer')).toHaveCount(sale === 1 ? 1 : 0)
    if (sale === 1) await look(page, 'zh-9-no-printer')
    if (sale === 1) await page.getByRole('button', { name: '下一位顾客' }).click()
  }
  await tap('show-receipt')
  await expect(page.getByText('码头书店').first()).toBeVisible()
})

test('[SETUP-30] by keyboard alone, in Chinese: the shortest way from an empty folder to the first sale', async ({ page, data }) => {
  await open(page, data)
  await tabTo(page, 'setup-language-zh-CN')
  await page.keyboard.press('Enter')
  await expect(progress(page)).toHaveText('第 1 步，共 8 步')
  await tabTo(page, 'setup-next')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('setup-chainName')).toBeFocused()
  await page.keyboard.type('Matou', { delay: 15 })
  for (const step of [3, 4, 5, 6, 7, 8]) {
    await page.keyboard.press('Enter')
    await expect(progress(page)).toHaveText(`第 ${step} 步，共 8 步`)
  }
  await expect(page.getByTestId('setup-ownerName')).toBeFocused()
  await page.keyboard.type('Mei', { delay: 15 })
  for (const field of ['setup-pin', 'setup-pinAgain']) {
    await tabTo(page, field)
    await page.keyboard.type('4711', { delay: 15 })
  }
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('view-sell')).toBeVisible()
  await page.keyboard.press('Control+d')
  await page.keyboard.type('1250', { delay: 15 })
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('basket-lines').getByRole('listitem')).toHaveCount(1)
  await page.keyboard.press('F10')
  await expect(page.getByTestId('view-finish')).toBeVisible()
})

test.describe('with a finger', () => {
  test.use({ hasTouch: true })
  test('[SETUP-31] by touch alone, in English: names on the keyboard of the screen, and the first sale', async ({ page, data }) => {
    test.setTimeout(90_000)
    await open(page, data)
    const tap = (testId: string) => page.getByTestId(testId).tap()
    await tap('setup-next')
    await writtenByTouch(page, 'setup-chainName', 'quay')
    for (const step of [3, 4, 5, 6, 7, 8]) {
      await tap('setup-next')
      await expect(progress(page)).toHaveText(`${step} of 8`)
    }
    await writtenByTouch(page, 'setup-ownerName', 'ada')
    const keypad = page.getByRole('group', { name: 'PIN keypad' })
    for (const field of ['setup-pin', 'setup-pinAgain']) {
      await tap(field)
      for (const digit of '4711') await keypad.getByRole('button', { name: digit, exact: true }).tap()
    }
    await tap('setup-next')
    await expect(page.getByTestId('view-sell')).toBeVisible()
    await page.getByRole('button', { name: /^Dept\./ }).first().tap()
    for (const digit of '1250') await page.getByTestId('view-department').getByRole('button', { name: digit, exact: true }).tap()
    await page.getByTestId('view-department').getByRole('button', { name: /^Add/ }).tap()
    await expect(page.getByTestId('basket-lines').getByRole('listitem')).toHaveCount(1)
    await tap('cash-key')
    await expect(page.getByTestId('view-finish')).toBeVisible()
  })
})

test('[SETUP-13] till.json leaves only the PIN to be asked, and a second setup is refused', async ({ page, data, context }) => {
  const file = path.join(data, 'till.json')
  const { owner, ...answers } = { language: 'en', chainName: 'Harbour Books', storeLines: ['3 Narrow Quay'], currency: 'GBP', taxPack: 'GB-2011', cashRounding: '', timeZone: 'Europe/London', cutOffHour: 3, catalogue: 'empty', devices: { scanner: 'simulated' }, headOffice: 'later', owner: { name: 'Ada' } }
  writeFileSync(file, JSON.stringify({ ...answers, owner }))
  const till = await open(page, path.join(data, 'register'), ['--provision', file])
  await expect(progress(page)).toHaveText('1 of 1')
  await expect(page.getByTestId('setup-ownerName')).toHaveValue('Ada')
  await expect(page.getByTestId('setup-pin')).toBeFocused()
  // The page on which it is chosen is not asked; the choice is there.
  await page.getByTestId('setup-bring').click()
  await expect(page.getByTestId('setup-moveFile')).toBeVisible()
  await page.getByTestId('setup-back').click()
  await expect(page.getByTestId('setup-ownerName')).toHaveValue('Ada')
  // A second page of the same register, that asked before it was set up.
  const other = await context.newPage()
  await other.goto(await till.nextAddress())
  await expect(progress(other)).toHaveText('1 of 1')
  for (const one of [page, other]) {
    await one.getByTestId('setup-pin').fill('4711')
    await one.getByTestId('setup-pinAgain').fill('4711')
  }
  await page.getByTestId('setup-next').click()
  await expect(page.getByTestId('view-sell')).toBeVisible()
  await other.getByTestId('setup-next').click()
  await expect(other.getByTestId('view-setup')).toBeHidden()
  await page.keyboard.press('Control+k')
  await expect(page.getByText('Register set up')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+i')
  await expect(page.getByTestId('device-scanner')).toContainText('Chosen on this till')
})

test('[SETUP-14] a till.json that says something nobody knows starts nothing, and says which words they are', async ({ data }) => {
  const file = path.join(data, 'till.json')
  writeFileSync(file, JSON.stringify({ chainName: 'Harbour Books', cutOfHour: 4, devices: { printer: 'tcp://' } }))
  await expect(startOwnTill(path.join(data, 'register'), ['--provision', file])).rejects.toThrow(/"cutOfHour"[^]*"devices\.printer"/)
})
