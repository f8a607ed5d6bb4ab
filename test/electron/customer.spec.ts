import { type Page } from '@playwright/test'
import { startWindowTill, type WindowTill } from '../e2e/electron-till.ts'
import { expect, goods, lines, outcomes, scan, signOn, test } from '../e2e/fixture.ts'

/** The customer's window, once it is there. */
async function customerOf({ app }: WindowTill): Promise<Page> {
  await expect.poll(() => app.windows().filter((page) => page.url().endsWith('customer.html')).length, { timeout: 15_000 }).toBe(1)
  const found = app.windows().find((page) => page.url().endsWith('customer.html'))
  if (found === undefined) throw new Error('no customer window')
  return found
}

/** A second screen beside the first, or none: Xvfb has one, and no hand to plug another in. */
function plug({ app }: WindowTill, there: boolean): Promise<void> {
  return app.evaluate(({ screen }, second) => {
    const first = screen.getPrimaryDisplay()
    const other = { ...first, id: first.id + 1, bounds: { x: 0, y: 0, width: 800, height: 480 } }
    Object.assign(screen, { getAllDisplays: () => (second ? [first, other] : [first]) })
    screen.emit(second ? 'display-added' : 'display-removed', {}, other)
  }, there)
}

test.describe('the customer’s window', () => {
  test('[WIN-5] shows the sale beside the counter, and is a window that can do nothing', async ({ data }) => {
    const till = await startWindowTill(data, 'gb', ['--customer-window', 'always'])
    try {
      const { app, page } = till
      const customer = await customerOf(till)
      await expect(customer.getByTestId('customer-idle')).toContainText('Welcome')
      await signOn(page, 'Mei Lin')
      await scan(page, goods.milk.gtin)
      await expect(lines(page)).toHaveCount(1)
      await expect(customer.getByTestId('customer-line')).toContainText(goods.milk.en)

      expect(await customer.evaluate(() => [Object.keys(Reflect.get(globalThis, 'tillwrightCustomer') as object), 'tillwright' in globalThis])).toEqual([['view', 'onView'], false])
      const reach = await customer.evaluate(() => ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter((name) => name in globalThis))
      expect(reach).toEqual([])
      const preferences = await app.evaluate(({ webContents, session }) =>
        webContents.getAllWebContents().filter((contents) => contents.getURL().endsWith('customer.html')).map((contents): unknown => {
          const ask: unknown = Reflect.get(contents, 'getLastWebPreferences')
          return [contents.session !== session.defaultSession, typeof ask === 'function' ? Reflect.apply(ask, contents, []) : undefined]
        }),
      )
      expect(preferences).toEqual([[true, expect.objectContaining({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false, nodeIntegrationInSubFrames: false })]])
      await page.keyboard.press('F10')
      await expect(outcomes(page)).toContainText('Paid · Cash')
      await expect(customer.getByTestId('customer-finished')).toContainText('Thank you')
      // Last, for Playwright goes on waiting for a way that was refused. The till's page is not to be had in it: neither by going there nor as a file of its session.
      await app.evaluate(({ webContents }) => {
        const seen: string[] = []
        Object.assign(globalThis, { seen })
        for (const contents of webContents.getAllWebContents()) contents.on('will-frame-navigate', (event) => seen.push(`${event.defaultPrevented ? 'refused' : 'went to'} ${event.url}`))
      })
      await customer.evaluate(() => void (location.href = 'app://till/'))
      await expect.poll(() => app.evaluate(() => Reflect.get(globalThis, 'seen') as unknown)).toContain('refused app://till/')
      expect(await customer.evaluate(() => fetch('app://till/index.html').then(({ status }) => status))).toBe(404)
      expect(customer.url()).toBe('app://till/customer.html')
      // The process ends with the counter, whatever else is open.
      const gone = new Promise<void>((resolve) => app.process().once('exit', () => resolve()))
      await page.close()
      await gone
    } finally {
      await till.stop()
    }
  })

  test('[WIN-6] stands on the second screen for as long as there is one', async ({ window: till }) => {
    const { app, page } = till
    await signOn(page, 'Mei Lin')
    await scan(page, goods.milk.gtin)
    await expect(lines(page)).toHaveCount(1)
    expect(app.windows()).toHaveLength(1)
    for (let times = 0; times < 2; times += 1) {
      await plug(till, true)
      const customer = await customerOf(till)
      await expect(customer.getByTestId('customer-line')).toContainText(goods.milk.en)
      const stands = (): Promise<unknown> =>
        app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((one) => one.webContents.getURL().endsWith('customer.html')).map((one) => [one.isFocusable(), one.isVisible()]))
      await expect.poll(stands).toEqual([[false, true]])
      await plug(till, false)
      await expect.poll(() => app.windows().length).toBe(1)
    }
    // Selling went on, and the keyboard stayed where it was.
    await scan(page, goods.cola.gtin)
    await expect(lines(page)).toHaveCount(2)
  })
})
