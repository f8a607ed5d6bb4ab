import { type Page } from '@playwright/test'
import path from 'node:path'
import { type DayState } from '../../src/contracts/ipc/index.ts'
import { type HeadOffice, startHeadOffice } from '../../src/headoffice/index.ts'
import { readEntry } from '../../src/headoffice/ingest/read-entry.ts'
import { expect, goods, scan, test } from './fixture.ts'
import { axe, shapeFaults } from './look.ts'
import { view } from './return-steps.ts'
import { startTill } from './till.ts'
import { keys, signOnByKeys } from './walk-steps.ts'
import { holdWire } from './wire.ts'

// Head office as it was before it knew sales of today's till, then updated: on the same books and at the same door.
const officeAt = (data: string, port: number, isOld: boolean): Promise<HeadOffice> =>
  startHeadOffice({
    dataDirectory: path.join(data, 'head-office'), port, store: { name: 'unused', chainName: 'unused', language: 'en', timeZone: 'UTC', cutOffHour: 0 }, clock: Date.now, log: () => undefined,
    ...(isOld && {
      reader: (text, place) => {
        const read = readEntry(text, place)
        return read.readable && read.sale !== undefined ? { readable: false, reason: 'sale-unreadable', id: read.id } : read
      },
    }),
  })

/** A till that calls while nobody listens is now and then given that very port to call from, and holds it a moment. */
async function startOffice(data: string, port: number, isOld: boolean): Promise<HeadOffice> {
  const started: HeadOffice[] = []
  await expect(async () => {
    started.push(await officeAt(data, port, isOld))
  }).toPass({ timeout: 20_000 })
  const [office] = started
  if (office === undefined) throw new Error('Head office did not start.')
  return office
}

async function sell(page: Page): Promise<void> {
  await scan(page, goods.milk.gtin)
  await keys(page, 'F10')
  await expect(view(page, 'finish')).toBeVisible()
  await keys(page, 'Enter')
  await expect(view(page, 'sell')).toBeVisible()
}

const sentences = {
  gb: { operator: 'Dmitri K.', held: '2 documents and entries of this till arrived at head office and are not counted there. They are safe here.', why: /Sale 1-1 .*In quarantine since .*: its sale cannot be read/, applied: /Sale 1-1 .*Read and counted since/, none: 'Nothing of this till lies in quarantine any more.' },
  cn: { operator: undefined, held: '本机有 2 条单据或记录已到总部但未计入，本机已安全保存。', why: /销售单 1-1.*起隔离：/, applied: /销售单 1-1.*已重新读取并计入/, none: '本机已没有隔离中的记录。' },
} as const

for (const store of ['gb', 'cn'] as const) {
  test.describe(`a till of ${store}`, () => {
    test.use({ store })

    test(`[REP-8] by keys alone, in ${store === 'gb' ? 'English' : 'Chinese'}: the till says which receipts head office could not read, the next sale goes on, and after its update they are counted`, async ({ counter: page, till, data }) => {
      test.setTimeout(120_000)
      const { operator, held, why, applied, none } = sentences[store]
      await signOnByKeys(page, operator)
      const port = Number(new URL(till.headOffice).port)
      await till.stopHeadOffice()
      let office = await startOffice(data, port, true)
      try {
        await sell(page)
        await sell(page)
        await keys(page, 'Shift+F8')
        const words = page.getByTestId('head-office-words')
        await expect(words).toContainText(held, { timeout: 60_000 })
        await expect(words.getByTestId('quarantine-quarantined').filter({ hasText: ' 1-1' })).toHaveText(why)
        expect(await shapeFaults(page)).toEqual([])
        expect(await axe(page)).toEqual([])

        await office.close()
        office = await startOffice(data, port, false)
        const again = page.getByTestId('send-again')
        await expect(async () => {
          await again.focus()
          await page.keyboard.press('Space')
          await expect(words.getByTestId('quarantine-applied')).toHaveCount(2, { timeout: 2000 })
        }, 'asked again until the line is back').toPass({ timeout: 60_000 })
        await expect(words.getByTestId('quarantine-applied').filter({ hasText: ' 1-1' })).toHaveText(applied)
        await expect(words).toContainText(none)
        await expect(again).toHaveCount(0)
      } finally {
        await office.close()
      }
    })
  })
}

const thrownAway = { gb: '1-2 (entry 6) arrived and was discarded at head office: it is not counted there.', cn: '1-2（第 6 条） 已到总部，但被总部作废，总部不计入。' } as const
for (const store of ['gb', 'cn'] as const) {
  test(`[REP-8] a till of ${store} sends nobody to IT for a receipt that a person at head office discarded`, async ({ page, data }) => {
    const till = await startTill(data, store)
    try {
      const wire = await holdWire(page)
      await page.goto(till.address)
      await signOnByKeys(page)
      await keys(page, 'Shift+F8')
      await expect(view(page, 'cash')).toBeVisible()
      const day: DayState = { businessDate: '2026-11-23', state: 'differs', findings: [{ kind: 'quarantined', seq: 6, number: '1-2', reason: 'discarded' }], more: 0 }
      wire.tell('replication', { enrolled: true, state: 'healthy', waiting: 0, waitingSales: 0, days: [day] })
      await expect(page.getByTestId('day-proofs')).toContainText(thrownAway[store])
      await expect(page.getByTestId('day-proofs')).not.toContainText('IT')
    } finally {
      await till.stop()
    }
  })
}
