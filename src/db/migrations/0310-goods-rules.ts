import { type Migration } from './migration.ts'

// What an item's own rules do at the counter. Links name a SKU and no key: the deposit may come with a later row of the same
// file, or a later feed, and an item that is not there yet is said at the counter and not lost here.
export const goodsRules0310: Migration = Object.freeze({
  id: 310,
  name: 'minimum ages, links and goods without discounts',
  up: `
ALTER TABLE item ADD COLUMN minimum_age INTEGER CHECK (minimum_age BETWEEN 1 AND 120);
ALTER TABLE item ADD COLUMN no_discount INTEGER CHECK (no_discount = 1);
ALTER TABLE item ADD COLUMN links TEXT CHECK (links IS NULL OR json_valid(links));
`,
})
