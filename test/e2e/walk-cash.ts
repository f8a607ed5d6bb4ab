import { expect } from './fixture.ts'
import { keys, paid, type Walk, type Walker } from './walk-steps.ts'

async function toCash({ page }: Walker, ...then: readonly string[]): Promise<void> {
  await keys(page, 'Shift+F8')
  await expect(page.getByTestId('cash-zs')).toBeVisible()
  await expect(page.getByTestId('last-z')).toBeVisible()
  await keys(page, ...then)
}

/** At the end of a shift in which something was sold. */
async function counting(walker: Walker, ...typed: readonly string[]): Promise<void> {
  const { page } = walker
  await paid(walker, 'F10')
  await keys(page, 'Enter')
  await toCash(walker, 'F10')
  if (await page.getByTestId('view-cashClose').isVisible()) await keys(page, 'F5')
  await expect(page.getByTestId('view-count')).toBeVisible()
  await keys(page, ...typed)
}

/** Ways to the looks of the shift and its cash. Whoever walks is the manager, who may do it all alone. */
export const cashWalk: Pick<Walk, 'cash' | 'cashMove' | 'cashText' | 'count' | 'cashClose' | 'handOver' | 'xReport' | 'zReports'> = {
  cash: {
    shift: async (walker) => {
      await paid(walker, 'F10')
      await keys(walker.page, 'Enter')
      await toCash(walker, 'F5', '1', '0', 'ArrowDown', 'Enter')
      await expect(walker.page.getByTestId('cash-booked')).toBeVisible()
      await keys(walker.page, 'Enter')
      await toCash(walker)
      await expect(walker.page.getByTestId('cash-movement')).toHaveCount(1)
    },
  },
  cashMove: {
    payOut: async (walker) => {
      await toCash(walker, 'F6', '4', '.', '5', 'ArrowDown')
      await expect(walker.page.getByTestId('reason-supplies')).toHaveAttribute('aria-pressed', 'true')
    },
  },
  cashText: {
    bag: async (walker) => {
      await toCash(walker, 'F4', '1', 'Enter', '4', '7', '1', '1')
      await expect(walker.page.getByRole('textbox')).toHaveValue('4711')
    },
  },
  count: {
    declared: async (walker) => {
      await counting(walker, '1', 'Enter', '2', 'Enter', 'ArrowDown', '1', '2')
    },
  },
  cashClose: {
    short: async (walker) => {
      await counting(walker, 'ArrowDown', 'ArrowDown', '1')
      await keys(walker.page, 'F10')
      await expect(walker.page.getByTestId('over-short')).toBeVisible()
    },
  },
  handOver: {
    who: async (walker) => {
      await toCash(walker, 'F9', 'ArrowDown')
      await expect(walker.page.getByTestId('taker').first()).toHaveAttribute('aria-pressed', 'true')
    },
  },
  xReport: {
    paper: async (walker) => {
      await toCash(walker, 'F11')
      await expect(walker.page.getByTestId('report-paper')).toBeVisible()
    },
  },
  zReports: {
    list: async (walker) => {
      await toCash(walker, 'F12')
      await expect(walker.page.getByTestId('view-zReports')).toBeVisible()
    },
  },
}
