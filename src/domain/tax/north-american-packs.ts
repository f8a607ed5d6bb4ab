import { stacked } from './stack.ts'
import { type TaxPack, type TaxPart } from './tax-pack.ts'

/**
 * Sales taxes put on top of the shelf price, stacked by authority. Examples to start from and no advice: a shop's rates
 * follow its address and its goods, change several times a year, and have to be looked up by the shop itself.
 */
const onNet = (name: string, rate: number): TaxPart => ({ name, rate, on: 'net' })

const state = onNet('New York State', 40_000)
const city = onNet('New York City', 45_000)
const transport = onNet('MCTD', 3750)

/**
 * New York City since 1 August 2009: 4 % for the state, 4.5 % for the city and 0.375 % for the commuter transport district
 * are charged as one 8.875 %, so it is rounded as one and shared afterwards. Barbers and beauty pay the city alone.
 * What is exempt by its price (clothing under $110) is beyond a class: it has to be given the class `zero`.
 */
const newYork: TaxPack = {
  id: 'US-NY-NYC',
  priceMode: 'exclusive',
  scope: 'rateBucket',
  target: 'tax',
  rounding: 'halfUp',
  stacking: 'whole',
  levy: 'salesTax',
  classes: {
    standard: [stacked('2009-08-01', [state, city, transport])],
    cityService: [stacked('2009-08-01', [city])],
    zero: [{ from: '2009-08-01', rate: 0 }],
  },
}

/** The same rounded line by line: a seller may choose either, and has to keep to it. */
const newYorkByLine: TaxPack = { ...newYork, id: 'US-NY-NYC-LINE', scope: 'line' }

/**
 * Quebec: the federal 5 % and the provincial tax are two taxes, each computed and rounded for itself. Until the end of 2012
 * the provincial 9.5 % was on the price with the federal tax in it; the 9.975 % on the net since then is the same money,
 * but for the rounding.
 */
const quebec: TaxPack = {
  id: 'CA-QC-2012',
  priceMode: 'exclusive',
  scope: 'rateBucket',
  target: 'tax',
  rounding: 'halfUp',
  stacking: 'each',
  levy: 'salesTax',
  classes: {
    standard: [
      stacked('2012-01-01', [onNet('GST', 50_000), { name: 'QST', rate: 95_000, on: 'netAndTax' }]),
      stacked('2013-01-01', [onNet('GST', 50_000), onNet('QST', 99_750)]),
    ],
    federal: [stacked('2012-01-01', [onNet('GST', 50_000)])],
    zero: [{ from: '2012-01-01', rate: 0 }],
  },
}

export const northAmericanPacks: readonly TaxPack[] = [newYork, newYorkByLine, quebec]
