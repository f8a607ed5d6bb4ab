import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Item } from '../catalogue/index.ts'
import { minor } from '../money/index.ts'
import { priceBasket } from '../pricing/index.ts'
import { pieceCount, thousandths } from '../quantity/index.ts'
import { checkSale, saleBody } from '../sale/index.ts'
import { taxPacks } from '../tax/index.ts'
import { settle } from '../tender/index.ts'
import { addedLine, changedQuantity, discountedBasket, discountedLine, leftToDiscount, overriddenPrice, refusedAge, removedLine, restoredLine, withLinks, type Act, type Basket, type BasketEdit, type ItemLine } from './index.ts'

const act: Act = { at: 1, operator: 'op' }
const empty: Basket = { id: 'b', openedAt: 1, businessDate: '2026-11-21', currency: 'CNY', catalogueVersion: 1, lines: [], trail: [] }
const goods = (sku: string, price: number | undefined, more: Partial<Item> = {}): Item => ({ id: `id-${sku}`, sku, names: { en: sku }, unit: 'each', taxClass: 'standard', ...(price === undefined ? {} : { price: { minor: minor(price), per: thousandths(1000) } }), ...more })
const items: Readonly<Record<string, Item>> = {
  bottle: goods('bottle', 399, { links: [{ sku: 'deposit', pieces: 1 }], taxClass: 'reduced' }),
  crate: goods('crate', 2999, { links: [{ sku: 'deposit', pieces: 12 }, { sku: 'frame', pieces: 1 }] }),
  deposit: goods('deposit', 25, { noDiscount: true, links: [{ sku: 'frame', pieces: 1 }] }),
  frame: goods('frame', 150),
  cheese: goods('cheese', 1990, { unit: 'kg', links: [{ sku: 'frame', pieces: 1 }] }),
  broken: goods('broken', 100, { links: [{ sku: 'nowhere', pieces: 1 }, { sku: 'unpriced', pieces: 1 }] }),
  unpriced: goods('unpriced', undefined),
  beer: goods('beer', 500, { minimumAge: 18, links: [{ sku: 'deposit', pieces: 1 }] }),
}
const find = (sku: string): Item | undefined => items[sku]

function put(basket: Basket, { line, step, followed = [] }: BasketEdit): Basket {
  const lines = [...basket.lines.filter(({ lineNo }) => lineNo !== line.lineNo), line].toSorted((one, other) => one.lineNo - other.lineNo)
  return followed.reduce(put, { ...basket, lines, trail: [...basket.trail, step] })
}
type Edited = ReturnType<typeof removedLine>
/** As main keeps an edit: with what follows from it, or as it was where it is refused. */
function after(basket: Basket, edited: Edited): Basket {
  const whole = edited.ok ? withLinks(basket, edited.value, find, act) : edited
  return whole.ok ? put(basket, whole.value) : basket
}
const added = (basket: Basket, sku: string, quantity?: number): Basket => after(basket, addedLine(basket, find(sku) ?? items['frame']!, quantity === undefined ? undefined : thousandths(quantity), act))
const itemsOf = ({ lines }: Basket): readonly ItemLine[] => lines.filter((line): line is ItemLine => line.kind === 'item')
const code = (edited: { readonly ok: boolean; readonly refusal?: { readonly code: string } }): string | undefined => edited.refusal?.code

test('[LNK-1] what comes along is a line of its own right behind, one level deep, and a measured line brings it once', () => {
  const basket = added(added(empty, 'crate', 2000), 'cheese', 400)
  expect(itemsOf(basket).map(({ lineNo, sku, quantity, link }) => [lineNo, sku, quantity, link?.to])).toEqual([[1, 'crate', 2000, undefined], [2, 'deposit', 24_000, 1], [3, 'frame', 2000, 1], [4, 'cheese', 400, undefined], [5, 'frame', 1000, 4]])
})

const someAct = fc.record({ what: fc.constantFrom('add', 'add', 'quantity', 'remove', 'restore', 'discount', 'price', 'tooYoung'), sku: fc.constantFrom('bottle', 'crate', 'deposit', 'frame', 'cheese', 'beer'), lineNo: fc.integer({ min: 1, max: 12 }), pieces: fc.integer({ min: 1, max: 900 }) })

test('[LNK-2] whatever is added, changed, struck and put back, what came along has the pieces and the fate of its line', () => {
  fc.assert(
    fc.property(fc.array(someAct, { maxLength: 30 }), (acts) => {
      let basket = empty
      for (const { what, sku, lineNo, pieces } of acts) {
        if (what === 'add') basket = added(basket, sku, sku === 'cheese' ? pieces : undefined)
        else if (what === 'quantity') basket = after(basket, changedQuantity(basket, lineNo, thousandths(pieces * 1000), act))
        else if (what === 'remove') basket = after(basket, removedLine(basket, lineNo, act))
        else if (what === 'restore') basket = after(basket, restoredLine(basket, lineNo, act))
        else if (what === 'discount') basket = after(basket, discountedLine(basket, lineNo, { kind: 'percent', ppm: pieces * 1000, reason: 'goodwill' }, act))
        else if (what === 'price') basket = after(basket, overriddenPrice(basket, lineNo, { minor: minor(pieces), per: thousandths(1000) }, 'goodwill', act))
        else {
          const refused = refusedAge(basket, 18, act)
          if (refused.ok) basket = refused.value.removed.reduce(put, basket)
        }
        const lines = itemsOf(basket)
        for (const child of lines) {
          if (child.link === undefined) continue
          const parent = lines.find(({ lineNo: no }) => no === child.link?.to)
          expect(parent).toBeDefined()
          if (parent === undefined) continue
          expect([child.quantity, child.removed]).toEqual([pieceCount([parent]) * child.link.pieces * 1000, parent.removed])
        }
        for (const parent of lines.filter(({ links }) => links !== undefined)) expect(lines.filter(({ link }) => link?.to === parent.lineNo).length).toBe(parent.links?.length)
      }
    }),
  )
})

test('[LNK-2] more than a line holds of what comes along is refused with the line that brings it', () => {
  const basket = added(empty, 'crate')
  const edited = changedQuantity(basket, 1, thousandths(900_000), act)
  expect(edited.ok && withLinks(basket, edited.value, find, act)).toMatchObject({ refusal: { code: 'quantity.invalid' } })
})

test('[LNK-3] what came along is not changed, struck, put back, priced or discounted by itself', () => {
  const basket = added(empty, 'bottle')
  const struck = after(basket, removedLine(basket, 1, act))
  expect([changedQuantity(basket, 2, thousandths(2000), act), removedLine(basket, 2, act), restoredLine(struck, 2, act), overriddenPrice(basket, 2, undefined, 'other', act), discountedLine(basket, 2, undefined, act)].map(code)).toEqual(Array(5).fill('line.linked'))
  // Sold by itself it is a line like any other, but for the discount.
  const alone = added(basket, 'deposit')
  expect(itemsOf(alone).map(({ quantity }) => quantity)).toEqual([1000, 1000, 1000, 1000])
  expect(code(discountedLine(alone, 3, { kind: 'percent', ppm: 1, reason: 'staff' }, act))).toBe('line.notDiscounted')
  expect(code(removedLine(alone, 3, act))).toBeUndefined()
})

test('[LNK-4] a discount on the whole basket takes nothing off what came along or is never discounted', () => {
  const basket = { ...added(added(empty, 'crate'), 'deposit'), discount: { kind: 'percent', ppm: 500_000, reason: 'staff' } as const }
  expect(leftToDiscount(basket.lines)).toBe(2999)
  const priced = priceBasket(basket.lines, 'CNY', taxPacks['CN-2019']!, '2026-11-21', basket.discount)
  expect(priced.ok && priced.value.lines.map(({ discount }) => discount)).toEqual([1500, 0, 0, 0, 0])
  expect(priced.ok && priced.value.itemCount).toBe(2)
  expect(code(discountedBasket(basket, { kind: 'amount', minor: minor(3000), reason: 'staff' }, act))).toBe('discount.tooLarge')
})

test('[LNK-5] a link to what is not there, or has no price, is a red line', () => {
  expect(added(empty, 'broken').lines.slice(1)).toMatchObject([{ kind: 'unresolved', barcode: 'nowhere', reason: 'unknown' }, { kind: 'unresolved', barcode: 'unpriced', reason: 'unpriced' }])
})

test('[LNK-6] a sale of any such basket adds up again, and a deposit with a discount is found', () => {
  const pack = taxPacks['CN-2019']!
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('bottle', 'crate', 'deposit', 'frame', 'cheese'), fc.integer({ min: 1, max: 40 })), { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 1_000_000 }), (rung, ppm) => {
      let basket = empty
      for (const [sku, pieces] of rung) basket = added(basket, sku, pieces * 1000)
      basket = { ...basket, discount: { kind: 'percent', ppm, reason: 'staff' } }
      const priced = priceBasket(basket.lines, 'CNY', pack, basket.businessDate, basket.discount)
      if (!priced.ok) throw new Error(priced.refusal.code)
      const settled = settle(priced.value.total, [{ type: 'cash' }])
      if (!settled.ok) throw new Error(settled.refusal.code)
      const sale = saleBody({ saleId: 's', number: '1-1', basket, priced: priced.value, ...settled.value, language: 'en', taxPackId: pack.id })
      expect(checkSale(sale)).toEqual([])
      const linked = sale.lines.findIndex(({ linkedTo }) => linkedTo !== undefined)
      if (linked < 0) return
      const lines = sale.lines.map((line, index) => (index === linked ? { ...line, quantity: thousandths(line.quantity + 1) } : line))
      expect(checkSale({ ...sale, lines }).join()).toContain('not the pieces of line')
      expect(checkSale({ ...sale, lines: sale.lines.map((line, index) => (index === linked ? { ...line, cataloguePrice: line.price } : line)) }).join()).toContain('a discount on what is never discounted')
    }),
  )
})
