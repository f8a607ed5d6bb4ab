import { priceBasket, type PricedBasket } from '../../src/domain/pricing/index.ts'
import { taxPacks } from '../../src/domain/tax/index.ts'
import { basket, type PricedGoods } from '../generators/baskets.ts'
import { type Arm, armIn, effort, type Family, measure } from '../harness.ts'
import { arithmetics, naiveTotals, type Totals } from './pricing-naive.ts'

const pack = taxPacks['CN-2019']
const date = '2026-11-21'
const floorName = 'floor: plain integer totals and tax'
const oursName = 'ours: priceBasket'

/** A whole basket of 100 lines priced again, as after each scan. Promotions are not in it: the product has none yet. */
export const pricing: Family = async (options) => {
  const plain = basket(100, false)
  const discounted = basket(100, true)
  const much = effort(options.quick, 20)
  const peers = await arithmetics()
  const arms = (goods: PricedGoods): readonly Arm[] => [
    { name: floorName, kind: 'floor', run: () => plainTotals(goods), note: 'without discounts also where there are some', ...(goods === plain ? { check: () => compared(plainTotals(goods), totalsOf(priced(goods))) } : {}) },
    { name: oursName, kind: 'ours', run: () => priced(goods), check: () => compared(naiveTotals(peers.integers, goods, rateOf), totalsOf(priced(goods))) },
    ...Object.entries(peers).map(([name, arithmetic]): Arm => ({
      name: name === 'integers' ? 'the same naively, integers' : name,
      kind: 'peer',
      run: () => naiveTotals(arithmetic, goods, rateOf),
      check: () => compared(naiveTotals(arithmetic, goods, rateOf), totalsOf(priced(goods))),
    })),
  ]
  const groups = [await measure('100 lines, tax', arms(plain), much), await measure('100 lines, tax, discounts on lines and basket', arms(discounted), much)]
  const ratio = (at: number): number => {
    const group = groups[at]
    if (group === undefined) throw new Error('no such group')
    return armIn(group, oursName).p50 / armIn(group, floorName).p50
  }
  return {
    groups,
    goals: [
      { name: 'price 100 lines to plain integer totals', value: ratio(0), limit: 35, unit: 'ratio' },
      { name: 'the same with discounts', value: ratio(1), limit: 35, unit: 'ratio' },
    ],
    facts: { promotions: 'none in the product yet: the goal is that of 200 promotions, so it must be held with room to spare' },
  }
}

function rateOf(taxClass: string): number {
  const rate = pack?.classes[taxClass]?.at(-1)?.rate
  if (typeof rate !== 'number') throw new Error(`no rate for ${taxClass}`)
  return rate
}

function priced({ lines, basketDiscount }: PricedGoods): PricedBasket {
  if (pack === undefined) throw new Error('no pack CN-2019')
  const result = priceBasket(lines, 'CNY', pack, date, basketDiscount)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

function totalsOf({ total, taxes }: PricedBasket): Totals {
  return { total, taxes: Object.fromEntries(taxes.map(({ rate, tax }) => [rate, tax])) }
}

function compared(found: Totals, ours: Totals): string | undefined {
  const text = ({ total, taxes }: Totals): string => `${total} with taxes ${JSON.stringify(taxes)}`
  return text(found) === text(ours) ? undefined : `${text(found)} where the others find ${text(ours)}`
}

const classes = ['standard', 'reduced', 'service', 'zero']
const rates = classes.map((taxClass) => rateOf(taxClass))

/** What nothing that reads the lines can be quicker than: one loop, whole numbers, and the tax of four rates at its end. */
function plainTotals({ lines }: PricedGoods): Totals {
  const gross = [0, 0, 0, 0]
  let total = 0
  for (const line of lines) {
    if (line.kind !== 'item') continue
    const amount = (line.price.minor * line.quantity) / 1_000
    const at = classes.indexOf(line.taxClass)
    total += amount
    gross[at] = (gross[at] ?? 0) + amount
  }
  const taxes: Record<string, number> = {}
  for (let at = 0; at < 4; at += 1) {
    const amount = gross[at] ?? 0
    taxes[rates[at] ?? 0] = amount - Math.round((amount * 1_000_000) / (1_000_000 + (rates[at] ?? 0)))
  }
  return { total, taxes }
}
