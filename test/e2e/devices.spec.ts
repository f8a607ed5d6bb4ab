import { type Page } from '@playwright/test'
import Database from 'better-sqlite3'
import path from 'node:path'
import { startSimulatedPrinter, toText } from '../../src/drivers/printer/index.ts'
import { expect, goods, lines, scan, signOn, test } from './fixture.ts'
import { startTill } from './till.ts'

/** What the register's journal says of changed settings, read from its file as an auditor would. */
function settings(data: string): unknown[] {
  const database = new Database(path.join(data, 'register', 'register.db'), { readonly: true })
  try {
    return database.prepare<[], { text: string }>("SELECT text FROM journal WHERE type = 'setting.changed' ORDER BY position").all().map(({ text }) => (JSON.parse(text) as { body: unknown }).body)
  } finally {
    database.close()
  }
}

const card = (page: Page, slot: string) => page.getByTestId(`device-${slot}`)
const state = (page: Page, slot: string) => card(page, slot).getByTestId('device-state')

async function toDevices(page: Page): Promise<void> {
  await page.keyboard.press('Control+i')
  await expect(card(page, 'printer')).toBeVisible()
}

async function sell(page: Page): Promise<void> {
  await scan(page, goods.milk.gtin)
  await expect(lines(page)).toHaveCount(1)
  await page.keyboard.press('F10')
  await expect(page.getByTestId('view-finish')).toBeVisible()
}

test('[DEV-22] [DEV-23] a manager chooses devices while the till sells: another printer, none, and back; unplugged it says so', async ({ counter: page, data }) => {
  const own = await startSimulatedPrinter({ columns: 48 })
  try {
    await signOn(page, 'Dmitri')
    await scan(page, goods.croissant.gtin)
    await expect(lines(page)).toHaveCount(1)
    await toDevices(page)
    await expect(state(page, 'printer')).toContainText('Ready')

    await test.step('by keyboard: the first card, Enter, an address, Enter; the open sale is still there', async () => {
      await page.keyboard.press('ArrowDown')
      await expect(card(page, 'printer')).toHaveAttribute('aria-current', 'true')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('view-deviceSetup')).toBeVisible()
      await page.getByTestId('way-address').click()
      const field = page.getByRole('textbox')
      await field.fill('tcp://127.0.0.1:99999')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('alert')).toContainText('device.badAddress')
      await expect(page.getByTestId('wrong-part')).toContainText('port')
      await field.fill(`tcp://127.0.0.1:${own.port}?profile=epson-80`)
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('view-devices')).toBeVisible()
      await expect(card(page, 'printer')).toContainText(`tcp://127.0.0.1:${own.port}`)
      await expect(state(page, 'printer')).toContainText('Ready')
      await expect(card(page, 'printer').getByTestId('evidence')).toContainText('protocol')
      await expect(lines(page)).toHaveCount(1)
    })

    await test.step('find devices asks one typed port, and lists what this machine has, which may be nothing', async () => {
      await page.keyboard.press('Control+f')
      await expect(page.getByTestId('find-again')).toBeEnabled()
      await page.getByRole('textbox').fill(`127.0.0.1:${own.port}`)
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('probe-answer')).toContainText('answers')
      // What answers can be taken at once: by Enter as a printer, or by Tab as something else.
      await expect(page.getByTestId('use-printer')).toBeFocused()
      await expect(page.getByTestId('use-paymentTerminal')).toBeVisible()
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('view-deviceSetup')).toBeVisible()
      await expect(page.getByRole('textbox')).toHaveValue(`tcp://127.0.0.1:${own.port}`)
      await page.keyboard.press('Escape')
      await expect(page.getByTestId('view-devices')).toBeVisible()
      // Where nothing answers there is nothing to take.
      await page.keyboard.press('Control+f')
      await page.getByRole('textbox').fill('127.0.0.1:9')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('probe-answer')).toContainText('takes no connection')
      await expect(page.getByTestId('probe-uses')).toHaveCount(0)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await expect(page.getByTestId('view-devices')).toBeVisible()
    })

    await test.step('what is sold now comes out of it, and a test page too', async () => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('F10')
      await expect(page.getByTestId('outcome-print-printed')).toBeVisible()
      expect(own.jobs).toHaveLength(1)
      await page.keyboard.press('Enter')
      await toDevices(page)
      await page.getByTestId('test-page').click()
      await expect(card(page, 'printer').getByTestId('outcome-print-printed')).toBeVisible()
      expect(own.jobs).toHaveLength(2)
    })

    await test.step('its plug is pulled: the card and the log say so, and what to do', async () => {
      await own.close()
      await expect(state(page, 'printer')).toContainText('Disconnected', { timeout: 20_000 })
      await expect(card(page, 'printer')).toContainText('Look at its power and its cable')
      await expect(card(page, 'printer').getByTestId('last-event')).toContainText('Disconnected')
      await page.keyboard.press('Control+e')
      await page.getByTestId('log-faults').click()
      await expect(page.getByTestId('event-faultBegan').first()).toContainText('not reachable')
      await page.keyboard.press('Escape')
    })

    await test.step('none: a sale is sold, its paper failed at once; undone twice it is as it was', async () => {
      await page.getByTestId('change-printer').click()
      await page.getByTestId('way-none').click()
      await page.getByTestId('save-device').click()
      await expect(state(page, 'printer')).toContainText('Not set up')
      await page.keyboard.press('Escape')
      await sell(page)
      await expect(page.getByTestId('outcome-print-failed')).toBeVisible()
      await page.keyboard.press('Enter')
      await toDevices(page)
    })

    await test.step('a new choice is undone by Ctrl Z', async () => {
      await page.getByTestId('change-printer').click()
      await page.getByTestId('way-simulated').click()
      await page.keyboard.press('Enter')
      await expect(state(page, 'printer')).toContainText('Ready')
      await expect(page.getByTestId('device-undo')).toBeVisible()
      await page.keyboard.press('Control+z')
      await expect(state(page, 'printer')).toContainText('Not set up')
      await page.getByTestId('change-printer').click()
      await page.getByTestId('way-simulated').click()
      await page.keyboard.press('Enter')
      await expect(state(page, 'printer')).toContainText('Ready')
      await page.keyboard.press('Escape')
      await sell(page)
      await expect(page.getByTestId('outcome-print-printed')).toBeVisible()
    })
    const address = `tcp://127.0.0.1:${own.port}?profile=epson-80`
    expect(settings(data)).toEqual([
      { setting: 'device.printer', from: '', to: address },
      { setting: 'device.printer', from: address, to: 'none' },
      { setting: 'device.printer', from: 'none', to: 'simulated' },
      { setting: 'device.printer', from: 'simulated', to: 'none' },
      { setting: 'device.printer', from: 'none', to: 'simulated' },
    ])
  } finally {
    await own.close().catch(() => undefined)
  }
})

test('[DEV-22] [DEV-25] a cashier tries devices and changes none; what is scanned for a try is rung up nowhere', async ({ counter: page }) => {
  await signOn(page, 'Mei Lin')
  await toDevices(page)
  await expect(page.getByTestId('change-printer')).toBeDisabled()
  await expect(page.getByTestId('find-devices')).toBeDisabled()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('Only a manager')
  await page.keyboard.press('Escape')

  await page.getByTestId('test-printer:receipt').click()
  await expect(card(page, 'printer').getByTestId('device-test-steps')).toContainText('passed')
  await page.getByTestId('test-scale:1').click()
  await expect(card(page, 'scale').getByTestId('scale-face')).toBeVisible()

  await page.getByTestId('test-scanner:1').click()
  await expect(card(page, 'scanner').getByTestId('device-test')).toHaveAttribute('data-state', 'scan')
  await scan(page, goods.cola.gtin)
  await expect(card(page, 'scanner')).toContainText(goods.cola.gtin)
  await expect(page.getByTestId('view-devices')).toBeVisible()
  await expect(lines(page)).toHaveCount(0)
  // Tried once: the next one is the customer's.
  await scan(page, goods.cola.gtin)
  await expect(lines(page)).toHaveCount(1)
})

test('[PRN-6] [DEV-24] paper that runs out in the middle of a receipt: said at once with what to do, printed again by a key, marked, and over', async ({ page, data }) => {
  const own = await startSimulatedPrinter({ columns: 48 })
  const till = await startTill(data, 'gb', ['--printer', `tcp://127.0.0.1:${own.port}?profile=epson-80&drawer=high`])
  try {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto(till.address)
    await signOn(page, 'Mei Lin')
    // Slow enough to be caught in the middle.
    own.set({ slow: { bytes: 8, everyMs: 20 } })
    await sell(page)
    await expect(page.getByTestId('outcome-print-working')).toBeVisible()
    own.set({ paperOut: true, slow: { bytes: 0, everyMs: 0 } })
    await expect(page.getByTestId('paper-torn')).toContainText('The sale is safe. Put paper in.')
    await expect(page.getByTestId('paper-torn')).toContainText('marked DUPLICATE')
    await expect(page.getByTestId('outcome-print-failed')).toContainText('out of paper')

    await test.step('with paper in nothing prints by itself but what the printer still had; the key prints it again, marked', async () => {
      own.set({ paperOut: false })
      await toDevices(page)
      await expect(state(page, 'printer')).toContainText('Ready', { timeout: 20_000 })
      await expect(card(page, 'printer').getByTestId('last-event')).toContainText('Ready')
      await page.keyboard.press('Escape')
      const before = own.jobs.length
      await page.keyboard.press('Control+p')
      await expect.poll(() => own.jobs.slice(before).map((job) => toText(job)).join('\n')).toContain('DUPLICATE')
    })
    await test.step('the log is newest first', async () => {
      await toDevices(page)
      await page.keyboard.press('Control+e')
      await expect(page.getByTestId('event-faultEnded').first()).toContainText('out of paper')
      const times = await page.getByTestId('device-events').locator('time').allInnerTexts()
      expect(times.length).toBeGreaterThan(3)
      expect(times).toEqual(times.toSorted().toReversed())
    })
  } finally {
    await till.stop()
    await own.close()
  }
})

test('[DEV-25] the second printer prints a test page of its own', async ({ page, data }) => {
  const [first, second] = [await startSimulatedPrinter({ columns: 48 }), await startSimulatedPrinter({ columns: 48 })]
  const till = await startTill(data, 'gb', ['--printer', `tcp://127.0.0.1:${first.port}?profile=epson-80`, '--second-printer', `tcp://127.0.0.1:${second.port}?profile=generic-80`])
  try {
    await page.goto(till.address)
    await signOn(page, 'Mei Lin')
    await toDevices(page)
    await page.getByTestId('test-page-second').click()
    await expect(card(page, 'secondPrinter').getByTestId('outcome-print-processed')).toBeVisible()
    expect([first.jobs.length, second.jobs.length]).toEqual([0, 1])
  } finally {
    await till.stop()
    await first.close()
    await second.close()
  }
})

test('[PRN-10] the till is killed while a receipt prints: the second paper is marked, and the screen and the list say to look for a first one', async ({ page, data }) => {
  const own = await startSimulatedPrinter({ columns: 48 })
  const external = ['--printer', `tcp://127.0.0.1:${own.port}?profile=epson-80&drawer=high`]
  let till = await startTill(data, 'gb', external)
  try {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto(till.address)
    // Its paper lies in a printer of somebody's own, and in no folder.
    expect(till.printed().filter((line) => line.startsWith('receipts: '))).toEqual([])
    await signOn(page, 'Mei Lin')
    own.set({ slow: { bytes: 8, everyMs: 20 } })
    await sell(page)
    await expect(page.getByTestId('outcome-print-working')).toBeVisible()
    await till.kill()
    own.set({ slow: { bytes: 0, everyMs: 0 } })
    till = await startTill(data, 'gb', external)
    await page.goto(till.address)
    await signOn(page, 'Mei Lin')
    await expect(page.getByTestId('outcome-again')).toContainText('again, marked DUPLICATE: look for a first paper', { timeout: 20_000 })
    await expect(page.getByTestId('paper-again')).toContainText('Look for a first paper')
    expect(own.jobs.map((job) => toText(job)).filter((text) => text.includes('DUPLICATE'))).toHaveLength(1)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+r')
    await expect(page.getByTestId('receipt-row').first().getByTestId('receipt-paper-again')).toContainText('Printed again')
  } finally {
    await till.stop()
    await own.close()
  }
})
