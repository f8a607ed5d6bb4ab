import { type Page } from '@playwright/test'
import { type HealthView } from '../../src/contracts/ipc/index.ts'
import { expect, test } from './fixture.ts'
import { axe, drawn, languages, shapeFaults } from './look.ts'
import { view } from './return-steps.ts'
import { startTill } from './till.ts'
import { keys, signOnByKeys } from './walk-steps.ts'
import { holdWire, type Wire } from './wire.ts'

// What no machine of a test comes to by itself: its disk is nearly full, its clock is wrong, its data were mended.
const well: HealthView = { disk: 'ok', freeMegabytes: 90_000, clock: '2026-11-23 09:05', clockSuspect: false }
const failing = { newestAt: Date.UTC(2026, 10, 23, 4), running: false, failing: { place: 'own', code: 'backup.failed', params: { folder: '/var/lib/tillwright/backups', reason: 'ENOSPC' } } } as const

async function withTill(page: Page, data: string, act: (wire: Wire) => Promise<void>): Promise<void> {
  const till = await startTill(data, 'gb')
  try {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const wire = await holdWire(page)
    await page.goto(till.address)
    await expect(page.getByTestId('operator').first()).toBeVisible()
    await act(wire)
  } finally {
    await till.stop()
  }
}

/** What it says in each language, with nothing that axe or a thumb finds wrong. */
async function said(page: Page, testId: string, words: Readonly<Record<(typeof languages)[number], string>>): Promise<void> {
  for (const language of languages) {
    if ((await page.locator('html').getAttribute('lang')) !== language) await page.evaluate(`document.querySelector('[data-testid=language]').click()`)
    await expect(page.getByTestId(testId)).toContainText(words[language])
    await drawn(page)
    expect([...(await axe(page)), ...(await shapeFaults(page))], `${testId} ${language}`).toEqual([])
  }
}

test('[BARE-1] a disk that fills up is told with what is left, one that is nearly full over a sale too, and a full one as an alert', async ({ page, data }) => {
  test.setTimeout(90_000)
  await withTill(page, data, async (wire) => {
    wire.tell('health', { ...well, disk: 'low', freeMegabytes: 1_840 })
    await said(page, 'room-low', { en: '1.8 GB left', 'zh-CN': '还剩 1.8 GB' })
    await signOnByKeys(page)
    await expect(page.getByTestId('room-low'), 'not over a sale').toHaveCount(0)
    await keys(page, 'Control+,')
    await expect(page.getByTestId('room-low')).toBeVisible()
    await keys(page, 'Escape')
    await expect(view(page, 'sell')).toBeVisible()
    wire.tell('health', { ...well, disk: 'veryLow', freeMegabytes: 410 })
    await said(page, 'room-veryLow', { en: '410 MB left', 'zh-CN': '只剩 410 MB' })
    wire.tell('health', { ...well, disk: 'full', freeMegabytes: 3 })
    await said(page, 'room-full', { en: 'no new sale begins', 'zh-CN': '不能开始新的销售' })
    await expect(page.getByTestId('room-full')).toHaveAttribute('role', 'alert')
    wire.letGo()
    await expect(page.getByTestId('room-full')).toHaveCount(0)
  })
})

test('[BARE-2] a clock that may be wrong is told with what it shows, and how far it is from head office’s', async ({ page, data }) => {
  test.setTimeout(90_000)
  await withTill(page, data, async (wire) => {
    const away = { enrolled: true, state: 'offline', waiting: 0, waitingSales: 0, lastAcknowledgedAt: Date.UTC(2026, 10, 23, 4) } as const
    wire.tell('replication', away)
    wire.tell('health', { ...well, clockSuspect: true })
    await said(page, 'clock-doubtful', { en: 'The clock shows 2026-11-23 09:05', 'zh-CN': '时钟显示 2026-11-23 09:05' })
    wire.tell('replication', { ...away, state: 'healthy', clockAheadSeconds: -(26 * 3_600 + 300) })
    await said(page, 'clock-doubtful', { en: "behind head office's by 1 d 2 h 5 min", 'zh-CN': '比总部慢 1 天 2 小时 5 分钟' })
    // Beside it what the clock shows now, not what it showed when it was doubted.
    await expect(page.getByTestId('clock-doubtful')).not.toContainText('2026-11-23 09:05')
    // Set right while nobody answers: it is not told until the next contact that it is wrong.
    wire.tell('replication', { ...away, clockAheadSeconds: -(26 * 3_600 + 300) })
    await said(page, 'clock-doubtful', { en: "behind head office's by 1 d 2 h 5 min", 'zh-CN': '比总部慢 1 天 2 小时 5 分钟' })
    await page.evaluate('{ const now = Date.now; Date.now = () => now() + 93_900_000 }')
    await expect(page.getByTestId('clock-doubtful')).toHaveCount(0)
    wire.tell('replication', { ...away, lastAcknowledgedAt: away.lastAcknowledgedAt + 1, state: 'healthy', clockAheadSeconds: 240 })
    await said(page, 'clock-doubtful', { en: "ahead of head office's by 4 min", 'zh-CN': '比总部快 4 分钟' })
    // Head office agrees: its word counts more than a guess.
    wire.tell('replication', { ...away, state: 'healthy' })
    await expect(page.getByTestId('clock-doubtful')).toHaveCount(0)
  })
})

test('[BARE-3] backups that fail are told to whoever signs on or looks things up, with what to do, and among the devices; over a sale nobody is told', async ({ page, data }) => {
  test.setTimeout(90_000)
  await withTill(page, data, async (wire) => {
    wire.tell('health', { ...well, backup: failing })
    await said(page, 'backup-failing', { en: 'Make room there', 'zh-CN': '请在那里清理空间' })
    await signOnByKeys(page)
    await expect(page.getByTestId('backup-failing')).toHaveCount(0)
    await keys(page, 'Control+i')
    await said(page, 'device-backups', { en: 'Backups fail', 'zh-CN': '备份失败' })
    await page.getByTestId('open-backups').press('Enter')
    await expect(page.getByTestId('backup-place-own')).toBeVisible()
  })
})

test('[BARE-4] what a start did about damaged data stands there in both languages until somebody has read it', async ({ page, data }) => {
  test.setTimeout(90_000)
  await withTill(page, data, async (wire) => {
    const mended = { at: Date.UTC(2026, 10, 23, 6), how: 'backup', missing: true, backupAt: Date.UTC(2026, 10, 23, 5), documents: 12, beyondGap: 2, again: [{ type: 'layAway.made', count: 2 }, { type: 'operator.added', count: 1 }], aside: '/var/lib/tillwright/damaged-20261123T060000Z' }
    wire.alter((text) => text.replace(/"mode":"demo","registerId"/, `"mode":"demo","mended":${JSON.stringify(mended)},"registerId"`))
    await page.reload()
    await expect(page.getByTestId('operator').first()).toBeVisible()
    await signOnByKeys(page)
    await said(page, 'mended', { en: 'with 12 documents put back', 'zh-CN': '补回其后的 12 张单据' })
    await expect(page.getByTestId('mended-again').getByRole('listitem')).toHaveCount(2)
    await expect(page.getByTestId('mended-missing')).toBeVisible()
    await expect(page.getByTestId('mended')).toContainText('damaged-20261123T060000Z')
    wire.letGo()
    await page.getByTestId('mended-read').press('Enter')
    await expect(page.getByTestId('mended')).toHaveCount(0)
  })
})
