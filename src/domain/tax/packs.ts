import { northAmericanPacks } from './north-american-packs.ts'
import { type TaxPack } from './tax-pack.ts'

/**
 * China, general VAT payer. Announcement 39 of 2019 (MoF, STA, GAC) brought 16 % and 10 % down to 13 % and 9 %
 * from 1 April 2019; 6 % stayed. Shelf prices include tax, the fapiao rounds the net and leaves the rest as tax.
 */
const china: TaxPack = {
  id: 'CN-2019',
  priceMode: 'inclusive',
  scope: 'rateBucket',
  target: 'net',
  rounding: 'halfUp',
  classes: {
    standard: [{ from: '2019-04-01', rate: 130_000 }],
    reduced: [{ from: '2019-04-01', rate: 90_000 }],
    service: [{ from: '2019-04-01', rate: 60_000 }],
    zero: [{ from: '2019-04-01', rate: 0 }],
  },
}

/** United Kingdom VAT: 20 % since 4 January 2011. Retailers work out the tax inside a gross and round the tax. */
const unitedKingdom: TaxPack = {
  id: 'GB-2011',
  priceMode: 'inclusive',
  scope: 'rateBucket',
  target: 'tax',
  rounding: 'halfUp',
  classes: {
    standard: [{ from: '2011-01-04', rate: 200_000 }],
    reduced: [{ from: '2011-01-04', rate: 50_000 }],
    zero: [{ from: '2011-01-04', rate: 0 }],
  },
}

/**
 * Germany. 19 % and 7 % since 2007 and 1983, and 16 % and 5 % from July to December 2020 (Zweites Corona-Steuerhilfegesetz).
 * Whether net or tax is rounded cannot matter here: no amount of whole cents holds an exact half at any of these rates.
 */
const germany: TaxPack = {
  id: 'DE-2007',
  priceMode: 'inclusive',
  scope: 'rateBucket',
  target: 'net',
  rounding: 'halfUp',
  classes: {
    standard: [
      { from: '2007-01-01', rate: 190_000 },
      { from: '2020-07-01', rate: 160_000 },
      { from: '2021-01-01', rate: 190_000 },
    ],
    reduced: [
      { from: '2007-01-01', rate: 70_000 },
      { from: '2020-07-01', rate: 50_000 },
      { from: '2021-01-01', rate: 70_000 },
    ],
    zero: [{ from: '2007-01-01', rate: 0 }],
  },
}

/**
 * Japan: 10 %, and 8 % on food and newspapers, since 1 October 2019. A qualified invoice rounds once per rate and document
 * and never per item (since 1 October 2023; earlier dates were free to). How is left to the shop; most cut the fraction
 * of a yen off, in the customer's favour, so the pack does. Shelf prices include tax (uchizei).
 */
const japan: TaxPack = {
  id: 'JP-2019',
  priceMode: 'inclusive',
  scope: 'rateBucket',
  target: 'tax',
  rounding: 'down',
  levy: 'consumptionTax',
  classes: {
    standard: [{ from: '2019-10-01', rate: 100_000 }],
    reduced: [{ from: '2019-10-01', rate: 80_000 }],
    zero: [{ from: '2019-10-01', rate: 0 }],
  },
}

/** The same for a shop that rings up prices before tax (sotozei), as many supermarkets do. */
const japanBeforeTax: TaxPack = { ...japan, id: 'JP-2019-BEFORE-TAX', priceMode: 'exclusive' }

/**
 * Prices that include 20 % on every date: for baskets brought from another system, whose own tax nobody recorded. A real
 * pack would refuse the dates before its first rate, or put a law on them that those receipts never had.
 */
const imported: TaxPack = {
  id: 'XX-IMPORTED-20',
  priceMode: 'inclusive',
  scope: 'rateBucket',
  target: 'tax',
  rounding: 'halfUp',
  classes: { standard: [{ from: '0001-01-01', rate: 200_000 }] },
}

/** By id. An id is written into every sale, so a pack is never edited: a new law is a new dated rate or a new pack. */
export const taxPacks: Readonly<Record<string, TaxPack>> = Object.fromEntries(
  [china, unitedKingdom, germany, japan, japanBeforeTax, ...northAmericanPacks, imported].map((pack) => [pack.id, pack]),
)
