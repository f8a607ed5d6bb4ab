import { type Page } from '@playwright/test'
import Database from 'better-sqlite3'
import path from 'node:path'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { expect, test } from './fixture.ts'
import { oneHand } from './one-hand.ts'
import { view } from './return-steps.ts'
import { type Till } from './till.ts'
import { shownPin } from './walk-steps.ts'

const names = { name: 'unused', chainName: 'unused', language: 'en', timeZone: 'UTC', cutOffHour: 0 } as const
const officeIn = (dataDirectory: string): Promise<HeadOffice> => startHeadOffice({ dataDirectory, store: names, clock: Date.now, log: () => undefined })

function salesIn(folder: string): unknown {
  const books = new Database(path.join(folder, 'head-office.db'), { readonly: true })
  try {
    return books.prepare('SELECT count(*) FROM sale').pluck().get()
  } finally {
    books.close()
  }
}

/** Head office is gone with a sale waiting; it is found again at another address, past one that is somebody else's. */
async function movedTo(page: Page, till: Till, data: string, hand: 'keys' | 'touch', store: 'gb' | 'cn'): Promise<void> {
  const walk = oneHand(page, hand, store === 'cn' ? 'zh-CN' : 'en')
  const pin = await shownPin(page.getByTestId('operator').filter({ hasText: 'Dmitri' }))
  await walk.signOn('Dmitri')
  await till.stopHeadOffice()
  await walk.sell()
  await walk.toSell()
  const books = path.join(data, 'head-office')
  const [moved, stranger] = await Promise.all([officeIn(books), officeIn(path.join(data, 'stranger'))])
  try {
    await walk.settings('store')
    await walk.on('store-moveHeadOffice')
    await expect(view(page, 'headOffice')).toBeVisible()
    await walk.type(stranger.url)
    await walk.act(['Enter'], 'head-office-look')
    await expect(page.getByTestId('head-office-found')).toHaveAttribute('data-found', 'notTaken')
    await walk.lookWell(`${hand}-${store}-stranger`)
    await walk.back()
    await walk.on('store-moveHeadOffice')
    await walk.type(moved.url)
    await walk.act(['Enter'], 'head-office-look')
    await expect(page.getByTestId('head-office-found')).toHaveAttribute('data-found', 'known')
    await walk.lookWell(`${hand}-${store}-known`)
    await walk.act(['Enter'], 'head-office-use')
    await expect(view(page, 'headOfficePin')).toBeVisible()
    if (hand === 'keys') await page.keyboard.type(pin, { delay: 60 })
    else for (const digit of pin) await page.getByRole('main').getByRole('button', { name: digit, exact: true }).tap()
    await walk.act(['Enter'], 'head-office-go')
    await walk.read('headOffice.kept')
    await expect(page.getByTestId('store-headOfficeUrl')).toHaveText(moved.url)
    await expect.poll(() => salesIn(books), { timeout: 10_000 }).toBe(1)
    expect(salesIn(path.join(data, 'stranger'))).toBe(0)
  } finally {
    await Promise.all([moved.close(), stranger.close()])
  }
}

for (const [store, language] of [['gb', 'English'], ['cn', 'Chinese']] as const) {
  test.describe(`a till of ${store}`, () => {
    test.use({ store })

    test(`[ADR-1] by keys alone, in ${language}: who answers at another address is read first, and with a PIN everything that waited goes there at once`, async ({ counter: page, till, data }) => {
      test.setTimeout(120_000)
      await movedTo(page, till, data, 'keys', store)
    })

    test.describe('with a finger', () => {
      test.use({ hasTouch: true })

      test(`[ADR-2] by touch alone, in ${language}: who answers at another address is read first, and with a PIN everything that waited goes there at once`, async ({ counter: page, till, data }) => {
        test.setTimeout(120_000)
        await movedTo(page, till, data, 'touch', store)
      })
    })
  })
}
