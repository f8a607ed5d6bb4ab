import { type Page } from '@playwright/test'
import { expect, goods, lines, test } from './fixture.ts'
import { countHands, expectWritten } from './hands.ts'
import { axe, shapeFaults } from './look.ts'
import { approver, signOnByTouch, tapDigits, view } from './return-steps.ts'
import { arrowTo, keys, shownPin, signOnByKeys } from './walk-steps.ts'

// Cash of a register from float to Z, once by keys in English and once by fingers in Chinese, with head office stopped.

/** Who says yes, why, and their PIN. */
async function approveByKeys(page: Page, name: string): Promise<void> {
  await expect(page.getByTestId('approval')).toBeVisible()
  const wanted = approver(page, name)
  if ((await wanted.getAttribute('aria-pressed')) !== 'true') await arrowTo(page, wanted)
  await keys(page, 'ArrowRight')
  await page.keyboard.type(await shownPin(wanted))
  await keys(page, 'Enter')
}

async function approveByTouch(page: Page, name: string): Promise<void> {
  await approver(page, name).tap()
  await page.getByTestId('approval-other').tap()
  await tapDigits(page, await shownPin(approver(page, name)))
  await page.getByTestId('approve').tap()
}

async function lookAt(page: Page): Promise<void> {
  expect(await shapeFaults(page)).toEqual([])
  expect(await axe(page)).toEqual([])
}

test('[CASH-E1] float, pay-out, pickup, suspend, hand-over, X, blind close with an approval, Z and its copy, by keyboard alone', async ({ counter: page, till }) => {
  test.setTimeout(120_000)
  page.setDefaultTimeout(8000)
  await signOnByKeys(page, 'Mei Lin')
  await till.stopHeadOffice()

  await test.step('nobody counted the float: said calmly; counted by numbers and Enter', async () => {
    await expect(page.getByTestId('no-float')).toBeVisible()
    await keys(page, 'Shift+F8')
    await expect(page.getByTestId('no-shift')).toBeVisible()
    await expect(page.getByTestId('cash-close')).toContainText('No shift is open')
    await keys(page, 'F2')
    await expect(view(page, 'count')).toBeVisible()
    await keys(page, 'Enter', 'Enter', '1', '0', 'Enter', 'F10')
    await expect(page.getByTestId('float-counted')).toBeVisible()
    await expect(view(page, 'cash')).toContainText('£100.00')
    await keys(page, 'Escape')
    await expect(view(page, 'sell')).toBeVisible()
    await expect(page.getByTestId('no-float')).toHaveCount(0)
  })

  const hands = await countHands(page)
  await test.step('paid out with a reason: a slip, the drawer, and the next scan is rung up', async () => {
    await keys(page, 'Shift+F8')
    await expect(page.getByTestId('shift-number')).toBeVisible()
    await keys(page, 'F6')
    await expect(view(page, 'cashMove')).toBeVisible()
    await keys(page, '5', 'ArrowDown', 'Enter')
    await expect(page.getByTestId('cash-booked')).toBeVisible()
    await hands.scan(goods.milk.gtin)
    await expect(lines(page)).toHaveCount(1)
    await expectWritten('pay-out with a reason', 'keys', hands)
    await expect.poll(() => till.receipt()).toMatch(/Supplies/)
    await keys(page, 'F10')
    await expect(view(page, 'finish')).toBeVisible()
    await keys(page, 'Enter')
  })

  await test.step('a pickup asks for its bag and for a supervisor', async () => {
    await keys(page, 'Shift+F8')
    await expect(page.getByTestId('cash-movement')).toHaveCount(1)
    await keys(page, 'F4', '3', '0', 'Enter')
    await expect(view(page, 'cashText')).toBeVisible()
    await page.keyboard.type('B42711', { delay: 130 })
    await keys(page, 'Enter')
    await expect(page.getByTestId('approval')).toContainText('B42711')
    await approveByKeys(page, 'Sara Amin')
    await expect(page.getByTestId('cash-booked')).toBeVisible()
    await expect.poll(() => till.receipt()).toMatch(/B42711/)
    await keys(page, 'Enter')
    await expect(view(page, 'sell')).toBeVisible()
  })

  await test.step('suspended with its insert, and taken up again', async () => {
    await keys(page, 'Shift+F8')
    await expect(page.getByTestId('cash-movement')).toHaveCount(2)
    await keys(page, 'Shift+F5')
    await expect(page.getByTestId('no-shift')).toBeVisible()
    await expect(page.getByTestId('suspended-shift')).toBeEnabled()
    await keys(page, 'Shift+F5')
    await expect(page.getByTestId('shift-number')).toHaveText('Shift 1')
    await keys(page, 'Escape')
    await expect(view(page, 'sell')).toBeVisible()
  })

  await test.step('handed over with a spot count that says nothing', async () => {
    await hands.done()
    await keys(page, 'Shift+F8')
    await expect(page.getByTestId('shift-number')).toBeVisible()
    await keys(page, 'F9', 'ArrowDown', 'ArrowDown')
    await expect(page.getByTestId('taker').filter({ hasText: 'Jonas Otieno' })).toHaveAttribute('aria-pressed', 'true')
    await keys(page, 'F4')
    await expect(view(page, 'count')).toBeVisible()
    await keys(page, 'Enter', 'Enter', '7', 'F10')
    await expect(view(page, 'handOver')).toBeVisible()
    await keys(page, 'Enter')
    await expect(view(page, 'sign-on')).toBeVisible()
    const jonas = page.getByTestId('operator').filter({ hasText: 'Jonas Otieno' })
    await expect(jonas).toHaveAttribute('aria-pressed', 'true')
    const pin = await shownPin(jonas)
    await hands.pin(async () => page.keyboard.type(pin))
    await keys(page, 'Enter')
    await expect(view(page, 'sell')).toBeVisible()
    await expectWritten('hand-over with a count', 'keys', hands)
  })

  await test.step('an X at any time, and it tells a cashier nothing of what should be there', async () => {
    await keys(page, 'Shift+F8')
    await expect(page.getByTestId('shift-number')).toBeVisible()
    await expect(view(page, 'cash')).not.toContainText('should be')
    await keys(page, 'F11')
    await expect(page.getByTestId('report-paper')).toBeVisible()
    await keys(page, 'Enter')
    await expect(page.getByRole('list', { name: 'What was done' }).getByRole('listitem')).toHaveCount(1)
    await keys(page, 'Escape')
    await expect(view(page, 'cash')).toBeVisible()
    await keys(page, 'Escape')
    await expect(view(page, 'sell')).toBeVisible()
  })

  await test.step('counted blind, asked before it is lost, and short by more than a cashier may accept', async () => {
    await hands.done()
    await keys(page, 'Shift+F8')
    await expect(page.getByTestId('shift-number')).toBeVisible()
    await keys(page, 'F10')
    await expect(view(page, 'count')).toBeVisible()
    await keys(page, '1', 'Enter', 'F10')
    await expect(page.getByTestId('over-short-cash')).toContainText(/£[\d.]+ short/)
    await keys(page, 'Enter')
    await expect(page.getByTestId('approval')).toBeVisible()
    await keys(page, 'ArrowDown', 'ArrowDown', 'ArrowRight')
    const sara = approver(page, 'Sara Amin')
    await expect(sara).toHaveAttribute('aria-pressed', 'true')
    const pin = await shownPin(sara)
    await hands.pin(async () => page.keyboard.type(pin))
    await keys(page, 'Enter')
    await expect(page.getByTestId('z-closed')).toContainText('Z 1')
    await expectWritten('blind close with an approval', 'keys', hands)
  })

  await test.step('its paper came out with head office stopped, and who may sees it again and prints a copy', async () => {
    await expect(page.getByTestId('outcome-print-printed')).toBeVisible()
    await expect.poll(() => till.receipt()).toMatch(/B42711/)
    await keys(page, 'Control+l')
    await expect(view(page, 'sign-on')).toBeVisible()
    await signOnByKeys(page, 'Sara Amin')
    await keys(page, 'Shift+F8')
    await expect(page.getByTestId('last-z')).toContainText('Last Z: 1')
    await keys(page, 'F12')
    await expect(page.getByTestId('z-row')).toHaveCount(1)
    await keys(page, 'ArrowDown', 'Enter')
    await expect(page.getByTestId('report-paper')).toContainText('Jonas Otieno')
    await keys(page, 'Control+p')
    await expect.poll(() => till.receipt()).toMatch(/COPY|DUPLICATE/)
    await keys(page, 'Escape', 'Escape', 'Escape')
    await expect(view(page, 'sell')).toBeVisible()
  })
})

test.describe('by touch, in Chinese', () => {
  test.use({ store: 'cn', hasTouch: true })

  test('[CASH-E2] the same by fingers alone, each view one that axe and a thumb find nothing wrong with', async ({ counter: page, till }) => {
    test.setTimeout(120_000)
    page.setDefaultTimeout(8000)
    await signOnByTouch(page, 'Mei Lin')
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await till.stopHeadOffice()
    const tap = async (...ids: readonly string[]): Promise<void> => {
      for (const id of ids) await page.getByTestId(id).tap()
    }

    await test.step('the float by tapping and by holding', async () => {
      await tap('count-float')
      await expect(view(page, 'count')).toBeVisible()
      const tenner = page.getByTestId('count-1000')
      await tenner.tap()
      await expect(tenner.getByTestId('pieces')).toHaveText('1')
      await tenner.dispatchEvent('pointerdown', { pointerType: 'touch', isPrimary: true, button: 0, pointerId: 7 })
      await expect(tenner.getByTestId('pieces')).toHaveText(/^\d+1$/)
      await tenner.dispatchEvent('pointerup', { pointerType: 'touch', isPrimary: true, button: 0, pointerId: 7 })
      await tap('piece-less')
      await expect(tenner.getByTestId('pieces')).toHaveText(/^\d+0$/)
      await page.reload()
      await expect(page.getByTestId('no-float')).toBeVisible()
      await tap('count-float')
      await expect(tenner.getByTestId('pieces'), 'a page loaded again goes on with it').toHaveText(/^\d+0$/)
      await lookAt(page)
      // How long a finger is held down is nothing to count on: by number in the end.
      await tenner.tap()
      await page.getByRole('button', { name: '清除' }).tap()
      await expect(tenner.getByTestId('pieces')).toHaveText('0')
      await tapDigits(page, '10')
      await tap('count-confirm')
      await expect(page.getByTestId('float-counted')).toBeVisible()
      await lookAt(page)
      await page.getByRole('main').getByRole('button', { name: '返回收银' }).tap()
      await expect(view(page, 'sell')).toBeVisible()
    })
    const hands = await countHands(page)

    await test.step('paid out with a reason', async () => {
      await tap('rail-cash')
      await expect(page.getByTestId('shift-number')).toBeVisible()
      await tap('cash-payOut', 'reason-travel')
      await tapDigits(page, '5')
      await tap('cash-book')
      await expect(page.getByTestId('cash-booked')).toBeVisible()
      await hands.scan(goods.milk.gtin)
      await expect(lines(page, '商品')).toHaveCount(1)
      await expectWritten('pay-out with a reason', 'touch', hands)
      await tap('cash-key')
      await expect(view(page, 'finish')).toBeVisible()
    })

    await test.step('a pickup with its bag', async () => {
      await tap('rail-cash', 'cash-pickup')
      await tapDigits(page, '30')
      await lookAt(page)
      await tap('cash-book')
      await expect(view(page, 'cashText')).toBeVisible()
      await tapDigits(page, '42711')
      await lookAt(page)
      await tap('cash-text-done')
      await approveByTouch(page, 'Sara Amin')
      await expect(page.getByTestId('cash-booked')).toBeVisible()
      await lookAt(page)
      await tap('cash-done')
    })

    await test.step('suspended and taken up again', async () => {
      await tap('rail-cash', 'cash-suspend')
      await expect(page.getByTestId('no-shift')).toBeVisible()
      await tap('suspended-shift')
      await expect(page.getByTestId('shift-number')).toBeVisible()
    })

    await test.step('handed over with a count', async () => {
      await page.getByRole('main').getByRole('button', { name: '返回收银' }).tap()
      await hands.done()
      await tap('rail-cash')
      await expect(page.getByTestId('shift-number')).toBeVisible()
      await tap('cash-handOver')
      await page.getByTestId('taker').filter({ hasText: 'Jonas Otieno' }).tap()
      await tap('hand-over-count', 'count-1000', 'count-confirm')
      await expect(view(page, 'handOver')).toBeVisible()
      await tap('hand-over')
      await expect(view(page, 'sign-on')).toBeVisible()
      const pin = await shownPin(page.getByTestId('operator').filter({ hasText: 'Jonas Otieno' }))
      await hands.pin(async () => tapDigits(page, pin))
      await view(page, 'sign-on').getByRole('button').filter({ hasText: 'Enter' }).tap()
      await expect(view(page, 'sell')).toBeVisible()
      await expectWritten('hand-over with a count', 'touch', hands)
    })

    await test.step('an X', async () => {
      await tap('rail-cash', 'cash-x')
      await expect(page.getByTestId('report-paper')).toBeVisible()
      await lookAt(page)
      await tap('print-x')
      await expect(page.getByTestId('outcome-print-printed').or(page.getByTestId('outcome-print-waiting')).or(page.getByTestId('outcome-print-working'))).toBeVisible()
      await page.getByRole('main').getByRole('button', { name: '返回', exact: true }).tap()
      await page.getByRole('main').getByRole('button', { name: '返回收银' }).tap()
      await expect(view(page, 'sell')).toBeVisible()
    })

    await test.step('counted blind and closed short', async () => {
      await hands.done()
      await tap('rail-cash')
      await expect(page.getByTestId('shift-number')).toBeVisible()
      await tap('cash-close', 'count-5000', 'count-confirm')
      await expect(page.getByTestId('over-short-cash')).toContainText('短款')
      await tap('cash-close')
      await expect(page.getByTestId('approval')).toBeVisible()
      await approver(page, 'Sara Amin').tap()
      await tap('approval-other')
      const pin = await shownPin(approver(page, 'Sara Amin'))
      await hands.pin(async () => tapDigits(page, pin))
      await tap('approve')
      await expect(page.getByTestId('z-closed')).toContainText('Z 1')
      await expectWritten('blind close with an approval', 'touch', hands)
      await expect(page.getByTestId('outcome-print-printed')).toBeVisible()
      await lookAt(page)
    })

    await test.step('its copy, by whoever may', async () => {
      await tap('z-sign-off')
      await signOnByTouch(page, 'Sara Amin')
      await tap('rail-cash', 'cash-zs', 'z-row')
      await expect(page.getByTestId('report-paper')).toContainText('Jonas Otieno')
      const before = till.receipt()
      await tap('reprint-z')
      await expect.poll(() => till.receipt()).not.toBe(before)
      await lookAt(page)
    })

    await test.step('every figure of what was written has its name in the journal', async () => {
      await page.getByRole('navigation').getByRole('button', { name: /日志/ }).tap()
      await tap('journal-drawer')
      const rows = page.getByTestId('journal-row')
      await expect(rows.last()).toContainText('开班')
      const unnamed: string[] = []
      // An item of a list is named by its place.
      for (let index = 0; index < (await rows.count()); index += 1) {
        await rows.nth(index).tap()
        const names = page.getByTestId('journal-entry').locator('dt, h3')
        await expect(names.first()).toBeVisible()
        for (const name of await names.allInnerTexts()) if (!/\p{Script=Han}|^\d+$/u.test(name)) unnamed.push(name)
        await page.getByTestId('journal-entry').getByRole('button').first().tap()
        await expect(rows.first()).toBeVisible()
      }
      expect([...new Set(unnamed)]).toEqual([])
    })
  })
})
