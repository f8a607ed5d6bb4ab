import { readFileSync } from 'node:fs'
import { reportKinds } from '../../src/contracts/ipc/index.ts'
import { expect } from './fixture.ts'
import { type OneHand } from './one-hand.ts'
import { view } from './return-steps.ts'
import { type Till } from './till.ts'

export interface FigureFlow {
  readonly hand: OneHand
  readonly till: Till
}

/** Somebody opens the drawer without a sale, and goes. */
export async function drawerOpened({ hand }: FigureFlow): Promise<void> {
  const { page, act } = hand
  await act(['F8'], 'key-openDrawer')
  await expect(view(page, 'drawer')).toBeVisible()
  await act(['1', 'Enter'], 'drawer-countCash', 'drawer-open')
  await expect(page.getByTestId('outcome-kick-kicked').last()).toBeVisible()
  await act(['Enter'], 'drawer-done')
  await hand.lock()
}

/** A loan from the safe, with its slip. */
export async function loan({ hand, till }: FigureFlow): Promise<void> {
  const { page, act } = hand
  await act(['Shift+F8'], 'rail-cash')
  await expect(page.getByTestId('cash-loan')).toBeVisible()
  await act(['F3'], 'cash-loan')
  await expect(view(page, 'cashMove')).toBeVisible()
  await act(['5', '0', 'Enter'], page.getByRole('button', { name: '5', exact: true }), page.getByRole('button', { name: '0', exact: true }), 'cash-book')
  await expect(page.getByTestId('cash-booked')).toBeVisible()
  await expect.poll(() => till.receipt()).toContain({ en: 'Loan from the safe', 'zh-CN': '从保险柜补充' }[hand.language])
  await hand.look('loan')
  await act(['Enter'], 'cash-done')
  await expect(view(page, 'sell')).toBeVisible()
}

/** Every report of today; one as a table; a figure to the paper of its sale; the sum to all there is. */
export async function reports({ hand }: FigureFlow): Promise<void> {
  const { page, act } = hand
  const row = page.getByTestId('report-row')
  await act(['Control+o'], 'rail-reports')
  await expect(row).toHaveCount(1)
  await expect(page.getByTestId('report-total-documents')).toHaveText('2')
  const net = await page.getByTestId('report-total-net').innerText()
  for (const kind of reportKinds) {
    if (kind !== 'hour') await act(['ArrowRight'], `report-${kind}`)
    await expect(page.getByTestId(`report-${kind}`)).toHaveAttribute('aria-pressed', 'true')
    await expect(page.getByRole('columnheader', { name: hand.say(`report.of.${kind}`), exact: true }).or(page.getByTestId('report-nothing')).first()).toBeVisible()
    // Voids, discounts and openings of the drawer are no sales: their sums are others.
    if (['item', 'category', 'operator', 'tax'].includes(kind)) await expect(page.getByTestId('report-total-net')).toHaveText(net)
    await hand.look(`report-${kind}`)
  }
  await expect(row).toHaveCount(1)
  const coming = page.waitForEvent('download')
  await act(['Control+s'], 'report-export')
  const file = await coming
  expect(file.suggestedFilename()).toMatch(/^report-noSale-\d{4}-\d\d-\d\d\.csv$/)
  expect(readFileSync(await file.path(), 'utf8')).toContain(`${hand.say('report.of.noSale')},`)
  await hand.read('report.exported')
  await act(Array<string>(reportKinds.length - 2).fill('ArrowLeft'), 'report-item')
  await expect(row).toHaveCount(2)
  await act(['ArrowDown', 'Enter'], row.first().getByRole('button'))
  await expect(page.getByTestId('receipt-row')).toHaveCount(2)
  await hand.lookWell('documents')
  await act(['ArrowDown', 'Enter'], 'receipt-row')
  await expect(page.getByTestId('receipt-paper')).toBeVisible()
  await hand.look('figure')
  await hand.back()
  await hand.back()
  await expect(row).toHaveCount(2)
  await act(['ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter'], 'report-total')
  await expect(page.getByTestId('receipt-row')).toHaveCount(2)
  await hand.back()
  await act(['F6'], 'report-period')
  await expect(page.getByTestId('report-period')).toContainText(hand.say('report.period.yesterday'))
  await expect(page.getByTestId('report-nothing')).toBeVisible()
}

/** A limit set, the card that it makes read with what stands behind it, put away and opened again. */
export async function lossWatch({ hand }: FigureFlow): Promise<void> {
  const { page, act } = hand
  await act(['F7'], 'loss-watch')
  await expect(page.getByTestId('loss-none')).toBeVisible()
  await act(['F4'], 'loss-limits')
  await expect(page.getByTestId('loss-limit-noSales')).toBeVisible()
  await act(['ArrowDown'], 'loss-limit-noSales')
  await expect(page.getByTestId('loss-limit-noSales')).toHaveAttribute('aria-pressed', 'true')
  await hand.type('1')
  await act(['Enter'], 'loss-set')
  await hand.read('loss.limitSet')
  await hand.lookWell('limits')
  await act(['F4'], 'loss-limits')
  await expect(page.getByTestId('loss-open')).toHaveCount(1)
  await act(['Enter'], 'loss-card')
  await expect(page.getByTestId('journal-row')).toHaveCount(1)
  await expect(page.getByTestId('loss-shown')).toContainText('1')
  await act(['ArrowDown', 'Enter'], 'journal-row')
  await expect(page.getByRole('region', { name: hand.say('journal.facts') })).toBeVisible()
  await hand.look('entry')
  await hand.back()
  await hand.type('asked')
  await act(['Enter'], 'loss-close')
  await expect(page.getByTestId('loss-looked')).toBeVisible()
  await hand.read('loss.closed')
  await act(['Enter'], 'loss-card')
  await expect(page.getByTestId('loss-reopen')).toBeVisible()
  await hand.type('more')
  await act(['F9'], 'loss-reopen')
  await expect(page.getByTestId('loss-open')).toBeVisible()
  await expect(page.getByTestId('loss-card')).toContainText('more')
  await hand.lookWell('reopened')
  await hand.read('loss.reopened')
}

/** The same limit, found by its name among the settings, is the preset again. */
export async function limitFound({ hand }: FigureFlow): Promise<void> {
  const { page, act } = hand
  await hand.toCounter()
  await hand.setting({ en: 'opened without', 'zh-CN': 'ytnwxskx' }[hand.language], 'found-loss.noSales')
  await expect(page.getByTestId('loss-limit-noSales')).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByTestId('loss-limit-noSales')).toContainText('1')
  await act(['Enter'], 'loss-set')
  await hand.read('loss.limitSet')
  await expect(page.getByTestId('loss-limit-noSales')).toContainText('9')
  await hand.look('limit-found')
  await hand.toCounter()
}

/** Counted and closed: the Z says what the month and the year come to, and never goes back. */
export async function closingTotals({ hand, till }: FigureFlow): Promise<void> {
  const { page, act } = hand
  await act(['Shift+F8'], 'rail-cash')
  await expect(page.getByTestId('cash-close')).toBeVisible()
  await act(['F10'], 'cash-close')
  await expect(view(page, 'count')).toBeVisible()
  await act(['1', 'F10'], 'count-5000', 'count-confirm')
  await expect(view(page, 'cashClose')).toBeVisible()
  await hand.look('counted')
  await act(['Enter'], 'cash-close')
  await expect(view(page, 'cashText')).toBeVisible()
  await hand.type('42711')
  await act(['Enter'], 'cash-text-done')
  await expect(page.getByTestId('z-closed')).toContainText('Z 1')
  const totals = { en: ['Month to date', 'Year to date'], 'zh-CN': ['本月累计', '本年累计'] }[hand.language]
  for (const total of totals) await expect(page.getByTestId('report-paper')).toContainText(total)
  await expect.poll(() => till.receipt()).toContain(totals[1])
  await hand.look('z')
}
