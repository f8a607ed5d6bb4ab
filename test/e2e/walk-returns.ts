import { type Page } from '@playwright/test'
import { expect } from './fixture.ts'
import { keys, paid, slowly, type Walker, type Walk } from './walk-steps.ts'

/** The last sale of the walk, opened to be returned. */
async function openLast(walker: Walker): Promise<void> {
  await paid(walker, 'F10')
  await keys(walker.page, 'Enter', 'F6')
  await expect(walker.page.getByTestId('found-sale').first()).toBeVisible()
  await keys(walker.page, 'ArrowDown', 'Enter')
  await expect(walker.page.getByTestId('sold-line')).toHaveCount(3)
}

const inBasket = (page: Page) => page.getByTestId('return-line')

export const returnWalk = {
  returns: {
    found: async (walker) => {
      await paid(walker, 'F10')
      await keys(walker.page, 'Enter', 'F6', 'ArrowDown')
      await expect(walker.page.getByTestId('found-sale').first()).toBeVisible()
    },
  },
  returnSale: {
    lines: async (walker) => {
      await openLast(walker)
      await keys(walker.page, 'Enter', 'ArrowDown', 'Enter')
      await expect(inBasket(walker.page)).toHaveCount(2)
    },
    // What a till of the chain shows of a sale that only its paper tells of, one line of it past its days.
    'paper-only': async (walker) => {
      walker.wire.alter((text) => text.replace('"verified":"known"', '"verified":"unverified"').replace('"window":"inside"', '"window":"outside","lastDay":"2026-11-19"'))
      await openLast(walker)
      await expect(walker.page.getByTestId('unverified')).toBeVisible()
    },
  },
  returnItem: {
    found: async ({ page }) => {
      await keys(page, 'F6', 'F7')
      await page.keyboard.type('milk', slowly)
      await expect(page.getByTestId('loose-hit').first()).toBeVisible()
    },
  },
  returnPrice: {
    price: async ({ page }) => {
      await keys(page, 'F6', 'F7')
      await page.getByTestId('loose-tile').first().click()
      await expect(page.getByTestId('loose-price')).toBeVisible()
    },
  },
  voidSale: {
    reasons: async (walker) => {
      await openLast(walker)
      await keys(walker.page, 'F9')
      await expect(walker.page.getByTestId('view-voidSale')).toBeVisible()
      await keys(walker.page, 'ArrowDown')
      await expect(walker.page.getByTestId('void-confirm')).toBeEnabled()
    },
  },
  payBack: {
    card: async (walker) => {
      await paid(walker, 'F11', 'Enter')
      await keys(walker.page, 'Enter', 'F6')
      await expect(walker.page.getByTestId('found-sale').first()).toBeVisible()
      await keys(walker.page, 'ArrowDown', 'Enter')
      await expect(walker.page.getByTestId('sold-line')).toHaveCount(3)
      await keys(walker.page, 'F6')
      await expect(inBasket(walker.page)).toHaveCount(3)
      await keys(walker.page, 'F12')
      await expect(walker.page.getByTestId('payout')).toHaveCount(1)
    },
  },
} satisfies Pick<Walk, 'returns' | 'returnSale' | 'returnItem' | 'returnPrice' | 'voidSale' | 'payBack'>

/** Something of the last sale given back. */
export async function givenBack(walker: Walker): Promise<void> {
  await openLast(walker)
  await keys(walker.page, 'Enter')
  await expect(inBasket(walker.page)).toHaveCount(1)
  await keys(walker.page, 'F10')
  await expect(walker.page.getByTestId('given-back')).toBeVisible()
}
