import { type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, outcomes, scan } from './fixture.ts'
import { view } from './return-steps.ts'
import { keys, lines } from './walk-steps.ts'

// Rings up goods and writes down for itself what they come to, from the price list alone: nothing here asks the till.

interface Item {
  readonly sku: string
  readonly gtin?: string
  readonly price: { readonly GBP: number }
  readonly taxClass: { readonly 'GB-2011': 'zero' | 'standard' }
}

const { items } = JSON.parse(readFileSync(path.resolve('resources/demo/catalogue.json'), 'utf8')) as { readonly items: readonly Item[] }

export function itemOf(sku: string): Item {
  const found = items.find((item) => item.sku === sku)
  if (found === undefined) throw new Error(`the demo store has no ${sku}`)
  return found
}

/** What was done so far, as a person with a pencil would write it down. Amounts in pence, units in thousandths. */
interface Pencil {
  cash: number
  card: number
  readonly sold: number[]
  readonly refunded: number[]
  discounts: number
  kicks: number
  /** Totals with their tax in them. */
  readonly byClass: { zero: number; standard: number }
  readonly units: Map<string, number>
}

export function newPencil(): Pencil {
  return { cash: 0, card: 0, sold: [], refunded: [], discounts: 0, kicks: 0, byClass: { zero: 0, standard: 0 }, units: new Map() }
}

export const sum = (amounts: readonly number[]): number => amounts.reduce((before, each) => before + each, 0)
export const text = (pence: number): string => (pence / 100).toFixed(2)

/** Goods of a sale: what, how much (1 is a piece or a kilogram). */
type Goods = readonly (readonly [sku: string, quantity: number])[]

/** Writes down goods that go out, or with -1 come back, and gives what they come to. `off`: in hundredths, where somebody gave some. */
export function noteGoods(pencil: Pencil, goods: Goods, sign: 1 | -1, off = 0): number {
  return sum(
    goods.map(([sku, quantity]) => {
      const { price, taxClass } = itemOf(sku)
      const gross = Math.round(price.GBP * quantity)
      const discount = Math.round((gross * off) / 100)
      pencil.units.set(sku, (pencil.units.get(sku) ?? 0) + sign * Math.round(quantity * 1000))
      pencil.byClass[taxClass['GB-2011']] += sign * (gross - discount)
      if (sign === 1) pencil.discounts += discount
      return gross - discount
    }),
  )
}

export const total = (page: Page) => page.getByTestId('basket').getByRole('status')

/** Scans each piece, and waits until the basket comes to what the pencil says. */
export async function ring(page: Page, goods: Goods, due: number): Promise<void> {
  for (const [sku, quantity] of goods) {
    const { gtin } = itemOf(sku)
    for (let piece = 0; piece < quantity; piece += 1) await scan(page, gtin ?? sku)
  }
  await expect(total(page)).toContainText(`£${text(due)}`)
}

/** Waits for the end of a sale or a return, and goes back to an empty counter. */
export async function finished(page: Page): Promise<void> {
  await expect(view(page, 'finish')).toBeVisible()
  await keys(page, 'Enter')
  await expect(view(page, 'sell')).toBeVisible()
  await expect(lines(page)).toHaveCount(0)
}

export function atTheCounter(page: Page, pencil: Pencil) {
  const paidIn = (cash: number, card: number): void => {
    pencil.cash += cash
    pencil.card += card
    if (cash !== 0) pencil.kicks += 1
  }
  return {
    paidIn,
    /** All of it in cash: exact, or with this many pounds handed over. */
    cashSale: async (goods: Goods, pounds?: number): Promise<void> => {
      const due = noteGoods(pencil, goods, 1)
      await ring(page, goods, due)
      if (pounds !== undefined) await page.keyboard.type(String(pounds))
      await keys(page, 'F10')
      await expect(page.getByTestId('handed-over')).toContainText(`£${text(pounds === undefined ? due : pounds * 100 - due)}`)
      paidIn(due, 0)
      pencil.sold.push(due)
    },
    /** By card, after this many pounds in cash. */
    cardSale: async (goods: Goods, pounds = 0): Promise<void> => {
      const due = noteGoods(pencil, goods, 1)
      await ring(page, goods, due)
      if (pounds === 0) await keys(page, 'F11')
      else {
        await keys(page, 'F12')
        await expect(view(page, 'tender')).toBeVisible()
        await page.keyboard.type(String(pounds))
        await keys(page, 'F11')
      }
      await expect(view(page, 'card')).toContainText(`£${text(due - pounds * 100)}`)
      await keys(page, 'Enter')
      await expect(outcomes(page)).toContainText(pounds === 0 ? 'Paid · Card' : /Cash \+ Card|Card \+ Cash/)
      paidIn(pounds * 100, due - pounds * 100)
      pencil.sold.push(due)
    },
  }
}

/** The pieces that an amount is counted in, greatest first, as a hand would. */
const pieceValues = [5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1] as const
export async function count(page: Page, amount: number, slips?: number): Promise<void> {
  await expect(view(page, 'count')).toBeVisible()
  let rest = amount
  for (const value of pieceValues) {
    await page.keyboard.type(String(Math.floor(rest / value)))
    await keys(page, 'Enter')
    rest %= value
  }
  if (slips !== undefined) {
    await page.keyboard.type(text(slips))
    await keys(page, 'Enter')
  }
  await keys(page, 'F10')
}
