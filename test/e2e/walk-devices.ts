import { type DeviceSlot, type DeviceView, type FoundDevicesView } from '../../src/contracts/ipc/index.ts'
import { expect, goods } from './fixture.ts'
import { foundThings } from './found-things.ts'
import { told, keys, printer, drawer, type Walker, type Walk } from './walk-steps.ts'

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

async function labelOfMilk({ page, scan }: Walker): Promise<void> {
  await keys(page, 'F3')
  await scan(goods.milk.gtin)
  await expect(page.getByTestId('price-known')).toBeVisible()
  await keys(page, 'Shift+F3')
  await expect(page.getByTestId('label-preview')).toBeVisible()
}

/** Ways to the looks of everything that is set, found, tried or printed for the shelf. */
export const deviceWalk: Pick<Walk, 'label' | 'devices' | 'deviceSetup' | 'deviceFind' | 'deviceLog' | 'gun'> = {
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
}
