import { type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { mailServer } from '../../src/main/mail/smtp.fixture.ts'
import { expect, goods, scan, test } from './fixture.ts'
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

test.describe('in English, with a finger', () => {
  test.use({ hasTouch: true, viewport: { width: 1024, height: 768 } })

  test('[PAPERS-2] a gift receipt, a paper in two languages, a receipt from the list, a file of it, and a mail that the server refuses', async ({ counter: page }) => {
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
