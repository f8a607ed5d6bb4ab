import { type Browser, type Page } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, goods, lines, outcomes, scan, test } from './fixture.ts'
import { axe, drawn, picture, shapeFaults, themes } from './look.ts'
import { type Till } from './till.ts'
import { signOnByKeys } from './walk-steps.ts'
import { holdWire, type Wire } from './wire.ts'

/** The customer's page in a browser of its own, as on a screen of its own: it has no cookie of the till's. */
async function customerPage(browser: Browser, till: Till): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1024, height: 600 }, reducedMotion: 'reduce', colorScheme: 'light' })
  const page = await context.newPage()
  await page.goto(await till.customerAddress())
  return page
}

/** The same, with a hand on its line. */
async function heldCustomerPage(browser: Browser, till: Till): Promise<{ readonly page: Page; readonly wire: Wire }> {
  const context = await browser.newContext({ reducedMotion: 'reduce', colorScheme: 'light' })
  const page = await context.newPage()
  const wire = await holdWire(page)
  await page.goto(await till.customerAddress())
  return { page, wire }
}

/** What stands on the simulated pole display, from the file it is kept in. */
const pole = (data: string) => (): string => readFileSync(path.join(data, 'register', 'customer-display.txt'), 'utf8')

/** Nothing of a page that nobody can scroll may lie beyond its edge, and no two of its words on one another's place. */
const beyond = `[...document.querySelectorAll('main *')].filter((one) => one.childElementCount === 0 && one.textContent.trim() !== '').filter((one) => { const box = one.getBoundingClientRect(); return box.width > 1 && (box.right > innerWidth + 0.5 || box.bottom > innerHeight + 0.5 || box.left < -0.5 || box.top < -0.5) }).map((one) => one.textContent)`

test('[CUS-1] a sale stands on the customer’s window and on the pole as it is rung up, paid and thanked for', async ({ counter: page, till, data, browser }) => {
  const customer = await customerPage(browser, till)
  await expect(customer.getByTestId('customer-idle')).toContainText('Welcome')
  await expect(customer).toHaveURL(/customer\.html$/)
  await expect.poll(pole(data)).toBe('|Quay Street         |\n|Welcome             |\n')

  await signOnByKeys(page)
  await scan(page, goods.milk.gtin)
  await expect(customer.getByTestId('customer-basket')).toContainText(goods.milk.en)
  await expect(customer.getByRole('status')).toContainText('£1.45')
  await expect.poll(pole(data)).toBe('|Pure milk       1.45|\n|Total           1.45|\n')

  await scan(page, goods.milk.gtin)
  await scan(page, goods.cola.gtin)
  await expect(lines(page)).toHaveCount(2)
  await expect(customer.getByTestId('customer-line')).toHaveText([/^2 ×.*Pure milk.*2\.90$/, /^1 ×.*Coca-Cola/])
  await expect(customer.locator('[data-newest=true]')).toContainText(goods.cola.en)
  // What nobody knows is between the cashier and the till.
  await scan(page, '4006381333931')
  await expect(lines(page)).toHaveCount(3)
  await page.keyboard.press('Delete')
  await expect(customer.getByTestId('customer-line')).toHaveCount(2)
  // After the last line the total is what stands there.
  await expect.poll(pole(data)).toMatch(/^\|3 items +\|\n\|Total +\d+\.\d\d\|\n$/)

  const total = Number((await customer.getByRole('status').innerText()).replace(/^[^£]*£/, ''))
  for (const key of ['5', '0', 'F10']) await page.keyboard.press(key)
  await expect(outcomes(page)).toContainText('Paid · Cash')
  const change = (50 - total).toFixed(2)
  await expect(customer.getByTestId('customer-finished')).toContainText('Thank you')
  await expect(customer.getByRole('status')).toContainText(`£${change}`)
  await expect(customer.getByTestId('customer-paid')).toContainText('50.00')
  await expect.poll(pole(data)).toBe(`|Cash           50.00|\n|Change${change.padStart(14)}|\n`)

  await scan(page, goods.croissant.gtin)
  await expect(customer.getByTestId('customer-line')).toHaveCount(1)
  await expect(customer.getByTestId('customer-basket')).toContainText(goods.croissant.en)
  await customer.context().close()
})

test.describe('in a Chinese store', () => {
  test.use({ store: 'cn' })
  test('[CUS-2] both speak Chinese', async ({ counter: page, till, data, browser }) => {
    const customer = await customerPage(browser, till)
    await expect(customer.getByTestId('customer-idle')).toContainText('欢迎光临')
    await expect(customer.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await signOnByKeys(page)
    await scan(page, goods.milk.gtin)
    await expect(customer.getByTestId('customer-line')).toContainText(goods.milk.zh)
    await expect.poll(pole(data)).toMatch(/^\|伊利纯牛奶 +\d+\.\d\d\|\n\|合计 +\d+\.\d\d\|\n$/)
    await customer.context().close()
  })
})

/** Through the till's own door, as its page asks: what the seat may do, without a view for it. */
function command<T = unknown>(page: Page, name: string, input: unknown): Promise<T> {
  const text = JSON.stringify({ v: 1, id: randomUUID(), name, input })
  return page.evaluate(`new Promise((resolve, reject) => {
    const socket = new WebSocket('ws://' + location.host + '/api')
    socket.onopen = () => socket.send(${JSON.stringify(text)})
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data)
      if (message.id !== ${JSON.stringify(text)}.match(/"id":"([^"]*)"/)[1]) return
      socket.close()
      message.ok ? resolve(message.value) : reject(new Error(message.refusal.code))
    }
  })`)
}
interface Counter {
  readonly basket?: { readonly id: string; readonly revision: number }
  readonly lastSale?: { readonly id: string }
}

for (const store of ['gb', 'cn'] as const) {
  test.describe(`returns in ${store}`, () => {
    test.use({ store })
    test(`[RETQ-8] goods that come back stand on the customer’s window and on the pole, and what is paid back for them, in ${store === 'gb' ? 'English' : 'Chinese'}`, async ({ counter: page, till, data, browser }) => {
      const { page: customer, wire } = await heldCustomerPage(browser, till)
      await customer.setViewportSize({ width: 1024, height: 600 })
      await expect(customer.getByTestId('customer-idle')).toBeVisible()
      await signOnByKeys(page)
      for (const item of [goods.milk, goods.milk, goods.croissant]) await scan(page, item.gtin)
      await expect(customer.getByTestId('customer-line')).toHaveCount(2)
      await page.keyboard.press('F10')
      await expect(customer.getByTestId('customer-finished')).toBeVisible()
      const { lastSale } = await command<Counter>(page, 'counter', {})
      const [milk, croissant] = store === 'gb' ? ['1.45', '0.95'] : ['12.80', '8.50']
      const [symbol, minus] = [store === 'gb' ? '£' : '¥', '−']
      for (const lineNo of [1, 2]) await command(page, 'add-return', { saleId: lastSale?.id, lineNo, quantity: 1000, condition: 'waste', reason: 'faulty' })
      const both = (Number(milk) + Number(croissant)).toFixed(2)
      await expect(customer.getByTestId('customer-line')).toHaveText([new RegExp(`${store === 'gb' ? 'Return.*Pure milk' : '退货.*伊利纯牛奶'}.*${minus}${milk}$`), new RegExp(`${minus}${croissant}$`)])
      await expect(customer.getByRole('status')).toHaveText(new RegExp(`^${store === 'gb' ? 'We pay you back in cash' : '以现金退还您'}.*${both}$`))
      await expect.poll(pole(data)).toMatch(store === 'gb' ? /^\|2 items back +\|\n\|You get +2\.40\|\n$/ : /^\|退 2 件 +\|\n\|应退您 +21\.30\|\n$/)
      await drawn(customer)
      await picture(customer, `customer-returns-${store}`)
      await scan(page, goods.cola.gtin)
      await expect(customer.getByTestId('customer-line')).toHaveCount(3)
      await expect(customer.getByTestId('customer-returned')).toContainText(`${minus}${both}`)
      await drawn(customer)
      await picture(customer, `customer-exchange-${store}`)
      // Three ways at once are rare, and have room all the same.
      wire.alter((text) => text.replace(/,"payBack":\{[^}]*\}/, '').replace('"phase":"basket"', '"phase":"basket","payBack":{"cash":12345,"card":234567,"wallet":98765}'))
      await scan(page, goods.cola.gtin)
      await expect(customer.getByRole('status')).toContainText('3,456.77')
      await drawn(customer)
      await picture(customer, `customer-split-${store}`)
      expect(await customer.evaluate(beyond)).toEqual([])
      wire.letGo()
      await page.keyboard.press('Delete')
      await expect(customer.getByTestId('customer-line')).toHaveCount(2)

      const { basket } = await command<Counter>(page, 'counter', {})
      await command(page, 'complete-sale', { basketId: basket?.id, revision: basket?.revision, tenders: [] })
      await expect(customer.getByTestId('customer-finished')).toContainText(store === 'gb' ? 'Your return is done.' : '您的退货已办理。')
      await expect(customer.getByRole('status')).toHaveText(new RegExp(`${store === 'gb' ? 'Paid back in cash' : '已退现金'}.*\\${symbol}${both}$`))
      await expect.poll(pole(data)).toMatch(store === 'gb' ? /^\|Cash back +2\.40\|\n\|Thank you/ : /^\|退现金 +21\.30\|\n\|谢谢惠顾/)
      await drawn(customer)
      await picture(customer, `customer-returned-${store}`)
      for (const secret of ['Mei Lin', 'faulty', 'waste', 'sku']) expect(await customer.content()).not.toContain(secret)
      expect(await shapeFaults(customer)).toEqual([])
      expect(await axe(customer, undefined)).toEqual([])
      await customer.context().close()
    })
  })
}

test('[CUS-3] the customer’s session reads what a customer sees, and can do nothing else', async ({ counter: page, till, browser }) => {
  const customer = await customerPage(browser, till)
  await expect(customer.getByTestId('customer-idle')).toBeVisible()
  await signOnByKeys(page)

  interface Said { readonly topic?: string; readonly ok?: boolean; readonly value?: Readonly<Record<string, unknown>>; readonly refusal?: { readonly code: string } }
  /** Sends over a line of this page's own, and gives everything that came until the answer. */
  const say = (where: string, name: string, input: unknown): Promise<Said[] | 'shut'> => {
    const id = randomUUID()
    const text = JSON.stringify({ v: 1, id, name, input })
    return customer.evaluate(`new Promise((resolve) => {
      const heard = []
      const socket = new WebSocket('ws://' + location.host + '${where}')
      socket.onerror = () => resolve('shut')
      socket.onopen = () => socket.send(${JSON.stringify(text)})
      socket.onmessage = ({ data }) => {
        const message = JSON.parse(data)
        heard.push(message)
        if (message.id === '${id}') resolve(heard)
      }
    })`)
  }
  const commands: readonly (readonly [string, unknown])[] = [['scan', { barcode: goods.milk.gtin }], ['counter', {}], ['register', {}], ['status', {}], ['receipts', { limit: 10 }], ['sign-off', {}], ['open-drawer', { reason: 'giveChange' }], ['constructor', {}]]
  for (const [name, input] of commands) expect(await say('/customer/api', name, input), name).toEqual([expect.objectContaining({ ok: false, refusal: { code: 'request.notAllowed' } })])
  // Its cookie is none of the till's: the till's own way in stays shut.
  expect(await say('/api', 'counter', {})).toBe('shut')
  await expect(lines(page), 'nothing was rung up').toHaveCount(0)

  await scan(page, goods.milk.gtin)
  await expect(customer.getByTestId('customer-line')).toHaveCount(1)
  const [answer] = (await say('/customer/api', 'customer-view', {})) as Said[]
  expect(Object.keys(answer?.value ?? {}).toSorted()).toEqual(['before', 'behind', 'currency', 'discount', 'itemCount', 'language', 'lastLineNo', 'lines', 'phase', 'storeName', 'tax', 'total'])
  expect(JSON.stringify(answer)).not.toContain('Mei Lin')

  // Every topic there is, told while this session listened: it heard its own.
  const heard = customer.evaluate(`new Promise((resolve) => {
    const topics = []
    const socket = new WebSocket('ws://' + location.host + '/customer/api')
    socket.onopen = () => (document.title = 'listening')
    socket.onmessage = ({ data }) => {
      topics.push(JSON.parse(data).topic)
      if (topics.length === 3) resolve(topics)
    }
  })`)
  await expect(customer).toHaveTitle('listening')
  for (let times = 0; times < 3; times += 1) await scan(page, goods.cola.gtin)
  expect(await heard).toEqual(['customer-view', 'customer-view', 'customer-view'])
  await customer.context().close()
})

test('[CUS-4] a secret opens the customer’s page once, and no secret of the one opens the other', async ({ counter: page, till, browser }) => {
  await expect(page.getByTestId('operator').first()).toBeVisible()
  const address = await till.customerAddress()
  const stranger = await (await browser.newContext()).newPage()
  // Taken to the till's own exchange it is worth nothing.
  await stranger.goto(address.replace('/customer.html', '/'))
  await expect(stranger.getByRole('alert')).toContainText('This page has no key to the till')
  const first = await customerPage(browser, till)
  await expect(first.getByTestId('customer-idle')).toBeVisible()
  const second = await customerPage(browser, till)
  await expect(second.getByTestId('customer-refused')).toContainText('This page has no key to the till')
  await first.reload()
  await expect(first.getByTestId('customer-idle')).toBeVisible()
  for (const opened of [stranger, first, second]) await opened.context().close()
})

test.describe('[CUS-5] every look in both themes and on both second screens is one that axe, an eye and a reader find nothing wrong with', () => {
  const sizes = [[1024, 600], [1366, 768]] as const


  for (const store of ['gb', 'cn'] as const) {
    test.describe(store, () => {
      test.use({ store })
      test(`in ${store === 'gb' ? 'English' : 'Chinese'}`, async ({ counter: page, till, browser }) => {
        test.setTimeout(120_000)
        const { page: customer, wire } = await heldCustomerPage(browser, till)
        const lookAt = async (look: string): Promise<void> => {
          for (const [width, height] of sizes) {
            await customer.setViewportSize({ width, height })
            for (const theme of themes) {
              await customer.evaluate(`document.documentElement.dataset.theme = '${theme}'`)
              await drawn(customer)
              await picture(customer, `customer-${width}-${theme}-${store}-${look}`)
              expect.soft(await customer.evaluate(beyond), `${look} ${width}`).toEqual([])
              expect.soft(await shapeFaults(customer), `${look} ${width}`).toEqual([])
              expect.soft(await axe(customer, theme === 'light' ? undefined : ['color-contrast']), `${look} ${width} ${theme}`).toEqual([])
            }
          }
        }
        await customer.evaluate('document.fonts.ready.then(() => undefined)')
        await expect(customer.getByTestId('customer-idle')).toBeVisible()
        await lookAt('idle')

        await signOnByKeys(page)
        const list = customer.getByTestId('customer-line')
        await scan(page, goods.croissant.gtin)
        await expect(list).toHaveCount(1)
        await lookAt('one-line')

        await page.getByTestId('tile-kg').first().click()
        await page.getByTestId('scale-put-1285').click()
        await expect(page.getByTestId('scale-state')).toHaveAttribute('data-kind', 'stable')
        await page.keyboard.press('Enter')
        await expect(list).toHaveCount(2)
        for (const item of [goods.milk, goods.milk, goods.cola]) await scan(page, item.gtin)
        await expect(list).toHaveCount(4)
        for (const key of ['F4', '2', '0', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
        await expect(page.getByTestId('discount-done')).toBeVisible()
        await page.keyboard.press('Enter')
        await lookAt('basket')

        // No payer stands still for as long as it takes to look.
        wire.alter((text) => text.replaceAll('"phase":"basket"', '"phase":"basket","codeToPay":{"qr":"https://pay.example/0198c0de-0000-7000-8000-000000000000","amount":123456789}'))
        await scan(page, goods.cola.gtin)
        await expect(customer.getByTestId('customer-code')).toContainText(store === 'gb' ? 'Scan to pay' : '请扫码付款')
        await lookAt('code')
        wire.letGo()
        await scan(page, goods.cola.gtin)
        await expect(customer.getByTestId('customer-code')).toHaveCount(0)

        // More than there is room for, by as many goods as the tiles have.
        const tiles = page.locator('[data-testid^=tile-]:not([data-testid=tile-kg])')
        const count = await tiles.count()
        for (let index = 0; index < Math.min(count, 12); index += 1) await tiles.nth(index).click()
        await expect(list).toHaveCount(8)
        await expect(customer.getByTestId('customer-basket')).toContainText(store === 'gb' ? /earlier lines?/ : '前面还有')
        await lookAt('many')

        // A bottle of wine is among them.
        await page.keyboard.press('Shift+F6')
        await expect(page.getByTestId('age-question')).toHaveCount(0)
        for (const key of ['9', '0', '0', 'F10']) await page.keyboard.press(key)
        await expect(customer.getByTestId('customer-finished')).toBeVisible()
        await lookAt('change')

        await scan(page, goods.cola.gtin)
        await expect(list).toHaveCount(1)
        for (const key of ['F4', 'ArrowRight', 'ArrowRight', ...Array.from('1234567.89'), 'ArrowDown', 'Enter']) await page.keyboard.press(key)
        await expect(page.getByTestId('discount-done')).toBeVisible()
        await page.keyboard.press('Enter')
        await expect(customer.getByRole('status')).toContainText('1,234,567.89')
        await lookAt('a-million')
        for (const key of ['F11', 'Enter']) await page.keyboard.press(key)
        await expect(customer.getByTestId('customer-finished')).toBeVisible()
        await lookAt('card')

        await till.kill()
        await expect(customer.getByTestId('customer-lost')).toBeVisible()
        await lookAt('lost')
        await customer.context().close()
      })
    })
  }
})
