import { type Browser, type Page } from '@playwright/test'
import { type HealthView, type ReplicationView } from '../../src/contracts/ipc/index.ts'
import { expect, goods, scan, test } from './fixture.ts'
import { axe, drawn, languages, picture, shapeFaults } from './look.ts'
import { type Language, oneHand } from './one-hand.ts'
import { startTill } from './till.ts'
import { keys, lines, signOnByKeys } from './walk-steps.ts'
import { holdWire } from './wire.ts'

const office = {
  en: { row: /^Register 1/, lock: 'Lock', unlock: 'Unlock', why: 'Why', reason: 'Somebody uses it who must not', name: 'Your name', locked: 'locked' },
  'zh-CN': { row: /^1 号收银机/, lock: '锁定', unlock: '解锁', why: '原因', reason: '有人违规使用', name: '您的姓名', locked: '已锁定' },
} as const

/** Head office's page in a window of its own, on the dialog of register 1, by keys. */
async function registerDialog(page: Page, language: Language) {
  await page.getByRole('button', { name: office[language].row }).focus()
  await page.keyboard.press('Enter')
  return page.getByRole('dialog')
}

const looked = async (page: Page, name: string): Promise<void> => {
  await drawn(page)
  await picture(page, `locked-${name}`)
  expect.soft([...(await axe(page)), ...(await shapeFaults(page))], name).toEqual([])
}

/** Locked on head office's page while a sale is open, finished, shut, and let go again. */
async function lockedAndBack(page: Page, data: string, browser: Browser, hand: 'keys' | 'touch', language: Language): Promise<void> {
  const words = office[language]
  const till = await startTill(data, language === 'en' ? 'gb' : 'cn')
  const there = await browser.newPage()
  try {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto(till.address)
    const one = oneHand(page, hand, language)
    await one.signOn('Mei Lin')
    await scan(page, goods.milk.gtin)
    await expect(lines(page)).toHaveCount(1)
    await there.addInitScript(`localStorage.setItem('tillwright.language', '${language}')`)
    await there.goto(till.headOffice)
    const dialog = await registerDialog(there, language)
    await dialog.getByLabel(words.why).selectOption({ label: words.reason })
    expect.soft(await axe(there)).toEqual([])
    // Nobody has an account here yet: whose name it is has to be typed.
    const lock = dialog.getByRole('button', { name: words.lock, exact: true })
    await lock.focus()
    await there.keyboard.press('Enter')
    await expect(dialog.getByRole('alert').last()).not.toBeEmpty()
    await dialog.getByLabel(words.name).fill('Mei')
    await lock.focus()
    await there.keyboard.press('Enter')
    await expect(dialog).toHaveCount(0)

    // What is open may be paid for: by keys the till was told before, with a heartbeat; by touch it is told with the sale itself.
    if (hand === 'keys') {
      await expect(page.getByTestId('locked-finishing')).toBeVisible({ timeout: 60_000 })
      await one.lookWell('1-finishing')
    }
    await one.act(['F10'], 'cash-key')
    if (hand === 'keys') {
      await expect(page.getByTestId('view-finish')).toBeVisible()
      await one.toSell()
      await keys(page, 'Control+l')
    }
    await expect(page.getByTestId('view-locked')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByTestId('locked-why')).toContainText(one.say('locked.reason.misused'))
    await expect(page.getByTestId('view-locked')).toContainText(one.say('locked.safe'))
    await one.lookWell('2-locked')
    await looked(page, `${language}-${hand}`)
    await page.reload()
    await expect(page.getByTestId('view-locked'), 'whoever opens the page').toBeVisible()

    await expect(there.getByRole('button', { name: words.row })).toContainText(words.locked)
    const again = await registerDialog(there, language)
    await again.getByLabel(words.name).fill('Mei')
    expect.soft(await axe(there)).toEqual([])
    await again.getByRole('button', { name: words.unlock, exact: true }).focus()
    await there.keyboard.press('Enter')
    await expect(again).toHaveCount(0)
    await expect(page.getByTestId('view-sign-on')).toBeVisible({ timeout: 60_000 })
    await one.signOn('Mei Lin')
    await scan(page, goods.milk.gtin)
    await expect(lines(page)).toHaveCount(1)
  } finally {
    await there.close()
    await till.stop()
  }
}

for (const language of languages) {
  test(`[AWAY-1] by keys alone, a till that head office locks finishes what is open, says what happened and lets nobody in until it is unlocked (${language})`, async ({ page, data, browser }) => {
    test.setTimeout(150_000)
    await lockedAndBack(page, data, browser, 'keys', language)
  })
}

test.describe('by touch alone', () => {
  test.use({ hasTouch: true, viewport: { width: 1024, height: 768 } })
  for (const language of languages) {
    test(`[AWAY-2] a till that head office locks finishes what is open, says what happened and lets nobody in until it is unlocked (${language})`, async ({ page, data, browser }) => {
      test.setTimeout(150_000)
      await lockedAndBack(page, data, browser, 'touch', language)
    })
  }
})

test('[REP-14] a till that head office takes nothing from says why, and not that it is offline', async ({ page, data }) => {
  test.setTimeout(90_000)
  const till = await startTill(data, 'gb')
  try {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const wire = await holdWire(page)
    await page.goto(till.address)
    await signOnByKeys(page)
    await keys(page, 'Control+i')
    const away: ReplicationView = { enrolled: true, state: 'offline', waiting: 4, waitingSales: 2, lastAcknowledgedAt: Date.UTC(2026, 10, 23, 8) }
    const told = { retired: { en: 'Out of service', 'zh-CN': '已停用' }, unknown: { en: 'Not known there', 'zh-CN': '总部无此机' }, otherKey: { en: 'Key not accepted', 'zh-CN': '密钥不符' } } as const
    for (const notTaken of ['retired', 'unknown', 'otherKey'] as const) {
      wire.tell('replication', { ...away, notTaken })
      for (const language of languages) {
        if ((await page.locator('html').getAttribute('lang')) !== language) await page.evaluate(`document.querySelector('[data-testid=language]').click()`)
        await expect(page.getByTestId('replication-offline').first()).toContainText(told[notTaken][language])
        await looked(page, `${language}-not-taken-${notTaken}`)
      }
    }
  } finally {
    await till.stop()
  }
})

test('[REP-14] a till that was locked and then taken out of service says that this is for good and that nothing more is sent, in both languages', async ({ page, data }) => {
  test.setTimeout(90_000)
  const till = await startTill(data, 'gb')
  try {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const wire = await holdWire(page)
    await page.goto(till.address)
    await expect(page.getByTestId('view-sign-on')).toBeVisible()
    wire.tell('health', { disk: 'ok', clockSuspect: false, locked: { at: Date.UTC(2026, 10, 23, 8), reason: 'stolen' } })
    const refused: ReplicationView = { enrolled: true, state: 'offline', notTaken: 'retired', waiting: 2, waitingSales: 0, lastAcknowledgedAt: Date.UTC(2026, 10, 23, 9) }
    for (const [waitingSales, told] of [[0, { en: 'Every sale made here is at head office', 'zh-CN': '所有销售都已到总部' }], [3, { en: '3 sales made here are on this machine alone', 'zh-CN': '有 3 笔' }]] as const) {
      wire.tell('replication', { ...refused, waitingSales })
      for (const language of languages) {
        if ((await page.locator('html').getAttribute('lang')) !== language) await page.evaluate(`document.querySelector('[data-testid=language]').click()`)
        const shown = page.getByTestId('view-locked')
        await expect(shown.getByRole('heading')).toHaveText(language === 'en' ? 'Head office took this register out of service' : '总部已停用本收银机')
        await expect(page.getByTestId('locked-safe')).toContainText(told[language])
        await expect(shown).not.toContainText(language === 'en' ? 'Only head office unlocks it' : '只有总部能解锁')
        await expect(shown).not.toContainText(language === 'en' ? 'still sent' : '继续发送')
        await looked(page, `${language}-retired-${waitingSales}`)
      }
    }
  } finally {
    await till.stop()
  }
})

test('[REP-14] a lock with a reason that this till does not know is a lock all the same', async ({ page, data }) => {
  test.setTimeout(90_000)
  const till = await startTill(data, 'gb')
  try {
    const wire = await holdWire(page)
    await page.goto(till.address)
    await expect(page.getByTestId('view-sign-on')).toBeVisible()
    const locked: HealthView = { disk: 'ok', clockSuspect: false, locked: { at: Date.UTC(2026, 10, 23, 8), reason: 'newer-word' } }
    wire.tell('health', locked)
    await expect(page.getByTestId('locked-why')).toContainText('another reason')
    wire.letGo()
    await expect(page.getByTestId('view-sign-on')).toBeVisible()
  } finally {
    await till.stop()
  }
})
