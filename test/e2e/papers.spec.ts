import { type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { mailServer } from '../../src/main/mail/smtp.fixture.ts'
import { expect, goods, scan, signOn, test } from './fixture.ts'
import { keys, lines, signOnByKeys } from './walk-steps.ts'

async function looks(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: test.info().outputPath(`${name}.png`) })
}

async function sold(page: Page): Promise<void> {
  await scan(page, goods.milk.gtin)
  await scan(page, goods.cola.gtin)
  await expect(lines(page)).toHaveCount(2)
  await keys(page, 'F10')
  await expect(page.getByTestId('view-finish')).toBeVisible()
}

/** The rail stays open once the menu key opened it. */
async function rail(page: Page, name: string): Promise<void> {
  const key = page.getByRole('navigation').getByRole('button', { name })
  if (!(await key.isVisible())) await page.getByTestId('menu').tap()
  await key.tap()
}

/** What was told lies over the way back until it is read. */
async function read(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(?:Dismiss|Close|关闭|知道了)/ }).first().click()
}

/** Where mail is handed in, through the settings' own fields. */
async function setMail(page: Page, port: number): Promise<void> {
  await page.getByTestId('mail-host').fill('127.0.0.1')
  await page.getByTestId('mail-security-none').click()
  await page.getByTestId('mail-port').fill(String(port))
  await page.getByTestId('mail-sender').fill('till@shop.example')
}

test.describe('in Chinese, by keys', () => {
  test.use({ store: 'cn' })

  test('[PAPERS-1] a gift receipt, a template with its paper, and a receipt by mail', async ({ counter: page }) => {
    const server = await mailServer()
    try {
      await signOn(page, 'Dmitri K.')
      await sold(page)
      await keys(page, 'Control+g')
      await expect(page.getByTestId('gift-print')).toBeEnabled()
      await keys(page, 'ArrowDown', 'F4')
      await expect(page.getByTestId('gift-line-2')).toHaveAttribute('aria-pressed', 'false')
      await looks(page, 'gift')
      await keys(page, 'Enter')
      await expect(page.getByTestId('gift-printed')).toContainText('1')
      await expect(page.getByTestId('outcome-print-printed').or(page.getByTestId('outcome-print-processed'))).toBeVisible()
      await keys(page, 'Escape')
      await expect(page.getByTestId('view-finish'), 'the change is still there').toBeVisible()
      await keys(page, 'Enter')

      await keys(page, 'Control+,')
      await expect(page.getByTestId('settings-templates')).toBeVisible()
      await page.getByTestId('settings-templates').focus()
      await keys(page, 'Enter')
      const paper = page.getByTestId('template-paper')
      await expect(paper).toHaveAttribute('data-columns', '48')
      await page.getByTestId('template-headerLines-0').focus()
      await page.keyboard.insertText('统一社会信用代码 91310000')
      await expect(paper.getByRole('img', { name: /统一社会信用代码 91310000/ })).toBeVisible()
      await page.getByTestId('template-headerLines-1').focus()
      await page.keyboard.insertText('营业时间每天早上八点到晚上十点全年无休')
      await keys(page, 'F4')
      await expect(page.getByTestId('fault-headerLines-1')).toContainText('32')
      await looks(page, 'template')
      await keys(page, 'Control+z')
      await expect(page.getByTestId('template-headerLines-1')).toHaveValue('')
      await keys(page, 'Enter')
      await expect(page.getByTestId('template-version-1')).toBeVisible()
      await expect(page.getByText('已保存为第 1 版')).toBeVisible()
      await keys(page, 'Escape')
      await expect(page.getByText('已保存为第 1 版')).toHaveCount(0)
      await keys(page, 'Escape')
      await expect(page.getByTestId('settings-mail')).toBeVisible()

      await page.getByTestId('settings-mail').focus()
      await keys(page, 'Enter')
      await expect(page.getByTestId('mail-save')).toBeVisible()
      await setMail(page, server.port)
      await page.getByTestId('mail-sender').focus()
      await keys(page, 'Enter')
      await expect(page.getByText('邮件服务器已保存')).toBeVisible()
      await keys(page, 'Escape')
      await expect(page.getByText('邮件服务器已保存')).toHaveCount(0)
      await keys(page, 'Escape')
      await expect(page.getByTestId('view-settings')).toBeVisible()
      await keys(page, 'Escape')
      await expect(page.getByTestId('view-sell')).toBeVisible()
      await sold(page)
      await keys(page, 'Control+e')
      await expect(page.getByTestId('view-mailReceipt')).toBeVisible()
      await expect(page.getByTestId('receipt-code'), 'for a telephone, beside the address').toHaveAttribute('data-whole', 'true')
      await page.keyboard.type('ada@example.com', { delay: 60 })
      await looks(page, 'mail-receipt')
      await keys(page, 'Enter')
      await expect(page.getByTestId('view-finish')).toBeVisible()
      await expect.poll(() => server.taken.length).toBe(1)
      expect(server.taken[0]?.to).toEqual(['ada@example.com'])
    } finally {
      await server.close()
    }
  })
})

test.describe('in English, with a finger', () => {
  test.use({ hasTouch: true, viewport: { width: 1024, height: 768 } })

  test('[PAPERS-2] the same from the list of receipts, a file of it, and a mail that the server refuses', async ({ counter: page }) => {
    const server = await mailServer()
    server.answers.push(550)
    try {
      await signOnByKeys(page)
      await sold(page)
      await page.getByTestId('finish-gift').tap()
      await page.getByTestId('gift-line-1').tap()
      await page.getByTestId('gift-print').tap()
      await expect(page.getByTestId('gift-printed')).toContainText('1')
      await looks(page, 'gift')
      await page.getByRole('button', { name: 'Back', exact: false }).first().tap()
      await expect(page.getByTestId('view-finish')).toBeVisible()

      await rail(page, 'Settings')
      await page.getByTestId('settings-templates').tap()
      const paper = page.getByTestId('template-paper')
      await page.getByTestId('template-of-gift').tap()
      await expect(paper.getByRole('img', { name: /Gift receipt/ })).toBeVisible()
      await page.getByTestId('template-part-operator').tap()
      await page.getByTestId('template-language-en+zh-CN').tap()
      await expect(paper.getByRole('img', { name: /礼品小票/ })).toBeVisible()
      await expect(paper.getByRole('img', { name: /Served by/ })).toHaveCount(0)
      await looks(page, 'template')
      await page.getByTestId('template-save').tap()
      await expect(page.getByTestId('template-version-1')).toBeVisible()
      await page.getByTestId('template-print').tap()
      await expect(page.getByTestId('outcome-print-printed').or(page.getByTestId('outcome-print-processed'))).toBeVisible()
      await read(page)
      await page.getByRole('button', { name: 'Back', exact: false }).first().tap()
      await page.getByTestId('settings-mail').tap()
      await expect(page.getByTestId('mail-save')).toBeVisible()
      await setMail(page, server.port)
      await page.getByTestId('mail-save').tap()
      await expect(page.getByText('The mail server is saved')).toBeVisible()
      await read(page)

      await rail(page, 'Receipts')
      await page.getByTestId('receipt-row').first().tap()
      const file = page.waitForEvent('download')
      await page.getByTestId('receipt-file').tap()
      const saved = await file
      expect(saved.suggestedFilename()).toMatch(/^receipt-[\d-]+\.html$/)
      expect(readFileSync(await saved.path(), 'utf8')).toContain('Pure milk')
      await looks(page, 'receipt')
      await read(page)
      await page.getByTestId('mail-receipt').tap()
      await page.getByTestId('keyboard-key').tap()
      const keyboard = page.getByTestId('touch-keyboard')
      for (const letter of 'ada') await keyboard.getByRole('button', { name: letter, exact: true }).tap()
      await page.getByRole('textbox').fill('ada@example.com')
      await page.getByTestId('keyboard-done').tap()
      await page.getByTestId('mail-send').tap()
      await read(page)
      await rail(page, 'Settings')
      await page.getByTestId('settings-mail').tap()
      await expect(page.getByTestId('mail-fault-refused')).toContainText('550')
      await looks(page, 'mail')
      await page.getByTestId('mail-retry').tap()
      await expect(page.locator('[data-testid=mail-row][data-state=sent]')).toHaveCount(1)
      expect(server.taken).toHaveLength(1)
    } finally {
      await server.close()
    }
  })
})
