import { type Locator, type Page } from '@playwright/test'
import { type DeviceView } from '../../src/contracts/ipc/index.ts'
import { type Looks, type Screen } from '../../src/renderer/state/views.ts'
import { expect, goods } from './fixture.ts'
import { drawn } from './look.ts'
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

export type Step = (walker: Walker) => Promise<void>
/** A way to every look of every view. A view or a look that is added to the list and has no way here does not compile. */
export type Walk = { readonly [S in Screen]: { readonly [Look in Looks[S]]: Step } }

export const unknown = '4006381333931'
export const keys = (page: Page, ...pressed: readonly string[]): Promise<void> => pressed.reduce(async (before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())
export const lines = (page: Page) => page.getByTestId('basket-lines').getByRole('listitem')

/** A hand's pace is taken for typing; a scanner's is not. Where only digits of an amount are typed the pace does not matter. */
export const slowly = { delay: 60 } as const

/** The menu key stands only on narrow screens, and looks are reached on a wide one. */
export const toggleMenu = (page: Page): Promise<unknown> => page.evaluate(`document.querySelector('[data-testid=menu]').click()`)

export const told = { name: 'tcp://192.0.2.8:9100', simulated: false, health: 'ready', faults: [] } as const
export const printer = (changes: Partial<DeviceView>): DeviceView => ({ ...told, id: 'printer:receipt', kind: 'printer', faults: [], ...changes })
export const drawer = (changes: Partial<DeviceView>): DeviceView => ({ ...told, id: 'cashDrawer:1', kind: 'cashDrawer', faults: [], position: 'closed', ...changes })

/** Views that the core knows nothing of, or that are left by no key: they are forgotten with the page, and so is what the page was made to refuse. */
const reloaded = ['view-payment', 'view-approval', 'taken-payments', 'view-setup', 'view-moved']

/** Those of these that are on the screen, in one question: a question each was half of the way back. */
async function shownOf(page: Page, ...ids: readonly string[]): Promise<readonly string[]> {
  const all = await page.evaluate<string[]>(`[...document.querySelectorAll('[data-testid]')].filter((element) => element.checkVisibility({ visibilityProperty: true })).map((element) => element.dataset.testid)`)
  return ids.filter((id) => all.includes(id))
}

/** Back to an empty counter, from wherever the look before stopped. */
export async function toEmptyCounter(page: Page): Promise<void> {
  const voidKey = page.getByTestId('key-cancelBasket')
  const pinKeypad = page.getByTestId('view-sign-on')
  if ((await shownOf(page, ...reloaded)).length > 0) {
    await page.reload()
    await expect(page.getByTestId('basket')).toBeVisible()
  }
  if (await page.getByTestId('training-end').isVisible()) {
    await page.keyboard.press('Shift+F1')
    await expect(pinKeypad).toBeVisible()
  }
  await expect(async () => {
    const shown = await shownOf(page, 'view-sign-on', 'view-finish', 'count-leave')
    if (shown.includes('view-sign-on')) return
    // To the question whether a count may go, Esc says no. What Enter begins the core answers; what Esc leaves is gone with the next picture.
    if (shown.length > 0) {
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('view-sell')).toBeVisible({ timeout: 100 })
    } else {
      await page.keyboard.press('Escape')
      await drawn(page)
      expect(await shownOf(page, 'view-sell')).toHaveLength(1)
    }
  }).toPass({ intervals: [10], timeout: 5000 })
  if (await pinKeypad.isVisible()) await signOnByKeys(page)
  if ((await page.getByTestId('menu').getAttribute('aria-expanded')) === 'true') await toggleMenu(page)
  await keys(page, 'Escape', 'Escape')
  if (await voidKey.isEnabled()) {
    await keys(page, 'F9', 'F9')
    await expect(voidKey).toBeDisabled()
  }
}

/** The PIN that a demo store shows beside a name. */
export async function shownPin(of: Locator): Promise<string> {
  const pin = /PIN (\d{4,8})/.exec(await of.innerText())?.[1]
  if (pin === undefined) throw new Error('no PIN is shown')
  return pin
}

/** Arrow down, or the other one, until that one is chosen. */
export async function arrowTo(page: Page, wanted: Locator, arrow: 'ArrowDown' | 'ArrowUp' = 'ArrowDown'): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(arrow)
    await expect(wanted).toHaveAttribute('aria-pressed', 'true', { timeout: 100 })
  }).toPass({ intervals: [50], timeout: 5000 })
}

/** By keyboard alone: whoever is named, else the first operator of the demo store, who is its manager. */
export async function signOnByKeys(page: Page, name?: string): Promise<void> {
  const wanted = name === undefined ? page.getByTestId('operator').first() : page.getByTestId('operator').filter({ hasText: name })
  const pin = await shownPin(wanted)
  await arrowTo(page, wanted)
  await page.keyboard.type(pin)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('basket')).toBeVisible()
}

export async function some({ page, scan }: Walker): Promise<void> {
  for (const { gtin } of [goods.milk, goods.milk, goods.croissant, goods.cola]) await scan(gtin)
  await expect(lines(page)).toHaveCount(3)
}

export async function paid(walker: Walker, ...pressed: readonly string[]): Promise<void> {
  await some(walker)
  await keys(walker.page, ...pressed)
  await expect(walker.page.getByTestId('view-finish')).toBeVisible()
  await expect(walker.page.getByTestId('outcome-print-printed')).toBeVisible()
}

export async function discount(walker: Walker, key: string, ...then: readonly string[]): Promise<void> {
  await some(walker)
  await keys(walker.page, key, ...then)
  await expect(walker.page.getByTestId('view-discount')).toBeVisible()
}

export async function scanFirst({ page }: Walker): Promise<void> {
  await page.getByTestId('layout-scanFirst').click()
}
