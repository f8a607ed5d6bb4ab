import { test as base, expect, type Locator, type Page } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startWindowTill, type WindowTill } from './electron-till.ts'
import { patient } from './patient-keys.ts'
import { startTill, type Store, type Till } from './till.ts'

/** What shows the page. The same sales have to go the same way in both. */
export type Shell = 'browser' | 'electron'

export interface Options {
  readonly store: Store
  readonly shell: Shell
}

/** A till, and its page as it is opened at the counter. */
export interface Opened {
  readonly till: Till
  readonly page: Page
}

interface Fixtures {
  /** A data folder of this test's own, gone afterwards. */
  readonly data: string
  /** Starts a till on that folder and opens its page; stopped afterwards. For a test that starts more than one. */
  readonly open: () => Promise<Opened>
  readonly opened: Opened
  /** A running till on it. */
  readonly till: Till
  /** The till's page: opened by its address, or Electron's window. */
  readonly counter: Page
  /** The same till as an Electron window, for what only a window has. */
  readonly window: WindowTill
}

export const test = base.extend<Options & Fixtures>({
  store: ['gb', { option: true }],
  shell: ['browser', { option: true }],
  // Light and without movement: what is looked at must not depend on this machine's mood.
  colorScheme: 'light',
  page: async ({ page }, use) => use(patient(page)),
  data: async ({ store }, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), `tillwright-e2e-${store}-`))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },
  open: async ({ data, store, shell, page: tab }, use) => {
    const tills: Till[] = []
    await use(async () => {
      const till = shell === 'browser' ? await startTill(data, store) : await startWindowTill(data, store)
      tills.push(till)
      const page = isWindow(till) ? patient(till.page) : tab
      await page.emulateMedia({ reducedMotion: 'reduce' })
      if (!isWindow(till)) await page.goto(till.address)
      return { till, page }
    })
    for (const till of tills) await till.stop()
  },
  opened: async ({ open }, use) => use(await open()),
  till: async ({ opened }, use) => use(opened.till),
  counter: async ({ opened }, use) => use(opened.page),
  window: async ({ till }, use) => {
    if (!isWindow(till)) throw new Error('a browser has no window of ours')
    await use(till)
  },
})

function isWindow(till: Till): till is WindowTill {
  return 'app' in till
}

export { expect }

/** GTINs of the demo store. */
export const goods = {
  milk: { gtin: '6907992500942', en: 'Pure milk', zh: '伊利纯牛奶' },
  croissant: { gtin: '3291810746760', en: 'All butter croissant', zh: '黄油可颂' },
  cola: { gtin: '6901939691601', en: 'Coca-Cola', zh: '可口可乐汽水' },
} as const

/** What a keyboard-wedge scanner does: the digits faster than a hand, then Enter. */
export async function scan(page: Page, barcode: string): Promise<void> {
  await page.keyboard.type(barcode)
  await page.keyboard.press('Enter')
}

export const lines = (page: Page, name = 'Lines'): Locator => page.getByRole('list', { name }).getByRole('listitem')
export const basket = (page: Page, name = 'Sale'): Locator => page.getByRole('region', { name, exact: true })
/** The keys under the basket, on the right: Cash, Card, Pay. */
export const payKey = (page: Page): Locator => basket(page).getByRole('button').last()
export const outcomes = (page: Page, name = 'What was done'): Locator => page.getByRole('list', { name })

/** Taps the name, types the PIN that a demo store shows beside it, and waits for the counter: what is scanned before it is there is not rung up. */
export async function signOn(page: Page, name: string): Promise<void> {
  const operator = page.getByRole('button', { name })
  // Right after the lock the name still stands on the chip of the counter, without a PIN beside it.
  await expect(operator).toContainText(/PIN \d{4,8}/)
  const pin = /PIN (\d{4,8})/.exec(await operator.innerText())?.[1]
  if (pin === undefined) throw new Error(`no PIN is shown for ${name}`)
  await operator.click()
  await page.keyboard.type(pin)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: /^(?:Sale|销售单)$/ })).toBeVisible()
}
