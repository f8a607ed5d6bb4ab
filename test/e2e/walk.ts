import { type Page } from '@playwright/test'
import { type CounterView, type DeviceSlot, type DeviceView, type FoundDevicesView, type PaymentView } from '../../src/contracts/ipc/index.ts'
import { type Layer, type Looks, type Screen } from '../../src/renderer/state/views.ts'
import { expect, goods } from './fixture.ts'
import { foundThings } from './found-things.ts'
import { type Till } from './till.ts'
import { type Wire } from './wire.ts'

/** What the walk goes with: a real till and one page of it. */
export interface Walker {
  readonly page: Page
  readonly till: Till
  /** Sends a scan the way a wedge does. */
  readonly scan: (barcode: string) => Promise<void>
  readonly wire: Wire
}

type Step = (walker: Walker) => Promise<void>
/** A way to every look of every view. A view or a look that is added to the list and has no way here does not compile. */
type Walk = { readonly [S in Screen]: { readonly [Look in Looks[S]]: Step } }

const unknown = '4006381333931'
const keys = (page: Page, ...pressed: readonly string[]): Promise<void> => pressed.reduce(async (before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())
const lines = (page: Page) => page.getByTestId('basket-lines').getByRole('listitem')

/** A hand's pace is taken for typing; a scanner's is not. Where only digits of an amount are typed the pace does not matter. */
const slowly = { delay: 60 } as const

/** The menu key stands only on narrow screens, and looks are reached on a wide one. */
const toggleMenu = (page: Page): Promise<unknown> => page.evaluate(`document.querySelector('[data-testid=menu]').click()`)

const told = { name: 'tcp://192.0.2.8:9100', simulated: false, health: 'ready', faults: [] } as const
const printer = (changes: Partial<DeviceView>): DeviceView => ({ ...told, id: 'printer:receipt', kind: 'printer', faults: [], ...changes })
const drawer = (changes: Partial<DeviceView>): DeviceView => ({ ...told, id: 'cashDrawer:1', kind: 'cashDrawer', faults: [], position: 'closed', ...changes })

const labelPrinter = (changes: Partial<DeviceView>): DeviceView => ({ ...told, id: 'labelPrinter:1', kind: 'labelPrinter', faults: [], roll: { size: '50x30', dpi: 203 }, ...changes })
/** Whoever signed on here is the demo store's manager: nobody else may change a device. */
async function setUp(walker: Walker, slot: DeviceSlot, way: string): Promise<void> {
  await keys(walker.page, 'Control+i')
  await walker.page.getByTestId(`change-${slot}`).click()
  await walker.page.getByTestId(`way-${way}`).click()
  await expect(walker.page.getByTestId(`way-${way}`)).toHaveAttribute('aria-pressed', 'true')
}

async function find(walker: Walker, said: FoundDevicesView): Promise<void> {
  await keys(walker.page, 'Control+i')
  await expect(walker.page.getByTestId('find-devices')).toBeEnabled()
  // What is plugged in to the machine that this runs on is another thing on each.
  walker.wire.alter((text) => text.replace(/"value":\{"found":.*\}$/, `"value":${JSON.stringify(said)}}`))
  await keys(walker.page, 'Control+f')
  await expect(walker.page.getByTestId('view-deviceFind')).toBeVisible()
}

/** Back to an empty counter, from wherever the look before stopped. */
export async function toEmptyCounter(page: Page): Promise<void> {
  const voidKey = page.getByTestId('key-cancelBasket')
  const pinKeypad = page.getByTestId('view-sign-on')
  // A payment on the page that the core knows nothing of is forgotten with the page.
  if ((await page.getByTestId('view-payment').isVisible()) || (await page.getByTestId('taken-payments').isVisible())) {
    await page.reload()
    await expect(page.getByTestId('basket')).toBeVisible()
  }
  await expect(async () => {
    if (await pinKeypad.isVisible()) return
    await page.keyboard.press((await page.getByTestId('view-finish').isVisible()) ? 'Enter' : 'Escape')
    await expect(page.getByTestId('view-sell')).toBeVisible({ timeout: 100 })
  }).toPass({ timeout: 5000 })
  if (await pinKeypad.isVisible()) await signOnByKeys(page)
  if ((await page.getByTestId('menu').getAttribute('aria-expanded')) === 'true') await toggleMenu(page)
  await keys(page, 'Escape', 'Escape')
  if (await voidKey.isEnabled()) {
    await keys(page, 'F9', 'F9')
    await expect(voidKey).toBeDisabled()
  }
}

/** By keyboard alone: the first operator of the demo store, whose PIN it shows. */
export async function signOnByKeys(page: Page): Promise<void> {
  const first = page.getByTestId('operator').first()
  const pin = /PIN (\d{4,8})/.exec(await first.innerText())?.[1]
  if (pin === undefined) throw new Error('no PIN is shown')
  await expect(async () => {
    await page.keyboard.press('ArrowDown')
    await expect(first).toHaveAttribute('aria-pressed', 'true', { timeout: 100 })
  }).toPass({ timeout: 5000 })
  await page.keyboard.type(pin)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('basket')).toBeVisible()
}

async function some({ page, scan }: Walker): Promise<void> {
  for (const { gtin } of [goods.milk, goods.milk, goods.croissant, goods.cola]) await scan(gtin)
  await expect(lines(page)).toHaveCount(3)
}

const payment = (changes: Partial<PaymentView>): PaymentView => ({ id: 'p1', method: 'card', kind: 'sale', amount: 545, state: 'pending', ...changes })

/** A basket with payments no simulated terminal would stand still in for long enough to be looked at. */
async function withPayments(walker: Walker, payments: readonly PaymentView[], more: { readonly due?: number } = {}): Promise<void> {
  await walker.scan(goods.milk.gtin)
  await expect(lines(walker.page)).toHaveCount(1)
  walker.wire.alter((text) => {
    const message = JSON.parse(text) as { payload?: Partial<CounterView>; value?: Partial<CounterView> }
    const basket = message.payload?.basket ?? message.value?.basket
    if (basket === undefined) return text
    Object.assign(basket, { payments, ...more })
    return JSON.stringify(message)
  })
  await walker.scan(goods.cola.gtin)
  await expect(lines(walker.page)).toHaveCount(2)
}

async function paid(walker: Walker, ...pressed: readonly string[]): Promise<void> {
  await some(walker)
  await keys(walker.page, ...pressed)
  await expect(walker.page.getByTestId('view-finish')).toBeVisible()
  await expect(walker.page.getByTestId('outcome-print-printed')).toBeVisible()
}

async function discount(walker: Walker, key: string, ...then: readonly string[]): Promise<void> {
  await some(walker)
  await keys(walker.page, key, ...then)
  await expect(walker.page.getByTestId('view-discount')).toBeVisible()
}

async function labelOfMilk({ page, scan }: Walker): Promise<void> {
  await keys(page, 'F3')
  await scan(goods.milk.gtin)
  await expect(page.getByTestId('price-known')).toBeVisible()
  await keys(page, 'Shift+F3')
  await expect(page.getByTestId('label-preview')).toBeVisible()
}

async function scanFirst({ page }: Walker): Promise<void> {
  await page.getByTestId('layout-scanFirst').click()
}

export const walk: Walk = {
  'sign-on': {
    nobody: async ({ page }) => {
      await keys(page, 'Control+l')
      await expect(page.getByTestId('view-sign-on')).toBeVisible()
    },
    pin: async ({ page }) => {
      await keys(page, 'Control+l', 'ArrowDown', '1', '2', '3')
      await expect(page.getByTestId('view-sign-on')).toBeVisible()
    },
    'basket-waits': async (walker) => {
      await some(walker)
      await keys(walker.page, 'Control+l')
      await expect(walker.page.getByTestId('view-sign-on')).toBeVisible()
    },
  },
  search: {
    found: async ({ page }) => {
      await page.keyboard.type('mil', slowly)
      await expect(page.getByTestId('view-search')).toBeVisible()
    },
    nothing: async ({ page }) => {
      await page.keyboard.type('zzzzzz', { delay: 130 })
      await expect(page.getByTestId('view-search')).toBeVisible()
    },
  },
  finish: {
    change: async (walker) => paid(walker, '5', '0', 'F10'),
    card: async (walker) => paid(walker, 'F11', 'Enter'),
  },
  sell: {
    empty: async ({ page }) => expect(lines(page)).toHaveCount(0),
    tiles: some,
    'line-chosen': async (walker) => {
      await some(walker)
      await keys(walker.page, 'ArrowUp')
    },
    'line-removed': async (walker) => {
      await some(walker)
      await keys(walker.page, 'Delete')
      await expect(walker.page.getByTestId('line-undo')).toBeVisible()
    },
    'red-line': async (walker) => {
      await some(walker)
      await walker.scan(unknown)
      await expect(lines(walker.page)).toHaveCount(4)
    },
    discounted: async (walker) => {
      await discount(walker, 'F4', '2', '0', 'ArrowDown', 'Enter')
      await expect(walker.page.getByTestId('discount-done')).toBeVisible()
      await keys(walker.page, 'Enter', 'Shift+F4', '1', '0', 'ArrowDown', 'Enter')
      await expect(walker.page.getByTestId('discount-done')).toBeVisible()
      await keys(walker.page, 'Enter')
    },
    'void-asked': async (walker) => {
      await some(walker)
      await keys(walker.page, 'F9')
    },
    'scan-first-empty': async (walker) => {
      await scanFirst(walker)
      await expect(walker.page.getByTestId('layout-tiles')).toBeAttached()
    },
    'scan-first': async (walker) => {
      await some(walker)
      await expect(walker.page.getByTestId('layout-tiles')).toBeAttached()
    },
    menu: async (walker) => {
      await walker.page.getByTestId('layout-tiles').click()
      await expect(walker.page.getByTestId('layout-scanFirst')).toBeAttached()
      await some(walker)
      await toggleMenu(walker.page)
      await expect(walker.page.getByTestId('menu')).toHaveAttribute('aria-expanded', 'true')
    },
    refused: async ({ page }) => {
      await keys(page, 'F10')
      await expect(page.getByRole('alert')).toBeVisible()
    },
    'piece-chosen': async ({ page, scan }) => {
      await scan(`01${goods.milk.gtin.padStart(14, '0')}1730123110LOT-4711\u001d21SERIAL-00042`)
      await expect(lines(page)).toHaveCount(1)
      await keys(page, 'ArrowUp')
      await expect(page.getByTestId('line-detail')).toBeVisible()
    },
    'bad-label': async ({ page, scan }) => {
      await scan(`]C101${goods.milk.gtin.padStart(14, '0')}17301331`)
      await scan(`]C101${goods.cola.gtin.padStart(14, '0')}10`)
      await expect(lines(page)).toHaveCount(2)
      await keys(page, 'ArrowUp')
      await expect(page.getByTestId('line-detail')).toBeVisible()
    },
    offline: async (walker) => {
      await some(walker)
      walker.wire.tell('replication', { enrolled: true, state: 'offline', waiting: 7, lastAcknowledgedAt: Date.UTC(2026, 10, 21, 15, 4), waitingSales: 3 })
      await expect(walker.page.getByTestId('replication-offline')).toBeVisible()
    },
    'drawer-left-open': async (walker) => {
      await some(walker)
      walker.wire.tell('devices', { devices: [printer({}), drawer({ health: 'degraded', faults: ['drawer-left-open'], position: 'open' })] })
      await expect(walker.page.getByRole('alert')).toBeVisible()
    },
  },
  weigh: {
    item: async ({ page }) => {
      await page.getByTestId('tile-kg').first().click()
      await page.keyboard.type('1.284', slowly)
      await expect(page.getByTestId('view-weigh')).toBeVisible()
    },
    empty: async ({ page }) => {
      await page.getByTestId('tile-kg').first().click()
      // What an earlier look put on it lies there still.
      const takeOff = page.getByTestId('scale-take-off')
      await expect(page.getByTestId('scale-put-500')).toBeVisible()
      await takeOff.click()
      await expect(page.getByTestId('scale-state')).toHaveAttribute('data-kind', 'empty')
    },
    settled: async ({ page }) => {
      await page.getByTestId('tile-kg').first().click()
      await page.getByTestId('scale-put-1285').click()
      await expect(page.getByTestId('scale-state')).toHaveAttribute('data-kind', 'stable')
    },
    choosing: async ({ page }) => {
      await keys(page, 'F7', 'ArrowDown', 'ArrowDown')
      await expect(page.getByTestId('view-weigh')).toBeVisible()
    },
  },
  discount: {
    percent: async (walker) => discount(walker, 'F4', '2', '0', 'ArrowDown'),
    amount: async (walker) => discount(walker, 'F4', 'ArrowRight', '1'),
    price: async (walker) => discount(walker, 'F4', 'ArrowRight', 'ArrowRight', '1'),
    sale: async (walker) => discount(walker, 'Shift+F4'),
  },
  suspend: {
    label: async (walker) => {
      await some(walker)
      await keys(walker.page, 'F5')
      await expect(walker.page.getByTestId('view-suspend')).toBeVisible()
    },
  },
  suspended: {
    none: async ({ page }) => {
      await keys(page, 'F5')
      await expect(page.getByTestId('view-suspended')).toBeVisible()
    },
    list: async (walker) => {
      await some(walker)
      await keys(walker.page, 'F5', 'F5')
      await expect(lines(walker.page)).toHaveCount(0)
      await keys(walker.page, 'F5')
      await expect(walker.page.getByTestId('held')).not.toHaveCount(0)
    },
    blocked: async (walker) => {
      await some(walker)
      await walker.page.getByTestId('held-pill').click()
      await expect(walker.page.getByTestId('held')).not.toHaveCount(0)
    },
  },
  drawer: {
    asking: async ({ page }) => {
      await keys(page, 'F8', '3')
      await expect(page.getByTestId('drawer-payInOrOut')).toHaveAttribute('aria-pressed', 'true')
    },
    note: async ({ page }) => {
      await keys(page, 'F8', '5')
      await page.keyboard.type('2 rolls of coins', slowly)
      await expect(page.getByRole('textbox')).toHaveValue('2 rolls of coins')
    },
    opened: async ({ page }) => {
      await keys(page, 'F8', '1', 'Enter')
      await expect(page.getByTestId('outcome-kick-kicked')).toBeVisible()
    },
    failed: async ({ page, wire }) => {
      wire.alter((text) => text.replace(/"kind":"kick","state":"(?:waiting|working|kicked)"/, '"kind":"kick","state":"failed","fault":"paper-out"'))
      await keys(page, 'F8', '1', 'Enter')
      await expect(page.getByTestId('outcome-kick-failed')).toBeVisible()
    },
  },
  department: {
    amount: async ({ page }) => {
      await keys(page, 'Control+d', 'ArrowDown', '4', '.', '5', '0')
      await expect(page.getByTestId('view-department')).toBeVisible()
    },
  },
  priceCheck: {
    asking: async ({ page }) => {
      await keys(page, 'F3')
      await expect(page.getByTestId('view-priceCheck')).toBeVisible()
    },
    known: async ({ page, scan }) => {
      await keys(page, 'F3')
      await scan(goods.croissant.gtin)
      await expect(page.getByTestId('price-known')).toBeVisible()
    },
    unknown: async ({ page, scan }) => {
      await keys(page, 'F3')
      await scan(unknown)
      await expect(page.getByTestId('price-unknown')).toBeVisible()
    },
  },
  label: {
    shelf: labelOfMilk,
    item: async (walker) => {
      await labelOfMilk(walker)
      await keys(walker.page, 'ArrowDown', 'ArrowRight')
      await expect(walker.page.getByTestId('label-kind-item')).toHaveAttribute('aria-pressed', 'true')
    },
    printed: async (walker) => {
      await labelOfMilk(walker)
      // Two: one may be out before anybody asked, and then it is not called printed.
      await keys(walker.page, '2', 'Enter')
      await expect(walker.page.getByTestId('outcome-label-printed')).toBeVisible()
    },
    faulty: async (walker) => {
      await labelOfMilk(walker)
      walker.wire.tell('devices', { devices: [printer({}), labelPrinter({ health: 'offline', faults: ['paper-out', 'ribbon-out'] })] })
      walker.wire.alter((text) => text.replace(/"kind":"label","state":"(?:waiting|working|printed|sentOnly)"/, '"kind":"label","state":"failed","fault":"paper-out"'))
      await keys(walker.page, 'Enter')
      await expect(walker.page.getByTestId('outcome-label-failed')).toBeVisible()
    },
  },
  receipts: {
    list: async (walker) => {
      await paid(walker, 'F10')
      await keys(walker.page, 'Control+r')
      await expect(walker.page.getByTestId('receipt-row')).not.toHaveCount(0)
    },
    paper: async ({ page }) => {
      await keys(page, 'Control+r')
      await expect(page.getByTestId('receipt-row')).not.toHaveCount(0)
      await keys(page, 'ArrowDown', 'Enter')
      await expect(page.getByTestId('receipt-paper')).toBeVisible()
    },
    nothing: async ({ page }) => {
      await keys(page, 'Control+r', '9', '9', '9')
      await expect(page.getByTestId('receipt-row')).toHaveCount(0)
    },
  },
  devices: {
    all: async ({ page }) => {
      await keys(page, 'Control+i')
      await expect(page.getByTestId('view-devices')).toBeVisible()
    },
    unhealthy: async ({ page, wire }) => {
      await keys(page, 'Control+i')
      wire.tell('devices', { devices: [printer({ health: 'offline', faults: ['paper-out', 'cover-open'] }), printer({ id: 'printer:second', name: 'tcp://192.0.2.9:9100', health: 'disconnected', faults: ['unreachable'] }), drawer({ position: 'open' })] })
      wire.tell('replication', { enrolled: true, state: 'offline', waiting: 7, lastAcknowledgedAt: Date.UTC(2026, 10, 21, 15, 4), waitingSales: 3 })
      await expect(page.getByText('192.0.2.9')).toBeVisible()
    },
    tested: async ({ page }) => {
      await keys(page, 'Control+i')
      await expect(page.getByTestId('device-printer')).toBeVisible()
      await keys(page, 'F6')
      await expect(page.getByTestId('device-test-steps').first()).toBeVisible()
      await page.getByTestId('test-scanner:1').click()
      await expect(page.locator('[data-testid=device-test][data-state=scan]')).toBeVisible()
    },
  },
  deviceSetup: {
    address: async (walker) => setUp(walker, 'scale', 'address'),
    simulated: async (walker) => setUp(walker, 'printer', 'simulated'),
    refused: async (walker) => {
      await setUp(walker, 'printer', 'address')
      await walker.page.getByRole('textbox').fill('tcp://192.0.2.8:99999')
      await keys(walker.page, 'Enter')
      await expect(walker.page.getByTestId('wrong-part')).toBeVisible()
    },
  },
  deviceFind: {
    found: async (walker) => {
      await find(walker, foundThings)
      await expect(walker.page.getByTestId('no-permission')).toBeVisible()
      await keys(walker.page, 'ArrowDown')
    },
    nothing: async (walker) => {
      await find(walker, { found: [], troubles: [{ bus: 'all', fault: 'driver-stopped' }] })
      await expect(walker.page.getByTestId('found-nothing')).toBeVisible()
    },
  },
  deviceLog: {
    events: async ({ page }) => {
      await keys(page, 'Control+i', 'Control+e')
      await expect(page.getByTestId('event-state').first()).toBeVisible()
    },
    none: async ({ page }) => {
      await keys(page, 'Control+i', 'Control+e')
      await page.getByTestId('log-secondPrinter').click()
      await expect(page.getByTestId('device-events')).toHaveCount(0)
    },
  },
  gun: {
    asking: async ({ page }) => {
      await keys(page, 'Control+i', 'Control+g')
      await expect(page.getByTestId('view-gun')).toBeVisible()
    },
    measured: async ({ page }) => {
      await keys(page, 'Control+i', 'Control+g')
      for (const { gtin } of [goods.milk, goods.croissant, goods.cola]) {
        await page.keyboard.type(gtin, { delay: 5 })
        await page.keyboard.press('Enter')
      }
      await expect(page.getByTestId('gun-scan')).toHaveCount(3)
    },
  },
  tender: {
    exact: async (walker) => {
      await some(walker)
      await keys(walker.page, 'F12')
      await expect(walker.page.getByTestId('view-tender')).toBeVisible()
    },
    change: async (walker) => {
      await some(walker)
      await keys(walker.page, 'F12', '5', '0')
    },
    short: async (walker) => {
      await some(walker)
      await keys(walker.page, 'F12', '2')
    },
    'part-paid': async (walker) => {
      walker.wire.tell('devices', { devices: [{ id: 'paymentTerminal:1', kind: 'paymentTerminal', name: 'zvt://192.0.2.9:20007', simulated: false, health: 'ready', faults: [] }] })
      await withPayments(walker, [payment({ state: 'approved', amount: 100, reference: { attemptId: 'p1', cardType: 'Visa', lastFour: '1234' } })], { due: 170 })
      await expect(walker.page.getByTestId('taken-payments')).toBeVisible()
    },
  },
  payment: {
    waiting: async (walker) => {
      await withPayments(walker, [payment({ cashReceived: 200 })])
      walker.wire.tell('payment', { paymentId: 'p1', phase: 'presentCard' })
      await expect(walker.page.getByTestId('payment-presentCard')).toBeVisible()
    },
    declined: async (walker) => withPayments(walker, [payment({ state: 'declined', reason: 'notEnough', text: 'CREDIT NOT SUFFICIENT' })]),
    unknown: async (walker) => withPayments(walker, [payment({ state: 'unknown', reason: 'lineLost' })]),
    resolving: async (walker) => {
      await withPayments(walker, [payment({ state: 'unknown', reason: 'noAnswer' })])
      await keys(walker.page, 'F4')
      await expect(walker.page.getByTestId('payment-resolving')).toBeVisible()
    },
    wallet: async (walker) => {
      walker.wire.tell('devices', { devices: [{ id: 'wallet:1', kind: 'wallet', name: 'Wallet', simulated: true, health: 'ready', faults: [] }] })
      await some(walker)
      await keys(walker.page, 'F12', 'F7')
    },
    showing: async (walker) => {
      await withPayments(walker, [payment({ method: 'wallet' })])
      walker.wire.tell('payment', { paymentId: 'p1', phase: 'showCode', qr: 'https://pay.example/p1' })
      await expect(walker.page.getByTestId('payment-showCode')).toBeVisible()
    },
  },
  card: {
    whole: async (walker) => {
      await some(walker)
      await keys(walker.page, 'F11')
      await expect(walker.page.getByTestId('view-card')).toBeVisible()
    },
    rest: async (walker) => {
      await some(walker)
      await keys(walker.page, 'F12', '2', 'F11')
      await expect(walker.page.getByTestId('view-card')).toBeVisible()
    },
    'scan-waits': async (walker) => {
      await some(walker)
      await keys(walker.page, 'F11')
      await walker.scan(goods.milk.gtin)
    },
  },
}

/** What lies over a view, each over the one where it matters most. */
export const layerWalk: { readonly [L in Layer]: Step } = {
  keys: async ({ page }) => keys(page, 'F1'),
  job: async (walker) => some(walker),
  'connection-lost': async (walker) => some(walker),
  'connection-refused': async () => undefined,
}
