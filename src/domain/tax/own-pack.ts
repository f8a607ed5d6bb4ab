import { taxPacks } from './packs.ts'
import { type RatePpm, type TaxPack } from './tax-pack.ts'

/** Rates that a shop says itself, where no pack knows its country: one for most goods, and one for what is taxed less. */
export interface OwnRates {
  readonly priceMode: TaxPack['priceMode']
  readonly standard: RatePpm
  /** The same as `standard` where there is only one. */
  readonly reduced: RatePpm
}

/** Six digits at most: a tax of the whole price would leave no net, is beyond any law, and a slip of the comma. */
const spelling = /^OWN-(IN|EX)-(0|[1-9]\d{0,5})-(0|[1-9]\d{0,5})$/

/**
 * The rates are the name: `OWN-IN-190000-70000` is 19 % and 7 % in the prices. A pack's id is in every sale for ever, and
 * whoever reads one, this register or another, has the rates in it and needs no table that somebody could change.
 */
export function ownTaxPackId({ priceMode, standard, reduced }: OwnRates): string {
  return `OWN-${priceMode === 'inclusive' ? 'IN' : 'EX'}-${standard}-${reduced}`
}

/**
 * Whether a shop's own reduced rate is above its standard one: two fields filled in the wrong way round, which charge the wrong
 * tax on every receipt from the first on. False for any other pack. A register that has such a pack keeps it; none begins with one.
 */
export function hasRatesSwapped(id: string): boolean {
  const [, mode, standard, reduced] = spelling.exec(id) ?? []
  return mode !== undefined && Number(reduced) > Number(standard)
}

/** The pack of that id: one of the laws, or a shop's own rates. Undefined: this version knows none. */
export function taxPackById(id: string): TaxPack | undefined {
  if (Object.hasOwn(taxPacks, id)) return taxPacks[id]
  const [, mode, standard, reduced] = spelling.exec(id) ?? []
  if (mode === undefined) return undefined
  // On every date: when a rate began, the shop does not say.
  const rate = (ppm: string | undefined): readonly [{ readonly from: string; readonly rate: RatePpm }] => [{ from: '0001-01-01', rate: Number(ppm) }]
  return {
    id,
    priceMode: mode === 'IN' ? 'inclusive' : 'exclusive',
    scope: 'rateBucket',
    target: 'tax',
    rounding: 'halfUp',
    classes: { standard: rate(standard), reduced: rate(reduced), zero: rate('0') },
  }
}
