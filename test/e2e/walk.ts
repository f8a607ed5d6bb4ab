import { type Layer } from '../../src/renderer/state/views.ts'
import { expect, goods } from './fixture.ts'
import { approvalWalk } from './walk-approvals.ts'
import { backupWalk } from './walk-backups.ts'
import { customerWalk } from './walk-customers.ts'
import { cashWalk } from './walk-cash.ts'
import { deviceWalk } from './walk-devices.ts'
import { headOfficeWalk } from './walk-head-office.ts'
import { journalWalk } from './walk-journal.ts'
import { paymentWalk } from './walk-payments.ts'
import { givenBack, returnWalk } from './walk-returns.ts'
import { reportWalk } from './walk-reports.ts'
import { setupWalk } from './walk-setup.ts'
import { settingsWalk } from './walk-settings.ts'
import { secondFactorWalk } from './walk-second-factor.ts'
import { moveWalk } from './walk-move.ts'
import { supportWalk } from './walk-support.ts'
import { trainingWalk } from './walk-training.ts'
import { weighWalk } from './walk-weigh.ts'
import { unknown, keys, lines, slowly, toggleMenu, printer, drawer, some, paid, discount, scanFirst, type Step, type Walk } from './walk-steps.ts'

export const walk: Walk = {
  ...approvalWalk,
  // Before the backups, whose last look leaves the same person waiting to type a PIN again.
  ...headOfficeWalk,
  ...backupWalk,
  ...cashWalk,
  ...customerWalk,
  ...deviceWalk,
  ...journalWalk,
  ...paymentWalk,
  ...reportWalk,
  ...returnWalk,
  ...settingsWalk,
  ...secondFactorWalk,
  ...supportWalk,
  ...trainingWalk,
  ...setupWalk,
  ...moveWalk,
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
    'given-back': givenBack,
    torn: async (walker) => {
      await some(walker)
      walker.wire.alter((text) => text.replaceAll(/"kind":"print","state":"(?:waiting|working|printed)"/g, '"kind":"print","state":"failed","fault":"paper-out"'))
      await keys(walker.page, '5', '0', 'F10')
      await expect(walker.page.getByTestId('paper-torn')).toBeVisible()
    },
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
  weigh: weighWalk,
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
  layAside: {
    deposit: async (walker) => {
      await some(walker)
      await keys(walker.page, 'Control+h')
      await expect(walker.page.getByTestId('lay-aside-next')).toBeVisible()
      await keys(walker.page, 'Enter')
      await expect(walker.page.getByTestId('lay-aside-terms')).toContainText('30')
    },
  },
  layAways: {
    list: async (walker) => {
      const { page } = walker
      await some(walker)
      await keys(page, 'Control+h')
      await expect(page.getByTestId('lay-aside-next')).toBeVisible()
      await keys(page, 'Enter')
      await expect(page.getByTestId('lay-aside-terms')).toContainText('30')
      await keys(page, 'Enter')
      await expect(page.getByTestId('basket-owed')).toBeVisible()
      await keys(page, 'F10')
      await expect(page.getByTestId('view-finish')).toBeVisible()
      await keys(page, 'Enter', 'Control+h')
      await expect(page.getByTestId('lay-away')).not.toHaveCount(0)
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
    recalled: async ({ page, scan }) => {
      await keys(page, 'F3')
      await scan('6009')
      await expect(page.getByTestId('recalls')).toBeVisible()
    },
  },
  newItem: {
    new: async ({ page, scan }) => {
      await scan(unknown)
      await keys(page, 'Insert')
      await page.keyboard.type('Oat bar', { delay: 130 })
      await keys(page, 'Enter', '1', '.', '7', '5')
      await expect(page.getByTestId('new-item-save')).toBeEnabled()
    },
    'wrong-digit': async ({ page, scan }) => {
      await scan('5012345678901')
      await keys(page, 'Insert')
      await expect(page.getByTestId('new-item-check-digit')).toBeVisible()
    },
  },
  recall: {
    asking: async (walker) => {
      await walk.priceCheck.recalled(walker)
      await keys(walker.page, 'F9', 'ArrowDown', 'L', '7')
      await expect(walker.page.getByTestId('recall-block')).toBeEnabled()
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
  mailReceipt: {
    address: async (walker) => {
      await paid(walker, 'F10')
      await keys(walker.page, 'Control+e', 'a', '@', 'b')
      await expect(walker.page.getByTestId('mail-send')).toBeEnabled()
    },
  },
  gift: {
    lines: async (walker) => {
      await paid(walker, 'F10')
      await keys(walker.page, 'Control+g')
      await expect(walker.page.getByTestId('gift-print')).toBeEnabled()
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
