import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { type Page } from '@playwright/test'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { ask, sellMilk, signOn, startRegister, tryAsk } from '../integration/register.fixture.ts'
import { expect, goods, scan, test } from './fixture.ts'
import { languages } from './look.ts'
import { type Language, oneHand } from './one-hand.ts'
import { ownTills } from './own-tills.ts'
import { tapDigits, view } from './return-steps.ts'
import { keys, lines, slowly } from './walk-steps.ts'

const { open } = ownTills()
const pin = '482913'
const shop = {
  en: { store: 'gb', mia: 'Mia Moor', names: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 0 } },
  'zh-CN': { store: 'cn', mia: '莫雅', names: { name: '滨江店', chainName: '海港', language: 'zh-CN', timeZone: 'Asia/Shanghai', cutOffHour: 0 } },
} as const

/** A register whose head office keeps a most time and feeds a manager, and that is switched off four days later, with head office gone. */
async function leftAlone(data: string, office: HeadOffice, { store: demoStore, mia: name }: (typeof shop)[Language]): Promise<void> {
  const { code } = await office.createEnrolmentCode()
  const { register } = await startRegister(data, { demoStore, headOffice: office.url, enrolmentCode: code })
  const opened = await fetch(`${office.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json', origin: office.url }, body: JSON.stringify({ secret: new URLSearchParams(new URL(office.pageUrl()).hash.slice(1)).get('secret') }) })
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
  const post = (what: string, body: object): Promise<Response> => fetch(`${office.url}/api/stores/${office.storeId}/${what}`, { method: 'POST', headers: { cookie, origin: office.url, 'content-type': 'application/json' }, body: JSON.stringify({ seenVersion: 0, by: 'Ann', ...body }) })
  expect((await post('settings', { setting: { kind: 'offlineHours', value: 72 } })).status).toBe(200)
  const mia = randomUUID()
  expect((await post('operators', { operator: { id: mia, name, role: 'manager', active: true }, stores: [office.storeId], pin })).status).toBe(200)
  await signOn(register)
  await sellMilk(register)
  await expect.poll(async () => (await tryAsk(register, 'sign-on', { operatorId: mia, pin })).ok, { timeout: 60_000 }).toBe(true)
  await expect.poll(async () => (await register.core.internal.feedState('settings')).version, { timeout: 60_000 }).toBe(1)
  expect((await ask(register, 'store', {})).chainName).toBeDefined()
  await register.core.internal.setDemoClock(Date.now() + 96 * 3_600_000)
  await register.close()
  await office.close()
}

/** Whoever has no PIN on the screen. */
async function enter(page: Page, hand: 'keys' | 'touch', name: string): Promise<void> {
  const operator = page.getByTestId('operator').filter({ hasText: name })
  if (hand === 'keys') {
    await operator.focus()
    await keys(page, 'Enter')
    await page.keyboard.type(pin, slowly)
    await keys(page, 'Enter')
  } else {
    await operator.tap()
    await tapDigits(page, pin)
    await view(page, 'sign-on').getByRole('button').filter({ hasText: 'Enter' }).tap()
  }
  await expect(page.getByTestId('basket')).toBeVisible()
}

/** A manager whom head office feeds, at a till that it has not answered for four days, and then does. */
async function awayAndBack(page: Page, data: string, hand: 'keys' | 'touch', language: Language): Promise<void> {
  const till = path.join(data, 'till')
  const place = { dataDirectory: path.join(data, 'office'), store: shop[language].names, clock: Date.now, log: () => undefined }
  const office = await startHeadOffice(place)
  const { port } = office
  await leftAlone(till, office, shop[language])
  await page.addInitScript(`localStorage.setItem('tillwright.language', '${language}')`)
  await open(page, till)
  const one = oneHand(page, hand, language)
  await one.told('contact.over')
  await one.lookWell('1-sign-on')
  await enter(page, hand, shop[language].mia)
  // Selling goes on.
  await scan(page, goods.milk.gtin)
  await expect(lines(page)).toHaveCount(1)
  await one.lookWell('2-selling')
  await one.act(['F10'], 'cash-key')
  await expect(view(page, 'finish')).toBeVisible()
  await one.toSell()
  // What a cashier never does is not hers now, and says why.
  await one.settings('people')
  await one.told('refusal.headOffice.awayTooLong')
  await one.lookWell('3-refused')

  // The till tries by itself within minutes, and at once where somebody asks for it.
  await one.toCounter()
  await one.settings('devices')
  await one.act(['F4'], 'try-head-office')
  await one.told('replication.stillAway')
  await one.lookWell('4-still-away')
  const again = await startHeadOffice({ ...place, port })
  try {
    await one.act(['F4'], 'try-head-office')
    await one.told('replication.gotThrough')
    await expect(page.getByTestId('contact-over')).toHaveCount(0, { timeout: 10_000 })
    await one.lookWell('5-answered')
    await one.back()
    await one.settings('people')
    await expect(view(page, 'people')).toContainText(shop[language].mia)
  } finally {
    await again.close()
  }
}

for (const language of languages) {
  test(`[AWAY-3] by keys alone, a manager whom head office feeds does no more than a cashier once it was away for too long, reads why, and is a manager again with its next answer (${language})`, async ({ page, data }) => {
    test.setTimeout(150_000)
    await awayAndBack(page, data, 'keys', language)
  })
}

test.describe('by touch alone', () => {
  test.use({ hasTouch: true })
  for (const language of languages) {
    test(`[AWAY-4] a manager whom head office feeds does no more than a cashier once it was away for too long, reads why, and is a manager again with its next answer (${language})`, async ({ page, data }) => {
      test.setTimeout(150_000)
      await awayAndBack(page, data, 'touch', language)
    })
  }
})
