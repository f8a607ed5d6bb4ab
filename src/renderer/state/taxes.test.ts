import { expect, test } from 'vitest'
import { type TaxesView } from '../../contracts/ipc/index.ts'
import { taxPackById } from '../../domain/tax/index.ts'
import { dateOf, dateSoFar, isFromBeginning, partsOf, ratePpmOf, taxRows, usualDates } from './taxes.ts'

const parts = [{ name: 'GST', rate: 50_000, on: 'net' as const }, { name: 'QST', rate: 99_750, on: 'net' as const }]
const view: TaxesView = {
  pack: 'CA-QC-2012', priceMode: 'exclusive', businessDate: '2026-12-31',
  classes: [
    { taxClass: 'standard', rates: [{ from: '2027-07-01', rate: 149_750, parts, standing: 'coming', added: true }, { from: '2027-01-01', rate: 1, standing: 'coming' }, { from: '2026-01-01', rate: 2, standing: 'inForce', added: true }] },
    { taxClass: 'zero', rates: [{ from: '2012-01-01', rate: 0, standing: 'inForce' }] },
  ],
}

test('[RATE-11] the arrow keys go through every class, and what was added and has not begun', () => {
  expect(taxRows(view)).toEqual([{ taxClass: 'standard' }, { taxClass: 'standard', from: '2027-07-01' }, { taxClass: 'zero' }])
  expect([partsOf(view, 'standard'), partsOf(view, 'zero'), partsOf(view, 'gone')]).toEqual([parts, [], []])
})

test('[RATE-11] a date is eight digits, shown as they come, and usual ones are a key away over the ends of months and years', () => {
  expect(['', '2027', '202701', '2027010', '20270101'].map(dateSoFar)).toEqual(['', '2027', '2027-01', '2027-01-0', '2027-01-01'])
  expect(['20270101', '2027010', '202701011', '2027-01-01'].map(dateOf)).toEqual(['2027-01-01', undefined, undefined, undefined])
  expect(usualDates('2026-12-31').map(({ digits }) => digits)).toEqual(['20270101', '20270101', '20270101'])
  expect(usualDates('2028-02-28').map(({ digits }) => digits)).toEqual(['20280229', '20280301', '20290101'])
})

test('[RATE-11] a tax may be nothing, and no more than all of it', () => {
  expect(['0', '0.0', '13', '9.975', '100', '', '.', '100.1', '1000'].map(ratePpmOf)).toEqual([0, 0, 130_000, 99_750, 1_000_000, undefined, undefined, undefined, undefined])
})

test('[RATE-12] a shop\'s own rates are from the beginning, a law\'s from its day', () => {
  const own = taxPackById('OWN-IN-190000-70000')
  expect(own?.classes['standard']?.map(({ from }) => isFromBeginning(from))).toEqual([true])
  expect(['1899-12-31', '1900-01-01', '2011-01-04'].map(isFromBeginning)).toEqual([true, false, false])
})
