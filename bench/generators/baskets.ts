import { type BasketLine, type Discount } from '../../src/domain/basket/index.ts'
import { minor } from '../../src/domain/money/index.ts'
import { thousandths } from '../../src/domain/quantity/index.ts'
import { pick, random } from '../lib/random.ts'

export interface PricedGoods {
  readonly lines: readonly BasketLine[]
  readonly basketDiscount?: Discount
}

/** So many lines of pieces in four tax classes; with discounts, every fifth line has 10 % off, every seventh 1.50, and the whole 5 %. */
export function basket(count: number, discounted: boolean): PricedGoods {
  const next = random(77)
  const lines = Array.from({ length: count }, (_, index): BasketLine => {
    const own: Discount | undefined = !discounted ? undefined : index % 5 === 0 ? { kind: 'percent', ppm: 100_000, reason: 'goodwill' } : index % 7 === 0 ? { kind: 'amount', minor: minor(150), reason: 'damaged' } : undefined
    return {
      kind: 'item', lineNo: index + 1, itemId: `item-${index}`, sku: `S${index}`, names: { 'zh-CN': `货 ${index}` }, quantity: thousandths((1 + Math.floor(next() * 3)) * 1_000), unit: 'each',
      price: { minor: minor(200 + Math.floor(next() * 5_000)), per: thousandths(1_000) }, taxClass: pick(['standard', 'reduced', 'service', 'zero'], next), removed: false,
      ...(own === undefined ? {} : { discount: own }),
    }
  })
  return { lines, ...(discounted ? { basketDiscount: { kind: 'percent', ppm: 50_000, reason: 'staff' } as const } : {}) }
}
