import { readFileSync } from 'node:fs'
import { type TestMailServer } from '../../src/main/mail/smtp.fixture.ts'
import { expect } from './fixture.ts'
import { type OneHand } from './one-hand.ts'
import { returned, sold, view } from './return-steps.ts'
import { type Till } from './till.ts'

export interface PaperFlow {
  readonly hand: OneHand
  readonly till: Till
  readonly mail: TestMailServer
}

/** One letter more than the narrow paper is wide. */
const wide = 'w'.repeat(33)
const marks = { en: 'DUPLICATE', 'zh-CN': '重印' } as const
const ofSale = { en: 'For receipt 1-1', 'zh-CN': '1-1' } as const

/** Of the sale that has just been paid: a gift receipt, and its words for a telephone. The change stays on the screen. */
export async function giftAndCode({ hand, till }: PaperFlow): Promise<void> {
  const { page, act } = hand
  await hand.sell()
  await act(['Control+g'], 'finish-gift')
  await expect(page.getByTestId('gift-print')).toBeEnabled()
  await act(['ArrowDown', 'F4'], 'gift-line-2')
  await expect(page.getByTestId('gift-line-2')).toHaveAttribute('aria-pressed', 'false')
  await hand.look('gift')
  await act(['Enter'], 'gift-print')
  await expect(page.getByTestId('gift-printed')).toContainText('1')
  await expect(page.getByTestId('outcome-print-printed')).toBeVisible()
  expect(till.receipt()).toContain(hand.say('gift.key'))
  await hand.back()
  await expect(view(page, 'finish')).toBeVisible()
  await act(['Control+e'], 'finish-mail')
  await expect(page.getByTestId('receipt-code')).toHaveAttribute('data-whole', 'true')
  await hand.look('code')
  await hand.back()
  await hand.toSell()
}

/** From the list: printed again, kept as a file, brought back. */
export async function againFileAndBack({ hand, till }: PaperFlow): Promise<void> {
  const { page, act } = hand
  await hand.toReceipts()
  await act(['Enter'], 'receipt-row')
  await expect(page.getByTestId('receipt-paper')).toBeVisible()
  await act(['Control+p'], page.getByRole('main').getByRole('button', { name: hand.say('receipt.reprint') }))
  await expect(page.getByTestId('outcome-print-printed')).toBeVisible()
  expect(till.receipt()).toContain(marks[hand.language])
  const coming = page.waitForEvent('download')
  await act(['Control+s'], 'receipt-file')
  const file = await coming
  expect(file.suggestedFilename()).toMatch(/^receipt-[\d-]+\.html$/)
  expect(readFileSync(await file.path(), 'utf8')).toContain(hand.language === 'en' ? 'Pure milk' : '纯牛奶')
  await hand.look('receipt')
  await hand.told('receiptFile.saved')
  await act(['F6'], 'return-receipt')
  await expect(sold(page)).toHaveCount(2)
  await act(['F6'], 'return-all')
  await expect(returned(page)).toHaveCount(2)
  await act(['F10'], 'cash-key')
  await expect(page.getByTestId('given-back')).toBeVisible()
  await expect(page.getByTestId('outcome-print-printed')).toBeVisible()
  expect(till.receipt()).toContain(ofSale[hand.language])
  await hand.look('paid-back')
  await hand.toSell()
}

/** The account; one mail that is refused, tried again and taken; one that is refused and given up. */
export async function byMail({ hand, mail }: PaperFlow): Promise<void> {
  const { page, act } = hand
  await hand.settings('mail')
  await expect(page.getByTestId('mail-save')).toBeVisible()
  await hand.write('mail-host', '127.0.0.1')
  await hand.on('mail-security-none')
  await hand.write('mail-port', String(mail.port))
  await hand.write('mail-sender', 'till@a.uk')
  await act(['Enter'], 'mail-save')
  await hand.read('mail.saved')
  for (const to of ['ada@a.uk', 'bob@a.uk']) {
    await hand.toReceipts()
    await act(['ArrowDown', 'Enter'], 'receipt-row')
    await expect(page.getByTestId('receipt-paper')).toBeVisible()
    await act(['Control+e'], 'mail-receipt')
    await hand.type(to)
    mail.answers.push(550)
    await act(['Enter'], 'mail-send')
    await hand.told('mailReceipt.queued')
    await hand.settings('mail')
    const row = page.getByTestId('mail-row').first()
    await expect(row.getByTestId('mail-fault-refused')).toContainText('550')
    await hand.look(`mail-${to.slice(0, 3)}`)
    if (to.startsWith('ada')) await act(['F4'], 'mail-retry')
    else await act(['F9'], 'mail-drop')
    await expect(row).toHaveAttribute('data-state', to.startsWith('ada') ? 'sent' : 'dropped')
  }
  expect(mail.taken.map(({ to }) => to)).toEqual([['ada@a.uk']])
  await hand.back()
}

/** A line more on the receipt: written, left, found again, looked at on both papers, taken back and put there again, printed, kept. */
export async function template({ hand }: PaperFlow): Promise<void> {
  const { page, act } = hand
  const paper = page.getByTestId('template-paper')
  await hand.settings('templates')
  await expect(paper).toHaveAttribute('data-columns', '48')
  await hand.on('template-part-operator')
  await expect(page.getByTestId('template-part-operator')).toHaveAttribute('aria-pressed', 'false')
  await hand.write('template-headerLines-0', 'open 24h')
  await expect(paper.getByRole('img', { name: /open 24h/ })).toBeVisible()
  await hand.back()
  await hand.read('templates.left')
  // As a till that is started again in the morning.
  await page.reload()
  await expect(page.getByTestId('basket')).toBeVisible()
  await hand.settings('templates')
  await expect(page.getByTestId('template-headerLines-0'), 'what was left half done').toHaveValue('open 24h')
  await hand.read('templates.kept')
  await act(['F4'], 'template-width-58')
  await expect(paper).toHaveAttribute('data-columns', '32')
  await act(['Control+z'], 'template-undo')
  await expect(page.getByTestId('template-headerLines-0')).toHaveValue('')
  await act(['Control+y'], 'template-redo')
  await act(['Control+p'], 'template-print')
  await expect(page.getByTestId('outcome-print-printed')).toBeVisible()
  await hand.look('template')
  await act(['Enter'], 'template-save')
  await expect(page.getByTestId('template-version-1')).toBeVisible()
  await hand.read('templates.saved')
  await hand.write('template-headerLines-1', wide)
  await expect(page.getByTestId('fault-headerLines-1')).toContainText('32')
  await hand.look('too-wide')
  await act(['Control+z'], 'template-undo')
  await expect(page.getByTestId('template-headerLines-1')).toHaveValue('')
  await act(['F6'], 'template-of-refund')
  await expect(page.getByTestId('template-of-refund')).toHaveAttribute('aria-pressed', 'true')
  await hand.back()
}
