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
export const taxPacks: Readonly<Record<string, TaxPack>> = {
  [china.id]: china,
  [unitedKingdom.id]: unitedKingdom,
  [imported.id]: imported,
}
